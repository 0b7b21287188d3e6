"""Pages that are read one after the other: a folder says so, and its pages lead from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.pages.outline import Node, Outline


def build_orders(catalog: Catalog, outline: Outline) -> Mapping[str, dict[str, Any]]:
    """Return path → place of every page in a folder that says `in_order`, and of the folder itself."""
    found: dict[str, dict[str, Any]] = {}
    for record in catalog.records.values():
        path = outline.path(record.uri) if record.front.in_order else ()
        if path and path[-1].children:
            found |= _series(path[-1])
    return found


def _series(folder: Node) -> dict[str, dict[str, Any]]:
    parts = [node for node in folder.children if node.uri and not node.children]
    title = {"title": folder.title, "url": folder.url, "count": len(parts)}
    found: dict[str, dict[str, Any]] = {folder.uri: {**title, "parts": [_link(part) for part in parts]}}
    for at, part in enumerate(parts):
        found[part.uri] = {
            **title,
            "position": at + 1,
            "previous": _link(parts[at - 1]) if at else {},
            "next": _link(parts[at + 1]) if at + 1 < len(parts) else {},
        }
    return found


def order_view(orders: Mapping[str, dict[str, Any]], uri: str) -> dict[str, Any]:
    """Return `kb.order`: every key is always there, empty where order means nothing."""
    none = {"title": "", "url": "", "count": 0, "position": 0, "previous": {}, "next": {}, "parts": []}
    return {**none, **orders.get(uri, {})}


def _link(node: Node) -> dict[str, str]:
    return {"title": node.title, "url": node.url}
