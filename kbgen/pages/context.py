"""The `kb` object of a page: everything that its template gets from the catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from kbgen.content.flow import Flow
from kbgen.content.form import TicketForm
from kbgen.content.record import Record
from kbgen.content.serving import served_products
from kbgen.pages.centres import centres_view
from kbgen.pages.compare import compare_link, compare_view
from kbgen.pages.confirmation import confirmation_of, confirmation_view
from kbgen.pages.flow_picture import draw_flow
from kbgen.pages.knowledge_base import KnowledgeBase
from kbgen.pages.known_issues import known_issue_view, open_issues_view, warnings_view
from kbgen.pages.links import page_link, page_links
from kbgen.pages.lists import a_to_z_view, category_view, home_view
from kbgen.pages.plans import plans_view
from kbgen.pages.product import manufacturer_view, product_view
from kbgen.pages.spec_page import spec_view
from kbgen.pages.spec_table import family_names
from kbgen.pages.support import centre_view, plan_view
from kbgen.pages.who_fixes import who_view
from kbgen.pages.written_by_nobody import A_TO_Z, CENTRES, PLANS, PRODUCTS, SEARCH, GeneratedPage


def page_context(kb: KnowledgeBase, uri: str, edit_url: str = "") -> dict[str, Any]:
    """Return the `kb` object for the page at `uri`; `edit_url` is where its file can be edited."""
    record = kb.catalog.records.get(uri)
    generated = kb.generated.get(uri)
    form = kb.confirmations.get(uri)
    return {
        "type": record.type if record else generated.type if generated else "article",
        "title": record.title if record else generated.title if generated else "",
        "description": (record.front.description or "") if record else "",
        "page": _view(kb, record, generated),
        "about": {**_about(kb, record), "edit_url": edit_url} if record else {},
        "sent": confirmation_view(kb, form) if form else {},
        "place": place_of(kb, uri),
        "request_url": request_url(kb, uri, record),
        "form_url": kb.request_form,
        "search_url": kb.urls.of(SEARCH),
        "a_to_z_url": kb.urls.of(A_TO_Z),
        "plans_url": kb.made_address(PLANS),
        "centres_url": kb.made_address(CENTRES),
    }


def place_of(kb: KnowledgeBase, uri: str) -> list[dict[str, str]]:
    """Return what stands above a page; a comparison belongs to the products, though navigation lists none."""
    if uri in kb.confirmations:
        return [{"title": node.title, "url": node.url} for node in kb.outline.path(kb.confirmations[uri].uri)]
    generated = kb.generated.get(uri)
    if generated is None or generated.type != "compare":
        return kb.outline.breadcrumb(uri)
    return [{"title": node.title, "url": node.url} for node in kb.outline.path(PRODUCTS)]


def request_url(kb: KnowledgeBase, uri: str, record: Record | None) -> str:
    """Return the URL of the request form, product and page filled in; empty without one, on it, behind it."""
    if uri in kb.confirmations or (record is not None and kb.urls.of(uri) == kb.request_form):
        return ""
    if not kb.request_form or record is None:
        return kb.request_form
    products = [record] if record.type == "product" else kb.catalog.products_of(record)
    fields = [f"product={quote(products[0].id, safe='')}"] if len(products) == 1 else []
    fields.append(f"page={quote(kb.urls.of(uri), safe='')}")
    return f"{kb.request_form}?{'&'.join(fields)}"


def _view(kb: KnowledgeBase, record: Record | None, generated: GeneratedPage | None) -> dict[str, Any]:
    """Return the view of a page by its type; a plain article has none."""
    if record is not None:
        build = _VIEWS.get(record.type)
        return build(kb, record) if build else {}
    if generated is None:
        return {}
    build_generated = _GENERATED.get(generated.type)
    return build_generated(kb, generated) if build_generated else {}


def _about(kb: KnowledgeBase, record: Record) -> dict[str, Any]:
    """Return what stands around the text of any page: products, symptoms, dates, owner, related pages."""
    front = record.front
    products = kb.catalog.products_of(record)
    return {
        "products": page_links(kb.catalog, products, kb.urls),
        "known_issues": warnings_view(kb.catalog, record, kb.known_issues.get(record.uri, ()), kb.urls),
        "symptoms": list(front.symptoms),
        "updated": front.updated.isoformat() if front.updated else "",
        "reviewed": front.reviewed.isoformat() if front.reviewed else "",
        "owner": front.owner or "",
        "related": [_related_link(kb, page) for page in _related(kb, record)],
        "who": kb.who_fixes(products[0]) if len(products) == 1 else {},
    }


def _related(kb: KnowledgeBase, record: Record) -> list[Record]:
    """Return the pages that the writer names, or else those that are most like this one."""
    named = record.front.related
    wanted = kb.related.get(record.uri, ()) if named is None else named
    return [page for page in map(kb.catalog.page, wanted) if page is not None]


def _related_link(kb: KnowledgeBase, page: Record) -> dict[str, Any]:
    """Return a page as a link, and where it stands if others are called the same; made once for all pages."""
    if page.uri not in kb.related_links:
        link = page_link(kb.catalog, page, kb.urls)
        above = [node["title"] for node in kb.outline.breadcrumb(page.uri)][-1:]
        shared = page.title in kb.shared_titles
        kb.related_links[page.uri] = {**link, "place": ", ".join(link["products"] or above) if shared else ""}
    return kb.related_links[page.uri]


def _faq(kb: KnowledgeBase, record: Record) -> dict[str, Any]:
    questions = kb.catalog.questions[record.uri]
    return {"questions": [{"id": question.id, "text": question.text} for question in questions]}


PICTURE = "Picture of this guide"


def _guide(kb: KnowledgeBase, record: Record) -> dict[str, Any]:
    flow = kb.catalog.flows.get(record.uri, Flow({}))
    steps = list(flow.steps.values())
    return {
        "start": steps[0].id if steps else "",
        "steps": [{"id": step.id, "title": step.title, "outcome": step.outcome or ""} for step in steps],
        "picture": draw_flow(flow, PICTURE),
    }


def _form(kb: KnowledgeBase, record: Record) -> dict[str, Any]:
    assert isinstance(record.front, TicketForm)  # noqa: S101 - chosen by type
    return {
        "form": kb.form_view(record.front, kb.address, confirmation=confirmation_of(kb, record)),
        "blank": f"{record.uri.removesuffix('.md')}/blank.html",
        "known_issues": open_issues_view(kb.catalog, kb.urls),
    }


def _covered(kb: KnowledgeBase, record: Record) -> dict[str, Any]:
    """Return the products that a plan or service centre is for; all of them means nothing to list."""
    products = served_products(kb.catalog, record)
    everything = len(products) == len(kb.catalog.products)
    return {"products": [] if everything else page_links(kb.catalog, products, kb.urls)}


_VIEWS: Mapping[str, Callable[[KnowledgeBase, Record], dict[str, Any]]] = {
    "faq": _faq,
    "troubleshooting": _guide,
    "spec": lambda kb, record: spec_view(kb.catalog, record, kb.urls),
    "product": lambda kb, record: {
        **product_view(kb.catalog, record, kb.urls),
        "compare": compare_link(kb.catalog, record, kb.urls),
        "who": who_view(kb.catalog, record, kb.urls, kb.address),
    },
    "manufacturer": lambda kb, record: manufacturer_view(kb.catalog, record, kb.urls),
    "known-issue": lambda kb, record: known_issue_view(kb.catalog, record, kb.urls),
    "support-plan": lambda kb, record: {**plan_view(record, kb.urls), **_covered(kb, record)},
    "service-centre": lambda kb, record: {**centre_view(record, kb.urls), **_covered(kb, record)},
    "ticket-form": _form,
}

_GENERATED: Mapping[str, Callable[[KnowledgeBase, GeneratedPage], dict[str, Any]]] = {
    "home": lambda kb, _page: home_view(kb.catalog, kb.outline, kb.urls),
    "category": lambda kb, page: category_view(kb.catalog, kb.outline, page.uri, kb.urls),
    "a-z": lambda kb, page: a_to_z_view(kb.entries, page, kb.urls),
    "compare": lambda kb, page: compare_view(kb.catalog, page.family, kb.urls),
    "plans": lambda kb, _page: plans_view(kb.catalog, kb.urls),
    "service-centres": lambda kb, _page: centres_view(kb.catalog, kb.urls),
    "search": lambda kb, _page: {"families": family_names(kb.catalog)},
}
