"""What a form's page shows, as plain dicts, lists and texts for the template."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kbgen.content.conditions import export_condition
from kbgen.content.form import AnyField, Privacy, TicketForm
from kbgen.content.target import AnyTarget, MailtoTarget
from kbgen.tickets.choices import NO_CHOICES, Choices, expand
from kbgen.tickets.delivery import MAIL_BUDGET, Delivery, build_delivery
from kbgen.tickets.fields_view import control_id, fields_of, section_views
from kbgen.tickets.in_words import describe_condition
from kbgen.tickets.leading_back import lead_back
from kbgen.tickets.mail import build_mailto
from kbgen.tickets.names import sent_name
from kbgen.tickets.policy import FormSite, build_policy

SUGGESTING = ("subject", "description")
"""Ids of the fields that usually say what a request is about."""


def build_form_view(
    form: TicketForm,
    page_url: Callable[[str], str],
    choices: Choices = NO_CHOICES,
    site: FormSite | None = None,
    confirmation: str = "",
) -> dict[str, Any]:
    """Return `kb.page.form`: the form element's attributes, its sections with their fields, privacy and mail.

    `page_url` gives the address of what a link in the form names, site-relative for a page of this site;
    `confirmation` is the page of thanks for targets that name none, `` where there is none.
    Every key is always there; what a form does not have is an empty text, list or dict.
    """
    site = site or FormSite()
    form = lead_back(form, site.presets, confirmation)
    deliver = partial(build_delivery, fields=fields_of(form), presets=site.presets, page_url=page_url)
    delivery = deliver(form.own_target)
    plain = delivery.get("over") or delivery  # what the form element itself does, without a script
    return {
        **{key: plain[key] for key in _ELEMENT},
        "mechanism": form.own_target.type,
        "thanks": delivery["thanks"] or plain["thanks"] or _page_of_thanks(confirmation, page_url),
        "delivery": delivery,
        "policy": build_policy(form, site),
        "routes": (routes := _routes(form, choices, deliver)),
        "sends": any(each["mechanism"] == "json" for each in _deliveries(delivery, routes)),
        "links_to": next(
            (each["vendor"] for each in _deliveries(delivery, routes) if each["method"] == "get"), ""
        ),
        "sections": section_views(form, choices, plain["names"]),
        "suggest": [control_id(field) for field in suggesting(form)],
        "privacy": _privacy(form.privacy, page_url),
        "mail": _mail(form),
        "submit": form.submit,
        "answered_by": _answered_by(form, site),
        "desk": form.answered_by or site.name,
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


def suggesting(form: TicketForm) -> list[AnyField]:
    """Return the fields for which pages are suggested while they are filled in."""
    wanted = SUGGESTING if form.suggest is None else form.suggest
    return [field for field in fields_of(form) if field.id in wanted and field.type in {"text", "textarea"}]


def _routes(
    form: TicketForm, choices: Choices, deliver: Callable[[AnyTarget], Delivery]
) -> list[dict[str, Any]]:
    """Return the form's routes: when one is taken, who answers there, and how it takes the fields."""
    known = {field.id: field for field in fields_of(form)}
    return [
        {
            "when": export_condition(expand(route.when, known, choices)),
            "name": route.name,
            "why": route.why or "",
            "condition": describe_condition(route.when, known, choices),
            "delivery": deliver(route.target),
        }
        for route in form.routes
    ]


def _page_of_thanks(confirmation: str, page_url: Callable[[str], str]) -> dict[str, Any]:
    """Return where those come to who say themselves that they have sent it, such as by mail."""
    return {"to": page_url(confirmation), "local": True} if confirmation else {}


def _answered_by(form: TicketForm, site: FormSite) -> str:
    """Return who answers requests that no route takes; empty where nothing is to be told."""
    if form.target is None and form.routes:
        return form.routes[-1].name
    return form.answered_by or (site.name if form.routes else "")


def _deliveries(delivery: Delivery, routes: list[dict[str, Any]]) -> list[Delivery]:
    """Return every way in which the form can be sent."""
    all_of = [delivery, *(route["delivery"] for route in routes)]
    return [*all_of, *(each["over"] for each in all_of if each.get("over"))]


def _privacy(privacy: Privacy | None, page_url: Callable[[str], str]) -> dict[str, str]:
    link = page_url(privacy.link) if privacy and privacy.link else ""
    return {"text": privacy.text, "link": link} if privacy else {}


def _mail(form: TicketForm) -> dict[str, Any]:
    """Return what the page needs to write an email: from the target, or from the fallback."""
    own = form.own_target
    targets = (own, getattr(own, "over", None), form.fallback, *(route.target for route in form.routes))
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
