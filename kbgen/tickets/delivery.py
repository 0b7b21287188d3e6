"""How a request is delivered: what the form element and the page's script need to know of a target."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kbgen.content.form import AnyField, FilesField
from kbgen.content.target import JsonTarget, LinkTarget, MailtoTarget, PostTarget, Redirect, VendorTarget
from kbgen.tickets.address import is_form_address
from kbgen.tickets.mail import build_mailto
from kbgen.tickets.names import Names, name_fields
from kbgen.tickets.preset import PAGE, Before, Entries, Preset, Presets
from kbgen.tickets.settings import fill_address, fill_values, given_settings

MAIL_BUDGET = 1600
"""Longest mailto link in characters: Gmail's handler takes about 1620, Outlook's 2046."""

Delivery = dict[str, Any]
"""See docs/forms.md, "What the page knows"; every key is always there, empty where it does not apply."""

_EXACT = 15
"""Digits of a number that no browser rounds."""

_ENCTYPES = {"form": "application/x-www-form-urlencoded", "multipart": "multipart/form-data"}


def build_delivery(
    target: MailtoTarget | VendorTarget,
    fields: Sequence[AnyField],
    presets: Presets,
    page_url: Callable[[str], str],
) -> Delivery:
    """Return how a target takes the fields of a form; a preset that does not exist counts as `generic`."""
    if isinstance(target, MailtoTarget):
        return _by_mail(target)
    preset = presets.get((target.type, target.preset)) or presets[target.type, "generic"]
    given = given_settings(target, preset)
    names = name_fields(target, preset, fields)
    delivery = {
        **_nothing(target.type),
        **_destination(target, preset, fill_address(preset.url, preset, given), page_url),
        "vendor": preset.customers_say or preset.label,
        "tell": preset.tell,
        "encoding": _encoding(target, preset, fields),
        "constants": _pairs(_constants(target, preset, given, names)),
        "attributes": _pairs(fill_values(preset.attributes, given)),
        "names": names.sent,
        "join": preset.join,
        "rest": list(names.rest),
        "rest_into": names.rest_into,
        "files": {"take": preset.files.take, "most": preset.files.most or 0},
        "budget": preset.budget if isinstance(target, LinkTarget) else 0,
    }
    if isinstance(target, PostTarget):
        delivery["honeypot"] = target.honeypot or preset.honeypot or ""
    if isinstance(target, JsonTarget):
        delivery |= _api(preset, given, names)
        delivery["over"] = build_delivery(target.over, fields, presets, page_url) if target.over else {}
    return delivery


def _nothing(mechanism: str) -> Delivery:
    return {
        "mechanism": mechanism,
        "method": "get" if mechanism == "link" else "post",
        "place": "",
        "honeypot": "",
        "redirect": {},
        "thanks": {},
    }


def _by_mail(target: MailtoTarget) -> Delivery:
    """Return a form that the mail program takes: only text/plain gets spaces and line breaks right there."""
    return {
        **_nothing("mailto"),
        "vendor": "",
        "tell": "",
        "action": build_mailto(target),
        "encoding": "text/plain",
        "constants": [],
        "attributes": [],
        "names": {},
        "join": "",
        "rest": [],
        "rest_into": "",
        "files": {"take": "none", "most": 0},
        "to": ",".join(target.to),
        "cc": ",".join(target.cc),
        "subject": target.subject,
        "budget": MAIL_BUDGET,
    }


def _destination(
    target: VendorTarget, preset: Preset, url: str, page_url: Callable[[str], str]
) -> dict[str, Any]:
    """Return where the form is sent to, and where the customer comes to afterwards.

    `place` is `page` for the form's own page, `site` for another page here, `` for any other address.
    An address that no form can have, such as `javascript:…`, is left out whatever the checks said.
    """
    action = {"action": url if is_form_address(url) else "", "place": "page" if preset.url == PAGE else ""}
    redirect = None if isinstance(target, LinkTarget) else target.redirect
    if redirect is None:
        return action
    thanks = _page(redirect, page_url)
    if preset.redirect and preset.redirect.action:
        return {"action": thanks["to"], "place": "site" if thanks["local"] else "", "thanks": thanks}
    own = preset.redirect
    name = redirect.field or (own.field if own else "") or ""
    inside = (own.inside or "") if own and name == own.field else ""
    told = {"name": name, "inside": inside, **thanks} if name else {}
    return {**action, "redirect": told, "thanks": thanks}


def _page(redirect: Redirect, page_url: Callable[[str], str]) -> dict[str, Any]:
    to = page_url(redirect.to)
    return {"to": to, "local": "://" not in to} if is_form_address(redirect.to) else {"to": "", "local": True}


def _encoding(target: VendorTarget, preset: Preset, fields: Sequence[AnyField]) -> str:
    """Return how the fields are packed: as the preset says, else as files need it."""
    if isinstance(target, LinkTarget):
        return ""
    if isinstance(target, JsonTarget):
        usual = "json" if preset.encoding == "auto" else preset.encoding
        return _ENCTYPES.get(usual, "application/json")
    with_files = any(isinstance(field, FilesField) for field in fields)
    return _ENCTYPES["multipart" if with_files or preset.encoding == "multipart" else "form"]


def _constants(target: VendorTarget, preset: Preset, given: dict[str, str], names: Names) -> dict[str, str]:
    """Return hidden names and values: the writer's over the preset's, and a field's answer over both."""
    values = {**fill_values(preset.constants, given), **target.constants}
    taken = set(names.sent.values()) - set(target.constants)
    return {name: value for name, value in values.items() if name not in taken}


