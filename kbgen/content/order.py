"""Folders whose pages are read one after the other: `in_order` in the front matter of their `index.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kbgen.content.record import Record
from kbgen.diagnostics import Diagnostic, did_you_mean

_INDEX = ("index.md", "README.md")


def page_name(uri: str) -> str:
    """Return how a folder's order calls a page: the file's name without `.md`, or the name of a folder."""
    return uri.removesuffix("/index.md").removesuffix("/README.md").removesuffix(".md").rpartition("/")[2]


def rank_of(index: Record, uri: str) -> int:
    """Return the place of a page in its folder's order; pages that it does not name come last."""
    names = index.front.in_order if isinstance(index.front.in_order, tuple) else ()
    name = page_name(uri)
    return names.index(name) if name in names else len(names)


def check_order(record: Record, uris: Iterable[str]) -> Iterator[Diagnostic]:
    """Check that an order stands in a folder's index page, and names pages of that folder."""
    order = record.front.in_order
    if not order:
        return
    folder, _, name = record.uri.rpartition("/")
    if name not in _INDEX or not folder:
        message = "'in_order' belongs into the 'index.md' of a folder; it is about the pages beside it"
        yield record.source.diagnostic(("in_order",), "error", "order-place", message)
        return
    beside = {page_name(uri) for uri in uris if uri.rpartition("/")[0] == folder and uri != record.uri}
    for at, wanted in enumerate(order if isinstance(order, tuple) else ()):
        if wanted not in beside:
            message = f"there is no page '{wanted}' in this folder{did_you_mean(wanted, beside)}"
            yield record.source.diagnostic(("in_order", at), "error", "unknown-page", message)
