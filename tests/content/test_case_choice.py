"""Who fixes it today: golden cases that the browser is held to as well, and calendars walked day by day."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kbgen.content.case_choice import choose_cases
from kbgen.content.periods import Period, last_day, parse_period, spoken
from kbgen.content.responsibility import Case, Subject
from kbgen.content.values import parse_duration

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "who.json").read_text(encoding="utf-8"))


def day(text):
    return date.fromisoformat(text) if text else None


def iso(found):
    return found.isoformat() if found else ""


def subject_of(data):
    cases = tuple(
        Case(
            stage=each["stage"],
            kind=each["kind"],
            plan=each["plan"],
            period=Period(**each["period"]) if each["period"] else None,
            customers="Some buyers" if each["customers"] else "",
        )
        for each in data["cases"]
    )
    return Subject("", "maker", day(data["ended"]), day(data["sold"]), cases)


@pytest.mark.parametrize("case", GOLDEN["days"], ids=lambda case: case["name"])
def test_period_ends_on_this_day(case):
    assert last_day(day(case["start"]), Period(case["months"], case["days"])).isoformat() == case["last"]


@pytest.mark.parametrize("case", GOLDEN["choices"], ids=lambda case: case["name"])
def test_these_cases_hold(case):
    subject = subject_of(GOLDEN["subjects"][case["subject"]])
    held = choose_cases(subject, day(case["bought"]), case["plan"], day(case["today"]))
    assert list(held.stages) == case["stages"]
    assert [iso(held.since), iso(held.until)] == [case["since"], case["until"]]
    assert list(held.cases) == case["cases"]
    assert held.uncovered == case["uncovered"]


def walk(start, months):
    """The last day of a period, found by walking: the oracle."""
    today, passed = start, 0
    while True:
        tomorrow = today + timedelta(days=1)
        if passed == months and (today.day == start.day or tomorrow.month != today.month):
            return today
        passed += tomorrow.month != today.month
        today = tomorrow
        if passed == months and today.day == start.day:
            return today


@given(st.dates(date(1990, 1, 1), date(2110, 1, 1)), st.integers(1, 30))
@example(date(2028, 1, 31), 1)
@example(date(2024, 2, 29), 12)
def test_months_end_where_a_walk_through_the_calendar_ends(start, months):
    assert last_day(start, Period(months=months)) == walk(start, months)


@given(st.dates(date(1990, 1, 1), date(2110, 1, 1)), st.integers(1, 800))
def test_days_end_that_many_days_later(start, days):
    assert last_day(start, Period(days=days)) - start == timedelta(days=days)


@given(
    st.sampled_from(sorted(GOLDEN["subjects"])),
    st.dates(date(2018, 1, 1), date(2032, 1, 1)),
    st.sampled_from(["", "none", "half", "yearly"]),
    st.integers(0, 5000),
)
def test_stage_holds_exactly_until_the_day_that_is_said(name, bought, plan, later):
    subject, today = subject_of(GOLDEN["subjects"][name]), bought + timedelta(days=later)
    held = choose_cases(subject, bought, plan, today)
    assume(held.until is not None)
    assert today <= held.until
    assert choose_cases(subject, bought, plan, held.until).stages[-1] == held.stages[-1]
    assert choose_cases(subject, bought, plan, held.until + timedelta(days=1)).stages != held.stages


@given(
    st.sampled_from(sorted(GOLDEN["subjects"])),
    st.one_of(st.none(), st.dates(date(2018, 1, 1), date(2026, 11, 22))),
    st.sampled_from(["", "none", "half", "yearly", "gone"]),
)
def test_somebody_or_nobody_is_always_named(name, bought, plan):
    assert choose_cases(subject_of(GOLDEN["subjects"][name]), bought, plan, date(2026, 11, 22)).cases


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("24 months", Period(months=24)),
        ("1 month", Period(months=1)),
        ("2 years", Period(months=24)),
        ("1.5 years", Period(months=18)),
        ("90 days", Period(days=90)),
        ("2 weeks", Period(days=14)),
    ],
)
def test_warranty_is_counted_on_a_calendar(text, period):
    assert parse_period(parse_duration(text)) == period


@pytest.mark.parametrize("text", ["4 hours", "2 business days", "0.5 months", "0 days", "3000 years"])
def test_time_that_is_none_on_a_calendar_is_refused(text):
    with pytest.raises(ValueError, match="write"):
        parse_period(parse_duration(text))


def test_day_is_spoken():
    assert spoken(date(2027, 3, 2)) == "2 March 2027"
