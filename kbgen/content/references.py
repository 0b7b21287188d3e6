"""What must hold between records: references resolve, ids are unique, links land."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from kbgen.content.catalog import Catalog
from kbgen.content.causes import check_causes
from kbgen.content.checked import Checked
from kbgen.content.faq import check_questions
from kbgen.content.flow_checks import check_contacts, check_flow
from kbgen.content.flow_tests import check_path_tests
from kbgen.content.form import TicketForm
from kbgen.content.known_issue_checks import check_versions
from kbgen.content.links import Targets, check_links, check_target, published_address
from kbgen.content.model import Product, Troubleshooting
from kbgen.content.order import check_order
from kbgen.content.quoted_specs import check_quoted_specs
from kbgen.content.record import Record
from kbgen.content.source import Place
from kbgen.content.spec_contradictions import check_prose, names_of_products
from kbgen.content.support_checks import check_support
from kbgen.content.target import JsonTarget, PostTarget
from kbgen.content.values import gtin_problem
from kbgen.diagnostics import Diagnostic, did_you_mean

RESERVED = ("search", "a-z")
"""Addresses of pages that kbgen makes and its own links lead to."""


def _check_addresses(catalog: Catalog) -> Iterator[Diagnostic]:
    """Check that no two pages are published at one address, and none at an address of kbgen's own."""
    taken: dict[str, Record] = {}
    for record in catalog.records.values():
        address = published_address(record.uri)
        first = taken.setdefault(address, record)
        if first is not record:
            message = (
                f"{first.source.path} is published at the same address '/{address}/'; rename one of them"
            )
            yield Diagnostic(record.source.path, 0, 0, "error", "duplicate-address", message)
        if address.split("/", 1)[0] in RESERVED:
            message = f"the address '/{address}/' belongs to kbgen's own pages; rename the file or its folder"
            yield Diagnostic(record.source.path, 0, 0, "error", "reserved-address", message)


@dataclass(frozen=True)
class _Reference:
    """A kind of reference: the front-matter key that holds ids, and the type that they name."""

    key: str
    type: str


_REFERENCES = (
    _Reference("products", "product"),
    _Reference("product", "product"),
    _Reference("successor", "product"),
    _Reference("manufacturer", "manufacturer"),
    _Reference("manufacturers", "manufacturer"),
)


def check_catalog(
    catalog: Catalog, generated: Collection[str], checked: Checked | None = None
) -> Iterator[Diagnostic]:
    """Check every record against all others.

    Args:
        catalog: The records.
        generated: Paths of the pages that nobody writes; links may lead to them.
        checked: What is known from before; is told what was found.
    """
    checked = checked or Checked()
    yield from _check_addresses(catalog)
    names = names_of_products(catalog)
    targets = Targets(frozenset((*catalog.records, *generated)), catalog.assets, catalog.anchors)
    for record in catalog.records.values():
        yield from checked.of(record.uri, partial(_check_record, catalog, record, targets, names))
    yield from check_support(catalog, targets)


