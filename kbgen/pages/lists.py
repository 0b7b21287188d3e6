"""Pages that list pages: home, categories and the A–Z index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.faq import popular_first
from kbgen.content.model import Spec
from kbgen.content.record import Record
from kbgen.pages.compare import compare_links
from kbgen.pages.known_issues import known_issue_links
from kbgen.pages.links import Urls, page_link
from kbgen.pages.makers import WALL, maker_cards
from kbgen.pages.outline import Node, Outline
from kbgen.pages.product import product_card
from kbgen.pages.support import centre_view, plan_view
from kbgen.pages.written_by_nobody import ONE_PAGE, GeneratedPage, initial, letter_uri

POPULAR = 8
RECENT = 6
UNFOLDED = 48
"""Products up to which all cards of a list are shown at once."""


def home_view(catalog: Catalog, outline: Outline, urls: Urls) -> dict[str, Any]:
    """Return what the home page shows: products by maker, popular answers, recent changes, sections."""
    records = list(catalog.records.values())
    issues = known_issue_links(catalog, records, urls)
    return {
        **_makers(catalog, urls),
        "comparisons": compare_links(catalog, catalog.products.values(), urls),
        "popular": list(_popular(catalog, urls))[:POPULAR],
        "recent": _recent(catalog, records, urls),
        "known_issues": [issue for issue in issues if issue["state"] != "fixed"][:POPULAR],
        "sections": [_section(node) for node in outline.nodes if node.children],
    }


def _makers(catalog: Catalog, urls: Urls) -> dict[str, Any]:
    if len(catalog.products) > WALL:
        return {"makers": [], "maker_cards": maker_cards(catalog, urls)}
    return {"makers": _by_maker(catalog, catalog.products.values(), urls), "maker_cards": []}


def _by_maker(catalog: Catalog, products: Iterable[Record], urls: Urls) -> list[dict[str, Any]]:
    """Return products as cards, maker by maker; where they are many, each maker's are folded away."""
    makers: dict[str, list[dict[str, Any]]] = {}
    for record in products:
        card = product_card(catalog, record, urls)
        makers.setdefault(card["manufacturer"]["name"], []).append(card)
    many = sum(map(len, makers.values())) > UNFOLDED and len(makers) > 1
    return [
        {"name": name, "url": cards[0]["manufacturer"]["url"], "products": cards, "folded": many}
        for name, cards in sorted(makers.items())
    ]


def _popular(catalog: Catalog, urls: Urls) -> Iterator[dict[str, Any]]:
    """Yield popular questions, one of each FAQ page in turn, then popular pages."""
    queues = [
        [(record, question) for question in catalog.questions.get(record.uri, ()) if question.popular]
        for record in catalog.of_type("faq")
    ]
    for index in range(max(map(len, queues), default=0)):
        for queue in queues:
            if index < len(queue):
                record, question = queue[index]
                link = page_link(catalog, record, urls)
                yield {**link, "title": question.text, "url": f"{link['url']}#{question.id}"}
    for record in catalog.records.values():
        if record.front.popular is True and record.type != "faq":
            yield page_link(catalog, record, urls)


def _recent(catalog: Catalog, records: Iterable[Record], urls: Urls) -> list[dict[str, Any]]:
    dated = [page_link(catalog, record, urls) for record in records if record.front.updated]
    return sorted(sorted(dated, key=itemgetter("title")), key=itemgetter("updated"), reverse=True)[:RECENT]


def _section(node: Node) -> dict[str, Any]:
    return {"title": node.title, "url": node.url, "count": _count(node), "pages": _first_pages(node)}


def _first_pages(node: Node) -> list[dict[str, str]]:
    return [{"title": child.title, "url": child.url} for child in node.children[:5] if child.url]


def _count(node: Node) -> int:
    return sum(_count(child) + bool(child.uri and not child.children) for child in node.children)


