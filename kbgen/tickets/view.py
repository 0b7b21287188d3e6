"""What a form's page shows, as plain dicts, lists and texts for the template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kbgen.content.form import (
    AnyField,
    CheckboxesField,
    FilesField,
    MailtoTarget,
    PostTarget,
    Privacy,
    RadiosField,
    SelectField,
    TextareaField,
    TicketForm,
)
from kbgen.content.form_values import PRODUCTS, Option
from kbgen.tickets.limits import build_attributes, describe_limits
from kbgen.tickets.mail import build_mailto

MAIL_BUDGET = 1600
"""Longest mailto link in characters: Gmail's handler takes about 1620, Outlook's 2046."""

OTHER = "other"
"""What a select sends where the customer found nothing that fits."""

Products = Sequence[tuple[str, str, str]]
"""Manufacturer's name, product id and product name of each product of the catalog."""


def build_form_view(form: TicketForm, products: Products, page_url: Callable[[str], str]) -> dict[str, Any]:
    """Return `kb.page.form`: the form element's attributes, its sections with their fields, privacy and mail.

    `page_url` gives the address of what a link in the form names, site-relative for a page of this site.
    Every key is always there; what a form does not have is an empty text, list or dict.
    """
    return {
        "action": _action(form),
        "enctype": _enctype(form),
        "mechanism": form.target.type,
        "constants": _constants(form),
        "honeypot": _post(form).honeypot or "",
        "redirect": _redirect(_post(form), page_url),
        "sections": [
            {
                "title": section.title,
                "hint": section.hint or "",
                "fields": [_field(field, products) for field in section.fields],
            }
            for section in form.sections
        ],
        "privacy": _privacy(form.privacy, page_url),
        "mail": _mail(form),
        "submit": form.submit,
    }


def fields_of(form: TicketForm) -> list[AnyField]:
    """Return the fields of all sections, in order."""
    return [field for section in form.sections for field in section.fields]


def sent_name(field: AnyField) -> str:
    """Return the name under which a field's answer is sent."""
    return field.send_as or field.id


def _post(form: TicketForm) -> PostTarget:
    """Return the form's post target; one without anything where the form goes by email."""
    return form.target if isinstance(form.target, PostTarget) else PostTarget(type="post", url="")


def _action(form: TicketForm) -> str:
    target = form.target
    return target.url if isinstance(target, PostTarget) else build_mailto(target)


def _enctype(form: TicketForm) -> str:
    """Return the encoding: only text/plain gets spaces and line breaks right into a mail program."""
    if isinstance(form.target, MailtoTarget):
        return "text/plain"
    with_files = any(isinstance(field, FilesField) for field in fields_of(form))
    return "multipart/form-data" if with_files else "application/x-www-form-urlencoded"


def _privacy(privacy: Privacy | None, page_url: Callable[[str], str]) -> dict[str, str]:
    link = page_url(privacy.link) if privacy and privacy.link else ""
    return {"text": privacy.text, "link": link} if privacy else {}


def _constants(form: TicketForm) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in _post(form).constants.items()]


def _redirect(target: PostTarget, page_url: Callable[[str], str]) -> dict[str, Any]:
    if target.redirect is None:
        return {}
    to = target.redirect.to
    return {"name": target.redirect.field, "to": page_url(to), "local": "://" not in to}


def _mail(form: TicketForm) -> dict[str, Any]:
    """Return what the page needs to write an email: from the target, or from the fallback."""
    target = form.target if isinstance(form.target, MailtoTarget) else form.fallback
    if target is None:
        return {}
    subjects = [_control(field) for field in fields_of(form) if sent_name(field) == "subject"]
    return {
        "to": ",".join(target.to),
        "cc": ",".join(target.cc),
        "subject": target.subject,
        "subject_field": subjects[0] if subjects else "",
        "link": build_mailto(target),
        "budget": str(MAIL_BUDGET),
    }


def _control(field: AnyField) -> str:
    """Return the id of a field's (first) control in the page; no other id of the page begins like it."""
    return f"kb-field-{field.id}"


def _field(field: AnyField, products: Products) -> dict[str, Any]:
    groups = _groups(field, products)
    listless = isinstance(field, SelectField) and not groups  # a catalog without products: let them type
    return {
        "id": _control(field),
        "name": sent_name(field),
        "type": "text" if listless else field.type,
        "label": field.label,
        "hint": field.hint or "",
        "limits": describe_limits(field),
        "error": field.error or "",
        "required": field.required,
        "prefill": (getattr(field, "prefill", None) or "").removeprefix("query."),
        "rows": str(field.rows) if isinstance(field, TextareaField) else "",
        "attributes": [{"name": name, "value": value} for name, value in build_attributes(field)],
        "groups": groups,
    }


def _groups(field: AnyField, products: Products) -> list[dict[str, Any]]:
    """Return a field's options in groups; a group without a label is no optgroup."""
    if isinstance(field, RadiosField | CheckboxesField):
        groups = [("", field.options)]
    elif isinstance(field, SelectField):
        other = (Option(value=OTHER, label=field.other),) if field.other else ()
        listed = _product_groups(products) if field.options == PRODUCTS else [("", field.options)]
        groups = [*listed, ("", other)] if listed else []
    else:
        groups = []
    numbered = _numbered(_control(field))
    return [
        {
            "label": label,
            "options": [{"id": next(numbered), "value": o.value, "label": o.label} for o in options],
        }
        for label, options in groups
        if options
    ]


def _numbered(control: str) -> Any:
    """Yield `kb-field-x`, `kb-field-x-2`, …: a link to the field lands on its first option."""
    yield control
    number = 1
    while True:
        number += 1
        yield f"{control}-{number}"


def _product_groups(products: Products) -> list[tuple[str, tuple[Option, ...]]]:
    """Return the catalog's products as options, by manufacturer and name."""
    makers = sorted({maker for maker, _, _ in products}, key=str.casefold)
    return [(maker, tuple(_options_of(maker, products))) for maker in makers]


def _options_of(maker: str, products: Products) -> Iterable[Option]:
    mine = [(name, identifier) for manufacturer, identifier, name in products if manufacturer == maker]
    return [Option(value=identifier, label=name) for name, identifier in sorted(mine)]
