"""Where raw HTML blocks and comments begin and end, as Python-Markdown sees them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Literal

from kbgen.content import syntax


class RawHtml:
    """Answers for one page, each looked up once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends: dict[str, dict[int, int]] = {}

    def block_at(self, number: int, body: str) -> tuple[Literal["html", "comment"], int] | None:
        """Return what begins with `body` on line `number`, and the line it ends on; None where it is text."""
        if body.startswith("<!--"):
            end = self.comment_end(number)
            rest = body.partition("-->")[2]
            return ("comment", end) if end is not None and not rest.strip() else None
        tag = syntax.HTML_TAG.match(body)
        name = tag[2].lower() if tag else ""
        if not tag or name not in syntax.BLOCK_TAGS:
            return None
        if tag[1] or name == "hr" or syntax.MARKDOWN_INSIDE.search(body.partition(">")[0] + ">"):
            return "html", number
        end = self.block_ends(name).get(number)
        return "html", end if end is not None else self.paragraph_end(number)

    def comment_end(self, number: int) -> int | None:
        at = (
            self.text.find("-->", self.line_starts[number])
            if self.last_comment_end >= self.line_starts[number]
            else -1
        )
        return self.line_at(at) if at >= 0 else None

    def line_with(self, words: str, number: int) -> int:
        """Return the next line that contains `words`, or `number` itself where there is none."""
        at = self.text.find(words, self.line_starts[number])
        return self.line_at(at) if at >= 0 else number

    def paragraph_end(self, number: int) -> int:
        """Return the last line before the next blank one, where HTML that nobody closes ends."""
        blank = _BLANK.search(self.text, self.line_starts[number])
        return self.line_at(blank.start()) if blank else len(self.line_starts) - 1

    def block_ends(self, name: str) -> dict[int, int]:
        """Return for each line that opens an element of this name the line that closes it."""
        if name not in self.ends:
            ends: dict[int, int] = {}
            opened: list[int] = []
            for tag in re.finditer(rf"<(/?){name}(?=[\s/>])", self.text, re.IGNORECASE):
                line = self.line_at(tag.start())
                if not tag[1]:
                    opened.append(line)
                elif opened:
                    ends[opened.pop()] = line
            self.ends[name] = ends
        return self.ends[name]

    @cached_property
    def last_comment_end(self) -> int:
        return self.text.rfind("-->")

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line_at(self, at: int) -> int:
        return bisect_right(self.line_starts, at) - 1


_BLANK = re.compile(r"\n[ \t]*\r?\n")
