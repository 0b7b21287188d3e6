"""The comparison of support plans: side by side, and what each costs in a year."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.record import Record
from kbgen.content.serving import all_plans, plan_of, products_with_parts, served_products
from kbgen.content.values import Money
from kbgen.pages.links import Urls
from kbgen.pages.plan_costs import SHARE, PlanTerms, break_even, cheapest_places, yearly_cost
from kbgen.pages.support import plan_view, product_choices, scope_view

COUNTS = (1, 2, 4, 8)
"""Incidents a year for which the page says what they cost."""
PERIODS = {"one-time": 0, "half-yearly": 2, "yearly": 1}
PERIOD_NAMES = {"half-yearly": "half-year", "yearly": "year"}


def plans_view(catalog: Catalog, urls: Urls) -> dict[str, Any]:
    """Return the plans in one group for each currency: prices in different ones are not compared."""
    plans = all_plans(catalog)
    currencies = dict.fromkeys(plan_of(plan).price.currency for plan in plans)
    return {
        "products": product_choices(catalog, plans),
        "counts": list(COUNTS),
        "groups": [
            _group(
                catalog, currency, [each for each in plans if plan_of(each).price.currency == currency], urls
            )
            for currency in currencies
        ],
    }


def plan_terms(record: Record) -> PlanTerms:
    """Return what a plan's price depends on."""
    plan = plan_of(record)
    periods = PERIODS[plan.term]
    included = (plan.incidents or 0) if periods else 1
    return PlanTerms(int(plan.price.amount * 100), periods, included, plan.resolution.minutes)


def _group(catalog: Catalog, currency: str, plans: list[Record], urls: Urls) -> dict[str, Any]:
    served = {plan.id: {product.id for product in served_products(catalog, plan)} for plan in plans}
    singles = {plan.id: _single_for(plan, plans, served) for plan in plans}
    costs = {plan.id: _costs(plan, singles[plan.id]) for plan in plans}
    cheapest = _cheapest(catalog, plans, served, costs)
    return {
        "currency": currency,
        "plans": [
            {
                **plan_view(plan, urls),
                **_scope(catalog, plan, urls),
                "terms": vars(plan_terms(plan)),
                "costs": [
                    {"text": in_money(cost, currency), "cheapest": plan.id in ids}
                    for cost, ids in zip(costs[plan.id], cheapest, strict=True)
                ],
                "pays_from": _pays_from(plan, singles[plan.id]),
            }
            for plan in plans
        ],
    }


def _cheapest(
    catalog: Catalog, plans: list[Record], served: dict[str, set[str]], costs: dict[str, list[int | None]]
) -> list[set[str]]:
    """Return for each number of incidents the cheapest of the plans that everybody gets for every product."""
    general = [
        plan.id
        for plan in plans
        if not plan_of(plan).customers and len(served[plan.id]) == len(catalog.products)
    ]
    places = (cheapest_places(costs[plan][column] for plan in general) for column in range(len(COUNTS)))
    return [{general[place] for place in each} for each in places]


def _single_for(plan: Record, plans: Iterable[Record], served: dict[str, set[str]]) -> Record | None:
    """Return the cheapest single incident that everybody gets for all the products of a plan."""
    singles = (
        each
        for each in plans
        if plan_of(each).term == "one-time"
        and not plan_of(each).customers
        and served[plan.id] <= served[each.id]
    )
    return next(singles, None)


def _costs(plan: Record, single: Record | None) -> list[int | None]:
    other = plan_terms(single) if single else None
    return [yearly_cost(plan_terms(plan), other, count, 0) for count in COUNTS]


def _pays_from(plan: Record, single: Record | None) -> str:
    number = break_even(plan_terms(plan), plan_terms(single), 0) if single else None
    if number is None:
        return ""
    return f"{number} {'incident' if number == 1 else 'incidents'} a {PERIOD_NAMES[plan_of(plan).term]}"


def _scope(catalog: Catalog, plan: Record, urls: Urls) -> dict[str, Any]:
    """Return the products that a plan is for, and whether it may be the cheapest for them."""
    whole = served_products(catalog, plan)
    products = whole or products_with_parts(catalog, plan)
    return {
        **scope_view(products, catalog, urls),
        "parts_only": not whole and bool(products),
        "open": bool(whole) and not plan_of(plan).customers,
    }


def in_money(cost: int | None, currency: str) -> str:
    """Return a cost in words, rounded to a cent: `276 EUR`; a dash where there is none."""
    if cost is None:
        return "–"
    cents = (2 * cost + SHARE) // (2 * SHARE)
    return str(Money(Decimal(cents) / 100, currency))
