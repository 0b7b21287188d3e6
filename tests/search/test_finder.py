"""What a search for products understands, whom it finds in which order, and when it says nothing."""

import pytest
from product_queries import FOUND, NEAREST, NO_SEARCH
from sheets import demo_specs

from kbgen.search.finder.finding import find_products


def ids(found):
    return [product.id for product in found.products]


@pytest.mark.parametrize("query", FOUND)
def test_products_are_found_in_order(query):
    found = find_products(demo_specs(), query)
    assert found is not None
    assert (ids(found), found.nearest) == (FOUND[query], False)


@pytest.mark.parametrize("query", NEAREST)
def test_where_none_is_as_asked_the_nearest_are_offered(query):
    found = find_products(demo_specs(), query)
    assert found is not None
    assert (ids(found), found.nearest) == (NEAREST[query], True)


@pytest.mark.parametrize("query", NO_SEARCH)
def test_other_queries_are_no_search_for_products(query):
    assert find_products(demo_specs(), query) is None
