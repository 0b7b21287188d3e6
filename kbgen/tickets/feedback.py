"""The form `feedback`: what the foot of a page asks ("Was this helpful?"), and what it needs for that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kbgen.content.form import AnyField, RadiosField, TextareaField, TicketForm
from kbgen.content.form_values import Option
from kbgen.tickets.fields_view import control_id, fields_of
from kbgen.tickets.policy import FormSite
from kbgen.tickets.problem import Path, Problem
from kbgen.tickets.view import build_form_view

HELPFUL, REASON, COMMENT = "helpful", "reason", "comment"
"""Ids of the fields that the foot of a page asks."""
SENT_ALONG = ("page", "title", "product", "language")
"""Ids of the fields that a page fills in by itself, and says so."""
STEP = "step"
"""The reason for which a step of a guide is named."""
YES, NO = "yes", "no"


def build_feedback_view(
    form: TicketForm, page_url: Callable[[str], str], site: FormSite | None = None
) -> dict[str, Any]:
    """Return what every page shows of the feedback form, nothing where the form has not what it needs.

    `page_url` and `site` are as for `build_form_view`, which knows target, hidden names and mail.
    """
    if list(check_feedback([((), field) for field in fields_of(form)])):
        return {}
    view = build_form_view(form, page_url, site=site)
    fields = {field.id: field for field in fields_of(form)}
    sent = {shown["id"]: shown["name"] for section in view["sections"] for shown in section["fields"]}
    names = {name: sent[control_id(field)] for name, field in fields.items()}
    return {
        **{key: view[key] for key in _SHARED},
        "mechanism": view["delivery"].get("over", view["delivery"])["mechanism"],
        "question": fields[HELPFUL].label if HELPFUL in fields else "",
        "helpful": _choice(fields.get(HELPFUL), names),
        "reason": _choice(fields.get(REASON), names),
        "comment": _comment(fields.get(COMMENT), names),
        "sent_along": [
            {"id": name, "name": names[name], "label": fields[name].label}
            for name in SENT_ALONG
            if name in fields
        ],
        "step": STEP in _values(fields.get(REASON)),
    }


_SHARED = (
    *("action", "place", "method", "encoding", "attributes", "constants", "honeypot", "redirect", "thanks"),
    *("privacy", "mail", "submit"),
)


def _choice(field: AnyField | None, names: Mapping[str, str]) -> dict[str, Any]:
    if not isinstance(field, RadiosField):
        return {}
    options = [{"value": option.value, "label": option.label} for option in _options(field)]
    return {"name": names[field.id], "label": field.label, "hint": field.hint or "", "options": options}


def _values(field: AnyField | None) -> list[str]:
    return [option.value for option in _options(field)] if isinstance(field, RadiosField) else []


def _options(field: RadiosField) -> tuple[Option, ...]:
    """Return the options that the writer lists; products and plans of the catalog are no answers here."""
    return () if isinstance(field.options, str) else field.options


def _comment(field: AnyField | None, names: Mapping[str, str]) -> dict[str, Any]:
    if not isinstance(field, TextareaField):
        return {}
    most = str(field.max_length or "")
    return {"name": names[field.id], "label": field.label, "hint": field.hint or "", "max": most}


def check_feedback(fields: Iterable[tuple[Path, AnyField]]) -> Iterator[Problem]:
    """Yield what keeps the foot of a page from asking; `fields` are those of the form with their places."""
    placed = {field.id: (place, field) for place, field in fields}
    kinds = {HELPFUL: RadiosField, REASON: RadiosField, COMMENT: TextareaField}
    for name, kind in kinds.items():
        place, field = placed.get(name, ((), None))
        if not isinstance(field, kind):
            what = "radios" if kind is RadiosField else "textarea"
            message = (
                f"the feedback form needs a field '{name}' of the type {what}: pages ask it below their text"
            )
            yield Problem((*place, "type") if place else ("sections",), "feedback-field", message)
    place, field = placed.get(HELPFUL, ((), None))
    if isinstance(field, RadiosField) and sorted(_values(field)) != [NO, YES]:
        message = "'helpful' takes two options, written 'yes: …' and 'no: …'"
        yield Problem((*place, "options"), "feedback-field", message)
    for name, (at, other) in placed.items():
        if other.required and name not in {HELPFUL, *SENT_ALONG}:
            message = f"'{name}' is required, but a page sends the feedback form without it; make it optional"
            yield Problem((*at, "required"), "feedback-field", message)
