"""What must hold of versions: those of a product's firmware, of known issues and of the pages about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.content.catalog import Catalog
from kbgen.content.known_issues import newest
from kbgen.content.model import KnownIssue, Product
from kbgen.content.record import Record
from kbgen.content.source import Place
from kbgen.content.versions import EVERY, Version, VersionRange
from kbgen.diagnostics import Diagnostic, did_you_mean


def check_versions(catalog: Catalog, record: Record) -> Iterator[Diagnostic]:
    """Check the versions that a page names, and what a known issue says of them."""
    if isinstance(record.front, Product):
        yield from _check_firmware(catalog, record, record.front)
    yield from _check_keys(catalog, record, "versions", record.front.versions)
    if not isinstance(record.front, KnownIssue):
        return
    yield from _check_keys(catalog, record, "fixed_in", record.front.fixed_in)
    yield from _check_fixed_in(catalog, record, record.front)
    yield from _check_known(catalog, record)
    yield from _check_pages(catalog, record, record.front)


def _check_firmware(catalog: Catalog, record: Record, product: Product) -> Iterator[Diagnostic]:
    seen: dict[Version, int] = {}
    for index, each in enumerate(product.firmware):
        if each.version in seen:
            message = f"version '{each.version}' is listed already; remove one of the two"
            yield record.source.diagnostic(
                ("firmware", index, "version"), "error", "duplicate-version", message
            )
        seen.setdefault(each.version, index)
        if each.url and "://" not in each.url and each.url not in catalog.assets:
            message = f"the file '{each.url}' does not exist{did_you_mean(each.url, catalog.assets)}"
            yield record.source.diagnostic(("firmware", index, "url"), "error", "dead-link", message)


def _check_keys(
    catalog: Catalog, record: Record, key: str, told: Mapping[str, object]
) -> Iterator[Diagnostic]:
    """Check that versions told product by product are told of products of the page."""
    own = [product.id for product in catalog.products_of(record)]
    for product in told:
        if product not in {EVERY, *own}:
            message = f"'{product}' is no product of this page{did_you_mean(product, own)}"
            yield record.source.diagnostic((key, product), "error", "unknown-product", message)


def _check_fixed_in(catalog: Catalog, record: Record, issue: KnownIssue) -> Iterator[Diagnostic]:
    for product, fixed_in in issue.fixed_in.items():
        ranges = issue.versions.get(product, issue.versions.get(EVERY, ()))
        holding = [each.text for each in ranges if each.holds(fixed_in)]
        if holding:
            message = f"fixed_in '{fixed_in}' is among the affected '{holding[0]}'; end these before it"
            yield record.source.diagnostic(_place("fixed_in", product), "error", "fixed-in-affected", message)
        elif ranges and all(_begins_after(each, fixed_in) for each in ranges):
            message = f"fixed_in '{fixed_in}' is older than the affected versions; correct one of them"
            yield record.source.diagnostic(_place("fixed_in", product), "error", "fixed-too-early", message)
        yield from _check_released(catalog, record, product, fixed_in)


def _begins_after(each: VersionRange, version: Version) -> bool:
    return each.lowest is not None and version < each.lowest[0]


def _check_released(catalog: Catalog, record: Record, key: str, fixed_in: Version) -> Iterator[Diagnostic]:
    """Warn of a version that is passed already, but was never released."""
    for product in _products(catalog, record, key):
        listed = [each.version for each in product.firmware]
        latest = newest(product)
        if latest is not None and fixed_in < latest and fixed_in not in listed:
            message = f"{product.name} has no version '{fixed_in}'{_listed(listed)}"
            yield record.source.diagnostic(_place("fixed_in", key), "warning", "unknown-version", message)


def _check_known(catalog: Catalog, record: Record) -> Iterator[Diagnostic]:
    """Warn of affected versions that none of the products has: mostly a slip of the pen."""
    for key, ranges in record.front.versions.items():
        products = [product for product in _products(catalog, record, key) if product.firmware]
        for index, each in enumerate(ranges):
            listed = [firmware.version for product in products for firmware in product.firmware]
            if listed and not any(map(each.holds, listed)):
                names = ", ".join(product.name for product in products)
                message = f"{names} has no version '{each.text}'{_listed(listed)}"
                place = (*_place("versions", key), index)
                yield record.source.diagnostic(place, "warning", "unknown-version", message)


def _products(catalog: Catalog, record: Record, key: str) -> list[Product]:
    """Return the products that versions under a key are told of."""
    fronts = ((each.id, each.front) for each in catalog.products_of(record))
    return [front for name, front in fronts if key in {EVERY, name} and isinstance(front, Product)]


def _check_pages(catalog: Catalog, record: Record, issue: KnownIssue) -> Iterator[Diagnostic]:
    own = {product.id for product in catalog.products_of(record)}
    for index, wanted in enumerate(issue.affects):
        page = catalog.page(wanted)
        if page is None:
            hint = did_you_mean(wanted, [other.id for other in catalog.records.values()])
            yield record.source.diagnostic(
                ("affects", index), "error", "unknown-page", f"unknown page '{wanted}'{hint}"
            )
        elif page.id not in own and own.isdisjoint(product.id for product in catalog.products_of(page)):
            message = (
                f"'{wanted}' is about none of these products, so it does not warn of the issue; remove it"
            )
            yield record.source.diagnostic(("affects", index), "warning", "other-product", message)


def _listed(versions: list[Version]) -> str:
    newest_first = sorted(set(versions), reverse=True)
    more = ", …" if len(newest_first) > _FEW else ""
    return f"; listed are {', '.join(map(str, newest_first[:_FEW]))}{more}"


_FEW = 5


def _place(key: str, product: str) -> Place:
    return (key,) if product == EVERY else (key, product)
