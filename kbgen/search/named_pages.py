"""Finds the pages that the files of `_search` name, `faq/paper.md#types`, and says which there are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.diagnostics import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbgen.content.catalog import Catalog

    Report = Callable[[str, str], None]
    """Takes the code and the message of a problem."""


def named_page(name: str, catalog: Catalog, report: Report) -> tuple[str, str] | None:
    """Path and section of the page that a name stands for; None, and a report, where there is none."""
    if "://" in name:
        report("unknown-page", f"'{name}' is an address; name the file of the page, such as faq/paper.md")
        return None
    path, _, fragment = name.lstrip("/").partition("#")
    record = catalog.page(path)
    if record is None:
        report("unknown-page", f"unknown page '{path}'{did_you_mean(path, _page_names(catalog))}")
    elif record.searched[0]:
        report("excluded-page", f"'{path}' is excluded from search; remove it here or there")
    elif fragment and fragment not in (ids := {heading.id for heading in record.headings}):
        report("dead-anchor", f"'{record.uri}' has no section '{fragment}'{did_you_mean(fragment, ids)}")
    else:
        return record.uri, fragment
    return None


def _page_names(catalog: Catalog) -> list[str]:
    records = catalog.records.values()
    return [name for record in records for name in (record.uri, record.uri.removesuffix(".md"), record.id)]
