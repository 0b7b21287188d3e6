"""What was read of a page as plain data: to be sent to another process, or kept for the next build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from kbgen.content.headings import Heading
from kbgen.content.markup import Link
from kbgen.content.record import Record, front_matter
from kbgen.content.source import Place, Position, Source, parse_source
from kbgen.diagnostics import Diagnostic

PageData = Mapping[str, Any]
"""What is known of a page without its text, as JSON has it."""


class KeptSource(Source):
    """A source of which the front matter is known, and all else is read from the file when somebody asks."""

    def __init__(self, uri: str, path: str, data: PageData, read: Callable[[], bytes]) -> None:
        """Take what `page_data` gave; `read` returns the content of the file as it was then."""
        known = {"uri": uri, "path": path, "front": data["front"], "body_line": data["line"]}
        vars(self).update(known, length=data["length"], _read=read)

    @cached_property
    def _source(self) -> Source:
        read: Callable[[], bytes] = vars(self)["_read"]
        return parse_source(self.uri, self.path, read())[0]

    @cached_property
    def host(self) -> Mapping[str, Any]:
        """Front matter as YAML types it."""
        return self._source.host

    @cached_property
    def positions(self) -> Mapping[Place, Position]:
        """Place of each key and item of the front matter in the file."""
        return self._source.positions

    @cached_property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self._source.body


class KeptRecord(Record):
    """A record of which little is asked as long as nothing changes: most stays as JSON has it until then."""

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Headings of the body, with their lines in the file."""
        return tuple(_heading(*values) for values in self._known["headings"])

    @cached_property
    def permanent_ids(self) -> frozenset[str]:
        """Ids of headings that the writer has given."""
        return frozenset(name for _, _, name, explicit, *_ in self._known["headings"] if explicit)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every id that the rendered page has."""
        known = self._known
        return frozenset((*known["anchors"], *(values[2] for values in known["headings"] if values[2])))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links and images of the body that may lead to something on this site, with their places."""
        found = self._known["links"]
        return tuple(Link(target, "", line, column, image) for target, line, column, image in found)

    @property
    def _known(self) -> PageData:
        data: PageData = vars(self)["_data"]
        return data


def page_data(record: Record, problems: list[Diagnostic]) -> PageData:
    """Return what `page_from_data` makes the same record and problems of, but for the texts of its links."""
    return {
        "front": record.source.front,
        "line": record.source.body_line,
        "length": record.source.length,
        "title": record.title,
        "quotes": record.quotes_specs,
        "searched": record.searched,
        "headings": [_heading_data(heading) for heading in record.headings],
        "anchors": sorted(record.anchors.difference(heading.id for heading in record.headings)),
        "links": [[link.target, link.line, link.column, link.image] for link in record.links],
        "problems": [list(vars(problem).values())[1:] for problem in problems],
    }


def page_from_data(
    uri: str, path: str, data: PageData, read: Callable[[], bytes]
) -> tuple[Record, list[Diagnostic]]:
    """Return the record of a page, and the problems that were found when it was read.

    Args:
        uri: Path below the content folder.
        path: What diagnostics call the file.
        data: What `page_data` gave.
        read: Returns the content of the file, which has not changed since.
    """
    source = KeptSource(uri, path, data, read)
    record = KeptRecord(source, *front_matter(source), data["title"])
    vars(record).update(_data=data, quotes_specs=data["quotes"], searched=tuple(data["searched"]))
    return record, [Diagnostic(path, *problem) for problem in data["problems"]]


def _heading_data(heading: Heading) -> list[Any]:
    plain = [heading.level, heading.text, heading.id, heading.explicit, heading.line]
    return [*plain, heading.classes, heading.attributes] if heading.classes or heading.attributes else plain


def _heading(  # noqa: PLR0917 - as they stand in the list
    level: int,
    text: str,
    name: str,
    explicit: bool,
    line: int,
    classes: Iterable[str] = (),
    attributes: Iterable[Iterable[str]] = (),
) -> Heading:
    pairs: Any = tuple(map(tuple, attributes))
    return Heading(level, text, name, explicit, tuple(classes), pairs, line)
