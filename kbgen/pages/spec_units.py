"""A value of a spec sheet in the units of the other system, with no more digits than it was stated with."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kbgen.content.families import Property
from kbgen.content.spec_values import NUMBER, Value, to_float
from kbgen.content.units import System, Unit, counterpart, find_unit


@dataclass(frozen=True)
class Converted:
    """A value as readers of the other system know it.

    Attributes:
        text: Such as `2.91 ± 0.04 lb`.
        system: The system that it is in.
        stated: The system of the value itself.
    """

    text: str
    system: System
    stated: System


def convert_value(declared: Property, value: Value) -> Converted | None:
    """Return a value in the other system, None where all readers use its unit or the family wants none."""
    unit = value.unit
    wanted = find_unit(declared.unit) if declared.unit else None
    if unit is None or not value.numbers or not _wants_conversion(declared, wanted):
        return None
    other = counterpart(unit, wanted)
    if other is None:
        return None
    numbers = [other.from_base(unit.to_base(number)) for number in value.numbers]
    decimals = _decimals(_as_written(value), numbers, unit, other)
    joiner = " × " if declared.type == "dimensions" else " to "
    shown = joiner.join(_format(number, decimals) for number in numbers)
    text = f"{_bound(value)}{shown}{_tolerance(value, unit, other, decimals)} {other.symbol}"
    return Converted(text, "imperial" if unit.system == "metric" else "metric", unit.system)


def _wants_conversion(declared: Property, wanted: Unit | None) -> bool:
    """Say whether a property is converted; a single number declared in inches is a name, as of a display."""
    if declared.convert is not None:
        return declared.convert
    return not (declared.type == "number" and wanted is not None and wanted.symbol == "in")


def _as_written(value: Value) -> list[str]:
    """Return the numbers of a value with the digits that they were written with."""
    found = [text.lstrip("−-+").replace(",", "") for text in re.findall(NUMBER, value.text)]
    found = found[: len(value.numbers)]
    same = len(found) == len(value.numbers) and all(
        to_float(text) == abs(number) for text, number in zip(found, value.numbers, strict=True)
    )
    return found if same else [f"{abs(number):g}" for number in value.numbers]


def _decimals(written: Sequence[str], numbers: Sequence[float], unit: Unit, other: Unit) -> int:
    """Return how many decimals are as exact as what was written.

    Never more than three digits, or those written, for the largest number; two at least for the smallest.
    """
    stated = min(len(text.partition(".")[2]) for text in written)
    sizes = [abs(number) for number in numbers if number]
    if unit.offset or other.offset or not sizes:
        return stated  # degrees of temperature are of one size, near enough
    exact = math.ceil(-math.log10(10**-stated * unit.factor / other.factor))
    digits = max(_DIGITS, *(len(text.replace(".", "").strip("0")) for text in written))
    most = digits - 1 - math.floor(math.log10(max(sizes)))
    least = 1 - math.floor(math.log10(min(sizes)))
    return max(min(exact, most), least, 0)


_DIGITS = 3


def _bound(value: Value) -> str:
    """Return what stands before the number, such as `≤ ` or `up to `."""
    match = re.match(r"[^\d−-]*", value.text) if value.bound else None
    return match[0] if match else ""


def _tolerance(value: Value, unit: Unit, other: Unit, decimals: int) -> str:
    if value.tolerance is None:
        return ""
    below, above = (part * unit.factor / other.factor for part in value.tolerance)
    parts = [
        _format(part, max(decimals, -math.floor(math.log10(part)))) if part else "0"
        for part in (below, above)
    ]
    return f" ± {parts[0]}" if below == above else f" +{parts[1]}/−{parts[0]}"


def _format(number: float, decimals: int) -> str:
    """Format a number; thousands are set off from five digits on."""
    rounded = round(number, decimals)
    text = f"{abs(rounded):,.{decimals}f}" if abs(rounded) >= _LONG else f"{abs(rounded):.{decimals}f}"
    return f"−{text}" if rounded < 0 else text


_LONG = 10_000
