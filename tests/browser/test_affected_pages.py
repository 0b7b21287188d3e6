"""Known issues and hubs in Chromium: warnings, answers to searches, the notice in the form, the choice."""

import shutil

import pytest
from running import CONFIG, run_kbgen, serve

pytestmark = pytest.mark.browser

AFFECTED = {
    "hub": "products/alder-rugged-13/",
    "ended": "products/alder-13/",
    "article": "articles/laptops/update-bios/",
    "codes": "articles/printers/printer-error-codes/",
    "coming": "known-issues/p600-tray-2-paper-size/",
    "form": "support/request/?product=pressmark-p600",
    "results": "search/?q=E-24",
    "home": "",
}


def opened(page, site_url, name):
    """Shows a page with what it tells of known issues."""
    page.goto(site_url + AFFECTED[name], wait_until="networkidle")
    if name == "form":
        page.wait_for_selector("kb-known-issues[data-found]")
    if name == "results":
        page.wait_for_selector(".kb-hit__issue")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", AFFECTED)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, site_url, name, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    opened(page, site_url, name)
    found = Axe().run(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert found.violations_count == 0, found.generate_report()
    assert wide <= 0


@pytest.fixture
def plain(browser):
    """A page of a browser that runs no JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_affected_pages_warn_without_javascript_and_on_paper(plain, site_url):
    plain.goto(site_url + AFFECTED["codes"])
    plain.emulate_media(media="print")
    warning = plain.inner_text(".kb-warnings")
    assert "Known issue, medium severity:" in warning
    assert (
        "Affects the Pressmark P600, versions 5.2.0 to 5.2.3. Fixed in 5.3.0, which is not out yet."
        in warning
    )
    assert "Until then: Touch Print anyway, or set tray 2 to Any size." in warning
    plain.goto(site_url + "articles/printers/error-e-31-cartridge-not-recognised/")
    assert plain.query_selector(".kb-warnings") is None, "its issue is fixed"


def test_a_hub_leads_from_a_code_to_what_treats_it_and_lists_what_updates_mend(plain, site_url):
    plain.goto(site_url + "products/pressmark-p200/")
    sections = plain.eval_on_selector_all(".kb-section > h2", "each => each.map(heading => heading.id)")
    assert sections.index("wrong") == 0
    plain.click(".kb-codes__link:text-is('E-52')")
    assert plain.url == site_url + "articles/printers/error-e-52-waste-ink/"
    plain.goto(site_url + "products/pressmark-p200/#firmware")
    rows = plain.eval_on_selector_all(".kb-firmware tbody tr", "rows => rows.map(row => row.innerText)")
    assert [row.split()[0] for row in rows] == ["3.4.2", "3.4.1", "3.4.0", "3.3.2"]
    assert "Fixes: P200 rejects new original cartridges with E-31 since firmware 3.4.0" in rows[0]


def test_the_readers_clock_says_whether_support_has_ended(page, site_url):
    page.clock.set_fixed_time("2025-12-31T22:00:00")
    page.goto(site_url + AFFECTED["ended"], wait_until="networkidle")
    assert page.inner_text(".kb-facts__row:last-child .kb-facts__label") == "Supported until"
    assert page.is_hidden("[data-kb-after]")
    page.clock.set_fixed_time("2026-01-01T00:00:01")
    page.reload(wait_until="networkidle")
    assert page.inner_text(".kb-facts__row:last-child .kb-facts__label") == "Support ended on"
    assert page.is_visible("[data-kb-after]")


@pytest.mark.parametrize("query", ["E-24", "load A4 in tray 2"])
def test_results_and_the_box_answer_with_the_issue_that_is_named(page, site_url, query):
    told = "Known issue · Fix coming in 5.3.0: Touch Print anyway, or set tray 2 to Any size."
    page.goto(site_url + "search/?q=" + query)
    page.wait_for_selector(".kb-hit")
    first = page.locator(".kb-hit").first
    assert first.locator(".kb-hit__issue").inner_text() == told
    assert page.locator(".kb-hit__issue").count() == 1
    page.goto(site_url, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.wait_for_selector(".kb-search [role=option] .kb-hit__issue")
    assert page.locator(".kb-search [role=option]").first.locator(".kb-hit__issue").inner_text() == told
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/known-issues/p600-tray-2-paper-size/**")


def test_the_form_shows_the_open_issues_of_the_product_and_says_so(page, site_url):
    page.goto(site_url + "support/request/", wait_until="networkidle")
    assert page.inner_text(".kb-known__status") == ""
    page.select_option("#kb-field-product", "pressmark-p600")
    page.wait_for_selector("kb-known-issues[data-found]")
    assert (
        page.inner_text(".kb-known__status")
        == "There is a known issue with the Pressmark P600. Is it this one?"
    )
    shown = page.locator(".kb-known__item:visible")
    assert shown.count() == 1
    assert "Touch Print anyway, or set tray 2 to Any size." in shown.inner_text()
    assert page.evaluate("document.activeElement.id") != "kb-known", "the focus stays where it was"
    page.fill("#kb-field-version", "firmware 5.1.6")
    page.wait_for_selector("kb-known-issues:not([data-found])")
    page.fill("#kb-field-version", "5.2.3")
    page.wait_for_selector("kb-known-issues[data-found]")
    page.select_option("#kb-field-product", "pressmark-p200")
    page.wait_for_selector("kb-known-issues:not([data-found])")
    assert page.inner_text(".kb-known__status") == ""


def test_the_form_shows_an_issue_whose_symptom_is_written_before_a_product_is_chosen(page, site_url):
    page.goto(site_url + "support/request/", wait_until="networkidle")
    page.fill("#kb-field-subject", "Receipts: wrong time on receipt since Sunday")
    page.wait_for_selector("kb-known-issues[data-found]")
    assert page.inner_text(".kb-known__status") == "This known issue may be yours."
    assert page.locator(".kb-known__item:visible").count() == 1


def test_the_form_lists_all_open_issues_without_javascript(plain, site_url):
    plain.goto(site_url + "support/request/")
    plain.click(".kb-known__summary")
    titles = plain.eval_on_selector_all(".kb-known__item a", "links => links.map(link => link.innerText)")
    assert len(titles) == 4
    assert titles[0] == "Alder Rugged 13 overheats while it charges in the vehicle dock", (
        "the most severe first"
    )


def test_a_product_is_found_by_name_or_number(page, site_url):
    page.goto(site_url, wait_until="networkidle")
    page.fill(".kb-choice__input", "al15p3110")
    assert page.inner_text(".kb-choice__status") == "1 product"
    assert page.locator(".kb-card--product:visible").count() == 1
    page.fill(".kb-choice__input", "p 2")
    assert page.locator(".kb-card--product:visible .kb-card__link").all_inner_texts() == ["Pressmark P200"]
    page.fill(".kb-choice__input", "zx81")
    assert "No product is called “zx81”" in page.inner_text(".kb-choice__status")
    page.fill(".kb-choice__input", "")
    assert page.locator(".kb-card--product:visible").count() == 10
    page.fill(".kb-choice__input", "rugged")
    page.press(".kb-choice__input", "Enter")
    page.wait_for_url("**/products/alder-rugged-13/")


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A site with sixty products of three makers."""
    folder = tmp_path_factory.mktemp("crowded")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for name in ("products", "manufacturers"):
        (folder / "content" / name).mkdir(parents=True)
    for maker in range(3):
        text = f"---\ntype: manufacturer\nname: Maker {maker}\n---\n"
        (folder / f"content/manufacturers/m{maker}.md").write_text(text, encoding="utf-8")
    for number in range(60):
        text = f"---\ntype: product\nname: Phone {number}\nmanufacturer: m{number % 3}\nfamily: phone\n---\n"
        (folder / f"content/products/phone-{number}.md").write_text(text, encoding="utf-8")
    code, _, errors = run_kbgen("build", cwd=folder)
    assert code == 0, errors
    with serve(folder / "site") as address:
        yield address
    shutil.rmtree(folder)


def test_many_products_are_folded_away_by_maker_and_unfold_where_one_is_found(page, plain, crowded):
    page.goto(crowded + "products/", wait_until="networkidle")
    assert page.locator(".kb-card--product:visible").count() == 0
    page.fill(".kb-choice__input", "phone 41")
    assert page.locator(".kb-card--product:visible").count() == 1
    assert page.locator("details.kb-maker:visible").count() == 1
    page.fill(".kb-choice__input", "")
    assert page.locator("details.kb-maker[open]").count() == 0
    plain.goto(crowded)
    plain.click("summary:has-text('Maker 2')")
    assert plain.locator(".kb-card--product:visible").count() == 20
