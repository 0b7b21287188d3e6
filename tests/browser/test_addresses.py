"""Addresses that readers have kept, in Chromium: moved pages, moved questions, links of single answers."""

import pytest
from running import run_kbgen

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def is_open(page, question):
    return page.evaluate(f"document.getElementById('{question}').closest('details').open")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("faq/laptop-battery/", "faq/laptop-power/"),
        ("faq/laptop-battery/#age", "faq/laptop-power/#battery-age"),
        ("faq/laptop-battery/#swollen-battery", "faq/laptop-power/#swollen-battery"),
        ("faq/laptop-battery/?product=alder-14#age", "faq/laptop-power/?product=alder-14#battery-age"),
        ("faq/laptop-battery/#%E0%A4%A", "faq/laptop-power/#%E0%A4%A"),
        ("faq/laptop-battery/#__proto__", "faq/laptop-power/#__proto__"),
        ("guides/printer-no-power/", "guides/printer-does-not-print/"),
    ],
)
def test_a_moved_page_leads_on_and_takes_the_fragment_along(page, site_url, old, new):
    page.goto(site_url + old)
    page.wait_for_url(site_url + new)
    page.go_back()
    assert "laptop-battery" not in page.url


def test_a_moved_page_leads_on_without_javascript(plain, site_url):
    plain.goto(site_url + "faq/laptop-battery/")
    plain.wait_for_url(site_url + "faq/laptop-power/")


def test_a_moved_page_leads_on_from_a_folder(page, demo):
    page.goto((demo / "site/faq/laptop-battery/index.html").as_uri() + "#age")
    page.wait_for_url("**/faq/laptop-power/index.html#battery-age")
    assert is_open(page, "battery-age")


def test_a_former_id_opens_the_question_with_and_without_javascript(page, plain, site_url):
    for each in (page, plain):
        each.goto(site_url + "faq/laptop-power/#which-charger")
        assert each.locator("#charger-watts").is_visible()
    assert is_open(page, "charger-watts")


def test_a_question_on_another_page_now_is_followed(page, site_url):
    page.goto(site_url + "faq/laptop-everyday/#charging-stops")
    page.wait_for_url(site_url + "faq/laptop-power/#stops-at-80")
    assert is_open(page, "stops-at-80")


def test_a_question_on_another_page_now_leaves_a_note_without_javascript(plain, site_url):
    plain.goto(site_url + "faq/laptop-everyday/#charging-stops")
    assert plain.locator("#charging-stops").is_visible()
    assert plain.locator("#charging-stops a").get_attribute("href") == "../laptop-power/#stops-at-80"
    plain.goto(site_url + "faq/laptop-everyday/")
    assert not plain.locator("#charging-stops").is_visible()


def test_a_former_id_of_a_step_shows_the_step(page, project):
    folder = project(
        {
            "g.md": "---\ntype: troubleshooting\ntitle: G\n---\n## One? {#one}\n\n"
            "- [Yes](#two)\n- [No](#end)\n\n"
            "## Two {#two .fixed}\n\nText.\n\n## End {#end .fixed}\n\nText.\n",
            "_data/redirects.yml": "redirects: {'g/#before': 'g/#two'}",
        }
    )
    run_kbgen("build", cwd=folder)
    page.goto((folder / "site/g/index.html").as_uri() + "#before")
    page.wait_for_function("document.querySelector('#one').hidden")
    assert page.locator("#two .kb-step__title").is_visible()


def test_what_find_in_page_finds_opens(page, site_url):
    """Chromium opens `<details>` for a text fragment as it does for find-in-page, which no test can press."""
    page.goto(site_url + "faq/laptop-power/#:~:text=order%20an%20ALB%2D49R")
    page.wait_for_function("document.getElementById('replace-battery').closest('details').open")
    assert not is_open(page, "charger-watts")


def test_the_link_of_an_answer_is_copied_and_that_is_said(page, site_url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_url + "faq/laptop-power/#battery-age", wait_until="networkidle")
    page.click("#battery-age .kb-question__link a")
    page.wait_for_selector("#battery-age [role=status]:has-text('Copied.')")
    assert page.evaluate("navigator.clipboard.readText()") == site_url + "faq/laptop-power/#battery-age"


def test_the_link_is_copied_where_the_clipboard_is_refused(page, site_url):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(site_url + "faq/laptop-power/#battery-age", wait_until="networkidle")
    page.click("#battery-age .kb-question__link a")
    page.wait_for_selector("#battery-age [role=status]:has-text('Copied.')")
    page.evaluate("document.execCommand = () => false")
    page.click("#battery-age .kb-question__link a")
    page.wait_for_selector("#battery-age [role=status]:has-text('address of this page')")
    assert page.url.endswith("#battery-age")


def test_topics_group_questions_and_all_of_them_open(page, site_url):
    page.goto(site_url + "faq/laptop-power/", wait_until="networkidle")
    topics = [text.rstrip("¶\n ") for text in page.locator(".kb-text > h2").all_inner_texts()]
    assert topics == ["Chargers and charging", "The battery"]
    page.click(".kb-faq__toggle")
    assert page.locator("details.kb-question[open]").count() == 8
