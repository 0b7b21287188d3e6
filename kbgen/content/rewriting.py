"""Writes a page out again as Python-Markdown needs it: indented by fours, with blank lines between blocks."""

from __future__ import annotations

import re
from itertools import groupby

from markdown.util import ETX, STX

from kbgen.content.blocks import scan_blocks
from kbgen.content.containers import render_inline
from kbgen.content.inline import bare_addresses, code_spans
from kbgen.content.lines import Line

MARK = f"{STX}kb-html{ETX}"
RAW_HTML = re.compile(f"^([^\n{STX}]*){MARK}\n(.*?)\n{STX}/kb-html{ETX}$", re.MULTILINE | re.DOTALL)
"""Raw HTML that Python-Markdown would not take as such where it stands: what is before it, and the HTML."""


def rewrite(text: str) -> str:
    """Return `text` in Python-Markdown's dialect; code in it stays as it is.

    Raw HTML inside lists and quotes, and HTML that is never closed, comes out marked: `RAW_HTML` finds it.
    """
    written: list[str] = []
    for marked, lines in groupby(scan_blocks(text), _is_marked):
        if marked:
            written += _mark_html(list(lines))
            continue
        for line in lines:
            if line.gap is not None:
                written.append(line.gap)
            written.append(line.lead + _render(line))
    return "\n".join(written)


def _is_marked(line: Line) -> bool:
    return line.kind == "stray" or (line.kind == "html" and bool(line.lead))


def _mark_html(lines: list[Line]) -> list[str]:
    gap = [lines[0].gap] if lines[0].gap is not None else []
    opening = f"{lines[0].lead}{MARK}"
    return [*gap, opening, *(line.text for line in lines), f"{STX}/kb-html{ETX}"]


def _render(line: Line) -> str:
    text = line.text
    if line.kind == "text":
        if "[!" in text or ":::" in text or "://" in text:
            text = _render_inline(text)
        return "\\" + text if text.startswith("#") else text
    if line.kind in {"heading", "title"}:
        return _ATTACHED.sub(r" \1", _render_inline(text) if "[!" in text else text)
    if line.kind == "tag" and not line.lead and _UNMARKED.match(text):
        return text.replace(">", ' markdown="1">', 1)
    return text


def _render_inline(text: str) -> str:
    """Rewrite what is not code."""
    parts, at = [], 0
    for start, end in code_spans(text):
        parts += [render_inline(text[at:start]), text[start:end]]
        at = end
    text = "".join([*parts, render_inline(text[at:])])
    for start, end in reversed(bare_addresses(text)):
        text = f"{text[:start]}<{text[start:end]}>{text[end:]}"
    return text


_ATTACHED = re.compile(r"(?<=[^\s#])(\{:? *[#.][^{}\n]*\})(?=[ #]*$)")
_UNMARKED = re.compile(r"<(?:details|div)(?![^>]*\smarkdown[\s=>])[^>]*>", re.IGNORECASE)
