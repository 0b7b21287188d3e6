"""Parts of a product's hub: symptoms with what treats them, its life in words, its firmware."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.known_issues import product_states
from kbgen.content.model import KnownIssue, Product
from kbgen.content.record import Record
from kbgen.pages.links import Urls, page_link

_TREATING = ("known-issue", "troubleshooting", "article", "faq")
"""Types of pages that symptoms lead to; of two that treat the same, the first."""
_CODE = re.compile(r"(?=\S*\d)[\w.:#-]{2,14}")
"""An error code: one word with a digit."""


def symptoms_view(catalog: Catalog, product: Record, urls: Urls) -> dict[str, list[dict[str, Any]]]:
    """Return each symptom of a product with the page that treats it best: `codes` and `others`.

    That is a known issue which is not fixed, or else the page with the fewest symptoms: one that lists every
    code there is says least about each.
    """
    best: dict[str, tuple[str, Record]] = {}
    for page in sorted(_treating(catalog, product), key=_order):
        for symptom in page.front.symptoms:
            best.setdefault(_folded(symptom), (symptom, page))
    links = {page.uri: page_link(catalog, page, urls) for _, page in best.values()}
    found = [{"text": text, **links[page.uri]} for text, page in best.values()]
    codes = [each for each in found if _CODE.fullmatch(each["text"])]
    others = [each for each in found if not _CODE.fullmatch(each["text"])]
    return {
        "codes": sorted(codes, key=lambda each: _natural(each["text"])),
        "pages": _by_page(others),
    }


def _treating(catalog: Catalog, product: Record) -> Iterable[Record]:
    for page in catalog.pages_by_product[product.id]:
        if page.type in _TREATING and not _is_fixed(catalog, page, product):
            yield page


def _is_fixed(catalog: Catalog, page: Record, product: Record) -> bool:
    if not isinstance(page.front, KnownIssue):
        return False
    states = product_states(catalog, page)
    return any(each.product.id == product.id and each.state == "fixed" for each in states)


def _order(page: Record) -> tuple[bool, int, int, str]:
    return (
        page.type != "known-issue",
        len(page.front.symptoms),
        _TREATING.index(page.type),
        page.uri,
    )


def _folded(symptom: str) -> str:
    return re.sub(r"[\W_]+", "", symptom).casefold()


def _natural(code: str) -> list[tuple[int, str]]:
    """Return a code as it is sorted: `E-9` before `E-31`."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", code)]


def _by_page(symptoms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pages that symptoms lead to, guides first, each with its symptoms."""
    pages: dict[str, dict[str, Any]] = {}
    for each in symptoms:
        page = pages.setdefault(each["url"], {**each, "symptoms": []})
        page["symptoms"].append(each["text"])
    return sorted(
        pages.values(),
        key=lambda page: (
            _SHOWN_FIRST.index(page["type"]),
            len(page["products"]),
            page["title"],
        ),
    )


_SHOWN_FIRST = ("troubleshooting", "known-issue", "article", "faq")


def lifecycle_view(product: Product) -> list[dict[str, str]]:
    """Return the dates of a product's life that are known, in their order.

    Each has a `label` and a `date`, and `then`: what is said instead once the reader's clock has passed it.
    """
    known: list[tuple[str, str, date | None]] = [
        ("Released", "", product.released),
        ("Sold until", "No longer sold since", product.end_of_sale),
        ("Supported until", "Support ended on", product.end_of_support),
    ]
    return [
        {"label": label, "then": then, "date": day.isoformat()}
        for label, then, day in known
        if day is not None
    ]


def firmware_view(catalog: Catalog, record: Record, urls: Urls) -> list[dict[str, Any]]:
    """Return the released versions of a product, newest first, each with the known issues that it mends."""
    product = record.front
    assert isinstance(product, Product)  # noqa: S101 - the template is a product's
    mended: dict[Any, list[dict[str, Any]]] = {}
    for issue in catalog.pages_by_product.get(record.id, ()):
        for each in product_states(catalog, issue) if isinstance(issue.front, KnownIssue) else ():
            if each.product.id == record.id and each.fixed_in is not None:
                mended.setdefault(each.fixed_in, []).append(page_link(catalog, issue, urls))
    return [
        {
            "version": str(each.version),
            "released": each.released.isoformat() if each.released else "",
            "url": each.url or "",
            "notes": each.notes or "",
            "fixes": mended.get(each.version, []),
        }
        for each in sorted(product.firmware, key=lambda each: each.version, reverse=True)
    ]
