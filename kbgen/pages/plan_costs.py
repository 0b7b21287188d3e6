"""What a support plan costs in a year, and from how many incidents on it pays.

`theme/js/plan-costs.js` computes the same.
Costs are counted in sixtieths of a cent, so that a minute of an hour that costs cents is a whole number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHARE = 60
"""Parts of a cent that costs are counted in."""


@dataclass(frozen=True)
class PlanTerms:
    """What the price of a plan depends on.

    Attributes:
        price: For one incident or one period, in cents.
        periods: In a year; 0 for a plan that is paid for each incident.
        included: Incidents in a period; 0 for any number.
        minutes: Time to resolve an incident; a business day counts eight hours.
    """

    price: int
    periods: int
    included: int
    minutes: int


def yearly_cost(terms: PlanTerms, single: PlanTerms | None, incidents: int, hour: int) -> int | None:
    """Return what a year costs, in sixtieths of a cent: the price, and the time until everything works again.

    Incidents beyond those included are paid for singly.

    Args:
        terms: Of the plan.
        single: Of what a single incident costs otherwise, None where nobody offers one.
        incidents: In the year.
        hour: What an hour of waiting costs the customer, in cents.

    Returns:
        None where there are more incidents than included, and nobody takes them singly.
    """
    if not terms.periods:
        return incidents * _incident_cost(terms, hour)
    included = min(incidents, terms.included * terms.periods) if terms.included else incidents
    beyond = incidents - included
    if beyond and single is None:
        return None
    cost = terms.price * terms.periods * SHARE + included * terms.minutes * hour
    return cost + (beyond * _incident_cost(single, hour) if single else 0)


def break_even(terms: PlanTerms, single: PlanTerms, hour: int) -> int | None:
    """Return the least number of incidents in a period from which on the plan costs less than single ones.

    Returns:
        None where it never does, or only beyond the incidents that it includes: further ones cost the same.
    """
    gain = _incident_cost(single, hour) - terms.minutes * hour
    if not terms.periods or gain <= 0:
        return None
    number = terms.price * SHARE // gain + 1
    return None if terms.included and number > terms.included else number


def cheapest_places(costs: Iterable[int | None]) -> list[int]:
    """Return the places of the least cost."""
    known = list(costs)
    least = min((cost for cost in known if cost is not None), default=None)
    return [place for place, cost in enumerate(known) if least is not None and cost == least]


def _incident_cost(single: PlanTerms, hour: int) -> int:
    return single.price * SHARE + single.minutes * hour
