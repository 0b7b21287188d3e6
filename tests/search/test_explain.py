"""Explained scores add up to those that are shown, and say what each word gave."""

from dataclasses import replace

import pytest
from corpus import page

from kbgen.search.explain import Explainer
from kbgen.search.explanation import difference
from kbgen.search.facets import Chosen, ProductFacet
from kbgen.search.index import build_index
from kbgen.search.misses import explain_misses
from kbgen.search.pins import PinRule
from kbgen.search.ranking import answer
from kbgen.search.relevance import RelevanceTest, Target, judge, target_of
from kbgen.search.synonyms import parse_synonyms

QUERIES = [
    "E-47",
    "e 47",
    "resetting my printer",
    "white streaks cleaning",
    "pritner ofline",
    "wipe and start again",
    "xt20",
    "0x8007",
    '"print head" streaks',
    "the",
    "16 GB laptop turn off",
    "プリンター 印刷",
    "printr",
    "prin7",
]
PRODUCTS = (
    ProductFacet("p200", "Pressmark P200", "products/p200/", "printer", "Printers", "pressmark", "Pressmark"),
    ProductFacet("p350", "Pressmark P350", "products/p350/", "printer", "Printers", "pressmark", "Pressmark"),
)


def pages():
    """Pages with all that moves a score or a place."""
    return [
        page(
            source="jam.md",
            url="jam/",
            title="Paper jam",
            products=["p200"],
            html="<p>Pull the paper out.</p>",
        ),
        page(
            source="old.md", url="old/", title="Paper jam of 1998", boost=0.5, html="<p>A jam of paper.</p>"
        ),
        page(
            source="wifi.md", url="wifi/", title="Wireless network", products=["p350"], html="<p>Join it.</p>"
        ),
        page(
            source="faq.md", url="faq/", title="Paper", type="faq", html="<p>All about paper and network.</p>"
        ),
        page(
            source="de.md", url="de/", title="Papierstau", language="de", html="<p>Paper jam auf Deutsch</p>"
        ),
    ]


@pytest.fixture(scope="module")
def small():
    synonyms, _ = parse_synonyms("!*\nwlan => wireless network\nstuck, jam\n")
    return build_index(
        pages(), "en", synonyms, PRODUCTS, [PinRule("network", "faq.md"), PinRule("blue moon", "old.md")]
    )


def assert_sums_are_scores(index, query, chosen=None):
    chosen = chosen or Chosen()
    hits = answer(index, query, 10, chosen=chosen).hits
    explained = Explainer(index, query, chosen).hits(10)
    assert [each.target for each in explained] == [target_of(hit) for hit in hits]
    for each, hit in zip(explained, hits, strict=True):
        assert each.score == pytest.approx(hit.score, abs=1e-9)
        product = sum(part.score for part in each.parts) * each.coverage * each.boost * each.closeness
        assert product == pytest.approx(hit.score, abs=1e-9)
        assert (each.pinned, each.other) == (hit.pinned, hit.other)
    return explained


@pytest.mark.parametrize("query", QUERIES)
def test_parts_of_a_score_add_up_to_it(index, query):
    assert_sums_are_scores(index, query)


@pytest.mark.parametrize(
    "query", ["paper jam", "network", "wlan", "stuck paper", "papr jam", "paper network", "blue moon"]
)
@pytest.mark.parametrize("chosen", [Chosen(), Chosen(product="p350"), Chosen(types=("faq",))])
def test_parts_add_up_under_choices_synonyms_pins_and_boosts(small, query, chosen):
    assert_sums_are_scores(small, query, chosen)


def test_a_part_says_what_was_looked_for_and_how_rare_it_is(small):
    first = Explainer(small, "wlan").hits(1)[0]
    assert first.target == Target("wifi.md")
    assert [(part.typed, part.found, part.kind) for part in first.parts] == [
        ("wlan", "wireless network", "synonym"),
        ("wlan", "wireless network", "synonym"),
    ]
    assert {part.term: part.frequency for part in first.parts} == {"wireless": 1, "network": 2}
    assert all(part.weight == 6 for part in first.parts), "each stands once in the title"


def test_a_corrected_word_is_said_to_be_one(index):
    parts = Explainer(index, "pritner").hits(1)[0].parts
    assert [(part.typed, part.found, part.kind) for part in parts] == [("pritner", "printer", "corrected")]


