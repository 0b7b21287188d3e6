"""Who supports a product: plans, service centres and contacts as templates show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from kbgen.content.catalog import Catalog
from kbgen.content.cover import Contact
from kbgen.content.model import Manufacturer, ServiceCentre
from kbgen.content.record import Record
from kbgen.content.serving import TERMS, centre_of, plan_of, served_products
from kbgen.pages.links import Urls, page_links

PROVIDERS = {"manufacturer": "Manufacturer", "supplier": "Supplier", "third-party": "Third party"}
PER = {"one-time": "per incident", "half-yearly": "per half-year", "yearly": "per year"}
ACCESS = {"walk-in": "Walk in", "post": "Send by post"}


def plan_view(record: Record, urls: Urls) -> dict[str, Any]:
    """Return a support plan as templates show it."""
    plan = plan_of(record)
    return {
        "id": record.id,
        "title": plan.name,
        "url": urls.of(record.uri),
        "provider": PROVIDERS[plan.provider],
        "provider_name": plan.provider_name,
        "term": TERMS[plan.term],
        "price": str(plan.price),
        "per": PER[plan.term],
        "covers": list(plan.covers),
        "excludes": list(plan.excludes),
        "customers": plan.customers or "",
        "incidents": "1" if plan.term == "one-time" else str(plan.incidents or "Unlimited"),
        "response": str(plan.response),
        "resolution": str(plan.resolution),
        "parts": {"included": "Included", "extra": "Paid for apart"}.get(plan.parts or "", ""),
        "in_warranty": plan.in_warranty,
        "after_end_of_support": _after_support(plan.after_end_of_support),
        "bring": list(plan.bring),
        "contact": contact_view(plan.contact),
    }


def _after_support(goes_on: bool | str) -> str:
    if isinstance(goes_on, str):
        return goes_on
    return "Yes" if goes_on else "No"


def centre_view(record: Record, urls: Urls) -> dict[str, Any]:
    """Return a service centre as templates show it; the map link is a `geo:` URI that any map app takes."""
    front = centre_of(record)
    lines = [front.address.street, f"{front.address.postcode} {front.address.city}", front.address.country]
    return {
        "id": record.id,
        "title": front.name,
        "url": urls.of(record.uri),
        "city": front.address.city,
        "country": front.address.country,
        "address": lines,
        "map_url": _map_url(front, lines),
        "map_query": ", ".join(lines),
        "place": f"{front.location.lat:g},{front.location.lon:g}" if front.location else "",
        "countries": list(front.countries),
        "walk_in": "walk-in" in front.access,
        "post": "post" in front.access,
        "bring": list(front.bring),
        "hours": [{"days": days, "hours": hours} for days, hours in front.hours.items()],
        "access": [ACCESS[way] for way in front.access],
        "contact": contact_view(front.contact),
    }


def _map_url(centre: ServiceCentre, lines: list[str]) -> str:
    """Return a `geo:` URI (RFC 5870, with Android's query for an address) for the device's own map app."""
    query = quote(", ".join(lines))
    place = centre.location
    return f"geo:{place.lat:g},{place.lon:g}?q={query}" if place else f"geo:0,0?q={query}"


MOST_PRODUCTS = 24
"""Products that a plan or centre names; the rest is counted."""


def scope_view(products: list[Record], catalog: Catalog, urls: Urls) -> dict[str, Any]:
    """Return the products that a plan or centre is for: none are named where it is for everything."""
    everything = len(products) == len(catalog.products)
    named = [] if everything else products[:MOST_PRODUCTS]
    return {
        "everything": everything,
        "products": page_links(catalog, named, urls),
        "more": 0 if everything else len(products) - len(named),
        "ids": [] if everything else [product.id for product in products],
    }


def product_choices(catalog: Catalog, records: Iterable[Record]) -> list[dict[str, str]]:
    """Return the products that any of some plans or centres is for, by name, for a list to choose from."""
    served = {product.id: product.title for record in records for product in served_products(catalog, record)}
    choices = [{"id": product, "title": title} for product, title in served.items()]
    return sorted(choices, key=lambda product: (product["title"].casefold(), product["id"]))


def contact_view(contact: Contact) -> dict[str, str]:
    """Return the ways to reach somebody; empty texts where there is none."""
    return {
        "email": contact.email or "",
        "phone": contact.phone or "",
        "url": contact.url or "",
        "hours": contact.hours or "",
    }


def maker_view(record: Record | None, urls: Urls) -> dict[str, Any]:
    """Return name and page of a manufacturer, empty texts where nobody knows it."""
    if record is None or not isinstance(record.front, Manufacturer):
        return {"name": "", "url": ""}
    return {"name": record.front.name, "url": urls.of(record.uri)}
