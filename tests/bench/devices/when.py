"""Dates as the files have them: a day, a month, a year, or one for each model number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from statements import Statement, Variant, as_written

_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")


def released(variants: tuple[Variant, ...]) -> Iterator[Statement]:
    """State when the product came out; a day goes into its record as well, which takes nothing less exact."""
    dates = [(each, read_date(each.leaf.text)) for each in variants]
    for variant, found in dates:
        if not found:
            yield as_written(
                variant, f"'{variant.leaf.text}' is not a date; write it as 2026-01-31, 2026-01 or 2026"
            )
    known = [(each, found) for each, found in dates if found]
    leaves = tuple(each.leaf for each, _ in known)
    odd = [each.leaf.text for each, found in known if each.leaf.text != found]
    problem = "; ".join(f"'{said}' is read as {read_date(said)}" for said in odd)
    if len(known) == 1 and known[0][1].count("-") == _DAY:
        yield Statement("released", known[0][1], leaves, "typed", problem=problem)
        yield Statement("product.released", known[0][1], (), "typed")
    elif known:
        said = "; ".join(f"{each.label}: {found}" if each.label else found for each, found in known)
        why = "no day is given" if len(known) == 1 else "one for each model number"
        yield Statement("released", said, leaves, "text", why, problem)


_DAY = 2
"""Dashes in a date that has a day."""


def read_date(text: str) -> str:
    """Return a date as ISO 8601 has it, as exact as it is given; empty where it is none."""
    match = _DATE.fullmatch(text)
    if match is None:
        return ""
    parts = [int(part) for part in match.groups() if part]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return ""
    return "-".join(f"{part:02d}" for part in parts)
