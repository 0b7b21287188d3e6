"""What the page shows of a form's fields, as plain dicts, lists and texts for the template."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kbgen.content.conditions import Condition, export_condition
from kbgen.content.form import AnyField, CheckboxesField, RadiosField, SelectField, TextareaField, TicketForm
from kbgen.content.form_values import JOURNEY, OTHER, PRODUCTS, Option
from kbgen.tickets.choices import Choices, expand
from kbgen.tickets.in_words import describe_condition
from kbgen.tickets.limits import build_attributes, describe_limits
from kbgen.tickets.names import sent_name

Group = tuple[str, tuple[Option, ...]]
"""Options under one label; without a label they stand by themselves."""


def section_views(form: TicketForm, choices: Choices, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the form's sections with their fields; `names` are those that the target gives to fields.

    Every key is always there; what a field does not have is an empty text or list.
    """
    known = {field.id: field for field in fields_of(form)}
    return [
        {
            "title": section.title,
            "hint": section.hint or "",
            "fields": [_field(field, known, choices, names) for field in section.fields],
        }
        for section in form.sections
    ]


def fields_of(form: TicketForm) -> list[AnyField]:
    """Return the fields of all sections, in order."""
    return [field for section in form.sections for field in section.fields]


def control_id(field: AnyField) -> str:
    """Return the id of a field's (first) control in the page; no other id of the page begins like it."""
    return f"kb-field-{field.id}"


def _field(
    field: AnyField, known: Mapping[str, AnyField], choices: Choices, names: Mapping[str, str]
) -> dict[str, Any]:
    groups = option_groups(field, choices)
    listless = isinstance(field, SelectField) and not groups  # a catalog without products: let them type
    shown = field.show_if
    sources = getattr(field, "prefill", ())
    return {
        "id": control_id(field),
        "name": names.get(field.id) or sent_name(field),
        "field": field.id,
        "type": "text" if listless else field.type,
        "label": field.label,
        "hint": field.hint or "",
        "limits": describe_limits(field),
        "product_hints": _product_hints(field, choices),
        "error": field.error or "",
        "required": field.required and shown is None,
        "required_when_shown": field.required,
        "show_if": _exported(shown, known, choices),
        "show_if_words": describe_condition(shown, known, choices) if shown is not None else "",
        "required_if": _exported(field.required_if, known, choices),
        "prefill": next((s.removeprefix("query.") for s in sources if s != JOURNEY), ""),
        "journey": JOURNEY in sources,
        "rows": str(field.rows) if isinstance(field, TextareaField) else "",
        "attributes": [{"name": name, "value": value} for name, value in build_attributes(field)],
        "groups": groups_view(field, groups),
    }


def _product_hints(field: AnyField, choices: Choices) -> list[dict[str, str]]:
    """Return what to tell once the product is known, for each product that has something to tell."""
    if getattr(field, "hint_from", None) is None:
        return []
    products = choices.named(PRODUCTS)
    return [{"product": p.id, "name": p.name, "text": p.serial_number} for p in products if p.serial_number]


def _exported(condition: Condition | None, known: Mapping[str, AnyField], choices: Choices) -> str:
    """Return a condition about ids alone as JSON, empty where there is none."""
    if condition is None:
        return ""
    return json.dumps(export_condition(expand(condition, known, choices)), ensure_ascii=False)


def option_groups(field: AnyField, choices: Choices) -> list[Group]:
    """Return a field's options in groups; none where the customer types, or where the catalog has nothing."""
    if not isinstance(field, SelectField | RadiosField | CheckboxesField):
        return []
    if isinstance(field.options, str):
        listed = choices.named(field.options)
        groups = {choice.group: [o for o in listed if o.group == choice.group] for choice in listed}
        found = [
            (label, tuple(Option(value=choice.id, label=choice.name) for choice in members))
            for label, members in groups.items()
        ]
    else:
        found = [("", field.options)] if field.options else []
    other = getattr(field, "other", None)
    return [*found, ("", (Option(value=OTHER, label=other),))] if found and other else found


def groups_view(field: AnyField, groups: list[Group]) -> list[dict[str, Any]]:
    """Return groups of options for the template; the first option has the field's own id."""
    numbered = _numbered(control_id(field))
    return [
        {
            "label": label,
            "options": [{"id": next(numbered), "value": o.value, "label": o.label} for o in options],
        }
        for label, options in groups
        if options
    ]


def _numbered(control: str) -> Iterator[str]:
    """Yield `kb-field-x`, `kb-field-x-2`, …: a link to the field lands on its first option."""
    yield control
    number = 1
    while True:
        number += 1
        yield f"{control}-{number}"
