"""Finds out what is wrong with a content folder, beside what else is done where that takes its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kbgen.content.checked import Checked
from kbgen.diagnostics import Diagnostic
from kbgen.site.beside import beside
from kbgen.site.knowledge_base import Content

_FEW, _MANY = 200, 5000
"""Pages to check, and pages in all, up to which they are checked here: more are worth another process."""
_Found = tuple[tuple[Diagnostic, ...], dict[str, Sequence[Diagnostic]]]
"""All problems in order, and those of single pages by path."""


@dataclass
class Checking:
    """The check of a content folder.

    Attributes:
        content: What was read.
        pages: The problems of pages, as far as they are known from before; all of them in the end.
    """

    content: Content
    pages: Checked
    _find: Callable[[], _Found] = field(init=False)

    def __post_init__(self) -> None:
        """Check when somebody asks."""
        self._find = self._check

    def begin(self, jobs: int) -> None:
        """Begin, where that takes its time and several processes may work."""
        records = self.content.catalog.records
        if len(records) > _MANY or len(records.keys() - self.pages.known.keys()) > _FEW:
            self._find = beside(self._check, jobs)

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return every problem of every file, in order."""
        found, self.pages.found = self._find()
        return found

    def _check(self) -> _Found:
        return self.content.diagnostics, self.pages.found
