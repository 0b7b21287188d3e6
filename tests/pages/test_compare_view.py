"""The compare page of a family: order of values, what is compared, and the links that lead there."""

import random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from running import ROOT

from kbgen.content.families import Family, Property
from kbgen.content.source import parse_source
from kbgen.content.specs import Value, parse_sheet
from kbgen.content.units import find_unit
from kbgen.pages.compare import FEW, compare_link, compare_links, compare_uri, compare_view, in_sentence
from kbgen.pages.links import Urls
from kbgen.pages.value_order import rank_values
from kbgen.site.knowledge_base import load_content

CASES = yaml.safe_load((ROOT / "tests/golden/value-order.yml").read_text(encoding="utf-8"))


def parse_value(declared, written):
    source, _ = parse_source("x.md", "x.md", b"---\ntype: spec\n---\n")
    family = Family(label="F", properties={"p": declared})
    sheet, _ = parse_sheet(source, "x", family, {"p": written})
    return sheet.values["p"]


def alike(entry, kind):
    """The spellings of one value; of a list, each spelling is itself a list."""
    nested = isinstance(entry, list) and (kind != "list" or isinstance(entry[0], list))
    return entry if nested else [entry]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_values_have_the_order_of_the_golden_file(case):
    declared = Property(label="P", **case["property"])
    written = [
        (rank, each) for rank, entry in enumerate(case["order"]) for each in alike(entry, declared.type)
    ]
    random.Random(1).shuffle(written)  # noqa: S311 - the same order each time
    values = [parse_value(declared, each) for _, each in written]
    assert rank_values(declared, [*values, None, Value("Not stated", stated=False)]) == [
        *(rank for rank, _ in written),
        None,
        None,
    ]


@given(st.lists(st.tuples(st.integers(1, 9_999), st.sampled_from(["g", "kg", "lb", "oz"])), min_size=2))
def test_ranks_are_the_order_of_base_units(written):
    declared = Property(label="P", type="number", unit="kg")
    values = [Value(f"{number} {unit}", (float(number),), find_unit(unit)) for number, unit in written]
    base = [number * find_unit(unit).factor for number, unit in written]
    ranks = rank_values(declared, values)
    for left, one in zip(ranks, base, strict=True):
        for right, other in zip(ranks, base, strict=True):
            if abs(one - other) > 1e-7 * max(one, other):
                assert (left < right) == (one < other)
    assert set(ranks) == set(range(len(set(ranks))))


SPECS = """families:
  lamp:
    label: Lamps
    groups: [Light, Body]
    properties:
      weight: {label: Weight, type: number, unit: kg, group: Body, better: lower}
      power: {label: Power, type: number, unit: W, group: Light}
      colour: {label: Colour, type: text, group: Body}
  usb:
    label: USB hubs
    properties: {ports: {label: Ports, type: number}}
"""


def lamp(name, family="lamp", maker="acme"):
    return f"---\ntype: product\nname: {name}\nmanufacturer: {maker}\nfamily: {family}\n---\n"


def sheet(product, **properties):
    said = "".join(f"  {name}: {value}\n" for name, value in properties.items())
    return f"---\ntype: spec\nproduct: {product}\nproperties:\n{said}---\n"


@pytest.fixture
def catalog(project):
    def load(files):
        makers = {f"manufacturers/{name}.md": maker_page(name) for name in ("acme", "zeta")}
        folder = project({"_data/specs.yml": SPECS, **makers, **files}) / "content"
        return load_content(folder, "content", "Site", lambda _uri: False)

    return load


def maker_page(name):
    return f"---\ntype: manufacturer\nname: {name.title()}\n---\n"


def lamps(count):
    files = {}
    for at in range(count):
        files[f"products/l{at}.md"] = lamp(f"Lamp {at}")
        files[f"specs/l{at}.md"] = sheet(f"l{at}", weight=f"{at + 1} kg", power="5 W")
    return files


def urls(content):
    return Urls({uri: uri.removesuffix(".md") + "/" for uri in content.generated})


