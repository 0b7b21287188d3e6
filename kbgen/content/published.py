"""`_data/published.txt`: the addresses that readers know, one a line; none may vanish without a redirect."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kbgen.content.addresses import Address, Inventory, page_address, parse_address
from kbgen.content.catalog import Catalog
from kbgen.content.redirects import REDIRECTS, Redirects, Site
from kbgen.diagnostics import Diagnostic, nearest

PUBLISHED = "_data/published.txt"
"""Where a content folder keeps the addresses of the site as it was last published."""

_HEAD = """\
# Addresses of this site that readers may have kept. None may vanish without a redirect in redirects.yml.
# Written by `kbgen inventory --update`; the published site has the same list as inventory.txt.
"""


def build_inventory(catalog: Catalog, generated: Iterable[str], *, directory_urls: bool = True) -> Inventory:
    """Return what a site publishes: `generated` are the paths of the pages that nobody writes."""
    pages, ids = {}, {}
    for uri in (*catalog.records, *generated):
        path = page_address(uri, directory_urls=directory_urls).path
        pages[path] = uri
        ids[path] = _permanent_ids(catalog, uri)
    return Inventory(pages, ids)


def _permanent_ids(catalog: Catalog, uri: str) -> tuple[str, ...]:
    record = catalog.records.get(uri)
    if record is None:
        return ()
    questions = {question.id for question in catalog.questions.get(uri, ())}
    return tuple(sorted(questions | record.permanent_ids))


def render_published(inventory: Inventory, redirects: Redirects) -> str:
    """Return the text of the list: what is published now, and what redirects keep alive."""
    former = set(redirects.moved) - set(redirects.retired)
    return _HEAD + "".join(f"{address}\n" for address in sorted({*inventory.addresses(), *former}))


@dataclass(frozen=True)
class _Line:
    number: int
    address: Address


def check_published(path: str, text: str, site: Site, redirects: Redirects) -> list[Diagnostic]:
    """Return a diagnostic for every address that has vanished; ids of a vanished page go with it.

    Args:
        path: What diagnostics call the list.
        text: The list.
        site: What is published now.
        redirects: Where the rest has gone.
    """
    lines, problems = _read(path, text)
    lost = [line for line in lines if not _is_alive(line.address, site, redirects)]
    pages = {line.address.path: line for line in reversed(lost) if _page_is_lost(line, site, redirects)}
    ids = [line for line in lost if line.address.path not in pages]
    finder = _Finder(site.inventory, lines)
    problems += [
        _gone(path, line.number, line.address.page, finder.page(line.address.path)) for line in pages.values()
    ]
    problems += [
        _gone(path, line.number, line.address, finder.id(line.address, redirects, site)) for line in ids
    ]
    return problems


_FEW = 200
"""New pages up to which a similar name is looked for among them."""


def _read(path: str, text: str) -> tuple[list[_Line], list[Diagnostic]]:
    lines, problems = [], []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("# ") or stripped == "#":
            continue
        if re.search(r"\s", stripped) or "//" in stripped or re.match(r"[<>=|]{7}", stripped):
            message = "this is no address; remove the line"
            problems.append(Diagnostic(path, number, 1, "error", "bad-address", message))
        else:
            lines.append(_Line(number, parse_address(stripped)))
    return lines, problems


def _is_alive(address: Address, site: Site, redirects: Redirects) -> bool:
    if site.has(address) or address in redirects.moved:
        return True
    if address in redirects.retired or address.page in redirects.retired:
        return True
    return bool(address.id) and _is_carried(address, site, redirects)


def _is_carried(address: Address, site: Site, redirects: Redirects) -> bool:
    """Say whether the redirect of its page takes an id along: to the same id, to a section, or elsewhere."""
    moved = redirects.moved.get(address.page)
    if moved is None:
        return False
    return bool(moved.url or moved.id) or address.id in (site.anchors(moved.uri) or ())


def _page_is_lost(line: _Line, site: Site, redirects: Redirects) -> bool:
    return not _is_alive(line.address.page, site, redirects)


def _gone(path: str, number: int, address: Address, new: str) -> Diagnostic:
    known = bool(new)
    remedy = f"add this line to {REDIRECTS}" if known else f"say in {REDIRECTS} where it is now"
    message = f"'{address}' was published and is gone; {remedy}: '{address}: {new or 'new address'}'"
    return Diagnostic(path, number, 1, "error", "vanished-address", message)


class _Finder:
    """Guesses where something has gone: among what was not published before."""

    def __init__(self, inventory: Inventory, lines: list[_Line]) -> None:
        self.inventory = inventory
        self.published: dict[str, set[str]] = {}
        for line in lines:
            self.published.setdefault(line.address.path, set()).add(line.address.id)
        self.new = [page for page in inventory.pages if page not in self.published]
        self.by_id: dict[str, list[str]] = {}
        self.by_name: dict[str, list[str]] = {}
        for page in self.new:
            self.by_name.setdefault(_name(page), []).append(page)
            for each in inventory.ids[page]:
                self.by_id.setdefault(each, []).append(page)

    def page(self, path: str) -> str:
        """Return the new page with most ids of an old one; of several the one with its name, or nearly."""
        shared = Counter(page for each in self.published[path] for page in self.by_id.get(each, ()))
        most = max(shared.values(), default=0)
        alike = [page for page in shared if shared[page] == most] or self.new
        if len(alike) > 1 or not most:
            same = [page for page in self.by_name.get(_name(path), ()) if not most or shared[page] == most]
            near = nearest(path, alike) if len(alike) <= _FEW else None
            alike = same if len(same) == 1 else [near] if near else []
        return str(Address(alike[0])) if alike else ""

    def id(self, address: Address, redirects: Redirects, site: Site) -> str:
        """Return the new id of a page that is most like an old one, or the page where the same id is now."""
        moved = redirects.moved.get(address.page)
        path = next(
            (p for p, uri in site.inventory.pages.items() if moved and uri == moved.uri), address.path
        )
        fresh = self.fresh(path)
        match = nearest(address.id, fresh) or (fresh[0] if len(fresh) == 1 else None)
        if match:
            return str(Address(path, match))
        other = [page for page, ids in site.inventory.ids.items() if address.id in ids]
        return str(Address(other[0], address.id)) if len(other) == 1 else ""

    def fresh(self, path: str) -> list[str]:
        known: Collection[str] = self.published.get(path, ())
        return [each for each in self.inventory.ids.get(path, ()) if each not in known]


def _name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
