"""Reads relevance tests as a writer wrote them, and says what is wrong with them and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kbgen.content.model import Product
from kbgen.content.record import TYPES
from kbgen.content.source import Place, Source
from kbgen.diagnostics import Diagnostic, did_you_mean
from kbgen.search.analysis import words
from kbgen.search.facets import Chosen
from kbgen.search.named_pages import named_page
from kbgen.search.relevance import MEASURES, PASSED, RelevanceTest, Target
from kbgen.search.relevance_entries import Entry, read_entries

if TYPE_CHECKING:
    from kbgen.content.catalog import Catalog

TESTS = "_search/tests.yml"
"""Where a content folder has its tests."""


@dataclass(frozen=True)
class TestFile:
    """What a file of tests says, as far as it can be read."""

    __test__ = False  # pytest would take the name for a test

    tests: tuple[RelevanceTest, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)


def parse_tests(path: str, text: str, catalog: Catalog) -> tuple[TestFile, list[Diagnostic]]:
    """Parses a file of tests; a test that cannot be run is left out and reported.

    Args:
        path: What diagnostics call the file.
        text: Its YAML.
        catalog: The pages and products that tests may name.
    """
    entries, problems = read_entries(path, text)
    reader = _Reader(entries.source, catalog, problems)
    thresholds = dict(reader.thresholds(entries.thresholds))
    tests = [reader.test(number, entry) for number, entry in entries.tests.items()]
    if not tests and not problems:
        message = "there are no tests; write each as '- query: …' below a key 'tests:'"
        problems.append(Diagnostic(path, 1, 1, "error", "missing-key", message))
    return TestFile(tuple(test for test in tests if test is not None), thresholds), problems


class _Reader:
    """Turns entries into tests, one after the other, and collects their problems."""

    def __init__(self, source: Source, catalog: Catalog, problems: list[Diagnostic]) -> None:
        self.source, self.catalog, self.problems = source, catalog, problems
        self.seen: dict[Any, Place] = {}

    def report(self, place: Place, code: str, message: str) -> None:
        self.problems.append(self.source.diagnostic(place, "error", code, message))

    def thresholds(self, given: Mapping[str, float]) -> Iterator[tuple[str, float]]:
        """The thresholds, as far as there are such measures."""
        known = (*MEASURES, PASSED)
        for key, share in given.items():
            if key.casefold() in known:
                yield key.casefold(), share
            else:
                self.report(
                    ("thresholds", key), "unknown-key", f"unknown measure '{key}'{did_you_mean(key, known)}"
                )

    def test(self, number: int, entry: Entry) -> RelevanceTest | None:
        """The test of an entry, None where it has problems."""
        place: Place = ("tests", number)
        before = len(self.problems)
        graded = [
            (self._target((*place, "grades", name), name), grade) for name, grade in entry.grades.items()
        ]
        test = RelevanceTest(
            query=entry.query,
            first=self._targets((*place, "first"), entry.first),
            top3=self._targets((*place, "top3"), entry.top3),
            grades=tuple((target, grade) for target, grade in graded if target),
            never=self._targets((*place, "never"), entry.never),
            chosen=entry.chosen,
            line=self.source.position(place)[0],
        )
        self._check_chosen(place, entry.chosen)
        if len(self.problems) == before:
            self._check_test(place, test)
        return test if len(self.problems) == before else None

    def _targets(self, place: Place, named: tuple[str, ...]) -> tuple[Target, ...]:
        found = [self._target((*place, at), name) for at, name in enumerate(named)]
        return tuple(dict.fromkeys(target for target in found if target is not None))

    def _target(self, place: Place, name: str) -> Target | None:
        page = named_page(name, self.catalog, lambda code, message: self.report(place, code, message))
        return None if page is None else Target(*page)

    def _check_chosen(self, place: Place, chosen: Chosen) -> None:
        for within, kind, value, known in _ids(chosen, self.catalog):
            if value not in known:
                message = f"unknown {kind} '{value}'{did_you_mean(value, known)}"
                self.report((*place, *within), f"unknown-{kind}", message)

    def _check_test(self, place: Place, test: RelevanceTest) -> None:
        if not words(test.query):
            self.report((*place, "query"), "missing-key", "'query' has no words; write what a customer types")
        if not (test.wanted or test.never):
            message = "the test expects nothing; add 'first', 'top3', 'grades' or 'never'"
            self.report(place, "missing-key", message)
        if (other := self.seen.setdefault(test.key, place)) != place:
            line, _ = self.source.position(other)
            message = f"'{test.query}' is tested on line {line} already; put both into one test"
            self.report((*place, "query"), "duplicate-test", message)
        self._check_contradictions(place, test)

    def _check_contradictions(self, place: Place, test: RelevanceTest) -> None:
        for target in test.wanted:
            if (unwanted := next((each for each in test.never if each.holds(target)), None)) is not None:
                message = f"'{target}' is expected, and '{unwanted}' never to be shown; remove one of them"
                self.report((*place, "never"), "contradictory-test", message)
            kind = self.catalog.records[target.source].type
            if test.chosen.types and kind not in test.chosen.types:
                message = f"'{target}' is of the type {kind}, which 'types' leaves out; change one of them"
                self.report((*place, "types"), "contradictory-test", message)
        wanted = test.wanted
        best = max(wanted, key=lambda target: wanted[target], default=None)
        if test.first and best and wanted[best] > max(wanted[each] for each in test.first):
            message = f"'{test.first[0]}' is to be first, but '{best}' has a higher grade; change one of them"
            self.report((*place, "grades"), "contradictory-test", message)


def _ids(chosen: Chosen, catalog: Catalog) -> Iterator[tuple[Place, str, str, set[str]]]:
    """Place in the test, kind and id of everything chosen but languages, with the ids that there are."""
    products = catalog.products.values()
    families = {record.front.family for record in products if isinstance(record.front, Product)}
    for kind, value, known in (
        ("product", chosen.product, set(catalog.products)),
        ("family", chosen.family, families),
        ("manufacturer", chosen.manufacturer, set(catalog.manufacturers)),
    ):
        if value:
            yield (kind,), kind, value, known
    for at, value in enumerate(chosen.types):
        yield ("types", at), "type", value, set(TYPES)
