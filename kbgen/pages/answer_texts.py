"""The answers of an FAQ page as plain text, taken from the rendered page."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_BLOCKS = frozenset(
    {"p", "li", "div", "tr", "pre", "table", "ul", "ol", "dl", "dt", "dd", "blockquote", "br"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
)
_CELLS = frozenset({"td", "th"})
_LEFT_OUT = frozenset({"script", "style", "svg", "template"})


def answer_texts(html: str) -> Mapping[str, str]:
    """Return question id → the answer's text, a paragraph, list item or table row a line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return {question: _lines("".join(parts)) for question, parts in reader.answers.items()}


def _lines(text: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


class _Reader(HTMLParser):
    """Collects the text inside of answers; what a reader is not shown there is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.answers: dict[str, list[str]] = {}
        self._text: list[str] | None = None
        self._depth = 0
        self._pre = False
        self._skipped = 0
        """Depth at which what is left out began, 0 outside of it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if (values.get("class") or "").split(" ")[0] == "kb-question__answer":
            self._text, self._depth, self._skipped = self.answers.setdefault(values.get("id") or "", []), 1, 0
            return
        if self._text is None:
            return
        self._pre |= tag == "pre"
        if tag in _BLOCKS:
            self._text.append("\n")
        elif tag in _CELLS:
            self._text.append(" ")
        if tag not in _VOID:
            self._depth += 1
            if not self._skipped and (tag in _LEFT_OUT or "data-search-exclude" in values):
                self._skipped = self._depth

    def handle_endtag(self, tag: str) -> None:
        self._pre &= tag != "pre"
        if self._text is None or tag in _VOID:
            return
        if tag in _BLOCKS:
            self._text.append("\n")
        if self._skipped == self._depth:
            self._skipped = 0
        self._depth -= 1
        if self._depth == 0:
            self._text = None

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._skipped:
            self._text.append(data if self._pre else data.replace("\n", " "))
