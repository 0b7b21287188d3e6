"""Checks of names: what a desk requires arrives, nothing arrives under two names, nothing gets lost."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.form import AnyField, CheckboxesField
from kbgen.content.target import JsonTarget, LinkTarget, PostTarget, VendorTarget
from kbgen.diagnostics import did_you_mean
from kbgen.tickets.carried import PlacedFields, longest_answer
from kbgen.tickets.names import Names, name_fields, sent_name
from kbgen.tickets.preset import Preset
from kbgen.tickets.problem import Path, Problem


def check_names(path: Path, target: VendorTarget, preset: Preset, fields: PlacedFields) -> Iterator[Problem]:
    """Yield names that a second value has as well, names that the vendor refuses, and unknown field ids."""
    known = [field.id for _, field in fields]
    for name in target.fields:
        if name not in known:
            message = f"the form has no field '{name}'{did_you_mean(name, known)}"
            yield Problem((*path, "fields", name), "unknown-field", message)
    sent = name_fields(target, preset, [field for _, field in fields]).sent
    yield from _repeated(preset, fields, sent)
    yield from _hidden(path, target, preset, set(sent.values()))
    for place, field in fields:
        if sent[field.id] in preset.refused:
            message = f"{preset.label} refuses '{sent[field.id]}' from the public; rename the field"
            yield Problem((*place, "id"), "refused-name", message)


def _repeated(preset: Preset, fields: PlacedFields, sent: dict[str, str]) -> Iterator[Problem]:
    """Yield fields that only this target gives one name; those that always have one are told elsewhere."""
    first: dict[str, str] = {}
    for place, field in fields:
        name = sent[field.id]
        other = first.setdefault(name, field.id)
        always = sent_name(field) in {sent_name(each) for _, each in fields if each.id == other}
        together = field.type == "files" and preset.files.take == "many" and name == preset.files.name
        if other != field.id and not always and not together:
            both = f"'{other}' and '{field.id}' under one name, '{name}'"
            message = f"{preset.label} gets {both}; give one of them another under 'fields' of the target"
            yield Problem((*place, "id"), "duplicate-field-name", message)


def _hidden(path: Path, target: VendorTarget, preset: Preset, taken: set[str]) -> Iterator[Problem]:
    """Yield hidden names that a field, or another hidden value, is sent under as well."""
    hidden: list[tuple[Path, str]] = [((*path, "constants", name), name) for name in target.constants]
    if isinstance(target, PostTarget):
        hidden += [((*path, "honeypot"), target.honeypot)] if target.honeypot else []
        own = target.redirect.field if target.redirect else None
        hidden += [((*path, "redirect", "field"), own)] if own else []
    for place, name in hidden:
        if name in taken:
            message = f"'{name}' is already the name of another value; the desk could not tell them apart"
            yield Problem(place, "duplicate-field-name", message)
        if name in preset.refused:
            yield Problem(
                place, "refused-name", f"{preset.label} refuses '{name}' from the public; remove it"
            )
        taken.add(name)


def check_needed(path: Path, target: VendorTarget, preset: Preset, fields: PlacedFields) -> Iterator[Problem]:
    """Yield what the vendor requires and does not get, does not take, or has no name for."""
    names = name_fields(target, preset, [field for _, field in fields])
    yield from _required(path, preset, fields, names)
    yield from _too_long(preset, fields, names)
    if preset.join and not isinstance(target, JsonTarget) and target.rest != "description":
        yield from _several(preset, fields, names)
    lost = [field.id for _, field in fields if field.id in names.rest and field.type != "files"]
    taken = isinstance(target, JsonTarget) or target.rest == "description"
    if lost and isinstance(target, PostTarget) and preset.unknown == "refused":
        message = (
            f"{preset.label} refuses a request with names that it does not know: {_listed(lost)};"
            " write 'send_as' with the name there"
        )
        yield Problem(path, "unmapped-field", message)
    elif lost and not (taken and names.rest_into):
        message = f"{preset.label} has no place for {_listed(lost)}; {_remedy(target, names)}"
        yield Problem(path, "unmapped-field", message, "warning")


def _listed(ids: list[str]) -> str:
    shown = ", ".join(f"'{each}'" for each in ids[:_SHOWN])
    return shown if len(ids) <= _SHOWN else f"{shown} and {len(ids) - _SHOWN} more"


_SHOWN = 4


def _remedy(target: VendorTarget, names: Names) -> str:
    name = "write 'send_as' with the name there"
    if not names.rest_into:
        return f"{name}, or add a field 'description' that takes the answers"
    kind = "link" if isinstance(target, LinkTarget) else "form"
    return f"{name}, or 'rest: description' where a {kind} without JavaScript may leave them out"


def _required(path: Path, preset: Preset, fields: PlacedFields, names: Names) -> Iterator[Problem]:
    by_name = {names.sent[field.id]: (place, field) for place, field in fields if field.id not in names.rest}
    for role in preset.required:
        name = preset.fields[role]
        if name not in by_name:
            message = f"{preset.label} refuses a request without '{name}'; add a field with the id '{role}'"
            yield Problem(path, "required-by-desk", message)
            continue
        place, field = by_name[name]
        if not field.required:
            message = f"{preset.label} refuses a request without '{field.id}'; add 'required: true'"
            yield Problem((*place, "id"), "required-by-desk", message, "warning")


def _too_long(preset: Preset, fields: PlacedFields, names: Names) -> Iterator[Problem]:
    """Yield fields whose answers can be longer than the vendor takes."""
    most = {names.roles[role]: length for role, length in preset.longest.items() if role in names.roles}
    for place, field in fields:
        limit = most.get(field.id)
        if limit is not None and (longest_answer(field) or limit + 1) > limit:
            message = f"{preset.label} refuses more than {limit} characters; set 'max_length' to that"
            yield Problem((*place, "id"), "too-long-for-desk", message, "warning")


def _several(preset: Preset, fields: PlacedFields, names: Names) -> Iterator[Problem]:
    """Yield questions with several answers, which only the script can make one of."""
    for place, field in fields:
        if _has_several(field) and field.id not in names.rest:
            message = (
                f"{preset.label} takes one answer to a question, and without JavaScript the others are lost;"
                " ask with radios, or write 'rest: description' in the target where that is good enough"
            )
            yield Problem((*place, "type"), "several-answers", message, "warning")


def _has_several(field: AnyField) -> bool:
    return isinstance(field, CheckboxesField) and len(field.options) > 1
