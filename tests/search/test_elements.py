"""The search box and the results page in Chromium, on their own templates and the small site's export."""

import functools
import http.server
import re
import shutil
import threading
from pathlib import Path

import jinja2
import material
import pytest

THEME = Path(__file__).parents[2] / "theme"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>html {{ font-size: 125% }}</style><link rel="stylesheet" href="/css/search.css">
<link rel="stylesheet" href="/css/search-results.css"><link rel="stylesheet" href="/css/search-facets.css">
<script src="/js/site.js"></script>
<script defer src="/js/kb.js"></script><script defer src="/js/results.js"></script></head>
<body><header>{box}</header><main><button id="before">before</button><textarea id="text"></textarea>{body}
</main></body></html>"""

pytestmark = pytest.mark.browser


def rendered(template, **context):
    """A template as MkDocs would render it on a page at the site's root."""
    folders = [THEME / "templates", Path(material.__file__).parent / "templates"]
    loader = jinja2.FileSystemLoader(folders)
    environment = jinja2.Environment(loader=loader)  # noqa: S701 - MkDocs does not escape either
    environment.filters["url"] = lambda url: f"/{url}"
    return environment.get_template(f"kb/{template}.html").render(**context)


@pytest.fixture(scope="module")
def site(export_folder):
    """A folder with a home page, a results page, the theme's files and the search data."""
    folder = export_folder.parent
    for name in ("css", "js"):
        shutil.copytree(THEME / "static" / name, folder / name, dirs_exist_ok=True)
    script = rendered("site-script", config={"extra": {}})
    (folder / "js" / "site.js").write_text(script, encoding="utf-8")
    kb = {"search_url": "search/", "request_url": "support/request/?product=p200"}
    box = rendered("search-box", kb=kb)
    results = rendered("search-results", kb=kb, page={"url": "search/"})
    (folder / "index.html").write_text(PAGE.format(title="Home", box=box, body=""), encoding="utf-8")
    (folder / "search" / "index.html").write_text(
        PAGE.format(title="Search", box=box, body=results), encoding="utf-8"
    )
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None: ...


