"""Reads `_data/redirects.yml`: where what stood at a published address has gone.

redirects:
  faq/paper/: faq/paper-and-ink.md
  faq/paper-and-ink/#a4: faq/paper-and-ink/#paper-types
retired:
  - articles/recall-2019/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from kbgen.content.addresses import Address, Inventory, page_address, parse_address
from kbgen.content.data_file import parse_data_file
from kbgen.content.links import source_forms
from kbgen.content.source import Place, Source
from kbgen.diagnostics import Diagnostic, Severity, did_you_mean

REDIRECTS = "_data/redirects.yml"
_KEYS = ("redirects", "retired")
_REMEDY = "old and new addresses stand below a key 'redirects:', as in 'faq/old/: faq/new/'"
_ELSEWHERE = re.compile(r"https?://[^\s/?#]+\S*")


@dataclass(frozen=True, order=True)
class Moved:
    """Where something is now.

    Attributes:
        uri: File of the page, empty where it is on another site.
        id: The id in that page, empty for its beginning.
        url: The full address on another site.
    """

    uri: str = ""
    id: str = ""
    url: str = ""


@dataclass(frozen=True)
class Redirects:
    """What is no longer where it was published.

    Attributes:
        moved: Former address → where it is now.
        retired: Former addresses that lead nowhere any more, on purpose.
    """

    moved: Mapping[Address, Moved] = field(default_factory=dict)
    retired: frozenset[Address] = frozenset()

    def former_ids(self, inventory: Inventory) -> Mapping[str, list[tuple[str, Moved]]]:
        """Return file → the former ids in its page, each with where that is now."""
        found: dict[str, list[tuple[str, Moved]]] = {}
        for old, moved in sorted(self.moved.items()):
            if old.id and old.path in inventory.pages:
                found.setdefault(inventory.pages[old.path], []).append((old.id, moved))
        return found


@dataclass(frozen=True)
class Site:
    """What redirects are checked against.

    Attributes:
        inventory: The pages and their permanent ids.
        assets: Paths of the other published files.
        anchors: Returns all ids in the page of a file, None where they are not known.
        directory_urls: Whether pages are published as folders.
    """

    inventory: Inventory
    assets: Collection[str]
    anchors: Callable[[str], Collection[str] | None]
    directory_urls: bool = True

    def has(self, address: Address) -> bool:
        """Say whether an address still leads to what is there, an unwritten id of a heading included."""
        uri = self.inventory.pages.get(address.path)
        if uri is None or not address.id:
            return uri is not None
        return address.id in (self.anchors(uri) or ())


def parse_redirects(path: str, text: str, site: Site) -> tuple[Redirects, list[Diagnostic]]:
    """Parse a file of redirects; those that cannot work are left out and reported.

    Args:
        path: What diagnostics call the file.
        text: Its YAML.
        site: What is published.
    """
    source, problems = parse_data_file(path, text, _REMEDY)
    reader = _Reader(source, site)
    return reader.read(), [*problems, *reader.problems]


class _Reader:
    """Goes through the file once for what is old, and again for where that leads."""

    def __init__(self, source: Source, site: Site) -> None:
        self.source, self.site = source, site
        self.problems: list[Diagnostic] = []
        self.places: dict[Address, Place] = {}
        self.wanted: dict[Address, str] = {}

    def read(self) -> Redirects:
        for key in self.source.front:
            if key not in _KEYS:
                self.report((key,), "unknown-key", f"unknown key '{key}'{did_you_mean(key, _KEYS)}")
        listed = self.source.front.get("redirects")
        if listed is not None and not isinstance(listed, dict):
            self.report(("redirects",), "bad-redirect", f"this is no map; {_REMEDY}")
        for old, new in (listed if isinstance(listed, dict) else {}).items():
            self.take(("redirects", old), old, new)
        retired = frozenset(self.retired())
        moved = {old: new for old in self.wanted if (new := self.follow(old)) is not None}
        self.check_pages(moved)
        return Redirects(moved, retired)

    def take(self, place: Place, old: str, new: Any) -> None:
        """Note one entry, if it is one."""
        if not isinstance(new, str) or not new.strip():
            message = f"'{old}' leads nowhere; write the new address behind it, or put it below 'retired:'"
            self.report(place, "bad-redirect", message)
        elif (address := self.old_address(place, old)) is not None:
            self.places[address], self.wanted[address] = place, new.strip()

    def retired(self) -> list[Address]:
        listed = self.source.front.get("retired")
        entries = listed if isinstance(listed, list) else [listed] if listed else []
        places: list[Place] = [("retired", number) for number in range(len(entries))]
        found = [
            self.old_address(place, str(entry)) for place, entry in zip(places, entries, strict=True) if entry
        ]
        return [address for address in found if address is not None]

    def old_address(self, place: Place, text: str) -> Address | None:
        """Return what was published under an address, None where it cannot be redirected."""
        address = self.normal(text)
        if "?" in text.partition("#")[0]:
            message = (
                f"'{text}' has a '?', and no static host looks at what follows; write the address without"
            )
        elif ".." in address.path.split("/") or "//" in address.path or re.search(r"[\x00-\x1f\\]", text):
            message = f"'{text}' is no address of this site; write it as it was published, such as 'faq/old/'"
        elif self.site.has(address) or address.path in self.site.assets:
            remedy = "remove this line, or what stands there"
            message = f"'{address}' is still published, so it cannot lead elsewhere; {remedy}"
        elif (file := self.file_in_the_way(address)) is not None:
            message = f"the file '{file}' stands in the way of '{address}'; rename it or remove this line"
        elif address in self.places:
            line = self.source.position(self.places[address])[0]
            message = f"'{address}' stands on line {line} already; keep one of them"
        else:
            return address
        self.report(place, "bad-redirect", message)
        return None

    def file_in_the_way(self, address: Address) -> str | None:
        parts = address.path.rstrip("/").split("/")
        above = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return next((path for path in above if path in self.site.assets), None)

    def normal(self, text: str) -> Address:
        """Return an address as the site publishes it: `faq/old.md`, `/faq/old` and `faq/old/` are one."""
        address = parse_address(text)
        if address.path.endswith(".md"):
            return Address(self.path_of(address.path), address.id)
        if address.path and not address.path.endswith(("/", ".html", ".htm")):
            ending = "/" if self.site.directory_urls else ".html"
            return Address(address.path + ending, address.id)
        return address

    def path_of(self, file: str) -> str:
        return page_address(file, directory_urls=self.site.directory_urls).path

    def follow(self, old: Address) -> Moved | None:
        """Return where an entry leads in the end, through others of this file if need be."""
        way = [old]
        while True:
            text = self.wanted[way[-1]]
            if _ELSEWHERE.fullmatch(text):
                return self.arrive(way, Moved(url=text), text)
            following = self.normal(text)
            if following in way:
                circle = " → ".join(map(str, [*way[way.index(following) :], following]))
                message = f"'{old}' leads in a circle ({circle}); let one of them lead to a page"
                self.report(self.places[old], "redirect-loop", message)
                return None
            if following not in self.wanted:
                moved = self.resolve(way[-1], following)
                return None if moved is None else self.arrive(way, moved, str(following))
            way.append(following)

    def arrive(self, way: list[Address], moved: Moved, end: str) -> Moved:
        if len(way) > 1:
            message = f"'{way[1]}' is redirected itself; write '{way[0]}: {end}'"
            self.report(self.places[way[0]], "redirect-chain", message, "warning")
        return moved

    def resolve(self, old: Address, address: Address) -> Moved | None:
        """Return the page and id at an address; where there are none, report it at the entry."""
        pages = self.site.inventory.pages
        files = source_forms(address.path.removesuffix(".html").rstrip("/"))
        paths = (address.path, *(self.path_of(file) for file in files))
        uri = next((pages[path] for path in paths if path in pages), None)
        place = self.places[old]
        if uri is None:
            message = f"there is no page '{address.page}'{did_you_mean(address.path, pages)}"
            self.report(place, "dead-redirect", message)
            return None
        anchors = self.site.anchors(uri)
        if address.id and anchors is not None and address.id not in anchors:
            message = f"'{uri}' has no id '{address.id}'{did_you_mean(address.id, anchors)}"
            self.report(place, "dead-redirect", message)
            return None
        return Moved(uri, address.id)

    def check_pages(self, moved: Mapping[Address, Moved]) -> None:
        """Check that an id of a page that is gone has a page that can lead on."""
        for old in moved:
            if old.id and old.path not in self.site.inventory.pages and old.page not in self.wanted:
                message = f"the page '{old.page}' is gone too; add a redirect for it"
                self.report(self.places[old], "bad-redirect", message)

    def report(self, place: Place, code: str, message: str, severity: Severity = "error") -> None:
        problem = self.source.diagnostic(place, severity, code, message)
        if problem not in self.problems:
            self.problems.append(problem)
