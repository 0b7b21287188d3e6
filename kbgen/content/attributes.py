"""Attribute lists (`{#id .class key="value"}`) and footnotes: what gives ids to parts of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from markdown.extensions.attr_list import get_attrs_and_remainder


def split_attributes(source: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Split a heading into its text and the attributes of a trailing `{#id .class key="value"}`.

    A class comes as `(".", name)`, in Python-Markdown's manner.
    """
    match = _TRAILING.search(source) if source.endswith("}") and len(source) < _LONGEST_HEADING else None
    if not match:
        return source, ()
    found, remainder = get_attrs_and_remainder(match[1])
    if remainder:
        return source, ()
    text = source[: match.start()].rstrip("#").rstrip()
    return text, tuple((key, value or "") for key, value in found)


def attribute_ids(body: str, masked: str) -> Iterator[str]:
    """Yield the ids that attribute lists give to anything but headings.

    Python-Markdown takes a list right behind a link, code or emphasis, at the end of a table cell, and on the
    last line of a block.
    """
    for attributes in _LIST.finditer(masked) if "{" in masked else ():
        start, end = attributes.span()
        line_start = masked.rfind("\n", 0, start) + 1
        own_line = start - line_start < _LONGEST_LEAD and not masked[line_start:start].strip(" >\t")
        if own_line or (start and body[start - 1] in ")]`*_~>") or _CELL_END.match(masked, end):
            yield from (match[1] for match in _ID.finditer(attributes[1]))


def footnote_ids(masked: str) -> Iterator[str]:
    """Yield the ids of footnotes, `fn:name`, and of references to them, `fnref:name`, `fnref2:name`."""
    references: Counter[str] = Counter()
    for match in _FOOTNOTE.finditer(masked) if "[^" in masked else ():
        if match[1] is not None:
            yield f"fn:{match[1]}"
            continue
        references[match[2]] += 1
        count = references[match[2]]
        yield f"fnref{count if count > 1 else ''}:{match[2]}"


_LONGEST_HEADING = 4000
_LONGEST_LEAD = 200
_TRAILING = re.compile(r" *\{:? *([^}\n ][^\n]*)\} *$")
_LIST = re.compile(r"\{:?([^{}\n]*#[^{}\n]*)\}")
_ID = re.compile(r"(?:^|\s)#([^\s\"'=]+)")
_CELL_END = re.compile(r" {0,9}\|")
_FOOTNOTE = re.compile(r"^[ >]*\[\^([^\]\s]+)\]:|\[\^([^\]\s]+)\]", re.MULTILINE)
