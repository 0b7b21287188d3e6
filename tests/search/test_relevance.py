"""Relevance tests: the measures, what passes, how two results compare, how a file of tests is read."""

import math
from itertools import permutations

import pytest
import yaml
from corpus import page
from hypothesis import given
from hypothesis import strategies as st

from kbgen.content.catalog import Catalog, build_catalog
from kbgen.content.folder import find_content
from kbgen.search.comparison import compare
from kbgen.search.facets import Chosen
from kbgen.search.index import build_index
from kbgen.search.ranking import search
from kbgen.search.relevance import (
    RelevanceTest,
    Report,
    Target,
    judge,
    measure,
    ndcg,
    reciprocal_rank,
    success,
    target_of,
)
from kbgen.search.relevance_file import parse_tests

A, B, C = Target("a.md"), Target("b.md"), Target("c.md")
JAM = Target("faq/paper.md", "jam")
REFILL = Target("faq/paper.md", "refill")
FAQ = Target("faq/paper.md")


# Measures


@pytest.mark.parametrize(
    ("gains", "expected"),
    [([3, 0, 0], 1), ([0, 1, 3], 1 / 2), ([0] * 9 + [1], 1 / 10), ([0] * 10 + [1], 0), ([], 0)],
)
def test_reciprocal_rank_looks_at_the_first_right_page_of_ten(gains, expected):
    assert reciprocal_rank(gains) == expected


def test_success_looks_at_the_first_so_many():
    assert [success([0, 0, 1], limit) for limit in (1, 2, 3, 5)] == [0, 0, 1, 1]


def test_ndcg_is_that_of_a_worked_example():
    # Gains 7, 0, 1 at discounts 1, log2 3, 2 against 7, 3, 1 in the best order.
    found = 7 + 1 / 2
    best = 7 + 3 / math.log2(3) + 1 / 2
    assert ndcg([3, 0, 1], [1, 2, 3]) == pytest.approx(found / best)


@given(st.lists(st.integers(1, 3), min_size=1, max_size=5))
def test_no_order_of_the_right_pages_beats_the_best_one(grades):
    best = sorted(grades, reverse=True)
    assert ndcg(best, grades) == pytest.approx(1)
    assert all(ndcg(order, grades) <= 1 + 1e-12 for order in permutations(grades))


def test_all_measures_are_1_for_the_right_page_in_front_and_0_for_none():
    assert set(measure([1], [1]).values()) == {1.0}
    assert set(measure([0, 0], [1]).values()) == {0.0}


# Judging


def misses(test, shown):
    return [(miss.key, miss.targets) for miss in judge(test, shown).misses]


def test_first_wants_one_of_its_pages_in_front():
    test = RelevanceTest("jam", first=(A, B))
    assert misses(test, [B, A]) == []
    assert misses(test, [C, A, B]) == [("first", (A, B))]


def test_top3_wants_one_of_its_pages_among_three():
    test = RelevanceTest("jam", top3=(A,))
    assert misses(test, [B, C, A]) == []
    assert misses(test, [B, C, FAQ, A]) == [("top3", (A,))]


def test_graded_pages_want_one_among_ten():
    test = RelevanceTest("jam", grades=((A, 3), (B, 1)))
    others = [Target(f"{number}.md") for number in range(9)]
    assert misses(test, [*others, B]) == []
    assert misses(test, [*others, C, B]) == [("grades", (A, B))]


def test_never_names_the_pages_that_were_shown():
    test = RelevanceTest("jam", never=(A, B))
    assert misses(test, [C, B]) == [("never", (B,))]
    assert misses(test, [C]) == []


def test_a_page_is_found_by_any_of_its_sections_and_a_section_by_itself_alone():
    assert misses(RelevanceTest("jam", first=(FAQ,)), [JAM]) == []
    assert misses(RelevanceTest("jam", first=(JAM,)), [JAM]) == []
    assert misses(RelevanceTest("jam", first=(JAM,)), [FAQ]) == [("first", (JAM,))]
    assert misses(RelevanceTest("jam", first=(JAM,)), [REFILL]) == [("first", (JAM,))]


def test_a_page_whose_questions_are_all_found_is_counted_once():
    judged = judge(RelevanceTest("paper", first=(FAQ,)), [JAM, REFILL, FAQ])
    assert judged.gains == [3, 0, 0]
    assert judged.measures["ndcg@10"] == 1


def test_a_section_is_worth_its_own_grade_before_that_of_its_page():
    test = RelevanceTest("paper", grades=((FAQ, 1), (JAM, 3)))
    assert judge(test, [REFILL, JAM]).gains == [1, 3]
    assert judge(test, [JAM, REFILL]).gains == [3, 1]


def test_grades_are_given_where_a_test_has_none():
    test = RelevanceTest("paper", first=(A,), top3=(B,), grades=((C, 1),))
    assert test.wanted == {A: 3, B: 2, C: 1}


def test_rank_is_that_of_the_first_right_page():
    assert judge(RelevanceTest("x", top3=(A,)), [B, A]).rank == 2
    assert judge(RelevanceTest("x", top3=(A,)), [B]).rank is None


