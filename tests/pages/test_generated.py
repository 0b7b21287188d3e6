"""The pages that nobody writes, planned from those that somebody did."""

import pytest

from kbgen.pages.written_by_nobody import ONE_PAGE, initial, letter_uri, plan_pages


def planned(*uris, entries=()):
    return {page.uri: page for page in plan_pages(dict.fromkeys(uris), entries, "Site")}


def test_every_folder_with_pages_gets_a_page():
    pages = planned("faq/paper.md", "articles/printers/wifi.md")
    assert set(pages) == {
        "index.md",
        "faq/index.md",
        "articles/index.md",
        "articles/printers/index.md",
        "a-z/index.md",
        "search.md",
    }
    assert pages["faq/index.md"].title == "Questions and answers"
    assert pages["articles/printers/index.md"].title == "Printers"


@pytest.mark.parametrize("written", ["faq/index.md", "faq/README.md", "faq.md"])
def test_what_a_writer_has_written_stays(written):
    assert "faq/index.md" not in planned("faq/paper.md", written)


def test_a_large_index_has_a_page_for_each_letter():
    titles = [f"{letter} {number}" for letter in "ab" for number in range(ONE_PAGE)]
    pages = planned("x.md", entries=titles)
    assert {"a-z/a.md", "a-z/b.md"} < set(pages)
    assert pages["a-z/a.md"].letter == "A"


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("paper", "P"),
        ("Émile", "E"),
        ("“Quoted”", "Q"),
        ("404", "#"),
        ("…", "#"),
        ("Ярлык", "Я"),
        ("電源", "漢"),
    ],
)
def test_title_stands_under_its_letter(title, letter):
    assert initial(title) == letter


def test_letters_have_names_that_every_host_serves():
    assert letter_uri("Q") == "a-z/q.md"
    assert letter_uri("#") == "a-z/u0023.md"
    assert letter_uri("漢").isascii()