def test_words_that_a_page_or_the_site_does_not_have_are_named(small):
    explainer = Explainer(small, "paper network zzxxyy")
    jam = explainer.page(Target("jam.md"))
    assert jam.missing == ("network",)
    assert (jam.matched, jam.groups) == (1, 2)
    assert explainer.unknown == ("zzxxyy",)


def test_boost_pin_tier_and_filter_are_told(small):
    assert Explainer(small, "jam").page(Target("old.md")).boost == 0.5
    assert Explainer(small, "network").page(Target("faq.md")).pinned
    assert Explainer(small, "network", Chosen(product="p200")).page(Target("wifi.md")).other
    hidden = Explainer(small, "paper", Chosen(types=("faq",))).page(Target("jam.md"))
    assert (hidden.hidden, hidden.place) == (True, None)


def test_a_pinned_page_without_the_words_has_a_score_of_nothing(small):
    (only,) = Explainer(small, "blue moon").hits(10)
    assert (only.target, only.pinned, only.parts, only.score) == (Target("old.md"), True, (), 0)


def test_the_nearest_words_are_said_to_be_near(index):
    explainer = Explainer(index, "prin7")
    assert explainer.answer.nearest
    assert {part.kind for part in explainer.hits(1)[0].parts} == {"near"}


def test_a_page_without_the_words_is_not_explained(small):
    assert Explainer(small, "wireless").page(Target("jam.md")) is None
    assert Explainer(small, "paper").page(Target("nowhere.md")) is None


def test_a_question_is_not_taken_for_its_page(index):
    explainer = Explainer(index, "refill cartridges")
    question = explainer.hits(1)[0].target
    assert question.fragment == "refill"
    assert explainer.page(question).place == 1
    assert Explainer(index, "paper").page(Target(question.source, "no-such-question")) is None


def test_difference_says_which_word_put_a_page_ahead(small):
    explainer = Explainer(small, "stuck paper pull")
    ahead, behind = explainer.page(Target("jam.md")), explainer.page(Target("faq.md"))
    found = dict(difference(ahead, behind).terms)
    assert found["pull"] == pytest.approx(ahead.by_typed()["pull"])
    assert sum(found.values()) == pytest.approx(ahead.sum - behind.sum)
    alone = dict(difference(ahead, None).terms)
    assert sum(alone.values()) == pytest.approx(ahead.sum)


def explained_misses(index, test):
    shown = [target_of(hit) for hit in answer(index, test.query, chosen=test.chosen).hits]
    return explain_misses(Explainer(index, test.query, test.chosen), judge(test, shown))


def test_a_miss_says_where_the_page_stands_and_what_is_before_it(small):
    (miss,) = explained_misses(small, RelevanceTest("paper jam", first=(Target("old.md"),)))
    assert miss.stands.place > 1
    assert [each.ahead.place for each in miss.ahead] == list(range(1, miss.stands.place))
    assert miss.ahead[0].ahead.target == Target("jam.md")


def test_of_several_pages_the_one_that_stands_highest_is_explained(small):
    targets = (Target("wifi.md"), Target("old.md"), Target("faq.md"))
    (miss,) = explained_misses(small, RelevanceTest("paper jam", first=targets))
    assert miss.target == Target("old.md")


def test_a_page_that_is_not_found_has_the_first_hits_before_it(small):
    (miss,) = explained_misses(small, RelevanceTest("paper", first=(Target("wifi.md"),)))
    assert miss.stands is None
    assert [each.ahead.place for each in miss.ahead] == [1, 2, 3]


def test_an_unwanted_page_is_explained_by_itself(small):
    (miss,) = explained_misses(small, RelevanceTest("jam", never=(Target("old.md"),)))
    assert (miss.miss.key, miss.target, miss.ahead) == ("never", Target("old.md"), ())
    assert miss.stands.by_typed().keys() == {"jam"}


def test_explaining_changes_with_the_plan_as_scores_do(small):
    other = replace(small, plan=replace(small.plan, coverage=0.9, k1=2.0))
    before = assert_sums_are_scores(small, "paper network")
    after = assert_sums_are_scores(other, "paper network")
    assert [each.score for each in before] != [each.score for each in after]
