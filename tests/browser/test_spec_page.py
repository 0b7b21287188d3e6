"""The spec page in Chromium: units are chosen and remembered, all is there without scripts and on paper."""

import re

import pytest

pytestmark = pytest.mark.browser

SHEET = "specs/alder-14/"


def weight(page):
    """The texts of the weight that are seen."""
    row = page.locator("tr", has=page.get_by_role("rowheader", name="Weight", exact=True))
    return row.locator("td").inner_text().replace("\n", " ")


def test_units_are_chosen_and_remembered(page, site_url):
    page.goto(site_url + SHEET)
    group = page.get_by_role("group", name="Units")
    assert group.get_by_label("Both").is_checked()
    assert weight(page) == "1.32 kg ± 20 g (2.91 ± 0.04 lb)"
    group.get_by_label("Imperial").check()
    assert weight(page) == "2.91 ± 0.04 lb"
    page.goto(site_url + "specs/pressmark-p200/")
    assert weight(page) == "11.9 lb"
    page.get_by_label("Metric").check()
    assert weight(page) == "5.4 kg"
    page.get_by_label("Both").check()
    page.reload()
    assert weight(page) == "5.4 kg (11.9 lb)"


def test_the_keyboard_changes_units(page, site_url):
    page.goto(site_url + SHEET)
    page.get_by_label("Both").focus()
    page.keyboard.press("ArrowRight")
    assert weight(page) == "1.32 kg ± 20 g"
    page.keyboard.press("ArrowRight")
    assert weight(page) == "2.91 ± 0.04 lb"


def test_what_has_no_other_unit_is_always_shown(page, site_url):
    page.goto(site_url + SHEET)
    page.get_by_label("Imperial").check()
    text = page.locator(".kb-specs").inner_text()
    assert "16 GB" in text
    assert "14.0 in" in text
    assert "cd/m²" in text


def test_units_change_where_storage_is_denied(context, site_url):
    page = context.new_page()  # Material's own scripts fail there, ours must not
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } })"
    )
    page.goto(site_url + SHEET)
    page.get_by_label("Metric").check()
    assert weight(page) == "1.32 kg ± 20 g"


def test_both_systems_stand_there_without_javascript(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + SHEET)
    assert weight(page) == "1.32 kg ± 20 g (2.91 ± 0.04 lb)"
    assert not page.get_by_role("group", name="Units").is_visible()
    context.close()


@pytest.mark.parametrize("name", ["This product as a spreadsheet", "All laptops for programs"])
def test_data_can_be_taken_along(page, site_url, name):
    page.goto(site_url + SHEET)
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    assert "1.32 kg ± 20 g" in download.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("sheet", ["specs/alder-14/", "specs/pressmark-p600/"])
def test_on_paper_it_is_a_data_sheet_of_one_page(page, site_url, sheet):
    page.goto(site_url + sheet, wait_until="networkidle")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    for shown in (
        "specifications",
        "Manufacturer",
        "Model numbers",
        "Data of",
        "Weight",
        f".example/{sheet}",
    ):
        assert shown in text
    for hidden in ("Units", "Take the data", "Still stuck", "About this page"):
        assert hidden not in text
    assert page.locator(".kb-sheet__head img").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_phone_with_units_chosen(browser, site_url, scheme):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site_url + SHEET, wait_until="networkidle")
    page.get_by_label("Imperial").check()
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()
