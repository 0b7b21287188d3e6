"""Searches for products on the results page of the built demonstration."""

import re
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser

SEARCHES = {
    "laptop 16 GB RAM under 1.5 kg": ("Laptops · Memory at least 16 GB · Weight under 1.5 kg", ["Alder 14"]),
    'notebook 15.6"': ("Laptops · Display size 15.6 in", ["Alder 15 Pro"]),
    "lightest laptop": (
        "Laptops · Weight, lowest first",
        ["Alder 13", "Alder 14", "Alder 15 Pro", "Alder Rugged 13"],
    ),
    "laptop lighter than 1,5 kg with fingerprint reader": (
        "Laptops · Weight under 1.5 kg · Fingerprint reader: yes",
        ["Alder 14"],
    ),
    "laptop without touchscreen under 1.5 kg": (
        "Laptops · Touchscreen: no · Weight under 1.5 kg",
        ["Alder 13", "Alder 14"],
    ),
    "duplex printer": ("Printers · Two-sided printing: yes", ["Pressmark P350", "Pressmark P600"]),
    "printer 10-20 ppm": (
        "Printers · Print speed (black) 10 to 20 ppm",
        ["Pressmark P350", "Pressmark P200"],
    ),
    "printer with fax": ("Printers · Functions: fax", ["Pressmark P350"]),
    "terminal 5000mAh": ("Payment terminals · Battery capacity at least 5000 mAh", ["Tillpoint T5"]),
    "payment terminal with 4G under 200 g": (
        "Payment terminals · Connections: 4G · Weight under 200 g",
        ["Tillpoint Go"],
    ),
    "laptop at least 512GB SSD": (
        "Laptops · Storage at least 512 GB",
        ["Alder 15 Pro", "Alder 14", "Alder Rugged 13"],
    ),
    "16 GB RAM": ("Laptops · Memory at least 16 GB", ["Alder 14", "Alder Rugged 13", "Alder 15 Pro"]),
}


def search(page, site_url, query, more=""):
    page.goto(f"{site_url}search/?q={quote(query)}{more}")
    page.wait_for_function("document.querySelector('.kb-results__status')?.textContent.trim()")


@pytest.mark.parametrize("query", SEARCHES)
def test_products_stand_above_the_results(page, site_url, query):
    understood, names = SEARCHES[query]
    search(page, site_url, query)
    page.wait_for_selector(".kb-products__item")
    assert page.inner_text(".kb-products__understood") == understood
    assert page.locator(".kb-products__name").all_inner_texts() == names
    above = page.locator(".kb-products").bounding_box()["y"]
    assert above < page.locator(".kb-results__list").first.bounding_box()["y"]


def test_values_that_were_asked_for_are_shown_and_lead_to_the_product(page, site_url):
    search(page, site_url, "laptop 16 GB RAM under 1.5 kg")
    page.wait_for_selector(".kb-products__item")
    assert page.locator(".kb-products__label").all_inner_texts() == ["Memory", "Weight"]
    assert page.locator(".kb-products__told").all_inner_texts() == ["16 GB", "1.32 kg ± 20 g"]
    assert page.inner_text(".kb-products [role=status]") == "1 product matches"
    assert page.evaluate("document.querySelector('.kb-products__image').naturalWidth > 0")
    page.click(".kb-products__name")
    page.wait_for_url("**/products/alder-14/")


def test_where_none_is_as_asked_the_nearest_say_what_is_missing(page, site_url):
    search(page, site_url, "cheap laptop under 40 dB with touchscreen")
    page.wait_for_selector(".kb-products__item")
    assert page.inner_text(".kb-products__heading") == "Nearest products"
    assert page.inner_text(".kb-products__unused") == "Not used: “cheap”"
    assert "None of 4" in page.inner_text(".kb-products [role=status]")
    assert "not stated" in page.inner_text(".kb-products__list")
    assert "not as asked" in page.inner_text(".kb-products__list")


@pytest.mark.parametrize("query", ["error E-47 on page 3", "wifi 2.4 GHz not working", "printer wifi"])
def test_questions_to_support_are_answered_by_pages_alone(page, site_url, query):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    search(page, site_url, query)
    page.wait_for_load_state("networkidle")
    assert page.locator(".kb-products__item").count() == 0
    assert page.inner_text(".kb-products").strip() == ""
    if "not" in query.split():
        assert not [url for url in loaded if "specs" in url or "finder" in url], (
            "and nothing is loaded for it"
        )


def test_the_next_query_takes_the_products_away(page, site_url):
    search(page, site_url, "lightest laptop")
    page.wait_for_selector(".kb-products__item")
    page.fill(".kb-results__input", "paper jam")
    page.press(".kb-results__input", "Enter")
    page.wait_for_function("!document.querySelector('.kb-products__item')")
    page.go_back()
    page.wait_for_selector(".kb-products__item")


def test_what_is_chosen_comes_first_and_types_leave_products_out(page, site_url):
    search(page, site_url, "laptop 16 GB RAM", "&product=alder-15-pro")
    page.wait_for_selector(".kb-products__item")
    names = page.locator(".kb-products__name").all_inner_texts()
    assert names == ["Alder 15 Pro", "Alder 14", "Alder Rugged 13"]
    assert page.locator(".kb-products .kb-hit__elsewhere").count() == 2
    search(page, site_url, "laptop 16 GB RAM", "&type=faq")
    page.wait_for_load_state("networkidle")
    assert page.locator(".kb-products__item").count() == 0


def test_a_chosen_family_need_not_be_named(page, site_url):
    search(page, site_url, "under 1.5 kg", "&family=laptop")
    page.wait_for_selector(".kb-products__item")
    assert page.locator(".kb-products__name").all_inner_texts() == ["Alder 13", "Alder 14"]


def test_it_works_from_a_folder(page, demo, tmp_path):
    page.goto(f"file://{demo}/site/search/index.html?q=lightest%20laptop")
    page.wait_for_selector(".kb-products__item")
    assert page.inner_text(".kb-products__name >> nth=0") == "Alder 13"
    assert re.fullmatch("4 products match", page.inner_text(".kb-products [role=status]"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_products_can_be_used_by_everyone(context, site_url, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    search(page, site_url, "cheap laptop under 40 dB with touchscreen")
    page.wait_for_selector(".kb-products__item")
    found = Axe().run(page, "kb-products").response["violations"]
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_products_that_match_can_be_compared(page, site_url):
    search(page, site_url, "laptop under 1.5 kg")
    page.wait_for_selector(".kb-products__compare")
    assert page.get_attribute(".kb-products__compare", "href").endswith("compare/laptop/?p=alder-13,alder-14")
    page.click(".kb-products__compare")
    page.wait_for_url("**/compare/laptop/?p=alder-13,alder-14")
