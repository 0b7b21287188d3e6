"""What a page says to machines, in the terms of schema.org: one graph, of what is known alone.

Terms: https://schema.org/BreadcrumbList, TechArticle, Product, PropertyValue, FAQPage, WebSite, Organization.
Addresses are left out where the site's own is not known, for they have to be absolute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kbgen.content.model import Product
from kbgen.content.record import Record
from kbgen.pages.answer_texts import answer_texts
from kbgen.pages.context import place_of
from kbgen.pages.knowledge_base import KnowledgeBase
from kbgen.pages.spec_properties import property_values
from kbgen.pages.written_by_nobody import HOME

Item = dict[str, Any]


def build_graph(kb: KnowledgeBase, uri: str, html: str) -> Item:
    """Return the JSON-LD of a page, empty where it has nothing to say; `html` is the page's text."""
    record = kb.catalog.records.get(uri)
    if uri == HOME:
        items = [_website(kb)]
    else:
        items = [item for item in (_breadcrumb(kb, uri), _main(kb, record, html)) if item]
    return {"@context": "https://schema.org", "@graph": items} if items else {}


def _filled(item: Mapping[str, Any]) -> Item:
    """Leave out what is not known."""
    return {key: value for key, value in item.items() if value not in ("", [], None, {})}


def _organization(kb: KnowledgeBase) -> Item:
    site = kb.site
    logo = site.absolute(site.logo) if site.logo else ""
    return _filled({"@type": "Organization", "name": site.publisher, "url": site.url, "logo": logo})


def _website(kb: KnowledgeBase) -> Item:
    site = kb.site
    return _filled(
        {
            "@type": "WebSite",
            "name": site.name,
            "url": site.url,
            "description": site.description,
            "inLanguage": site.language,
            "publisher": _organization(kb),
        }
    )


def _breadcrumb(kb: KnowledgeBase, uri: str) -> Item:
    """Return the trail as the page shows it: Home, then each section above."""
    if not uri:
        return {}
    trail = [{"title": "Home", "url": "."}, *place_of(kb, uri)]
    items = [
        _filled(
            {
                "@type": "ListItem",
                "position": at,
                "name": node["title"],
                "item": kb.site.absolute(node["url"]) if node["url"] else "",
            }
        )
        for at, node in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _main(kb: KnowledgeBase, record: Record | None, html: str) -> Item:
    if record is None:
        return {}
    if record.type in {"article", "troubleshooting", "known-issue"}:
        return _article(kb, record)
    if record.type == "faq":
        return _faq(kb, record, html)
    if record.type in {"product", "spec"}:
        products = [record] if record.type == "product" else list(kb.catalog.products_of(record))
        return _product(kb, products[0]) if products else {}
    return {}


def _article(kb: KnowledgeBase, record: Record) -> Item:
    publisher = _organization(kb)
    return _filled(
        {
            "@type": "TechArticle",
            "headline": record.title,
            **_page(kb, record),
            "author": publisher,
            "publisher": publisher,
        }
    )


def _page(kb: KnowledgeBase, record: Record) -> Item:
    """Return what articles and questions have in common."""
    front = record.front
    return {
        "url": kb.site.absolute(kb.urls.of(record.uri)),
        "description": front.description or "",
        "inLanguage": front.language or kb.site.language,
        "dateModified": front.updated.isoformat() if front.updated else "",
        "about": [_product_link(kb, product) for product in kb.catalog.products_of(record)],
    }


def _product_link(kb: KnowledgeBase, product: Record) -> Item:
    url = kb.site.absolute(kb.urls.of(product.uri))
    return _filled({"@type": "Product", "name": product.title, "url": url})


def _faq(kb: KnowledgeBase, record: Record, html: str) -> Item:
    """Return the questions with their answers as plain text; a question without an answer is left out."""
    answers = answer_texts(html)
    questions = [
        {
            "@type": "Question",
            "name": question.text,
            **_filled({"url": _question_url(kb, record, question.id)}),
            "acceptedAnswer": {"@type": "Answer", "text": answers[question.id]},
        }
        for question in kb.catalog.questions.get(record.uri, ())
        if answers.get(question.id)
    ]
    page = {"@type": "FAQPage", "name": record.title, **_page(kb, record), "mainEntity": questions}
    return _filled(page) if questions else {}


def _question_url(kb: KnowledgeBase, record: Record, question: str) -> str:
    page = kb.site.absolute(kb.urls.of(record.uri))
    return f"{page}#{question}" if page else ""


def _product(kb: KnowledgeBase, record: Record) -> Item:
    product = record.front
    if not isinstance(product, Product):
        return {}
    maker = kb.catalog.manufacturers.get(product.manufacturer)
    family = kb.catalog.families.get(product.family)
    name = maker.title if maker else ""
    return _filled(
        {
            "@type": "Product",
            "name": record.title,
            "url": kb.site.absolute(kb.urls.of(record.uri)),
            "description": product.description or "",
            "category": family.label if family else "",
            "model": _one_or_all(product.model_numbers),
            "mpn": _one_or_all(product.mpn),
            "gtin": _one_or_all(product.gtin),
            "image": kb.site.absolute(product.image) if product.image else "",
            "brand": {"@type": "Brand", "name": name} if name else {},
            "manufacturer": _maker(kb, maker) if maker else {},
            "releaseDate": product.released.isoformat() if product.released else "",
            "additionalProperty": _properties(kb, record),
        }
    )


def _maker(kb: KnowledgeBase, maker: Record) -> Item:
    site = getattr(maker.front, "site", None) or ""
    url = kb.site.absolute(kb.urls.of(maker.uri))
    return _filled({"@type": "Organization", "name": maker.title, "url": site or url})


def _properties(kb: KnowledgeBase, product: Record) -> list[Item]:
    """Return the values of the product's spec sheet that are stated."""
    sheet = kb.catalog.sheets.get(product.id)
    return property_values(sheet) if sheet else []


def _one_or_all(texts: Iterable[str]) -> str | list[str]:
    """Return a single text as such; schema.org takes either."""
    found = list(texts)
    return found[0] if len(found) == 1 else found
