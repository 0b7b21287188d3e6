"""The block structure of a page, line by line: code, headings and text, and the lists and quotes around them.

Lists, quotes and code follow CommonMark, which is what writers see on their git host; raw HTML, admonitions,
tabs, footnotes and definitions follow Python-Markdown, which renders the page. `dialect` writes these lines
out again as Python-Markdown needs them, and `markup` reads links and headings off them: both always agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kbgen.content import syntax
from kbgen.content.containers import parse_alert, parse_container
from kbgen.content.lines import Kind, Line, Lines, Opening
from kbgen.content.nesting import MAX_DEPTH, ContainerKind
from kbgen.content.rawhtml import RawHtml


@lru_cache(maxsize=8)
def scan_blocks(text: str) -> tuple[Line, ...]:
    """Return every line of `text` with its kind, in their order."""
    if "\t" in text:
        text = text.expandtabs(4)
    return tuple(_Scanner(text.replace("\r\n", "\n")).scan())


@dataclass(slots=True)
class _Verbatim:
    """Lines that are taken as they are: fenced code, raw HTML, a comment.

    Attributes:
        kind: Of its lines.
        depth: How many containers it stands in.
        end: Index of its last line; -1 for a fence, which ends where it is closed.
        fence: The characters that open a fence.
        indent: Columns by which that fence is indented.
    """

    kind: Kind
    depth: int
    end: int
    fence: str = ""
    indent: int = 0


class _Scanner:
    """Reads a page from top to bottom, as CommonMark's reference parsers do."""

    def __init__(self, text: str) -> None:
        self.source = text.split("\n")
        self.html = RawHtml(text)
        self.lines = Lines()
        self.nesting = self.lines.nesting
        self.verbatim: _Verbatim | None = None
        self.shift = 0  # columns taken off the lines of this indented code

    def scan(self) -> list[Line]:
        lines, stack = self.lines, self.nesting.stack
        for lines.number, line in enumerate(self.source):
            first = line[:1]
            if first > " " and first not in syntax.MARKED and not stack and not self.verbatim:
                lines.add_text("", line)
            elif not line.strip(" "):
                self.read_blank(line)
            else:
                self.read_line(line)
        self.end_verbatim()
        return lines.read

    def read_blank(self, line: str) -> None:
        matched, at = self.nesting.match(line)
        if self.verbatim and matched >= self.verbatim.depth:
            self.lines.add_raw(self.verbatim.kind, line[at + self.verbatim.indent :], self.lines.number)
            return
        self.end_verbatim()
        quote = self.nesting.first_quote(matched) if matched < len(self.nesting.stack) else None
        if quote is not None:
            self.lines.close(quote)
        self.lines.add_blank()

    def read_line(self, line: str) -> None:
        matched, at = self.nesting.match(line)
        rest = line[at:]
        if self.verbatim and matched >= self.verbatim.depth:
            self.read_verbatim(self.verbatim, rest)
            return
        self.end_verbatim()
        if matched < len(self.nesting.stack):
            if self.lines.paragraph and self.is_lazy(matched, rest):
                self.lines.add_text(self.nesting.prefix, rest.lstrip(" "))
                return
            self.lines.close(matched)
        self.open_blocks(rest, at)

    def is_lazy(self, matched: int, rest: str) -> bool:
        """Tell whether a line goes on with a paragraph although it is not indented for it."""
        if syntax.NOT_LAZY.match(rest):
            return False
        if any(each.kind in {"indented", "colons"} for each in self.nesting.stack[matched:]):
            return False
        body = rest.lstrip(" ")
        if not body:
            return False
        return body[0] != "<" or self.html.block_at(self.lines.number, body) is None

    # Verbatim lines

    def read_verbatim(self, verbatim: _Verbatim, body: str) -> None:
        number = self.lines.number
        if verbatim.fence:
            self.read_fenced(verbatim, body, number)
            return
        self.lines.add_raw(verbatim.kind, "" if verbatim.kind == "mark" else body, number)
        if number >= verbatim.end:
            self.verbatim, self.lines.apart = None, True

    def read_fenced(self, verbatim: _Verbatim, body: str, number: int) -> None:
        closing = body.strip(" ")
        indent = len(body) - len(body.lstrip(" "))
        if (
            len(closing) >= len(verbatim.fence)
            and not closing.strip(verbatim.fence[0])
            and indent < syntax.CODE_INDENT
        ):
            self.end_verbatim(number)
        else:
            self.lines.add_raw("code", body[min(indent, verbatim.indent) :], number)

    def end_verbatim(self, number: int = -1) -> None:
        """End verbatim lines where they end or where what they stand in does; close a fence in any case."""
        if self.verbatim and self.verbatim.fence:
            self.lines.add_raw("fence", self.verbatim.fence, number)
        if self.verbatim:
            self.verbatim, self.lines.apart = None, True

    # Containers

    def open_blocks(self, rest: str, at: int) -> None:
        """Read what `rest` opens: containers first, in any number, then one leaf."""
        lines, stack = self.lines, self.nesting.stack
        opening = Opening(self.nesting.prefix, len(stack), at)
        body = rest.lstrip(" ")
        indent = len(rest) - len(body)
        while body and body[0] in syntax.MARKED and indent < syntax.CODE_INDENT and len(stack) < MAX_DEPTH:
            columns = self.open_container(body, indent, opening)
            if not columns:
                body = self.read_alert(body, opening)
                if not body or self.add_leaf(body, indent, opening):
                    return
                break
            opening.at += columns
            rest = rest[columns:]
            body = rest.lstrip(" ")
            indent = len(rest) - len(body)
        if indent >= syntax.CODE_INDENT and body and not lines.paragraph:
            self.add_code(rest, indent, opening)
        else:
            lines.add_text(opening.lead, body, opening.gap)

    def open_container(self, body: str, indent: int, opening: Opening) -> int:
        """Open the quote or item that `body` begins with; return its mark's columns, 0 where it is none."""
        quote = syntax.QUOTE.match(body)
        if quote:
            self.lines.split_lead(opening)
            gap = self.lines.gap(wanted=bool(self.lines.paragraph or self.lines.closed))
            self.lines.open("quote", 0, "> ", opening, gap)
            return indent + quote.end()
        marker = syntax.LIST_MARKER.match(body)
        if not marker or syntax.THEMATIC_BREAK.match(body) or self.is_table_rule(body):
            return 0
        return self.open_item(marker[1], len(marker[2] or ""), indent, opening)

    def open_item(self, marker: str, spaces: int, indent: int, opening: Opening) -> int:
        lines = self.lines
        kind: ContainerKind = "ul" if marker in "*+-" else "ol"
        if lines.paragraph and (not spaces or (kind == "ol" and int(marker[:-1]) != 1)):
            return 0
        other = bool(lines.closed) and lines.closed != kind
        gap = lines.gap(wanted=other or bool(lines.paragraph and not self.nesting.in_tight_item))
        columns = len(marker) + max(spaces, 1)
        mark = (
            "*" if marker == "-" and not spaces else marker.replace(")", ".")
        )  # `-` underlines what is above
        lines.open(kind, indent + min(columns, 4), f"{mark} ", opening, gap)
        return indent + columns

    def read_alert(self, body: str, opening: Opening) -> str:
        """Add the line of an alert and return the text after it, which goes on the next line."""
        stack = self.nesting.stack
        if body[0] != "[" or len(stack) == opening.depth or stack[-1].kind != "quote":
            return body
        alert = parse_alert(body)
        if alert is None:
            return body
        self.lines.add("mark", alert[0], opening)
        opening.lead, opening.gap = self.nesting.prefix, None
        return alert[1]

    # Leaves

    def add_code(self, rest: str, indent: int, opening: Opening) -> None:
        """Add a line of indented code, four columns deeper than what is around it.

        A writer who thinks in Python-Markdown's steps of four means the columns that are left after those.
        """
        if self.lines.last_content != "code":
            in_steps = max(0, opening.at + indent - 4 * len(self.nesting.stack) - 4)
            self.shift = indent - 4 - min(indent - 4, in_steps)
        self.lines.add("code", rest[min(self.shift, indent - 4) :], opening)

    def add_leaf(self, body: str, indent: int, opening: Opening) -> bool:
        """Add the leaf that `body` begins, if it is not plain text."""
        first = body[0]
        if first in "`~":
            return self.add_fence(body, indent, opening)
        if first == "<":
            return self.add_html(body, opening)
        if self.is_table_rule(body):
            self.lines.part_last()
            return False
        return self.add_line(body, opening) or (first in "!?=[:" and self.add_indenting(body, opening))

    def add_line(self, body: str, opening: Opening) -> bool:
        """Add a leaf of one line: a heading, the underline of one, a thematic break, a `:::` line."""
        wanted = bool(self.lines.paragraph and self.nesting.in_item)
        if body[0] == "#" and syntax.HASH_HEADING.match(body):
            return self.lines.add("heading", body, opening, wanted=wanted)
        if body[0] in "=-" and self.add_underline(body, opening):
            return True
        if body[0] in "*-_" and syntax.THEMATIC_BREAK.match(body):
            return self.lines.add("rule", "***", opening, wanted=wanted)
        return body[0] == ":" and self.add_container(body, opening)

    def add_underline(self, body: str, opening: Opening) -> bool:
        if self.lines.paragraph != 1 or self.nesting.in_tight_item or not syntax.UNDERLINE.match(body):
            return False
        self.lines.make_title()
        return self.lines.add("underline", body, opening)

    def add_fence(self, body: str, indent: int, opening: Opening) -> bool:
        match = syntax.FENCE.match(body)
        if not match:
            return False
        self.lines.split_lead(opening)
        self.verbatim = _Verbatim("code", len(self.nesting.stack), -1, match[1] or match[2], indent)
        return self.lines.add("fence", body.rstrip(), opening, wanted=self.lines.paragraph > 0)

    def add_html(self, body: str, opening: Opening) -> bool:
        number = self.lines.number
        found = self.html.block_at(number, body)
        if not found:
            return False
        if found.end > number:
            self.verbatim = _Verbatim(found.kind, len(self.nesting.stack), found.end)
        return self.lines.add(found.kind, body, opening, wanted=self.lines.paragraph > 0)

    def add_indenting(self, body: str, opening: Opening) -> bool:
        """Add the first line of what has content indented by four: admonition, tab, footnote, definition."""
        if syntax.ADMONITION.match(body):
            self.lines.add("mark", body, opening, wanted=bool(self.lines.paragraph and self.nesting.in_item))
            self.nesting.push("indented", 4, "    ")
            return True
        if not syntax.FOOTNOTE.match(body) and not syntax.DEFINITION.match(body):
            return False
        self.lines.add("text", body, opening)
        self.lines.paragraph = 1
        self.nesting.push("note", 4, "    ")
        return True

    def is_table_rule(self, body: str) -> bool:
        if not self.lines.paragraph or "|" not in body or not syntax.TABLE_RULE.match(body):
            return False
        head = self.lines.read[-1]
        return head.kind == "text" and _cells(head.text) == _cells(body)

    def add_container(self, body: str, opening: Opening) -> bool:
        container = parse_container(body)
        if container is None:
            return False
        colons = self.nesting.last_colons()
        if container.closes and colons is not None:
            self.lines.close(colons)
            opening.lead, opening.depth = self.nesting.prefix, len(self.nesting.stack)
        self.lines.add("mark", container.line, opening, wanted=bool(container.line))
        if container.opens:
            self.nesting.push("colons", 0, "    ")
        elif container.until:
            end = self.html.line_with(container.until, self.lines.number)
            self.verbatim = _Verbatim("mark", len(self.nesting.stack), end)
        return True


def _cells(row: str) -> int:
    return row.strip(" ").strip("|").count("|")
