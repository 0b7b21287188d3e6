"""Stamps of files: what changes whenever a file is written, without reading it."""

from __future__ import annotations

import os
import time

_TICK = 2_000_000_000
"""Nanoseconds: what FAT needs, the slowest clock around."""


def stamp_of(path: str) -> str:
    """Return the stamp of a file; empty where there is none, or where it has only just been written.

    A file that is written twice while the clock of its file system ticks once looks the same.
    """
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return "" if time.time_ns() - found.st_mtime_ns < _TICK else _stamp(found)


def stamp_of_own(path: str) -> str:
    """Return the stamp of a file that nobody else writes; empty where there is none."""
    try:
        return _stamp(os.stat(path))
    except OSError:
        return ""


def files_below(folder: str) -> dict[str, str]:
    """Return the path in there and the stamp of each file below a folder; links are not followed."""
    found: dict[str, str] = {}
    waiting = [(folder, "")]
    while waiting:
        path, above = waiting.pop()
        for entry in os.scandir(path):
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{above}{entry.name}/"))
            else:
                found[above + entry.name] = _stamp(entry.stat(follow_symlinks=False))
    return found


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"
