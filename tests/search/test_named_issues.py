"""A known issue that a query names comes first with its workaround, the same in Python and in the browser."""

import pytest
from corpus import corpus, page
from test_narrowing import PRODUCTS
from test_parity import assert_same, written

from kbgen.search.export import export_index
from kbgen.search.facets import Chosen
from kbgen.search.index import build_index
from kbgen.search.index_folder import read_index, write_index
from kbgen.search.named_issues import OpenIssue
from kbgen.search.pins import PinRule
from kbgen.search.ranking import answer

COMING = OpenIssue("Fix coming in 5.3.0", "Touch Print anyway.", ("p200",), ("PM-P200-EU", "5.2.1"), 2)
GRAVE = OpenIssue("Not fixed yet", "", ("p200", "p350"), (), 0)
FIXED = None


def issue(name, title, symptoms, told, products=("p200",), names=("Pressmark P200",), aliases=()):
    return page(
        source=f"known-issues/{name}.md",
        url=f"known-issues/{name}/",
        title=title,
        type="known-issue",
        symptoms=symptoms,
        aliases=aliases,
        products=products,
        product_names=names,
        issue=told,
        html="<p>It happens now and then.</p>",
    )


TRAY = "P200 stops and asks for A4 in tray 2 although A4 is loaded"
PAGES = [
    *corpus(),
    page(
        source="codes.md",
        url="codes/",
        title="E-24 Load paper",
        symptoms=["E-24"],
        html="<p>E-24 E-24 E-24 load A4 in tray 2</p>",
    ),
    issue("tray", TRAY, ["E-24", "Load A4 in tray 2", "Offline"], COMING, aliases=["paper question"]),
    issue(
        "steam",
        "Steam comes out",
        ["E-24", "hot steam"],
        GRAVE,
        products=("p200", "p350"),
        names=("Pressmark P200", "Pressmark P350"),
    ),
    issue("mended", "Display stays dark", ["E-99", "dark display"], FIXED),
]
NAMING = [
    "E-24",
    "e24",
    "e 24",
    "what does e-24 mean",
    "load a4 in tray 2",
    "Load A4 in tray 2 since the update to 5.2.1",
    "tray 2: load A4",
    "paper questions",
    "paper question pm-p200-eu",
    "P200 asks for A4 in tray 2",
    "asks for a4 althoug a4 is loaded in tray 2",
]
NOT_NAMING = [
    "tray",
    "load paper",
    "offline",
    "alder 14 e-24",
    "paper question 6.0.0",
    "my printer has a question about the paper that I have put in and it wants glossy photo paper",
    "dark display",
    "E-99",
    "asks for",
    "",
]


@pytest.fixture(scope="module")
def index():
    return build_index(PAGES, products=PRODUCTS, pins=[PinRule("paper question", "articles/wifi.md")])


def first(index, query, **chosen):
    found = answer(index, query, chosen=Chosen(**chosen)).hits
    return found[0] if found else None


@pytest.mark.parametrize("query", NAMING)
def test_a_query_that_names_an_open_issue_is_answered_with_it_first(index, query):
    hits = answer(index, query).hits
    named = [hit.url for hit in hits if hit.issue]
    assert "known-issues/tray/" in named
    assert [hit.url for hit in hits[: len(named)]] == named


@pytest.mark.parametrize("query", NOT_NAMING)
def test_other_queries_are_ranked_as_ever(index, query):
    assert not [hit.url for hit in answer(index, query).hits if hit.issue]


def test_the_most_severe_issue_goes_first_and_tells_state_and_workaround(index):
    hits = answer(index, "E-24").hits
    assert [hit.url for hit in hits[:3]] == ["known-issues/steam/", "known-issues/tray/", "codes/"]
    assert [hit.issue for hit in hits[:3]] == [
        ("Not fixed yet", ""),
        ("Fix coming in 5.3.0", "Touch Print anyway."),
        None,
    ]


def test_an_issue_of_other_products_than_the_chosen_does_not_jump(index):
    assert first(index, "E-24", product="p350").url == "known-issues/steam/"
    assert first(index, "E-24", product="alder-14").issue is None
    assert [hit.url for hit in answer(index, "E-24", chosen=Chosen(product="p350")).hits if hit.issue] == [
        "known-issues/steam/"
    ]


def test_an_issue_goes_before_pins_and_obeys_the_filters(index):
    hits = answer(index, "paper question").hits
    assert [hit.url for hit in hits[:2]] == ["known-issues/tray/", "articles/wifi/"]
    assert [bool(hit.issue) for hit in hits[:2]] == [True, False]
    assert hits[1].pinned
    assert not [hit for hit in answer(index, "E-24", chosen=Chosen(types=("article",))).hits if hit.issue]


def test_an_index_that_is_kept_knows_the_issues(index, tmp_path):
    write_index(index, tmp_path / "index")
    assert read_index(tmp_path / "index").plan == index.plan


def test_browsers_answer_alike(index, tmp_path):
    ways = [
        {},
        {"typing": True},
        {"exact": True},
        {"product": "p350"},
        {"product": "alder-14"},
        {"family": "laptop"},
    ]
    folder = written(tmp_path, export_index(index))
    assert_same(index, folder, [*NAMING, *NOT_NAMING, "steam", "hot steem", "hot steam e24"], ways)
