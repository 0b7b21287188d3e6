"""A form's submission as JSON Schema, for whoever receives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kbgen.content.conditions import All, Condition, Is, Not, Some
from kbgen.content.form import (
    AnyField,
    CheckboxesField,
    DateField,
    EmailField,
    FilesField,
    NumberField,
    TicketForm,
)
from kbgen.tickets.choices import Choices, expand, option_values
from kbgen.tickets.fields_view import fields_of
from kbgen.tickets.names import sent_name

Schema = dict[str, Any]


def submission_schema(form: TicketForm, choices: Choices) -> Schema:
    """Return the schema of one submission: sent name → answer (JSON Schema, draft 2020-12).

    What is not answered, and what was not shown, is left out of a submission. Checkboxes and files are lists.
    """
    fields = {field.id: field for field in fields_of(form)}
    schema: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form.title or "Request",
        "type": "object",
        "properties": {sent_name(field): _answer(field, choices) for field in fields.values()},
        "required": [
            sent_name(field) for field in fields.values() if field.required and field.show_if is None
        ],
        "additionalProperties": False,
    }
    rules = [rule for field in fields.values() for rule in _rules(field, fields, choices)]
    return {**schema, "allOf": rules} if rules else schema


def _answer(field: AnyField, choices: Choices) -> Schema:
    described: Schema = {"title": field.label, **({"description": field.hint} if field.hint else {})}
    values = option_values(field, choices)
    if isinstance(field, CheckboxesField):
        items = {"enum": list(values or ())}
        return {**described, "type": "array", "items": items, "minItems": 1, "uniqueItems": True}
    if isinstance(field, FilesField):
        return {**described, **_files(field)}
    if isinstance(field, NumberField):
        return {**described, "type": "number", **_bounds(field)}
    if values:
        return {**described, "enum": list(values)}
    return {**described, "type": "string", **_text(field)}


def _files(field: FilesField) -> Schema:
    size: Schema = {"type": "integer", "minimum": 0}
    if field.max_size:
        size["maximum"] = field.max_size
    properties = {"name": {"type": "string"}, "size": size, "type": {"type": "string"}}
    items = {"type": "object", "properties": properties, "required": ["name", "size"]}
    return {"type": "array", "items": items, "minItems": 1, "maxItems": field.max_files}


def _bounds(field: NumberField) -> Schema:
    bounds = {"minimum": field.min, "maximum": field.max, "multipleOf": field.step}
    return {
        name: int(value) if value == value.to_integral_value() else float(value)
        for name, value in bounds.items()
        if value is not None
    }


def _text(field: AnyField) -> Schema:
    text: Schema = {"minLength": getattr(field, "min_length", None) or 1}
    if (longest := getattr(field, "max_length", None)) is not None:
        text["maxLength"] = longest
    if (pattern := getattr(field, "pattern", None)) is not None:
        text["pattern"] = f"^(?:{pattern})$"
    if isinstance(field, EmailField | DateField):
        text["format"] = field.type
    return text


def _rules(field: AnyField, fields: Mapping[str, AnyField], choices: Choices) -> Iterator[Schema]:
    """Yield when an answer must be there, and when it must not."""
    name = sent_name(field)
    if field.show_if is not None:
        shown = _meets(expand(field.show_if, fields, choices), fields)
        then = {"required": [name]} if field.required else True
        yield {"if": shown, "then": then, "else": {"properties": {name: False}}}
    if field.required_if is not None:
        needed = _meets(expand(field.required_if, fields, choices), fields)
        conditions = [needed, *([shown] if field.show_if is not None else [])]
        yield {"if": {"allOf": conditions}, "then": {"required": [name]}}


def _meets(condition: Condition, fields: Mapping[str, AnyField]) -> Schema:
    """Return the schema that a submission meets where a condition holds."""
    match condition:
        case Is(name, values):
            answer: Schema = {"enum": list(values)}
            if isinstance(fields[name], CheckboxesField):
                answer = {"contains": answer}
            sent = sent_name(fields[name])
            return {"properties": {sent: answer}, "required": [sent]}
        case All(parts):
            return {"allOf": [_meets(part, fields) for part in parts]}
        case Some(parts):
            return {"anyOf": [_meets(part, fields) for part in parts]}
        case Not(part):
            return {"not": _meets(part, fields)}
