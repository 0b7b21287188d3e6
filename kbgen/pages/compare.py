"""The compare page of a product family: all its spec sheets in one table, and the links that lead there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from kbgen.content.catalog import Catalog
from kbgen.content.families import Family
from kbgen.content.model import Product
from kbgen.content.record import Record
from kbgen.content.specs import SpecSheet, Value
from kbgen.pages.links import Urls
from kbgen.pages.product import product_card
from kbgen.pages.value_order import Rank, rank_values
from kbgen.pages.written_by_nobody import GeneratedPage

FEW = 4
"""Products up to which each is a column of the table, as many as can be read side by side; more are rows."""


def compare_uri(family: str) -> str:
    """Return the path of a family's compare page; the name is ASCII on every host, and no two share one."""
    name = re.sub(r"[^A-Za-z0-9.-]", lambda sign: f"_{ord(sign[0]):x}", family)
    return f"compare/{name}.md"


def plan_comparisons(catalog: Catalog) -> list[GeneratedPage]:
    """Return a compare page for each family with at least two spec sheets."""
    return [
        GeneratedPage(compare_uri(name), "compare", f"Compare {in_sentence(family.label)}", family=name)
        for name, family in catalog.families.items()
        if _is_compared(catalog, name)
    ]


def _is_compared(catalog: Catalog, family: str) -> bool:
    return len(catalog.sheets_by_family.get(family, ())) > 1


def in_sentence(label: str) -> str:
    """Return a family's label as it stands inside a sentence: `laptops`, but `USB hubs`."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def compare_link(catalog: Catalog, product: Record, urls: Urls) -> dict[str, str] | None:
    """Return the link to the comparison with a product chosen, None where it has nothing to be compared with.

    In a family of a few the others are chosen too.
    """
    family = product.front.family if isinstance(product.front, Product) else ""
    if product.id not in catalog.sheets or not _is_compared(catalog, family):
        return None
    sheets = catalog.sheets_by_family[family]
    others = [sheet.product for sheet in sheets if sheet.product != product.id] if len(sheets) <= FEW else []
    chosen = ",".join(quote(each, safe="") for each in (product.id, *others))
    label = in_sentence(catalog.families[family].label)
    return {"url": f"{urls.of(compare_uri(family))}?p={chosen}", "title": f"Compare with other {label}"}


def compare_links(catalog: Catalog, products: Iterable[Record], urls: Urls) -> list[dict[str, str]]:
    """Return the families of some products that have a compare page, in the order of their declaration."""
    families = {product.front.family for product in products if isinstance(product.front, Product)}
    return [
        {"title": family.label, "url": urls.of(compare_uri(name))}
        for name, family in catalog.families.items()
        if name in families and _is_compared(catalog, name)
    ]


def compare_view(catalog: Catalog, family: str, urls: Urls) -> dict[str, Any]:
    """Return the table of a family: its products, and what they state in the family's groups.

    Each product has its `cells` in the order of the properties, each property its `cells` in the order of the
    products; they are the same. `ranks` is the order of the products by the property, for the page's script.
    """
    declared = catalog.families[family]
    sheets = _in_order(catalog, catalog.sheets_by_family[family])
    cards = [product_card(catalog, catalog.products[sheet.product], urls) for sheet in sheets]
    columns = [_column(declared, name, sheets) for name in _stated(declared, sheets)]
    makers = {card["manufacturer"]["name"] for card in cards} - {""}
    return {
        "family": declared.label,
        "in_sentence": in_sentence(declared.label),
        "few": len(sheets) <= FEW,
        "makers": sorted(makers, key=str.casefold) if len(makers) > 1 else [],
        "products": [
            {**card, "cells": [column["cells"][at] for column in columns]} for at, card in enumerate(cards)
        ],
        "groups": _grouped(columns),
    }


def _in_order(catalog: Catalog, sheets: Iterable[SpecSheet]) -> list[SpecSheet]:
    """Sort sheets by manufacturer and name, numbers in names as numbers."""

    def key(sheet: SpecSheet) -> tuple[str, list[str], str]:
        product = catalog.products[sheet.product]
        maker = catalog.manufacturers.get(getattr(product.front, "manufacturer", ""))
        parts = re.split(r"([0-9]+)", product.title.casefold())
        return (
            maker.title.casefold() if maker else "",
            [part.zfill(12) if part.isdigit() else part for part in parts],
            sheet.product,
        )

    return sorted(sheets, key=key)


def _stated(family: Family, sheets: Iterable[SpecSheet]) -> Iterator[str]:
    """Yield the properties that any sheet states, group by group."""
    said = {name for sheet in sheets for name, value in sheet.values.items() if value.stated}
    order = {group: at for at, group in enumerate(family.groups)}
    names = sorted(family.properties, key=lambda name: order.get(family.properties[name].group, len(order)))
    return (name for name in names if name in said)


def _column(family: Family, name: str, sheets: Iterable[SpecSheet]) -> dict[str, Any]:
    declared = family.properties[name]
    values = [sheet.values.get(name) for sheet in sheets]
    return {
        "name": name,
        "label": declared.label,
        "group": declared.group,
        "type": declared.type,
        "better": declared.better or "",
        "ranks": " ".join(_written(rank) for rank in rank_values(declared, values)),
        "cells": [_cell(value) for value in values],
    }


def _written(rank: Rank) -> str:
    return "-" if rank is None else str(rank)


def _cell(value: Value | None) -> dict[str, Any]:
    if value is None or not value.stated:
        return _UNSTATED
    return {"text": value.text, "condition": value.condition, "stated": True}


_UNSTATED = {"text": "", "condition": "", "stated": False}


def _grouped(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for column in columns:
        groups.setdefault(column["group"], []).append(column)
    return [{"label": label, "properties": properties} for label, properties in groups.items()]


def compare_summary(catalog: Catalog, family: str) -> str:
    """Return what a search finds the page by: it is about comparing, the data are on the spec sheets."""
    count = len(catalog.sheets_by_family[family])
    label = in_sentence(catalog.families[family].label)
    return f"Comparison of {count} {label} side by side: technical data, differences, which is better."
