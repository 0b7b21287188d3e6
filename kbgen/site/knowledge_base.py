"""The knowledge base of a site: its content folder read, checked, and completed with generated pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kbgen.content.addresses import Inventory, page_address
from kbgen.content.catalog import Catalog, Reader, build_catalog, read_pages
from kbgen.content.checked import Checked
from kbgen.content.folder import ContentFiles, find_content
from kbgen.content.form import TicketForm
from kbgen.content.published import PUBLISHED, build_inventory, check_published
from kbgen.content.redirects import REDIRECTS, Redirects, Site, parse_redirects
from kbgen.content.references import check_catalog
from kbgen.diagnostics import Diagnostic, sort_diagnostics
from kbgen.pages.compare import plan_comparisons
from kbgen.pages.written_by_nobody import (
    GeneratedPage,
    plan_confirmations,
    plan_pages,
    plan_support_pages,
)
from kbgen.search.relevance_file import TESTS, parse_tests
from kbgen.site.curation import Curation, read_curation
from kbgen.tickets.checks import check_form
from kbgen.tickets.choices import choices_of
from kbgen.tickets.own_presets import read_presets
from kbgen.tickets.preset import Presets


@dataclass(frozen=True)
class Content:
    """What a content folder holds, before anybody knows its URLs.

    Attributes:
        catalog: All records.
        generated: Pages to generate, by path.
        checks: Each gives some of the problems of its files; some take their time.
    """

    catalog: Catalog
    generated: Mapping[str, GeneratedPage]
    checks: tuple[Callable[[], Iterable[Diagnostic]], ...]
    data: Mapping[str, str]
    """Text of the files in `_data` and `_search`, by path."""
    curation: Curation
    """What the search is told besides the pages."""
    inventory: Inventory
    """What is published under a permanent address."""
    redirects: Redirects
    """Where former addresses lead."""
    presets: Presets
    """What targets of forms can name."""

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every problem of every file, in order; the content is checked when somebody asks."""
        return tuple(sort_diagnostics([problem for check in self.checks for problem in check()]))


def load_content(
    folder: Path,
    shown: str,
    site_name: str,
    excluded: Callable[[str], bool],
    language: str = "en",
    *,
    directory_urls: bool = True,
    read: Reader = read_pages,
    checked: Checked | None = None,
) -> Content:
    """Read and check a content folder.

    Args:
        folder: The folder.
        shown: How diagnostics call it.
        site_name: Title of the home page.
        excluded: Says of a path below the folder whether it is not published.
        language: The site's, ISO 639-1.
        directory_urls: Whether pages are published as folders.
        read: Reads the pages.
        checked: What is known of pages from before, when they are checked.
    """
    files = _without(find_content(folder, shown), excluded)
    catalog, problems = build_catalog(files, shown, read)
    titles = [record.title for record in catalog.records.values()]
    titles += [question.text for questions in catalog.questions.values() for question in questions]
    records = catalog.records
    more = [*plan_comparisons(catalog), *plan_support_pages(records), *plan_confirmations(records)]
    planned = plan_pages(catalog.records, titles, site_name, more)
    generated = {page.uri: page for page in planned}
    presets, unusable = read_presets(files.data, shown)
    problems += [*unusable, *_check_forms(catalog, presets)]
    if TESTS in files.data:
        problems += parse_tests(f"{shown}/{TESTS}", files.data[TESTS], catalog)[1]
    curation, unread = read_curation(files.data, catalog, shown, language)
    letters = [page.uri for page in generated.values() if page.letter]  # these come and go with their entries
    inventory = build_inventory(catalog, generated.keys() - set(letters), directory_urls=directory_urls)
    passing = {page_address(uri, directory_urls=directory_urls).path for uri in letters}
    taken = {*catalog.assets, *passing, "404.html"}
    site = Site(inventory, taken, catalog.anchors, directory_urls)
    redirects, vanished = _read_addresses(files.data, shown, site)
    found = [*problems, *unread, *vanished]
    checks = (lambda: found, lambda: check_catalog(catalog, tuple(generated), checked))
    return Content(catalog, generated, checks, files.data, curation, inventory, redirects, presets)


def _read_addresses(data: Mapping[str, str], shown: str, site: Site) -> tuple[Redirects, list[Diagnostic]]:
    """Read where former addresses lead, and check that none of those published has vanished."""
    redirects, problems = parse_redirects(f"{shown}/{REDIRECTS}", data.get(REDIRECTS, ""), site)
    lost = check_published(f"{shown}/{PUBLISHED}", data.get(PUBLISHED, ""), site, redirects)
    return redirects, [*problems, *lost]


def _without(files: ContentFiles, excluded: Callable[[str], bool]) -> ContentFiles:
    """Leave out what is not published, and a README.md beside an index.md, as MkDocs does."""
    pages = {
        uri: path
        for uri, path in files.pages.items()
        if not excluded(uri)
        and not (uri.endswith("README.md") and uri.replace("README.md", "index.md") in files.pages)
    }
    return replace(files, pages=pages, assets=frozenset(uri for uri in files.assets if not excluded(uri)))


def _check_forms(catalog: Catalog, presets: Presets) -> Iterator[Diagnostic]:
    choices = choices_of(catalog)
    for record in catalog.of_type("ticket-form"):
        assert isinstance(record.front, TicketForm)  # noqa: S101 - chosen by type
        yield from check_form(
            record.front,
            record.source.path,
            record.source.position,
            form_id=record.id,
            presets=presets,
            choices=choices,
        )
