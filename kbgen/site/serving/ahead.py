"""Writes pages that were edited ahead of everything else, into the site that is shown.

They are made from the last build: what follows from a page for others (the search, related pages, navigation,
checks) is left to the build that comes next, and that writes these pages again if it makes anything else of
them.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mkdocs.commands.build import _build_page, _populate_page

from kbgen.content.catalog import parse_page

if TYPE_CHECKING:
    from kbgen.content.record import Record
    from kbgen.site.driver import Site

_TYPES = {"article", "faq", "troubleshooting"}
"""Of pages that others show little of."""


def write_ahead(site: Site, folder: Path, shown: str, paths: Iterable[str]) -> list[str]:
    """Write the pages of files that have changed, where that can be done without a look at others.

    Args:
        site: As it was built last.
        folder: Where it is.
        shown: How diagnostics call the content folder.
        paths: The files.

    Returns:
        The pages, by path.
    """
    content = Path(site.config.docs_dir)
    revised = [record for path in paths if (record := _revised(site, content, shown, Path(path)))]
    for record in revised:
        site.plugin.revise(record)
        _write(site, folder, record.uri)
    return [record.uri for record in revised]


def _revised(site: Site, content: Path, shown: str, path: Path) -> Record | None:
    """Return a page as it is written now; None where that changes more than the page."""
    if not path.is_relative_to(content):
        return None
    uri = path.relative_to(content).as_posix()
    known = site.plugin.catalog.records.get(uri)
    if known is None or known.type not in _TYPES or uri not in site.pages:
        return None
    try:
        record, _ = parse_page(uri, f"{shown}/{uri}", path.read_bytes())
    except OSError:
        return None
    same = record.type == known.type and record.id == known.id
    page = site.pages[uri]
    if page.__dict__.get("title") == escape(known.title):
        del page.title  # not given by `nav:`, so it is that of the page
    return record if same else None


def _write(site: Site, folder: Path, uri: str) -> None:
    """Write a page beside the site and put it in its place."""
    page = site.pages[uri]
    with TemporaryDirectory(dir=folder.parent) as beside:
        page.file.dest_dir = beside
        page.file.__dict__.pop("abs_dest_path", None)
        _populate_page(page, site.config, site.files)
        _build_page(page, site.config, site.listed, site.nav, site.env, excluded=uri in site.drafts)
        Path(page.file.abs_dest_path).replace(folder / page.file.dest_uri)
