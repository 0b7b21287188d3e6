"""Spec sheets as files for spreadsheets and programs: one of each kind for a product, one for a family."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.families import Property
from kbgen.content.model import Product
from kbgen.content.record import Record
from kbgen.content.specs import SpecSheet, Value
from kbgen.pages.compare import compare_uri
from kbgen.pages.links import Urls
from kbgen.pages.spec_properties import as_json

FORMATS = ("csv", "json")
COLUMNS = (
    *("product", "product_name", "property", "label", "group", "value", "numbers", "lower", "upper"),
    *("unit", "unit_code", "condition", "stated"),
)


@dataclass(frozen=True)
class _Sheet:
    """A spec sheet with its page, the address of that, and its product."""

    page: Record
    address: str
    product: Record
    sheet: SpecSheet


def sheet_file(uri: str, kind: str) -> str:
    """Return the path of a file beside the spec page at `uri`: `specs/p200.csv` for `specs/p200.md`."""
    return f"{uri.removesuffix('.md')}.{kind}"


def family_file(family: str, kind: str) -> str:
    """Return the path of a file with all products of a family, beside its compare page."""
    return sheet_file(compare_uri(family), kind)


def export_sheets(catalog: Catalog, urls: Urls, site_url: str) -> dict[str, bytes]:
    """Return the files of all published spec sheets by path; what a writer has put there stays.

    Args:
        catalog: The records.
        urls: Where pages are published.
        site_url: The site's own address, empty where it has none; then addresses are relative to it.
    """
    sheets = list(_sheets(catalog, urls, f"{site_url.rstrip('/')}/" if site_url else ""))
    files: dict[str, bytes] = {}
    for sheet in sheets:
        files[sheet_file(sheet.page.uri, "csv")] = _csv([sheet])
        files[sheet_file(sheet.page.uri, "json")] = _json(_sheet_json(sheet), indent=1)
    for name in catalog.families:
        own = [sheet for sheet in sheets if getattr(sheet.product.front, "family", "") == name]
        if len(own) > 1:
            files[family_file(name, "csv")] = _csv(own)
            files[family_file(name, "json")] = _json(_family_json(name, own))
    return {path: data for path, data in files.items() if path not in catalog.assets}


def _sheets(catalog: Catalog, urls: Urls, site: str) -> Iterator[_Sheet]:
    seen: set[str] = set()
    for page in catalog.of_type("spec"):
        if page.uri not in urls.by_uri:
            continue
        for product in catalog.products_of(page):
            if product.id in catalog.sheets and product.id not in seen:
                seen.add(product.id)
                yield _Sheet(page, site + urls.by_uri[page.uri], product, catalog.sheets[product.id])


def _csv(sheets: Sequence[_Sheet]) -> bytes:
    """Return one row for each value. The mark at the start tells spreadsheets that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)  # lines end in CR LF, as RFC 4180 has it
    writer.writerow(COLUMNS)
    for sheet in sheets:
        for name, value in sheet.sheet.values.items():
            writer.writerow(map(_safe, _row(sheet, name, sheet.sheet.family.properties[name], value)))
    return text.getvalue().encode("utf-8-sig")


def _row(sheet: _Sheet, name: str, declared: Property, value: Value) -> Iterator[str | float]:
    yield from (sheet.product.id, sheet.product.title, name, declared.label, declared.group)
    yield value.text if value.stated else ""
    yield as_json(value.numbers[0]) if len(value.numbers) == 1 else " ".join(map(_number, value.numbers))
    yield from ("" if limit is None else as_json(limit) for limit in _limits(declared, value))
    yield from (value.unit.symbol, value.unit.code) if value.unit else ("", "")
    yield from (value.condition, "yes" if value.stated else "no")


def _number(number: float) -> str:
    return str(as_json(number))


def _safe(cell: str | float) -> str | float:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA else cell


_FORMULA = frozenset("=+-@\t\r\n")


def _sheet_json(sheet: _Sheet) -> dict[str, Any]:
    family = sheet.sheet.family
    return {
        "format": "kbgen spec sheet 1",
        "product": _product_json(sheet),
        "family": {"id": getattr(sheet.product.front, "family", ""), "label": family.label},
        "properties": [
            {**_declared_json(name, family.properties[name]), **_value_json(family.properties[name], value)}
            for name, value in sheet.sheet.values.items()
        ],
    }


def _family_json(name: str, sheets: Sequence[_Sheet]) -> dict[str, Any]:
    family = sheets[0].sheet.family
    return {
        "format": "kbgen spec family 1",
        "family": {"id": name, "label": family.label},
        "properties": [_declared_json(key, declared) for key, declared in family.properties.items()],
        "products": [
            {
                **_product_json(sheet),
                "values": {
                    key: _value_json(family.properties[key], value)
                    for key, value in sheet.sheet.values.items()
                },
            }
            for sheet in sheets
        ],
    }


def _product_json(sheet: _Sheet) -> dict[str, Any]:
    front = sheet.product.front
    assert isinstance(front, Product)  # noqa: S101 - the catalog has chosen it
    updated = sheet.page.front.updated
    return {
        "id": sheet.product.id,
        "name": sheet.product.title,
        "manufacturer": front.manufacturer,
        "model_numbers": list(front.model_numbers),
        "url": sheet.address,
        "updated": updated.isoformat() if updated else None,
    }


def _declared_json(name: str, declared: Property) -> dict[str, Any]:
    return {"id": name, "label": declared.label, "group": declared.group or None, "type": declared.type}


def _value_json(declared: Property, value: Value) -> dict[str, Any]:
    lower, upper = _limits(declared, value)
    return {
        "stated": value.stated,
        "text": value.text if value.stated else None,
        "numbers": list(map(as_json, value.numbers)),
        "lower": None if lower is None else as_json(lower),
        "upper": None if upper is None else as_json(upper),
        "unit": value.unit.symbol if value.unit else None,
        "unit_code": (value.unit.code or None) if value.unit else None,
        "bound": value.bound or None,
        "items": list(value.items),
        "condition": value.condition or None,
    }


def _limits(declared: Property, value: Value) -> tuple[float | None, float | None]:
    return (None, None) if declared.type == "dimensions" else (value.lower, value.upper)


def _json(tree: Mapping[str, Any], indent: int | None = None) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=indent) + "\n").encode()
