"""Files of the new site folder that are the same as in the published one: these are linked, not written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Output(NamedTuple):
    """A file of the site.

    Attributes:
        stamp: What changes whenever it is written.
        key: Digest of what it was made from.
    """

    stamp: str
    key: str


def stamp_of_output(path: str) -> str:
    """Return what changes whenever a file is written; empty where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"


@dataclass
class Outputs:
    """The files of a site on their way from one build to the next.

    Attributes:
        old: The folder that is published.
        new: The folder that is being filled.
        known: Path of a file in the old one → what it was.
        files: The same for the new one.
        linked: How many of these are files of the old one.
    """

    old: Path
    new: Path
    known: Mapping[str, Output]
    files: dict[str, Output] = field(default_factory=dict)
    linked: int = 0
    _by_key: dict[str, str] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._by_key = {file.key: name for name, file in self.known.items()}

    def take(self, name: str, key: str) -> bool:
        """Put a file in its place if the old folder has one that was made from the same, and say so."""
        known = self.known.get(name)
        source = name if known is not None and known.key == key else self._by_key.get(key)
        if source is None or stamp_of_output(old := f"{self.old}/{source}") != self.known[source].stamp:
            return False
        path = f"{self.new}/{name}"
        self._make_folder(path)
        if not _link(old, path):
            return False
        self.linked += 1
        self.wrote(name, key)
        return True

    def wrote(self, name: str, key: str) -> None:
        """Remember what a file that stands in its place now was made from."""
        self.files[name] = Output(stamp_of_output(f"{self.new}/{name}"), key)

    def write(self, name: str, key: str, content: bytes) -> None:
        """Write a file."""
        path = f"{self.new}/{name}"
        self._make_folder(path)
        Path(path).write_bytes(content)
        self.wrote(name, key)

    def _make_folder(self, path: str) -> None:
        folder = os.path.dirname(path)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)


def _link(old: str, new: str) -> bool:
    """Give a file a second name, or copy it where the file system cannot."""
    try:
        os.link(old, new)
    except OSError:
        try:
            shutil.copy2(old, new)
        except OSError:
            return False
    return True
