"""Spec sheets: the values that one product has for the properties of its family."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kbgen.content.families import Family, Property, PropertyType
from kbgen.content.source import Place, Source
from kbgen.content.spec_values import (
    NOT_STATED,
    SHAPE,
    UnknownUnitError,
    Value,
    check_same,
    is_range,
    parse_dimensions,
    parse_number,
    parse_range,
    split_other,
)
from kbgen.content.units import Unit, find_unit, unit_names
from kbgen.diagnostics import Diagnostic, did_you_mean

__all__ = ["SpecSheet", "Value", "parse_sheet"]


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
        place: Place = ("properties", name) if name in raw else ("properties",)
        if name in raw:
            values[name], problem = parse_value(declared, raw[name])
            if problem:
                problems.append(source.diagnostic(place, "error", "bad-value", problem))
        elif declared.required:
            message = f"missing property '{name}'; state it, or write '{name}: not stated'"
            problems.append(source.diagnostic(place, "error", "missing-property", message))
    for name in raw:
        if name not in family.properties:
            hint = did_you_mean(name, family.properties) or "; declare it in _data/specs.yml first"
            message = f"property '{name}' is not declared for {family.label.lower()}{hint}"
            problems.append(source.diagnostic(("properties", name), "error", "unknown-property", message))
    return SpecSheet(product, family, values), problems


def parse_value(declared: Property, raw: Any) -> tuple[Value, str]:
    """Parse a value as YAML has it; returns it, and what is wrong with it or an empty text."""
    condition = ""
    if isinstance(raw, dict):
        condition = raw.get("condition") or ""
        if not {"value"} <= raw.keys() <= {"value", "condition"} or not isinstance(condition, str):
            return _unread(raw), SHAPE
        raw = raw["value"]
    try:
        value = _parse_stated(declared, raw)
    except UnknownUnitError as error:
        return _unread(raw, condition), _unknown_unit(declared, str(error))
    except ValueError as error:
        return _unread(raw, condition), str(error)
    return replace(value, condition=condition), ""


def _parse_stated(declared: Property, raw: Any) -> Value:
    if raw is None or (isinstance(raw, str) and raw.strip().casefold() == "not stated"):
        return Value(NOT_STATED, stated=False)
    items = raw if isinstance(raw, list) else [raw]
    if any(isinstance(item, (dict, list)) for item in items):
        raise ValueError(f"{declared.label} is a list of lists or maps; write each item as one text: [a, b]")
    texts = [str(item).strip() for item in items if item is not None]
    if not any(texts):
        raise ValueError(f"{declared.label} is empty; write its value, or 'not stated'")
    text = ", ".join(texts)
    if text.casefold() in _UNCLEAR and text.casefold() not in map(str.casefold, declared.options):
        remedy = _UNCLEAR_REMEDIES.get(declared.type, "say it in words, or write 'not stated'")
        raise ValueError(f"'{text}' may mean that there is none or that nobody knows; {remedy}")
    if declared.type == "list":
        return _parse_list(declared, texts if isinstance(raw, list) else re.split(r",\s+", text))
    return _PARSERS[declared.type](declared, text)


_UNCLEAR = {"none", "n/a", "na", "n.a.", "-", "–", "—", "?", "unknown", "tbd", "tba", "null", "nil", "nan"}
"""Words that do not tell no from not stated."""
_UNCLEAR_REMEDIES = {"yes/no": "write 'no' or 'not stated'", "number": "write '0' or 'not stated'"}


def _unread(raw: Any, condition: str = "") -> Value:
    text = _flat(raw)
    return Value(text or NOT_STATED, condition=condition, stated=bool(text))


def _flat(raw: Any) -> str:
    """Return whatever YAML has as one text, so that nothing of it is lost."""
    if isinstance(raw, dict):
        return "; ".join(f"{key}: {_flat(value)}" for key, value in raw.items())
    if isinstance(raw, list):
        return ", ".join(f"({_flat(item)})" if isinstance(item, list) else _flat(item) for item in raw)
    return "" if raw is None else str(raw).strip()


def _parse_text(_declared: Property, text: str) -> Value:
    return Value(text)


def _parse_choice(declared: Property, text: str) -> Value:
    return Value(_option(declared, text))


def _parse_list(declared: Property, items: list[str]) -> Value:
    chosen = tuple(_option(declared, item) for item in items) if declared.options else tuple(items)
    return Value(", ".join(chosen), items=chosen)


def _option(declared: Property, text: str) -> str:
    by_name = {option.casefold(): option for option in declared.options}
    if text.casefold() not in by_name:
        raise ValueError(f"'{text}' is no option of {declared.label}{did_you_mean(text, declared.options)}")
    return by_name[text.casefold()]


def _parse_yes_no(declared: Property, text: str) -> Value:
    if text.casefold() not in _YES_NO:
        raise ValueError(f"{declared.label} is 'yes', 'no' or 'not stated', not '{text}'")
    return Value(_YES_NO[text.casefold()])


_YES_NO = {"yes": "Yes", "true": "Yes", "on": "Yes", "no": "No", "false": "No", "off": "No"}


def _parse_measured(declared: Property, text: str) -> Value:
    """Parse a number, range or size, and compare its unit with the one that the property declares."""
    parse, example = _MEASURED[declared.type]
    stated, other = split_other(text)
    try:
        value = parse(stated)
    except UnknownUnitError:
        raise
    except ValueError as error:
        if declared.type == "number" and is_range(stated):
            remedy = f"declare {declared.label} as a range, or write one number"
            raise ValueError(f"'{stated}' is a range; {remedy}") from error
        remedy = "" if ";" in str(error) else _example(declared, example)
        raise ValueError(f"{error}{remedy}") from error
    _check_unit(declared, value.unit)
    return check_same(value, _parse_other(parse, other)) if other else value


def _parse_other(parse: Callable[[str], Value], text: str) -> Value:
    try:
        return parse(text)
    except ValueError as error:
        raise ValueError(f"'{text}' cannot stand in brackets; {SHAPE}") from error


_MEASURED: Mapping[PropertyType, tuple[Callable[[str], Value], str]] = {
    "number": (parse_number, "16"),
    "range": (parse_range, "10..40"),
    "dimensions": (parse_dimensions, "420 x 310 x 180"),
}
_PARSERS: Mapping[PropertyType, Callable[[Property, str], Value]] = {
    **dict.fromkeys(_MEASURED, _parse_measured),
    "choice": _parse_choice,
    "yes/no": _parse_yes_no,
    "text": _parse_text,
}


def _check_unit(declared: Property, unit: Unit | None) -> None:
    wanted = find_unit(declared.unit) if declared.unit else None
    if unit is None and wanted is not None:
        raise ValueError(f"{declared.label} needs a unit, such as '{wanted.symbol}'")
    if unit is not None and (wanted is None or wanted.dimension != unit.dimension):
        asked = f"in {wanted.symbol}" if wanted else "without a unit"
        raise ValueError(f"{declared.label} is declared {asked}; '{unit.symbol}' measures {unit.dimension}")


def _unknown_unit(declared: Property, written: str) -> str:
    if "(" in written:
        return f"'{written}' is more than a unit; {SHAPE}"
    wanted = find_unit(declared.unit) if declared.unit else None
    choices = unit_names(wanted.dimension if wanted else "")
    return f"unknown unit '{written}'{did_you_mean(written, choices)}"


def _example(declared: Property, number: str) -> str:
    return f"; write it as '{number} {declared.unit}'" if declared.unit else f"; write it as '{number}'"
