"""Who supports a product: plans, service centres and contacts as templates show them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from kbgen.content.catalog import Catalog
from kbgen.content.model import Contact, Manufacturer, Product, ServiceCentre, SupportPlan
from kbgen.content.record import Record
from kbgen.pages.links import Urls

PROVIDERS = {"manufacturer": "Manufacturer", "supplier": "Supplier", "third-party": "Third party"}
TERMS = {"one-time": "One incident", "half-yearly": "Half-yearly", "yearly": "Yearly"}
PER = {"one-time": "per incident", "half-yearly": "per half-year", "yearly": "per year"}
ACCESS = {"walk-in": "Walk in", "post": "Send by post"}


def plans_for(catalog: Catalog, product: Record) -> list[Record]:
    """Return the plans that cover a product, the cheapest way in first."""
    plans = [plan for plan in catalog.of_type("support-plan") if _serves(plan, product)]
    return sorted(
        plans, key=lambda plan: (list(TERMS).index(_plan(plan).term), _plan(plan).price.amount, plan.id)
    )


def centres_for(catalog: Catalog, product: Record) -> list[Record]:
    """Return the service centres that mend a product."""
    return [centre for centre in catalog.of_type("service-centre") if _serves(centre, product)]


def _serves(record: Record, product: Record) -> bool:
    """Say whether a plan or centre is for a product: by name, by its maker, or for everything."""
    front = record.front
    if not isinstance(front, SupportPlan | ServiceCentre) or not isinstance(product.front, Product):
        return False
    if not front.products and not front.manufacturers:
        return True
    return product.id in front.products or product.front.manufacturer in front.manufacturers


def served_products(catalog: Catalog, record: Record) -> list[Record]:
    """Return the products that a plan or centre is for."""
    return [product for product in catalog.products.values() if _serves(record, product)]


def serves_maker(catalog: Catalog, record: Record, maker: str) -> bool:
    """Say whether a plan or centre is for any product of a manufacturer."""
    served = (product.front for product in served_products(catalog, record))
    return any(isinstance(product, Product) and product.manufacturer == maker for product in served)


def _plan(record: Record) -> SupportPlan:
    assert isinstance(record.front, SupportPlan)  # noqa: S101 - of_type has chosen it
    return record.front


def plan_view(record: Record, urls: Urls) -> dict[str, Any]:
    """Return a support plan as templates show it."""
    plan = _plan(record)
    return {
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
        "contact": contact_view(plan.contact),
    }


def centre_view(record: Record, urls: Urls) -> dict[str, Any]:
    """Return a service centre as templates show it; the map link is a `geo:` URI that any map app takes."""
    front = record.front
    assert isinstance(front, ServiceCentre)  # noqa: S101 - of_type has chosen it
    lines = [front.address.street, f"{front.address.postcode} {front.address.city}", front.address.country]
    return {
        "title": front.name,
        "url": urls.of(record.uri),
        "city": front.address.city,
        "country": front.address.country,
        "address": lines,
        "map_url": f"geo:0,0?q={quote(', '.join(lines))}",
        "hours": [{"days": days, "hours": hours} for days, hours in front.hours.items()],
        "access": [ACCESS[way] for way in front.access],
        "contact": contact_view(front.contact),
    }


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
