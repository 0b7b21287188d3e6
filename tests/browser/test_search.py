"""The search of the built demonstration: narrowed, explained, read in place, from a folder."""

import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser

P200 = "product=pressmark-p200"


def query_of(page):
    return parse_qs(urlsplit(page.url).query)


def answered(page):
    """Waits until what the address asks for has been answered."""
    page.wait_for_function(
        """() => {
          const panel = document.querySelector(".kb-results__status");
          return panel?.textContent.trim() && document.querySelector(".kb-results input").value
            === (new URLSearchParams(location.search).get("q") ?? "");
        }"""
    )
    page.wait_for_timeout(150)


def test_types_narrow_the_results_and_stand_in_the_address(page, site_url):
    page.goto(site_url + "search/?q=paper")
    page.wait_for_selector(".kb-facets input[value=faq]")
    count = int(page.inner_text(".kb-facets__choice:has([value=faq]) .kb-facets__count"))
    page.check(".kb-facets input[value=faq]")
    page.wait_for_function("document.querySelector('.kb-facets__clear').hidden === false")
    assert query_of(page) == {"q": ["paper"], "type": ["faq"]}
    places = [each.inner_text() for each in page.query_selector_all(".kb-hit__where:first-child")]
    assert places
    assert set(places) == {"FAQ"}
    assert re.search(rf"\b{count} results", page.inner_text(".kb-results__status"))
    assert page.evaluate("document.activeElement.value") == "faq", "the focus stays where it was"
    page.check(".kb-facets input[value=spec]")
    page.wait_for_url("**type=faq&type=spec**")
    page.go_back()
    page.wait_for_function("!document.querySelector('.kb-facets [value=spec]').checked")
    page.go_back()
    page.wait_for_function(
        "document.querySelectorAll('.kb-facets :checked').length === 1"
    )  # the option of the list
    assert query_of(page) == {"q": ["paper"]}


def test_counts_follow_the_query(page, site_url):
    page.goto(site_url + "search/?q=paper")
    page.wait_for_selector(".kb-facets__choice")
    before = page.inner_text(".kb-facets")
    page.fill(".kb-results__input", "contactless")
    page.press(".kb-results__input", "Enter")
    page.wait_for_function("text => document.querySelector('.kb-facets').innerText !== text", arg=before)


def test_products_are_listed_by_manufacturer_with_counts(page, site_url):
    page.goto(site_url + "search/?q=battery")
    page.wait_for_selector(".kb-facets__select")
    groups = page.eval_on_selector_all(
        ".kb-facets__select optgroup",
        "groups => groups.map(group => [group.label, [...group.children].map(option => option.label)])",
    )
    alder = dict(groups)["Alder Computing"]
    assert re.fullmatch(r"Everything by Alder Computing \(\d+\)", alder[0])
    assert re.fullmatch(r"Alder 13 \(\d+\)", alder[1])
    assert "Kinds of product" in dict(groups)


def test_other_products_come_after_and_are_marked(page, site_url):
    page.goto(f"{site_url}search/?q=wifi&{P200}&type=article&type=faq")
    page.wait_for_selector(".kb-results__heading")
    assert page.inner_text(".kb-results__heading") == "Results for other products"
    own, other = page.query_selector_all(".kb-results__list")
    assert own.query_selector_all(".kb-hit__elsewhere") == []
    items = other.query_selector_all(".kb-results__item")
    assert items
    assert all(item.query_selector(".kb-hit__elsewhere") for item in items)
    assert re.search(
        r"\d+ fit what you chose, \d+ are for other products", page.inner_text(".kb-results__status")
    )


@pytest.mark.parametrize(
    ("choice", "name"), [("family=printer", "family"), ("manufacturer=tillpoint", "manufacturer")]
)
def test_families_and_manufacturers_can_be_chosen(page, site_url, choice, name):
    page.goto(site_url + "search/?q=wifi")
    page.wait_for_selector(".kb-facets__select")
    page.select_option(".kb-facets__select", choice)
    page.wait_for_url(f"**{choice}**")
    page.wait_for_function(
        "document.querySelector('.kb-results__status').textContent.includes('fit what you chose')"
    )
    assert page.input_value(".kb-facets__select") == choice
    assert set(query_of(page)) == {"q", name}


