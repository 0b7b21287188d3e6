"""Checks of where a request goes: addresses, hidden values, and what the mechanism can carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kbgen.content.form import AnyField, AnyTarget, FilesField, MailtoTarget, PostTarget, TicketForm
from kbgen.tickets.fields_view import sent_name
from kbgen.tickets.mail import is_address
from kbgen.tickets.problem import Path, Problem
from kbgen.tickets.secret import is_secret, is_secret_address

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_LOOPBACK = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/|$)")
_URL = re.compile(r"https://[^\s/?#]+([/?#]\S*)?|/(?!/)\S*")

PlacedFields = Sequence[tuple[Path, AnyField]]


def check_targets(form: TicketForm, fields: PlacedFields) -> list[Problem]:
    """Return the problems of a form's target and of its fallback."""
    found = _check_target(("target",), form.target, fields) if form.target else []
    for number, route in enumerate(form.routes):
        found += _check_target(("routes", number, "target"), route.target, fields)
    if form.fallback:
        found += _check_mail(("fallback",), form.fallback)
    if form.privacy and form.privacy.link:
        found += _check_page(("privacy", "link"), form.privacy.link)
    return found


def _check_target(path: Path, target: AnyTarget, fields: PlacedFields) -> list[Problem]:
    if isinstance(target, MailtoTarget):
        return [*_check_mail(path, target), *_check_files(fields)]
    return [*_check_post(path, target), *_check_names(path, target, fields)]


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


def _check_files(fields: PlacedFields) -> Iterator[Problem]:
    for path, field in fields:
        if isinstance(field, FilesField):
            message = (
                f"a mailto form cannot send the files of '{field.id}'; remove it, or use a 'post' target"
            )
            yield Problem((*path, "type"), "files-by-mail", message)


def _check_post(path: Path, target: PostTarget) -> Iterator[Problem]:
    if is_secret_address(target.url):
        message = "this address carries a secret, and a page is public; have a server of yours in between"
        yield Problem((*path, "url"), "secret-in-form", message)
    elif not _URL.fullmatch(target.url) and not _LOOPBACK.match(target.url):
        message = (
            f"'{target.url}' is not where a form can go; write 'https://…', or a path that begins with '/'"
        )
        yield Problem((*path, "url"), "bad-form-url", message)
    for name, value in target.constants.items():
        if is_secret(name, value):
            message = (
                f"'{name}' looks like a secret, and a page is public; remove it here and revoke it there"
            )
            yield Problem((*path, "constants", name), "secret-in-form", message)
    if target.redirect:
        yield from _check_page((*path, "redirect", "to"), target.redirect.to)


def _check_page(path: Path, link: str) -> Iterator[Problem]:
    if not _URL.fullmatch(link):
        message = (
            f"'{link}' is no page; write its path in the content folder, '/support/thanks.md', or 'https://…'"
        )
        yield Problem(path, "bad-form-url", message)


def _check_names(path: Path, target: PostTarget, fields: PlacedFields) -> Iterator[Problem]:
    """Yield hidden names that a field, or another hidden value, is sent under as well."""
    taken = {sent_name(field) for _, field in fields}
    hidden: list[tuple[Path, str]] = [((*path, "constants", name), name) for name in target.constants]
    hidden += [((*path, "honeypot"), target.honeypot)] if target.honeypot else []
    hidden += [((*path, "redirect", "field"), target.redirect.field)] if target.redirect else []
    for place, name in hidden:
        if name in taken:
            message = f"'{name}' is already the name of another value; the desk could not tell them apart"
            yield Problem(place, "duplicate-field-name", message)
        taken.add(name)
