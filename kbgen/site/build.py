"""Building a site: into a folder beside the published one, which is replaced only when all went well."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

from click import ClickException
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config

from kbgen.diagnostics import Diagnostic
from kbgen.search.index import Index

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Progress = Callable[[str, int, int], None]
"""Called with a stage, the pages done and the pages there are."""


class IndexReadyError(Exception):
    """Ends a build that was only asked for the search index, and carries it."""

    def __init__(self, index: Index) -> None:
        super().__init__("the index is ready")
        self.index = index


class BuildPlugin(Protocol):
    """What a build asks of the plugin."""

    index_only: bool
    """Stop as soon as the search index is written."""
    progress: Progress | None
    page_count: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Built:
    """What a build has made.

    Attributes:
        folder: The site folder.
        pages: Number of pages.
        diagnostics: Problems of the content, in order.
    """

    folder: Path
    pages: int
    diagnostics: tuple[Diagnostic, ...]


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


def build_site(config: MkDocsConfig, progress: Progress | None = None) -> Built:
    """Build a site and put it in place of the old one; if the build fails, the old one stays as it is.

    Raises:
        ClickException: Where the site folder cannot be written.
    """
    plugin = find_plugin(config)
    plugin.progress = progress
    site = Path(config.site_dir)
    with _new_folder(site) as folder:
        config.site_dir = str(folder)
        _run(config)
        _replace(site, folder)
    return Built(site, plugin.page_count, plugin.diagnostics)


def build_index_only(config: MkDocsConfig, progress: Progress | None = None) -> Index:
    """Convert all pages and return their search index; no site is written."""
    plugin = find_plugin(config)
    plugin.progress = progress
    plugin.index_only = True
    with TemporaryDirectory() as folder:
        config.site_dir = folder
        try:
            _run(config)
        except IndexReadyError as ready:
            return ready.index
    raise ClickException("another plugin ended the build before the index was ready")


def serve_site(config_file: str | None, address: str | None, *, open_browser: bool = False) -> None:
    """Serve the site with live reload; MkDocs' server builds into a temporary folder."""
    open_config(config_file)
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    serve(config_file, livereload=True, open_in_browser=open_browser, **options)


def _run(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


@contextmanager
def _new_folder(site: Path) -> Iterator[Path]:
    """Make an empty folder beside the site, on the same file system, and remove what is left of it."""
    folder = site.parent / f".{site.name}.kbgen-{os.getpid()}"
    with no_traceback_for(site):
        site.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def no_traceback_for(folder: Path) -> Iterator[None]:
    """Turn a failure to write into a message that names the folder and the remedy."""
    try:
        yield
    except OSError as error:
        remedy = "free the space, correct its permissions or name another folder"
        raise ClickException(f"cannot write {folder}: {error.strerror or error}; {remedy}") from error


def _replace(site: Path, folder: Path) -> None:
    """Put the new folder in the place of the site in two renames."""
    old = site.parent / f".{site.name}.kbgen-{os.getpid()}-old"
    if site.exists():
        site.rename(old)
    try:
        folder.rename(site)
    except OSError:
        with suppress(OSError):
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
