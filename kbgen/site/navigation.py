"""MkDocs' navigation and files as kbgen's outline and URLs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from kbgen.content.catalog import Catalog
from kbgen.content.order import rank_of
from kbgen.pages.links import Urls
from kbgen.pages.outline import Node, Outline
from kbgen.pages.written_by_nobody import A_TO_Z, HOME, SEARCH, GeneratedPage, folder_title

if TYPE_CHECKING:
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

ORDER = ("products", "guides", "faq", "articles", "specs", "known-issues", "support", "manufacturers")
"""Folders in the order in which a customer wants them; others follow by name, the A–Z index comes last."""


def inclusion(page: GeneratedPage) -> InclusionLevel:
    """Return whether a generated page stands in the navigation: what somebody comes to does not."""
    hidden = page.uri == SEARCH or page.type in {"compare", "confirmation"} or bool(page.letter)
    return InclusionLevel.NOT_IN_NAV if hidden else InclusionLevel.INCLUDED


def build_urls(files: Files) -> Urls:
    """Return the URL of every page; MkDocs calls the home page `./`."""
    return Urls(
        {file.src_uri: "" if file.url in {".", "./"} else file.url for file in files.documentation_pages()}
    )


def build_outline(
    nav: Navigation, catalog: Catalog, generated: Mapping[str, GeneratedPage], *, sort: bool
) -> Outline:
    """Turn MkDocs' navigation into titles and URLs.

    Args:
        nav: What MkDocs made of the files or of `nav:` in the configuration.
        catalog: Titles of written pages.
        generated: Titles of the others.
        sort: Order the top level as a support site does; False where the writer has given an order.
    """
    titles = {uri: record.title for uri, record in catalog.records.items()}
    titles |= {uri: page.title for uri, page in generated.items()}
    nodes = _in_order(_nodes(nav.items, titles), catalog)
    return Outline(tuple(sorted(nodes, key=_rank) if sort else nodes))


def _in_order(nodes: list[Node], catalog: Catalog) -> list[Node]:
    """Put the pages of each folder into the order that its index page names."""
    return [
        replace(node, children=_ordered_children(node, catalog)) if node.children else node for node in nodes
    ]


def _ordered_children(node: Node, catalog: Catalog) -> tuple[Node, ...]:
    children = _in_order(list(node.children), catalog)
    index = catalog.records.get(node.uri)
    if index is not None and index.front.in_order:
        children.sort(key=lambda child: rank_of(index, child.uri))
    return tuple(children)


def _rank(node: Node) -> tuple[int, int, str]:
    folder = (node.uri or next((child.uri for child in node.children), "")).split("/")[0]
    if node.uri == HOME:
        return 0, 0, ""
    if node.uri == A_TO_Z:
        return 3, 0, ""
    return (1, ORDER.index(folder), "") if folder in ORDER else (2, 0, node.title.casefold())


def _nodes(items: Iterable[StructureItem], titles: Mapping[str, str]) -> list[Node]:
    return [node for item in items if (node := _node(item, titles)) is not None]


def _node(item: StructureItem, titles: Mapping[str, str]) -> Node | None:
    if isinstance(item, Page):
        return _page_node(item, titles)
    if not isinstance(item, Section):
        url = getattr(item, "url", "") or ""
        return Node(item.title or url, "", url) if url.startswith(("http:", "https:", "/")) else None
    index, children = _split_index(_nodes(item.children, titles))
    if index is None:
        return Node(item.title, "", "", tuple(children))
    if not children:
        return index
    folder = index.uri.rpartition("/")[0]
    title = index.title if index.uri in titles else folder_title(folder)
    return Node(title, index.uri, index.url, tuple(children))


def _page_node(page: Page, titles: Mapping[str, str]) -> Node:
    uri = page.file.src_uri
    given = page.__dict__.get("title")  # set only where `nav:` names the page
    return Node(given or titles.get(uri) or page.file.name, uri, page.file.url)


def _split_index(nodes: list[Node]) -> tuple[Node | None, list[Node]]:
    """Separate a section's index page, which comes first, from what the section contains."""
    if nodes and not nodes[0].children and nodes[0].uri.rpartition("/")[2] in {"index.md", "README.md"}:
        return nodes[0], nodes[1:]
    return None, nodes
