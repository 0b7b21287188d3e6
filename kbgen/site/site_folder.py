"""The site folder: checked before it is touched, replaced as a whole, its own dot files kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from click import ClickException

MARKS = ("sitemap.xml", "index.html", "404.html")
"""Files that every built site has; a folder without any of them holds something else."""


def check_site_folder(site: Path) -> None:
    """Refuse to replace a folder that holds anything but a site.

    Raises:
        ClickException: Where the folder has files in it and none of a site's.
    """
    if site.is_dir() and not any((site / mark).exists() for mark in MARKS) and any(_visible(site)):
        raise ClickException(f"{site} has files in it that are no site; empty it, or name another folder")


def _visible(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if not path.name.startswith("."))


@contextmanager
def new_folder_beside(site: Path) -> Iterator[Path]:
    """Make an empty folder beside the site, on the same file system, and remove what is left of it."""
    folder = site.parent / f".{site.name}.kbgen-{os.getpid()}"
    with no_traceback_for(site):
        site.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(site: Path, folder: Path) -> None:
    """Put a new folder in the place of the site in two renames; files such as `.git` move along."""
    old = site.parent / f".{site.name}.kbgen-{os.getpid()}-old"
    with no_traceback_for(site):
        if site.exists():
            site.rename(old)
        try:
            folder.rename(site)
        except OSError:
            with suppress(OSError):
                old.rename(site)
            raise
        if old.exists():
            _keep_dot_files(old, site)
    shutil.rmtree(old, ignore_errors=True)


def _keep_dot_files(old: Path, site: Path) -> None:
    """Move what a publishing tool keeps in the site folder, as MkDocs leaves it there."""
    for path in old.iterdir():
        if path.name.startswith(".") and not (site / path.name).exists():
            path.rename(site / path.name)


@contextmanager
def no_traceback_for(folder: Path) -> Iterator[None]:
    """Turn a failure to write into a message that names the folder and the remedy."""
    try:
        yield
    except OSError as error:
        remedy = "free the space, correct its permissions or name another folder"
        raise ClickException(f"cannot write {folder}: {error.strerror or error}; {remedy}") from error
