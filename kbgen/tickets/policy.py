"""The content security policy of a form's page: requests leave for the form's own targets and nowhere else.

It says nothing about scripts and styles, so that it never breaks a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kbgen.content.form import TicketForm
from kbgen.content.target import JsonTarget, LinkTarget, MailtoTarget, VendorTarget
from kbgen.tickets.address import is_form_address, origin_of
from kbgen.tickets.placed import placed_targets
from kbgen.tickets.preset import Preset, Presets, shipped_presets
from kbgen.tickets.settings import fill_address, given_settings


@dataclass(frozen=True)
class FormSite:
    """What forms need to know of the site they are on.

    Attributes:
        presets: What targets can name.
        url: The site's published address; `` where it is not known.
        name: What the site is called.
        connect: Origins that other scripts on its pages connect to, such as an analytics service.
    """

    presets: Presets = field(default_factory=shipped_presets)
    url: str = ""
    connect: tuple[str, ...] = ()
    name: str = ""


def build_policy(form: TicketForm, site: FormSite) -> str:
    """Return the policy, `form-action 'self' https://… mailto:; connect-src 'self' …; base-uri 'self'`."""
    actions, connections = set[str](), set(site.connect)
    for _, target in placed_targets(form):
        if isinstance(target, MailtoTarget):
            actions.add("mailto:")  # without it Chromium blocks the form that opens the mail program
            continue
        preset = site.presets.get((target.type, target.preset)) or site.presets[target.type, "generic"]
        if isinstance(target, JsonTarget):
            connections |= set(_api_origins(target, preset))
        else:
            actions |= set(_form_origins(target, preset))
        actions |= set(_redirect_origins(target, preset, site))
    return f"form-action {_listed(actions)}; connect-src {_listed(connections)}; base-uri 'self'"


def policy_sources(policy: str) -> dict[str, list[str]]:
    """Return what a policy allows: directive → sources."""
    directives = (part.split() for part in policy.split(";"))
    return {words[0].lower(): words[1:] for words in directives if words}


def _listed(sources: set[str]) -> str:
    return " ".join(["'self'", *sorted(sources - {""})])


def _form_origins(target: VendorTarget, preset: Preset) -> Iterator[str]:
    yield _origin(preset.url, target, preset)
    yield from preset.origins.form


def _api_origins(target: VendorTarget, preset: Preset) -> Iterator[str]:
    yield _origin(preset.url, target, preset)
    if preset.before:
        yield _origin(preset.before.url, target, preset)
    yield from preset.origins.connect


def _origin(url: str, target: VendorTarget, preset: Preset) -> str:
    filled = fill_address(url, preset, given_settings(target, preset))
    return origin_of(filled) if is_form_address(filled) else ""


def _redirect_origins(target: VendorTarget, preset: Preset, site: FormSite) -> Iterator[str]:
    """Yield where the desk sends the customer: browsers hold that to `form-action` as well.

    A page of this site counts by its published address, which is not `'self'` where the site is previewed.
    """
    if isinstance(target, LinkTarget):
        return
    if target.redirect and "://" in target.redirect.to:
        yield origin_of(target.redirect.to)
    elif target.redirect or preset.redirect:
        yield origin_of(site.url)
