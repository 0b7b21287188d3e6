"""Building a site: into a folder beside the published one, which is replaced only when all went well."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

from click import ClickException
from jinja2 import TemplateNotFound
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from kbgen.diagnostics import Diagnostic
from kbgen.search.index import Index
from kbgen.site.cache.environment import environment_digest
from kbgen.site.cache.inputs import settings_of
from kbgen.site.cache.kept import Kept
from kbgen.site.cache.outputs import Outputs
from kbgen.site.cache.rebuild import Rebuild
from kbgen.site.cache.store import Store, cache_file
from kbgen.site.cache.unchanged import Inputs, stamps_of_inputs
from kbgen.site.driver import Site, build, others_at_work, prepare
from kbgen.site.elsewhere.choice import crew_for
from kbgen.site.garbage import no_search
from kbgen.site.listening import listening
from kbgen.site.pages_plugin import PagesPlugin
from kbgen.site.reading import PageReader
from kbgen.site.site_folder import (
    check_site_folder,
    new_folder_beside,
    no_traceback_below,
    put_aside,
    replace_folder,
)
from kbgen.site.workers import cores

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Progress = Callable[[str, int, int], None]
"""Called with a stage, the pages done and the pages there are; 0 where a stage does not go page by page."""


PUBLISHING = "Putting the site in its place"
"""The stage from which on a build must not be ended."""


class IndexReadyError(Exception):
    """Ends a build that was only asked for the search index, and carries it."""

    def __init__(self, index: Index) -> None:
        super().__init__("the index is ready")
        self.index = index


class BuildPlugin(PagesPlugin, Protocol):
    """What a build asks of the plugin."""

    index_only: bool
    """Stop as soon as the search index is written."""
    progress: Progress | None
    page_count: int
    diagnostics: tuple[Diagnostic, ...]
    told: Collection[Diagnostic]
    """Those that nobody has to be told of again."""


@dataclass(frozen=True)
class Built:
    """What a build has made.

    Attributes:
        folder: The site folder.
        pages: Number of pages.
        diagnostics: Problems of the content, in order.
        why: Path of each page that was written → what has changed for it; see `cache.reasons`.
        uris: Paths of all pages; empty where MkDocs itself has built the site.
        note: What was wrong with what a former build has kept, a sentence.
        changed: Paths in the site of files that are others than before, or may be.
        site: It, where nobody but kbgen has built it.
    """

    folder: Path
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    why: Mapping[str, Sequence[str]] = field(default_factory=dict)
    uris: Sequence[str] = ()
    note: str = ""
    changed: Sequence[str] = ()
    site: Site | None = None


def open_config(config_file: str | None, **overrides: Any) -> MkDocsConfig:
    """Load `mkdocs.yml` and make sure that kbgen is among its plugins."""
    # Material greets every build with a notice about MkDocs 2; docs/design.md says what we make of it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    config = load_config(config_file, **{key: value for key, value in overrides.items() if value is not None})
    find_plugin(config)
    return config


def find_plugin(config: MkDocsConfig) -> BuildPlugin:
    """Return the site's kbgen plugin.

    Raises:
        ClickException: Where the configuration does not list it.
    """
    plugin: Any = config.plugins.get("kbgen")
    if plugin is None:
        raise ClickException(
            f"{config.config_file_path} does not use kbgen; add these lines:\n\nplugins:\n  - kbgen"
        )
    found: BuildPlugin = plugin
    return found


def build_site(
    config: MkDocsConfig,
    progress: Progress | None = None,
    jobs: int = 0,
    scheduler: str = "",
    *,
    cache: bool = True,
    command: str = "build",
) -> Built:
    """Build a site and put it in place of the old one; if the build fails, the old one stays as it is.

    Args:
        config: The site's.
        progress: Is told how far the build is.
        jobs: How many processes convert and write pages; as many as there are cores if 0.
        scheduler: Address of the scheduler of a Dask cluster that does that instead.
        cache: Whether to take from the build before what is made from the same, and to keep it for the next.
        command: What plugins are told that it is for: `build`, or `serve` to show drafts too.

    Raises:
        ClickException: Where the site folder cannot be written, or a cluster not be used.
    """
    plugin = find_plugin(config)
    plugin.progress = progress
    site = Path(config.site_dir).resolve()
    check_site_folder(site)
    inputs = _inputs(config, site)
    file = _cache_file(config, command) if cache and not others_at_work(config) else None
    aside = file.with_suffix(".aside") if file else None
    with new_folder_beside(site, aside) as folder, no_search():
        config.site_dir = str(folder)
        with no_traceback_below(site, folder), listening() as said:
            rebuild = _begin(file, site, folder)
            made = _run(config, plugin, jobs or cores(), rebuild, scheduler, command)
        if progress:
            progress(PUBLISHING, 0, 0)
        replace_folder(site, folder)
        if aside is not None:
            put_aside(folder, aside)
        rebuild.finish(replace(inputs, pages=plugin.page_count, said=said))
    return _built(site, plugin, rebuild, made)


def _built(folder: Path, plugin: BuildPlugin, rebuild: Rebuild, site: Site | None) -> Built:
    return Built(
        folder,
        plugin.page_count,
        plugin.diagnostics,
        rebuild.why,
        rebuild.uris,
        note=rebuild.kept.store.problem,
        changed=rebuild.outputs.changed(),
        site=site,
    )


def _inputs(config: MkDocsConfig, site: Path) -> Inputs:
    """Note what a site is made from, before anything of it is read."""
    file, content, custom = config.config_file_path or "", config.docs_dir, config.theme.custom_dir or ""
    given = any("site_dir" in settings for settings in settings_of(config)[1:])
    stamps = stamps_of_inputs(file, content, custom) if file else {"": {"": ""}}
    return Inputs(file, content, custom, str(site), given=given, strict=config.strict, stamps=stamps)


def _begin(file: Path | None, site: Path, folder: Path) -> Rebuild:
    """Return what is known of a site from the build before."""
    store = Store(file, environment_digest())
    kept = Kept(store)
    return Rebuild(kept, Outputs(site, folder))


def _cache_file(config: MkDocsConfig, command: str = "build") -> Path:
    """Return what a site keeps; one that is only looked at has another address, and drafts."""
    found = cache_file(config.config_file_path or "mkdocs.yml")
    return found if command == "build" else found.with_stem(f"{found.stem}.{command}")


def build_index_only(config: MkDocsConfig, progress: Progress | None = None, jobs: int = 0) -> Index:
    """Convert all pages and return their search index; no site is written."""
    plugin = find_plugin(config)
    plugin.progress = progress
    plugin.index_only = True
    with TemporaryDirectory() as folder:
        config.site_dir = folder
        try:
            _run(config, plugin, jobs or cores(), _begin(_cache_file(config), Path(folder), Path(folder)))
        except IndexReadyError as ready:
            return ready.index
    raise ClickException("another plugin ended the build before the index was ready")


def _run(  # noqa: PLR0917 - all that a build depends on
    config: MkDocsConfig,
    plugin: BuildPlugin,
    jobs: int,
    rebuild: Rebuild,
    scheduler: str = "",
    command: str = "build",
) -> Site | None:
    config.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
    try:
        if others := others_at_work(config):
            _refuse(scheduler, others)
            mkdocs_build(config)
            return None
        plugin.read = PageReader(jobs, partial(plugin.report, "Reading pages"), rebuild.known_files)
        with crew_for(config, prepare, jobs, scheduler) as crew:
            return build(config, plugin, crew, rebuild)
    except TemplateNotFound as error:
        message = f"there is no template '{error.name}'; check theme.language and other names in mkdocs.yml"
        raise ClickException(message) from error
    finally:
        config.plugins.on_shutdown()


def _refuse(scheduler: str, others: list[str]) -> None:
    if scheduler:
        reason = f"{', '.join(others)} may keep in memory what it sees of each page"
        raise ClickException(f"{reason}, so all pages are made in one process; build without --scheduler")
