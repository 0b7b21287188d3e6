"""The page that a host shows where no page is."""

import pytest

pytestmark = pytest.mark.browser


def titles(page):
    return [each.inner_text() for each in page.query_selector_all(".kb-lost .kb-hit__title")]


@pytest.mark.parametrize("path", ["paper-jam.html", "old/help/360012345678-Paper-Jam/x/"])
def test_a_lost_page_searches_for_the_words_of_its_address(page, site_url, path):
    page.goto(site_url + path)
    page.wait_for_selector(".kb-lost .kb-hit__title")
    assert page.inner_text(".kb-lost h2") == "Perhaps you were looking for"
    assert 1 <= len(titles(page)) <= 5
    assert "Paper is jammed" in titles(page)[0]
    with page.expect_navigation():
        page.click(".kb-lost .kb-hit__title >> nth=0")
    assert page.url.startswith(f"{site_url}guides/paper-jam/")


def test_a_lost_page_without_search_data_is_as_it_was(page, site_url):
    page.route("**/meta.js", lambda route: route.abort())
    page.goto(site_url + "old/paper-jam.html", wait_until="networkidle")
    assert page.query_selector(".kb-lost h2") is None
    assert page.is_visible("#kb-lost-search")


def test_a_lost_page_that_nothing_fits_is_as_it_was(page, site_url):
    page.goto(site_url + "zzxxyyqq/", wait_until="networkidle")
    assert page.query_selector(".kb-lost h2") is None
    assert page.is_visible("#kb-lost-search")
