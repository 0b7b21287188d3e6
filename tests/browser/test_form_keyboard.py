"""A request without a mouse: from the page of a product to the page of thanks, and where the focus is."""

import pytest
from desk import Desk
from form_states import TAKEN, states_site
from playwright import sync_api
from running import run_kbgen, serve

pytestmark = pytest.mark.browser
FOCUS = """() => {
    const one = document.activeElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    const { top, bottom } = one.getBoundingClientRect();
    const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
    return {
        id: one.id, tag: one.tagName, words: one.textContent.trim(),
        part: one.closest("footer, main, header")?.tagName ?? "",
        visible: (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none",
        covered: Boolean(one.closest("main")) && (bottom <= header || top >= innerHeight),
    };
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keyboard")
    with Desk() as desk:
        files, config = states_site(desk.url)
        (folder / "mkdocs.yml").write_text(config)
        for name, text in files.items():
            path = folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        code, _, errors = run_kbgen("build", "--strict", cwd=folder)
        assert code == 0, errors
        desk.behaviour = TAKEN
        with serve(folder / "site") as address:
            yield address


def tab_to(page, wanted, most=80):
    """Press Tab until the focus is on an id or on words; every stop on the way can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["part"] == "MAIN":
            assert focus["visible"], f"no focus to be seen at {focus}"
            assert not focus["covered"] or comes_into_sight(page), f"out of sight: {focus}"
        if wanted in (focus["id"], focus["words"]):
            return focus
    pytest.fail(f"Tab does not come to {wanted}")


def comes_into_sight(page):
    """Say whether the browser has yet to scroll to where the focus is."""
    try:
        page.wait_for_function(f"!({FOCUS})().covered", timeout=2_000)
    except sync_api.TimeoutError:
        return False
    return True


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_a_request_needs_no_mouse(page, site):
    page.goto(f"{site}products/p1/")
    tab_to(page, "Request support")
    page.keyboard.press("Enter")
    page.wait_for_url("**/support/request/?product=p1*")
    page.wait_for_load_state()
    assert page.input_value("#kb-field-product") == "p1"
    tab_to(page, "Send request")
    page.keyboard.press("Enter")
    page.wait_for_selector("#kb-form-summary:not([hidden])")
    assert focused(page) == "kb-form-summary", "errors are read first"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "kb-field-category", "a problem leads to its field"
    page.keyboard.press("Space")
    page.wait_for_selector("#kb-field-lights")
    assert focused(page) == "kb-field-category", "new questions take no focus"
    page.keyboard.press("ArrowDown")
    assert page.is_checked("#kb-field-category-2")
    page.keyboard.press("ArrowUp")
    tab_to(page, "kb-field-lights", most=5)
    page.keyboard.press("Space")
    tab_to(page, "kb-field-red", most=2)
    page.keyboard.type("Monday")
    tab_to(page, "kb-field-subject", most=1)
    page.keyboard.type("it always shows E-47")
    page.wait_for_selector(".kb-suggestions__link")
    assert focused(page) == "kb-field-subject", "suggestions take no focus"
    tab_to(page, "kb-field-description", most=1)
    page.keyboard.type("Since Monday")
    tab_to(page, "Paper jams again and again", most=1)
    tab_to(page, "kb-field-tried", most=1)
    tab_to(page, "Send request", most=5)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sent/")
    page.wait_for_selector(".kb-form__sent:not([hidden])")
    tab_to(page, "Copy the request")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.kb-form__copied').textContent")
    tab_to(page, "Print this page", most=2)


def test_the_keyboard_is_never_caught(page, site):
    page.goto(
        f"{site}support/request/?product=a1&subject=it%20always%20shows%20E-47", wait_until="networkidle"
    )
    tab_to(page, "kb-field-product")
    seen = []
    while page.evaluate(FOCUS)["part"] != "FOOTER":
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS)["id"])
        assert len(seen) < 40, seen
    assert len([one for one in seen if one]) == len({one for one in seen if one}), seen
    while focused(page) != "kb-field-product":
        page.keyboard.press("Shift+Tab")
        seen.append("")
        assert len(seen) < 80


@pytest.mark.parametrize("width", [1280, 640])
def test_text_of_twice_the_size_stays_on_the_page(page, site, width):
    page.set_viewport_size({"width": width, "height": 450})
    page.goto(f"{site}support/request/?product=p1")
    if width == 1280:
        page.add_style_tag(content="html { font-size: 250% !important }")
    page.click(".kb-form__submit")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
