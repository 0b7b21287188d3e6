"""What plans cost: golden cases that the browser is held to as well, and break-even found by trying all."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.pages.plan_costs import PlanTerms, break_even, cheapest_places, yearly_cost
from kbgen.pages.plans import in_money

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "who.json").read_text(encoding="utf-8"))
PLANS = {name: PlanTerms(**terms) for name, terms in GOLDEN["plans"].items()}


@pytest.mark.parametrize("case", GOLDEN["costs"], ids=str)
def test_year_costs_this(case):
    plan, single = PLANS[case["plan"]], PLANS.get(case["single"])
    assert in_money(yearly_cost(plan, single, case["incidents"], case["hour"]), "EUR") == case["cost"]
    assert (break_even(plan, single, case["hour"]) if single else None) == case["pays_from"]


PERIODS = st.builds(
    PlanTerms,
    price=st.integers(0, 50_000),
    periods=st.sampled_from([1, 2]),
    included=st.integers(0, 6),
    minutes=st.integers(1, 5000),
)
SINGLES = st.builds(
    PlanTerms,
    price=st.integers(0, 20_000),
    periods=st.just(0),
    included=st.just(1),
    minutes=st.integers(1, 5000),
)


@given(PERIODS, SINGLES, st.integers(0, 20_000))
def test_plan_pays_from_the_first_number_that_costs_less(plan, single, hour):
    """The oracle counts one period, incident by incident."""

    def in_period(number):
        included = min(number, plan.included) if plan.included else number
        singly = single.price * 60 + single.minutes * hour
        return plan.price * 60 + included * plan.minutes * hour + (number - included) * singly

    def singly(number):
        return number * (single.price * 60 + single.minutes * hour)

    found = break_even(plan, single, hour)
    if found is not None:
        assert in_period(found) < singly(found)
        assert found == 1 or in_period(found - 1) >= singly(found - 1)
    else:
        assert all(in_period(number) >= singly(number) for number in range(200))


@given(PERIODS, SINGLES, st.integers(0, 60), st.integers(0, 20_000))
def test_more_incidents_never_cost_less(plan, single, incidents, hour):
    assert yearly_cost(plan, single, incidents, hour) <= yearly_cost(plan, single, incidents + 1, hour)


def test_cheapest_are_all_that_cost_least():
    assert cheapest_places([3, None, 2, 2]) == [2, 3]
    assert cheapest_places([None]) == []
