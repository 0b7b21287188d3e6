"""The pages that no author writes: home, categories, A–Z, search results, comparisons."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kbgen.content.confirmation import asks_for_requests, confirmation_uri, named_confirmation
from kbgen.content.form import TicketForm
from kbgen.content.links import published_address, source_forms
from kbgen.content.record import Record, humanise

GeneratedType = Literal[
    "home", "category", "a-z", "search", "compare", "plans", "service-centres", "confirmation"
]

HOME = "index.md"
SEARCH = "search.md"
A_TO_Z = "a-z/index.md"
PRODUCTS = "products/index.md"
PLANS = "support-plans.md"
CENTRES = "service-centres.md"

ONE_PAGE = 1500
"""Entries up to which the A–Z index is one page; beyond, each letter has its own."""

TITLES = {
    "faq": "Questions and answers",
    "guides": "Troubleshooting",
    "specs": "Specifications",
    "products": "Products",
    "manufacturers": "Manufacturers",
    "support": "Support and service",
    "known-issues": "Known issues",
    "articles": "Articles",
}
"""Titles of the folders that a new knowledge base starts with; other folders are called by their names."""


@dataclass(frozen=True)
class GeneratedPage:
    """A page without a file.

    Attributes:
        uri: The path that it would have below the content folder.
        type: What it shows.
        title: Plain text.
        letter: The letter of an A–Z page that has one.
        family: The product family of a comparison.
    """

    uri: str
    type: GeneratedType
    title: str
    letter: str = ""
    family: str = ""


def plan_pages(
    records: Mapping[str, Record],
    entries: Collection[str],
    site_name: str,
    others: Iterable[GeneratedPage] = (),
) -> list[GeneratedPage]:
    """Return the pages to generate; whatever a writer has written at the same path stays.

    Args:
        records: All records by path.
        entries: Titles of the entries of the A–Z index.
        site_name: Title of the home page.
        others: Compare pages and pages on support, where they have something to show.
    """
    planned = [
        GeneratedPage(HOME, "home", site_name),
        *(
            GeneratedPage(f"{folder}/index.md", "category", folder_title(folder))
            for folder in _folders(records)
        ),
        GeneratedPage(A_TO_Z, "a-z", "A–Z index"),
        *(_letter_pages(entries) if len(entries) > ONE_PAGE else ()),
        *others,
        GeneratedPage(SEARCH, "search", "Search results"),
    ]
    return [page for page in planned if not _is_written(page.uri, records)]


def plan_support_pages(records: Mapping[str, Record]) -> list[GeneratedPage]:
    """Return the comparison of support plans, where there is one to make, and the list of centres."""
    types = Counter(record.type for record in records.values())
    return [
        *([GeneratedPage(PLANS, "plans", "Support plans compared")] if types["support-plan"] > 1 else ()),
        *([GeneratedPage(CENTRES, "service-centres", "Service centres")] if types["service-centre"] else ()),
    ]


def plan_confirmations(records: Mapping[str, Record]) -> list[GeneratedPage]:
    """Return a page of thanks for each request form whose own target names no other."""
    forms = ((confirmation_uri(uri), record) for uri, record in records.items() if asks_for_requests(record))
    return [
        GeneratedPage(uri, "confirmation", "Thank you: what happens next")
        for uri, record in forms
        if isinstance(record.front, TicketForm) and named_confirmation(record.front) in {None, uri}
    ]


def _is_written(uri: str, records: Mapping[str, Record]) -> bool:
    """Say whether a written page is published at the same address, such as `faq.md` for `faq/`."""
    return any(form in records for form in source_forms(published_address(uri)))


def _folders(records: Iterable[str]) -> list[str]:
    """Return every folder that contains pages, the folders above them included."""
    folders = {
        "/".join(parts[:depth])
        for parts in (uri.split("/")[:-1] for uri in records)
        for depth in range(1, len(parts) + 1)
    }
    return sorted(folders - {published_address(SEARCH)})


def folder_title(folder: str) -> str:
    """Return the title of a folder that has no index page of its own."""
    return TITLES.get(folder) or humanise(folder)


def _letter_pages(entries: Iterable[str]) -> Iterator[GeneratedPage]:
    for letter in sorted({initial(title) for title in entries}):
        yield GeneratedPage(letter_uri(letter), "a-z", f"A–Z index: {letter}", letter)


def letter_uri(letter: str) -> str:
    """Return the path of one letter's page; the name is ASCII on every host."""
    name = letter.lower() if letter.isascii() and letter.isalpha() else f"u{ord(letter[0]):04x}"
    return f"a-z/{name}.md"


def initial(title: str) -> str:
    """Return the letter under which a title is found: `É` under `E`, digits and signs under `#`."""
    for character in unicodedata.normalize("NFKD", title):
        if character.isdigit():
            return "#"
        if "\u4e00" <= character <= "\u9fff":
            return "漢"
        if character.isalpha():
            return character.upper()[0]
    return "#"
