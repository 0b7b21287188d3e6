"""Calendar periods: when a warranty ends, counted in months and days as the law counts."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from kbgen.content.values import Duration


@dataclass(frozen=True)
class Period:
    """A time between two days; one of the two numbers is 0."""

    months: int = 0
    days: int = 0


_LENGTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>days?|d|weeks?|months?|years?)")
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"d": 1, "day": 1, "week": 7}


def parse_period(time: Duration) -> Period:
    """Return a time in whole months or whole days: `24 months`, `2 years`, `1.5 years`, `90 days`.

    Raises:
        ValueError: Where it is shorter, or ends within a day.
    """
    match = _LENGTH.fullmatch(time.text)
    unit = match["unit"].removesuffix("s") if match else ""
    number = float(match["number"]) if match else 0.0
    length = number * (_MONTHS.get(unit) or _DAYS.get(unit, 0))
    if not length or length != int(length):
        raise ValueError(f"'{time}' is no time on a calendar; write whole days, months or years: '24 months'")
    if length > (_MOST_MONTHS if unit in _MONTHS else _MOST_MONTHS * 30):
        raise ValueError(f"'{time}' is longer than anybody promises; write at most 100 years")
    return Period(months=int(length)) if unit in _MONTHS else Period(days=int(length))


_MOST_MONTHS = 1200


def last_day(start: date, period: Period) -> date:
    """Return the last day of a period that an event on `start` begins.

    The day of the event is not counted; a period in months ends with the day of the same number, or with the
    last day of a month that has none (Regulation (EEC, Euratom) No 1182/71, article 3).
    """
    months = start.year * 12 + start.month - 1 + period.months
    year, month = divmod(months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=period.days)


def spoken(day: date) -> str:
    """Return a day in words: `31 March 2030`."""
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"


_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
