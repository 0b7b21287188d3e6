"""Files of the new site folder that are the same as before: these are not written again.

The folder that a build fills is the one that was published before last, put aside when it was replaced:
most of its files are right already. Others are linked from the folder that is published now. A file that is
written is always a new one: nobody who reads the published folder sees it change.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kbgen.site.beside import beside
from kbgen.site.stamps import look, look_again, stamp_of_own


class Output(NamedTuple):
    """A file of the site.

    Attributes:
        stamp: What changes whenever it is written.
        key: Digest of what it was made from; empty where nobody knows.
    """

    stamp: str
    key: str


@dataclass
class Outputs:
    """The files of a site on their way from one build to the next.

    Attributes:
        old: The folder that is published.
        new: The folder that is being filled.
        known: Path of a file or folder in the old one → what it was.
        files: Path of a file in the new one → what it will be.
        reused: How many of these were there.
    """

    old: Path
    new: Path
    known: Mapping[str, Output] = field(default_factory=dict)
    files: dict[str, Output] = field(default_factory=dict)
    reused: int = 0
    _present: dict[str, Output] = field(default_factory=dict)
    """Files of the new folder of which nobody has said yet whether they are right."""
    _by_key: dict[str, str] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)
    _folder_stamps: dict[str, Output] = field(default_factory=dict)
    _expected: Mapping[str, Output] = field(default_factory=dict)
    _others: Callable[[], dict[str, str] | None] = dict

    def begin(self, known: Mapping[str, Output], aside: Mapping[str, Output], jobs: int) -> None:
        """Begin to find out what there is already, beside what else is done.

        Args:
            known: What was written into the old folder.
            aside: What was written into the new one before it was put aside; where nobody knows that, what it
                has is removed, and it gets the files of the old one.
            jobs: How many processes may work.
        """
        self.known, self._expected = known, aside or known
        self._by_key = {file.key: name for name, file in self.known.items()}
        stamps = {name: file.stamp for name, file in self._expected.items()}
        begin = None if aside else partial(_begin_anew, str(self.old), str(self.new), stamps)
        self._others = beside(partial(_others, str(self.new), stamps, begin), jobs)

    def look(self) -> None:
        """Find out what there is already."""
        found = self._others()
        stamps = {name: file.stamp for name, file in self._expected.items()} if found is None else found
        for name, stamp in stamps.items():
            file = self._expected.get(name)
            if name.endswith("/"):
                self._folders.add(name[:-1])
            elif file is not None and file.stamp == stamp:
                self._present[name] = file
            else:
                os.unlink(f"{self.new}/{name}")

    def take(self, name: str, key: str) -> bool:
        """Put a file in its place if there is one that was made from the same, and say so."""
        present = self._present.get(name)
        if present is not None and present.key == key:
            self.files[name] = self._present.pop(name)
            self.reused += 1
            return True
        self.claim(name)
        known = self.known.get(name)
        source = name if known is not None and known.key == key else self._by_key.get(key)
        if source is None or stamp_of_own(old := f"{self.old}/{source}") != self.known[source].stamp:
            return False
        os.makedirs(os.path.dirname(f"{self.new}/{name}"), exist_ok=True)
        if not _link(old, f"{self.new}/{name}"):
            return False
        self.reused += 1
        self.wrote(name, key)
        return True

    def rename(self, above: str, folder: str) -> None:
        """Give the one folder that there is below another the name that it is going to have.

        Where a folder is called by a digest of all its files, most of them are still right under a new name.
        """
        start = f"{above}/"
        inside = [name for name in self._present if name.startswith(start) and name.count("/") > 1]
        if any(name.count("/") > 2 for name in inside):  # noqa: PLR2004 - that is none of ours
            return
        before = {name.split("/")[1] for name in inside} - {folder}
        if len(before) != 1 or f"{above}/{folder}" in self._folders:
            return
        old, new = f"{above}/{before.pop()}", f"{above}/{folder}"
        os.rename(f"{self.new}/{old}", f"{self.new}/{new}")
        self._present |= {new + name.removeprefix(old): self._present.pop(name) for name in inside}
        self._folders = {new if name == old else name for name in self._folders}

    def claim(self, name: str) -> None:
        """Make room for a file that is going to be written; its folder may have to be made."""
        self._remove(name)
        folder = os.path.dirname(name)
        if folder and folder not in self._folders:
            self._make_room(folder)
        elif os.path.isdir(path := f"{self.new}/{name}"):
            shutil.rmtree(path)
            inside = f"{name}/"
            self._present = {
                each: file for each, file in self._present.items() if not each.startswith(inside)
            }

    def _remove(self, name: str) -> None:
        if self._present.pop(name, None) is not None:
            os.unlink(f"{self.new}/{name}")

    def _make_room(self, folder: str) -> None:
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1 if self._present else 1):
            self._remove("/".join(parts[:depth]))  # what is a folder now may have been a file
        self._folders.add(folder)

    def wrote(self, name: str, key: str) -> None:
        """Remember what a file that stands in its place now was made from."""
        if stamp := stamp_of_own(f"{self.new}/{name}"):
            self.files[name] = Output(stamp, key)

    def write(self, name: str, key: str, content: bytes) -> None:
        """Write a file for which room has been made."""
        os.makedirs(os.path.dirname(f"{self.new}/{name}"), exist_ok=True)
        Path(f"{self.new}/{name}").write_bytes(content)
        self.wrote(name, key)

    def changed(self) -> list[str]:
        """Return the files that are made from something else than in the published folder, or may be."""
        return [
            name
            for name, file in self.files.items()
            if not file.key or name not in self.known or self.known[name].key != file.key
        ]

    def finish(self) -> None:
        """Remove what the site does not have any more."""
        for name in self._present:
            os.unlink(f"{self.new}/{name}")
        self._present = {}
        wanted = _folders_of(self.files)
        for folder in sorted(self._folders - wanted, key=len, reverse=True):
            with suppress(OSError):  # it made room for a file, or holds one of which nobody knows
                os.rmdir(f"{self.new}/{folder}")
        self._folder_stamps = {f"{name}/": Output(stamp_of_own(f"{self.new}/{name}"), "") for name in wanted}

    def kept(self) -> dict[str, Output]:
        """Return all files and folders, as the next build wants them; paths of folders end in a slash."""
        return {**self.files, **self._folder_stamps}


def _others(folder: str, stamps: dict[str, str], begin: Callable[[], None] | None) -> dict[str, str] | None:
    """Return what there is in a folder, if that is something else than was expected."""
    if begin:
        begin()
    found = look_again(folder, stamps)
    return None if found == stamps else found


def _begin_anew(old: str, new: str, names: Iterable[str]) -> None:
    """Remove the files of a folder, and give those of another one a second name there."""
    for name in look(new):
        if not name.endswith("/"):
            os.unlink(f"{new}/{name}")
    for folder in sorted(name for name in names if name.endswith("/")):
        with suppress(FileExistsError):
            os.mkdir(f"{new}/{folder}")
    for name in names:
        if not name.endswith("/"):
            with suppress(OSError):
                os.link(f"{old}/{name}", f"{new}/{name}")


def _folders_of(names: Iterable[str]) -> set[str]:
    """Return all folders that stand in paths."""
    found: set[str] = set()
    for name in names:
        folder = os.path.dirname(name)
        while folder and folder not in found:
            found.add(folder)
            folder = os.path.dirname(folder)
    return found


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
