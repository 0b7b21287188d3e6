"""The result of relevance tests in the terminal: misses, changes, measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.search.comparison import Change, Comparison, describe_chosen
from kbgen.search.explain import DEEP
from kbgen.search.explanation import Difference, Explained
from kbgen.search.relevance import MEASURES, PASSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbgen.search.misses import ExplainedMiss
    from kbgen.search.relevance import Judged, Report
    from kbgen.site.relevance import Run

_EXPECTED = {
    "first": "expected first",
    "top3": "expected among the first three",
    "grades": "expected among the first ten",
    "never": "never to be shown",
}
_SPELLED = {"mrr@10": "MRR@10", "ndcg@10": "nDCG@10"}
_TERMS = 3
"""Terms that are named of what makes a difference between two pages."""


def render_run(run: Run, earlier: str = "") -> str:
    """Return a run as people read it; `earlier` is how the result is called that it was compared with."""
    blocks = [
        "\n".join(_render_test(run.path, judged, misses))
        for judged, misses in zip(run.report.judged, run.misses, strict=True)
        if misses
    ]
    if run.comparison:
        blocks.append("\n".join(_render_changes(run.comparison, earlier)))
    return "\n\n".join([*blocks, "\n".join(_render_measures(run.report, run.comparison))])


def _render_test(path: str, judged: Judged, misses: Iterable[ExplainedMiss]) -> Iterator[str]:
    chosen = describe_chosen(judged.as_data()["chosen"])
    yield f"{path}:{judged.test.line}: {judged.test.query}{f' ({chosen})' if chosen else ''}"
    for miss in misses:
        yield from (f"  {line}" for line in _render_miss(miss))


def _render_miss(miss: ExplainedMiss) -> Iterator[str]:
    targets = " or ".join(str(each) for each in miss.miss.targets)
    yield f"{_EXPECTED[miss.miss.key]}: {targets}"
    named = f"{miss.target} " if len(miss.miss.targets) > 1 else "it "
    yield f"{named}{_standing(miss.stands)}{_by_terms(miss)}"
    yield from (f"  {each.ahead.place}. {_ahead(each, miss.stands)}" for each in miss.ahead)
    if miss.miss.key != "never" and miss.stands and miss.stands.missing:
        yield f"it does not have {_quoted(miss.stands.missing)}"
    if miss.unknown:
        yield f"nowhere in the site: {_quoted(miss.unknown)}"


def _standing(stands: Explained | None) -> str:
    if stands is None:
        return "is not found: none of the words is there"
    if stands.hidden:
        return "is left out by the types or languages chosen"
    return f"stands at {stands.place}" if stands.place else f"is not among the first {DEEP}"


def _by_terms(miss: ExplainedMiss) -> str:
    """What an unwanted page was found by."""
    if miss.miss.key != "never" or miss.stands is None:
        return ""
    most = sorted(miss.stands.by_typed().items(), key=lambda each: (-each[1], each[0]))
    return f", found by {_terms(most, '.2f')}" if most else ", where it is pinned"


def _ahead(each: Difference, behind: Explained | None) -> str:
    """The page that is ahead, and what makes it so."""
    page = each.ahead
    reasons = [_terms([term for term in each.terms if abs(term[1]) >= _LEAST], "+.2f")]
    if behind:
        reasons += _factors(page, behind)
    reasons += ["pinned"] if page.pinned else ["a known issue that is named"] if page.named else []
    return f"{page.target}: {'; '.join(reason for reason in reasons if reason) or 'the same score'}"


_LEAST = 0.005
"""What shows in two decimals."""


def _factors(page: Explained, behind: Explained) -> Iterator[str]:
    if page.matched != behind.matched:
        yield f"{page.matched} of {page.groups} words, not {behind.matched}"
    if abs(page.closeness - behind.closeness) >= _LEAST:
        yield f"closer together ×{page.closeness:.2f}, not ×{behind.closeness:.2f}"
    if page.boost != behind.boost:
        yield f"boost ×{page.boost:.2f}, not ×{behind.boost:.2f}"
    if behind.other and not page.other:
        yield "the other is of products that are not chosen"


def _terms(terms: Iterable[tuple[str, float]], form: str) -> str:
    return ", ".join(f"“{typed}” {score:{form}}" for typed, score in list(terms)[:_TERMS])


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _render_changes(comparison: Comparison, earlier: str) -> Iterator[str]:
    counts = f"{comparison.common} tests in both, {comparison.added} new, {comparison.removed} gone"
    yield f"Against {earlier}: {counts}"
    for name, changes in (("better", comparison.better), ("worse", comparison.worse)):
        yield from (f"  {name}: {_change(each)}" for each in changes)
    if not comparison.better and not comparison.worse:
        yield "  no test is better or worse"


def _change(change: Change) -> str:
    before, after = change.before, change.after
    chosen = f" ({change.chosen})" if change.chosen else ""
    how = f"{_rank(before['rank'])} → {_rank(after['rank'])}"
    if before["rank"] == after["rank"] and before["measures"] and after["measures"]:
        how += f", nDCG {before['measures']['ndcg@10']:.3f} → {after['measures']['ndcg@10']:.3f}"
    if before[PASSED] != after[PASSED]:
        how += ", passes now" if after[PASSED] else ", fails now"
    return f"{change.query}{chosen}: {how}"


def _rank(rank: int | None) -> str:
    return str(rank) if rank else "not found"


def _render_measures(report: Report, comparison: Comparison | None) -> Iterator[str]:
    passed = sum(each.passed for each in report.judged)
    yield f"{passed} of {len(report.judged)} tests passed"
    measures, failures = report.measures, report.failures
    for name in (*MEASURES, PASSED):
        if name in measures:
            least = report.thresholds.get(name, failures.get(name))
            asked = "" if least is None else f"  at least {least:.3f}{_judged(name in failures)}"
            line = f"{_SPELLED.get(name, name):<10} {measures[name]:.3f}{_since(name, comparison)}{asked}"
            yield line.rstrip()


def _judged(failed: bool) -> str:
    return ": missed" if failed else ""


def _since(name: str, comparison: Comparison | None) -> str:
    """How much a measure has changed, over the tests that both results have."""
    if comparison is None:
        return ""
    before, after = comparison.measures.get(name, (0.0, 0.0))
    return f"  {after - before:+.3f}"
