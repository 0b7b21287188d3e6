"""What kbgen needs of a MkDocs configuration, and what it fills in where the site's own says nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.exceptions import PluginError

from kbgen.content.catalog import Reader, read_pages
from kbgen.content.checked import Checked
from kbgen.content.dialect import STANDARD_EXTENSIONS
from kbgen.content.record import Record
from kbgen.diagnostics import Diagnostic
from kbgen.pages.knowledge_base import KnowledgeBase
from kbgen.pages.site_facts import SiteFacts
from kbgen.site.form_policies import check_policies, form_site
from kbgen.site.knowledge_base import Content, load_content
from kbgen.site.theme import theme_folder
from kbgen.tickets.feedback import build_feedback_view
from kbgen.tickets.view import build_form_view

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from kbgen.pages.links import Urls
    from kbgen.pages.outline import Outline
    from kbgen.tickets.choices import Choices


class KbgenConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in `mkdocs.yml`."""

    former_urls = ListOfItems(Type(str), default=[])
    """What article addresses of an older help centre start with; links with an id lead to the page of it."""
    connect = ListOfItems(Type(str), default=[])
    """Origins that the site's own scripts connect to, for the policy of pages with a form."""


def complete(config: MkDocsConfig) -> None:
    """Add our theme and Markdown dialect, and settle what the site leaves open.

    Raises:
        PluginError: Where the theme is not Material for MkDocs.
    """
    if config.theme.name != "material":
        remedy = "write theme: {name: material} in mkdocs.yml"
        message = f"kbgen builds on Material for MkDocs, not '{config.theme.name}'; {remedy}"
        raise PluginError(message)
    folder = theme_folder()
    place = 1 if config.theme.custom_dir else 0
    config.theme.dirs[place:place] = [str(folder / "templates"), str(folder / "static")]
    _complete_theme(config)
    _complete_markdown(config)
    _silence_link_checks(config)


def _complete_theme(config: MkDocsConfig) -> None:
    """No font from a third party, and light and dark by the reader's own preference."""
    theme: Any = config.theme
    if theme.get("font") == _MATERIALS_FONT:
        theme["font"] = False
    if not theme.get("palette"):
        theme["palette"] = PALETTE


_MATERIALS_FONT = {"text": "Roboto", "code": "Roboto Mono"}
"""What Material loads from Google where the site does not choose a font."""


PALETTE = [
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "Switch to dark mode"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "Switch to light mode"},
    },
]


def _complete_markdown(config: MkDocsConfig) -> None:
    """Add the extensions of our dialect that the site has not configured itself."""
    for name, options in STANDARD_EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {}), **_FIXED.get(name, {})}
    for name in ("kbgen.content.dialect", "kbgen.pages.structure"):
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)


_FIXED: dict[str, dict[str, Any]] = {
    "toc": {
        "slugify": STANDARD_EXTENSIONS["toc"]["slugify"],
        "separator": "-",
        "permalink_class": "headerlink",
    }
}
"""Options that a site cannot change: links are checked against the ids that these give."""


def _silence_link_checks(config: MkDocsConfig) -> None:
    """Leave links to kbgen's own checks, which know lines and columns."""
    links: Any = config.validation.links
    links.not_found = links.anchors = links.unrecognized_links = links.absolute_links = _QUIET
    nav: Any = config.validation.nav
    nav.omitted_files = _QUIET


_QUIET = 10  # logging.DEBUG


def shown_path(folder: Path) -> str:
    """Return a folder as the writer calls it: relative to where the command runs."""
    return os.path.relpath(folder).replace(os.sep, "/")


def load(
    config: MkDocsConfig,
    folder: Path | None = None,
    *,
    drafts: bool = False,
    read: Reader = read_pages,
    checked: Checked | None = None,
) -> Content:
    """Read a content folder, `docs_dir` if not given; drafts count where they are shown."""
    folder = folder or Path(config.docs_dir)
    patterns = [found for found in (config.exclude_docs, None if drafts else config.draft_docs) if found]

    def excluded(uri: str) -> bool:
        # MkDocs keeps a theme's own `templates/` out of the site wherever it lies.
        return uri.startswith("templates/") or any(pattern.match_file(uri) for pattern in patterns)

    shown = shown_path(folder)
    content = load_content(
        folder,
        shown,
        config.site_name,
        excluded,
        language_of(config),
        directory_urls=config.use_directory_urls,
        read=read,
        checked=checked,
    )

    def templates() -> Iterator[Diagnostic]:
        for record in content.catalog.records.values():
            yield from _check_template(config, record)

    blocked = check_policies(content, form_site(config, content), shown)
    return replace(content, checks=(*content.checks, templates, lambda: blocked))


def knowledge_base(
    config: MkDocsConfig, content: Content, outline: Outline, urls: Urls, choices: Choices
) -> KnowledgeBase:
    """Return a content folder as its pages see it, given where they are published."""
    forms = form_site(config, content)
    return KnowledgeBase(
        content.catalog,
        content.generated,
        outline,
        urls,
        partial(build_form_view, choices=choices, site=forms),
        site=site_facts(config),
        inventory=content.inventory,
        redirects=content.redirects,
        feedback_view=partial(build_feedback_view, site=forms),
    )


def language_of(config: MkDocsConfig) -> str:
    """Return the language of the site, ISO 639-1, as the theme has it."""
    return str(config.theme.get("language") or "en")[:2]


def site_facts(config: MkDocsConfig) -> SiteFacts:
    """Return what pages are told of the site as a whole."""
    theme: Any = config.theme
    logo = theme.get("logo")
    return SiteFacts(
        name=config.site_name,
        url=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        language=str(theme.get("language") or "en"),
        publisher=config.site_author or config.site_name,
        description=config.site_description or "",
        logo=logo if isinstance(logo, str) else "",
    )


def _check_template(config: MkDocsConfig, record: Record) -> Iterator[Diagnostic]:
    name = record.source.host.get("template") if "template" in record.source.front else None
    if name is not None and not has_template(config, name):
        remedy = "correct the name or remove it"
        message = f"there is no template '{name}', so the page is shown as its type is; {remedy}"
        yield record.source.diagnostic(("template",), "error", "unknown-template", message)


def has_template(config: MkDocsConfig, name: object) -> bool:
    """Say whether a page may choose a template: one of the site's own, of kbgen or of Material."""
    return isinstance(name, str) and any(Path(folder, name).is_file() for folder in config.theme.dirs)
