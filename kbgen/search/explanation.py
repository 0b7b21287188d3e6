"""A score taken apart: what each term gave, and what was done to their sum.

The parts of a page add up to `sum`, and its score is `sum` × `coverage` × `boost` × `closeness`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kbgen.search.relevance import Target


@dataclass(frozen=True)
class Part:
    """What one term gave to the score of a page."""

    typed: str
    found: str
    """The word that was looked for: as typed, or what it was taken for."""
    kind: str
    """"" for a word as typed, else "corrected", "synonym", "completed", "begun" or "near"."""
    term: str
    frequency: int
    """In how many documents the term occurs."""
    rarity: float
    """Its idf."""
    weight: int
    """How often it occurs in the page, in a title or heading more than once: see `plan.py`."""
    score: float


@dataclass(frozen=True)
class Explained:
    """The score of one page for a query."""

    target: Target
    title: str
    type: str
    place: int | None
    """Among the hits, None beyond the first hundred."""
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    """What was typed and the page does not have."""
    matched: int
    groups: int
    """Of so many things asked for the page has `matched`."""
    coverage: float
    boost: float
    closeness: float
    pinned: bool
    named: bool
    """Whether it is a known issue that the query names."""
    other: bool
    hidden: bool
    """Whether the choice of types or languages leaves it out."""

    @property
    def sum(self) -> float:
        """What the terms give."""
        return sum(part.score for part in self.parts)

    @property
    def score(self) -> float:
        """The score as it is shown."""
        return self.sum * self.coverage * self.boost * self.closeness

    def by_typed(self) -> dict[str, float]:
        """What each thing typed gives."""
        sums: dict[str, float] = defaultdict(float)
        for part in self.parts:
            sums[part.typed] += part.score
        return dict(sums)

    def as_data(self) -> dict[str, Any]:
        """As JSON has it."""
        told = {key: value for key, value in asdict(self).items() if key != "target"}
        return {"page": str(self.target), "score": self.score, "sum": self.sum, **told}


@dataclass(frozen=True)
class Difference:
    """Why one page stands before another: what gave more to it, or less."""

    ahead: Explained
    terms: tuple[tuple[str, float], ...]
    """What was typed, and how much more it gave to the page that is ahead; what matters most first."""


def difference(ahead: Explained, behind: Explained | None) -> Difference:
    """Compares the scores of two pages; `behind` is None where a page has none of the words."""
    one, other = ahead.by_typed(), behind.by_typed() if behind else {}
    more = {typed: one.get(typed, 0.0) - other.get(typed, 0.0) for typed in (*one, *other)}
    return Difference(ahead, tuple(sorted(more.items(), key=lambda each: (-abs(each[1]), each[0]))))
