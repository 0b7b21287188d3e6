"""The page of a spec sheet: its product, its table, and the files that it can be had as."""

from __future__ import annotations

from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.model import Product
from kbgen.content.record import Record
from kbgen.pages.compare import compare_link, in_sentence
from kbgen.pages.links import Urls, page_link
from kbgen.pages.spec_files import FORMATS, family_file, sheet_file
from kbgen.pages.spec_table import spec_groups
from kbgen.pages.support import maker_view


def spec_view(catalog: Catalog, record: Record, urls: Urls) -> dict[str, Any]:
    """Return everything that the page of a spec sheet shows; `product` is None where it names none."""
    products = catalog.products_of(record)
    sheet = catalog.sheets.get(products[0].id) if products else None
    product = products[0].front if products else None
    if sheet is None or not isinstance(product, Product):
        return {"product": None, "family": "", "groups": [], "manufacturer": {}}
    groups = spec_groups(sheet)
    compared = compare_link(catalog, products[0], urls)
    updated = record.front.updated or record.front.reviewed
    return {
        "product": page_link(catalog, products[0], urls),
        "manufacturer": maker_view(catalog.manufacturers.get(product.manufacturer), urls),
        "model_numbers": list(product.model_numbers),
        "image": product.image or "",
        "family": in_sentence(sheet.family.label),
        "groups": groups,
        "compare": compared,
        "converted": any(row["other"] for group in groups for row in group["rows"]),
        "date": updated.isoformat() if updated else "",
        "files": {kind: sheet_file(record.uri, kind) for kind in FORMATS},
        "family_files": {kind: family_file(product.family, kind) for kind in FORMATS} if compared else {},
    }
