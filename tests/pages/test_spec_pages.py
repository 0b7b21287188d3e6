"""What comes out of a spec sheet: the other system of units, files, structured data."""

import csv
import io
import json

import pytest

from kbgen.content.families import Family, Property
from kbgen.content.specs import SpecSheet, parse_value
from kbgen.pages.links import Urls
from kbgen.pages.spec_files import export_sheets
from kbgen.pages.spec_properties import property_values
from kbgen.pages.spec_units import convert_value
from kbgen.site.knowledge_base import load_content


def converted(kind, unit, text, **keys):
    declared = Property(label="Size", type=kind, unit=unit, **keys)
    value, problem = parse_value(declared, text)
    assert problem == ""
    found = convert_value(declared, value)
    return found.text if found else None


@pytest.mark.parametrize(
    ("kind", "unit", "text", "other"),
    [
        ("number", "kg", "1.32 kg ± 20 g", "2.91 ± 0.04 lb"),
        ("number", "g", "420 g", "14.8 oz"),
        ("number", "mm", "12 mm +0.5/-0.2 mm", "0.47 +0.02/−0.008 in"),
        ("number", "m", "1.0 m", "3.3 ft"),
        ("number", "kg", "9 kg", "20 lb"),
        ("number", "kg", "40,000 kg", "88,185 lb"),
        ("number", "l", "<= 0.5 l", "≤ 0.13 gal"),
        ("number", "kPa", "~250 kPa", "about 36.3 psi"),
        ("number", "°F", "161 °F", "72 °C"),
        ("range", "°C", "-20..60 °C", "−4 to 140 °F"),
        ("range", "°C", "up to 37.5 °C", "up to 99.5 °F"),
        ("dimensions", "mm", "313 x 222 x 15.9 mm", "12.32 × 8.74 × 0.63 in"),
        ("dimensions", "mm", "12.3 x 8.1 in", "312 × 206 mm"),
        ("dimensions", "in", "12.3 x 8.1 in", "31.2 × 20.6 cm"),
        ("number", "km/h", "25 km/h", "15.5 mph"),
        ("number", "GB", "16 GB", None),
        ("dimensions", "px", "1920 x 1080 px", None),
        ("number", "in", "15.6 in", None),  # the diagonal of a display is its name
    ],
)
def test_a_value_is_converted_with_the_digits_that_it_was_stated_with(kind, unit, text, other):
    assert converted(kind, unit, text) == other


def test_the_family_decides_what_is_converted():
    assert converted("number", "in", "15.6 in", convert=True) == "39.6 cm"
    assert converted("number", "mm", "57 mm", convert=False) is None


FAMILY = Family.model_validate(
    {
        "label": "Laptops",
        "properties": {
            "weight": {"label": "Weight", "type": "number", "unit": "kg"},
            "noise": {"label": "Noise", "type": "number", "unit": "dB(A)"},
            "heat": {"label": "Heat", "type": "range", "unit": "°C"},
            "gain": {"label": "Gain", "type": "number", "unit": "dBi"},
            "touch": {"label": "Touch", "type": "yes/no"},
            "ports": {"label": "Ports", "type": "list"},
            "size": {"label": "Size", "type": "dimensions", "unit": "mm"},
            "late": {"label": "Late", "type": "text"},
        },
    }
)
STATED = {
    "weight": {"value": "1.32 kg ± 20 g", "condition": "without charger"},
    "noise": "<= 34 dB(A)",
    "heat": "5..35 °C",
    "gain": "3 dBi",
    "touch": "no",
    "ports": ["USB-C", "HDMI"],
    "size": "30 x 20 mm",
    "late": "not stated",
}


def test_stated_values_are_schema_org_property_values():
    values = {name: parse_value(FAMILY.properties[name], raw)[0] for name, raw in STATED.items()}
    found = {each["propertyID"]: each for each in property_values(SpecSheet("a", FAMILY, values))}
    assert set(found) == STATED.keys() - {"late"}
    assert found["weight"] == {
        "@type": "PropertyValue",
        "name": "Weight",
        "propertyID": "weight",
        "value": 1.32,
        "minValue": 1.3,
        "maxValue": 1.34,
        "unitCode": "KGM",
        "unitText": "kg",
        "description": "without charger",
    }
    assert (found["noise"].get("value"), found["noise"]["maxValue"]) == (None, 34)
    assert (found["heat"]["minValue"], found["heat"]["maxValue"]) == (5, 35)
    assert ("unitCode" in found["gain"], found["gain"]["unitText"]) == (False, "dBi")
    assert (found["touch"]["value"], found["ports"]["value"]) == (False, ["USB-C", "HDMI"])
    assert found["size"]["value"] == "30 × 20 mm"


