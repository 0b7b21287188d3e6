"""A Markdown file split into front matter and body, with the place of everything in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from kbgen.diagnostics import Diagnostic

Place = tuple[str | int, ...]
"""Path of a value in front matter, such as `("components", 0, "mpn")`."""

Position = tuple[int, int]
"""Line and column in a file, both from 1."""

LARGE_PAGE = 2_000_000
"""Bytes of Markdown from which a page is too large to be read on a phone."""

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.*?)(?:^(?:---|\.\.\.)[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True)
class Source:
    """One Markdown file.

    Attributes:
        uri: Path below the content folder, `/` as separator.
        path: The path that diagnostics show.
        front: Front matter; every scalar as the text the writer wrote, null as None.
        host: Front matter as YAML types it, for MkDocs and Material.
        positions: Place of each key and item of the front matter in the file.
        body: The Markdown below the front matter.
        body_line: Line of the file on which the body starts.
    """

    uri: str
    path: str
    front: Mapping[str, Any]
    host: Mapping[str, Any]
    positions: Mapping[Place, Position]
    body: str
    body_line: int

    @cached_property
    def length(self) -> int:
        """Characters of the body."""
        return len(self.body)

    def position(self, place: Place) -> Position:
        """Return line and column of a front-matter value, or of its nearest parent that is known."""
        known = tuple(place)
        while known and known not in self.positions:
            known = known[:-1]
        return self.positions.get(known, (1, 1))

    def diagnostic(self, place: Place, severity: Any, code: str, message: str) -> Diagnostic:
        """Return a diagnostic that points at a front-matter value."""
        return Diagnostic(self.path, *self.position(place), severity, code, message)


def parse_source(uri: str, path: str, data: bytes) -> tuple[Source, list[Diagnostic]]:
    """Split one file into front matter and body; what is wrong with it comes as diagnostics.

    Whatever is wrong, there is a source: undecodable bytes become U+FFFD and broken front matter
    counts as none, so that the page is still built.
    """
    text, diagnostics = _decode(path, data)
    if not text.strip():
        diagnostics.append(
            Diagnostic(
                path, 1, 1, "error", "empty-file", "the file is empty; write the page or remove the file"
            )
        )
    match = _find_front_matter(text)
    if match is None:
        if re.match(r"---[ \t]*\n(?=[\w-]+:)", text):
            message = "front matter starts with '---' but never ends; add a line '---' below the last key"
            diagnostics.append(Diagnostic(path, 1, 1, "error", "front-matter-open", message))
        return Source(uri, path, {}, {}, {}, text, 1), diagnostics
    front, host, positions, problems = _parse_yaml(path, match["yaml"])
    body_line = text.count("\n", 0, match.end()) + 1
    source = Source(uri, path, front, host, positions, text[match.end() :], body_line)
    return source, diagnostics + problems


def _find_front_matter(text: str) -> re.Match[str] | None:
    """Find the front matter of a page; a rule, a paragraph and another rule are none."""
    match = _FRONT_MATTER.match(text)
    return None if match is None or _is_plain_text(match["yaml"]) else match


def _is_plain_text(text: str) -> bool:
    """Say whether what stands between two rules is no front matter at all."""
    try:
        return isinstance(yaml.compose(text, Loader=SAFE_LOADER), yaml.ScalarNode)
    except yaml.YAMLError:
        return False


def _decode(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    diagnostics = []
    if len(data) > LARGE_PAGE:
        size, limit = f"{len(data) / 1e6:.1f} MB", f"{LARGE_PAGE / 1e6:.0f} MB"
        message = f"the page has {size}; split it into pages of less than {limit}"
        diagnostics.append(Diagnostic(path, 0, 0, "error", "large-page", message))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file with the encoding UTF-8"
        diagnostics.append(Diagnostic(path, line, column, "error", "not-utf-8", message))
        text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"), diagnostics


def _parse_yaml(
    path: str, text: str
) -> tuple[dict[str, Any], dict[str, Any], dict[Place, Position], list[Diagnostic]]:
    try:
        node = yaml.compose(text, Loader=SAFE_LOADER)
    except yaml.YAMLError as error:
        return {}, {}, {}, [yaml_problem(path, error, lines_above=1)]
    if node is None:
        return {}, {}, {}, []
    if not isinstance(node, yaml.MappingNode):
        message = "front matter must be 'key: value' lines; a list or a text stands here"
        return {}, {}, {}, [Diagnostic(path, 2, 1, "error", "front-matter-shape", message)]
    positions: dict[Place, Position] = {}
    problems: list[Diagnostic] = []
    front = parse_node(
        node, (), positions, lambda at, message: problems.append(_duplicate(path, at, message))
    )
    return front, _construct(text, front), positions, problems


def _construct(text: str, front: dict[str, Any]) -> dict[str, Any]:
    """Type front matter as YAML does, for the host; a value that YAML cannot type stays a text."""
    try:
        return dict(yaml.load(text, Loader=SAFE_LOADER))  # noqa: S506 - it is a safe loader
    except (yaml.YAMLError, ValueError, TypeError):
        return front


def _duplicate(path: str, at: Position, message: str) -> Diagnostic:
    return Diagnostic(path, *at, "error", "duplicate-key", message)


def parse_node(
    node: yaml.Node, place: Place, positions: dict[Place, Position], report: Any, first_line: int = 2
) -> Any:
    """Turn a YAML node into dicts, lists and texts, and note where each of them stands.

    `first_line` is the line of the file on which the YAML starts (2 below a `---`).
    """
    if len(place) > _DEEPEST:
        return None
    positions.setdefault(place, (node.start_mark.line + first_line, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        return _parse_mapping(node, place, positions, report, first_line)
    if isinstance(node, yaml.SequenceNode):
        return [
            parse_node(item, (*place, index), positions, report, first_line)
            for index, item in enumerate(node.value)
        ]
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _parse_mapping(
    node: yaml.MappingNode, place: Place, positions: dict[Place, Position], report: Any, first_line: int
) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        at = (key_node.start_mark.line + first_line, key_node.start_mark.column + 1)
        if key in mapping:
            report(at, f"the key '{key}' stands twice; keep one of them")
            continue
        positions[*place, key] = at
        mapping[key] = parse_node(value_node, (*place, key), positions, report, first_line)
    return mapping


def yaml_problem(path: str, error: yaml.YAMLError, *, lines_above: int) -> Diagnostic:
    """Return what YAML's parser stumbled over, with a remedy; `lines_above` stand before the YAML."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "not readable"
    line, column = (mark.line + 1 + lines_above, mark.column + 1) if mark else (lines_above + 1, 1)
    message = f"this is not valid YAML ({problem}); {_yaml_remedy(problem)}"
    return Diagnostic(path, line, column, "error", "broken-yaml", message)


def _yaml_remedy(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "put a value that contains ': ' in quotes, as in title: \"Error: no paper\""
    if "',' or ']'" in problem or "',' or '}'" in problem:
        return "close the bracket"
    if "\\t" in problem or "tab" in problem:
        return "indent with spaces, not tabs"
    if "expected <block end>" in problem or "could not find expected" in problem:
        return "check the indentation and that every quote and bracket is closed"
    return "put values with special characters in quotes"


_DEEPEST = 20
"""Levels of nesting that are read; an anchor that contains itself never ends."""

SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""YAML's parser in C, where it is installed."""