def _check_record(
    catalog: Catalog, record: Record, targets: Targets, names: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    _ = record.headings, record.anchors  # one after the other, while the page's blocks are still known
    yield from _check_references(catalog, record)
    yield from check_versions(catalog, record)
    flow = list(_check_guide(catalog, record))
    yield from flow
    if record.uri in catalog.questions:
        yield from check_questions(record)
    if isinstance(record.front, TicketForm):
        yield from _check_form_links(record, record.front, targets)
    yield from _check_duplicate_anchors(record)
    yield from check_order(record, catalog.records)
    yield from check_quoted_specs(record, catalog.sheets)
    yield from check_prose(catalog, record, names)
    reported = {(problem.line, problem.column) for problem in flow}
    yield from (link for link in check_links(record, targets) if (link.line, link.column) not in reported)


def _check_guide(catalog: Catalog, record: Record) -> Iterator[Diagnostic]:
    if (flow := catalog.flows.get(record.uri)) is not None:
        forms = {form.uri for form in catalog.of_type("ticket-form")}
        yield from check_flow(record, flow)
        yield from check_contacts(record, flow, forms)
        yield from check_path_tests(record, flow)
    elif isinstance(record.front, Troubleshooting):
        yield from check_causes(record)


def _check_references(catalog: Catalog, record: Record) -> Iterator[Diagnostic]:
    for reference in _REFERENCES:
        for place, wanted in _ids(record, reference.key):
            known = catalog.find(reference.type, wanted)
            if known is record:
                message = f"'{wanted}' refers to itself; remove it or name another {reference.type}"
                yield record.source.diagnostic(place, "error", "self-reference", message)
            if known is None:
                yield _unknown(
                    record,
                    place,
                    reference.type,
                    wanted,
                    [other.id for other in catalog.of_type(reference.type)],
                )
    if isinstance(record.front, Product):
        yield from _check_product(catalog, record, record.front)
    for index, wanted in enumerate(record.front.related or ()):
        if catalog.page(wanted) is record:
            message = f"'{wanted}' is this page itself; name another one"
            yield record.source.diagnostic(("related", index), "error", "self-reference", message)
        if catalog.page(wanted) is None:
            yield _unknown(
                record, ("related", index), "page", wanted, [other.id for other in catalog.records.values()]
            )


def _check_product(catalog: Catalog, record: Record, product: Product) -> Iterator[Diagnostic]:
    for index, component in enumerate(product.components):
        if component.manufacturer not in catalog.manufacturers:
            place = ("components", index, "manufacturer")
            yield _unknown(record, place, "manufacturer", component.manufacturer, catalog.manufacturers)
    if catalog.families and product.family not in catalog.families:
        yield _unknown(record, ("family",), "product family", product.family, catalog.families)
    for index, number in enumerate(product.gtin):
        if problem := gtin_problem(number):
            yield record.source.diagnostic(("gtin", index), "error", "bad-gtin", problem)
    for index, download in enumerate(product.downloads):
        if "://" not in download.url and download.url not in catalog.assets:
            message = f"the file '{download.url}' does not exist{did_you_mean(download.url, catalog.assets)}"
            yield record.source.diagnostic(("downloads", index, "url"), "error", "dead-link", message)
    if product.image and product.image not in catalog.assets:
        message = f"the picture '{product.image}' does not exist{did_you_mean(product.image, catalog.assets)}"
        yield record.source.diagnostic(("image",), "error", "dead-link", message)


def _form_links(form: TicketForm) -> Iterator[tuple[Place, str]]:
    """Yield the links in a form's front matter with their places."""
    if form.privacy and form.privacy.link:
        yield ("privacy", "link"), form.privacy.link
    placed: list[tuple[Place, object]] = [(("target",), form.target)]
    placed += [(("routes", number, "target"), route.target) for number, route in enumerate(form.routes)]
    placed += [((*at, "over"), one.over) for at, one in placed if isinstance(one, JsonTarget)]
    for place, target in placed:
        if isinstance(target, JsonTarget | PostTarget) and target.redirect:
            yield (*place, "redirect", "to"), target.redirect.to


def _check_form_links(record: Record, form: TicketForm, targets: Targets) -> Iterator[Diagnostic]:
    for place, target in _form_links(form):
        if (problem := check_target("", target, targets)) is not None:
            yield record.source.diagnostic(place, *problem)


def _ids(record: Record, key: str) -> Iterator[tuple[Place, str]]:
    value = getattr(record.front, key, None)
    if isinstance(value, str):
        yield (key,), value
    elif isinstance(value, tuple):
        yield from (((key, index), item) for index, item in enumerate(value))


def _unknown(record: Record, place: Place, kind: str, wanted: str, known: Iterable[str]) -> Diagnostic:
    message = f"unknown {kind} '{wanted}'{did_you_mean(wanted, known)}"
    return record.source.diagnostic(place, "error", f"unknown-{kind.rsplit(maxsplit=1)[-1]}", message)


def _check_duplicate_anchors(record: Record) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for heading in record.headings:
        if not heading.explicit:
            continue
        if heading.id in seen:
            message = (
                f"the id '{heading.id}' stands on line {seen[heading.id]} already; ids are unique in a page"
            )
            yield Diagnostic(record.source.path, heading.line, 1, "error", "duplicate-id", message)
        seen.setdefault(heading.id, heading.line)
