"""Makers with many products: as cards on the home page, and their products in the order of their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.model import Product
from kbgen.pages.links import Urls
from kbgen.pages.support import maker_view

WALL = 200
"""Products from which the home page names makers only: cards of 726 products are 90,000 pixels on a phone."""


def maker_cards(catalog: Catalog, urls: Urls) -> list[dict[str, Any]]:
    """Return each maker with the number of its products and the families they belong to.

    Products whose maker nobody knows are in none of them; the list of all products has them.
    """
    families: dict[str, Counter[str]] = {}
    for record in catalog.products.values():
        front = record.front
        if isinstance(front, Product) and front.manufacturer in catalog.manufacturers:
            family = catalog.families.get(front.family)
            label = family.label if family else front.family
            families.setdefault(front.manufacturer, Counter())[label] += 1
    return [
        {
            **maker_view(catalog.manufacturers[maker], urls),
            "count": counts.total(),
            "families": [label for label, _ in counts.most_common()],
        }
        for maker, counts in sorted(families.items(), key=lambda each: _name(catalog, each[0]))
    ]


def by_title(cards: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return cards in the order of their titles: `Pixel 2`, `Pixel 2 XL`, `Pixel 10`."""
    return sorted(cards, key=lambda card: (_in_order(card["title"]), card["url"]))


def _in_order(title: str) -> list[tuple[bool, int, str]]:
    """Return the words of a title so that numbers are compared as numbers and stand before words."""
    parts = re.findall(r"\d+|[^\d\s]+", title.casefold())
    return [(False, int(part), "") if part.isdecimal() else (True, 0, part) for part in parts]


def _name(catalog: Catalog, maker: str) -> str:
    return catalog.manufacturers[maker].title.casefold()
