"""Digests of what all pages depend on besides the content: our code and theme, what is installed, Python."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kbgen.site.theme import PACKAGE, theme_folder


def environment_digest() -> str:
    """Return a digest of the code that builds sites: ours by its content, what is installed by its name."""
    digest = hashlib.sha256(sys.version.encode())
    for name in installed_names():
        digest.update(name.encode("utf-8", "surrogateescape"))
    digest.update(folder_digest(PACKAGE, (".py", ".yml", ".json")).encode())
    digest.update(folder_digest(theme_folder()).encode())
    return digest.hexdigest()


def installed_names() -> list[str]:
    """Return name and version of all that is installed."""
    return sorted({name for folder in sys.path for name in _distributions(folder)})


def folder_digest(folder: Path, endings: tuple[str, ...] = ("",)) -> str:
    """Return a digest of the files of a folder, by their paths in it and their contents."""
    digest = hashlib.sha256()
    for path in _files(str(folder), endings):
        content = Path(path).read_bytes()
        digest.update(f"{os.path.relpath(path, folder)}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def _distributions(folder: str) -> Iterable[str]:
    try:
        return [path.name for path in Path(folder).iterdir() if path.name.endswith(_INSTALLED)]
    except OSError:
        return []


_INSTALLED = (".dist-info", ".egg-info")


def _files(folder: str, endings: tuple[str, ...]) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name not in {"__pycache__", "node_modules"}:
                yield from _files(entry.path, endings)
        elif entry.name.endswith(endings):
            yield entry.path
