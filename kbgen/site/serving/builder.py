"""The process that builds the site, again and again, and tells the server what has become of it.

It is one of its own so that it can share out its work in processes, and so that nothing that happens in a
build, not even its end for want of memory, ends the server.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click import ClickException
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException

from kbgen.diagnostics import Diagnostic
from kbgen.site.build import PUBLISHING, Built, build_site, find_plugin, open_config
from kbgen.site.configuration import shown_path
from kbgen.site.garbage import search_all
from kbgen.site.reading import ChangedWhileBuildingError
from kbgen.site.serving.ahead import write_ahead
from kbgen.site.serving.messages import Failed, Shown, Wanted
from kbgen.site.terminal import Terminal

if TYPE_CHECKING:
    from kbgen.site.driver import Site

log = logging.getLogger("mkdocs.plugins.kbgen")

_MOST = 200
"""Problems that a page is told of."""


_OFTEN = 0.1
"""Seconds after which a build looks again whether something has changed meanwhile."""


class Overtaken(BaseException):
    """Ends a build, wherever it is, because files have changed again."""


def run(connection: Connection, wanted: Wanted) -> None:
    """Build, tell, wait for changed paths, build again; until the other side is gone."""
    multiprocessing.set_start_method(None, force=True)  # it was started, but may fork those that make pages
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then closes the connection
    with Terminal(serving=True) as terminal, suppress(BrokenPipeError, ConnectionResetError):
        Builder(connection, wanted, terminal).run()


@dataclass
class Builder:
    """Builds a site as often as it changes.

    Attributes:
        connection: To the server.
        wanted: What is built.
        terminal: Is told of everything.
    """

    connection: Connection
    wanted: Wanted
    terminal: Terminal
    _site: Site | None = None
    """As it was built last."""
    _shown: str = ""
    """How diagnostics call the content folder."""
    _told: frozenset[Diagnostic] = frozenset()
    """Problems that the terminal knows."""
    _changed: list[str] = field(default_factory=list)
    """Paths of files that have changed since the last build began."""
    _ended: bool = False

    def run(self) -> None:
        """Build, and again whenever something has changed, until the other side has enough."""
        self._build()
        while not self._ended:
            self._listen(wait=not self._changed)
            paths, self._changed = self._changed, []
            if paths:
                self._write_ahead(paths)
                self._build()

    def _listen(self, *, wait: bool = False) -> None:
        """Take what the other side has sent: lists of paths, None at the end."""
        try:
            while wait or self.connection.poll():
                paths = self.connection.recv()
                self._ended = self._ended or paths is None
                self._changed += paths or ()
                wait = False
        except (EOFError, ConnectionResetError):
            self._ended = True

    def _write_ahead(self, paths: Sequence[str]) -> None:
        if self._site is None:
            return
        began = time.monotonic()
        try:
            pages = write_ahead(self._site, Path(self.wanted.folder), self._shown, paths)
        except Exception:  # noqa: BLE001 - the build that follows says what is wrong
            return
        if pages:
            self.connection.send(Shown(whole=False))
            more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
            self.terminal.print(f"{pages[0]}{more} shown in {time.monotonic() - began:.2f} s")

    def _build(self) -> None:
        """Build, and tell of it; where files change again meanwhile, that is left to the next build."""
        self.terminal.begin()
        try:
            with _looking(self._look):
                config = self._open()
                find_plugin(config).told = self._told
                built = build_site(config, self._progress, command="serve")
        except (Overtaken, ChangedWhileBuildingError):
            return
        except (ClickException, Abort, BuildError, MkDocsException) as error:
            self._fail(getattr(error, "message", "") or str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the server goes on
            self.terminal.print(traceback.format_exc())
            self._fail(f"{type(error).__name__}: {error}")
        else:
            find_plugin(config).progress = None  # pages that are written ahead are no build
            self._site, self._shown = built.site, shown_path(Path(config.docs_dir))
            self._told = frozenset(built.diagnostics)
            self.terminal.summary(built)
            self.connection.send(self._tell(config, built))
            search_all()

    def _open(self) -> MkDocsConfig:
        # MkDocs keeps plugins from one configuration to the next; the site that is shown needs its own.
        MkDocsConfig.plugins.plugin_cache.clear()  # type: ignore[attr-defined]
        config = open_config(self.wanted.config, site_dir=self.wanted.folder, strict=False)
        config.site_url = self.wanted.address
        return config

    def _look(self) -> None:
        """End what is done when there are changes, once there is a site in which they can be shown."""
        self._listen()
        if self._ended or (self._changed and self._site):
            _look_no_more()  # what is ended cleans up after itself
            raise Overtaken

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.terminal.progress(stage, done, total)
        if stage == PUBLISHING:
            _look_no_more()

    def _fail(self, error: str) -> None:
        self.terminal.print(f"not built: {error}")
        self.connection.send(Failed(error))

    def _tell(self, config: MkDocsConfig, built: Built) -> Shown:
        problems = [self._problem(each, built.site) for each in built.diagnostics[:_MOST]]
        return Shown(
            whole=True,
            assets=any(_is_asset(name) for name in built.changed),
            problems=problems,
            count=len(built.diagnostics),
            watch=watched(config),
        )

    def _problem(self, problem: Diagnostic, site: Site | None) -> dict[str, Any]:
        uri = problem.source.removeprefix(f"{self._shown}/")
        page = site.pages.get(uri) if site else None
        place = ":".join(str(part) for part in (problem.source, problem.line, problem.column) if part)
        return {
            "url": None if page is None else page.file.url.removeprefix("./"),
            "place": place,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
        }


@contextmanager
def _looking(look: Callable[[], None]) -> Iterator[None]:
    """Call a function every now and then, whatever is done meanwhile; where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, lambda *_: look())
    signal.setitimer(signal.ITIMER_REAL, _OFTEN, _OFTEN)
    try:
        yield
    finally:
        _look_no_more()


def _look_no_more() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def _is_asset(name: str) -> bool:
    """Say whether a file of the site is one that pages take in, besides the index of the search."""
    return not name.endswith((".html", ".xml", ".gz", ".json")) and not name.startswith("search/")


def watched(config: MkDocsConfig) -> list[str]:
    """Return the folders and files that a site is made from."""
    paths: Iterable[str | None] = (
        config.docs_dir,
        config.config_file_path,
        config.theme.custom_dir,
        *config.watch,
    )
    return [path for path in paths if path]
