"""What was found wrong with pages before: it still is where neither they nor what others show has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kbgen.diagnostics import Diagnostic


@dataclass
class Checked:
    """Problems of pages, by path.

    Attributes:
        known: Those of pages that need not be checked again, also of those that have none.
        found: Those of all pages that have any, once all have been asked for.
    """

    known: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    found: dict[str, Sequence[Diagnostic]] = field(default_factory=dict)

    def of(self, uri: str, check: Callable[[], Iterable[Diagnostic]]) -> Sequence[Diagnostic]:
        """Return the problems of a page; it is checked if they are not known."""
        problems = self.known[uri] if uri in self.known else list(check())
        if problems:
            self.found[uri] = problems
        return problems
