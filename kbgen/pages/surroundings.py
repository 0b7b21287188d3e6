"""What a page says of itself beside its text: its place in a series, whether it helped, data for machines."""

from __future__ import annotations

from typing import Any

from kbgen.content.record import Record
from kbgen.pages.knowledge_base import KnowledgeBase
from kbgen.pages.moved import script_data
from kbgen.pages.order import order_view
from kbgen.pages.structured_data import build_graph

JUDGED = frozenset({"article", "faq", "troubleshooting", "known-issue", "spec", "product"})
"""Types whose pages ask whether they helped."""


def surroundings(kb: KnowledgeBase, uri: str, html: str) -> dict[str, Any]:
    """Return the parts of the `kb` object that are about the page and not its text; `html` is its text."""
    record = kb.catalog.records.get(uri)
    graph = build_graph(kb, uri, html)
    return {
        "applies_to": _applies_to(kb, record) if record else [],
        "order": order_view(kb.orders, uri),
        "feedback": _feedback(kb, record) if record else {},
        "structured_data": script_data(graph) if graph else "",
        "sharing": _sharing(kb, record),
    }


EVERY = "*"
"""Stands for all products of a page where its versions are not told product by product."""


def _applies_to(kb: KnowledgeBase, record: Record) -> list[dict[str, str]]:
    """Return the products that a page is about, each with the versions that it holds for, if not for all.

    A known issue says among its facts which versions it affects.
    """
    versions: Any = getattr(record.front, "versions", ()) if record.type != "known-issue" else ()
    found = []
    for product in kb.catalog.products_of(record):
        told = isinstance(versions, dict)
        ranges: Any = versions.get(product.id) or versions.get(EVERY) or () if told else versions
        shown = ", ".join(map(str, ranges))
        found.append({"title": product.title, "url": kb.urls.of(product.uri), "versions": shown})
    return found


def _feedback(kb: KnowledgeBase, record: Record) -> dict[str, Any]:
    """Return what the page asks, and everything that is sent with the answer; empty where it does not ask."""
    if record.type not in JUDGED or not kb.feedback:
        return {}
    products = [record] if record.type == "product" else list(kb.catalog.products_of(record))
    url = kb.urls.of(record.uri)
    return {
        **kb.feedback,
        "key": url,
        "values": {
            "page": kb.site.absolute(url) or url,
            "title": record.title,
            "product": ", ".join(product.id for product in products),
            "language": record.front.language or kb.site.language,
        },
        "product_names": [product.title for product in products],
    }


def _sharing(kb: KnowledgeBase, record: Record | None) -> dict[str, str]:
    """Return what link previews show (https://ogp.me): empty where the page does not say."""
    front = record.front if record else None
    image = getattr(front, "image", None) or ""
    if record is not None and record.type == "spec":
        image = next((getattr(p.front, "image", None) or "" for p in kb.catalog.products_of(record)), "")
    written = record is not None and record.type not in {"product", "manufacturer", "ticket-form"}
    return {
        "type": "article" if written else "website",
        "image": kb.site.absolute(image) if image else "",
        "modified": front.updated.isoformat() if front and front.updated else "",
    }
