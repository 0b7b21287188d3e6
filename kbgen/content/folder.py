"""The content folder: what stands in it, and its data read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbgen.diagnostics import Diagnostic


@dataclass(frozen=True)
class ContentFiles:
    """What stands in a content folder.

    Attributes:
        pages: Where Markdown files are on disk, by their path below the folder.
        assets: Paths of all other files that are published.
        data: Text of the files in `_data` and `_search`, which are read but not published, and of `_headers`.
        diagnostics: Files and folders that could not be taken as they are.
    """

    pages: Mapping[str, str]
    assets: frozenset[str]
    data: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def find_content(folder: Path, shown: str) -> ContentFiles:
    """Walk a content folder and read its data; `shown` is how diagnostics call it.

    Links between folders are followed, but never into a folder that contains them.
    """
    pages: dict[str, str] = {}
    assets: set[str] = set()
    data: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for uri, path, problem in walk_files(folder):
        if problem is not None:
            diagnostics.append(_problem(f"{shown}/{uri}", problem))
            continue
        if _is_hidden(uri):
            continue
        try:
            if is_data(uri) or uri == HEADERS:
                data[uri] = Path(path).read_text(encoding="utf-8")
            elif uri.endswith(".md"):
                pages[uri] = path
            elif uri.casefold().endswith(_OTHER_ENDINGS):
                message = f"pages end in .md; rename the file to '{Path(path).stem}.md'"
                diagnostics.append(_problem(f"{shown}/{uri}", ("unknown-ending", message)))
            elif os.access(path, os.R_OK):
                assets.add(uri)
            else:
                diagnostics.append(_problem(f"{shown}/{uri}", _NO_ACCESS))
        except (OSError, UnicodeDecodeError) as error:
            diagnostics.append(unreadable_file(f"{shown}/{uri}", error))
    return ContentFiles(pages, frozenset(assets), data, tuple(diagnostics))


def walk_files(
    folder: Path, walked: list[str] | None = None
) -> Iterator[tuple[str, str, tuple[str, str] | None]]:
    """Yield every file below a folder in order: its path in there, its path, and what is wrong with it.

    What is wrong is a code and a message; most files have none.

    Args:
        folder: The folder.
        walked: Is given the paths in there of all folders, "" for itself.
    """
    real = os.path.realpath(folder)
    yield from _walk(str(folder), "", real, (real,), [] if walked is None else walked)


HEADERS = "_headers"
"""What a static host sends with pages; read, completed and published."""


def is_data(uri: str) -> bool:
    """Say whether a file is read as data and not published: it lies below a folder such as `_data`."""
    return any(part.startswith("_") for part in uri.split("/")[:-1])


def _is_hidden(uri: str) -> bool:
    return any(part.startswith(".") for part in uri.split("/"))


def _walk(
    folder: str, uri: str, real: str, above: tuple[str, ...], walked: list[str]
) -> Iterator[tuple[str, str, tuple[str, str] | None]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield uri, folder, _unreadable(error)
        return
    walked.append(uri)
    for entry in entries:
        inner = f"{uri}/{entry.name}" if uri else entry.name
        if entry.is_dir():
            yield from _walk_folder(entry, inner, real, above, walked)
        elif entry.is_file():
            yield inner, entry.path, None
        elif entry.is_symlink():
            yield (
                inner,
                entry.path,
                ("broken-symlink", "this link leads to nothing; remove it or mend its target"),
            )
        else:
            yield inner, entry.path, ("no-file", "this is no ordinary file; remove it")


def _walk_folder(
    entry: os.DirEntry[str], uri: str, real_parent: str, above: tuple[str, ...], walked: list[str]
) -> Iterator[tuple[str, str, tuple[str, str] | None]]:
    real = os.path.realpath(entry.path) if entry.is_symlink() else f"{real_parent}{os.sep}{entry.name}"
    if real in above:
        message = "this link leads back to a folder that contains it; remove the link"
        yield uri, entry.path, ("symlink-loop", message)
        return
    if entry.name.endswith(".md"):
        message = f"a folder is named like a page; rename it to '{entry.name[:-3]}'"
        yield uri, entry.path, ("folder-named-md", message)
    yield from _walk(entry.path, uri, real, (*above, real), walked)


def unreadable_file(path: str, error: Exception) -> Diagnostic:
    """Return what is wrong with a file that could not be read."""
    return _problem(path, _unreadable(error))


def _problem(path: str, problem: tuple[str, str]) -> Diagnostic:
    return Diagnostic(path, 0, 0, "error", *problem)


_OTHER_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Other endings of Markdown files; MkDocs takes some of them, git hosts show some others."""

_NO_ACCESS = ("unreadable", "cannot be read; check its permissions")


def _unreadable(error: Exception) -> tuple[str, str]:
    if isinstance(error, UnicodeDecodeError):
        return "not-utf-8", "this file is not UTF-8; save it with the encoding UTF-8"
    reason = getattr(error, "strerror", None) or str(error)
    return "unreadable", f"cannot be read: {reason}; check its permissions"
