"""Relevance tests: what customers are to find, and how well what they do find agrees with it.

Hits are judged by their *gains*: for each, best first, the grade of the right page that it is, or 0.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from kbgen.search.facets import Chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kbgen.search.hits import Hit

SHOWN = 10
"""Hits that are judged: what a first page of results shows."""
MEASURES = ("mrr@10", "success@1", "success@3", "success@5", "ndcg@10")
PASSED = "passed"
"""The share of tests that pass, which has a threshold as the measures have."""
_FIRST, _TOP3 = 3, 2
"""Grades of pages that a test names without one."""
_BELOW = 1e-9
"""Means that are as good as a threshold may differ from it by what rounding leaves."""


def reciprocal_rank(gains: Sequence[int]) -> float:
    """One over the place of the first right page, 0 without one; its mean over queries is MRR.

    After Voorhees, "The TREC-8 Question Answering Track Report", 1999.
    """
    return next((1 / place for place, gain in enumerate(gains[:SHOWN], 1) if gain), 0.0)


def success(gains: Sequence[int], limit: int) -> float:
    """1 if a right page is among the first `limit`, else 0.

    After Craswell and Hawking, "Overview of the TREC-2004 Web Track", 2004 (S@1, S@5, S@10).
    """
    return float(any(gains[:limit]))


def ndcg(gains: Sequence[int], grades: Iterable[int]) -> float:
    """How near the first ten come to the best order of the pages with these grades: 1 is the best order.

    Normalized discounted cumulated gain, after Järvelin and Kekäläinen, "Cumulated gain-based evaluation of
    IR techniques", ACM TOIS 20(4), 2002; a grade g is worth 2**g - 1 as in Burges et al., "Learning to rank
    using gradient descent", ICML 2005, and what stands in place p is divided by log2(p + 1).
    """
    best = _cumulated(sorted(grades, reverse=True))
    return _cumulated(gains) / best if best else 0.0


def _cumulated(gains: Sequence[int]) -> float:
    return math.fsum((2**gain - 1) / math.log2(place + 1) for place, gain in enumerate(gains[:SHOWN], 1))


def measure(gains: Sequence[int], grades: Iterable[int]) -> dict[str, float]:
    """All measures of one query, by name; `grades` are those of all pages that are right for it."""
    limits = {f"success@{limit}": success(gains, limit) for limit in (1, 3, 5)}
    return {"mrr@10": reciprocal_rank(gains), **limits, "ndcg@10": ndcg(gains, grades)}


def mean(measured: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each measure over queries; nothing of no queries."""
    values: dict[str, list[float]] = defaultdict(list)
    for each in measured:
        for name, value in each.items():
            values[name].append(value)
    return {name: math.fsum(some) / len(some) for name, some in values.items()}


@dataclass(frozen=True, order=True)
class Target:
    """A page, or one section or question of it: what a test expects, and what a hit is."""

    source: str
    """Path in the content folder."""
    fragment: str = ""
    """Id of the section, "" for the page with all that is in it."""

    def holds(self, found: Target) -> bool:
        """Whether what was found is this page, or in it."""
        return self.source == found.source and self.fragment in {"", found.fragment}

    def __str__(self) -> str:
        return f"{self.source}#{self.fragment}" if self.fragment else self.source


def target_of(hit: Hit) -> Target:
    """The page and section that a hit leads to."""
    return Target(hit.source, hit.url.partition("#")[2])


@dataclass(frozen=True)
class Miss:
    """An expectation that was not met."""

    key: str
    """As the test has it: "first", "top3", "grades" or "never"."""
    targets: tuple[Target, ...]
    """One of these was expected; for "never", these were shown."""


@dataclass(frozen=True)
class RelevanceTest:
    """What customers are to find for a query, under what they have chosen."""

    query: str
    first: tuple[Target, ...] = ()
    """One of these is the first hit."""
    top3: tuple[Target, ...] = ()
    """One of these is among the first three."""
    grades: tuple[tuple[Target, int], ...] = ()
    """One of these is among the first ten; 3 answers the query, 2 helps, 1 is about it."""
    never: tuple[Target, ...] = ()
    """None of these is among the first ten."""
    chosen: Chosen = field(default_factory=Chosen)
    line: int = 0
    """Where it stands in its file."""

    @property
    def wanted(self) -> dict[Target, int]:
        """Each right page with its grade: 3 for `first` and 2 for `top3` where `grades` says nothing else."""
        named = {**dict.fromkeys(self.top3, _TOP3), **dict.fromkeys(self.first, _FIRST)}
        return {**named, **dict(self.grades)}

    @property
    def key(self) -> tuple[str, Chosen]:
        """What tells it from other tests."""
        return " ".join(self.query.casefold().split()), self.chosen


