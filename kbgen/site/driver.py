"""Builds a site as MkDocs does, event by event, with the work on single pages shared out among processes.

`mkdocs build` remains, and gives the same bytes: a test compares the two. What is called here is MkDocs' own
code for a page and a template; MkDocs 1.x gets no more features, and pyproject.toml fences off 2.x.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from mkdocs.commands.build import _build_extra_template, _build_page, _build_theme_template, _populate_page
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from kbgen.site.workers import Crew, Stage, tasks_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from kbgen.search.documents import Document

log = logging.getLogger("mkdocs.plugins.kbgen")

_OF_A_PAGE = ("markdown", "content", "toc", "meta", "title", "update_date", "_title_from_render")
"""What converting a page sets on it."""


class PagesPlugin(Protocol):
    """What the driver asks of our plugin."""

    documents: dict[str, list[Document]]
    """Path → what the search index takes from the page."""
    related: Mapping[str, list[str]]
    """Path → the pages that are most like the page, as the search index has found them."""

    def begin_writing(self, env: Environment, config: MkDocsConfig, related: Mapping[str, list[str]]) -> None:
        """Make ready to write pages, where the index was not built."""

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


@dataclass(frozen=True)
class _Converted:
    """What there is of a page when it is converted."""

    values: dict[str, Any]
    documents: list[Document]


@dataclass(frozen=True)
class Found:
    """What writing pages needs besides the sources of a site, and the values of its own that a page has.

    Attributes:
        related: For each page, by path, those that are most like it.
        values: For each page, by path, what the templates of others may ask of it: title and metadata, for a
            navigation, or anything where the site has templates of its own.
    """

    related: Mapping[str, list[str]]
    values: Mapping[str, Mapping[str, Any]]


def others_at_work(config: MkDocsConfig) -> list[str]:
    """Return the plugins and hooks besides kbgen: they may keep in memory what they see of each page."""
    return [*(name for name in config.plugins if name not in {"kbgen", "kbgen/kbgen"}), *config.hooks]


def build(config: MkDocsConfig, plugin: PagesPlugin, crew: Crew) -> None:
    """Build a site into an empty folder; the crew works on the pages.

    Raises:
        Abort: Where MkDocs would.
    """
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    if config.strict:
        logging.getLogger("mkdocs").addHandler(counter)
    try:
        _build(config, plugin, crew)
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


def _build(config: MkDocsConfig, plugin: PagesPlugin, crew: Crew) -> None:
    site = prepare(config, plugin)
    for task, found in crew.share_out(
        CONVERTING, site, tasks_of((uri, plugin.size_of(uri)) for uri in site.pages)
    ):
        for uri, converted in zip(task, found, strict=True):
            vars(site.pages[uri]).update(converted.values)
            plugin.documents[uri] = converted.documents
        plugin.report("Converting Markdown", len(task))
    site.env = config.plugins.on_env(site.env, config=config, files=site.files)
    site.files.copy_static_files()
    for name in config.theme.static_templates:
        _build_theme_template(name, site.env, site.files, config, site.nav)
    for name in config.extra_templates:
        _build_extra_template(name, site.files, config, site.nav)
    for task, _ in crew.share_out(
        WRITING, site, tasks_of((uri, len(page.content or "")) for uri, page in site.pages.items())
    ):
        plugin.report("Writing pages", len(task))
    config.plugins.on_post_build(config=config)


def prepare(config: MkDocsConfig, plugin: PagesPlugin) -> _Site:
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
    return _Site(config, plugin, files, nav, env, pages, listed)


def _convert(site: _Site, task: Sequence[str]) -> list[_Converted]:
    """Convert pages as MkDocs does, and return what that leaves."""
    found = []
    for uri in task:
        page = site.pages[uri]
        _populate_page(page, site.config, site.files)
        found.append(_Converted(_values(page, _OF_A_PAGE), site.plugin.documents.pop(uri, [])))
    return found


def _write(site: _Site, task: Sequence[str]) -> None:
    """Write pages as MkDocs does."""
    for uri in task:
        _build_page(site.pages[uri], site.config, site.listed, site.nav, site.env)


def _values(page: Page, names: Sequence[str]) -> dict[str, Any]:
    return {name: vars(page)[name] for name in names if name in vars(page)}


def _found(site: _Site) -> Found:
    own = site.config.theme.custom_dir
    asked = _OF_A_PAGE if own and any(Path(own).rglob("*.html")) else ("title", "meta")
    return Found(site.plugin.related, {uri: _values(page, asked) for uri, page in site.pages.items()})


def _begin_writing(site: _Site, found: Found) -> None:
    site.plugin.begin_writing(site.env, site.config, found.related)
    _take_values(site, found.values)


def _values_of(site: _Site, task: Sequence[str]) -> dict[str, dict[str, Any]]:
    return {uri: _values(site.pages[uri], _OF_A_PAGE) for uri in task}


def _take_values(site: _Site, values: Mapping[str, Mapping[str, Any]]) -> None:
    for uri, of_page in values.items():
        vars(site.pages[uri]).update(of_page)


CONVERTING = Stage(_convert)
WRITING = Stage(_write, _found, _begin_writing, _values_of, _take_values)
"""Where the site is not in memory, each process is sent `Found`, and with a task the values of its pages."""
