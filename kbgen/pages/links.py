"""Links from templates: the URL of each page, and a page as a title with its link."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.record import Record


@dataclass(frozen=True)
class Urls:
    """Site-relative URLs of all pages, by their paths below the content folder."""

    by_uri: Mapping[str, str]

    def of(self, uri: str) -> str:
        """Return the URL of a page; `.` is the home page."""
        return self.by_uri.get(uri, "") or "."


def relative_url(url: str, page: str) -> str:
    """Return a site-relative URL as the page at another one has to write it."""
    base = posixpath.dirname(f"/{page}") or "/"
    relative = posixpath.relpath(f"/{url}", base)
    return f"{relative}/" if url.endswith("/") or not url else relative


def page_link(catalog: Catalog, record: Record, urls: Urls) -> dict[str, Any]:
    """Return a page as lists show it: title, URL, type, product names, one line of description."""
    return {
        "title": record.title,
        "url": urls.of(record.uri),
        "type": record.type,
        "products": [product.title for product in catalog.products_of(record)],
        "description": record.front.description or "",
        "updated": record.front.updated.isoformat() if record.front.updated else "",
    }


def page_links(catalog: Catalog, records: Iterable[Record], urls: Urls) -> list[dict[str, Any]]:
    """Return pages as lists show them."""
    return [page_link(catalog, record, urls) for record in records]
