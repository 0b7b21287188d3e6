"""Lists of synonyms are read as Solr reads them, and widen what a query finds."""

import pytest
from corpus import page

from kbgen.search.index import build_index
from kbgen.search.plan import Plan
from kbgen.search.ranking import search
from kbgen.search.synonyms import parse_synonyms


def parsed(text):
    return [(each.typed, each.meant) for each in parse_synonyms(text)[0]]


def test_words_with_commas_between_stand_for_each_other():
    names = ("url", "link", "web address")
    assert parsed("url, link, Web Address") == [(names, names)]


def test_an_arrow_goes_one_way():
    assert parsed("pop up, pop-up => popup, window") == [(("pop up", "popup"), ("popup", "window"))]


def test_rules_for_the_same_word_add_up(index):
    pages = [page(url=f"{word}/", title=word) for word in ("beta", "gamma")]
    found = search(build_index(pages, synonyms=parse_synonyms("alpha, beta\nalpha, gamma")[0]), "alpha")
    assert [hit.url for hit in found] == ["beta/", "gamma/"]


def test_rules_are_kept_in_a_plan(index):
    assert Plan.from_data(index.plan.as_data()).as_data() == index.plan.as_data()


def test_comments_blank_lines_and_byte_order_marks_are_no_rules():
    assert parse_synonyms("\ufeff# media\n\n  # more\n") == ((), [])


def test_a_backslash_keeps_a_comma():
    assert parsed("1\\,5 v => volt") == [(("1 5v",), ("volt",))]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a => b => c", "more than one '=>' in a line"),
        ("=> b", "nothing stands on one side of '=>'"),
        ("a =>", "nothing stands on one side of '=>'"),
        ("alone", "a synonym needs another word beside it, after a comma"),
        ("a, !?", "a synonym needs letters or digits"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number_and_left_out(line, message):
    found, problems = parse_synonyms(f"x, y\n{line}\n")
    assert [each.typed for each in found] == [("x", "y")]
    assert [(each.line, each.message) for each in problems] == [(2, message)]


SITE = [
    page(url="delete/", title="Delete files"),
    page(url="remove/", title="Remove files"),
    page(url="popup/", title="Windows", html="<p>A popup appears</p>"),
    page(url="pop/", title="Music", html="<p>Pop music</p>"),
    page(url="web/", title="Spider", html="<p>A web is no address</p>"),
]
RULES = "delete, remove, erase\npop up => popup\nlink => web address"


@pytest.fixture(scope="module")
def index():
    return build_index(SITE, synonyms=parse_synonyms(RULES)[0])


def urls(index, query, **options):
    return [hit.url for hit in search(index, query, **options)]


def test_the_word_itself_comes_before_its_synonym(index):
    assert urls(index, "delete") == ["delete/", "remove/"]
    assert urls(index, "remove") == ["remove/", "delete/"]


def test_other_forms_of_a_word_have_its_synonyms(index):
    assert urls(index, "deleting") == ["delete/", "remove/"]


def test_a_word_that_the_site_does_not_have_is_found_by_its_synonyms(index):
    assert urls(index, "erase") == ["delete/", "remove/"]


def test_a_synonym_of_several_words_is_found_by_all_of_them(index):
    assert urls(index, "link") == ["web/"]
    assert set(urls(index, "pop up")) == {"pop/", "popup/"}


@pytest.mark.parametrize("query", ['"delete"', '"delete" files'])
def test_quotes_switch_synonyms_off(index, query):
    assert urls(index, query)[0] == "delete/"
    assert "remove/" not in urls(index, '"delete"')


def test_exact_switches_synonyms_off(index):
    assert urls(index, "delete", exact=True) == ["delete/"]


def test_synonyms_that_the_site_does_not_have_are_left_out(index):
    assert "erase" not in {meant for each in index.plan.synonyms for meant in each.meant}


@pytest.fixture
def shop():
    return [
        page(url="return/", title="Send it back", html="<p>Refunds</p>"),
        page(url="erase/", title="Erase a file", html="<p>Files</p>"),
    ]


def found_with(shop, lines, query, language="en"):
    return [
        hit.url for hit in search(build_index(shop, language, parse_synonyms(lines)[0]), query, exact=False)
    ]


def test_what_english_sites_call_alike_needs_no_list(shop):
    assert found_with(shop, "", "money back")[0] == "return/"
    assert found_with(shop, "", "delete")[0] == "erase/"


def test_misspelled_words_have_the_synonyms_of_the_right_ones(shop):
    pages = [*shop, page(url="delete/", title="To delete", html="<p>Delete</p>")]
    assert found_with(pages, "", "delte") == found_with(pages, "", "delete") == ["delete/", "erase/"]


def test_a_site_switches_common_synonyms_off_one_by_one_or_all(shop):
    pages = [*shop, page(url="delete/", title="To delete and reimburse", html="<p>Delete reimbursement</p>")]
    assert found_with(pages, "!delete", "delete") == ["delete/"]
    assert found_with(pages, "!erase", "delete") == ["delete/"]
    assert "return/" in found_with(pages, "!delete", "reimbursement")
    assert found_with(pages, "!*\ndelete, file", "reimbursement") == ["delete/"]
    assert found_with(pages, "!*\ndelete, file", "delete") == ["delete/", "erase/"]


def test_common_synonyms_are_those_of_the_sites_language(shop):
    pages = [*shop, page(url="delete/", title="delete")]
    assert found_with(pages, "", "delete", "de") == ["delete/"]


def test_what_many_documents_mean_is_left_out_of_the_common_list_alone():
    pages = [page(url=f"{number}/", title=f"Delete {number}") for number in range(210)]
    assert found_with(pages, "", "uninstall")[:1] != ["0/"]
    assert found_with(pages, "uninstall, delete", "uninstall")[:1] == ["0/"]
