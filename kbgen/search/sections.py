"""Takes a rendered page apart into sections that search can link to; an FAQ's questions stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.search.named_issues import OpenIssue


@dataclass(frozen=True)
class RenderedPage:
    """What search is told of a page; everything is plain text except `html`."""

    source: str
    """Path in the content folder, "faq/paper.md"; "" for generated pages."""
    url: str
    """Relative to the site, "faq/paper/"; "" is home."""
    title: str
    type: str
    place: tuple[str, ...]
    """Titles of the breadcrumb above the page."""
    products: tuple[str, ...]
    """Product ids."""
    product_names: tuple[str, ...]
    aliases: tuple[str, ...]
    """Other names that customers use."""
    symptoms: tuple[str, ...]
    """Error codes and messages, in the customer's words."""
    numbers: tuple[str, ...]
    """Model and part numbers."""
    html: str
    """The article: headings with ids, questions and steps as `pages.structure` makes them."""
    language: str = ""
    """BCP 47, where it is not the site's."""
    boost: float = 1.0
    """What its scores are multiplied by: below 1 it is demoted."""
    issue: OpenIssue | None = None
    """Where it is a known issue that is not fixed."""


@dataclass(frozen=True)
class Section:
    """A stretch of a page under one heading."""

    fragment: str
    """Id of the nearest heading that has one, "" before the first."""
    heading: str
    """"" before the first heading: the page's title stands above all sections alike."""
    text: str
    """Paragraphs, list items and table rows, one a line."""
    question: bool = False
    """An FAQ's question, which is a search result of its own."""


_INERT = re.compile(
    "<(?:"
    + "|".join(rf"{name}>(?=[^<]*</{name}>)" for name in ("code", "strong", "em"))
    + r'|span class="[a-z0-9]{1,3}">(?=[^<]*</span>)'
    + r")([^<]*)</\w+>"
)
"""Text that is set off in a line, as most of what stands in code is."""
_TAG = re.compile(
    r"<!--.*?-->"
    r"|<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'|\"[^\"]{0,4000}+\"|'[^']{0,4000}+')*+)>",
    re.DOTALL,
)
_ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ANCHOR = re.compile(r"""\sclass\s*=\s*["'](kb-step|kb-question__answer)\b""")
_QUESTION = re.compile(r"""\sclass\s*=\s*["'][^"']*\bkb-question\b""")
_NOT_FOR_READERS = re.compile(
    r"""\sdata-search-exclude\b|\shidden\b|\sclass\s*=\s*["'][^"']*\b(?:headerlink|linenos?|footnote-ref)\b"""
)
_LEADING = re.compile(r"""\s(?:href|src)\s*=\s*(?:"[^"]*"|'[^']*')""")
"""Where a tag leads; it is not for readers, whatever words are in it."""
_SKIPPED = frozenset(
    {"script", "style", "template", "svg", "nav", "noscript", "textarea", "select", "object"}
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINES = _HEADINGS | frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tr",
        "ul",
    }
)
_CELLS = frozenset({"td", "th", "label", "option"})


def parse_sections(page: RenderedPage) -> tuple[Section, ...]:
    """The page's sections in reading order; the first may have no heading, none is empty."""
    reader = _Reader(title=page.title)
    first, *rest = _TAG.split("".join(_INERT.split(page.html)))
    reader.text(first)
    parts = iter(rest)
    for slash, name, attributes, text in zip(parts, parts, parts, parts, strict=True):
        if name:
            handle = reader.close if slash else reader.open
            handle(name.lower(), attributes)
        if text:
            reader.text(text)
    reader.finish_section()
    return tuple(reader.sections)


@dataclass
class _Reader:
    """Where the reading of a page stands."""

    title: str
    sections: list[Section] = field(default_factory=list)
    _fragment: str = ""
    _step: str = ""
    """Id of the step that has been opened and waits for its heading."""
    _heading: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _in_heading: str = ""
    _in_pre: bool = False
    _details: int = 0
    """How many `<details>` are open inside the question, itself included; 0 outside of questions."""
    _skipping: str = ""
    _skip_depth: int = 0

    def text(self, raw: str) -> None:
        if self._skipping:
            return
        if not self._in_pre:
            raw = raw.replace("\n", " ")
        (self._heading if self._in_heading else self._text).append(unescape(raw) if "&" in raw else raw)

    def open(self, name: str, attributes: str) -> None:
        if self._skipping:
            self._skip_depth += name == self._skipping
        elif name in _SKIPPED or (attributes and _is_not_for_readers(attributes)):
            self._skip(name)
        elif name in _HEADINGS:
            self._open_heading(name, attributes)
        elif name == "details":
            self._open_details(attributes)
        elif name == "summary" and self._details == 1 and not self._heading:
            self._in_heading = name
        else:
            self._in_pre |= name == "pre"
            self._separate(name)
            if attributes and (anchor := _ANCHOR.search(attributes)):
                self._take_anchor(anchor[1], _id(attributes))

    def close(self, name: str, _attributes: str) -> None:
        if self._skipping:
            self._skip_depth -= name == self._skipping
            self._skipping = self._skipping if self._skip_depth else ""
        elif name == self._in_heading:
            self._in_heading = ""
        elif name == "details" and self._details:
            self._close_details()
        else:
            self._in_pre &= name != "pre"
            self._separate(name)

    def finish_section(self) -> None:
        heading, text = _one_line("".join(self._heading)), _lines("".join(self._text))
        if heading == self.title and not self._details:
            heading = ""
        if heading or text:
            self.sections.append(Section(self._fragment, heading, text, question=self._details > 0))
        self._heading, self._text, self._in_heading = [], [], ""

    def _separate(self, name: str) -> None:
        if name in _LINES:
            self._text.append("\n")
        elif name in _CELLS:
            self._text.append(" ")

    def _skip(self, name: str) -> None:
        if name not in _VOID:
            self._skipping, self._skip_depth = name, 1

    def _open_heading(self, name: str, attributes: str) -> None:
        if self._details:
            self._text.append("\n")
            return
        self.finish_section()
        if name != "h1":
            self._fragment = _id(attributes) or self._step or self._fragment
            self._step = ""
        self._in_heading = name

    def _take_anchor(self, kind: str, fragment: str) -> None:
        """Take the id of an answer for its question, and that of a step for the heading that follows."""
        if kind == "kb-step":
            self.finish_section()
            self._step = fragment
        elif self._details == 1:
            self._fragment = fragment

    def _open_details(self, attributes: str) -> None:
        if self._details:
            self._details += 1
        elif _QUESTION.search(attributes):
            self.finish_section()
            self._fragment, self._details = "", 1
        self._text.append("\n")

    def _close_details(self) -> None:
        if self._details == 1:
            self.finish_section()
            self._fragment = ""
        self._details -= 1


def _is_not_for_readers(attributes: str) -> bool:
    found = _NOT_FOR_READERS.search(attributes)
    return found is not None and _NOT_FOR_READERS.search(_LEADING.sub("", attributes)) is not None


def _id(attributes: str) -> str:
    found = _ID.search(attributes)
    return unescape(next(filter(None, found.groups()), "")) if found else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    return "\n".join(line for line in map(_one_line, text.split("\n")) if line)
