"""A spec sheet in the words of schema.org: a PropertyValue for each value that is stated."""

from __future__ import annotations

from typing import Any

from kbgen.content.families import Property
from kbgen.content.specs import SpecSheet, Value


def property_values(sheet: SpecSheet) -> list[dict[str, Any]]:
    """Return the stated values of a sheet as schema.org PropertyValue, in the sheet's order.

    A number is `value`, limits and tolerances are `minValue` and `maxValue`; `unitCode` is the UN/CEFACT code
    where the unit has one, `unitText` its symbol; a condition is the `description`.
    https://schema.org/PropertyValue
    """
    return [
        _property_value(name, sheet.family.properties[name], value)
        for name, value in sheet.values.items()
        if value.stated
    ]


def _property_value(name: str, declared: Property, value: Value) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "PropertyValue", "name": declared.label, "propertyID": name}
    found |= _stated(declared, value)
    if value.unit and declared.type in _COUNTED:
        found |= {"unitCode": value.unit.code} if value.unit.code else {}
        found["unitText"] = value.unit.symbol
    if value.condition:
        found["description"] = value.condition
    return found


def _stated(declared: Property, value: Value) -> dict[str, Any]:
    if value.items:
        return {"value": list(value.items)}
    if declared.type == "yes/no" and value.text in _YES_NO:
        return {"value": _YES_NO[value.text]}
    if declared.type not in _COUNTED or not value.numbers:
        return {"value": value.text}
    single = declared.type == "number" and value.bound in {"", "about"}
    found: dict[str, Any] = {"value": as_json(value.numbers[0])} if single else {}
    if not single or value.tolerance:
        limits = {"minValue": value.lower, "maxValue": value.upper}
        found |= {key: as_json(limit) for key, limit in limits.items() if limit is not None}
    return found


_COUNTED = {"number", "range"}
_YES_NO = {"Yes": True, "No": False}


def as_json(number: float) -> float:
    """Return a number as JSON has it best: whole numbers without a point."""
    return int(number) if number.is_integer() else number
