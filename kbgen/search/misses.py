"""Says why an expectation of a relevance test was not met: where the page stands, and what is before it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbgen.search.explain import Explainer
from kbgen.search.explanation import Difference, Explained, difference
from kbgen.search.relevance import Miss, Target

if TYPE_CHECKING:
    from kbgen.search.relevance import Judged

_AHEAD = 3
"""Pages before the expected one that are explained."""


@dataclass(frozen=True)
class ExplainedMiss:
    """A miss with its reasons."""

    miss: Miss
    target: Target
    """Of the pages that were expected the one that stands highest; for "never", the unwanted one."""
    stands: Explained | None
    """None where the page has none of the words."""
    ahead: tuple[Difference, ...]
    """The first pages before it."""
    unknown: tuple[str, ...]
    """What was typed and is nowhere in the site."""

    def as_data(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "key": self.miss.key,
            "pages": [str(each) for each in self.miss.targets],
            "page": str(self.target),
            "place": self.stands.place if self.stands else None,
            "missing": list(self.stands.missing) if self.stands else [],
            "unknown": list(self.unknown),
            "ahead": [
                {
                    "page": str(each.ahead.target),
                    "place": each.ahead.place,
                    "terms": {typed: round(more, 6) for typed, more in each.terms},
                }
                for each in self.ahead
            ],
        }


def explain_misses(explainer: Explainer, judged: Judged) -> tuple[ExplainedMiss, ...]:
    """Explains every miss of a test; `explainer` is that of its query."""
    return tuple(_explain(explainer, miss) for miss in judged.misses)


def _explain(explainer: Explainer, miss: Miss) -> ExplainedMiss:
    found = [(target, explainer.page(target)) for target in miss.targets]
    target, stands = min(found, key=lambda each: _standing(each[1]))
    return ExplainedMiss(miss, target, stands, _ahead(explainer, miss, stands), explainer.unknown)


def _standing(stands: Explained | None) -> tuple[float, float]:
    """The less, the nearer to the first place."""
    if stands is None:
        return math.inf, 0.0
    return stands.place or math.inf, -stands.score


def _ahead(explainer: Explainer, miss: Miss, stands: Explained | None) -> tuple[Difference, ...]:
    if miss.key == "never":
        return ()
    before = stands.place - 1 if stands and stands.place else _AHEAD
    return tuple(difference(each, stands) for each in explainer.hits(min(before, _AHEAD)))