@dataclass(frozen=True)
class Judged:
    """A test, what was shown for it, and what that is worth."""

    test: RelevanceTest
    shown: tuple[Target, ...]
    """The first ten."""
    misses: tuple[Miss, ...]

    @property
    def passed(self) -> bool:
        """Whether all its expectations were met."""
        return not self.misses

    @property
    def gains(self) -> list[int]:
        """The grade of each hit; a page that is found twice counts once."""
        return list(_gains(self.test.wanted, self.shown))

    @property
    def rank(self) -> int | None:
        """The place of the first right page, None where there is none in the first ten."""
        return next((place for place, gain in enumerate(self.gains, 1) if gain), None)

    @property
    def measures(self) -> dict[str, float]:
        """Its measures; none of a test that only says what is not to be shown."""
        wanted = self.test.wanted
        return measure(self.gains, wanted.values()) if wanted else {}

    def as_data(self) -> dict[str, Any]:
        """As JSON has it."""
        chosen = {name: value for name, value in asdict(self.test.chosen).items() if value}
        return {
            "query": self.test.query,
            "chosen": chosen,
            "passed": self.passed,
            "rank": self.rank,
            "measures": rounded(self.measures),
            "misses": [
                {"key": each.key, "pages": [str(page) for page in each.targets]} for each in self.misses
            ],
            "shown": [str(each) for each in self.shown],
        }


def _gains(wanted: Mapping[Target, int], shown: Iterable[Target]) -> Iterator[int]:
    left = dict(wanted)
    for each in shown:
        fitting = [target for target in left if target.holds(each)]
        best = max(fitting, key=lambda target: (left[target], target.fragment), default=None)
        yield left.pop(best) if best else 0


def judge(test: RelevanceTest, shown: Sequence[Target]) -> Judged:
    """Judges what was found for the query of a test."""
    first_ten = tuple(shown[:SHOWN])
    return Judged(test, first_ten, tuple(_misses(test, first_ten)))


def _misses(test: RelevanceTest, shown: tuple[Target, ...]) -> Iterator[Miss]:
    graded = tuple(target for target, _ in test.grades)
    for key, targets, limit in (("first", test.first, 1), ("top3", test.top3, 3), ("grades", graded, SHOWN)):
        if targets and not any(target.holds(each) for target in targets for each in shown[:limit]):
            yield Miss(key, targets)
    unwanted = tuple(target for target in test.never if any(target.holds(each) for each in shown))
    if unwanted:
        yield Miss("never", unwanted)


@dataclass(frozen=True)
class Report:
    """What a run of all tests gave."""

    judged: tuple[Judged, ...]
    thresholds: Mapping[str, float]

    @property
    def measures(self) -> dict[str, float]:
        """The mean of each measure over the tests that name right pages, and the share that passed."""
        passed = mean({PASSED: float(each.passed)} for each in self.judged)
        return {**mean(each.measures for each in self.judged if each.test.wanted), **passed}

    @property
    def failures(self) -> dict[str, float]:
        """The measures that are below their threshold, with it; all tests have to pass where none is set."""
        thresholds = {PASSED: 1.0, **self.thresholds}
        measures = self.measures
        return {
            name: least
            for name, least in thresholds.items()
            if name in measures and measures[name] < least - _BELOW
        }

    def as_data(self) -> dict[str, Any]:
        """As JSON has it; `comparison.py` reads it."""
        return {
            "measures": rounded(self.measures),
            "thresholds": dict(sorted(self.thresholds.items())),
            "failed": sorted(self.failures),
            "tests": [each.as_data() for each in self.judged],
        }


def rounded(measures: Mapping[str, float]) -> dict[str, float]:
    """Measures to six decimals, so that they read well in JSON."""
    return {name: round(value, 6) for name, value in measures.items()}
