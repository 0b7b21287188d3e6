"""Tells which files below some folders have changed, once they have stopped changing."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver, ObservedWatch

log = logging.getLogger("mkdocs.plugins.kbgen")

QUIET = 0.03
"""Seconds without another change after which an editor is taken to have saved all it wants to."""
_PATIENCE = 0.5
"""Seconds after which changes are told even if there are always more."""
_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
"""Others are many: a build opens all files."""


@dataclass(eq=False)  # the observer keeps it in sets
class Changes(FileSystemEventHandler):
    """Paths that have changed and of which nobody has been told.

    Attributes:
        wanted: The folders and files that count.
    """

    wanted: frozenset[str] = frozenset()
    _paths: set[str] = field(default_factory=set)
    _since: float = 0
    _condition: threading.Condition = field(default_factory=threading.Condition)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change."""
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        self.add(path for path in paths if self._counts(path))

    def _counts(self, path: str) -> bool:
        known = {path, *map(str, Path(path).parents)}
        return not _is_passing(path) and not self.wanted.isdisjoint(known)

    def add(self, paths: Iterable[str]) -> None:
        """Take note of paths."""
        found = set(paths)
        with self._condition:
            if found and not self._paths:
                self._since = time.monotonic()
            self._paths |= found
            if found:
                self._condition.notify_all()

    def wait(self) -> list[str]:
        """Return the paths that have changed, as soon as there are some and they have settled."""
        with self._condition:
            # With a timeout, because Windows hears no Ctrl+C while it waits for ever.
            while not self._paths:
                self._condition.wait(0.5)
            while time.monotonic() - self._since < _PATIENCE and self._condition.wait(QUIET):
                pass
            found, self._paths = sorted(self._paths), set()
            return found


def _is_passing(path: str) -> bool:
    """Say whether an editor writes a file only to keep what is not saved yet."""
    name = Path(path).name
    return name.endswith(("~", ".swp", ".swx", ".tmp")) or name.startswith((".#", ".~")) or name == "4913"


@dataclass
class Watcher:
    """Watches folders and single files.

    Attributes:
        changes: Is told what has changed.
        every: Seconds after which all files are looked at, where the system does not tell of changes;
            0 where it does.
    """

    changes: Changes
    every: float = 0
    _observer: BaseObserver | None = None
    _watched: dict[str, ObservedWatch] = field(default_factory=dict)

    def watch(self, paths: Iterable[str]) -> None:
        """Watch these folders with all below them, and these files; nothing else any more."""
        self.changes.wanted = frozenset(map(os.path.abspath, paths))
        try:
            self._schedule()
        except OSError as error:  # the system has no room for so many folders
            log.warning(
                "the system cannot tell of changes below so many folders (%s); kbgen looks at all files twice"
                " a second instead",
                error.strerror or error,
            )
            self.stop()
            self.every = _OFTEN
            self._schedule()

    def _schedule(self) -> None:
        if self._observer is None:
            self._observer = PollingObserver(timeout=self.every) if self.every else Observer()
            self._observer.daemon = True
            self._observer.start()
        # A file is watched by its folder: editors put another file in its place.
        folders = {path for path in self.changes.wanted if Path(path).is_dir()}
        parents = {str(Path(path).parent) for path in self.changes.wanted - folders}
        paths = {path: False for path in parents if Path(path).is_dir()} | dict.fromkeys(folders, True)
        for path in self._watched.keys() - paths.keys():
            self._observer.unschedule(self._watched.pop(path))
        for path in paths.keys() - self._watched.keys():
            self._watched[path] = self._observer.schedule(
                self.changes, path, recursive=paths[path], event_filter=_CHANGES
            )

    def stop(self) -> None:
        """Watch nothing any more."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
        self._observer, self._watched = None, {}


_OFTEN = 0.5
