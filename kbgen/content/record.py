"""A source with its front matter parsed: the record of one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from kbgen.content.frontmatter import FrontMatter
from kbgen.content.host import HOST_KEYS, check_host, search_values
from kbgen.content.markup import Heading, Link, find_anchors, find_headings, find_links, leaves_site
from kbgen.content.model import AnyFrontMatter, Article
from kbgen.content.source import Source
from kbgen.content.validation import validate_front_matter
from kbgen.diagnostics import Diagnostic, did_you_mean, nearest


@dataclass(frozen=True)
class Record:
    """One page as its writer meant it.

    Attributes:
        source: The file.
        front: Its front matter; an `Article` where the type is missing or cannot be read.
        id: Permanent id: `id` in front matter, else the file's stem.
        title: Plain text.
    """

    source: Source
    front: FrontMatter
    id: str
    title: str

    @property
    def uri(self) -> str:
        """Path of the file below the content folder."""
        return self.source.uri

    @property
    def type(self) -> str:
        """Return the type's name as front matter spells it."""
        return str(getattr(self.front, "type", "article"))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Headings of the body, with their lines in the file."""
        return find_headings(self.source.body, self.source.body_line)

    @cached_property
    def permanent_ids(self) -> frozenset[str]:
        """Ids of headings that the writer has given."""
        return frozenset(heading.id for heading in self.headings if heading.explicit)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every id that the rendered page has."""
        return find_anchors(self.source.body)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links and images of the body that may lead to something on this site, with their places."""
        found = find_links(self.source.body, self.source.body_line)
        return tuple(link for link in found if not leaves_site(link.target))

    @cached_property
    def searched(self) -> tuple[bool, float]:
        """Whether the page is kept out of the search, and what its scores are multiplied by."""
        return search_values(self.source)

    @cached_property
    def quotes_specs(self) -> bool:
        """Whether the body may quote values of spec sheets."""
        return "{{" in self.source.body


def _types() -> Mapping[str, type[FrontMatter]]:
    union = get_args(AnyFrontMatter)[0]
    return {get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(union)}


TYPES = _types()
"""Type names and the front matter each of them takes."""


def parse_record(source: Source) -> tuple[Record, list[Diagnostic]]:
    """Parse the front matter of a source.

    Every problem is reported. A value that cannot be read is left out; where the type cannot do
    without it, the page becomes an article, so that its text is still published.
    """
    model, diagnostics = _choose_type(source)
    unknown = _check_keys(source, model)
    front, problems = validate_front_matter(source, model, _known_keys(source, model))
    return _build_record(source, front), [*diagnostics, *unknown, *problems, *check_host(source)]


def front_matter(source: Source) -> tuple[FrontMatter, str]:
    """Return the front matter of a source whose problems have been reported already, and its page's id."""
    model, _ = _choose_type(source)
    front, _ = validate_front_matter(source, model, _known_keys(source, model))
    return front, front.id or _stem(source)


def _choose_type(source: Source) -> tuple[type[FrontMatter], list[Diagnostic]]:
    name = source.front.get("type")
    if name is None:
        return Article, []
    if isinstance(name, str) and name in TYPES:
        return TYPES[name], []
    if isinstance(name, str) and nearest(name, TYPES) is None:
        types = ", ".join(TYPES)
        message = f"type '{name}' is none of kbgen's, so the page is built as an article; types are {types}"
        return Article, [source.diagnostic(("type",), "warning", "foreign-type", message)]
    message = f"unknown type '{name}'{did_you_mean(str(name), TYPES)}"
    return Article, [source.diagnostic(("type",), "error", "unknown-type", message)]


def _known_keys(source: Source, model: type[FrontMatter]) -> dict[str, Any]:
    fields = model.model_fields
    return {
        key: value
        for key, value in source.front.items()
        if key in fields and value is not None and key != "type"
    }


def _check_keys(source: Source, model: type[FrontMatter]) -> list[Diagnostic]:
    """Report the keys that nobody knows."""
    typed = model is not Article or source.front.get("type") == "article"
    strangers = [key for key in source.front if key not in model.model_fields and key not in HOST_KEYS]
    problems = [_unknown_key(source, model, key, typed=typed) for key in strangers]
    return [problem for problem in problems if problem is not None]


def _unknown_key(source: Source, model: type[FrontMatter], key: str, *, typed: bool) -> Diagnostic | None:
    """Report an unknown key: an error in a typed file, elsewhere only a probable slip of the pen."""
    if typed:
        hint = (
            did_you_mean(key, model.model_fields)
            or f"; keys of this type are {', '.join(model.model_fields)}"
        )
        message = f"unknown key '{key}' in {source.front['type']}{hint}"
        return source.diagnostic((key,), "error", "unknown-key", message)
    match = nearest(key, model.model_fields)
    if match is None or not _is_slip(key, match):
        return None
    message = f"unknown key '{key}'; did you mean '{match}'?"
    return source.diagnostic((key,), "warning", "unknown-key", message)


def _is_slip(key: str, match: str) -> bool:
    """Tell a misspelling from another tool's key: same first letter, almost the same length."""
    return key[:1] == match[:1] and abs(len(key) - len(match)) <= 1 and sorted(key) != sorted(match + "s")


def _build_record(source: Source, front: FrontMatter) -> Record:
    record = Record(source, front, front.id or _stem(source), front.title or str(getattr(front, "name", "")))
    if record.title:
        return record
    first = next((heading.text for heading in record.headings if heading.level == 1), "")
    return Record(source, front, record.id, first or humanise(source.uri))


def _stem(source: Source) -> str:
    return source.uri.rsplit("/", 1)[-1].removesuffix(".md")


def humanise(uri: str) -> str:
    """Make a title of a path: `Store Support/Track-an-order.md` is `Track an order`."""
    parts = uri.removesuffix(".md").removesuffix("/index").split("/")
    words = parts[-1].replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else "Untitled"
