"""The receiver of a form: a small server to run beside the site, told what the site's form sends."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from click import ClickException

from kbgen.content.catalog import Catalog
from kbgen.content.form import AnyField, FilesField, TicketForm
from kbgen.content.links import published_address
from kbgen.site.build import open_config
from kbgen.site.configuration import complete, load
from kbgen.site.site_folder import no_traceback_for
from kbgen.tickets.address import origin_of
from kbgen.tickets.delivery import build_delivery
from kbgen.tickets.fields_view import fields_of
from kbgen.tickets.names import find_roles
from kbgen.tickets.preset import Presets

FILE_SIZE = 5_000_000
"""Bytes of a file whose field has no `max_size`."""

TEXT_SIZE = 1_000_000
"""Bytes of all answers together."""


def write_receiver(folder: Path, config_file: str | None = None) -> str:
    """Write the receiver for the form of a site, over an older one; return the form's path.

    Raises:
        ClickException: Where there is no form, or the site's address is not known.
    """
    if folder.exists() and not (folder / "form.json").is_file() and any(folder.iterdir()):
        raise ClickException(f"{folder} has other files in it; name a new folder, nothing has been written")
    config = open_config(config_file)
    complete(config)
    content = load(config)
    if not config.site_url:
        raise ClickException("the receiver answers to one site; set site_url in mkdocs.yml first")
    uri, form = _choose_form(content.catalog)
    described = describe_form(form, uri, config.site_url, content.presets)
    with no_traceback_for(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("receiver.py", "README.md"):
            shutil.copy(_source() / name, folder / name)
        text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
        (folder / "form.json").write_text(text, encoding="utf-8")
    return uri


def _source() -> Path:
    """Return the receiver: inside the package when installed, beside it in a checkout."""
    package = Path(str(package_files("kbgen")))
    installed = package / "receiver"
    return installed if installed.is_dir() else package.parent / "receiver"


def _choose_form(catalog: Catalog) -> tuple[str, TicketForm]:
    """Return the form that pages lead to: the one called `request` goes first."""
    forms = catalog.of_type("ticket-form")
    chosen = catalog.find("ticket-form", "request") or (forms[0] if forms else None)
    if chosen is None or not isinstance(chosen.front, TicketForm):
        raise ClickException("there is no request form; write a page with 'type: ticket-form' first")
    return chosen.uri, chosen.front


def describe_form(form: TicketForm, uri: str, site_url: str, presets: Presets) -> dict[str, Any]:
    """Return what the receiver has to know of a form: `form.json`."""
    site = site_url.rstrip("/") + "/"

    def address(link: str) -> str:
        return link if "://" in link else f"{published_address(link.strip('/'))}/"

    fields = fields_of(form)
    plain = build_delivery(form.own_target, fields, presets, address)
    plain = plain.get("over") or plain
    thanks = plain["thanks"].get("to", "") if plain["thanks"] else ""
    hidden = [*(pair["name"] for pair in plain["constants"]), plain["redirect"].get("name", "")]
    files = sum(f.max_files * (f.max_size or FILE_SIZE) for f in fields if isinstance(f, FilesField))
    return {
        "subject": getattr(form.own_target, "subject", "Support request"),
        "page": site + address(uri),
        "thanks": thanks if "://" in thanks else site + (thanks or address(uri)),
        "origins": [origin_of(site_url)],
        "honeypot": plain["honeypot"] or "website",
        "ignored": sorted({name for name in hidden if name} | {"_charset_"}),
        "max_bytes": files + TEXT_SIZE,
        "fields": _describe_fields(form, plain["names"]),
    }


def _describe_fields(form: TicketForm, names: dict[str, str]) -> list[dict[str, Any]]:
    roles = find_roles(fields_of(form))
    known = {roles[role]: role for role in ("email", "subject") if role in roles}
    return [
        {
            "name": names.get(field.id) or field.send_as or field.id,
            "role": known.get(field.id, ""),
            "section": section.title,
            **_describe_field(field),
        }
        for section in form.sections
        for field in section.fields
    ]


def _describe_field(field: AnyField) -> dict[str, Any]:
    options = getattr(field, "options", ())
    many = isinstance(field, FilesField)
    return {
        "label": field.label,
        "type": field.type,
        "required": field.required and field.show_if is None,
        "max_length": getattr(field, "max_length", None),
        "max_files": field.max_files if isinstance(field, FilesField) else 0,
        "max_size": (field.max_size or FILE_SIZE) if isinstance(field, FilesField) else 0,
        "options": {} if isinstance(options, str) or many else {o.value: o.label for o in options},
    }
