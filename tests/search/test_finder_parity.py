"""The browser finds the products that Python finds, in the same order, and understands the same."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from product_queries import FOUND, NEAREST, NO_SEARCH
from sheets import demo_specs

from kbgen.search.export import export_index
from kbgen.search.facets import Chosen
from kbgen.search.finder.finding import find_products
from kbgen.search.index import build_index

SCRIPT = Path(__file__).parents[1] / "js" / "find-products.js"
CHOSEN = (
    {},
    {"family": "printer"},
    {"manufacturer": "tillpoint"},
    {"product": "alder-rugged-13", "family": "laptop"},
    {"product": "unknown", "manufacturer": "nobody"},
)


@pytest.fixture(scope="module")
def sheets_folder(tmp_path_factory):
    """The demonstration's sheets as they are published."""
    folder = tmp_path_factory.mktemp("sheets")
    for name, content in export_index(build_index([], specs=demo_specs())).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def found_by_node(folder, asked):
    done = subprocess.run(
        ["node", str(SCRIPT), str(folder)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def assert_same(folder, asked):
    for each, browser in zip(asked, found_by_node(folder, asked), strict=True):
        chosen = {name: value for name, value in each.items() if name != "query"}
        found = find_products(demo_specs(), each["query"], Chosen(**chosen))
        assert browser == (None if found is None else json.loads(json.dumps(found.as_data()))), each


def test_browser_and_python_find_the_same_products(sheets_folder):
    queries = [*FOUND, *NEAREST, *NO_SEARCH]
    assert_same(sheets_folder, [{"query": query, **chosen} for query in queries for chosen in CHOSEN])


def words_of_queries():
    start = demo_specs().start
    phrases = list(demo_specs().vocabulary)
    units = [spelling for each in start["unitWords"].values() for _, spelling in each]
    numbers = st.one_of(
        st.integers(0, 2000).map(str),
        st.decimals(0, 100, places=1).map(str),
        st.sampled_from(["1,5", "1,200", "1.200,5", "-10", "0", "2.10.3", "16", "14", "1e5", "½", "１６"]),
    )
    quantities = st.tuples(numbers, st.sampled_from(["", " ", " "]), st.sampled_from(units)).map("".join)
    signs = st.sampled_from(["<", ">=", "≤", "-", "–", "+", "~", '"', "″", "€", ",", "(", ")", "x", "E-47"])
    products = [product[1] for family in demo_specs().families for product in family["products"]]
    return st.one_of(
        st.sampled_from(phrases),
        st.sampled_from(phrases).map(str.upper),
        st.sampled_from(["laptop", "printer", "terminal", "under", "between", "and", "with", "lightest"]),
        quantities,
        numbers,
        signs,
        st.sampled_from(products),
        st.text(max_size=6),
    )


queries = st.lists(words_of_queries(), min_size=1, max_size=7).flatmap(
    lambda words: st.sampled_from([" ", " ", ""]).map(lambda between: between.join(words))
)


@settings(max_examples=15)
@given(st.lists(st.tuples(queries, st.sampled_from(CHOSEN)), min_size=40, max_size=80))
def test_they_find_the_same_whatever_is_typed(sheets_folder, asked):
    assert_same(sheets_folder, [{"query": query, **chosen} for query, chosen in asked])
