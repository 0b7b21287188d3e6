"""The demonstration as its readers get it: what must hold on every page of it."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from running import run_kbgen

BASE = "https://support.harbour.example/"


class Page(HTMLParser):
    """Collects what a page refers to and which ids it has."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.loaded, self.headings = [], set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if values.get("id"):
            self.ids.add(values["id"])
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if tag in {"script", "img", "iframe", "source"} and values.get("src"):
            self.loaded.append(values["src"])
        if tag == "link" and values.get("rel") in {
            "stylesheet",
            "icon",
            "preload",
            "modulepreload",
            "preconnect",
        }:
            self.loaded.append(values["href"])
        if tag == "h1":
            self.headings.append(tag)


@pytest.fixture(scope="module")
def pages(demo):
    site = demo / "site"
    return {
        path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html"
    }


def url_of(name):
    return urljoin(BASE, name.removesuffix("index.html"))


def test_every_internal_link_and_fragment_lands(pages, demo):
    site = demo / "site"
    by_url = {url_of(name): page for name, page in pages.items()}
    dead = []
    for name, page in pages.items():
        for link in page.links:
            target = urlsplit(urljoin(url_of(name), link))
            if target.netloc != urlsplit(BASE).netloc or target.scheme != "https":
                continue
            url = f"{BASE}{unquote(target.path).lstrip('/')}"
            if url in by_url:
                if target.fragment and unquote(target.fragment) not in by_url[url].ids:
                    dead.append((name, link))
            elif not (site / unquote(target.path).lstrip("/")).is_file():
                dead.append((name, link))
    assert dead == []


def test_no_page_loads_anything_from_elsewhere(pages, demo):
    for name, page in pages.items():
        for source in page.loaded:
            assert urlsplit(urljoin(url_of(name), source)).netloc == urlsplit(BASE).netloc, (name, source)
    for sheet in (demo / "site").rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_every_page_has_one_first_heading(pages):
    assert {name: len(page.headings) for name, page in pages.items() if len(page.headings) != 1} == {}


def test_every_record_type_is_shown(demo):
    for url in (
        "products/pressmark-p200",
        "manufacturers/jetcore",
        "specs/pressmark-p200",
        "faq/paper-and-ink",
        "guides/printer-does-not-print",
        "known-issues/p200-e31-after-3-4-0",
        "support/yearly-plan",
        "support/service-centre-bristol",
        "support/request",
        "a-z",
        "search",
        "products",
        "articles/printers",
    ):
        assert (demo / "site" / url / "index.html").is_file(), url


def test_the_demonstration_is_as_large_as_promised(demo):
    from kbgen.site.knowledge_base import load_content

    catalog = load_content(demo / "content", "content", "Demo", lambda _uri: False).catalog
    assert len(catalog.products) >= 9
    assert len(catalog.sheets) >= 9
    assert sum(map(len, catalog.questions.values())) >= 40
    assert len(catalog.flows) >= 8
    assert len(catalog.of_type("article")) >= 15
    assert len(catalog.of_type("known-issue")) >= 3
    assert {plan.front.term for plan in catalog.of_type("support-plan")} == {
        "one-time",
        "half-yearly",
        "yearly",
    }
    assert len(catalog.of_type("service-centre")) >= 3
    assert catalog.find("ticket-form", "request")


def test_component_of_another_maker_is_shown_on_the_printers_hub(demo):
    html = (demo / "site/products/pressmark-p200/index.html").read_text(encoding="utf-8")
    assert "JetCore" in html or "Jetcore" in html
    assert "manufacturers/jetcore/" in html


def test_hub_links_to_everything_about_the_product(demo):
    html = (demo / "site/products/pressmark-p200/index.html").read_text(encoding="utf-8")
    for link in (
        "faq/paper-and-ink/",
        "guides/printer-does-not-print/",
        "known-issues/p200-e31-after-3-4-0/",
        "support/yearly-plan/",
        "support/service-centre-bristol/",
    ):
        assert link in html, link


def test_check_and_new_work_on_a_copy(tmp_path):
    code, out, errors = run_kbgen("new", "my-kb", cwd=tmp_path)
    assert code == 0, errors
    assert "kbgen serve" in out
    assert run_kbgen("check", "--strict", cwd=tmp_path / "my-kb")[0] == 0
    code, _, errors = run_kbgen("new", "my-kb", cwd=tmp_path)
    assert code == 1
    assert "not empty" in errors


def test_minimal_start_builds_without_a_problem(tmp_path):
    assert run_kbgen("new", "--minimal", "my-kb", cwd=tmp_path)[0] == 0
    code, _, errors = run_kbgen("build", "--strict", cwd=tmp_path / "my-kb")
    assert code == 0, errors


def test_questions_are_listed_by_what_they_are_about(demo):
    html = (demo / "site/faq/index.html").read_text(encoding="utf-8")
    headings = ("Laptops", "Payment terminals", "Printers", "Other questions")
    places = [html.index(f">{heading}</h2>") for heading in headings]
    assert places == sorted(places)
    assert places[2] < html.index(">Paper and ink<", places[2]) < places[3]
