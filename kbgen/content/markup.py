"""Links, headings and anchors of a page, found in its source as they will be in the rendered page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.toc import slugify_unicode, unique

from kbgen.content.blocks import scan_blocks
from kbgen.content.containers import INLINE_IMAGE, hide_inline, read_image, render_inline
from kbgen.content.inline import blank_code_spans, blank_comments, find_references, plain_text, read_spans
from kbgen.content.lines import Line


@dataclass(frozen=True)
class Link:
    """A link or an image, where it is written.

    Attributes:
        target: The address, as written.
        text: What is linked, as written; an image's alternative text.
        line: Line from 1, counted from the `first_line` that was asked for.
        column: Column of the link's first character, from 1.
        image: Whether it is an image.
    """

    target: str
    text: str
    line: int
    column: int
    image: bool


@dataclass(frozen=True)
class Heading:
    """A heading, with the id that it has in the rendered page.

    Attributes:
        level: 1 to 6.
        text: What a reader sees, without markup.
        id: The id that was written, or the one that Python-Markdown's toc extension makes of the text.
        explicit: Whether the id was written.
        classes: Of `{.class}`, in their order.
        attributes: Of `{key="value"}`, in their order.
        line: Line from 1, counted from the `first_line` that was asked for.
    """

    level: int
    text: str
    id: str
    explicit: bool
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]
    line: int


def mask_code(text: str) -> str:
    """Blank out fenced code, indented code, inline code and comments; every other character stays in its place."""
    lines = text.split("\n")
    paragraphs: list[list[int]] = [[]]
    for line in scan_blocks(text):
        if line.kind in _HIDDEN and line.number >= 0:
            lines[line.number] = " " * len(lines[line.number])
        if line.kind != "text" or line.gap is not None or _ITEM.search(line.lead):
            paragraphs.append([])
        if line.kind in _INLINE and "`" in line.text:
            paragraphs[-1].append(line.number)
    for numbers in paragraphs:
        if numbers:
            first, last = numbers[0], numbers[-1] + 1
            lines[first:last] = blank_code_spans("\n".join(lines[first:last])).split("\n")
    return blank_comments("\n".join(lines))


def find_links(body: str, first_line: int = 1) -> tuple[Link, ...]:
    """Return the links and images of a page in their order: inline, by reference, `<https://…>`, and raw HTML."""
    masked = hide_inline(mask_code(body))
    starts = [0, *(match.end() for match in re.finditer("\n", body))]
    found = sorted({*_markdown_links(masked, body), *_html_links(masked), *_container_images(masked)})
    links = []
    for at, target, text, image in found:
        line = bisect_right(starts, at) - 1
        links.append(Link(target, text, line + first_line, at - starts[line] + 1, image))
    return tuple(links)


def find_headings(body: str, first_line: int = 1) -> tuple[Heading, ...]:
    """Return the headings of a page in their order, with the ids that they have in the rendered page."""
    lines = [line for line in scan_blocks(body) if line.kind in {"heading", "title", "underline"}]
    if not lines:
        return ()
    masked = mask_code(body)
    references = find_references(masked)
    taken = set(_attribute_ids(masked))
    headings = []
    for line, level in _levels(lines):
        source, attributes = split_attributes(_heading_source(line))
        text = plain_text(source, references)
        values = dict(attributes)
        written = values.get("id")
        heading_id = written if written is not None else unique(slugify_unicode(text, "-"), taken)
        classes = tuple(value for key, value in attributes if key == ".")
        others = tuple((key, value) for key, value in attributes if key not in {".", "id"})
        headings.append(
            Heading(level, text, heading_id, written is not None, classes, others, line.number + first_line)
        )
    return tuple(headings)


def find_anchors(body: str) -> frozenset[str]:
    """Return every id and name of the rendered page: headings, attribute lists, raw HTML and footnotes."""
    masked = mask_code(body)
    anchors = {heading.id for heading in find_headings(body)} | set(_attribute_ids(masked))
    if "<" in masked:
        anchors.update(
            match[1] or match[2] or match[3]
            for tag in _TAG.finditer(masked)
            for match in _ID.finditer(tag[0])
        )
    return frozenset(anchors - {""})


def split_attributes(source: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Split the source of a heading into its text and the attributes of a trailing `{#id .class key="value"}`."""
    match = _ATTRIBUTES.search(source)
    if not match:
        return source, ()
    found, remainder = get_attrs_and_remainder(match[1])
    if remainder:
        return source, ()
    text = source[: match.start()].rstrip("#").rstrip()
    return text, tuple((key, value or "") for key, value in found)


def _markdown_links(masked: str, body: str) -> Iterator[tuple[int, str, str, bool]]:
    for span in read_spans(masked, find_references(masked)):
        yield span.start, span.target, body[span.text_start : span.text_end], span.image
    for match in _AUTOLINK.finditer(masked):
        yield match.start(), match[1], match[1], False


def _html_links(masked: str) -> Iterator[tuple[int, str, str, bool]]:
    for tag in _LINK_TAG.finditer(masked):
        address = _LINK_ATTRIBUTE.search(tag[0])
        if address:
            image = tag[1].lower() == "img"
            yield tag.start(), address[1] or address[2] or address[3] or "", "", image


def _container_images(masked: str) -> Iterator[tuple[int, str, str, bool]]:
    for match in INLINE_IMAGE.finditer(masked):
        image = read_image(match[1])
        if image.source:
            yield match.start(), image.source, image.text, True


def _levels(lines: list[Line]) -> Iterator[tuple[Line, int]]:
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.kind == "heading":
            yield line, len(line.text) - len(line.text.lstrip("#"))
        elif line.kind == "title" and following:
            yield line, 1 if following.text.startswith("=") else 2


def _heading_source(line: Line) -> str:
    text = render_inline(line.text) if "[!" in line.text else line.text
    return text.strip() if line.kind == "title" else text.lstrip("#").strip().rstrip("#").rstrip()


def _attribute_ids(masked: str) -> Iterator[str]:
    for match in _ATTRIBUTE_ID.finditer(masked):
        yield match[1]
    for match in _FOOTNOTE.finditer(masked):
        yield ("fn:" if match[2] else "fnref:") + match[1]


_HIDDEN = frozenset({"fence", "code", "comment"})
_INLINE = frozenset({"text", "heading", "title"})
_ITEM = re.compile(r"[^ >]")
_ATTRIBUTES = re.compile(r" *\{:? *([^}\n ][^\n]*)\} *$")
_ATTRIBUTE_ID = re.compile(r"\{:?[^{}\n]*?#([^\s{}\"'=]+)[^{}\n]*\}")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ID = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINK_ATTRIBUTE = re.compile(r"""\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINK_TAG = re.compile(r"<(a|img)\s[^<>]*>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]*)>", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")
