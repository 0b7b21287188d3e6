"""What the commands say in a terminal: problems, progress, a summary; quiet lines elsewhere."""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

import click

from kbgen.diagnostics import Diagnostic, format_diagnostic
from kbgen.site.cache.reasons import summarise

if TYPE_CHECKING:
    from types import TracebackType

    from kbgen.site.build import Built

_SERVER = {"mkdocs.livereload", "mkdocs.commands.serve"}
_OWN_PREFIX = "kbgen: "
"""What MkDocs puts before messages of a plugin's logger."""


class _Handler(logging.Handler):
    """Prints warnings of MkDocs and its plugins, and what its server has to say, without level and logger."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal

    def emit(self, record: logging.LogRecord) -> None:
        said_by_server = record.name in _SERVER
        if record.levelno < logging.WARNING and not said_by_server:
            return
        message = record.getMessage().removeprefix(_OWN_PREFIX)
        plain = said_by_server or record.name.endswith("plugins.kbgen")
        level = "" if plain else f"{record.levelname.lower()}: "
        self._terminal.print(f"{level}{message}")


class Terminal:
    """Standard error for the time of one command."""

    def __init__(self, *, quiet: bool = False, serving: bool = False) -> None:
        self._quiet = quiet
        self._level = logging.INFO if serving else logging.WARNING
        self._live = sys.stderr.isatty()
        self._handler = _Handler(self)
        self._shown = ""
        self.begin()

    def begin(self) -> None:
        """Start the clock, again where there is one build after the other."""
        self._started = self._drawn = self._stage_began = time.monotonic()
        self._stage, self._done = "", 0

    def __enter__(self) -> Self:
        logger = logging.getLogger("mkdocs")
        logger.setLevel(self._level)
        logger.addHandler(self._handler)
        logger.propagate = False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()
        logging.getLogger("mkdocs").removeHandler(self._handler)

    def print(self, text: str) -> None:
        """Print a line to standard error, above the progress line."""
        self._clear()
        click.echo(text, err=True)

    def report(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print problems, and how many there are."""
        found = list(diagnostics)
        for diagnostic in found:
            self.print(format_diagnostic(diagnostic))
        self.print(describe(found))

    def progress(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is, ten times a second at the most; a stage without a total is only named.

        Where nobody looks, a log gets one line of each stage that took long.
        """
        now = time.monotonic()
        if stage != self._stage:
            self._log_stage(now)
            self._stage, self._stage_began = stage, now
        self._done = done
        if self._live and (not total or now - self._drawn > _INTERVAL):
            self._drawn = now
            self._draw(describe_progress(stage, done, total, now - self._stage_began))

    def _log_stage(self, now: float) -> None:
        seconds = now - self._stage_began
        if self._stage and seconds >= _LONG and not self._live and not self._quiet:
            pages = f"{self._done:,} pages in " if self._done else ""
            self.print(f"{self._stage}: {pages}{seconds:.0f} s")

    def unchanged(self, pages: int, folder: str) -> None:
        """Say that there was nothing to do."""
        if not self._quiet:
            seconds = time.monotonic() - self._started
            click.echo(f"nothing has changed: {pages} pages, {seconds:.1f} s: {folder}", err=True)

    def summary(self, built: Built) -> None:
        """Say what was built, where, and with how many problems."""
        self._clear()
        self._log_stage(time.monotonic())
        if built.note:
            self.print(built.note)
        if not self._quiet:
            seconds = time.monotonic() - self._started
            problems = f"; {describe(built.diagnostics)}" if built.diagnostics else ""
            written = summarise(built.why, len(built.uris)) if built.uris else ""
            kept = f" ({written})" if written else ""
            click.echo(f"{built.pages} pages in {seconds:.1f} s{kept}: {built.folder}{problems}", err=True)

    def _draw(self, text: str) -> None:
        click.echo("\r" + text.ljust(len(self._shown)), nl=False, err=True)
        self._shown = text

    def _clear(self) -> None:
        if self._shown:
            click.echo("\r" + " " * len(self._shown) + "\r", nl=False, err=True)
            self._shown = ""


_INTERVAL = 0.1
_LONG = 5
"""Seconds from which a stage gets a line in a log."""


def describe_progress(stage: str, done: int, total: int, seconds: float) -> str:
    """Return `Writing pages: 1,200 of 10,000, 400 a second, 22 s left`.

    Where pages do not count, the stage alone.
    """
    if not total:
        return f"{stage} …"
    told = f"{stage}: {done:,} of {total:,} pages"
    if seconds < 1 or not done:
        return told
    speed = done / seconds
    return f"{told}, {speed:,.0f} a second, {(total - done) / speed:.0f} s left"


def describe(diagnostics: Iterable[Diagnostic]) -> str:
    """Return `2 errors, 1 warning`, or that there are none."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [f"{count} {name}{'s' if count > 1 else ''}" for name, count in sorted(counts.items())]
    return ", ".join(parts) or "no problems"