def test_a_product_stays_chosen_until_it_is_let_go(page, site_url):
    page.goto(site_url + "products/pressmark-p200/")
    page.fill("#kb-product-search", "wifi")
    page.press("#kb-product-search", "Enter")
    page.wait_for_selector(".kb-results .kb-chosen")
    assert page.inner_text(".kb-results .kb-chosen").startswith("For Pressmark P200")

    page.goto(site_url)  # the box knows it
    page.keyboard.press("/")
    page.keyboard.type("wifi")
    page.wait_for_selector(".kb-search .kb-chosen")
    assert "P200" in page.inner_text(".kb-search__option >> nth=0")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_selector(".kb-results .kb-chosen")
    assert query_of(page)["product"] == ["pressmark-p200"], "others see the same when it is shared"

    page.click(".kb-results .kb-chosen")
    page.wait_for_selector(".kb-results .kb-chosen", state="detached")
    assert query_of(page) == {"q": ["wifi"]}
    page.goto(site_url + "search/?q=paper")
    answered(page)
    assert page.query_selector(".kb-results .kb-chosen") is None


def test_the_box_lets_the_product_go_too(page, site_url):
    page.goto(f"{site_url}search/?q=wifi&{P200}")
    page.wait_for_selector(".kb-results .kb-chosen")
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type("wifi")
    page.click(".kb-search .kb-chosen")
    page.wait_for_selector(".kb-search .kb-chosen", state="detached")
    assert page.evaluate("document.activeElement.id") == "kb-search-input"
    assert page.is_visible(".kb-search__option >> nth=0")


def test_back_undoes_the_choice_of_a_product(page, site_url):
    page.goto(site_url + "search/?q=wifi")
    page.wait_for_selector(".kb-facets__select")
    page.select_option(".kb-facets__select", P200)
    page.wait_for_selector(".kb-results .kb-chosen")
    page.go_back()
    page.wait_for_selector(".kb-results .kb-chosen", state="detached")
    assert page.input_value(".kb-facets__select") == ""


def test_a_browser_that_keeps_nothing_still_narrows(page, site_url):
    page.add_init_script(
        """for (const name of ["getItem", "setItem", "removeItem"]) {
          const kept = Storage.prototype[name];
          Storage.prototype[name] = function (key, ...rest) {
            if (key.startsWith("kbgen")) throw new DOMException("denied", "SecurityError");
            return kept.call(this, key, ...rest);
          };
        }"""
    )
    page.goto(f"{site_url}search/?q=wifi&{P200}")
    page.wait_for_selector(".kb-results .kb-chosen")
    page.click(".kb-results .kb-chosen")
    page.wait_for_selector(".kb-results .kb-chosen", state="detached")


def test_an_answer_is_read_in_place_by_keyboard(page, site_url):
    page.goto(site_url + "search/?q=which+paper+can+I+use&type=faq")
    summary = page.wait_for_selector(".kb-answer__summary")
    summary.focus()
    page.keyboard.press("Enter")
    text = page.wait_for_selector(".kb-answer[open] .kb-answer__text", state="visible")
    assert len(text.query_selector_all(".kb-answer__line")) > 1


def test_questions_of_one_page_stand_together(page, site_url):
    page.goto(site_url + "search/?q=cartridge&type=faq")
    page.wait_for_selector(".kb-hit__also")
    links = page.eval_on_selector_all(
        ".kb-results__item > .kb-hit__title", "links => links.map(link => link.href.split('#')[0])"
    )
    assert len(set(links)) == len(links)
    assert "Also on this page:" in page.inner_text(".kb-hit__also >> nth=0")


def test_a_synonym_is_told(page, site_url):
    page.goto(site_url + "search/?q=erase")
    page.wait_for_selector(".kb-hit__why")
    assert re.search("Found as “[^”]+”, a synonym of “erase”", page.inner_text(".kb-results"))


