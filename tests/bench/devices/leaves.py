"""A device file as its leaves: every single value with its place, so that none can be lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kbgen.content.source import Place, yaml_problem
from kbgen.diagnostics import Diagnostic

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Leaf:
    """One value of a file.

    Attributes:
        place: Path to it, such as `("cameras", 0, "flash")`.
        text: As written, so that `4.0` and `2015-05` stay what they are; empty for null, `[]` and `{}`.
        line: Line of the file, from 1.
        column: Column of the line, from 1.
    """

    place: Place
    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Device:
    """One file.

    Attributes:
        stem: Name of the file without its ending.
        path: As diagnostics show it.
        leaves: Its values in their order; a key that stands twice has two.
    """

    stem: str
    path: str
    leaves: tuple[Leaf, ...]

    def field(self, name: str) -> tuple[Leaf, ...]:
        """Return the leaves below one key of the file."""
        return tuple(leaf for leaf in self.leaves if leaf.place[0] == name)

    def text(self, name: str) -> str:
        """Return the text of a key that has one, an empty one otherwise."""
        return next((leaf.text for leaf in self.leaves if leaf.place == (name,)), "")

    @property
    def fields(self) -> list[str]:
        """The keys of the file, each once."""
        return list(dict.fromkeys(str(leaf.place[0]) for leaf in self.leaves))


def read_devices(folder: Path) -> tuple[list[Device], list[Diagnostic]]:
    """Read all YAML files of a folder; one that is no map of values is reported and left out."""
    devices: list[Device] = []
    problems: list[Diagnostic] = []
    for path in sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")]):
        device = parse_device(path.stem, path.name, path.read_text(encoding="utf-8"))
        (problems if isinstance(device, Diagnostic) else devices).append(device)  # type: ignore[arg-type]
    return devices, problems


def parse_device(stem: str, path: str, text: str) -> Device | Diagnostic:
    """Parse one file."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        return yaml_problem(path, error, lines_above=0)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return Diagnostic(path, 1, 1, "error", "no-device", "a device is a map of 'key: value' lines")
    return Device(stem, path, tuple(_walk(node, ())))


def _walk(node: yaml.Node, place: Place) -> Iterator[Leaf]:
    if isinstance(node, yaml.MappingNode) and node.value:
        for key, value in node.value:
            yield from _walk(value, (*place, str(key.value)))
    elif isinstance(node, yaml.SequenceNode) and node.value:
        for index, item in enumerate(node.value):
            yield from _walk(item, (*place, index))
    else:
        states = isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null"
        text = " ".join(node.value.split()) if states else ""
        yield Leaf(place, text, node.start_mark.line + 1, node.start_mark.column + 1)
