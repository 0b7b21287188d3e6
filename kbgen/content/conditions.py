"""Conditions on the answers of a form: when a field is shown or required, when a request goes another way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Answers = Mapping[str, Sequence[str]]
"""Field id → what is answered there: nothing, one value, or several (checkboxes)."""


@dataclass(frozen=True)
class Is:
    """One of the answers of a field is one of these values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Some:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Is | All | Some | Not

_KEYWORDS = ("all", "any", "not")
_EXAMPLE = (
    "write a field and its value, such as {category: fault}, or all:, any: with a list, not: with a map"
)


def parse_condition(raw: Any) -> Condition:
    """Parse a condition: field → value or list of values, all of which must hold; or `all`, `any`, `not`.

    Raises:
        ValueError: Where it is anything else; the message shows the form expected.
    """
    if not isinstance(raw, Mapping) or not raw:
        raise ValueError(f"'{raw}' is no condition; {_EXAMPLE}")
    parts = tuple(_parse_entry(key, value) for key, value in raw.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _parse_entry(key: Any, value: Any) -> Condition:
    if key == "not":
        return Not(parse_condition(value))
    if key in _KEYWORDS:
        if not isinstance(value, list | tuple) or not value:
            raise ValueError(f"'{key}:' takes a list of conditions; {_EXAMPLE}")
        parts = tuple(parse_condition(part) for part in value)
        return All(parts) if key == "all" else Some(parts)
    values = list(value) if isinstance(value, list | tuple) else [value]
    if not values or not all(isinstance(each, str) and each for each in values):
        raise ValueError(f"'{key}' is compared with a value or a list of values; {_EXAMPLE}")
    return Is(str(key), tuple(values))


def holds(condition: Condition, answers: Answers) -> bool:
    """Say whether a condition holds. A field that is not shown counts as not answered."""
    match condition:
        case Is(field, values):
            return any(answer in values for answer in answers.get(field, ()))
        case All(parts):
            return all(holds(part, answers) for part in parts)
        case Some(parts):
            return any(holds(part, answers) for part in parts)
        case Not(part):
            return not holds(part, answers)


def comparisons(condition: Condition) -> Iterator[Is]:
    """Yield the comparisons in a condition, in the order in which they are written."""
    match condition:
        case Is():
            yield condition
        case All(parts) | Some(parts):
            for part in parts:
                yield from comparisons(part)
        case Not(part):
            yield from comparisons(part)


def export_condition(condition: Condition) -> dict[str, Any]:
    """Return a condition as plain data, as theme/js/conditions.js reads it."""
    match condition:
        case Is(field, values):
            return {"field": field, "values": list(values)}
        case All(parts):
            return {"all": [export_condition(part) for part in parts]}
        case Some(parts):
            return {"any": [export_condition(part) for part in parts]}
        case Not(part):
            return {"not": export_condition(part)}
