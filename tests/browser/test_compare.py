"""Products side by side in Chromium: by address and by hand, differences, order, phone, paper."""

import re
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from running import CONFIG, run_kbgen, serve

pytestmark = pytest.mark.browser

LAPTOPS = "compare/laptop/"
THREE = f"{LAPTOPS}?p=alder-14,alder-13,alder-15-pro"
PRINTERS = "compare/printer/"
LAMPS = "compare/lamp/"
COUNT = 120


@pytest.fixture(scope="module")
def lamps_url(tmp_path_factory):
    """A site with a family of many products by two makers; every tenth states no weight."""
    folder = tmp_path_factory.mktemp("lamps")
    files = {"mkdocs.yml": CONFIG, "content/_data/specs.yml": LAMP_FAMILY}
    for name in ("acme", "birch"):
        files[f"content/manufacturers/{name}.md"] = f"---\ntype: manufacturer\nname: {name.title()}\n---\n"
    for at in range(COUNT):
        maker = "acme" if at % 2 else "birch"
        weight = "not stated" if at % 10 == 5 else f"{5000 - 7 * at} g"
        files[f"content/products/l{at}.md"] = (
            f"---\ntype: product\nname: Lamp {at}\nmanufacturer: {maker}\nfamily: lamp\n"
            f"model_numbers: XT-{at:04}\n---\n"
        )
        files[f"content/specs/l{at}.md"] = (
            f"---\ntype: spec\nproduct: l{at}\nproperties:\n  weight: {weight}\n  power: 5 W\n---\n"
        )
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    with serve(folder / "site") as address:
        yield address


LAMP_FAMILY = """families:
  lamp:
    label: Lamps
    groups: [Light, Body]
    properties:
      power: {label: Power, type: number, unit: W, group: Light}
      weight: {label: Weight, type: number, unit: kg, group: Body, better: lower}
"""


def open_page(page, address):
    page.goto(address)
    page.wait_for_selector(".kb-choice")
    return page


def columns(page):
    """Names of the products side by side."""
    return page.locator(".kb-side:visible thead th a").all_inner_texts()


def rows(page):
    return page.locator(".kb-side:visible tbody th[scope=row]").all_inner_texts()


def status(page):
    return page.locator(".kb-compare__status").inner_text()


