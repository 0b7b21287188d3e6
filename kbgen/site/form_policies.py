"""Policies of the pages with forms: what the configuration adds to them, and the file that says them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from kbgen.content.catalog import Catalog
from kbgen.content.folder import HEADERS
from kbgen.content.form import TicketForm
from kbgen.content.links import published_address
from kbgen.diagnostics import Diagnostic
from kbgen.site.headers import Policies, check_headers, merge_headers
from kbgen.site.knowledge_base import Content
from kbgen.tickets.address import origin_of
from kbgen.tickets.policy import FormSite, build_policy

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_ORIGIN = re.compile(r"(https|wss)://[A-Za-z0-9.*-]+(:\d+)?")
_GOOGLE = (
    "https://*.analytics.google.com",
    "https://*.google-analytics.com",
    "https://*.googletagmanager.com",
)


def form_site(config: MkDocsConfig, content: Content) -> FormSite:
    """Return what forms need to know of the site.

    Raises:
        PluginError: Where an option of the plugin names no origin.
    """
    own = config.plugins["kbgen"].config["connect"]
    for origin in own:
        if not _ORIGIN.fullmatch(origin):
            message = f"kbgen.connect: '{origin}' is no origin; write it as https://stats.example"
            raise PluginError(message)
    connect = (*own, *_material_origins(config))
    return FormSite(content.presets, config.site_url or "", connect, config.site_name)


def _material_origins(config: MkDocsConfig) -> Iterator[str]:
    """Yield where Material's own scripts connect to: figures of the repository, Google Analytics."""
    origin = origin_of(config.repo_url or "")
    if origin == "https://github.com":
        yield "https://api.github.com"
    elif "gitlab" in origin:
        yield origin
    analytics: Any = config.extra.get("analytics") or {}
    if analytics.get("provider") == "google":
        yield from _GOOGLE


def form_policies(catalog: Catalog, site: FormSite, address: Callable[[str], str]) -> Policies:
    """Return the policy of each page with a form by its address; `address` gives it without a first `/`."""
    return {
        "/" + address(record.uri).removeprefix("."): build_policy(record.front, site)
        for record in catalog.of_type("ticket-form")
        if isinstance(record.front, TicketForm)
    }


def check_policies(content: Content, site: FormSite, shown: str) -> list[Diagnostic]:
    """Return the problems between the forms and the site's own `_headers`."""
    if HEADERS not in content.data:
        return []
    policies = form_policies(
        content.catalog, site, lambda uri: f"{published_address(uri)}/".removeprefix("/")
    )
    return list(check_headers(f"{shown}/{HEADERS}", content.data[HEADERS], policies))


def add_headers(files: Files, config: MkDocsConfig, content: Content, address: Callable[[str], str]) -> None:
    """Put the policies of the forms into the site's `_headers`, in place of the site's own file."""
    policies = form_policies(content.catalog, form_site(config, content), address)
    own = files.get_file_from_path(HEADERS)
    if own is not None:
        files.remove(own)
    if text := merge_headers(content.data.get(HEADERS, ""), policies):
        files.append(File.generated(config, HEADERS, content=text))
