"""Which support plans and service centres are for which products."""

from __future__ import annotations

from kbgen.content.catalog import Catalog
from kbgen.content.model import Product, ServiceCentre, SupportPlan
from kbgen.content.record import Record

TERMS = {"one-time": "One incident", "half-yearly": "Half-yearly", "yearly": "Yearly"}
"""The terms of plans, in the order in which lists have them."""


def serves(record: Record, product: Record) -> bool:
    """Say whether a plan or centre is for a product: by name, by its maker, or for everything."""
    front = record.front
    if not isinstance(front, SupportPlan | ServiceCentre) or not isinstance(product.front, Product):
        return False
    if not front.products and not front.manufacturers:
        return True
    return product.id in front.products or product.front.manufacturer in front.manufacturers


def serves_part(record: Record, product: Record, maker: str) -> bool:
    """Say whether a plan or centre is for a part of a product: as the product's, or as the part's maker's."""
    front = record.front
    if not isinstance(front, SupportPlan | ServiceCentre):
        return False
    return serves(record, product) or (not front.products and maker in front.manufacturers)


def plan_of(record: Record) -> SupportPlan:
    """Return the front matter of a support plan."""
    assert isinstance(record.front, SupportPlan)  # noqa: S101 - of_type has chosen it
    return record.front


def centre_of(record: Record) -> ServiceCentre:
    """Return the front matter of a service centre."""
    assert isinstance(record.front, ServiceCentre)  # noqa: S101 - of_type has chosen it
    return record.front


def all_plans(catalog: Catalog) -> list[Record]:
    """Return all plans, one-time ones first and the cheapest first among them."""
    plans = [plan for plan in catalog.of_type("support-plan") if isinstance(plan.front, SupportPlan)]
    return sorted(
        plans, key=lambda plan: (list(TERMS).index(plan_of(plan).term), plan_of(plan).price.amount, plan.id)
    )


def plans_for(catalog: Catalog, product: Record) -> list[Record]:
    """Return the plans that cover a product, in the order of all plans."""
    return [plan for plan in all_plans(catalog) if serves(plan, product)]


def all_centres(catalog: Catalog) -> list[Record]:
    """Return all service centres, in path order."""
    return [each for each in catalog.of_type("service-centre") if isinstance(each.front, ServiceCentre)]


def centres_for(catalog: Catalog, product: Record) -> list[Record]:
    """Return the service centres that mend a product."""
    return [centre for centre in all_centres(catalog) if serves(centre, product)]


def served_products(catalog: Catalog, record: Record) -> list[Record]:
    """Return the products that a plan or centre is for."""
    return [product for product in catalog.products.values() if serves(record, product)]


def products_with_parts(catalog: Catalog, record: Record) -> list[Record]:
    """Return the products that a plan is for by their parts alone, as the plan of a part's maker."""
    return [
        product
        for product in catalog.products.values()
        if isinstance(product.front, Product)
        and not serves(record, product)
        and any(serves_part(record, product, part.manufacturer) for part in product.front.components)
    ]


def serves_maker(catalog: Catalog, record: Record, maker: str) -> bool:
    """Say whether a plan or centre is for any product of a manufacturer."""
    served = (product.front for product in served_products(catalog, record))
    return any(isinstance(product, Product) and product.manufacturer == maker for product in served)
