"""The built demonstration in Chromium: read, searched, with the keyboard, on a phone, without JavaScript."""

import json
from urllib.parse import urlsplit

import pytest
from running import run_kbgen

pytestmark = pytest.mark.browser

PAGE_OF_TYPE = {
    "home": "",
    "product": "products/pressmark-p200/",
    "manufacturer": "manufacturers/pressmark/",
    "faq": "faq/paper-and-ink/",
    "troubleshooting": "guides/printer-does-not-print/",
    "spec": "specs/pressmark-p200/",
    "compare": "compare/printer/",
    "article": "articles/printers/error-e-47-print-head/",
    "known-issue": "known-issues/p200-e31-after-3-4-0/",
    "support-plan": "support/yearly-plan/",
    "service-centre": "support/service-centre-bristol/",
    "plans": "support-plans/",
    "service-centres": "service-centres/",
    "ticket-form": "support/request/",
    "feedback-form": "support/feedback/",
    "series": "articles/service/",
    "part": "articles/service/who-fixes-what/",
    "category": "articles/printers/",
    "a-z": "a-z/",
    "search": "search/?q=paper",
    "not-found": "no/such/page/",
}
QUERIES = (
    "E-47",
    "printer does not print",
    "which paper can I use",
    "AL14-2041",
    "how much is a repair",
    "contactless",
    "laptop gets hot",
    "T-21",
    "yearly plan price",
    "wifi",
)


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context):
    return context.new_page()


