"""A spec sheet as a grouped table, and what families with sheets are called."""

from __future__ import annotations

from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.families import Property
from kbgen.content.specs import SpecSheet, Value
from kbgen.pages.spec_units import convert_value


def spec_groups(sheet: SpecSheet) -> list[dict[str, Any]]:
    """Return the sheet's values in the family's groups and order; groups without values are left out."""
    groups: dict[str, list[dict[str, Any]]] = {group: [] for group in sheet.family.groups}
    for name, value in sheet.values.items():
        declared = sheet.family.properties[name]
        groups.setdefault(declared.group, []).append(_row(name, declared, value))
    return [{"label": label, "rows": rows} for label, rows in groups.items() if rows]


def _row(name: str, declared: Property, value: Value) -> dict[str, Any]:
    other = convert_value(declared, value)
    return {
        "name": name,
        "label": declared.label,
        "text": value.text,
        "system": other.stated if other else "",
        "other": other.text if other else "",
        "other_system": other.system if other else "",
        "condition": value.condition,
        "stated": value.stated,
        "synonyms": list(declared.synonyms),
    }


def family_names(catalog: Catalog) -> list[str]:
    """Return what the families are called of which there are sheets: label, id, synonyms."""
    stated = {id(sheet.family) for sheet in catalog.sheets.values()}
    families = [(name, each) for name, each in catalog.families.items() if id(each) in stated]
    return [text for name, each in families for text in (each.label, name.replace("-", " "), *each.synonyms)]
