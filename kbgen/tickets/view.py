"""What a form's page shows, as plain dicts, lists and texts for the template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kbgen.content.form import (
    AnyField,
    CheckboxesField,
    Privacy,
    RadiosField,
    SelectField,
    TextareaField,
    TicketForm,
)
from kbgen.content.form_values import PRODUCTS, Option
from kbgen.content.target import MailtoTarget
from kbgen.tickets.delivery import MAIL_BUDGET, build_delivery
from kbgen.tickets.limits import build_attributes, describe_limits
from kbgen.tickets.mail import build_mailto
from kbgen.tickets.names import sent_name
from kbgen.tickets.policy import FormSite, build_policy

OTHER = "other"
"""What a select sends where the customer found nothing that fits."""

Products = Sequence[tuple[str, str, str]]
"""Manufacturer's name, product id and product name of each product of the catalog."""


def build_form_view(
    form: TicketForm, products: Products, page_url: Callable[[str], str], site: FormSite | None = None
) -> dict[str, Any]:
    """Return `kb.page.form`: the form element's attributes, its sections with their fields, privacy and mail.

    `page_url` gives the address of what a link in the form names, site-relative for a page of this site.
    Every key is always there; what a form does not have is an empty text, list or dict.
    """
    site = site or FormSite()
    fields = fields_of(form)
    delivery = build_delivery(form.target, fields, site.presets, page_url)
    plain = delivery.get("over") or delivery  # what the form element itself does, without a script
    return {
        **{key: plain[key] for key in _ELEMENT},
        "mechanism": form.target.type,
        "thanks": delivery["thanks"] or plain["thanks"],
        "delivery": delivery,
        "policy": build_policy(form, site),
        "sections": [
            {
                "title": section.title,
                "hint": section.hint or "",
                "fields": [_field(field, products, plain["names"]) for field in section.fields],
            }
            for section in form.sections
        ],
        "privacy": _privacy(form.privacy, page_url),
        "mail": _mail(form),
        "submit": form.submit,
    }


_ELEMENT = (
    "action",
    "place",
    "method",
    "encoding",
    "attributes",
    "constants",
    "honeypot",
    "redirect",
    "vendor",
    "tell",
)
"""What of a delivery the form element shows."""


def fields_of(form: TicketForm) -> list[AnyField]:
    """Return the fields of all sections, in order."""
    return [field for section in form.sections for field in section.fields]


def _privacy(privacy: Privacy | None, page_url: Callable[[str], str]) -> dict[str, str]:
    link = page_url(privacy.link) if privacy and privacy.link else ""
    return {"text": privacy.text, "link": link} if privacy else {}


def _mail(form: TicketForm) -> dict[str, Any]:
    """Return what the page needs to write an email: from the target, or from the fallback."""
    targets = (form.target, getattr(form.target, "over", None), form.fallback)
    target = next((each for each in targets if isinstance(each, MailtoTarget)), None)
    if target is None:
        return {}
    subjects = [control_id(field) for field in fields_of(form) if sent_name(field) == "subject"]
    return {
        "to": ",".join(target.to),
        "cc": ",".join(target.cc),
        "subject": target.subject,
        "subject_field": subjects[0] if subjects else "",
        "link": build_mailto(target),
        "budget": str(MAIL_BUDGET),
    }


def control_id(field: AnyField) -> str:
    """Return the id of a field's (first) control in the page; no other id of the page begins like it."""
    return f"kb-field-{field.id}"


def _field(field: AnyField, products: Products, names: dict[str, str]) -> dict[str, Any]:
    groups = _groups(field, products)
    listless = isinstance(field, SelectField) and not groups  # a catalog without products: let them type
    return {
        "id": control_id(field),
        "name": names.get(field.id) or sent_name(field),
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
    numbered = _numbered(control_id(field))
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