@pytest.fixture(scope="module")
def address(site):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_page(browser, address):
    """Opens a page; a script error on it fails the test."""
    contexts, errors = [], []

    def open_(path, **options):
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108 - Playwright marks what it is given
        page.goto(address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def active(page):
    return page.evaluate("document.activeElement.id")


def test_slash_opens_the_box_and_escape_returns_the_focus(open_page):
    page = open_page("")
    page.focus("#before")
    page.keyboard.press("/")
    assert active(page) == "kb-search-input"
    page.keyboard.type("printer")
    page.wait_for_selector(".kb-search__option")
    page.keyboard.press("Escape")
    assert active(page) == "before"
    assert page.is_hidden(".kb-search__panel")
    assert page.get_attribute("#kb-search-input", "aria-expanded") == "false"


def test_slash_in_a_text_field_is_a_slash(open_page):
    page = open_page("")
    page.focus("#text")
    page.keyboard.press("/")
    assert page.input_value("#text") == "/"


def test_arrow_keys_choose_and_enter_opens_the_hit(open_page):
    page = open_page("")
    page.keyboard.press("/")
    page.keyboard.type("refil")
    page.wait_for_selector(".kb-search__option")
    assert page.get_attribute("#kb-search-input", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.get_attribute("#kb-search-input", "aria-activedescendant")
    assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert page.get_attribute("#kb-search-input", "aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/faq/paper/#refill")


def test_enter_without_a_choice_opens_the_results_page(open_page):
    page = open_page("")
    page.keyboard.press("/")
    page.keyboard.type("E-47")
    page.wait_for_selector(".kb-search__option")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/search/?q=E-47")
    assert page.text_content(".kb-results__item .kb-hit__title").startswith("Printer shows")


def test_a_hit_shows_title_place_product_and_passage_with_the_words_marked(open_page):
    page = open_page("search/?q=glossy%20paper")
    item = page.wait_for_selector(".kb-results__item")
    assert item.query_selector(".kb-hit__title").text_content() == "Which paper can I use?"
    where = [each.text_content() for each in item.query_selector_all(".kb-hit__where")]
    assert where == ["FAQ", "Questions and answers › Paper and ink", "Pressmark P200"]
    marked = [each.text_content() for each in item.query_selector_all(".kb-hit__passage mark")]
    assert marked == ["paper", "Glossy", "paper"]


def test_the_count_is_announced(open_page):
    page = open_page("search/?q=cartridges")
    page.wait_for_selector(".kb-results__item")
    assert page.get_attribute(".kb-results__status", "role") == "status"
    assert re.fullmatch(r"\d+ results", page.text_content(".kb-results__status"))


def test_a_query_can_be_shared_and_back_works(open_page):
    page = open_page("search/?q=wps")
    page.wait_for_selector("text=Connect a printer to")
    assert page.title() == "wps – Search"
    page.fill(".kb-results__input", "refill")
    page.press(".kb-results__input", "Enter")
    page.wait_for_selector("text=Can I refill cartridges?")
    assert page.url.endswith("?q=refill")
    page.go_back()
    page.wait_for_selector("text=Connect a printer to")
    assert page.input_value(".kb-results__input") == "wps"


def test_nothing_found_says_so_and_leads_to_the_request_form(open_page):
    page = open_page("search/?q=qqqq%20%26%20zzzz")
    page.wait_for_selector("text=Nothing found for “qqqq & zzzz”")
    link = page.get_attribute(".kb-results__request-link", "href")
    assert link.endswith("/support/request/?product=p200&subject=qqqq+%26+zzzz")


def test_the_request_form_is_offered_after_hits_too(open_page):
    page = open_page("search/?q=paper")
    page.wait_for_selector(".kb-results__item")
    assert page.is_visible(".kb-results__request-link")


def test_markup_in_titles_and_queries_stays_text(open_page):
    page = open_page("search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20quotes")
    item = page.wait_for_selector(".kb-results__item")
    assert item.query_selector(".kb-hit__title").text_content() == "<script>alert(1)</script> & “quotes”"
    assert page.query_selector(".kb-results img") is None


def test_without_javascript_the_page_says_so_and_links_to_the_index(open_page):
    page = open_page("search/?q=paper", java_script_enabled=False)
    assert "needs JavaScript" in page.text_content(".kb-results__fallback")
    assert page.get_attribute(".kb-results__fallback a", "href") == "/a-z/"
    assert page.is_visible(".kb-results__form")


def test_lost_search_data_is_told(browser, address):
    page = browser.new_page()
    page.route("**/meta.js", lambda route: route.abort())
    page.goto(f"{address}search/?q=paper")
    page.wait_for_selector("text=The search could not be loaded")
    page.close()


def test_lost_parts_of_it_leave_the_rest_with_a_notice(browser, address):
    page = browser.new_page()
    page.route("**/pages-0.js", lambda route: route.fulfill(body="garbage("))
    page.goto(f"{address}search/?q=printer%20support")
    page.wait_for_selector("text=Part of the search could not be loaded")
    assert page.query_selector(".kb-results__item") is not None or page.is_visible(
        ".kb-results__request-link"
    )
    page.close()


def test_corrected_words_are_told_with_a_way_back(open_page):
    page = open_page("search/?q=cartrigde")
    page.wait_for_selector(".kb-results__item")
    assert "Showing results for “cartridge”." in page.inner_text(".kb-results__status")
    link = page.query_selector(".kb-results__instead-link")
    assert link.inner_text() == "Search for “cartrigde” as it is spelled"
    assert link.bounding_box()["height"] >= 24
    link.click()
    page.wait_for_selector("text=Nothing found for “cartrigde”")
    assert page.query_selector(".kb-results__instead-link") is None


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_enough_and_nothing_runs_over_the_edge(open_page, width):
    page = open_page("search/?q=printer", viewport={"width": width, "height": 700})
    page.wait_for_selector(".kb-results__item")
    if width < 768:
        page.click(".kb-search__open")
    else:
        page.focus("#kb-search-input")
    page.keyboard.type("printer")
    page.wait_for_selector(".kb-search__option")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """() => [...document.querySelectorAll("kb-search :is(a, button), kb-results :is(a, button)")]
        .map((each) => [each.className, each.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && box.height < 24).map(([name]) => name)"""
    )
    assert small == []
