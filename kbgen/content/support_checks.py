"""What must hold between products, warranties, plans and service centres: somebody fixes every product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kbgen.content.catalog import Catalog
from kbgen.content.cover import WarrantyTerms
from kbgen.content.links import Targets, check_target
from kbgen.content.model import Manufacturer, Product, ServiceCentre, SupportPlan
from kbgen.content.record import Record
from kbgen.content.responsibility import find_subjects
from kbgen.content.serving import all_plans, plan_of, products_with_parts, served_products, serves
from kbgen.content.source import Place
from kbgen.diagnostics import Diagnostic, Severity, did_you_mean


def check_support(catalog: Catalog, targets: Targets) -> Iterator[Diagnostic]:
    """Check every product, manufacturer, plan and service centre against the others."""
    for record in catalog.records.values():
        front = record.front
        if isinstance(front, Product):
            yield from _check_dates(record, front)
            yield from _check_supported(catalog, record)
        elif isinstance(front, SupportPlan):
            yield from _check_plan(catalog, record, front)
        elif isinstance(front, ServiceCentre):
            yield from _check_centre(record, front)
        for place, terms in _warranties(front):
            yield from _check_warranty(catalog, record, place, terms, targets)


def _check_dates(record: Record, product: Product) -> Iterator[Diagnostic]:
    """Check that a product is released, sold and supported in this order."""
    life: list[tuple[str, date | None]] = [
        ("released", product.released),
        ("end_of_sale", product.end_of_sale),
        ("end_of_support", product.end_of_support),
    ]
    known = [(key, day) for key, day in life if day is not None]
    for (first, before), (second, after) in pairwise(known):
        if after < before:
            message = f"'{second}' ({after}) is before '{first}' ({before}); correct one of the two dates"
            yield record.source.diagnostic((second,), "error", "date-order", message)


def _check_supported(catalog: Catalog, record: Record) -> Iterator[Diagnostic]:
    """Warn of a product that nobody answers for, where the site says who does at all."""
    if not catalog.of_type("support-plan"):
        return
    cases = find_subjects(catalog, record)[0].cases
    if all(case.kind == "nobody" for case in cases):
        message = (
            f"nobody supports '{record.id}'; add a warranty, a plan, or a contact to its manufacturer's page"
        )
        yield record.source.diagnostic(("type",), "warning", "no-support", message)


def _warranties(front: object) -> Iterator[tuple[Place, WarrantyTerms]]:
    """Yield every warranty of a record with its place."""
    if isinstance(front, Manufacturer | Product) and front.warranty is not None:
        yield ("warranty",), front.warranty
    if isinstance(front, Product):
        yield from ((("guarantees", index), each) for index, each in enumerate(front.guarantees))
        for index, part in enumerate(front.components):
            if part.warranty is not None:
                yield ("components", index, "warranty"), part.warranty
    if isinstance(front, SupportPlan):
        yield (), WarrantyTerms(service_centres=front.service_centres)


def _check_warranty(
    catalog: Catalog, record: Record, place: Place, terms: WarrantyTerms, targets: Targets
) -> Iterator[Diagnostic]:
    if terms.provider not in {None, "manufacturer"} and terms.provider_name is None:
        message = f"'{terms.provider}' is not the manufacturer; say who it is with 'provider_name'"
        yield record.source.diagnostic((*place, "provider"), "error", "missing-key", message)
    known = {centre.id for centre in catalog.of_type("service-centre")}
    for index, wanted in enumerate(terms.service_centres or ()):
        if wanted not in known:
            message = f"unknown service-centre '{wanted}'{did_you_mean(wanted, known)}"
            where = (*place, "service_centres", index)
            yield record.source.diagnostic(where, "error", "unknown-service-centre", message)
    if terms.terms and (problem := check_target("", terms.terms, targets)) is not None:
        yield record.source.diagnostic((*place, "terms"), *problem)
    yield from _check_times(record, place, terms)


def _check_times(record: Record, place: Place, terms: WarrantyTerms | SupportPlan) -> Iterator[Diagnostic]:
    if terms.response and terms.resolution and terms.resolution.minutes < terms.response.minutes:
        message = (
            f"solved within {terms.resolution}, but answered within {terms.response}; swap or correct them"
        )
        yield record.source.diagnostic((*place, "resolution"), "warning", "times-order", message)


def _check_plan(catalog: Catalog, record: Record, plan: SupportPlan) -> Iterator[Diagnostic]:
    def problem(key: str, severity: Severity, code: str, message: str) -> Diagnostic:
        return record.source.diagnostic((key,), severity, code, message)

    yield from _check_times(record, (), plan)
    if plan.term == "one-time" and plan.incidents is not None:
        message = "a one-time plan is one incident; remove 'incidents' or choose another term"
        yield problem("incidents", "warning", "one-time-incidents", message)
    products = served_products(catalog, record)
    if not products and catalog.products and not products_with_parts(catalog, record):
        key = "products" if plan.products else "manufacturers"
        message = f"the plan covers no product; correct '{key}' or remove it to cover all"
        yield problem(key, "warning", "plan-without-products", message)
    for other in all_plans(catalog):
        foreign = plan_of(other).price.currency != plan.price.currency
        if foreign and record.id < other.id and (shared := _shared(products, other)):
            message = (
                f"{other.source.path} has a price in {plan_of(other).price.currency} for '{shared}' too; "
                "plans in different currencies are not compared"
            )
            yield problem("price", "warning", "mixed-currencies", message)


def _shared(products: list[Record], plan: Record) -> str:
    """Return the id of a product that a plan is for too, empty if there is none."""
    return next((product.id for product in products if serves(plan, product)), "")


def _check_centre(record: Record, centre: ServiceCentre) -> Iterator[Diagnostic]:
    if centre.countries and "post" not in centre.access:
        message = (
            "'countries' says from where post is accepted, but 'access' has no 'post'; add it or remove them"
        )
        yield record.source.diagnostic(("countries",), "warning", "countries-without-post", message)
