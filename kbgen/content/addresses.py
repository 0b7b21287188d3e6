"""Published addresses: where a page stands on the site, and an id in it, as one line of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from kbgen.content.links import published_address

_UNSAFE = re.compile(r"[\x00-\x20%#?\x7f]")


class Address(NamedTuple):
    """A page, or an id in it.

    Attributes:
        path: Site-relative, decoded: `faq/paper/`, or `faq/paper.html` on a site without folders for pages;
            empty for the home page, and never ending in `index.html`.
        id: Decoded; empty for the page as a whole.
    """

    path: str
    id: str = ""

    @property
    def page(self) -> Address:
        """The page that it is in."""
        return Address(self.path)

    def __str__(self) -> str:
        """Return `faq/paper/#which`; only what would break a line or an address is percent-encoded."""
        return (_quoted(self.path) or "/") + (f"#{_quoted(self.id)}" if self.id else "")


def parse_address(text: str) -> Address:
    """Return the address that a text means, percent-encoded or not, with or without `/` in front."""
    path, _, fragment = text.strip().partition("#")
    path = unquote(path).lstrip("/")
    if path.rpartition("/")[2] == "index.html":
        path = path.removesuffix("index.html")
    return Address(path, unquote(fragment))


def page_address(uri: str, *, directory_urls: bool = True) -> Address:
    """Return where the page of a file is published, as MkDocs does with or without `use_directory_urls`."""
    stem = published_address(uri)
    if stem != uri.removesuffix(".md"):  # the index of a folder
        return Address(f"{stem}/" if stem else "")
    return Address(f"{stem}/" if directory_urls else f"{stem}.html")


@dataclass(frozen=True)
class Inventory:
    """Everything that a site publishes under a permanent address.

    Attributes:
        pages: Path of each page's address → the page's file below the content folder.
        ids: The same path → the permanent ids in the page: questions, and headings whose ids are written.
    """

    pages: Mapping[str, str]
    ids: Mapping[str, tuple[str, ...]]

    def __contains__(self, address: Address) -> bool:
        """Say whether a page, or a permanent id in it, is published."""
        return address.path in self.pages and (not address.id or address.id in self.ids[address.path])

    def addresses(self) -> list[Address]:
        """Return every address, sorted."""
        pages = [Address(path) for path in self.pages]
        return sorted([*pages, *(Address(path, each) for path in self.ids for each in self.ids[path])])


def _quoted(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", text)
