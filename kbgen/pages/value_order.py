"""The order of a property's values: in base units, so that 1000 g and 1 kg are one value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import prod
from typing import Any

from kbgen.content.families import Property
from kbgen.content.specs import Value

Rank = int | None


def rank_values(declared: Property, values: Sequence[Value | None]) -> list[Rank]:
    """Return the place of each value among all of them, the smallest being 0; equal values share one.

    A range goes by its start, or by its end where higher is better; dimensions go by what they enclose, a
    choice by the order of its options, yes after no, and text by its letters with numbers in it as numbers.
    What cannot be read as its property's type comes after what can. None stands for what is not stated.
    """
    keys = [_key(declared, value) if value is not None and value.stated else None for value in values]
    places = {key: place for place, key in enumerate(sorted({key for key in keys if key is not None}))}
    return [None if key is None else places[key] for key in keys]


def _key(declared: Property, value: Value) -> tuple[Any, ...]:
    if value.numbers:
        return (0, *_numbers_key(declared, _in_base_units(value)))
    known = [option.casefold() for option in _options(declared)]
    text = " ".join(value.text.casefold().split())
    if text in known:
        return (0, known.index(text))
    if declared.type == "list":
        text = ", ".join(sorted(text.split(", ")))
    return (1, *_natural_key(text))


def _options(declared: Property) -> Sequence[str]:
    return ("no", "yes") if declared.type == "yes/no" else declared.options


def _in_base_units(value: Value) -> tuple[float, ...]:
    """Return the numbers in base units, to nine digits: what comes after them is the machine's arithmetic."""
    unit = value.unit
    if unit is None:
        return value.numbers
    return tuple(float(f"{number * unit.factor + unit.offset:.9g}") for number in value.numbers)


def _numbers_key(declared: Property, numbers: tuple[float, ...]) -> tuple[float, ...]:
    if declared.type == "dimensions":
        return (float(f"{prod(numbers):.9g}"), *numbers)
    return numbers[::-1] if declared.better == "higher" else numbers


def _natural_key(text: str) -> tuple[str | int, ...]:
    """Split a text into letters and numbers, which take turns: `Wi-Fi 7` comes before `Wi-Fi 10`."""
    return tuple(int(part) if at % 2 else part for at, part in enumerate(re.split(r"([0-9]+)", text)))
