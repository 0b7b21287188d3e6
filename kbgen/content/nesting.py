"""The lists, quotes and other containers that a line of a page stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kbgen.content import syntax

ContainerKind = Literal["quote", "ul", "ol", "note", "indented", "colons"]
LISTS = frozenset({"ul", "ol"})
MAX_DEPTH = 20
"""Containers nested deeper than this are text: nobody writes them, and each level costs time."""


@dataclass(slots=True)
class Container:
    """A block with lines of its own.

    Attributes:
        kind: A quote, the item of a list, a footnote or definition (`note`), an admonition or tab
            (`indented`), or what stands between `:::` lines.
        width: Columns by which its content is indented in the page.
        prefix: What stands before its content when Python-Markdown gets it.
        loose: Whether a blank line has been seen in it.
    """

    kind: ContainerKind
    width: int
    prefix: str
    loose: bool = False


@dataclass(slots=True)
class Nesting:
    """The open containers, outermost first."""

    stack: list[Container] = field(default_factory=list)
    prefix: str = ""
    """What stands before the content of all of them."""

    def push(self, kind: ContainerKind, width: int, prefix: str) -> None:
        """Open a container."""
        self.stack.append(Container(kind, width, prefix))
        self.prefix += prefix

    def close(self, depth: int) -> list[Container]:
        """Close the containers from `depth` on and return them."""
        closing = self.stack[depth:]
        del self.stack[depth:]
        self.prefix = "".join([each.prefix for each in self.stack])
        return closing

    def match(self, line: str) -> tuple[int, int]:
        """Return how many of the containers `line` belongs to, and where its own content begins."""
        at = 0
        for depth, container in enumerate(self.stack):
            if container.kind == "quote":
                quote = syntax.QUOTE.match(line, at)
                if not quote:
                    return depth, at
                at = quote.end()
            elif container.width:
                if line[at : at + container.width].strip(" "):
                    return depth, at
                at += container.width
        return len(self.stack), at

    def loosen(self) -> None:
        """Note that a blank line has been seen."""
        for container in self.stack:
            container.loose = True

    def first_quote(self, depth: int) -> int | None:
        """Return where the outermost quote from `depth` on stands."""
        return next((at for at in range(depth, len(self.stack)) if self.stack[at].kind == "quote"), None)

    def last_colons(self) -> int | None:
        """Return where the innermost `:::` container stands."""
        return next((at for at in reversed(range(len(self.stack))) if self.stack[at].kind == "colons"), None)

    @property
    def in_item(self) -> bool:
        """Whether the innermost container is a list item."""
        return bool(self.stack) and self.stack[-1].kind in LISTS

    @property
    def in_tight_item(self) -> bool:
        """Whether that item has had no blank line yet."""
        return self.in_item and not self.stack[-1].loose
