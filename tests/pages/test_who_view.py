"""Who fixes a product as its pages say it: every case, part by part."""

import pytest

from kbgen.content.responsibility import find_subjects
from kbgen.pages.centres import centres_view
from kbgen.pages.links import Urls
from kbgen.pages.plans import plans_view
from kbgen.pages.who_fixes import short_view, who_view
from kbgen.site.knowledge_base import load_content

PLAN = """---
type: support-plan
name: {name}
provider: third-party
provider_name: Desk
term: {term}
price: {price}
covers: [Work]
response: 4 hours
resolution: 2 days
{more}
---
"""
FILES = {
    "manufacturers/pressmark.md": """---
type: manufacturer
name: Pressmark
contact: {phone: +49 30 1}
warranty: {through: Desk, response: 2 days, contact: {email: desk@example.com}}
---
""",
    "manufacturers/jetcore.md": "---\ntype: manufacturer\nname: JetCore\n---\n",
    "products/p350.md": """---
type: product
name: P350
manufacturer: pressmark
family: printer
warranty: {time: 24 months, resolution: 10 days}
guarantees:
  - {time: 3 years, provider_name: Quayline, customers: Printers from Quayline, service_centres: []}
components:
  - {name: Print head, manufacturer: jetcore, warranty: 12 months}
  - {name: Paper tray, manufacturer: jetcore}
end_of_support: 2030-05-31
successor: p400
---
""",
    "products/p400.md": "---\ntype: product\nname: P400\nmanufacturer: pressmark\nfamily: printer\n---\n",
    "support/single.md": PLAN.format(name="Single", term="one-time", price="69 EUR", more="products: [p350]"),
    "support/heads.md": PLAN.format(
        name="Heads plan", term="yearly", price="59 EUR", more="manufacturers: [jetcore]"
    ),
    "support/year.md": PLAN.format(
        name="Yearly plan",
        term="yearly",
        price="249 EUR",
        more="in_warranty: true\nafter_end_of_support: From used parts",
    ),
    "support/pounds.md": PLAN.format(name="Pounds", term="yearly", price="10 GBP", more="products: [p400]"),
    "support/hamburg.md": """---
type: service-centre
name: Hamburg
address: {street: Lotsenhof 7, postcode: "20459", city: Hamburg, country: Germany}
hours: {Mon-Fri: "9:00-17:00"}
access: [walk-in, post]
countries: [Germany, Austria]
location: {lat: 53.545, lon: 9.978}
---
""",
}


@pytest.fixture
def catalog(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_content(tmp_path, "content", "Site", lambda _uri: False).catalog


@pytest.fixture
def urls(catalog):
    return Urls({uri: uri.removesuffix("md") for uri in catalog.records})


def told(subject):
    return [(case.stage, case.kind, case.party or case.plan) for case in subject.cases]


def test_every_case_of_a_product_has_its_responsible_party(catalog):
    product, _ = find_subjects(catalog, catalog.products["p350"])
    assert told(product) == [
        ("warranty", "warranty", "Pressmark"),
        ("warranty", "guarantee", "Quayline"),
        ("warranty", "plan", "Desk"),
        ("after-warranty", "incident", "Desk"),
        ("after-warranty", "plan", "Desk"),
        ("after-support", "nobody", ""),
        ("after-support", "plan", "Desk"),
    ]


def test_part_of_another_maker_is_its_makers_and_covered_by_plans_for_that_maker(catalog):
    _, head = find_subjects(catalog, catalog.products["p350"])
    assert (head.name, head.maker) == ("Print head", "jetcore")
    assert head.cases[0].party == "JetCore"
    assert "heads" in {case.plan for case in head.cases if case.stage == "after-warranty"}


def test_part_without_a_warranty_of_its_own_is_fixed_as_the_product(catalog):
    assert [subject.name for subject in find_subjects(catalog, catalog.products["p350"])] == [
        "",
        "Print head",
    ]


def test_warranty_takes_what_it_does_not_say_from_its_maker(catalog):
    case = find_subjects(catalog, catalog.products["p350"])[0].cases[0]
    assert (case.through, case.response, case.resolution) == ("Desk", "2 days", "10 days")
    assert case.contact.email == "desk@example.com"
    assert case.bring == ("Proof of purchase, such as the receipt",)


def test_who_has_no_plan_asks_the_maker_where_nobody_takes_single_incidents(catalog):
    cases = find_subjects(catalog, catalog.products["p400"])[0].cases
    assert [(case.kind, case.party) for case in cases if not case.plan] == [("on-request", "Pressmark")]


def test_hub_shows_rows_by_stage_with_price_and_centres(catalog, urls):
    who = who_view(catalog, catalog.products["p350"], urls, str)
    stages = {stage["title"]: stage["rows"] for stage in who["subjects"][0]["stages"]}
    assert list(stages) == [
        "In warranty",
        "After the warranty, until 31 May 2030",
        "After 31 May 2030, when the manufacturer’s support has ended",
    ]
    first, guarantee, plan = stages["In warranty"]
    assert (first["label"], first["price"], first["centres"]) == (
        "First 24 months after purchase",
        "Nothing",
        "all",
    )
    assert (guarantee["customers"], guarantee["centres"]) == ("Printers from Quayline", "")
    assert (plan["label"], plan["price_note"]) == ("With the Yearly plan", "the plan is 249 EUR per year")
    assert who["countries"] == ["Austria", "Germany"]
    assert [plan["id"] for plan in who["plans"]] == ["year"]


def test_pages_about_a_product_say_it_in_two_lines(catalog, urls):
    assert short_view(catalog, catalog.products["p350"], urls)["lines"] == [
        "In the first 24 months after purchase: Pressmark mends it free of charge. Desk takes the request.",
        "After the warranty: Desk mends it for 69 EUR per incident (Single).",
    ]


def test_after_the_end_the_successor_is_named(catalog, urls):
    cases = short_view(catalog, catalog.products["p350"], urls)["subject"]["cases"]
    says = [case["says"] for case in cases if case["kind"] == "nobody"]
    assert says == ["It is not mended any more. The P400 takes its place."]


def test_plans_in_different_currencies_are_compared_apart(catalog, urls):
    groups = plans_view(catalog, urls)["groups"]
    assert [(group["currency"], [plan["id"] for plan in group["plans"]]) for group in groups] == [
        ("EUR", ["single", "heads", "year"]),
        ("GBP", ["pounds"]),
    ]


def test_plan_for_parts_alone_is_said_to_be_and_is_never_the_cheapest(catalog, urls):
    heads = plans_view(catalog, urls)["groups"][0]["plans"][1]
    assert [product["title"] for product in heads["products"]] == ["P350"]
    assert heads["parts_only"]
    assert not heads["open"]


def test_plan_for_more_products_than_the_single_incident_has_no_break_even(catalog, urls):
    plans = {plan["id"]: plan for plan in plans_view(catalog, urls)["groups"][0]["plans"]}
    assert plans["year"]["pays_from"] == ""
    assert [cost["text"] for cost in plans["single"]["costs"]] == ["69 EUR", "138 EUR", "276 EUR", "552 EUR"]


def test_centres_open_in_a_map_app_at_their_coordinates(catalog, urls):
    view = centres_view(catalog, urls)
    centre = view["countries"][0]["centres"][0]
    assert centre["map_url"] == "geo:53.545,9.978?q=Lotsenhof%207%2C%2020459%20Hamburg%2C%20Germany"
    assert view["choices"] == ["Austria", "Germany"]
