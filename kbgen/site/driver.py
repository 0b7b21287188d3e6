"""Builds a site as MkDocs does, event by event, with the work on single pages shared out among processes.

`mkdocs build` remains, and gives the same bytes: a test compares the two. What is called here is MkDocs' own
code for a page and a template; MkDocs 1.x gets no more features, and pyproject.toml fences off 2.x.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import _build_extra_template, _build_page, _build_theme_template, _populate_page
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from kbgen.site.beside import give_up_all
from kbgen.site.cache.rebuild import Converted, Rebuild, Written, converted_page
from kbgen.site.converter import Texts
from kbgen.site.copying import begin_copying
from kbgen.site.drafts import show_drafts
from kbgen.site.frame import has_own_templates
from kbgen.site.listening import listening
from kbgen.site.pages_plugin import PagesPlugin
from kbgen.site.templates import list_quickly
from kbgen.site.workers import Crew, Stage, tasks_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from kbgen.site.cache.kept import KeptPage
    from kbgen.site.cache.made import Making

log = logging.getLogger("mkdocs.plugins.kbgen")


_OF_A_PAGE = ("markdown", "content", "toc", "meta", "title", "update_date", "_title_from_render")
"""What converting a page sets on it."""


@dataclass(frozen=True)
class Found:
    """What writing pages needs besides the sources of a site, and besides what a task brings of its pages.

    Attributes:
        related: For each page, by path, those that are most like it.
        markdown: Digest of how Markdown is converted.
        site: Digest of configuration and templates.
        values: For each page, by path, what MkDocs sets on it, where templates of other pages may ask for it.
    """

    related: Mapping[str, list[str]]
    markdown: str
    site: str
    values: Mapping[str, Mapping[str, Any]]


@dataclass
class Site:
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
    making: Making | None = None
    """Tells what pages are made from."""
    known: Mapping[str, KeptPage] = field(default_factory=dict)
    """What is known of pages, by path."""
    drafts: Collection[str] = ()
    """Paths of those that are not published yet."""


def others_at_work(config: MkDocsConfig) -> list[str]:
    """Return the plugins and hooks besides kbgen: they may keep in memory what they see of each page."""
    return [*(name for name in config.plugins if name not in {"kbgen", "kbgen/kbgen"}), *config.hooks]


def build(config: MkDocsConfig, plugin: PagesPlugin, crew: Crew, rebuild: Rebuild) -> Site:
    """Build a site into its folder, and return it; the crew works on the pages.

    Raises:
        Abort: Where MkDocs would.
    """
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    if config.strict:
        logging.getLogger("mkdocs").addHandler(counter)
    try:
        site = _build(config, plugin, crew, rebuild)
        _be_strict(counter)
    except Exception as error:
        config.plugins.on_build_error(error=error)
        if isinstance(error, BuildError):
            log.error(str(error))  # noqa: TRY400 - as MkDocs does
            raise Abort("Aborted with a BuildError!") from error
        raise
    finally:
        give_up_all()
        logging.getLogger("mkdocs").removeHandler(counter)
    return site


def _be_strict(counter: CountHandler) -> None:
    if counts := counter.get_counts():
        told = ", ".join(f"{count} {level.lower()}s" for level, count in counts)
        raise Abort(f"Aborted with {told} in strict mode!")


def _build(config: MkDocsConfig, plugin: PagesPlugin, crew: Crew, rebuild: Rebuild) -> Site:
    jobs = plugin.read.jobs if plugin.read else 1
    rebuild.outputs.begin(*rebuild.kept.outputs(), jobs)
    site = prepare(config, plugin)
    _convert_pages(site, crew, rebuild)
    rebuild.recall_problems(plugin.checking.pages)
    plugin.checking.begin(jobs)
    with rebuild.memo() as plugin.memo:
        site.env = config.plugins.on_env(site.env, config=config, files=site.files)
    pages = {file.dest_uri for file in site.listed}
    end_copying = begin_copying(site.files, pages | set(config.theme.static_templates), rebuild, jobs)
    _write_templates(site, rebuild)
    plugin.check()
    rebuild.keep_problems(plugin.checking.pages)
    plugin.begin_writing(site.env, config, plugin.find_related())
    _write_pages(site, crew, rebuild)
    end_copying()
    rebuild.outputs.finish()
    config.plugins.on_post_build(config=config)
    return site


def prepare(config: MkDocsConfig, plugin: PagesPlugin) -> Site:
    """Gather files and navigation."""
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    list_quickly(env := config.theme.get_env())
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    drafts = show_drafts(files) if plugin.drafts else ()
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    listed = files.documentation_pages()
    pages = {file.src_uri: file.page or Page(None, file, config) for file in listed}
    for page in pages.values():
        plugin.introduce(page, config)
    return Site(config, plugin, files, nav, env, pages, listed, drafts=drafts)


def _convert_pages(site: Site, crew: Crew, rebuild: Rebuild) -> None:
    """Convert the pages of which the search does not know what it takes from them."""
    plugin = site.plugin
    site.making, plan = plugin.making(site.config, site.files)
    rebuild.begin(site.making, plugin.read.files if plugin.read else {}, plan)
    site.known = rebuild.now
    plugin.documents.update(rebuild.documents())
    plugin.report("Converting Markdown", len(plugin.documents))
    plugin.converter.kept = rebuild.texts(rebuild.unread)
    tasks = tasks_of((uri, plugin.size_of(uri)) for uri in rebuild.unread)
    for task, found in crew.share_out(CONVERTING, site, tasks):
        for uri, converted in zip(task, found, strict=True):
            plugin.documents[uri] = rebuild.converted(uri, converted)
        plugin.report("Converting Markdown", len(task))


def _convert(site: Site, task: Sequence[str]) -> list[Converted]:
    """Convert the texts of pages, and return what of them is kept."""
    return [_convert_page(site, uri) for uri in task]


def _convert_page(site: Site, uri: str) -> Converted:
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


def _write_templates(site: Site, rebuild: Rebuild) -> None:
    """Write the pages that are no documents, such as 404."""
    config, nav = site.config, site.nav
    for name in sorted(config.theme.static_templates):
        write = partial(_build_theme_template, name, site.env, site.files, config, nav)
        rebuild.make([name, f"{name}.gz"], write)
    for name in config.extra_templates:
        rebuild.make([str(name)], partial(_build_extra_template, name, site.files, config, nav))


def _write_pages(site: Site, crew: Crew, rebuild: Rebuild) -> None:
    """Write the pages of which something has changed; the others are in their place already."""
    assert site.making is not None  # noqa: S101 - set when pages were converted
    plugin = site.plugin
    site.making = replace(site.making, kb=plugin.kb)
    places = {uri: page.file.dest_uri for uri, page in site.pages.items()}
    stale = rebuild.stale(site.making, places, plugin.read.jobs if plugin.read else 1)
    plugin.report("Writing pages", len(site.pages) - len(stale))
    seen_by_all = has_own_templates(site.config)
    plugin.converter.kept = rebuild.texts(site.pages if seen_by_all else stale)
    for page in site.pages.values() if seen_by_all else ():
        _populate_page(page, site.config, site.files)
    tasks = tasks_of((uri, plugin.size_of(uri)) for uri in stale)
    for task, found in crew.share_out(WRITING, site, tasks):
        for uri, made in zip(task, found, strict=True):
            rebuild.written(uri, places[uri], made)
        plugin.report("Writing pages", len(task))


def _write(site: Site, task: Sequence[str]) -> list[Written]:
    """Write pages as MkDocs does, and return what they are made from."""
    assert site.making is not None  # noqa: S101 - set before anything is written
    found = []
    seen_by_all = has_own_templates(site.config)
    for uri in task:
        page, known = site.pages[uri], site.known[uri]
        if page.content is None:
            _populate_page(page, site.config, site.files)
        _build_page(page, site.config, site.listed, site.nav, site.env, excluded=uri in site.drafts)
        links = site.making.links(uri, known.addresses)
        parts = site.making.parts(uri, known.text, links)
        found.append(Written(parts, site.making.key(uri, known.text, links), links))
        if not seen_by_all:
            page.content = page.markdown = None
    return found


def _found(site: Site) -> Found:
    assert site.making is not None  # noqa: S101 - set before anything is written
    seen = site.pages if has_own_templates(site.config) else {}
    values = {uri: _values(page) for uri, page in seen.items()}
    return Found(site.plugin.related, site.making.markdown, site.making.site, values)


def _values(page: Page) -> dict[str, Any]:
    return {name: vars(page)[name] for name in _OF_A_PAGE if name in vars(page)}


def _begin_writing(site: Site, found: Found) -> None:
    """Take what was found elsewhere."""
    site.plugin.begin_writing(site.env, site.config, found.related)
    making, _ = site.plugin.making(site.config, site.files)
    site.making = replace(making, markdown=found.markdown, site=found.site)
    for uri, values in found.values.items():
        vars(site.pages[uri]).update(values)


def _needs(site: Site, task: Sequence[str]) -> tuple[dict[str, bytes], dict[str, KeptPage]]:
    """Return the texts of pages, as far as they are known, and what else is."""
    kept = site.plugin.converter.kept.packed
    return {uri: kept[uri] for uri in task if uri in kept}, {uri: site.known[uri] for uri in task}


def _take(site: Site, needs: tuple[dict[str, bytes], dict[str, KeptPage]]) -> None:
    texts, site.known = needs
    site.plugin.converter.kept = Texts(texts)


CONVERTING = Stage(_convert, needs=_needs, take=_take)
WRITING = Stage(_write, _found, _begin_writing, _needs, _take)
"""Where the site is not in memory, a process is sent `Found`, and with a task what is known of its pages."""
