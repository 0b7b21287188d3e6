"""Who fixes it decides who gets the request: answers on the page of a product choose the route."""

import datetime as dt

import pytest
from desk import Desk
from request_site import request_site
from running import run_kbgen, serve

pytestmark = pytest.mark.browser
GUARANTEE = """warranty: 24 months
guarantees:
  - {time: 60 months, provider_name: Quayline}
"""
ROUTES = """answered_by: The test desk
routes:
  - name: Quayline
    why: the seller's guarantee holds
    when: {party: supplier}
    target: {type: post, url: "DESK/seller"}
  - name: Press Norway
    when: {product.manufacturer: press, country: Norway}
    target: {type: post, url: "DESK/norway"}
  - name: Press
    when: {product.manufacturer: press, party: manufacturer}
    target: {type: post, url: "DESK/press"}
sections:
  - title: Who fixes it
    fields:
      - {id: party, type: radios, label: Who, options: [manufacturer, supplier], prefill: query.party}
      - {id: country, type: select, label: Your country, options: [Norway, Sweden], prefill: query.country}
"""


@pytest.fixture(scope="module")
def desk():
    with Desk() as desk:
        yield desk


@pytest.fixture(scope="module")
def site(tmp_path_factory, desk):
    folder = tmp_path_factory.mktemp("routes")
    files, config = request_site(desk.url)
    files["products/p1.md"] = files["products/p1.md"].replace("family:", f"{GUARANTEE}family:")
    routed = files["support/request.md"].replace("sections:\n", ROUTES.replace("DESK", desk.url), 1)
    product = next(line for line in routed.splitlines(keepends=True) if "id: product," in line)
    without = routed.replace(product, "")
    files["support/request.md"] = without.replace("    fields:\n", f"    fields:\n{product}", 1)
    (folder / "mkdocs.yml").write_text(config)
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    code, _, errors = run_kbgen("build", cwd=folder)
    assert (code, "error" in errors) == (0, False), errors
    with serve(folder / "site") as address:
        yield address


def days_ago(days):
    return (dt.datetime.now().astimezone().date() - dt.timedelta(days=days)).isoformat()


def ask_for_help(page, site, product, bought):
    page.goto(f"{site}products/{product}/")
    page.fill("[name=bought]", bought)
    page.click(".kb-who__next a")
    page.wait_for_url("**/support/request/**")
    page.wait_for_load_state()


def test_the_seller_s_guarantee_sends_the_request_to_the_seller(page, site, desk):
    ask_for_help(page, site, "p1", days_ago(1000))
    assert page.is_checked("[name=party][value=supplier]")
    told = page.inner_text(".kb-form__goes")
    assert told == "This request goes to Quayline, because the seller's guarantee holds."
    page.check("[name=category]")
    page.fill("#kb-field-subject", "Nothing is printed")
    page.click(".kb-form__submit")
    page.wait_for_url(f"{desk.url}/seller")


def test_where_two_may_be_responsible_nobody_is_chosen_for_the_customer(page, site):
    ask_for_help(page, site, "p1", days_ago(100))
    assert page.locator("[name=party]:checked").count() == 0
    assert page.inner_text(".kb-form__goes") == "This request goes to The test desk."


def test_every_change_of_the_route_is_said_politely_and_moves_nothing(page, site):
    page.goto(f"{site}support/request/?product=p1&party=manufacturer")
    assert page.inner_text(".kb-form__goes") == "This request goes to Press."
    assert page.get_attribute(".kb-form__goes", "role") == "status"
    page.focus("#kb-field-country")
    page.select_option("#kb-field-country", "Norway")
    assert page.inner_text(".kb-form__goes") == "This request goes to Press Norway."
    page.select_option("#kb-field-product", "a1")
    assert page.inner_text(".kb-form__goes") == "This request goes to The test desk."
    assert page.evaluate("document.activeElement.id") == "kb-field-country"


def test_the_demonstration_s_plan_leads_to_its_manufacturer(page, site_url):
    page.goto(f"{site_url}products/pressmark-p600/")
    page.select_option("[name=plan]", "pressmark-printcare")
    page.click(".kb-who__next a")
    page.wait_for_url("**/support/request/**")
    assert "Pressmark PrintCare, because your PrintCare plan" in page.inner_text(".kb-form__goes")
