"""Checks of where a request goes: addresses, redirects, and whether there is a way for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kbgen.content.form import FilesField, TicketForm
from kbgen.content.target import JsonTarget, LinkTarget, MailtoTarget, VendorTarget
from kbgen.tickets.address import is_form_address
from kbgen.tickets.carried import PlacedFields, check_files, check_link_length
from kbgen.tickets.mail import is_address
from kbgen.tickets.mapped import check_names, check_needed
from kbgen.tickets.placed import placed_targets
from kbgen.tickets.preset import Preset, Presets
from kbgen.tickets.problem import Path, Problem
from kbgen.tickets.vendor import check_constants, check_settings, find_preset

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


def check_targets(form: TicketForm, fields: PlacedFields, presets: Presets) -> list[Problem]:
    """Return the problems of a form's targets and of its fallback."""
    found: list[Problem] = []
    for path, target in placed_targets(form):
        if isinstance(target, MailtoTarget):
            found += _check_mail(path, target)
            found += _check_files_by_mail(path, fields)
        else:
            found += _check_vendor(path, target, fields, presets)
    if form.privacy and form.privacy.link:
        found += _check_page(("privacy", "link"), form.privacy.link)
    return [*found, *_check_fallback(form)]


def _check_mail(path: Path, target: MailtoTarget) -> Iterator[Problem]:
    for key in ("to", "cc"):
        for address in getattr(target, key):
            if _CONTROL.search(address):
                message = (
                    f"'{key}' has a line break, which would add headers to the mail; write one address a line"
                )
                yield Problem((*path, key), "header-injection", message)
            elif not is_address(address):
                message = f"'{address}' is not a mail address; write it plain, such as 'help@example.com'"
                yield Problem((*path, key), "bad-address", message)
    if _CONTROL.search(target.subject):
        message = "the subject has a line break, which would add headers to the mail; write it on one line"
        yield Problem((*path, "subject"), "header-injection", message)


def _check_files_by_mail(target: Path, fields: PlacedFields) -> Iterator[Problem]:
    """Yield file fields that a mail form drops; below `over` it is for readers without JavaScript only."""
    if target == ("fallback",):
        return
    for path, field in fields:
        if isinstance(field, FilesField) and target[-1] == "over":
            message = f"without JavaScript a mailto form is used, which cannot send the files of '{field.id}'"
            yield Problem((*path, "type"), "files-by-mail", message, "warning")
        elif isinstance(field, FilesField):
            message = (
                f"a mailto form cannot send the files of '{field.id}'; remove it, or use a 'post' target"
            )
            yield Problem((*path, "type"), "files-by-mail", message)


def _check_vendor(
    path: Path, target: VendorTarget, fields: PlacedFields, presets: Presets
) -> Iterator[Problem]:
    preset, problems = find_preset(path, target, presets)
    yield from problems
    if preset is not None:
        yield from check_settings(path, target, preset)
    yield from check_constants(path, target)
    if preset is not None:
        yield from _check_redirect(path, target, preset)
        yield from check_names(path, target, preset, fields)
        yield from check_needed(path, target, preset, fields)
        yield from check_files(path, preset, fields)
        if isinstance(target, LinkTarget):
            yield from check_link_length(path, target, preset, fields)
    if isinstance(target, JsonTarget) and target.over is None:
        message = "a json target needs JavaScript; add 'over: {type: mailto, to: …}' for readers without it"
        yield Problem((*path, "type"), "json-without-over", message)


def _check_redirect(path: Path, target: VendorTarget, preset: Preset) -> Iterator[Problem]:
    if isinstance(target, LinkTarget):
        return
    if target.redirect is None:
        if preset.redirect and preset.redirect.needed:
            message = f"{preset.label} answers with nothing to see; add 'redirect' with a page of thanks"
            yield Problem(path, "no-redirect", message, "warning")
        return
    place = (*path, "redirect")
    yield from _check_page((*place, "to"), target.redirect.to)
    told = target.redirect.field or (preset.redirect and (preset.redirect.field or preset.redirect.action))
    if not told and not isinstance(target, JsonTarget):
        message = (
            f"{preset.label} is not told where to go afterwards; write the name that it expects as 'field'"
        )
        yield Problem(place, "no-redirect-field", message)


def _check_page(path: Path, link: str) -> Iterator[Problem]:
    if not is_form_address(link):
        message = (
            f"'{link}' is no page; write its path in the content folder, '/support/thanks.md', or 'https://…'"
        )
        yield Problem(path, "bad-form-url", message)


def _check_fallback(form: TicketForm) -> Sequence[Problem]:
    """Return a warning where a desk's system that is down leaves the customer with nothing."""
    if isinstance(form.target, MailtoTarget) or "fallback" in form.model_fields_set:
        return []
    remedy = "add 'fallback: {type: mailto, to: …}', or 'fallback: none'"
    message = f"nothing is left to the customer when the desk's system is down; {remedy}"
    return [Problem(("target",), "no-fallback", message, "warning")]
