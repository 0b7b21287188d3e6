"""Where raw HTML blocks and comments of a page begin and end, as Python-Markdown sees them.

Two things are as on GitHub instead: an element that nobody closes ends at the next blank line, not with the
page, and `<details>` or `<div>` with a blank line after its first line has Markdown inside.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Literal, NamedTuple

from kbgen.content import syntax

HtmlKind = Literal["html", "stray", "tag", "comment"]


class HtmlBlock(NamedTuple):
    """What begins on a line.

    Attributes:
        kind: An element with all that is in it, one never closed, a tag with Markdown around it, a comment.
        end: Index of its last line.
    """

    kind: HtmlKind
    end: int


class RawHtml:
    """Answers for one page; what is asked twice is looked up once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends: dict[str, dict[int, int]] = {}
        self.places: dict[str, list[int]] = {}

    def block_at(self, number: int, body: str) -> HtmlBlock | None:
        """Return what begins with `body`, the content of line `number`; None where that is text."""
        if body.startswith("<!--"):
            return self._comment_at(number)
        tag = syntax.HTML_TAG.match(body)
        name = tag[2].lower() if tag else ""
        if not tag or name not in syntax.BLOCK_TAGS:
            return None
        if tag[1] or name == "hr" or syntax.MARKDOWN_INSIDE.search(body.partition(">")[0] + ">"):
            return HtmlBlock("tag", number)
        end = self._element_ends(name).get(number)
        if end is None:
            return HtmlBlock("stray", self._paragraph_end(number))
        if name in _OPEN_TO_MARKDOWN and self._blank_after_opening(number):
            return HtmlBlock("tag", number)
        return HtmlBlock("html", end)

    def line_with(self, words: str, number: int) -> int:
        """Return the next line that contains `words`, or `number` itself where there is none."""
        at = self._next(words, self._starts[number])
        return self._line_at(at) if at >= 0 else number

    def _comment_at(self, number: int) -> HtmlBlock | None:
        at = self._next("-->", self._starts[number])
        if at < 0 or not _LINE_ENDS.match(self.text, at + 3):
            return None
        return HtmlBlock("comment", self._line_at(at))

    def _next(self, words: str, start: int) -> int:
        """Return where `words` next stand, -1 for nowhere; all places of them are looked up once."""
        if words not in self.places:
            self.places[words] = [match.start() for match in re.finditer(re.escape(words), self.text)]
        places = self.places[words]
        index = bisect_left(places, start)
        return places[index] if index < len(places) else -1

    def _paragraph_end(self, number: int) -> int:
        blank = _BLANK.search(self.text, self._starts[number])
        return self._line_at(blank.start()) if blank else len(self._starts) - 1

    def _blank_after_opening(self, number: int) -> bool:
        return bool(_BLANK_AFTER_OPENING.match(self.text, self._starts[number]))

    def _element_ends(self, name: str) -> dict[int, int]:
        """Return for each line that opens an element of this name the line that closes it."""
        if name not in self.ends:
            ends: dict[int, int] = {}
            opened: list[int] = []
            for tag in re.finditer(rf"<(/?){name}(?=[\s/>])", self.text, re.IGNORECASE):
                line = self._line_at(tag.start())
                if not tag[1]:
                    opened.append(line)
                elif opened:
                    ends[opened.pop()] = line
            self.ends[name] = ends
        return self.ends[name]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def _line_at(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1


_OPEN_TO_MARKDOWN = frozenset({"details", "div"})
_LINE_ENDS = re.compile(r" *$", re.MULTILINE)
_BLANK = re.compile(r"\n[ >]*\n")
_BLANK_AFTER_OPENING = re.compile(r"[ >]*<[^<>\n]*>[ ]*\n(?:[ >]*<summary[^\n]*\n)?[ >]*\n")
