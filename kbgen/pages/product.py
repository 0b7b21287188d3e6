"""The hub of a product and of a manufacturer: everything about them on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.faq import popular_first
from kbgen.content.model import Manufacturer, Product
from kbgen.content.record import Record
from kbgen.content.serving import centres_for, plans_for, serves_maker
from kbgen.pages.hub import firmware_view, lifecycle_view, symptoms_view
from kbgen.pages.known_issues import known_issue_links
from kbgen.pages.links import Urls, page_link, page_links
from kbgen.pages.makers import by_title
from kbgen.pages.spec_table import spec_groups
from kbgen.pages.support import centre_view, contact_view, maker_view, plan_view


def product_card(catalog: Catalog, record: Record, urls: Urls) -> dict[str, Any]:
    """Return a product as lists of products show it."""
    product = record.front
    assert isinstance(product, Product)  # noqa: S101 - the catalog has chosen it
    return {
        "id": record.id,
        "title": product.name,
        "url": urls.of(record.uri),
        "image": product.image or "",
        "family": catalog.families[product.family].label if product.family in catalog.families else "",
        "manufacturer": maker_view(catalog.manufacturers.get(product.manufacturer), urls),
        "model_numbers": list(product.model_numbers),
        "ended": product.end_of_sale is not None and product.successor is not None,
    }


def product_view(catalog: Catalog, record: Record, urls: Urls) -> dict[str, Any]:
    """Return everything that a product's hub shows."""
    product = record.front
    assert isinstance(product, Product)  # noqa: S101 - the template is a product's
    pages = catalog.pages_by_product.get(record.id, ())
    successor = catalog.products.get(product.successor or "")
    return {
        **product_card(catalog, record, urls),
        "mpn": list(product.mpn),
        "gtin": list(product.gtin),
        "components": [_component(catalog, component, urls) for component in product.components],
        "warranty": str(product.warranty or ""),
        "lifecycle": lifecycle_view(product),
        "firmware": firmware_view(catalog, record, urls),
        "successor": page_link(catalog, successor, urls) if successor else None,
        "downloads": [
            {"title": item.title, "url": item.url, "version": item.version or ""}
            for item in product.downloads
        ],
        "guides": [_guide(catalog, guide, urls) for guide in _of_type(pages, "troubleshooting")],
        "symptoms": symptoms_view(catalog, record, urls),
        "known_issues": known_issue_links(catalog, pages, urls, record.id),
        "faqs": [_faq(catalog, faq, urls) for faq in _of_type(pages, "faq")],
        "articles": page_links(catalog, _of_type(pages, "article"), urls),
        "sheet": next(iter(page_links(catalog, _of_type(pages, "spec"), urls)), None),
        "spec_groups": spec_groups(catalog.sheets[record.id]) if record.id in catalog.sheets else [],
        "plans": [plan_view(plan, urls) for plan in plans_for(catalog, record)],
        "centres": [centre_view(centre, urls) for centre in centres_for(catalog, record)],
    }


def _of_type(pages: Iterable[Record], name: str) -> list[Record]:
    return [page for page in pages if page.type == name]


def _component(catalog: Catalog, component: Any, urls: Urls) -> dict[str, Any]:
    return {
        "name": component.name,
        "mpn": component.mpn or "",
        "warranty": str(component.warranty or ""),
        "manufacturer": maker_view(catalog.manufacturers.get(component.manufacturer), urls),
    }


def _guide(catalog: Catalog, record: Record, urls: Urls) -> dict[str, Any]:
    return {**page_link(catalog, record, urls), "symptoms": list(record.front.symptoms)}


def _faq(catalog: Catalog, record: Record, urls: Urls) -> dict[str, Any]:
    questions = popular_first(catalog.questions.get(record.uri, ()))
    base = urls.of(record.uri)
    return {
        **page_link(catalog, record, urls),
        "questions": [{"title": question.text, "url": f"{base}#{question.id}"} for question in questions],
    }


def manufacturer_view(catalog: Catalog, record: Record, urls: Urls) -> dict[str, Any]:
    """Return everything that a manufacturer's hub shows."""
    maker = record.front
    assert isinstance(maker, Manufacturer)  # noqa: S101 - the template is a manufacturer's
    products = list(catalog.products.values())
    own = [product for product in products if _made_by(product, record.id)]
    part_of = [product for product in products if _has_part_of(product, record.id)]
    pages = dict.fromkeys(page.uri for product in own for page in catalog.pages_by_product[product.id])
    return {
        "title": maker.name,
        "site": maker.site or "",
        "country": maker.country or "",
        "contact": contact_view(maker.contact),
        "products": by_title(product_card(catalog, product, urls) for product in own),
        "part_of": [product_card(catalog, product, urls) for product in part_of],
        "known_issues": known_issue_links(catalog, [catalog.records[uri] for uri in pages], urls),
        "plans": [
            plan_view(plan, urls)
            for plan in catalog.of_type("support-plan")
            if serves_maker(catalog, plan, record.id)
        ],
        "centres": [
            centre_view(centre, urls)
            for centre in catalog.of_type("service-centre")
            if serves_maker(catalog, centre, record.id)
        ],
    }


def _made_by(product: Record, maker: str) -> bool:
    return isinstance(product.front, Product) and product.front.manufacturer == maker


def _has_part_of(product: Record, maker: str) -> bool:
    return isinstance(product.front, Product) and any(
        part.manufacturer == maker for part in product.front.components
    )
