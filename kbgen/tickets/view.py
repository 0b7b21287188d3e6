"""What a form's page shows, as plain dicts, lists and texts for the template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kbgen.content.form import AnyField, FilesField, MailtoTarget, PostTarget, Privacy, TicketForm
from kbgen.tickets.choices import Choices
from kbgen.tickets.fields_view import control_id, fields_of, section_views, sent_name
from kbgen.tickets.mail import build_mailto

SUGGESTING = ("subject", "description")
"""Ids of the fields that usually say what a request is about."""

MAIL_BUDGET = 1600
"""Longest mailto link in characters: Gmail's handler takes about 1620, Outlook's 2046."""


def build_form_view(form: TicketForm, page_url: Callable[[str], str], choices: Choices) -> dict[str, Any]:
    """Return `kb.page.form`: the form element's attributes, its sections with their fields, privacy and mail.

    `page_url` gives the address of what a link in the form names, site-relative for a page of this site.
    Every key is always there; what a form does not have is an empty text, list or dict.
    """
    return {
        "action": _action(form),
        "enctype": _enctype(form),
        "mechanism": form.own_target.type,
        "constants": _constants(form),
        "honeypot": _post(form).honeypot or "",
        "redirect": _redirect(_post(form), page_url),
        "sections": section_views(form, choices),
        "suggest": [control_id(field) for field in suggesting(form)],
        "privacy": _privacy(form.privacy, page_url),
        "mail": _mail(form),
        "submit": form.submit,
    }


def suggesting(form: TicketForm) -> list[AnyField]:
    """Return the fields for which pages are suggested while they are filled in."""
    wanted = SUGGESTING if form.suggest is None else form.suggest
    return [field for field in fields_of(form) if field.id in wanted and field.type in {"text", "textarea"}]


def _post(form: TicketForm) -> PostTarget:
    """Return the form's post target; one without anything where the form goes by email."""
    return form.own_target if isinstance(form.own_target, PostTarget) else PostTarget(type="post", url="")


def _action(form: TicketForm) -> str:
    target = form.own_target
    return target.url if isinstance(target, PostTarget) else build_mailto(target)


def _enctype(form: TicketForm) -> str:
    """Return the encoding: only text/plain gets spaces and line breaks right into a mail program."""
    if isinstance(form.own_target, MailtoTarget):
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
    target = form.own_target if isinstance(form.own_target, MailtoTarget) else form.fallback
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
