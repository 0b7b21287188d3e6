"""The outline of a site: sections and pages as a tree, with breadcrumbs and navigation of bounded size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

WINDOW = 40
"""Siblings listed at one level; a folder of a thousand pages must not put a thousand links on each."""
ENTRIES = 50
"""Entries of all levels together: where there would be more, large levels list fewer siblings."""
LEAST = 5
"""Siblings listed at one level however many levels there are."""


@dataclass(frozen=True)
class Node:
    """A section or a page.

    Attributes:
        title: Plain text.
        uri: Path of the page, or of the section's index page; empty where a section has none.
        url: Site-relative URL, empty where there is no page (and for the home page).
        children: What the section contains, without its index page.
    """

    title: str
    uri: str
    url: str
    children: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Outline:
    """The whole tree, home page first."""

    nodes: tuple[Node, ...]

    @cached_property
    def _paths(self) -> Mapping[str, tuple[Node, ...]]:
        return dict(_walk_paths(self.nodes, ()))

    def path(self, uri: str) -> tuple[Node, ...]:
        """Return the sections above a page and the page itself, the outermost first."""
        return self._paths.get(uri, ())

    def breadcrumb(self, uri: str) -> list[dict[str, str]]:
        """Return title and URL of each section above a page."""
        return [{"title": node.title, "url": node.url} for node in self.path(uri)[:-1]]

    def navigation(self, uri: str) -> list[dict[str, Any]]:
        """Return the navigation of a page: every level of the way to it, about `ENTRIES` in all."""
        path = self.path(uri)
        levels = [self.nodes, *(node.children for node in path)]
        return _navigate(self.nodes, path, _room([len(nodes) for nodes in levels]))

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return dict(_walk_positions(self.nodes))

    def place(self, uri: str) -> tuple[tuple[object, ...], int]:
        """Return what pages have alike whose navigation lists the same, and which item is the page."""
        path = self.path(uri)
        if not path or path[-1].children:
            return tuple(node.uri for node in path), 0
        above, at = tuple(map(id, path[:-1])), self._positions[uri]
        if above not in self._levels:
            levels = [self.nodes, *(node.children for node in path[:-1])]
            self._levels[above] = _room([len(nodes) for nodes in levels]), len(levels[-1])
        return (*above, _start(at, *self._levels[above])), at

    @cached_property
    def _levels(self) -> dict[tuple[int, ...], tuple[int, int]]:
        """Nodes above a page, by their ids → how many siblings a level lists, and how many the page has."""
        return {}


def _walk_positions(nodes: tuple[Node, ...]) -> Iterator[tuple[str, int]]:
    for at, node in enumerate(nodes):
        if node.uri:
            yield node.uri, at
        yield from _walk_positions(node.children)


def unmarked(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a navigation in which no page is the one that is read."""
    return [{**item, "active": False, "children": unmarked(item["children"])} for item in items]


def _walk_paths(nodes: tuple[Node, ...], above: tuple[Node, ...]) -> Iterator[tuple[str, tuple[Node, ...]]]:
    for node in nodes:
        if node.uri:
            yield node.uri, (*above, node)
        yield from _walk_paths(node.children, (*above, node))


def _room(sizes: list[int]) -> int:
    """Return how many siblings a level may list: small levels are whole, large ones share what is left."""
    rooms = range(WINDOW, LEAST, -1)
    return next((room for room in rooms if sum(min(size, room) for size in sizes) <= ENTRIES), LEAST)


def _navigate(nodes: tuple[Node, ...], path: tuple[Node, ...], room: int) -> list[dict[str, Any]]:
    current = path[0] if path else None
    shown, more = _window(nodes, current, room)
    items = [_item(node, path, room) for node in shown]
    if more:
        items.append({"title": "", "url": "", "more": more, "active": False, "open": False, "children": []})
    return items


def _item(node: Node, path: tuple[Node, ...], room: int) -> dict[str, Any]:
    opened = bool(path) and node is path[0]
    return {
        "title": node.title,
        "url": node.url or _first_url(node),
        "more": 0,
        "active": opened and len(path) == 1,
        "open": opened and bool(node.children),
        "children": _navigate(node.children, path[1:], room) if opened and node.children else [],
    }


def _start(at: int, room: int, count: int) -> int:
    """Return the first of the siblings that are listed around one of them."""
    return min(max(0, at - room // 2), count - room) if count > room else 0


def _first_url(node: Node) -> str:
    """Return where a section without an index page leads: to its first page."""
    return next((child.url or _first_url(child) for child in node.children), "")


def _window(nodes: tuple[Node, ...], current: Node | None, room: int) -> tuple[tuple[Node, ...], int]:
    """Return the siblings around the current one, and how many are left out."""
    if len(nodes) <= room:
        return nodes, 0
    at = next((index for index, node in enumerate(nodes) if node is current), 0)
    start = _start(at, room, len(nodes))
    return nodes[start : start + room], len(nodes) - room
