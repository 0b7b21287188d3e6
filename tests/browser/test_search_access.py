"""Searches with all that they can show: for axe, and on a narrow phone."""

import pytest

pytestmark = pytest.mark.browser

P200 = "product=pressmark-p200"
SEARCHES = {
    "narrowed": f"search/?q=wifi&{P200}&type=faq&type=article",
    "nothing": f"search/?q=zzxxyyqq&{P200}",
    "lost": "old/paper-jam.html",
    "box": "faq/paper-and-ink/",
}


def opened(page, site_url, name):
    """Shows a search with all that it can show."""
    page.goto(site_url + SEARCHES[name], wait_until="networkidle")
    if name == "box":
        button = page.locator(".kb-search__open")
        if button.is_visible():
            button.click()
        page.focus("#kb-search-input")
        page.keyboard.type("delete")
        page.wait_for_selector(".kb-search__option")
    for summary in page.query_selector_all(".kb-results details:not([open]) > summary"):
        if summary.is_visible():
            summary.click()


@pytest.mark.parametrize("name", SEARCHES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_searches(browser, site_url, name, scheme):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    opened(page, site_url, name)
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", SEARCHES)
def test_searches_fit_a_narrow_phone_with_targets_large_enough(browser, site_url, name):
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    opened(page, site_url, name)
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
          "kb-search :is(a, button), kb-results :is(a, button, select, summary, label), kb-lost a")]
        .map((each) => [each.className, each.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && box.height < 24).map(([name]) => name)"""
    )
    context.close()
    assert too_wide <= 0
    assert small == []