def test_nothing_found_leads_to_hub_index_and_request_form(page, site_url):
    page.goto(f"{site_url}search/?q=zzxxyyqq&{P200}")
    page.wait_for_selector("text=Nothing found for “zzxxyyqq”")
    assert page.get_attribute(".kb-results__hub-link", "href").endswith("/products/pressmark-p200/")
    assert page.get_attribute(".kb-results__index-link", "href").endswith("/a-z/")
    request = parse_qs(urlsplit(page.get_attribute(".kb-results__request-link", "href")).query)
    assert request == {"subject": ["zzxxyyqq"], "product": ["pressmark-p200"]}


def test_filters_that_leave_nothing_are_told_and_taken_away(page, site_url):
    page.goto(site_url + "search/?q=contactless&type=manufacturer")
    page.wait_for_selector("text=Nothing of the chosen type")
    page.click(".kb-facets__clear")
    page.wait_for_selector(".kb-results__item")
    assert query_of(page) == {"q": ["contactless"]}


def test_more_results_begin_where_the_others_ended(page, site_url):
    page.goto(site_url + "search/?q=printer")
    page.wait_for_selector(".kb-results__more:not([hidden])")
    before = page.eval_on_selector_all(".kb-results__lists a", "links => links.map(link => link.href)")
    page.click(".kb-results__more")
    page.wait_for_function("document.activeElement.closest('.kb-results__lists') !== null")
    assert page.evaluate("document.activeElement.href") not in before


def test_the_count_in_the_box_is_read_out_once_typing_pauses(page, site_url):
    page.goto(site_url)
    page.keyboard.press("/")
    page.evaluate(
        """() => {
          window.said = [];
          new MutationObserver(() => window.said.push(document.querySelector(".kb-search__said").textContent))
            .observe(document.querySelector(".kb-search__said"), { childList: true });
        }"""
    )
    page.keyboard.type("printer", delay=120)
    page.wait_for_function("window.said.length > 0")
    assert len(page.evaluate("window.said")) == 1
    assert "results" in page.evaluate("window.said[0]")


def test_a_site_in_a_folder_searches(page, demo, tmp_path):
    folder = tmp_path / "stick drive"
    shutil.copytree(demo / "site", folder)
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("paper jam")
    page.wait_for_selector(".kb-search__option")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/guides/paper-jam/index.html" in page.url
    page.click(".kb-breadcrumb__link >> nth=0")
    page.wait_for_url("**/index.html")
    page.fill("#kb-home-search", "E-47")
    with page.expect_navigation():
        page.press("#kb-home-search", "Enter")
    assert page.url.endswith("/search/index.html?q=E-47")
    page.wait_for_selector(".kb-results__item")
    page.fill(".kb-results__input", "wifi")
    page.press(".kb-results__input", "Enter")
    page.wait_for_url("**/search/index.html?q=wifi")
    page.wait_for_selector(".kb-results__item")
    page.go_back()
    page.wait_for_url("**?q=E-47")
    page.wait_for_function("document.querySelector('.kb-results__input').value === 'E-47'")
    with page.expect_navigation():
        page.click(".kb-results__item .kb-hit__title >> nth=0")
    assert "/index.html" in page.url
    assert "E-47" in page.inner_text("main")


def test_where_the_history_is_denied_the_page_is_loaded_anew(page, site_url):
    page.add_init_script(
        """history.pushState = history.replaceState = () => {
          throw new DOMException("denied", "SecurityError");
        }"""
    )
    page.goto(site_url + "search/?q=paper")
    page.wait_for_selector(".kb-results__item")
    page.fill(".kb-results__input", "contactless")
    with page.expect_navigation():
        page.press(".kb-results__input", "Enter")
    assert query_of(page) == {"q": ["contactless"]}
    page.wait_for_selector(".kb-results__item")


def test_a_result_in_another_language_is_marked_as_such(page, site_url):
    page.goto(site_url + "search/?q=Drucker+WLAN+verbinden")
    page.wait_for_selector(".kb-results__item")
    assert page.get_attribute(".kb-hit__title >> nth=0", "lang") == "de"
    page.click(".kb-hit__title >> nth=0")
    assert page.get_attribute("article", "lang") == "de"
