"""What the sheets of a family say beside each other: implausible values, slips of a unit, mixed units."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from kbgen.content.families import Family, Property
from kbgen.content.source import Source
from kbgen.content.specs import SpecSheet, Value
from kbgen.content.units import Unit, find_unit
from kbgen.diagnostics import Diagnostic

_Written = tuple[Source, Value]
"""A value and the file that states it."""


def check_sheets(sheets: Sequence[tuple[Source, SpecSheet]]) -> Iterator[Diagnostic]:
    """Compare the values of all sheets, property by property of each family."""
    families: dict[int, Family] = {id(sheet.family): sheet.family for _, sheet in sheets}
    for key, family in families.items():
        own = [(source, sheet) for source, sheet in sheets if id(sheet.family) == key]
        for name, declared in family.properties.items():
            values = [
                (source, sheet.values[name])
                for source, sheet in own
                if name in sheet.values and sheet.values[name].numbers
            ]
            yield from _check_plausible(name, declared, values)
            yield from _check_outliers(name, family, values)
            yield from _check_units(name, family, values)


def _check_plausible(name: str, declared: Property, values: Sequence[_Written]) -> Iterator[Diagnostic]:
    low, high = declared.plausible or (1, 0)
    if low > high:  # nothing is declared, or what is has been reported
        return
    for source, value in values:
        numbers = [_in_unit(number, value.unit, _declared_unit(declared)) for number in value.numbers]
        if not all(low - _SLACK * abs(low) <= number <= high + _SLACK * abs(high) for number in numbers):
            expected = f"{low:g} to {high:g} {declared.unit or ''}".strip()
            message = (
                f"{declared.label} is {value.text}, which is not within the plausible {expected}; "
                "correct it, or widen 'plausible' in _data/specs.yml"
            )
            yield source.diagnostic(("properties", name), "warning", "implausible-value", message)


def _check_outliers(name: str, family: Family, values: Sequence[_Written]) -> Iterator[Diagnostic]:
    """Report values a thousand times above or below the usual one: mostly a slip of the unit."""
    declared = family.properties[name]
    sizes = sorted(size for _, value in values if (size := _size(value)))
    if (
        declared.plausible
        or len(sizes) < _FEWEST
        or any(value.unit and value.unit.offset for _, value in values)
    ):
        return
    for source, value in values:
        size = _size(value)
        if not size:
            continue
        at = sizes.index(size)
        usual = median([*sizes[:at], *sizes[at + 1 :]]) if len(sizes) < _MANY else sizes[len(sizes) // 2]
        if max(size / usual, usual / size) >= _OUTLYING:
            shown = _shown(usual, _declared_unit(declared))
            message = (
                f"{declared.label} is {value.text}, and usually about {shown} in other sheets of "
                f"{family.label.lower()}; check the unit, or declare 'plausible' if it is right"
            )
            yield source.diagnostic(("properties", name), "warning", "outlying-value", message)


def _check_units(name: str, family: Family, values: Sequence[_Written]) -> Iterator[Diagnostic]:
    declared = family.properties[name]
    own = _declared_unit(declared)
    if own is None or {value.unit for _, value in values} <= {own}:
        return
    counts = Counter(_counted_unit(value, own) for _, value in values)
    usual = max(counts, key=lambda unit: (counts[unit], unit == own, unit.symbol))
    allowed = {usual, *map(find_unit, declared.other_units)}
    for source, value in values:
        if value.unit and value.unit not in allowed and not _is_scaled(value, value.unit, usual):
            message = (
                f"{declared.label} is in {value.unit.symbol} here and in {usual.symbol} in {counts[usual]} "
                f"of {counts.total()} sheets of {family.label.lower()}; write it in {usual.symbol}, "
                f"or declare 'other_units: [{value.unit.symbol}]'"
            )
            yield source.diagnostic(("properties", name), "warning", "mixed-units", message)


_SLACK = 1e-9
_FEWEST = 3
_MANY = 50
"""Sheets from which on one value more or less does not move the median."""
_OUTLYING = 1000


def _counted_unit(value: Value, declared: Unit) -> Unit:
    """Return the unit of a value, the declared one where the value only keeps its number short."""
    unit = value.unit or declared
    return declared if _is_scaled(value, unit, declared) else unit


def _is_scaled(value: Value, unit: Unit, usual: Unit) -> bool:
    """Say whether a unit is thousands away to keep the number short: 1 TB among GB, not 1320 g among kg."""
    steps = math.log10(unit.factor / usual.factor) / 3
    if abs(steps - round(steps)) > _SLACK or unit.system != usual.system or unit.offset != usual.offset:
        return False
    largest = max(abs(_in_unit(number, unit, usual)) for number in value.numbers)
    return largest >= _STEP * (1 - _SLACK) if unit.factor > usual.factor else largest < 1


_STEP = 1000


def _declared_unit(declared: Property) -> Unit | None:
    return find_unit(declared.unit) if declared.unit else None


def _in_unit(number: float, unit: Unit | None, wanted: Unit | None) -> float:
    return number if unit is None or wanted is None else wanted.from_base(unit.to_base(number))


def _size(value: Value) -> float:
    """Return the largest number of a value in base units."""
    return max(abs(value.unit.to_base(number) if value.unit else number) for number in value.numbers)


def _shown(size: float, unit: Unit | None) -> str:
    number = unit.from_base(size) if unit else size
    return f"{float(f'{number:.3g}'):,g} {unit.symbol if unit else ''}".strip()
