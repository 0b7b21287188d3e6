"""The name under which each field reaches a desk: the writer's for this target, the form's, the preset's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kbgen.content.form import AnyField, FilesField
from kbgen.content.target import VendorTarget
from kbgen.tickets.preset import Preset

NAME_IDS = frozenset(["name", "full_name", "first_name", "last_name", "your_name", "contact_name"])
"""Ids of fields that ask for the customer's name."""

DESCRIPTION = "description"
"""What presets call the field for all that has no name of its own at the desk."""


class Names(NamedTuple):
    """How a target names the fields of a form."""

    sent: dict[str, str]
    """Field id → name; for fields without a name at the desk, the id itself."""
    rest: tuple[str, ...]
    """Ids of the fields that have no name at the desk."""
    rest_into: str
    """Id of the field whose answer takes the rest in words; `` where there is none."""
    roles: dict[str, str]
    """What presets call a field → the id of the form's field."""


def sent_name(field: AnyField) -> str:
    """Return the name under which a field's answer is sent where a target says nothing else."""
    return field.send_as or field.id


def name_fields(target: VendorTarget, preset: Preset, fields: Sequence[AnyField]) -> Names:
    """Return the names that a target gives to the fields of a form."""
    roles = find_roles(fields)
    usual = {roles[role]: name for role, name in preset.fields.items() if role in roles}
    sent, rest = {}, []
    for field in fields:
        own = target.fields.get(field.id) or field.send_as or usual.get(field.id)
        name = own or _name_of_other(field, preset)
        sent[field.id] = name or field.id
        if not name:
            rest.append(field.id)
    return Names(sent, tuple(rest), roles.get(DESCRIPTION, ""), roles)


def find_roles(fields: Iterable[AnyField]) -> dict[str, str]:
    """Return what presets call a field → its id: by the id itself, else the first field of that kind."""
    roles: dict[str, str] = {}
    for field in fields:
        if (role := _kind(field)) and role not in roles:
            roles[role] = field.id
    return {**roles, **{field.id: field.id for field in fields}}


def _kind(field: AnyField) -> str:
    completed_as = (getattr(field, "autocomplete", None) or "").rpartition(" ")[2]
    if field.type == "email":
        return "email"
    if field.type == "tel":
        return "phone"
    if completed_as == "name" or field.id in NAME_IDS:
        return "name"
    return "company" if completed_as == "organization" else ""


def _name_of_other(field: AnyField, preset: Preset) -> str:
    if isinstance(field, FilesField) and preset.files.name:
        return preset.files.name
    return "" if preset.others == "none" else preset.others.replace("{id}", field.id)
