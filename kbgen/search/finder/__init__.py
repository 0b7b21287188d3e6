"""Finds products by what their spec sheets say: "laptop 16 GB RAM under 1.5 kg"."""

from kbgen.search.finder.finding import Found, FoundProduct, find_products
from kbgen.search.finder.sheets import ListedProduct, SpecData, build_spec_data

__all__ = ["Found", "FoundProduct", "ListedProduct", "SpecData", "build_spec_data", "find_products"]
