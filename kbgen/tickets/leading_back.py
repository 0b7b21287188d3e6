"""Leads customers back to a page of thanks here, where the writer names none and the desk can be told."""

from __future__ import annotations

from kbgen.content.form import TicketForm
from kbgen.content.target import AnyTarget, JsonTarget, PlainTarget, PostTarget, Redirect
from kbgen.tickets.preset import Presets


def lead_back(form: TicketForm, presets: Presets, to: str) -> TicketForm:
    """Return a form whose targets lead to the page `to`, but for those that name another, or cannot."""
    if not to:
        return form
    routes = tuple(
        route.model_copy(update={"target": _leading(route.target, presets, to)}) for route in form.routes
    )
    target = _leading(form.target, presets, to) if form.target else None
    return form.model_copy(update={"target": target, "routes": routes})


def _leading(target: AnyTarget, presets: Presets, to: str) -> AnyTarget:
    if not isinstance(target, JsonTarget):
        return _leading_plain(target, presets, to)
    over = _leading_plain(target.over, presets, to) if target.over else None
    return target.model_copy(update={"redirect": target.redirect or Redirect(to=to), "over": over})


def _leading_plain(target: PlainTarget, presets: Presets, to: str) -> PlainTarget:
    if not isinstance(target, PostTarget) or target.redirect:
        return target
    preset = presets.get((target.type, target.preset))
    told = preset.redirect if preset else None
    return target.model_copy(update={"redirect": Redirect(to=to)}) if told else target
