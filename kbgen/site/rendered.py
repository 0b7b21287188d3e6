"""Pages on their way through MkDocs: what is set before rendering, what the index takes afterwards."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from kbgen.content.host import host_values
from kbgen.content.model import Product
from kbgen.content.record import Record
from kbgen.pages.compare import compare_summary
from kbgen.pages.facts import with_facts
from kbgen.pages.knowledge_base import KnowledgeBase
from kbgen.search.facets import ProductFacet
from kbgen.search.sections import RenderedPage
from kbgen.site.open_issues import open_issue

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

NO_DATE = "1980-01-01"
"""What MkDocs takes for the date of every page: it would stamp the day of the build, and change the site
every day. The sitemap's dates come from `updated`."""


def prepare(
    page: Page, kb: KnowledgeBase, site_description: str | None, has_template: Callable[[object], bool]
) -> None:
    """Set what MkDocs and Material read from a page: metadata, title, template, date.

    Material's templates do not escape, so titles and descriptions are escaped here.

    Args:
        page: The page, before its Markdown is converted.
        kb: What is known of it.
        site_description: Stands in for the description of a page that has none.
        has_template: Says whether a template that a page asks for exists.
    """
    uri = page.file.src_uri
    record = kb.catalog.records.get(uri)
    generated = kb.generated.get(uri)
    kind = kind_of(kb, uri)
    title = record.title if record else generated.title if generated else page.file.name
    page.meta = host_values(record.source) if record else {"search": {"exclude": True}, "hide": ["toc"]}
    page.meta["title"] = escape(title)
    page.meta["kb_type"] = kind
    page.meta["kb_language"] = (record.front.language if record else None) or ""
    if not has_template(page.meta.get("template")):
        page.meta["template"] = f"{kind}.html"
    page.meta |= listed_values(uri, kb)
    page.update_date = NO_DATE
    description = (record.front.description if record else None) or site_description
    if description:
        page.meta["description"] = escape(description)
    page.title = page.__dict__.get("title") or page.meta["title"]


def listed_values(uri: str, kb: KnowledgeBase) -> dict[str, Any]:
    """Return what lists of pages, such as the sitemap, tell of a page besides its address."""
    record = kb.catalog.records.get(uri)
    return {
        "updated": record.front.updated.isoformat() if record and record.front.updated else "",
        "kb_confirmation": uri in kb.confirmations,  # found by nobody who has not sent a request
    }


def kind_of(kb: KnowledgeBase, uri: str) -> str:
    """Return the type of a page, written or generated."""
    known = kb.catalog.records.get(uri) or kb.generated.get(uri)
    return known.type if known else "article"


def collect(uri: str, html: str, kb: KnowledgeBase) -> RenderedPage | None:
    """Return what the search index takes from a page; None for pages that only list others.

    Where links in the HTML lead does not matter.
    """
    record = kb.catalog.records.get(uri)
    if record is None:
        return _collect_comparison(uri, kb)
    excluded, boost = record.searched
    if excluded or record.uri in kb.confirmations:
        return None
    products = [record] if isinstance(record.front, Product) else kb.catalog.products_of(record)
    return RenderedPage(
        source=record.uri,
        url=kb.urls.by_uri[record.uri],
        title=record.title,
        type=record.type,
        place=tuple(node["title"] for node in kb.outline.breadcrumb(record.uri)),
        products=tuple(product.id for product in products),
        product_names=tuple(product.title for product in products),
        aliases=record.front.aliases,
        symptoms=record.front.symptoms,
        numbers=_numbers(record),
        html=with_facts(kb, record, html),
        language=record.front.language or "",
        boost=boost,
        issue=open_issue(kb.catalog, record),
    )


def _collect_comparison(uri: str, kb: KnowledgeBase) -> RenderedPage | None:
    """Return a compare page by its title alone: what it lists is found on the spec sheets."""
    generated = kb.generated.get(uri)
    if generated is None or generated.type != "compare":
        return None
    return RenderedPage(
        source="",
        url=kb.urls.by_uri[generated.uri],
        title=generated.title,
        type="compare",
        place=(),
        products=(),
        product_names=(),
        aliases=(),
        symptoms=(),
        numbers=(),
        html=f"<p>{escape(compare_summary(kb.catalog, generated.family))}</p>",
    )


def product_facets(kb: KnowledgeBase) -> tuple[ProductFacet, ...]:
    """Return the products that search results can be chosen by, manufacturer by manufacturer."""
    facets = [_product_facet(kb, record) for record in kb.catalog.products.values()]
    return tuple(
        sorted(facets, key=lambda each: (each.manufacturer_name, each.family_name, each.name, each.id))
    )


def _product_facet(kb: KnowledgeBase, record: Record) -> ProductFacet:
    front = record.front
    if not isinstance(front, Product):
        message = f"{record.uri} is no product"
        raise TypeError(message)
    family, maker = kb.catalog.families.get(front.family), kb.catalog.manufacturers.get(front.manufacturer)
    return ProductFacet(
        id=record.id,
        name=record.title,
        url=kb.urls.of(record.uri),
        family=front.family,
        family_name=family.label if family else front.family,
        manufacturer=front.manufacturer,
        manufacturer_name=maker.title if maker else front.manufacturer,
    )


def _numbers(record: Record) -> tuple[str, ...]:
    front = record.front
    return (*front.model_numbers, *front.mpn, *front.gtin) if isinstance(front, Product) else ()
