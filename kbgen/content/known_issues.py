"""What becomes of known issues: open, coming or fixed for each product, and which pages warn of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kbgen.content.catalog import Catalog
from kbgen.content.model import KnownIssue, Product
from kbgen.content.record import Record
from kbgen.content.versions import EVERY, Version, VersionRange

State = Literal["open", "coming", "fixed"]
SEVERITIES = ("critical", "high", "medium", "low")


@dataclass(frozen=True)
class ProductState:
    """How a known issue stands for one of its products.

    Attributes:
        product: The product.
        state: `open` where nothing mends it, `coming` where the version that does is newer than any released,
            `fixed` where it is released.
        versions: The affected ones, all where there are none.
        fixed_in: The version that mends it.
    """

    product: Record
    state: State
    versions: tuple[VersionRange, ...]
    fixed_in: Version | None


def newest(product: Product) -> Version | None:
    """Return the newest released version of a product, None where none is listed."""
    return max((each.version for each in product.firmware), default=None)


def product_states(catalog: Catalog, issue: Record) -> tuple[ProductState, ...]:
    """Return how an issue stands for each of its products, in the order of its front matter."""
    front = issue.front
    assert isinstance(front, KnownIssue)  # noqa: S101 - callers have chosen it by type
    states = []
    for product in catalog.products_of(issue):
        fixed_in = front.fixed_in.get(product.id) or front.fixed_in.get(EVERY)
        states.append(
            ProductState(product, _state(front, product, fixed_in), _ranges(issue, product.id), fixed_in)
        )
    return tuple(states)


def _state(issue: KnownIssue, product: Record, fixed_in: Version | None) -> State:
    """Return the state for one product; one that lists no firmware is taken to have every version."""
    if issue.resolution is not None:
        return "fixed" if issue.resolution == "fixed" else "open"
    if fixed_in is None:
        return "open"
    latest = newest(product.front) if isinstance(product.front, Product) else None
    return "coming" if latest is not None and latest < fixed_in else "fixed"


def _ranges(record: Record, product: str) -> tuple[VersionRange, ...]:
    versions = record.front.versions
    return versions.get(product, versions.get(EVERY, ()))


def issue_state(states: tuple[ProductState, ...]) -> State:
    """Return how an issue stands as a whole: as for the product that is worst off."""
    found = {each.state for each in states}
    return "open" if "open" in found or not found else "coming" if "coming" in found else "fixed"


def severity_of(issue: Record) -> int:
    """Return a number to sort issues by, the most severe first."""
    return SEVERITIES.index(issue.front.severity) if isinstance(issue.front, KnownIssue) else len(SEVERITIES)


WARNING = frozenset({"article", "faq", "troubleshooting", "spec", "product"})
"""Types of pages that warn of known issues."""
_GRAVE = ("critical", "high")


def issues_by_page(catalog: Catalog) -> Mapping[str, tuple[Record, ...]]:
    """Return path → the issues that its page warns of, the most severe first.

    A page warns of an issue that is not fixed for one of its products if the issue names the page, shares an
    error code or symptom with it, or is critical; a product's hub, which lists all of them, if it is critical
    or high. Pages of other products never do, nor do pages about versions that are not affected.
    """
    symptoms = {uri: _symptoms(record) for uri, record in catalog.records.items() if record.front.symptoms}
    issues = sorted(catalog.of_type("known-issue"), key=lambda issue: (severity_of(issue), issue.uri))
    found: dict[str, dict[str, Record]] = {}
    for issue in issues:
        for page in _warning_pages(catalog, issue, symptoms):
            found.setdefault(page.uri, {})[issue.uri] = issue
    return {uri: tuple(warned.values()) for uri, warned in found.items()}


def _warning_pages(
    catalog: Catalog, issue: Record, symptoms: Mapping[str, frozenset[str]]
) -> Iterator[Record]:
    front = issue.front
    assert isinstance(front, KnownIssue)  # noqa: S101 - chosen by type
    named = {page.uri for page in map(catalog.page, front.affects) if page is not None}
    treated = symptoms.get(issue.uri, frozenset())
    for state in product_states(catalog, issue):
        if state.state == "fixed":
            continue
        if front.severity in _GRAVE:
            yield state.product
        for page in catalog.pages_by_product[state.product.id]:
            told = (
                front.severity == "critical"
                or page.uri in named
                or treated & symptoms.get(page.uri, frozenset())
            )
            if told and page.type in WARNING and _is_affected(page, state):
                yield page


def _symptoms(record: Record) -> frozenset[str]:
    """Return symptoms and error codes as they are compared: `E-31`, `e 31` and `E31` are one."""
    return frozenset(re.sub(r"[\W_]+", "", symptom).casefold() for symptom in record.front.symptoms)


def _is_affected(page: Record, state: ProductState) -> bool:
    """Return whether a page may be about an affected version; most pages are about all of them."""
    about = _ranges(page, state.product.id)
    return (
        not about or not state.versions or any(one.meets(other) for one in about for other in state.versions)
    )
