"""Facets, pins, demotion and languages; the browser's code must agree in each case."""

import pytest
from corpus import corpus, page
from test_parity import assert_same, written

from kbgen.search.export import export_index
from kbgen.search.facets import Chosen, ProductFacet
from kbgen.search.index import build_index
from kbgen.search.index_folder import read_index, write_index
from kbgen.search.pins import PinRule
from kbgen.search.ranking import answer

PRODUCTS = (
    ProductFacet("p200", "Pressmark P200", "products/p200/", "printer", "Printers", "pressmark", "Pressmark"),
    ProductFacet("p350", "Pressmark P350", "products/p350/", "printer", "Printers", "pressmark", "Pressmark"),
    ProductFacet("alder-14", "Alder 14", "products/alder-14/", "laptop", "Laptops", "alder", "Alder"),
)
PINS = (
    PinRule("forgotten password", "articles/wifi.md", "by-hand"),
    PinRule("print", "faq/paper.md", "refill"),
    PinRule("print", "articles/reset.md"),
    PinRule("display", "articles/reset.md", product="p200"),
    PinRule("gone", "articles/gone.md"),
    PinRule("zebra crossing", "articles/wifi.md"),
)
PAGES = [
    *corpus(),
    page(
        source="de/netz.md",
        url="de/netz/",
        title="Drucker mit dem Netz verbinden",
        language="de-CH",
        html="<p>Die Drucker finden das WLAN.</p>",
    ),
    page(source="old.md", url="old/", title="Wi-Fi printer connection", boost=0.2, html="<p>Old ways</p>"),
]
WAYS = [
    {},
    {"product": "p200"},
    {"product": "alder-14", "typing": True},
    {"product": "unknown", "types": ["unknown"]},
    {"family": "printer", "types": ["article"]},
    {"manufacturer": "alder"},
    {"manufacturer": "alder", "product": "p350"},
    {"types": ["faq", "spec"], "languages": ["en"]},
    {"languages": ["de-CH"]},
]
QUERIES = [
    *("printer", "wi-fi", "connect wireless printer", "print", "display error", "forgotten passwords"),
    *(
        "the password I forgot",
        "forgoten pasword",
        "zebra crossing",
        "crossing the zebra",
        "drucker verbunden",
    ),
    *('"print"', '"wi-fi" printer', "refi", "printer gone", "hard reboot", "wipe", "PH-350", "prin7", "wirr"),
    *("die", "印", "印電", "qqq", ""),
]


@pytest.fixture(scope="module")
def narrowed():
    return build_index(PAGES, "en", (), PRODUCTS, PINS)


def shown(index, query, **chosen):
    return answer(index, query, chosen=Chosen(**chosen)).hits


def urls(index, query, **chosen):
    return [hit.url for hit in shown(index, query, **chosen)]


def test_both_engines_narrow_alike(narrowed, tmp_path):
    assert_same(narrowed, written(tmp_path, export_index(narrowed)), QUERIES, WAYS)


def test_a_chosen_product_comes_first_and_hides_nothing(narrowed):
    every = answer(narrowed, "printer")
    chosen = answer(narrowed, "printer", chosen=Chosen(product="p350"))
    assert {hit.url for hit in chosen.hits} == {hit.url for hit in every.hits}
    assert (every.own, chosen.own) == (every.total, sum(not hit.other for hit in chosen.hits))
    others = [hit.other for hit in chosen.hits]
    assert others == sorted(others)
    assert any(others)
    assert all("p350" in hit.products or not hit.products for hit in chosen.hits if not hit.other)
    assert all(hit.products for hit in chosen.hits if hit.other)


def test_family_and_manufacturer_choose_all_their_products(narrowed):
    assert urls(narrowed, "printer", family="printer") == urls(narrowed, "printer", manufacturer="pressmark")
    assert not any(hit.other for hit in shown(narrowed, "print head", family="printer"))


def test_types_and_languages_hide_the_rest(narrowed):
    assert {hit.type for hit in shown(narrowed, "printer paper", types=("faq",))} == {"faq"}
    assert urls(narrowed, "printer drucker", languages=("de-CH",)) == ["de/netz/"]


def test_what_the_site_does_not_have_chooses_nothing(narrowed):
    assert urls(narrowed, "printer", product="x", family="y", types=("z",)) == urls(narrowed, "printer")


