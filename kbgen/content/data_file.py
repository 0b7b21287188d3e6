"""A YAML file of `_data` or `_search` as a source, which knows the line of every key."""

from __future__ import annotations

import yaml

from kbgen.content.source import SAFE_LOADER, Place, Position, Source, parse_node, yaml_problem
from kbgen.diagnostics import Diagnostic


def parse_data_file(path: str, text: str, remedy: str) -> tuple[Source, list[Diagnostic]]:
    """Parse a file whose top level is a map; the source has it as front matter, and no body.

    Args:
        path: What diagnostics call the file.
        text: Its YAML.
        remedy: What to write where the top level is no map.
    """
    empty = Source("", path, {}, {}, {}, "", 1)
    try:
        node = yaml.compose(text.removeprefix("\ufeff"), Loader=SAFE_LOADER)
    except yaml.YAMLError as error:
        return empty, [yaml_problem(path, error, lines_above=0)]
    if node is not None and not isinstance(node, yaml.MappingNode):
        return empty, [Diagnostic(path, 1, 1, "error", "missing-key", remedy)]
    positions: dict[Place, Position] = {}
    problems: list[Diagnostic] = []

    def report(at: Position, message: str) -> None:
        problems.append(Diagnostic(path, *at, "error", "duplicate-key", message))

    tree = {} if node is None else parse_node(node, (), positions, report, first_line=1)
    return Source("", path, tree, {}, positions, "", 1), problems
