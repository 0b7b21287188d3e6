"""The block structure of a page, line by line: what is code, a heading, text, and inside which lists and quotes.

Lists, quotes and code follow CommonMark, which is what writers see on their git host; raw HTML, admonitions, tabs,
footnotes and definitions follow Python-Markdown, which renders the page. `dialect` writes these lines out again as
Python-Markdown needs them, and `markup` reads links and headings off them, so the two cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from kbgen.content import syntax
from kbgen.content.containers import is_alert, parse_container
from kbgen.content.rawhtml import RawHtml

Kind = Literal[
    "blank", "text", "heading", "title", "underline", "rule", "fence", "code", "html", "comment", "mark"
]
MAX_DEPTH = 20
"""Lists and quotes nested deeper than this are text: nobody writes them, and each level costs time."""


class Line(NamedTuple):
    """One line of a page as Python-Markdown should get it.

    Attributes:
        number: Index of the line in the page, from 0; -1 for the closing line that a fence lacks.
        kind: What the line is; `title` and `underline` are the two lines of a setext heading, `mark` is syntax that
            is not content, `fence` is the first or last line of fenced code, `code` what is inside.
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
class _Container:
    """A block with lines of its own: a list item, a quote, or one whose content is indented by four."""

    kind: Literal["quote", "ul", "ol", "note", "indented", "colons"]
    width: int
    """Columns by which its content is indented in the page."""
    prefix: str
    """What stands before its content when it is written out."""
    loose: bool = False
    """Whether a blank line has been seen in it."""


@dataclass(slots=True)
class _Verbatim:
    """Lines that are taken as they are: fenced code, raw HTML, a comment."""

    kind: Kind
    depth: int
    end: int
    """Index of the last line; -1 for a fence, which ends where it is closed."""
    fence: str = ""
    indent: int = 0


@lru_cache(maxsize=8)
def scan_blocks(text: str) -> tuple[Line, ...]:
    """Return every line of `text` with its kind; a fence that nobody closed gets a last line of its own."""
    return tuple(_Scanner(text).scan())