def _pairs(values: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in values.items()]


def _api(preset: Preset, given: dict[str, str], names: Names) -> Delivery:
    """Return what only the script needs: the shape of the request, and how to read the answer."""
    entries = dict(_entries(preset, names))
    errors = preset.errors.model_dump() if preset.errors else {}
    if errors:
        errors["names"] = {theirs: names.roles.get(role, "") for theirs, role in errors["names"].items()}
    return {
        "paths": {
            id_: name for id_, name in names.sent.items() if id_ not in entries and id_ not in names.rest
        },
        "entries": entries,
        "entries_at": preset.entries.at if preset.entries else "",
        "entries_value": preset.entries.value if preset.entries else "",
        "page": {key: path for key, path in preset.page.model_dump().items() if path},
        "numbers": list(preset.numbers),
        "random": dict(preset.random),
        "before": _before(preset, preset.before, given) if preset.before else {},
        "answer": {key: path for key, path in preset.answer.model_dump().items() if path},
        "errors": errors,
    }


def _entries(preset: Preset, names: Names) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Yield the ids of fields that are entries of a list, each with its entry but for the answer."""
    usual = {names.roles.get(role) for role in preset.fields}
    for field, name in names.sent.items():
        if (
            preset.entries
            and field not in names.rest
            and (preset.entries.take == "all" or field not in usual)
        ):
            yield field, _entry(preset.entries, name)


def _entry(entries: Entries, name: str) -> dict[str, str | int]:
    if entries.kind is None:
        number = entries.numeric and name.isascii() and name.isdigit() and len(name) <= _EXACT
        return {entries.name: int(name) if number else name}
    kind, slash, rest = name.partition("/")
    if not slash:
        kind, rest = entries.kind.usual, name
    return {entries.kind.key: kind, entries.name: rest}


def _before(preset: Preset, before: Before, given: dict[str, str]) -> dict[str, Any]:
    return {
        "action": fill_address(before.url, preset, given),
        "encoding": _ENCTYPES.get(before.encoding, "application/json"),
        "send": list(before.send),
        "allowed": before.allowed or "",
        "take": dict(before.take),
    }
