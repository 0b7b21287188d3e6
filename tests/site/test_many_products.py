"""A site with hundreds of products stays one that a phone can show."""

import re

import pytest
from running import run_kbgen

from kbgen.pages.makers import WALL

FAMILIES = """
families:
  phone:
    label: Phones
    properties:
      battery: {label: Battery capacity, type: number, unit: mAh, synonyms: [accumulator]}
      removable: {label: Battery can be taken out, type: yes/no, synonyms: [removable battery]}
  tablet: {label: Tablets, properties: {}}
"""
MAKERS = {"ash": "Ash", "birch": "Birch"}


def product(number, body=""):
    maker = "birch" if number % 3 else "ash"
    family = "phone" if number % 2 else "tablet"
    name = f"Model {number}/{number}A/{number}B"
    return f"---\ntype: product\nname: {name}\nmanufacturer: {maker}\nfamily: {family}\n---\n{body}"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    (folder / "mkdocs.yml").write_text(
        "site_name: Many\ndocs_dir: content\ntheme:\n  name: material\nplugins:\n  - kbgen\n"
    )
    files = {f"products/m{number}.md": product(number) for number in range(1, WALL + 1)}
    files["products/m0.md"] = product(1, "## Start again\n\nHold the power key.\n")
    files |= {
        f"manufacturers/{key}.md": f"---\ntype: manufacturer\nname: {name}\n---\n"
        for key, name in MAKERS.items()
    }
    files["_data/specs.yml"] = FAMILIES
    sheet = "properties:\n  battery: {value: 3000 mAh, condition: large one}\n  removable: no\n"
    files["specs/m1.md"] = f"---\ntype: spec\ntitle: M1 data\nproduct: m1\n{sheet}---\n"
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    return folder


def text_of(site, page):
    return (site / "site" / page / "index.html").read_text(encoding="utf-8")


def test_home_names_makers_with_the_number_of_their_products(site):
    home = text_of(site, ".")
    assert "Model 1/1A/1B" not in home
    cards = re.findall(r'href="([^"]*)">(Ash|Birch)</a>\s*<span class="kb-card__note">([^<]*)<', home)
    ash = WALL // 3
    assert cards == [
        ("manufacturers/ash/", "Ash", f"{ash} products: Tablets, Phones"),
        ("manufacturers/birch/", "Birch", f"{WALL + 1 - ash} products: Phones, Tablets"),
    ]


def test_every_product_is_in_the_list_of_all_and_in_its_makers(site):
    for page, numbers in [("products", range(1, WALL + 1)), ("manufacturers/ash", range(3, WALL + 1, 3))]:
        listed = re.findall(
            r'kb-card__link" href="[^"]*products/(m\d+)/|kb-card__link" href="(m\d+)/', text_of(site, page)
        )
        found = {"".join(each) for each in listed} - {"m0"}
        assert found == {f"m{number}" for number in numbers}


def test_cards_have_no_room_for_pictures_where_no_product_has_one(site):
    assert "kb-card__picture" not in text_of(site, "products")


def test_a_makers_products_stand_by_family_in_the_order_of_their_names(site):
    page = text_of(site, "manufacturers/ash")
    assert re.findall(r'<h3 class="kb-subheading">([^<]*)<', page) == ["Phones", "Tablets"]
    numbers = [
        int(number)
        for number in re.findall(r"products/m(\d+)/", page.split("Tablets</h3>")[1])
        if int(number) % 2 == 0
    ]
    assert numbers == sorted(numbers)


def test_results_show_a_row_of_a_sheet_as_a_person_would_say_it(site):
    _, out, _ = run_kbgen("search", "removable battery", cwd=site)
    assert "Battery capacity (accumulator): 3000 mAh (large one)." in out
    assert "Battery can be taken out (removable battery): No." in out


def test_the_name_of_a_product_is_not_shown_as_part_of_its_last_section(site):
    _, out, _ = run_kbgen("search", "Model 1/1A", cwd=site)
    assert "Start again" not in out.split("products/m0.md")[0].splitlines()[-2]