def test_counts_follow_the_query_and_the_other_filters(narrowed):
    facets = answer(narrowed, "printer paper", chosen=Chosen(types=("faq",))).facets
    every = answer(narrowed, "printer paper").facets
    assert facets.types == every.types
    assert sum(facets.languages.values()) == every.types["faq"]
    assert facets.products == {"p200": every.types["faq"]}
    assert set(every.products) == {"p200", "p350"}
    assert every.families["printer"] == every.manufacturers["pressmark"]


def test_a_pinned_page_comes_first_at_its_section_whatever_the_order_and_form_of_the_words(narrowed):
    for query in (
        "forgotten password",
        "my password is forgotten",
        "passwords forgotten",
        "forgoten pasword",
    ):
        first = shown(narrowed, query)[0]
        assert (first.url, first.section, first.pinned) == ("articles/wifi/#by-hand", "By hand", True), query
    assert not shown(narrowed, "forgotten wi-fi password")[0].pinned
    assert not shown(narrowed, '"forgotten" password')[0].pinned


def test_pins_of_one_query_stand_in_the_order_of_the_file(narrowed):
    assert [hit.url for hit in shown(narrowed, "print") if hit.pinned] == [
        "faq/paper/#refill",
        "articles/reset/",
    ]


def test_a_pinned_page_comes_first_even_without_any_of_the_words(narrowed):
    first, *rest = shown(narrowed, "zebra crossing")
    assert (first.url, first.score, rest) == ("articles/wifi/", 0.0, [])


def test_a_pin_for_a_product_holds_unless_another_is_chosen(narrowed):
    assert shown(narrowed, "display")[0].pinned
    assert shown(narrowed, "display", product="p200")[0].pinned
    assert not any(hit.pinned for hit in shown(narrowed, "display", product="p350"))


def test_a_pinned_page_obeys_the_filters(narrowed):
    assert not any(hit.url.startswith("faq/") for hit in shown(narrowed, "print", types=("article",)))
    hit = next(hit for hit in shown(narrowed, "print", product="alder-14") if hit.pinned)
    assert hit.other


def test_a_demoted_page_comes_later():
    pages = [
        page(url="old/", title="Connect to Wi-Fi", boost=0.2),
        page(url="new/", title="Other", html="<p>How to connect the scanner to Wi-Fi</p>"),
    ]
    assert urls(build_index(pages), "connect wi-fi") == ["new/", "old/"]


def test_pages_of_another_language_are_read_in_it(narrowed):
    assert narrowed.vocabulary.terms["verbinden"] == narrowed.vocabulary.terms.get("verbinde", "verbind")
    assert "die" in narrowed.plan.stop


def test_where_nothing_is_found_the_nearest_words_are_looked_for(narrowed):
    found = answer(narrowed, "wirr")
    assert found.nearest
    assert [why.kind for why in found.hits[0].why] == ["near"]
    assert not answer(narrowed, "printer").nearest
    assert answer(narrowed, "qqq").hits == []
    assert not answer(narrowed, "qqq").nearest


def test_another_name_of_a_page_says_why_it_was_found(narrowed):
    (why,) = shown(narrowed, "hard reboot")[0].why
    assert (why.kind, why.found) == ("alias", "hard reboot")
    assert not any(why.kind == "alias" for hit in shown(narrowed, "reset printer") for why in hit.why)


def test_an_index_keeps_what_narrows_it(narrowed, tmp_path):
    write_index(narrowed, tmp_path / "index")
    kept = read_index(tmp_path / "index")
    assert (kept.facets, dict(kept.boosts), kept.plan) == (narrowed.facets, narrowed.boosts, narrowed.plan)


def test_other_products_come_after_the_chosen_whatever_their_scores(tmp_path):
    words = [f"{one}{other}word" for one in "abcdefghijklmnopqrst" for other in "abcdefghij"]
    pages = [
        page(url="every/", title="Every word", products=["p200"], boost=10, html=f"<p>{' '.join(words)}</p>"),
        page(url="one/", title="One word", products=["p350"], html=f"<p>{words[0]}</p>"),
        *(page(url=f"{number}/", title="Nothing of them") for number in range(60)),
    ]
    index = build_index(pages, "en", (), PRODUCTS)
    query = " ".join(words)
    found = shown(index, query, product="p350")
    assert [hit.url for hit in found] == ["one/", "every/"]
    assert found[1].score > 1000 + found[0].score
    assert_same(index, written(tmp_path, export_index(index)), [query], [{"product": "p350"}])
