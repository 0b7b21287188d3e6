"""The request form in each of its states: accessible, and whole on the narrowest phone."""

import pytest
from desk import Desk
from form_states import states, states_site
from running import run_kbgen, serve

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 700}
"""A phone of the smallest size, and a desktop of 1280 px at 400 %."""
CUT_OFF = """() => [...document.querySelectorAll("#kb-main *")]
    .filter((one) => one.checkVisibility() && !one.closest(".kb-form__trap, .kb-form__unseen, table, pre"))
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.className || one.tagName)"""


@pytest.fixture(scope="module")
def desk():
    with Desk() as desk:
        yield desk


@pytest.fixture(scope="module")
def form_url(tmp_path_factory, desk):
    folder = tmp_path_factory.mktemp("states")
    files, config = states_site(desk.url)
    (folder / "mkdocs.yml").write_text(config)
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    with serve(folder / "site") as address:
        yield f"{address}support/request/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible_and_fits_a_narrow_screen(browser, form_url, desk, scheme, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    large = tmp_path / "large.jpg"
    large.write_bytes(b"x" * 1_000_001)
    context = browser.new_context(color_scheme=scheme, viewport=NARROW, reduced_motion="reduce")
    page = context.new_page()
    seen, wrong = [], {}
    for name in states(page, form_url, desk, large):
        found = Axe().run(page, context="main", options={"resultTypes": ["violations"]})
        wide = page.evaluate("document.documentElement.scrollWidth")
        cut = page.evaluate(CUT_OFF)
        seen.append(name)
        if found.violations_count or wide > NARROW["width"] or cut:
            wrong[name] = (found.generate_report(), wide, cut)
    context.close()
    assert wrong == {}
    assert len(seen) >= 20
