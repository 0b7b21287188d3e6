"""A request in words, as it stands in an email; theme/js/ticket-mail.js writes the same in the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kbgen.content.form import AnyField, TicketForm
from kbgen.tickets.choices import Choices
from kbgen.tickets.fields_view import option_groups


def render_report(form: TicketForm, answers: Mapping[str, Sequence[str]], choices: Choices) -> str:
    """Return the answered fields under the titles of their sections; several lines stand below their label.

    Args:
        form: The form.
        answers: Field id → what is sent; labels stand for the values of options.
        choices: What selects offer from the catalog.
    """
    sections = []
    for section in form.sections:
        lines = [_line(field, answers.get(field.id, ()), choices) for field in section.fields]
        if any(lines):
            sections.append("\n".join([section.title, "-" * len(section.title), *filter(None, lines)]))
    return "\n\n".join(sections)


def blank_report(form: TicketForm) -> str:
    """Return the report with nothing filled in, to be written by hand."""
    sections = [
        "\n".join([section.title, "-" * len(section.title), *(_label(field) for field in section.fields)])
        for section in form.sections
    ]
    return "\n\n".join(sections)


def _line(field: AnyField, given: Sequence[str], choices: Choices) -> str:
    labels = {option.value: option.label for _, group in option_groups(field, choices) for option in group}
    value = ", ".join(labels.get(each, each).strip() for each in given if each.strip())
    return f"{_label(field)}{chr(10) if chr(10) in value else ' '}{value}" if value else ""


def _label(field: AnyField) -> str:
    return field.label if field.label.endswith("?") else f"{field.label}:"