class _Scanner:
    """Reads a page from top to bottom, as CommonMark's reference parsers do, with a stack of open containers."""

    def __init__(self, text: str) -> None:
        self.source = text.split("\n")
        self.html = RawHtml(text)
        self.lines: list[Line] = []
        self.stack: list[_Container] = []
        self.verbatim: _Verbatim | None = None
        self.number = 0
        self.paragraph = 0  # lines of the open paragraph, 0 where none is open
        self.closed = ""  # kind of the container that ended just before this line
        self.apart = False  # whether what comes next must not touch what came before
        self.shift = 0  # columns taken off the lines of this indented code

    def scan(self) -> list[Line]:
        for self.number, source in enumerate(self.source):
            line = source.rstrip("\r").expandtabs(4)
            first = line[:1]
            if not self.stack and not self.verbatim and first > " " and first not in syntax.INTERESTING:
                self.add_text("", line)
            elif not line.strip(" "):
                self.read_blank(line)
            else:
                self.read_line(line)
        self.end_verbatim()
        return self.lines

    # What a line is

    def read_blank(self, line: str) -> None:
        matched, at = self.match(line)
        if self.verbatim and matched >= self.verbatim.depth and self.verbatim.end != self.number:
            self.lines.append(Line(self.number, self.verbatim.kind, self.prefix(), ""))
            return
        self.end_verbatim()
        for depth in range(matched, len(self.stack)):
            if self.stack[depth].kind == "quote":
                self.close(depth)
                break
        for container in self.stack:
            container.loose = True
        self.paragraph = 0
        self.lines.append(Line(self.number, "blank", self.prefix().rstrip(), ""))

    def read_line(self, line: str) -> None:
        matched, at = self.match(line)
        if self.verbatim and matched >= self.verbatim.depth:
            self.read_verbatim(self.verbatim, line[at:])
            return
        self.end_verbatim()
        rest = line[at:]
        if matched < len(self.stack):
            if self.paragraph and self.is_lazy(matched, rest):
                self.add_text(self.prefix(), rest.lstrip(" "))
                return
            self.close(matched)
        self.open_blocks(rest, at)

    def match(self, line: str) -> tuple[int, int]:
        """Return how many open containers this line belongs to and where its own content begins."""
        at = 0
        for depth, container in enumerate(self.stack):
            if container.kind == "quote":
                quote = syntax.QUOTE.match(line, at)
                if not quote:
                    return depth, at
                at = quote.end()
            elif container.width:
                indent = line[at : at + container.width]
                if indent.strip(" "):
                    return depth, at
                at += container.width
        return len(self.stack), at

    def is_lazy(self, matched: int, rest: str) -> bool:
        if syntax.NOT_LAZY.match(rest) or any(each.kind in {"indented", "colons"} for each in self.stack[matched:]):
            return False
        body = rest.lstrip(" ")
        return body[0] != "<" or self.html.block_at(self.number, body) is None

    # Verbatim lines

    def read_verbatim(self, verbatim: _Verbatim, body: str) -> None:
        if not verbatim.fence:
            self.lines.append(
                Line(self.number, verbatim.kind, self.prefix(), body if verbatim.kind != "mark" else "")
            )
            if self.number >= verbatim.end:
                self.verbatim, self.apart = None, True
            return
        closing = body.strip(" ")
        mark = verbatim.fence[0]
        if len(closing) >= len(verbatim.fence) and not closing.strip(mark) and not body.startswith("    "):
            self.end_verbatim(self.number)
            return
        indent = len(body) - len(body.lstrip(" "))
        self.lines.append(Line(self.number, "code", self.prefix(), body[min(indent, verbatim.indent) :]))

    def end_verbatim(self, number: int = -1) -> None:
        if self.verbatim and self.verbatim.fence:
            lead = "".join(each.prefix for each in self.stack[: self.verbatim.depth])
            self.lines.append(Line(number, "fence", lead, self.verbatim.fence))
        if self.verbatim:
            self.verbatim, self.apart = None, True

    # Containers

    def prefix(self) -> str:
        return "".join([each.prefix for each in self.stack])

    def close(self, depth: int) -> None:
        """Close the containers from `depth` on."""
        closing = self.stack[depth:]
        del self.stack[depth:]
        self.closed = closing[0].kind
        self.apart = self.apart or not self.paragraph or any(each.loose for each in closing)
        self.apart = self.apart or any(each.kind not in {"ul", "ol"} for each in closing)
        self.paragraph = 0

    def gap(self, *, wanted: bool) -> str | None:
        """Return the blank line to write before a block, and forget what was closed before it."""
        wanted = wanted or self.apart
        self.closed, self.apart = "", False
        if not wanted or not self.lines or self.lines[-1].kind == "blank":
            return None
        return self.prefix().rstrip()

    def open_blocks(self, rest: str, at: int) -> None:
        """Read what `rest` opens: containers first, in any number, then one leaf."""
        lead, gap = self.prefix(), None
        start = len(self.stack)
        while True:
            body = rest.lstrip(" ")
            indent = len(rest) - len(body)
            if not body:
                break
            if indent >= 4 and not self.paragraph:
                self.add_code(lead, rest, gap, at)
                return
            if indent >= 4 or body[0] not in syntax.INTERESTING or len(self.stack) >= MAX_DEPTH:
                break
            if body[0] == "[" and len(self.stack) > start and self.stack[-1].kind == "quote":
                body, lead, gap = self.add_alert(body, lead, gap)
                if not body:
                    return
                break
            opened = self.open_container(body, indent)
            if opened is None:
                if len(self.stack) > start and syntax.FENCE.match(body):
                    lead, gap = self.split_lead(lead, gap)
                if self.add_leaf(lead, body, indent, gap):
                    return
                break
            mark, width, container_gap = opened
            if len(self.stack) > start + 1 and mark == "> ":
                self.stack, popped = self.stack[:-1], self.stack[-1]
                lead, gap = self.split_lead(lead, gap)
                self.stack.append(popped)
            elif len(self.stack) == start + 1:
                gap = container_gap
            lead += mark
            rest, at = rest[width:], at + width
            self.paragraph = 0
        self.add_text(lead, body, gap)

    def split_lead(self, lead: str, gap: str | None) -> tuple[str, str]:
        """Give an item's marker a line of its own, because what follows must begin a line."""
        self.lines.append(Line(self.number, "mark", lead, "", gap))
        return self.prefix(), self.prefix().rstrip()

    def add_alert(self, body: str, lead: str, gap: str | None) -> tuple[str, str, str | None]:
        """Add the first line of `> [!NOTE]`, and return what is left: text on the same line goes on the next one."""
        alert = syntax.ALERT.match(body)
        if not alert or not (is_alert(alert) or not alert[3]):
            return body, lead, gap
        self.add("mark", lead, f"[!{alert[1].upper()}]" if is_alert(alert) else "", gap)
        return alert[3], self.prefix(), None

    def open_container(self, body: str, indent: int) -> tuple[str, int, str | None] | None:
        """Open the quote or list item that `body` begins with: what to write for it, its columns, the gap."""
        quote = syntax.QUOTE.match(body)
        if quote:
            gap = self.gap(wanted=self.paragraph > 0 or bool(self.closed))
            self.stack.append(_Container("quote", 0, "> "))
            return "> ", indent + quote.end(), gap
        marker = syntax.LIST_MARKER.match(body)
        if not marker or syntax.THEMATIC_BREAK.match(body) or self.is_table_rule(body):
            return None
        return self.open_item(marker[1], len(marker[2] or ""), indent)

    def open_item(self, marker: str, spaces: int, indent: int) -> tuple[str, int, str | None] | None:
        kind: Literal["ul", "ol"] = "ul" if marker in "*+-" else "ol"
        if self.paragraph and (not spaces or (kind == "ol" and int(marker[:-1]) != 1)):
            return None
        tight = bool(self.stack) and self.stack[-1].kind in {"ul", "ol"} and not self.stack[-1].loose
        other = bool(self.closed) and self.closed != kind
        gap = self.gap(wanted=other or (self.paragraph > 0 and not tight))
        columns = len(marker) + (spaces if 0 < spaces <= 4 else 1)
        self.stack.append(_Container(kind, indent + min(columns, 4), "    "))
        return marker.replace(")", ".") + " ", indent + columns, gap

    # Leaves

    def add_text(self, lead: str, text: str, gap: str | None = None) -> None:
        if gap is None and (self.apart or self.closed):
            gap = self.gap(wanted=True)
        self.paragraph += 1
        self.lines.append(Line(self.number, "text", lead, text, gap))

    def add(self, kind: Kind, lead: str, text: str, gap: str | None, *, wanted: bool = False) -> bool:
        """Add a line that is no paragraph."""
        gap = gap if gap is not None else self.gap(wanted=wanted or bool(self.closed))
        self.lines.append(Line(self.number, kind, lead, text, gap))
        self.paragraph = 0
        return True

    def add_code(self, lead: str, rest: str, gap: str | None, at: int) -> None:
        """Add a line of indented code, four columns deeper than what is around it.

        A writer who thinks in Python-Markdown's steps of four means the columns that are left after those.
        """
        indent = len(rest) - len(rest.lstrip(" "))
        previous = next((line.kind for line in reversed(self.lines) if line.kind != "blank"), "")
        if previous != "code":
            in_steps = max(0, at + indent - 4 * len(self.stack) - 4)
            self.shift = indent - 4 - min(indent - 4, in_steps)
        self.add("code", lead, rest[min(self.shift, indent - 4) :], gap)

    def add_leaf(self, lead: str, body: str, indent: int, gap: str | None) -> bool:
        """Add the leaf that `body` begins, if it is not plain text."""
        first = body[0]
        if first == "#":
            return self.add_heading(lead, body, gap)
        if first in "`~":
            return self.add_fence(lead, body, indent, gap)
        if first == "<":
            return self.add_html(lead, body, gap)
        if first in "=-" and self.add_underline(lead, body):
            return True
        if first in "*-_" and syntax.THEMATIC_BREAK.match(body):
            return self.add("rule", lead, "***", gap, wanted=self.in_item())
        if self.is_table_rule(body):
            self.open_table()
            return False
        if first == ":" and self.add_container(lead, body, gap):
            return True
        return first in "!?=[:" and self.add_indenting(lead, body, gap)

    def in_item(self) -> bool:
        return bool(self.paragraph and self.stack and self.stack[-1].kind in {"ul", "ol"})

    def add_heading(self, lead: str, body: str, gap: str | None) -> bool:
        return bool(syntax.HASH_HEADING.match(body)) and self.add(
            "heading", lead, body, gap, wanted=self.in_item()
        )

    def add_underline(self, lead: str, body: str) -> bool:
        tight = self.in_item() and not self.stack[-1].loose
        if self.paragraph != 1 or tight or self.lines[-1].kind != "text" or not syntax.UNDERLINE.match(body):
            return False
        self.lines[-1] = self.lines[-1]._replace(kind="title")
        return self.add("underline", lead, body, None)

    def add_fence(self, lead: str, body: str, indent: int, gap: str | None) -> bool:
        match = syntax.FENCE.match(body)
        if not match:
            return False
        self.verbatim = _Verbatim("code", len(self.stack), -1, match[1] or match[3], indent)
        return self.add("fence", lead, body.rstrip(), gap, wanted=self.paragraph > 0)

    def add_html(self, lead: str, body: str, gap: str | None) -> bool:
        found = self.html.block_at(self.number, body)
        if not found:
            return False
        kind, end = found
        if end > self.number:
            self.verbatim = _Verbatim(kind, len(self.stack), end)
        return self.add(kind, lead, body, gap)

    def add_indenting(self, lead: str, body: str, gap: str | None) -> bool:
        """Add the first line of an admonition, tab, footnote or definition; what belongs to it is indented by 4."""
        if syntax.ADMONITION.match(body):
            self.add("mark", lead, body, gap, wanted=self.in_item())
            self.stack.append(_Container("indented", 4, "    "))
            return True
        if syntax.FOOTNOTE.match(body) or syntax.DEFINITION.match(body):
            self.add("text", lead, body, gap)
            self.paragraph = 1
            self.stack.append(_Container("note", 4, "    "))
            return True
        return False

    # Tables and ::: containers

    def is_table_rule(self, body: str) -> bool:
        if not self.paragraph or "|" not in body or not syntax.TABLE_RULE.match(body):
            return False
        head = self.lines[-1]
        return head.kind == "text" and _cells(head.text) == _cells(body)

    def open_table(self) -> None:
        if self.paragraph > 1 and self.lines[-1].gap is None:
            self.lines[-1] = self.lines[-1]._replace(gap=self.prefix().rstrip())
        self.paragraph += 1

    def add_container(self, lead: str, body: str, gap: str | None) -> bool:
        container = parse_container(body)
        if container is None:
            return False
        opened = [depth for depth, each in enumerate(self.stack) if each.kind == "colons"]
        if container.closes and opened:
            self.close(opened[-1])
            lead = self.prefix()
        self.add("mark", lead, container.line, gap, wanted=bool(container.line))
        if container.opens:
            self.stack.append(_Container("colons", 0, "    "))
        elif container.until:
            self.verbatim = _Verbatim(
                "mark", len(self.stack), self.html.line_with(container.until, self.number)
            )
        return True


def _cells(row: str) -> int:
    return row.strip(" ").strip("|").count("|")