def test_a_family_has_a_compare_page_when_two_of_it_have_sheets(catalog):
    one = {**lamps(1), "products/hub.md": lamp("Hub", "usb"), "specs/hub.md": sheet("hub", ports=4)}
    assert compare_pages(catalog(one)) == []
    assert compare_pages(catalog(lamps(2))) == [("compare/lamp.md", "Compare lamps")]


def compare_pages(content):
    return [(page.uri, page.title) for page in content.generated.values() if page.type == "compare"]


def test_what_a_writer_has_written_there_stays(catalog):
    assert "compare/lamp.md" not in catalog({**lamps(2), "compare/lamp.md": "# Mine\n"}).generated


def test_the_table_has_every_product_and_every_stated_property_in_groups(catalog):
    files = lamps(2)
    files["products/l10.md"], files["specs/l10.md"] = lamp("Lamp 10"), sheet("l10", weight="500 g")
    files["products/a.md"], files["specs/a.md"] = lamp("A", maker="zeta"), sheet("a", weight="1000 g")
    files["specs/l0.md"] = sheet("l0", weight='{value: 1 kg, condition: "with <cable>"}', colour="not stated")
    view = compare_view(catalog(files).catalog, "lamp", Urls({}))
    assert [product["title"] for product in view["products"]] == ["Lamp 0", "Lamp 1", "Lamp 10", "A"]
    assert view["makers"] == ["Acme", "Zeta"]
    properties = {each["name"]: each for group in view["groups"] for each in group["properties"]}
    assert [(group["label"], [each["name"] for each in group["properties"]]) for group in view["groups"]] == [
        ("Light", ["power"]),
        ("Body", ["weight"]),
    ]
    assert properties["weight"]["ranks"] == "1 2 0 1"
    assert properties["power"]["ranks"] == "- 0 - -"
    first = {"text": "1 kg", "condition": "with <cable>", "stated": True}
    assert properties["weight"]["cells"][0] == first == view["products"][0]["cells"][1]


def test_a_few_are_columns_and_many_are_rows(catalog):
    assert compare_view(catalog(lamps(FEW)).catalog, "lamp", Urls({}))["few"]
    assert not compare_view(catalog(lamps(FEW + 1)).catalog, "lamp", Urls({}))["few"]


def test_the_link_from_a_product_chooses_it_and_in_a_small_family_the_others_too(catalog):
    few, many = catalog(lamps(3)), catalog(lamps(FEW + 1))
    link = compare_link(few.catalog, few.catalog.products["l1"], urls(few))
    assert link == {"url": "compare/lamp/?p=l1,l0,l2", "title": "Compare with other lamps"}
    assert compare_link(many.catalog, many.catalog.products["l1"], urls(many))["url"] == "compare/lamp/?p=l1"


def test_a_product_without_sheet_or_without_others_has_no_link(catalog):
    content = catalog({**lamps(2), "products/bare.md": lamp("Bare"), "products/hub.md": lamp("Hub", "usb")})
    products = content.catalog.products
    assert compare_link(content.catalog, products["bare"], urls(content)) is None
    assert compare_link(content.catalog, products["hub"], urls(content)) is None
    assert compare_links(content.catalog, products.values(), urls(content)) == [
        {"title": "Lamps", "url": "compare/lamp/"}
    ]
    assert compare_links(content.catalog, [products["hub"]], urls(content)) == []


def test_addresses_are_ascii_and_differ():
    names = ["lamp", "Lampe für/innen", "Lampe_fcr", "a/b", "a_2fb", "灯", ".."]
    uris = [compare_uri(name) for name in names]
    assert len(set(uris)) == len(names)
    assert all(uri.isascii() and uri.count("/") == 1 for uri in uris)


@pytest.mark.parametrize(("label", "inside"), [("Laptops", "laptops"), ("USB hubs", "USB hubs"), ("", "")])
def test_label_inside_a_sentence(label, inside):
    assert in_sentence(label) == inside
