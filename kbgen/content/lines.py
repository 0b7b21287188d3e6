"""The lines of a page as Python-Markdown should get them, with blank lines where blocks meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from kbgen.content.nesting import LISTS, ContainerKind, Nesting
from kbgen.content.rawhtml import HtmlKind

Kind = Literal["blank", "text", "heading", "title", "underline", "rule", "fence", "code", "mark"] | HtmlKind


class Line(NamedTuple):
    """One line.

    Attributes:
        number: Index of the line in the page, from 0; -1 for the closing line that a fence lacks.
        kind: What the line is; `title` and `underline` are the lines of a setext heading, `mark` is syntax
            that is not content, `fence` is the first or last line of fenced code, `code` what is inside.
        lead: What stands before the content: quote marks, list markers and indentation in steps of four.
        text: The content.
        gap: The blank line that Python-Markdown needs before it, None where it needs none.
    """

    number: int
    kind: Kind
    lead: str
    text: str
    gap: str | None = None


@dataclass(slots=True)
class Opening:
    """What opens on the line that is being read.

    Attributes:
        lead: What stands before the content of the containers so far, with their markers.
        depth: How many containers were open before this line.
        at: Column where the rest of the line begins.
        gap: The blank line that the first of them needs.
    """

    lead: str
    depth: int
    at: int
    gap: str | None = None


class Lines:
    """The lines read so far, and what the next one must know of them."""

    def __init__(self) -> None:
        self.read: list[Line] = []
        self.nesting = Nesting()
        self.number = 0
        self.paragraph = 0  # lines of the open paragraph, 0 where none is open
        self.closed = ""  # kind of the container that ended just before this line
        self.apart = False  # whether what comes next must not touch what came before
        self.table = False  # whether the open paragraph is a table, whose end Python-Markdown does not see

    def add_raw(self, kind: Kind, text: str, number: int) -> None:
        """Add a line that goes on with what is open."""
        self.read.append(Line(number, kind, self.nesting.prefix, text))

    def add_blank(self) -> None:
        """Add a blank line, which ends a paragraph."""
        self.nesting.loosen()
        self.paragraph, self.table = 0, False
        self.read.append(Line(self.number, "blank", self.nesting.prefix.rstrip(), ""))

    def add_text(self, lead: str, text: str, gap: str | None = None) -> None:
        """Add a line of a paragraph."""
        if gap is None and (self.apart or self.closed or self.behind_code):
            gap = self.gap(wanted=True)
        if self.paragraph and gap is None and self.read[-1].text.endswith("\\"):
            self.break_line()
        self.paragraph += 1
        self.read.append(Line(self.number, "text", lead, text, gap))

    def break_line(self) -> None:
        r"""Turn the `\` that ends the line before, a hard break in CommonMark, into two spaces."""
        last = self.read[-1]
        if last.kind == "text" and not last.text.endswith("\\\\"):
            self.read[-1] = last._replace(text=last.text[:-1] + "  ")

    def add(self, kind: Kind, text: str, opening: Opening, *, wanted: bool = False) -> bool:
        """Add a line that is no paragraph, `wanted` with a gap even if nothing was closed. Always True."""
        gap = opening.gap
        if gap is None and len(self.nesting.stack) == opening.depth:
            gap = self.gap(wanted=wanted or bool(self.closed) or (self.behind_code and kind != "code"))
        self.read.append(Line(self.number, kind, opening.lead, text, gap))
        self.paragraph = 0
        self.apart = kind == "rule"
        return True

    def gap(self, *, wanted: bool) -> str | None:
        """Return the blank line to write before a block, and forget what was closed before it."""
        wanted = wanted or self.apart or self.table
        self.closed, self.apart, self.table = "", False, False
        if not wanted or not self.read or self.read[-1].kind == "blank":
            return None
        return self.nesting.prefix.rstrip()

    def open(self, kind: ContainerKind, width: int, mark: str, opening: Opening, gap: str | None) -> None:
        """Open a container that begins with `mark`."""
        if len(self.nesting.stack) == opening.depth:
            opening.gap = gap
        self.nesting.push(kind, width, "> " if kind == "quote" else "    ")
        opening.lead += mark
        self.paragraph = 0

    def close(self, depth: int) -> None:
        """Close the containers from `depth` on."""
        closing = self.nesting.close(depth)
        self.closed = closing[0].kind
        loose = any(each.loose or each.kind not in LISTS for each in closing)
        self.apart = self.apart or loose or self.table or not self.paragraph
        self.paragraph, self.table = 0, False

    def split_lead(self, opening: Opening) -> None:
        """Give an item's marker a line of its own where what follows it must begin a line."""
        if len(self.nesting.stack) > opening.depth and self.nesting.in_item:
            self.read.append(Line(self.number, "mark", opening.lead, "", opening.gap))
            opening.lead, opening.gap = self.nesting.prefix, self.nesting.prefix.rstrip()
            opening.depth = len(self.nesting.stack)

    def make_title(self) -> None:
        """Make the paragraph's only line the text of a setext heading."""
        self.read[-1] = self.read[-1]._replace(kind="title")

    def part_last(self) -> None:
        """Part a table's first row, which was read as text, from the paragraph before it."""
        self.table = True
        if self.paragraph > 1 and self.read[-1].gap is None:
            self.read[-1] = self.read[-1]._replace(gap=self.nesting.prefix.rstrip())

    @property
    def behind_code(self) -> bool:
        """Whether the line before is code."""
        return bool(self.read) and self.read[-1].kind == "code"

    @property
    def last_content(self) -> str:
        """The kind of the last line that is not blank."""
        return next((line.kind for line in reversed(self.read) if line.kind != "blank"), "")
