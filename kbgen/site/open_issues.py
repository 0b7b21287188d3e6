"""What the search is told of known issues that are not fixed."""

from __future__ import annotations

from kbgen.content.catalog import Catalog
from kbgen.content.known_issues import ProductState, product_states, severity_of
from kbgen.content.model import KnownIssue, Product
from kbgen.content.record import Record
from kbgen.pages.known_issues import state_in_words
from kbgen.search.named_issues import OpenIssue


def open_issue(catalog: Catalog, record: Record) -> OpenIssue | None:
    """Return what a query may name a known issue by; None for other pages and for issues that are fixed."""
    if not isinstance(record.front, KnownIssue):
        return None
    states = product_states(catalog, record)
    waiting = [each for each in states if each.state != "fixed"]
    if not waiting:
        return None
    return OpenIssue(
        state=state_in_words(record.front, states),
        workaround=record.front.workaround or "",
        products=tuple(each.product.id for each in waiting),
        knows=tuple(text for each in waiting for text in _known(each)),
        severity=severity_of(record),
    )


def _known(each: ProductState) -> list[str]:
    """Return names and numbers of a product, and its affected versions."""
    product = each.product.front
    if not isinstance(product, Product):
        return []
    affected = [
        str(firmware.version)
        for firmware in product.firmware
        if not each.versions or any(range_.holds(firmware.version) for range_ in each.versions)
    ]
    return [*product.aliases, *product.model_numbers, *affected]