def query(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


@contextmanager
def window(browser, **options):
    context = browser.new_context(**options)
    yield context.new_page()
    context.close()


def test_the_address_says_which_products_stand_side_by_side(page, site_url):
    open_page(page, site_url + THREE)
    assert columns(page) == ["Alder 14", "Alder 13", "Alder 15 Pro"]
    assert status(page) == "Comparing Alder 14, Alder 13, Alder 15 Pro."
    memory = page.locator(".kb-side:visible tr", has_text="Largest memory").locator("td").all_inner_texts()
    assert [text.split(" Best")[0] for text in memory] == ["16 GB", "8 GB", "64 GB"]
    assert memory[2].endswith("Best")


def test_what_is_not_known_is_named_and_skipped(page, site_url):
    open_page(page, f"{site_url}{LAPTOPS}?p=alder-14,<b>no</b>,alder-13")
    assert columns(page) == ["Alder 14", "Alder 13"]
    assert page.locator(".kb-compare > .kb-note").inner_text() == "Not in this comparison: <b>no</b>."


def test_a_small_family_is_compared_as_a_whole_and_three_are_chosen_by_hand(page, site_url):
    open_page(page, site_url + LAPTOPS)
    assert len(columns(page)) == 4
    page.uncheck("text=Alder Rugged 13")
    assert columns(page) == ["Alder 13", "Alder 14", "Alder 15 Pro"]
    assert query(page) == {"p": "alder-13,alder-14,alder-15-pro"}
    assert status(page).startswith("Removed: Alder Rugged 13.")
    page.click("text=Start over")
    assert (len(columns(page)), query(page)) == (4, {})


def test_back_reload_and_sharing_show_the_same(page, site_url):
    open_page(page, site_url + LAPTOPS)
    page.click("[data-remove=alder-15-pro]")
    page.check("text=Only differences")
    page.select_option("text=Order by", "Weight")
    shared, shown = page.url, (columns(page), rows(page))
    page.reload()
    page.wait_for_selector(".kb-choice")
    assert (columns(page), rows(page)) == shown
    page.go_back()
    page.go_back()
    assert (len(columns(page)), "Touchscreen" in str(rows(page))) == (3, True)
    page.go_back()
    assert len(columns(page)) == 4
    page.goto("about:blank")
    open_page(page, shared)
    assert (columns(page), rows(page)) == shown


def test_only_differences_leaves_out_what_is_alike_and_says_how_many_differ(page, site_url):
    open_page(page, f"{site_url}{LAPTOPS}?p=alder-14,alder-15-pro")
    every = rows(page)
    page.check("text=Only differences")
    different = rows(page)
    assert {"Touchscreen", "Charging socket", "Operating temperature"} <= set(every) - set(different)
    assert {"Memory", "Weight", "Ports"} <= set(different)
    assert status(page) == f"{len(different)} of {len(every)} properties differ."
    page.click("[data-remove=alder-14]")
    assert rows(page) == every, "one product differs from nothing"


def test_products_come_in_the_order_of_a_property(page, site_url):
    open_page(page, site_url + LAPTOPS)
    page.click(".kb-sort >> text=Weight")
    assert columns(page) == ["Alder 13", "Alder 14", "Alder 15 Pro", "Alder Rugged 13"]
    assert status(page) == "Ordered by Weight, best first."
    assert page.get_attribute("th:has(> [data-sort=weight])", "aria-sort") == "ascending"
    page.click(".kb-sort >> text=Weight")
    assert columns(page)[0] == "Alder Rugged 13"
    assert page.get_attribute("th:has(> [data-sort=weight])", "aria-sort") == "descending"
    assert query(page) == {"sort": "weight", "reversed": "1"}
    page.select_option("[aria-label=Direction]", label="best first")
    page.select_option("text=Order by", "Noise under load")
    assert columns(page) == ["Alder 14", "Alder 15 Pro", "Alder 13", "Alder Rugged 13"]
    assert status(page).endswith("Not stated, so last: Alder 13, Alder Rugged 13.")


def test_one_terabyte_is_more_than_512_gigabytes(page, site_url):
    open_page(page, f"{site_url}{LAPTOPS}?sort=storage")
    assert columns(page)[0] == "Alder 15 Pro"


def test_with_the_keyboard_alone_the_focus_stays_where_one_works(page, site_url):
    open_page(page, site_url + LAPTOPS)
    page.focus("[data-sort=weight]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.sort") == "weight"
    page.focus("[data-remove=alder-14]")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.closest('.kb-side') !== null")
    page.focus(".kb-choice input >> nth=1")
    page.keyboard.press("Space")
    assert columns(page)[1] == "Alder 14"


def test_hub_and_spec_page_lead_to_the_comparison(page, site_url):
    for start in ("products/pressmark-p350/", "specs/pressmark-p350/"):
        page.goto(site_url + start)
        page.click("text=Compare with other printers")
        page.wait_for_selector(".kb-choice")
        assert columns(page) == ["Pressmark P350", "Pressmark P200", "Pressmark P600"]
    page.goto(f"{site_url}products/")
    page.click(".kb-comparisons >> text=Printers")
    assert page.url == site_url + PRINTERS


def test_without_javascript_the_table_is_complete(browser, site_url, lamps_url):
    with window(browser, java_script_enabled=False) as plain:
        plain.goto(site_url + PRINTERS)
        assert columns(plain) == ["Pressmark P200", "Pressmark P350", "Pressmark P600"]
        assert len(rows(plain)) == 22
        plain.goto(lamps_url + LAMPS)
        assert plain.locator(".kb-all tbody tr:visible").count() == COUNT
        assert plain.locator("tr", has_text="Lamp 119").locator("td").all_inner_texts() == ["5 W", "4167 g"]


def test_of_many_products_one_is_found_by_name_or_number(page, lamps_url):
    open_page(page, lamps_url + LAMPS)
    assert columns(page) == []
    page.fill("text=Add a product", "lamp 11")
    page.check(".kb-choice >> text=Lamp 117")
    page.fill("text=Add a product", "0042")
    page.check(".kb-choice >> text=Lamp 42")
    assert columns(page) == ["Lamp 117", "Lamp 42"]
    assert query(page) == {"p": "l117,l42"}
    page.fill("text=Add a product", "no such lamp")
    assert page.locator(".kb-choice__count").inner_text() == "No product is called that."


def test_the_table_of_all_is_sorted_narrowed_and_chosen_from(page, lamps_url):
    open_page(page, lamps_url + LAMPS)
    shown = page.locator(".kb-all tbody tr:visible")
    assert shown.count() == 100
    page.click("text=Show all 120")
    assert shown.count() == COUNT
    page.click(".kb-all [data-sort=weight]")
    assert shown.first.locator("a").inner_text() == "Lamp 119"
    assert shown.last.locator("td").last.inner_text() == "Not stated"
    assert status(page) == "Ordered by Weight, best first. 12 do not state it and come last."
    page.click(".kb-all [data-sort=weight]")
    assert shown.first.locator("a").inner_text() == "Lamp 0"
    assert shown.last.locator("td").last.inner_text() == "Not stated"
    page.select_option(".kb-compare__all select", "Acme")
    assert (shown.count(), query(page)["maker"]) == (60, "Acme")
    page.check("[aria-label='Compare Lamp 3']")
    page.check("[aria-label='Compare Lamp 1']")
    assert columns(page) == ["Lamp 1", "Lamp 3"]
    assert page.locator(".kb-side [data-sort=power]").is_visible()
    page.reload()
    page.wait_for_selector(".kb-choice")
    assert (columns(page), shown.count()) == (["Lamp 1", "Lamp 3"], 60)


def test_it_works_from_a_folder(browser, demo):
    with window(browser) as page:
        open_page(page, (demo / "site/compare/laptop/index.html").as_uri() + "?p=alder-13,alder-14")
        page.check("text=Alder 15 Pro")
        page.wait_for_function("document.querySelectorAll('.kb-side:not([hidden]) thead th').length === 3")
        assert columns(page) == ["Alder 13", "Alder 14", "Alder 15 Pro"]


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_two_products_fit_and_more_are_scrolled_to(browser, site_url, width):
    with window(browser, viewport={"width": width, "height": 700}, has_touch=True) as page:
        open_page(page, f"{site_url}{LAPTOPS}?p=alder-14,alder-13")
        assert inside(page, ".kb-side:not([hidden]) td", width)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        open_page(page, site_url + THREE)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        side = page.locator(".kb-side:visible")
        side.evaluate("side => side.scrollTo(10000, 300)")
        assert inside(page, ".kb-side:not([hidden]) thead th:last-child", width)
        assert (
            side.locator(".kb-side__group").first.evaluate("cell => cell.getBoundingClientRect().left") >= 0
        )
        sizes = page.eval_on_selector_all(
            ".kb-compare :is(td, th, small, b, button, select)",
            "parts => parts.map(part => parseFloat(getComputedStyle(part).fontSize))",
        )
        assert min(sizes) >= 12


def inside(page, selector, width):
    return page.eval_on_selector_all(
        selector,
        "(cells, width) => cells.every(cell => cell.getBoundingClientRect().right <= width + 1)",
        width,
    )


def test_names_stay_in_sight_while_one_scrolls(page, site_url):
    open_page(page, site_url + LAPTOPS)
    page.locator(".kb-side [data-sort=size]").scroll_into_view_if_needed()
    box = page.locator(".kb-side:visible thead th a").first.bounding_box()
    assert 48 <= box["y"] < 300


def test_printed_the_chosen_are_on_one_sheet(browser, site_url, lamps_url):
    with window(browser) as page:
        open_page(page, site_url + THREE)
        sheet = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
        open_page(page, f"{lamps_url}{LAMPS}?p=l1,l2,l3,l4,l5,l6")
        sheet = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
        page.emulate_media(media="print")
        assert (
            page.locator(".kb-all, .kb-choice, .kb-compare__tools, .kb-side__remove")
            .locator("visible=true")
            .count()
            == 0
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_a_comparison(browser, site_url, lamps_url, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    addresses = (f"{site_url}{THREE}&sort=weight&differences=1", f"{lamps_url}{LAMPS}?p=l1,l2,no&maker=Acme")
    for address in addresses:
        with window(browser, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
            open_page(page, address)
            if address.startswith(lamps_url):
                page.fill("text=Add a product", "lamp")
            found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_the_search_finds_the_page_by_what_it_is(page, site_url):
    page.goto(f"{site_url}search/?q=compare+laptops")
    page.wait_for_selector(".kb-results__item")
    assert page.locator(".kb-results__item a").first.get_attribute("href").endswith(LAPTOPS)