# Reports


def report(thresholds, *shown):
    tests = [RelevanceTest(f"query {number}", first=(A,)) for number in range(len(shown))]
    return Report(tuple(judge(test, found) for test, found in zip(tests, shown, strict=True)), thresholds)


def test_every_test_has_to_pass_where_nothing_else_is_said():
    assert report({}, [A], [A]).failures == {}
    assert report({}, [A], [B, A]).failures == {"passed": 1.0}


def test_thresholds_decide_where_they_are_set():
    half = [[A], [B, A]]
    assert report({"passed": 0.5, "mrr@10": 0.75}, *half).failures == {}
    assert report({"passed": 0.5, "mrr@10": 0.8}, *half).failures == {"mrr@10": 0.8}


def test_a_mean_that_only_rounding_keeps_from_its_threshold_is_not_below_it():
    thirds = report({"passed": 0, "mrr@10": 1 / 3}, [B, C, A], [B, C, A], [B, C, A])
    assert thirds.failures == {}


def test_tests_of_what_is_never_shown_count_as_passed_and_in_no_measure():
    judged = judge(RelevanceTest("x", never=(A,)), [B])
    assert Report((judged,), {}).measures == {"passed": 1.0}


# Comparing


def result(*shown):
    return report({}, *shown).as_data()


def test_the_same_result_is_neither_better_nor_worse():
    same = compare(result([A], [B, A]), result([A], [B, A]))
    assert (same.better, same.worse) == ((), ())
    assert all(before == after for before, after in same.measures.values())


def test_a_page_that_climbs_makes_a_test_better_and_one_that_falls_worse():
    changed = compare(result([B, A], [A], [B]), result([A], [B, C, A], [B, A]))
    assert [(each.before["rank"], each.after["rank"]) for each in changed.better] == [(2, 1), (None, 2)]
    assert [(each.before["rank"], each.after["rank"]) for each in changed.worse] == [(1, 3)]


def test_the_order_of_graded_pages_counts_at_the_same_rank():
    test = RelevanceTest("x", grades=((A, 3), (B, 2), (C, 1)))
    before, after = (Report((judge(test, shown),), {}).as_data() for shown in ([A, C, B], [A, B, C]))
    assert [each.query for each in compare(before, after).better] == ["x"]
    assert [each.query for each in compare(after, before).worse] == ["x"]


def test_measures_are_compared_over_the_tests_that_both_results_have():
    more = compare(result([A]), result([A], [B]))
    assert (more.common, more.added, more.removed) == (1, 1, 0)
    assert more.measures["mrr@10"] == (1, 1)


def test_the_same_query_under_another_choice_is_another_test():
    one, other = (
        Report((judge(RelevanceTest("x", first=(A,), chosen=chosen), [A]),), {}).as_data()
        for chosen in (Chosen(), Chosen(product="p200", types=("faq",)))
    )
    assert compare(one, other).common == 0
    assert compare(other, other).common == 1


# Hits as targets


def test_hits_are_the_page_and_section_that_they_lead_to():
    html = '<p>Turn it off.</p><h2 id="tray">The tray</h2><p>Pull the tray out.</p>'
    index = build_index([page(source="guides/jam.md", url="guides/jam/", title="Paper jam", html=html)])
    assert [target_of(hit) for hit in search(index, "pull tray")] == [Target("guides/jam.md", "tray")]


# Files; tests/golden/diagnostics.yml has what is wrong with them


_WRITTEN = st.none() | st.text("a:[]{}#-1 .\n", max_size=8) | st.integers()
_KEYS = st.sampled_from(["tests", "query", "first", "grades", "thresholds", "types", "x"])
_TREES = st.recursive(
    _WRITTEN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(_TREES)
def test_whatever_a_file_holds_is_read_or_reported(tree):
    text = yaml.safe_dump(tree, allow_unicode=True)
    file, problems = parse_tests("tests.yml", text, Catalog({}, {}, {}, {}, {}))
    assert file.tests == ()
    assert problems


def test_a_test_is_read_with_all_that_it_says(tmp_path):
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq/paper.md").write_text("---\ntype: faq\ntitle: Paper\n---\n## Jam? {#jam}\nA.\n")
    (tmp_path / "old.md").write_text("# Old\n")
    catalog, _ = build_catalog(find_content(tmp_path, "content"), "content")
    text = """\
thresholds: {MRR@10: 0.5}
tests:
  - query: paper jam
    first: /faq/paper#jam
    top3: [faq/paper.md]
    grades: {faq/paper.md: 1}
    never: old
    types: [faq]
    languages: de
"""
    file, problems = parse_tests("tests.yml", text, catalog)
    assert problems == []
    assert file.thresholds == {"mrr@10": 0.5}
    assert file.tests == (
        RelevanceTest(
            "paper jam",
            first=(JAM,),
            top3=(FAQ,),
            grades=((FAQ, 1),),
            never=(Target("old.md"),),
            chosen=Chosen(types=("faq",), languages=("de",)),
            line=3,
        ),
    )
