"""Known issues as templates show them: state in words, what is affected, what helps, what to update to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.known_issues import (
    SEVERITIES,
    ProductState,
    State,
    issue_state,
    product_states,
    severity_of,
)
from kbgen.content.model import KnownIssue, Product
from kbgen.content.record import Record
from kbgen.pages.links import Urls, page_link

_ORDER = ("open", "coming", "fixed")


def known_issue_view(
    catalog: Catalog, record: Record, urls: Urls, own: Collection[str] | None = None
) -> dict[str, Any]:
    """Return what a known issue says of itself, and what it affects of all products or of some.

    `state` is `open`, `coming` or `fixed`.
    """
    issue = record.front
    assert isinstance(issue, KnownIssue)  # noqa: S101 - the template is a known issue's
    states = product_states(catalog, record)
    state = issue_state(states)
    return {
        "severity": issue.severity,
        "state": state,
        "words": state_in_words(issue, states),
        "affected": [
            _affected(issue, each, urls) for each in states if own is None or each.product.id in own
        ],
        "workaround": issue.workaround or "",
        "reported": issue.reported.isoformat() if issue.reported else "",
    }


def state_in_words(issue: KnownIssue, states: tuple[ProductState, ...]) -> str:
    """Return how an issue stands in a few words: `Fixed in 3.4.2`, with a version where it is one."""
    state = issue_state(states)
    if issue.resolution == "wont-fix":
        return "Will not be fixed"
    if state == "open":
        return "Not fixed yet"
    mending = {str(each.fixed_in) for each in states if each.fixed_in is not None and each.state == state}
    version = f" in {mending.pop()}" if len(mending) == 1 else ""
    return f"Fixed{version}" if state == "fixed" else f"Fix coming{version}"


def _affected(issue: KnownIssue, each: ProductState, urls: Urls) -> dict[str, Any]:
    version = str(each.fixed_in or "")
    return {
        "id": each.product.id,
        "title": each.product.title,
        "url": urls.of(each.product.uri),
        "state": each.state,
        "versions": versions_in_words(each),
        "remedy": _remedy(issue, each.state, version),
        "fixed_in": version,
        "listed": bool(getattr(each.product.front, "firmware", ())),
    }


def versions_in_words(each: ProductState) -> str:
    """Return `version 2.1`, `versions 1.0 to 1.4`; empty where all are affected."""
    if not each.versions:
        return ""
    one = len(each.versions) == 1 and each.versions[0].lowest == each.versions[0].highest
    *some, last = map(str, each.versions)
    return f"version{'' if one else 's'} {', '.join(some)}{' and ' if some else ''}{last}"


def _remedy(issue: KnownIssue, state: State, version: str) -> str:
    """Return what mends it, in a sentence."""
    if issue.resolution == "wont-fix":
        return "It will not be fixed."
    if state == "open":
        return "It is not fixed yet."
    if not version:
        return "It is fixed."
    return (
        f"Fixed in {version}: update." if state == "fixed" else f"Fixed in {version}, which is not out yet."
    )


def known_issue_links(
    catalog: Catalog, pages: Iterable[Record], urls: Urls, product: str = ""
) -> list[dict[str, Any]]:
    """Return the known issues among some pages, as they stand for a product: those that are fixed come last.

    The others stand by severity, open ones before those whose fix is coming.
    """
    issues = [page for page in pages if isinstance(page.front, KnownIssue)]
    views = [_link(catalog, issue, urls, product) for issue in issues]
    return sorted(
        views,
        key=lambda view: (
            view["state"] == "fixed",
            SEVERITIES.index(view["severity"]),
            _ORDER.index(view["state"]),
            view["title"],
        ),
    )


def _link(catalog: Catalog, record: Record, urls: Urls, product: str) -> dict[str, Any]:
    view = {**page_link(catalog, record, urls), **known_issue_view(catalog, record, urls)}
    view.update(uri=record.uri, symptoms=list(record.front.symptoms))
    own = [each for each in product_states(catalog, record) if each.product.id == product]
    if not own or not isinstance(record.front, KnownIssue):
        return view
    affected = [each for each in view["affected"] if each["id"] == product]
    words = state_in_words(record.front, tuple(own))
    return {**view, "state": own[0].state, "words": words, "affected": affected}


SHOWN = 2
"""Known issues that a page tells of in full; of more it gives the titles."""


def warnings_view(
    catalog: Catalog, record: Record, issues: Iterable[Record], urls: Urls
) -> list[dict[str, Any]]:
    """Return the known issues that a page warns of, each for the products that it shares with the page."""
    products = [record] if isinstance(record.front, Product) else catalog.products_of(record)
    own = {product.id for product in products}
    views: list[dict[str, Any]] = []
    for issue in sorted(issues, key=severity_of):
        view = {**page_link(catalog, issue, urls), **known_issue_view(catalog, issue, urls, own)}
        affected = [each for each in view["affected"] if each["state"] != "fixed"]
        views.append({**view, "affected": affected, "full": len(views) < SHOWN})
    return views


LISTED = 50
"""Open issues that the request form tells of, the most severe ones."""


def open_issues_view(catalog: Catalog, urls: Urls) -> dict[str, Any]:
    """Return the issues that are not fixed, for the request form, and how many of them are left out."""
    issues = known_issue_links(catalog, catalog.of_type("known-issue"), urls)
    waiting = [issue for issue in issues if issue["state"] != "fixed"]
    shown = [{**issue, "spared": _spared(catalog, issue)} for issue in waiting[:LISTED]]
    return {"issues": shown, "more": len(waiting) - len(shown)}


def _spared(catalog: Catalog, issue: dict[str, Any]) -> dict[str, list[str]]:
    """Return product → its released versions that an issue does not affect, for products it is open for."""
    states = product_states(catalog, catalog.records[issue["uri"]])
    return {
        each.product.id: [
            str(firmware.version)
            for firmware in getattr(each.product.front, "firmware", ())
            if each.versions and not any(range_.holds(firmware.version) for range_ in each.versions)
        ]
        for each in states
        if each.state != "fixed"
    }
