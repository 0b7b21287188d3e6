"""Every edge of every guide in Chromium, with JavaScript and without; the way in address and request."""

from urllib.parse import parse_qs, urlsplit

import pytest
from running import ROOT

from kbgen.site.knowledge_base import load_content

pytestmark = pytest.mark.browser

FLOWS = load_content(ROOT / "content", "content", "Site", lambda _uri: False).catalog.flows
GUIDES = sorted(FLOWS)
PRINTER = "guides/printer-does-not-print/"


def address(uri):
    return uri.removesuffix(".md") + "/"


def edges(flow):
    """Step and target of every answer that leads to a step of the same guide."""
    return [(step.id, target) for step in flow.steps.values() for target in step.next_ids]


def shown(page):
    return page.eval_on_selector_all(
        "section.kb-step", "steps => steps.filter(step => !step.hidden).map(step => step.id)"
    )


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("uri", GUIDES)
def test_every_answer_shows_its_step_alone_and_puts_the_focus_there(page, site_url, uri):
    page.goto(site_url + address(uri))
    for step, target in edges(FLOWS[uri]):
        page.evaluate("step => { location.hash = step; }", step)
        page.wait_for_function("step => !document.getElementById(step).hidden", arg=step)
        page.locator(f"#{step} a[href='#{target}']:not(.headerlink)").first.click()
        assert shown(page) == [target]
        assert page.evaluate("document.activeElement.closest('section').id") == target


@pytest.mark.parametrize("uri", GUIDES)
def test_without_javascript_every_answer_is_a_link_to_a_step_on_the_page(plain, site_url, uri):
    plain.goto(site_url + address(uri))
    ids = plain.eval_on_selector_all("section.kb-step", "steps => steps.map(step => step.id)")
    assert ids == list(FLOWS[uri].steps)
    assert all(plain.locator(f"#{each}").is_visible() for each in ids)
    for step, target in edges(FLOWS[uri]):
        plain.locator(f"#{step} a[href='#{target}']:not(.headerlink)").first.click()
        assert plain.url.endswith(f"#{target}")


def test_the_way_is_in_the_address_so_back_reload_and_sharing_work(page, site_url):
    page.goto(site_url + PRINTER)
    page.click("text=Ready, or the normal start screen")
    page.click("text=A readable copy")
    assert shown(page) == ["queue"]
    shared = page.url
    assert page.locator(".kb-way__step").all_inner_texts() == [
        "What does the printer show? Ready, or the normal start screen",
        "Does a copy come out? A readable copy",
    ]
    page.go_back()
    assert shown(page) == ["copy"]
    page.go_forward()
    page.reload()
    assert shown(page) == ["queue"]
    page.goto("about:blank")
    page.goto(shared)
    assert shown(page) == ["queue"]
    page.click(".kb-way__question >> nth=1")
    assert shown(page) == ["copy"]
    page.click("text=Start again")
    assert (shown(page), urlsplit(page.url).query) == (["display"], "")
    assert not page.is_visible("text=Start again")
    assert not page.is_visible(".kb-start")


def test_a_step_that_is_linked_to_is_shown_and_one_can_begin_from_there(page, site_url):
    page.goto(f"{site_url}{PRINTER}#stuck")
    assert shown(page) == ["stuck"]
    assert page.is_visible("text=Start again")


def test_a_made_up_way_shows_only_what_follows(page, site_url):
    page.goto(f"{site_url}{PRINTER}?step=display&step=no-such&step=ask#%E0")
    assert shown(page) == ["display"]


def test_the_way_goes_into_the_request(page, site_url):
    page.goto(site_url + PRINTER)
    page.click("text=No light, dark display")
    page.click("text=The printer stays dark")
    page.click("#no-power >> text=Request support")
    page.wait_for_function("document.querySelector('[name=tried]')?.value")
    tried = page.input_value("[name=tried]")
    assert tried.splitlines() == [
        "The printer does not print",
        "What does the printer show? – No light, dark display",
        "Is there power at the socket? – The printer stays dark",
        "The power unit is faulty",
    ]


def test_where_the_guide_believes_it_has_helped_there_is_a_way_on(page, site_url):
    page.goto(site_url + PRINTER)
    page.click("text=No light, dark display")
    page.click("text=The printer starts now")
    link = page.get_attribute("text=That did not help: request support", "href")
    assert "The printer starts now" in parse_qs(urlsplit(link).query)["tried"][0]


def test_all_steps_can_be_shown_and_are_printed(page, site_url):
    page.goto(site_url + PRINTER)
    page.click("text=Show all steps")
    assert len(shown(page)) == len(FLOWS["guides/printer-does-not-print.md"].steps)
    page.click("text=Show one step at a time")
    assert shown(page) == ["display"]
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert len(shown(page)) > 1
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert shown(page) == ["display"]


def test_a_guide_is_followed_with_the_keyboard_alone(page, site_url):
    page.goto(site_url + PRINTER)
    page.focus("#display .kb-answers a >> nth=0")
    page.keyboard.press("Enter")
    assert shown(page) == ["power"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('section').id") == "power"


def test_the_picture_links_to_every_step(page, site_url):
    page.goto(site_url + PRINTER)
    page.click("text=Picture of this guide")
    page.click(".kb-picture__step[href='#driver']")
    assert shown(page) == ["driver"]
