"""What a form becomes besides its page: a blank to print, and the schema of what it sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from click import ClickException
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig

from kbgen.content.catalog import Catalog
from kbgen.content.form import TicketForm
from kbgen.diagnostics import did_you_mean
from kbgen.site import configuration
from kbgen.tickets.choices import Choices, choices_of
from kbgen.tickets.github_form import github_issue_form
from kbgen.tickets.report import blank_report
from kbgen.tickets.submission_schema import submission_schema
from kbgen.tickets.view import build_form_view

BLANK, SCHEMA = "blank.html", "schema.json"


def forms_of(catalog: Catalog) -> Iterator[tuple[str, str, TicketForm]]:
    """Yield path, title and form of every request form."""
    for record in catalog.of_type("ticket-form"):
        if isinstance(record.front, TicketForm):
            yield record.uri, record.title, record.front


def form_files(catalog: Catalog, choices: Choices, env: Environment, site: dict[str, Any]) -> dict[str, str]:
    """Return the files published beside the forms' pages: `support/request.md` has `support/request/…`."""
    files = {}
    for uri, title, form in forms_of(catalog):
        folder = uri.removesuffix(".md")
        view = build_form_view(form, str, choices)
        page = env.get_template("form-blank.html").render(form=view, title=title, site=site)
        files[f"{folder}/{BLANK}"] = page
        files[f"{folder}/{SCHEMA}"] = export_form(form, "json-schema", choices)
    return files


def print_form(config: MkDocsConfig, form_id: str, wanted: str) -> str:
    """Return the form of a site with an id; see `export_form`.

    Raises:
        ClickException: Where there is no such form.
    """
    catalog = configuration.load(config).catalog
    record = catalog.find("ticket-form", form_id)
    if record is None or not isinstance(record.front, TicketForm):
        known = [each.id for each in catalog.of_type("ticket-form")]
        raise ClickException(f"there is no request form '{form_id}'{did_you_mean(form_id, known)}")
    return export_form(record.front, wanted, choices_of(catalog))


def export_form(form: TicketForm, wanted: str, choices: Choices) -> str:
    """Return a form as `json-schema` of a submission, as `mail` to be written by hand, or for `github`."""
    if wanted == "mail":
        return blank_report(form) + "\n"
    if wanted == "github":
        return github_issue_form(form, choices)
    return json.dumps(submission_schema(form, choices), indent=2, ensure_ascii=False) + "\n"
