"""Links, headings and anchors of a page, found in its source as they will be in the rendered page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kbgen.content.attributes import attribute_ids, footnote_ids
from kbgen.content.blocks import scan_blocks
from kbgen.content.containers import INLINE_IMAGE, hide_inline, read_image
from kbgen.content.headings import Heading, find_headings
from kbgen.content.inline import bare_addresses, find_references, read_spans
from kbgen.content.masking import mask_code

__all__ = ["Heading", "Link", "find_anchors", "find_headings", "find_links", "leaves_site", "mask_code"]


@dataclass(frozen=True)
class Link:
    """A link or an image, where it is written.

    Attributes:
        target: The address, without the backslashes that escape its characters.
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


def find_links(body: str, first_line: int = 1) -> tuple[Link, ...]:
    """Return the links and images of a page in order: inline, by reference, bare addresses, raw HTML."""
    masked = hide_inline(mask_code(body))
    starts = [0, *(match.end() for match in re.finditer("\n", body))]
    links = []
    for at, target, text, image in sorted({*_markdown_links(masked, body), *_html_links(masked)}):
        line = bisect_right(starts, at) - 1
        links.append(Link(target, text, line + first_line, at - starts[line] + 1, image))
    return tuple(links)


def leaves_site(target: str) -> bool:
    """Say whether a link leads to another site, or is an address of another kind, such as `mailto:`."""
    return _SCHEME.match(target) is not None


def find_anchors(body: str) -> frozenset[str]:
    """Return every id and name of the rendered page: headings, attribute lists, raw HTML and footnotes."""
    masked = mask_code(body)
    anchors = {heading.id for heading in find_headings(body)}
    anchors.update(attribute_ids(body, masked), footnote_ids(masked))
    for tag in _TAG.finditer(masked) if "<" in masked else ():
        expression = _ID_OR_NAME if tag[1].lower() == "a" else _ID
        anchors.update(_value(match) for match in expression.finditer(tag[0]))
    return frozenset(anchors - {""})


_Found = tuple[int, str, str, bool]
"""Place in the page, target, text, and whether it is an image."""


def _markdown_links(masked: str, body: str) -> Iterator[_Found]:
    for span in read_spans(masked, find_references(masked)):
        target = _ESCAPED.sub(r"\1", span.target)
        yield span.start, target, body[span.text_start : span.text_end], span.image
    if ":::image" in masked:
        for match in INLINE_IMAGE.finditer(masked):
            image = read_image(match[1])
            yield from [(match.start(), image.source, image.text, True)] if image.source else []
    if "://" in masked:
        for match in _AUTOLINK.finditer(masked):
            yield match.start(), match[1], match[1], False
        yield from _bare_links(body, masked)


def _bare_links(body: str, masked: str) -> Iterator[_Found]:
    kinds = {line.number: line.kind for line in scan_blocks(body)}
    at = 0
    for number, line in enumerate(masked.split("\n")):
        if "://" in line and kinds[number] == "text":
            for start, end in bare_addresses(line):
                yield at + start, line[start:end], line[start:end], False
        at += len(line) + 1


def _html_links(masked: str) -> Iterator[_Found]:
    for tag in _LINK_TAG.finditer(masked) if "<" in masked else ():
        address = _ADDRESS.search(tag[0])
        if address:
            yield tag.start(), _value(address), "", tag[1].lower() == "img"


def _value(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3] or ""


_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_TAG = re.compile(r"<([A-Za-z][\w-]*)\s[^<>]*>")
_ID = re.compile(rf"\sid{_VALUE}", re.IGNORECASE)
_ID_OR_NAME = re.compile(rf"\s(?:id|name){_VALUE}", re.IGNORECASE)
_LINK_TAG = re.compile(r"<(a|img)\s[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(rf"\s(?:href|src){_VALUE}", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]*)>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|~^])")
