"""Spec sheets: the values that one product has for the properties of its family."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kbgen.content.families import Family, Property, PropertyType
from kbgen.content.source import Place, Source
from kbgen.content.units import Unit, find_unit, unit_names
from kbgen.diagnostics import Diagnostic, did_you_mean


@dataclass(frozen=True)
class Value:
    """One value of a spec sheet.

    Attributes:
        text: As a reader sees it, such as `−10 to 40 °C`.
        numbers: The numbers in it: one, the two ends of a range, or each dimension.
        unit: Their unit, None where there is none.
        tolerance: In units of `unit`, None where not given.
        condition: Where the value holds, such as `draft, A4`.
        stated: False where the maker does not say; that is not the same as no.
    """

    text: str
    numbers: tuple[float, ...] = ()
    unit: Unit | None = None
    tolerance: float | None = None
    condition: str = ""
    stated: bool = True


@dataclass(frozen=True)
class SpecSheet:
    """The properties of one product.

    Attributes:
        product: Id of the product.
        family: The family whose properties it may state.
        values: Property name → value, in the family's order.
    """

    product: str
    family: Family
    values: Mapping[str, Value]


def parse_sheet(
    source: Source, product: str, family: Family, raw: Mapping[str, Any]
) -> tuple[SpecSheet, list[Diagnostic]]:
    """Parse the `properties` of a spec sheet; a value that cannot be read is kept as text and reported."""
    problems: list[Diagnostic] = []
    values: dict[str, Value] = {}
    for name, declared in family.properties.items():
        if name in raw:
            values[name], problem = _parse_stated(declared, raw[name])
        else:
            problem = (
                f"missing property '{name}'; state it, or write '{name}: not stated'"
                if declared.required
                else ""
            )
        if problem:
            place: Place = ("properties", name) if name in raw else ("properties",)
            problems.append(
                source.diagnostic(place, "error", "bad-value" if name in raw else "missing-property", problem)
            )
    for name in raw:
        if name not in family.properties:
            hint = did_you_mean(name, family.properties) or "; declare it in _data/specs.yml first"
            message = f"property '{name}' is not declared for {family.label.lower()}{hint}"
            problems.append(source.diagnostic(("properties", name), "error", "unknown-property", message))
    return SpecSheet(product, family, values), problems


def _parse_stated(declared: Property, raw: Any) -> tuple[Value, str]:
    """Parse a value; returns it, and what is wrong with it or an empty text."""
    condition = ""
    if isinstance(raw, dict):
        if not {"value"} <= raw.keys() <= {"value", "condition"}:
            return Value("Not stated", stated=False), _SHAPE
        condition, raw = raw.get("condition") or "", raw["value"]
    if isinstance(raw, dict) or not isinstance(condition, str):
        return Value("Not stated", stated=False), _SHAPE
    if raw is None or (isinstance(raw, str) and raw.strip().casefold() == "not stated"):
        return Value("Not stated", stated=False, condition=condition), ""
    text = ", ".join(str(item) for item in raw) if isinstance(raw, list) else str(raw).strip()
    try:
        value = _PARSERS[declared.type](declared, text)
    except ValueError as error:
        return Value(text, condition=condition), str(error)
    return Value(value.text, value.numbers, value.unit, value.tolerance, condition), ""


_SHAPE = 'a value with a condition is written {value: 22 ppm, condition: "draft, A4"}'


def _parse_text(_declared: Property, text: str) -> Value:
    return Value(text)


def _parse_choice(declared: Property, text: str) -> Value:
    by_name = {option.casefold(): option for option in declared.options}
    if text.casefold() not in by_name:
        raise ValueError(f"'{text}' is no option of {declared.label}{did_you_mean(text, declared.options)}")
    return Value(by_name[text.casefold()])


def _parse_yes_no(declared: Property, text: str) -> Value:
    if text.casefold() not in _YES_NO:
        raise ValueError(f"{declared.label} is 'yes', 'no' or 'not stated', not '{text}'")
    return Value(_YES_NO[text.casefold()])


_YES_NO = {"yes": "Yes", "true": "Yes", "no": "No", "false": "No"}
_NUMBER = r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\d\s±,.].*?)?(?:\s*±\s*(?P<by>{_NUMBER})\s*(?P<by_unit>\S+)?)?"
)
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*(?:\.\.|…|–|to)\s*(?P<high>{_NUMBER})\s*(?P<unit>\D.*)?")
_BY = re.compile(r"\s*[x×]\s*(?=\d)")


def _parse_number(declared: Property, text: str) -> Value:
    match = _QUANTITY.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a number{_example(declared, '16')}")
    unit = _parse_unit(declared, match["unit"])
    number = _to_float(match["number"])
    tolerance = None
    if match["by"]:
        by_unit = _parse_unit(declared, match["by_unit"]) or unit
        tolerance = _to_float(match["by"]) * (by_unit.factor / unit.factor if unit and by_unit else 1)
    return Value(_tidy(text), (number,), unit, tolerance)


def _parse_range(declared: Property, text: str) -> Value:
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a range{_example(declared, '10..40')}")
    low, high = _to_float(match["low"]), _to_float(match["high"])
    if low > high:
        raise ValueError(f"the range '{text}' starts above its end; write the smaller number first")
    unit = _parse_unit(declared, match["unit"])
    shown = f"{_tidy(match['low'])} to {_tidy(match['high'])} {unit.symbol if unit else ''}".strip()
    return Value(shown, (low, high), unit)


def _parse_dimensions(declared: Property, text: str) -> Value:
    *firsts, last = _BY.split(text)
    match = _QUANTITY.fullmatch(last)
    if not firsts or match is None or not all(re.fullmatch(_NUMBER, first) for first in firsts):
        raise ValueError(f"'{text}' is not a size{_example(declared, '420 x 310 x 180')}")
    unit = _parse_unit(declared, match["unit"])
    numbers = [*firsts, match["number"]]
    shown = f"{' × '.join(numbers)} {unit.symbol if unit else ''}".strip()
    return Value(shown, tuple(_to_float(number) for number in numbers), unit)


_PARSERS: Mapping[PropertyType, Callable[[Property, str], Value]] = {
    "number": _parse_number,
    "range": _parse_range,
    "choice": _parse_choice,
    "yes/no": _parse_yes_no,
    "list": _parse_text,
    "dimensions": _parse_dimensions,
    "text": _parse_text,
}


def _parse_unit(declared: Property, written: str | None) -> Unit | None:
    """Return the unit written, checked against the dimension that the property declares."""
    wanted = find_unit(declared.unit) if declared.unit else None
    if not written:
        if wanted is None:
            return None
        raise ValueError(f"{declared.label} needs a unit, such as '{wanted.symbol}'")
    unit = find_unit(written)
    if unit is None:
        choices = unit_names(wanted.dimension if wanted else "")
        raise ValueError(f"unknown unit '{written.strip()}'{did_you_mean(written, choices)}")
    if wanted is None or wanted.dimension != unit.dimension:
        asked = f"in {wanted.symbol}" if wanted else "without a unit"
        raise ValueError(
            f"{declared.label} is declared {asked}; '{written.strip()}' measures {unit.dimension}"
        )
    return unit


def _example(declared: Property, number: str) -> str:
    return f"; write it as '{number} {declared.unit}'" if declared.unit else f"; write it as '{number}'"


def _to_float(text: str) -> float:
    """Parse `1,200.5` and `−10`; a comma separates thousands."""
    return float(text.replace("−", "-").replace(",", ""))


def _tidy(text: str) -> str:
    return re.sub(r"^-", "−", re.sub(r"\s*±\s*", " ± ", text))
