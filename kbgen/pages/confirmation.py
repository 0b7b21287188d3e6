"""The page of thanks: what happens next, as far as the site knows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kbgen.content.confirmation import asks_for_requests, confirmation_uri
from kbgen.content.form import TicketForm
from kbgen.content.form_values import PLANS
from kbgen.content.record import Record
from kbgen.content.serving import all_plans, plan_of
from kbgen.content.target import MailtoTarget
from kbgen.pages.knowledge_base import KnowledgeBase


def confirmation_of(kb: KnowledgeBase, record: Record) -> str:
    """Return the link to a form's own page of thanks, empty where it has none."""
    uri = confirmation_uri(record.uri)
    return f"/{uri}" if asks_for_requests(record) and uri in kb.urls.by_uri else ""


def confirmation_view(kb: KnowledgeBase, record: Record) -> dict[str, Any]:
    """Return what the page tells of the form that leads to it: who answers, by when, what happens."""
    form = record.front
    assert isinstance(form, TicketForm)  # noqa: S101 - chosen by type
    own = form.own_target
    return {
        "form": kb.urls.of(record.uri),
        "answered_by": form.answered_by or kb.site.name,
        "routes": [route.name for route in form.routes if route.target is not own],
        "next": list(form.next_steps),
        "plans": list(_plans(kb, form)),
        "by_mail": isinstance(own, MailtoTarget),
        "mail": _address(form),
    }


def _plans(kb: KnowledgeBase, form: TicketForm) -> Iterator[dict[str, str]]:
    """Yield how soon those are answered who choose a support plan in the form, as each plan says."""
    for field in (field for section in form.sections for field in section.fields):
        options = getattr(field, "options", ())
        values = {option.value for option in options} if not isinstance(options, str) else set()
        for plan in all_plans(kb.catalog):
            if options == PLANS or plan.id in values:
                yield {
                    "field": field.id,
                    "id": plan.id,
                    "title": plan.title,
                    "url": kb.urls.of(plan.uri),
                    "response": str(plan_of(plan).response),
                }


def _address(form: TicketForm) -> str:
    """Return where to write to if no answer comes."""
    target = next((one for one in (form.own_target, form.fallback) if isinstance(one, MailtoTarget)), None)
    return target.to[0] if target else ""
