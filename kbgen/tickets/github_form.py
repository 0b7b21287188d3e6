"""A form as a GitHub issue form, for projects whose support desk is a repository."""

from __future__ import annotations

from typing import Any

import yaml

from kbgen.content.form import (
    AnyField,
    CheckboxesField,
    FilesField,
    RadiosField,
    SelectField,
    TextareaField,
    TicketForm,
)
from kbgen.tickets.choices import Choices
from kbgen.tickets.fields_view import fields_of, option_groups
from kbgen.tickets.in_words import describe_condition
from kbgen.tickets.limits import describe_limits

_RESERVED = "none"
"""GitHub adds this option itself where nothing has to be chosen, and refuses a form that has it."""


def github_issue_form(form: TicketForm, choices: Choices) -> str:
    """Return the YAML of a file in `.github/ISSUE_TEMPLATE`; links prefill it by the ids of the fields.

    GitHub knows no conditions: a field with one says when it matters and is not required.
    Source: GitHub Docs, "Syntax for GitHub's form schema" and "Common validation errors" of issue forms.
    """
    body: list[dict[str, Any]] = []
    labels: set[str] = set()
    known = {field.id: field for field in fields_of(form)}
    for section in form.sections:
        text = f"## {section.title}" + (f"\n\n{section.hint}" if section.hint else "")
        body.append({"type": "markdown", "attributes": {"value": text}})
        for field in section.fields:
            label = field.label if field.label not in labels else f"{field.label} ({field.id})"
            labels.add(label)
            body.append(_element(field, label, known, choices))
    if form.privacy:
        body.append({"type": "markdown", "attributes": {"value": form.privacy.text}})
    title = form.title or "Request"
    issue_form = {"name": title, "description": form.description or title, "body": body}
    return yaml.safe_dump(issue_form, sort_keys=False, allow_unicode=True, width=110)


def _element(field: AnyField, label: str, known: dict[str, AnyField], choices: Choices) -> dict[str, Any]:
    kind, specific = _kind(field, choices)
    only_if = (
        f"Only if {describe_condition(field.show_if, known, choices)}." if field.show_if is not None else ""
    )
    hint = " ".join(part for part in (only_if, field.hint or "", describe_limits(field)) if part)
    attributes = {"label": label, **({"description": hint} if hint else {}), **specific}
    element = {"type": kind, "id": field.id, "attributes": attributes}
    required = field.required and field.show_if is None
    return element if kind == "checkboxes" else {**element, "validations": {"required": required}}


def _kind(field: AnyField, choices: Choices) -> tuple[str, dict[str, Any]]:
    """Return GitHub's type of element, and the attributes that it has besides label and description."""
    options = [option.label for _, group in option_groups(field, choices) for option in group]
    options = [f"{label} of these" if label.casefold() == _RESERVED else label for label in options]
    if isinstance(field, CheckboxesField):
        only = field.required and field.show_if is None and len(options) == 1
        return "checkboxes", {"options": [{"label": label, "required": only} for label in options]}
    if isinstance(field, SelectField | RadiosField) and options:
        return "dropdown", {"options": list(dict.fromkeys(options))}
    if isinstance(field, TextareaField):
        return "textarea", {}
    if isinstance(field, FilesField):
        return "textarea", {"placeholder": "Drag the files here, or paste them."}
    return "input", {}
