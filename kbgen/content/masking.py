"""A page without its code and comments: what is left stands where it stood, so that places can be told."""

from __future__ import annotations

import re
from functools import lru_cache

from kbgen.content.blocks import scan_blocks
from kbgen.content.inline import blank_code_spans, blank_comments


@lru_cache(maxsize=8)
def mask_code(text: str) -> str:
    """Blank out fenced, indented and inline code and comments; every other character stays in its place."""
    lines = text.split("\n")
    for first, last in _paragraphs_with_code(text, lines):
        lines[first:last] = blank_code_spans("\n".join(lines[first:last])).split("\n")
    return blank_comments("\n".join(lines))


def _paragraphs_with_code(text: str, lines: list[str]) -> list[tuple[int, int]]:
    """Return the lines between which inline code may stand, and blank those that are code altogether."""
    found: list[tuple[int, int]] = []
    first = last = -1
    for line in scan_blocks(text):
        if line.kind in _HIDDEN and line.number >= 0:
            lines[line.number] = " " * len(lines[line.number])
        if line.kind != "text" or line.gap is not None or (line.lead and _ITEM.search(line.lead)):
            if first >= 0:
                found.append((first, last))
            first = -1
        if line.kind in _INLINE and "`" in line.text:
            first, last = (line.number if first < 0 else first), line.number + 1
    return [*found, (first, last)] if first >= 0 else found


_HIDDEN = frozenset({"fence", "code", "comment"})
_INLINE = frozenset({"text", "heading", "title"})
_ITEM = re.compile(r"[^ >]")
