"""Products in the order in which people look for them."""

from hypothesis import given
from hypothesis import strategies as st

from kbgen.pages.makers import by_title


def titles(*given_titles):
    cards = [{"title": title, "url": f"{at}/"} for at, title in enumerate(given_titles)]
    return [card["title"] for card in by_title(cards)]


def test_numbers_in_names_are_numbers():
    assert titles("Pixel 10", "Pixel 2 XL", "Pixel", "Pixel 2") == [
        "Pixel",
        "Pixel 2",
        "Pixel 2 XL",
        "Pixel 10",
    ]


def test_a_model_stands_before_its_variants_and_before_names():
    assert titles("Mi Note", "12 Pro", "12", "Mi 9", "12S") == ["12", "12 Pro", "12S", "Mi 9", "Mi Note"]


@given(st.lists(st.text(max_size=8), max_size=8))
def test_any_titles_have_one_order_whatever_they_came_in(names):
    assert titles(*names) == titles(*titles(*names))
    assert sorted(titles(*names)) == sorted(names)