def category_view(catalog: Catalog, outline: Outline, uri: str, urls: Urls) -> dict[str, Any]:
    """Return what a folder's page lists, each type as it is shown best: cards, plans, issues, plain pages."""
    path = outline.path(uri)
    children = path[-1].children if path else ()
    by_type: dict[str, list[Record]] = {}
    for record in _pages_in(catalog, uri.rpartition("/")[0], [child.uri for child in children]):
        by_type.setdefault(record.type if record.type in _SHOWN_APART else "", []).append(record)
    return {
        "sections": [_section(child) for child in children if child.children],
        "makers": _by_maker(catalog, by_type.get("product", ()), urls),
        "comparisons": compare_links(catalog, by_type.get("product", ()), urls),
        "plans": [plan_view(record, urls) for record in by_type.get("support-plan", ())],
        "centres": [centre_view(record, urls) for record in by_type.get("service-centre", ())],
        "known_issues": known_issue_links(catalog, by_type.get("known-issue", ()), urls),
        "page_groups": _by_family(catalog, by_type.get("", ()), urls),
    }


def _by_family(catalog: Catalog, records: Sequence[Record], urls: Urls) -> list[dict[str, Any]]:
    """Return pages in their order; FAQs by product family, and those for several or none at the end."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        families = {getattr(product.front, "family", "") for product in catalog.products_of(record)}
        family = catalog.families.get(families.pop()) if len(families) == 1 else None
        groups.setdefault(family.label if family else "", []).append(record)
    if len(groups) < _WORTH_GROUPING or any(record.type != "faq" for record in records):
        groups = {"": list(records)} if records else {}
    return [
        {"label": label, "pages": [_entry(catalog, record, urls) for record in groups[label]]}
        for label in sorted(groups, key=lambda label: (not label, label))
    ]


_WORTH_GROUPING = 3
"""Groups from which headings help more than they take room."""


def _pages_in(catalog: Catalog, folder: str, order: list[str]) -> list[Record]:
    """Return the pages of a folder: those in the navigation in its order, then those that it leaves out."""
    inside = [uri for uri in catalog.records if uri.rpartition("/")[0] == folder]
    listed = [uri for uri in order if uri in catalog.records]
    return [catalog.records[uri] for uri in dict.fromkeys([*listed, *inside])]


_SHOWN_APART = {"product", "support-plan", "service-centre", "known-issue"}


def _entry(catalog: Catalog, record: Record, urls: Urls) -> dict[str, Any]:
    """Return a page with the questions it answers and the symptoms it treats."""
    base = urls.of(record.uri)
    questions = popular_first(catalog.questions.get(record.uri, ()))
    return {
        **page_link(catalog, record, urls),
        "questions": [{"title": question.text, "url": f"{base}#{question.id}"} for question in questions],
        "symptoms": list(record.front.symptoms),
    }


def a_to_z_entries(catalog: Catalog, urls: Urls) -> dict[str, list[dict[str, Any]]]:
    """Return every page and every question, sorted by title, by the letter under which they are found."""
    entries = []
    for record in catalog.records.values():
        if not isinstance(record.front, Spec):
            entries.append(page_link(catalog, record, urls))
        else:
            entries.append({**page_link(catalog, record, urls), "products": []})
        link = entries[-1]
        entries += [
            {**link, "title": question.text, "url": f"{link['url']}#{question.id}"}
            for question in catalog.questions.get(record.uri, ())
        ]
    letters: dict[str, list[dict[str, Any]]] = {}
    for entry in sorted(entries, key=lambda entry: (entry["title"].casefold(), entry["url"])):
        letters.setdefault(initial(entry["title"]), []).append(entry)
    return letters


def a_to_z_view(
    letters: Mapping[str, list[dict[str, Any]]], page: GeneratedPage, urls: Urls
) -> dict[str, Any]:
    """Return the A–Z index: all letters with their entries, or the letters alone where each has its page."""
    split = sum(map(len, letters.values())) > ONE_PAGE
    names = sorted(letters)
    shown = [page.letter] if page.letter else [] if split else names
    return {
        "letters": [
            {
                "name": name,
                "url": urls.of(letter_uri(name)) if split else f"#letter-{name}",
                "count": len(letters[name]),
            }
            for name in names
        ],
        "groups": [{"name": name, "entries": letters.get(name, [])} for name in shown],
    }
