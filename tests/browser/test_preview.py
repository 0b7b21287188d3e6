"""Pages of `kbgen serve` in Chromium: they follow what is saved, and say what is wrong with the content."""

import pytest
from preview import Preview
from running import CONFIG

pytestmark = pytest.mark.browser

OWN = CONFIG.replace("name: material", "name: material\n  custom_dir: own") + "extra_css: [own.css]\n"
BROKEN = "# First\n\nSee [nothing](gone.md).\n"


@pytest.fixture
def preview(project):
    folder = project({"a.md": "# First\n\nOne.\n", "b.md": "# Second\n\nTwo.\n"}, OWN)
    (folder / "own").mkdir()
    (folder / "own/own.css").write_text("body { --of-ours: one }", encoding="utf-8")
    with Preview(folder) as preview:
        preview.wait_for("b/", "Two.")
        yield preview


def panel(page):
    return page.get_by_role("region")


def test_what_is_saved_is_seen(page, preview):
    page.goto(f"{preview.url}a/")
    preview.write("a.md", "# First\n\nChanged.\n")
    page.get_by_text("Changed.").wait_for()


def test_a_page_that_others_are_saved_beside_stays_as_the_reader_left_it(page, preview):
    page.goto(f"{preview.url}a/")
    page.evaluate("window.untouched = true")
    preview.write("b.md", "# Second\n\nOther.\n")
    preview.wait_for_log("1 written")
    page.wait_for_timeout(500)
    assert page.evaluate("window.untouched")
    (preview.folder / "own/own.css").write_text("body { --of-ours: two }", encoding="utf-8")
    page.wait_for_function("getComputedStyle(document.body).getPropertyValue('--of-ours') === 'two'")


def test_problems_of_the_page_are_open_until_they_are_hidden_or_others_come(page, preview):
    page.goto(f"{preview.url}a/")
    preview.write("a.md", BROKEN)
    shown = panel(page)
    shown.get_by_text("content/a.md:3:5").wait_for()
    assert shown.get_by_role("heading").inner_text() == "1 problem on this page"
    page.keyboard.press("Tab")
    shown.get_by_role("button").focus()
    page.keyboard.press("Escape")
    button = page.get_by_role("button", name="1 problem")
    button.wait_for()
    assert panel(page).count() == 0
    page.reload()
    page.get_by_role("button", name="1 problem").wait_for()
    assert panel(page).count() == 0
    preview.write("a.md", BROKEN + "\nAnd [more](missing.md).\n")
    panel(page).get_by_text("2 problems on this page").wait_for()
    preview.write("a.md", "# First\n\nMended.\n")
    panel(page).wait_for(state="detached")
    assert page.get_by_role("button", name="problem").count() == 0


def test_problems_of_other_pages_are_counted_and_listed_with_a_way_there(page, preview):
    preview.write("a.md", BROKEN)
    preview.wait_for_log("dead-link")
    page.goto(f"{preview.url}b/")
    page.get_by_role("button", name="1 problem").press("Enter")
    assert page.evaluate("[...document.body.children].at(-1).shadowRoot.activeElement.textContent") == "Hide"
    panel(page).get_by_role("link", name="content/a.md:3:5").click()
    page.wait_for_url(f"{preview.url}a/")


def test_a_build_that_fails_is_told_over_the_page_that_was(page, preview):
    page.goto(f"{preview.url}a/")
    (preview.folder / "mkdocs.yml").write_text("theme: [", encoding="utf-8")
    panel(page).get_by_text("Not built: this is the site as it was").wait_for()
    assert page.get_by_text("One.").is_visible()
    (preview.folder / "mkdocs.yml").write_text(OWN, encoding="utf-8")
    panel(page).wait_for(state="detached")


def test_a_page_that_is_not_there_yet_comes(page, preview):
    page.goto(f"{preview.url}new/")
    preview.write("new.md", "# New\n\nHere it is.\n")
    page.get_by_text("Here it is.").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_list_of_problems(browser, preview, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    preview.write("a.md", BROKEN)
    preview.wait_for_log("dead-link")
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{preview.url}a/")
    panel(page).wait_for()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