SPECS = """families:
  laptop:
    label: Laptops
    properties:
      weight: {label: Weight, type: number, unit: kg}
      heat: {label: Heat, type: range, unit: °C}
      size: {label: Size, type: dimensions, unit: mm}
      chip: {label: Chip, type: text}
"""


@pytest.fixture
def files(project):
    """The files of two laptops, one with odd texts; a third whose page is not published."""
    contents = {
        "_data/specs.yml": SPECS,
        "manufacturers/alder.md": "---\ntype: manufacturer\nname: Alder\n---\n",
    }
    for name, chip in {"a1": "'=1+1'", "b2": "not stated", "c3": "x"}.items():
        front = f"type: product\nname: {name.upper()}\nmanufacturer: alder\nfamily: laptop"
        contents[f"products/{name}.md"] = f"---\n{front}\n---\n"
        values = f"  weight: 1.3 kg\n  heat: -10..40 °C\n  size: 30 x 20 mm\n  chip: {chip}\n"
        contents[f"specs/{name}.md"] = f"---\ntype: spec\nproduct: {name}\nproperties:\n{values}---\n"
    content = load_content(project(contents) / "content", "content", "Site", lambda _uri: False)
    assert content.diagnostics == ()
    urls = Urls({"specs/a1.md": "specs/a1/", "specs/b2.md": "specs/b2/"})
    return export_sheets(content.catalog, urls, "https://example.com/help")


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_published_sheet_has_its_files_and_so_has_the_family(files):
    assert set(files) == {
        *("specs/a1.csv", "specs/a1.json", "specs/b2.csv", "specs/b2.json"),
        *("compare/laptop.csv", "compare/laptop.json"),
    }
    assert [row["product"] for row in rows(files["compare/laptop.csv"])] == ["a1"] * 4 + ["b2"] * 4


def test_a_row_has_text_numbers_unit_and_code(files):
    weight, heat, size, chip = rows(files["specs/a1.csv"])
    assert (weight["value"], weight["numbers"], weight["unit"], weight["unit_code"]) == (
        "1.3 kg",
        "1.3",
        "kg",
        "KGM",
    )
    assert (heat["value"], heat["lower"], heat["upper"]) == ("−10 to 40 °C", "-10", "40")
    assert (size["numbers"], size["lower"]) == ("30 20", "")
    assert chip["stated"] == "yes"
    assert rows(files["specs/b2.csv"])[3]["stated"] == "no"


def test_no_cell_is_a_formula(files):
    assert rows(files["specs/a1.csv"])[3]["value"] == "'=1+1"


def test_json_says_the_same_with_full_addresses(files):
    sheet = json.loads(files["specs/a1.json"])
    assert sheet["product"]["url"] == "https://example.com/help/specs/a1/"
    assert sheet["properties"][1] == {
        "id": "heat",
        "label": "Heat",
        "group": None,
        "type": "range",
        "stated": True,
        "text": "−10 to 40 °C",
        "numbers": [-10, 40],
        "lower": -10,
        "upper": 40,
        "unit": "°C",
        "unit_code": "CEL",
        "bound": None,
        "items": [],
        "condition": None,
    }
    family = json.loads(files["compare/laptop.json"])
    assert [product["id"] for product in family["products"]] == ["a1", "b2"]
    assert family["products"][1]["values"]["chip"]["text"] is None


def test_the_index_gets_what_is_stated_and_nothing_converted(project, files):
    from kbgen.pages.facts import facts_html
    from kbgen.pages.knowledge_base import KnowledgeBase
    from kbgen.pages.outline import Outline

    catalog = load_content(project({}) / "content", "content", "Site", lambda _uri: False).catalog
    kb = KnowledgeBase(catalog, {}, Outline(()), Urls({}), lambda *_: {})
    facts = facts_html(kb, catalog.records["specs/a1.md"])
    assert "Weight: 1.3 kg" in facts
    assert not any(unit in facts for unit in ("lb", "°F", " in<"))
