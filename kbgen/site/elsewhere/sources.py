"""A site prepared again, from its sources, in a process that the first one has not forked."""

from __future__ import annotations

import os
import platform
import shutil
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol

from click import ClickException
from mkdocs.config import load_config

from kbgen.site.workers import Stage, Task

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Prepare = Callable[["MkDocsConfig", Any], Any]
"""Gathers files and navigation of a site, given its configuration and our plugin."""
Files = Mapping[str, bytes]
"""Path below the site folder → content."""


class Shared(Protocol):
    """What all tasks of a stage need besides the sources."""

    @property
    def key(self) -> str:
        """Tells it from others."""

    def value(self) -> Any:
        """Return it."""


class Sources(Protocol):
    """What a site can be prepared from, sent to other processes."""

    def site(self) -> PreparedSite:
        """Return the site, prepared when it is first asked for."""


AT_WORK = RLock()
"""Held by whoever prepares a site or does a task: MkDocs, its extensions and their settings are not made for
several threads, and a process gets no faster by them."""


@dataclass
class PreparedSite:
    """A site in a process that does tasks of it.

    Attributes:
        site: As it was prepared.
        outbox: Folder from which written files are taken, None where they are in their place already.
        environment: Variables that are set while a task is done.
    """

    site: Any
    outbox: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    _begun: str = ""

    def do(self, stage: Stage, shared: Shared, needs: Any, task: Task) -> tuple[Any, Files]:
        """Return the result of a task, and the files that it has written."""
        with AT_WORK, _environment(self.environment):
            if self._begun != shared.key:
                stage.begin(self.site, shared.value())
                self._begun = shared.key
            stage.take(self.site, needs)
            with names_machine() if self.outbox else nullcontext():
                return stage.do(self.site, task), self._take_files()

    def _take_files(self) -> Files:
        if self.outbox is None or not self.outbox.is_dir():
            return {}
        paths = sorted(path for path in self.outbox.rglob("*") if path.is_file())
        files = {path.relative_to(self.outbox).as_posix(): path.read_bytes() for path in paths}
        shutil.rmtree(self.outbox)
        return files


@contextmanager
def names_machine() -> Iterator[None]:
    """Say on which machine a file could not be read or written.

    Raises:
        ClickException: Where that was so.
    """
    try:
        yield
    except OSError as error:
        remedy = "has it room, and may it write there?"
        raise ClickException(f"a worker on {platform.node()} failed: {error}; {remedy}") from error


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment for the time of a `with` block."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


_MOST_BUILDS = 4
"""Builds of which a process keeps the sites: more than one where several machines use one cluster."""
_kept: dict[str, PreparedSite] = {}


def kept_site(build: str, make: Callable[[], PreparedSite]) -> PreparedSite:
    """Return the site that this process works on in a build, made when it is first asked for."""
    with AT_WORK:
        if build not in _kept:
            made = make()
            while len(_kept) >= _MOST_BUILDS:
                del _kept[next(iter(_kept))]
            _kept[build] = made
        return _kept[build]


def forget_site(build: str) -> None:
    """Let go of the site of a build that has ended."""
    _kept.pop(build, None)


def prepare_site(config: MkDocsConfig, prepare: Prepare) -> Any:
    """Prepare a site whose configuration has been loaded; what is wrong with it the first process says."""
    config.plugins.on_startup(command="build", dirty=False)
    return prepare(config, config.plugins["kbgen"])


def user_configs(config: MkDocsConfig) -> list[dict[str, Any]]:
    """Return what a configuration was made of: `mkdocs.yml`, and what the command line says."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of 1.x, which gets no more features
        return list(config.user_configs)


@dataclass(frozen=True)
class OnDisk:
    """Sources that lie where the other process finds them too; it writes into the site folder itself.

    Attributes:
        config_file: Path of `mkdocs.yml`.
        site_dir: The folder into which the site is built.
        prepare: Prepares it.
    """

    config_file: str
    site_dir: str
    prepare: Prepare

    def site(self) -> PreparedSite:
        """Return the site, prepared when it is first asked for."""
        return kept_site(self.site_dir, self._make)

    def _make(self) -> PreparedSite:
        config = load_config(self.config_file, site_dir=self.site_dir)
        return PreparedSite(prepare_site(config, self.prepare))