@pytest.fixture
def plain(browser, site_url):
    """A page of a browser that runs no JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def hits(page):
    page.wait_for_function("document.querySelector('.kb-results__status')?.textContent.trim()")
    return page.eval_on_selector_all(
        ".kb-results__item > .kb-hit__title", "links => links.map(link => link.href)"
    )


@pytest.mark.parametrize("name", PAGE_OF_TYPE)
def test_page_asks_nobody_else_and_logs_no_error(page, site_url, name):
    asked, problems = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.goto(site_url + PAGE_OF_TYPE[name], wait_until="networkidle")
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {
        urlsplit(site_url).netloc
    }
    assert [problem for problem in problems if "404" not in problem] == []


@pytest.mark.parametrize("name", PAGE_OF_TYPE)
@pytest.mark.parametrize("width", [320, 390])
def test_phone_page_does_not_scroll_sideways(browser, site_url, name, width):
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(site_url + PAGE_OF_TYPE[name], wait_until="networkidle")
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert too_wide <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGE_OF_TYPE)
def test_axe_finds_nothing(browser, site_url, name, scheme):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site_url + PAGE_OF_TYPE[name], wait_until="networkidle")
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()


def test_slash_opens_the_search_and_the_keyboard_reaches_a_hit(page, site_url):
    page.goto(site_url, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("print head error")
    page.wait_for_selector(".kb-search [role=option]")
    page.keyboard.press("ArrowDown")
    selected = page.locator(".kb-search [role=option][aria-selected=true]")
    assert selected.count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/*print-head*/**")


def test_escape_closes_the_search_and_gives_the_focus_back(page, site_url):
    page.goto(site_url + "faq/paper-and-ink/", wait_until="networkidle")
    page.focus("main a >> nth=0")
    page.keyboard.press("/")
    page.keyboard.type("paper")
    page.wait_for_selector(".kb-search [role=option]")
    page.keyboard.press("Escape")
    assert page.locator(".kb-search [role=option]:visible").count() == 0
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_enter_without_a_choice_leads_to_the_results_page(page, site_url):
    page.goto(site_url, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("paper jam")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=paper*")
    assert len(hits(page)) > 5


def test_results_are_announced_marked_and_say_where_they_are(page, site_url):
    page.goto(site_url + "search/?q=E-47", wait_until="networkidle")
    hits(page)
    assert page.locator(".kb-results [role=status]").inner_text().strip()
    first = page.locator(".kb-results__list > li").first
    assert "E-47" in first.locator("mark").first.inner_text()
    assert "Pressmark P200" in first.inner_text()
    assert "E-47" in page.title()


def test_back_returns_to_the_query_before(page, site_url):
    page.goto(site_url + "search/?q=paper", wait_until="networkidle")
    before = hits(page)
    page.fill(".kb-results input[name=q]", "contactless")
    page.press(".kb-results input[name=q]", "Enter")
    page.wait_for_url("**/search/?q=contactless")
    page.wait_for_function("document.querySelector('.kb-results__list')?.textContent.match(/contactless/i)")
    page.go_back()
    page.wait_for_function("document.querySelector('.kb-results input[name=q]').value === 'paper'")
    page.wait_for_timeout(300)
    assert hits(page) == before


def test_misspelled_word_is_corrected_with_a_way_back(page, site_url):
    page.goto(site_url + "search/?q=cartrige", wait_until="networkidle")
    assert len(hits(page)) > 0
    assert "Showing results for “cartridge”" in page.locator(".kb-results [role=status]").inner_text()
    page.click(".kb-results__instead a")
    page.wait_for_url("**/search/?q=cartrige&exact=1")
    page.wait_for_selector("text=Nothing found for “cartrige”")


def test_nothing_found_leads_to_the_request_form_with_the_query(page, site_url):
    page.goto(site_url + "search/?q=zzxxyyqq", wait_until="networkidle")
    assert hits(page) == []
    page.click(".kb-results__request-link")
    page.wait_for_url("**/support/request/**")
    assert page.input_value("input[name=subject]") == "zzxxyyqq"


@pytest.mark.search
def test_browser_gives_the_same_first_ten_as_the_terminal(page, site_url, demo):
    (demo / "queries.txt").write_text("\n".join(QUERIES), encoding="utf-8")
    code, out, errors = run_kbgen("search", "--json", "--queries", "queries.txt", cwd=demo)
    assert code == 0, errors
    for line in out.splitlines():
        answer = json.loads(line)
        page.goto(f"{site_url}search/?q={answer['query']}", wait_until="networkidle")
        found = [site_url + hit["url"] for hit in answer["hits"]]
        assert hits(page) == best_of_pages(found), answer["query"]


def best_of_pages(urls):
    """The page lists hits on one page under the first of them."""
    pages = [url.split("#")[0] for url in urls]
    return [url for at, url in enumerate(urls) if pages.index(pages[at]) == at]


def test_missing_shards_leave_a_notice_and_the_request_form(page, site_url):
    page.route("**/search/*/*.js", lambda route: route.abort())
    page.goto(site_url + "search/?q=paper", wait_until="networkidle")
    page.wait_for_function("document.querySelector('.kb-results [role=status]').textContent.length > 0")
    assert "could not" in page.locator(".kb-results").inner_text().lower()
    assert page.locator(".kb-results__request-link").is_visible()


def test_question_opens_when_linked_to(page, site_url):
    page.goto(site_url + "faq/paper-and-ink/#paper-types", wait_until="networkidle")
    assert page.locator("details:has(#paper-types)").get_attribute("open") is not None
    assert page.locator("details:has(#paper-types) summary").is_visible()


def test_question_opens_when_linked_to_without_javascript(plain, site_url):
    plain.goto(site_url + "faq/paper-and-ink/#paper-types")
    assert plain.locator("#paper-types").is_visible()


def test_request_form_knows_the_product_and_the_page(page, site_url):
    page.goto(site_url + "faq/paper-and-ink/", wait_until="networkidle")
    page.goto(site_url + "specs/pressmark-p200/", wait_until="networkidle")
    page.click("main a[href*='product=pressmark-p200']")
    page.wait_for_url("**/support/request/?product=pressmark-p200**")
    assert page.input_value("select[name=product]") == "pressmark-p200"
    assert page.input_value("input[name=page]").endswith("specs/pressmark-p200/")


def test_request_form_says_what_is_missing_and_leads_there(page, site_url):
    page.goto(site_url + "support/request/", wait_until="networkidle")
    page.click("kb-ticket-form button[type=submit]")
    summary = page.locator("#kb-form-summary")
    assert summary.is_visible()
    assert page.title().startswith("Error:")
    summary.locator("a").first.click()
    assert page.evaluate("document.activeElement.name") == "product"


def test_guide_is_a_linked_document_without_javascript(plain, site_url):
    plain.goto(site_url + "guides/printer-does-not-print/")
    steps = plain.locator("section.kb-step")
    assert steps.count() >= 5
    assert all(steps.nth(index).is_visible() for index in range(steps.count()))
    answer = plain.locator(".kb-answers a").first
    target = answer.get_attribute("href")
    assert plain.locator(target).count() == 1


@pytest.mark.parametrize("name", PAGE_OF_TYPE)
def test_page_is_readable_without_javascript(plain, site_url, name):
    plain.goto(site_url + PAGE_OF_TYPE[name])
    assert plain.locator("h1").first.is_visible()
    assert len(plain.locator("main").inner_text()) > 100


def test_search_page_without_javascript_leads_to_the_index(plain, site_url):
    plain.goto(site_url + "search/?q=paper")
    plain.click("main a[href*='a-z']")
    assert plain.locator("main a", has_text="Which paper can I use?").count() >= 1


def test_form_works_without_javascript(plain, site_url):
    plain.goto(site_url + "support/request/")
    form = plain.locator("form[action^='mailto:']")
    assert form.get_attribute("method") == "post"
    assert form.get_attribute("enctype") == "text/plain"
    plain.click("form[action^='mailto:'] button[type=submit]")
    assert plain.url.endswith("support/request/"), "the browser itself asks for what is required"
