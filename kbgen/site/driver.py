"""Builds a site as MkDocs does, event by event, with the work on single pages shared out among processes.

`mkdocs build` remains, and gives the same bytes: a test compares the two. What is called here is MkDocs' own
code for a page and a template; MkDocs 1.x gets no more features, and pyproject.toml fences off 2.x.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from mkdocs.commands.build import _build_extra_template, _build_page, _build_theme_template, _populate_page
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from kbgen.site.cache.rebuild import Converted, Rebuild, converted_page
from kbgen.site.listening import listening
from kbgen.site.workers import share_out, tasks_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from kbgen.search.documents import Document
    from kbgen.site.cache.kept import Parts
    from kbgen.site.cache.made import Making
    from kbgen.site.configuration import KbgenConfig
    from kbgen.site.converter import Converter, Text
    from kbgen.site.reading import PageReader

log = logging.getLogger("mkdocs.plugins.kbgen")


class PagesPlugin(Protocol):
    """What the driver asks of our plugin."""

    documents: dict[str, list[Document]]
    """Path → what the search index takes from the page."""
    converter: Converter
    read: PageReader | None
    config: KbgenConfig

    def making(self, config: MkDocsConfig, files: Files) -> tuple[Making, str]:
        """Return what tells what pages are made from, and a digest of what all of them see."""

    def introduce(self, page: Page, config: MkDocsConfig) -> None:
        """Set on a page that is not written yet what templates for other pages see of it."""

    def convert(self, uri: str, config: MkDocsConfig) -> Text:
        """Convert the text of a page by itself."""

    def documents_of(self, uri: str, html: str) -> list[Document]:
        """Return what the search index takes from a page."""

    def size_of(self, uri: str) -> int:
        """Return how long the text of a page is, in characters."""

    def report(self, stage: str, count: int = 1) -> None:
        """Count pages as done."""


@dataclass
class _Site:
    """A site on its way."""

    config: MkDocsConfig
    plugin: PagesPlugin
    files: Files
    nav: Navigation
    env: Environment
    pages: dict[str, Page]
    """By path, in the order in which MkDocs has them."""
    listed: Sequence[File]
    """Their files."""
    rebuild: Rebuild
    """What of it is known from a former build."""


def others_at_work(config: MkDocsConfig) -> list[str]:
    """Return the plugins and hooks besides kbgen: they may keep in memory what they see of each page."""
    return [*(name for name in config.plugins if name not in {"kbgen", "kbgen/kbgen"}), *config.hooks]


def build(config: MkDocsConfig, plugin: PagesPlugin, jobs: int, rebuild: Rebuild) -> None:
    """Build a site into an empty folder, with so many processes.

    Raises:
        Abort: Where MkDocs would.
    """
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    if config.strict:
        logging.getLogger("mkdocs").addHandler(counter)
    try:
        _build(config, plugin, jobs, rebuild)
        _be_strict(counter)
    except Exception as error:
        config.plugins.on_build_error(error=error)
        if isinstance(error, BuildError):
            log.error(str(error))  # noqa: TRY400 - as MkDocs does
            raise Abort("Aborted with a BuildError!") from error
        raise
    finally:
        logging.getLogger("mkdocs").removeHandler(counter)


def _be_strict(counter: CountHandler) -> None:
    if counts := counter.get_counts():
        told = ", ".join(f"{count} {level.lower()}s" for level, count in counts)
        raise Abort(f"Aborted with {told} in strict mode!")


def _build(config: MkDocsConfig, plugin: PagesPlugin, jobs: int, rebuild: Rebuild) -> None:
    site = _prepare(config, plugin, rebuild)
    _convert_pages(site, jobs)
    site.env = config.plugins.on_env(site.env, config=config, files=site.files)
    _copy_files(site)
    _write_templates(site)
    _write_pages(site, jobs)
    rebuild.outputs.finish()
    config.plugins.on_post_build(config=config)


def _prepare(config: MkDocsConfig, plugin: PagesPlugin, rebuild: Rebuild) -> _Site:
    """Gather files and navigation."""
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    listed = files.documentation_pages()
    pages = {file.src_uri: file.page or Page(None, file, config) for file in listed}
    for page in pages.values():
        plugin.introduce(page, config)
    return _Site(config, plugin, files, nav, env, pages, listed, rebuild)


def _convert_pages(site: _Site, jobs: int) -> None:
    """Convert the pages of which the search does not know what it takes from them."""
    plugin, rebuild = site.plugin, site.rebuild
    making, plan = plugin.making(site.config, site.files)
    rebuild.begin(making, plugin.read.files if plugin.read else {}, plan)
    plugin.documents.update(rebuild.documents())
    plugin.report("Converting Markdown", len(plugin.documents))
    plugin.converter.kept = rebuild.texts(rebuild.unread)
    for task, found in share_out(
        _convert, site, tasks_of((uri, plugin.size_of(uri)) for uri in rebuild.unread), jobs
    ):
        for uri, converted in zip(task, found, strict=True):
            plugin.documents[uri] = rebuild.converted(uri, converted)
        plugin.report("Converting Markdown", len(task))


def _convert(site: _Site, task: Sequence[str]) -> list[Converted]:
    """Convert the texts of pages, and return what of them is kept."""
    return [_convert_page(site, uri) for uri in task]


def _convert_page(site: _Site, uri: str) -> Converted:
    site.config._current_page = site.pages[uri]  # noqa: SLF001 - some extensions ask for it
    try:
        with listening() as said:
            kept = site.plugin.converter.kept.get(uri)
            text = site.plugin.convert(uri, site.config) if kept is None else kept
        documents = site.plugin.documents_of(uri, text.html)
        return converted_page(text, documents, site.plugin.config.former_urls, keep=not said)
    except Exception as error:
        log.error(f"Error reading page '{uri}': {error}")  # noqa: G004, TRY400 - as MkDocs does
        raise
    finally:
        site.config._current_page = None  # noqa: SLF001


def _copy_files(site: _Site) -> None:
    """Copy what is no page, or take it from the site that is published."""
    for file in site.files:
        if not file.is_documentation_page() and file.inclusion.is_included():  # type: ignore[no-untyped-call]
            site.rebuild.copy(file)


def _write_templates(site: _Site) -> None:
    """Write the pages that are no documents, such as 404."""
    config, nav = site.config, site.nav
    for name in sorted(config.theme.static_templates):
        write = partial(_build_theme_template, name, site.env, site.files, config, nav)
        site.rebuild.make([name, f"{name}.gz"], write)
    for name in config.extra_templates:
        site.rebuild.make([str(name)], partial(_build_extra_template, name, site.files, config, nav))


def _write_pages(site: _Site, jobs: int) -> None:
    """Write the pages of which something has changed; the others are in their place already."""
    plugin, rebuild = site.plugin, site.rebuild
    making, _ = plugin.making(site.config, site.files)
    stale = rebuild.stale(making, {uri: page.file.dest_uri for uri, page in site.pages.items()})
    plugin.report("Writing pages", len(site.pages) - len(stale))
    plugin.converter.kept = rebuild.texts(stale)
    for task, found in share_out(_write, site, tasks_of((uri, plugin.size_of(uri)) for uri in stale), jobs):
        for uri, parts in zip(task, found, strict=True):
            rebuild.written(uri, site.pages[uri].file.dest_uri, parts)
        plugin.report("Writing pages", len(task))


def _write(site: _Site, task: Sequence[str]) -> list[Parts]:
    """Write pages as MkDocs does, and return what they are made from."""
    found = []
    for uri in task:
        page = site.pages[uri]
        _populate_page(page, site.config, site.files)
        _build_page(page, site.config, site.listed, site.nav, site.env)
        found.append(site.rebuild.parts_of(uri))
        page.content = page.markdown = None
    return found
