"""Writes a page out again as Python-Markdown needs it: indented by fours, with blank lines where blocks meet."""

from __future__ import annotations

import re

from kbgen.content import syntax
from kbgen.content.blocks import Line, scan_blocks


def rewrite(text: str) -> str:
    """Return `text` in Python-Markdown's dialect; its code stays as it is."""
    written: list[str] = []
    for line in scan_blocks(text):
        if line.gap is not None:
            written.append(line.gap)
        written.append(line.lead + _content(line))
    return "\n".join(written)


def _content(line: Line) -> str:
    if line.kind == "text":
        return "\\" + line.text if line.text.startswith("#") else line.text
    if line.kind in {"heading", "title"}:
        return _ATTACHED.sub(r" \1", line.text)
    return line.text


_ATTACHED = re.compile(r"(?<=\S)(\{:? *[#.][^{}\n]*\})(?=[ #]*$)")
