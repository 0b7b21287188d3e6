"""The site folder: checked before it is touched, replaced as a whole, its own dot files kept."""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from click import ClickException

from kbgen.site.exchange import exchange

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
def new_folder_beside(site: Path, aside: Path | None = None) -> Iterator[Path]:
    """Make a folder beside the site, on the same file system, and remove or put aside what is left of it.

    What builds that were killed have left is removed too.

    Args:
        site: The site.
        aside: A folder to begin with, put aside by the build before; an empty one if it is not there.
    """
    folder = site.parent / f"{_prefix(site)}{os.getpid()}"
    with no_traceback_for(site):
        site.parent.mkdir(parents=True, exist_ok=True)
        _clear_away(site)
        if aside is None or not _move(aside, folder):
            folder.mkdir()
    try:
        yield folder
    except BaseException:
        if aside is not None:
            _move(folder, aside)  # most of it is still right
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(site: Path, folder: Path) -> None:
    """Put a new folder in the place of the site; files such as `.git` move along.

    In one step where the system can, so that there is a site at any moment; else in two renames, of which the
    next build does the second if the first was the last that this one did.
    """
    with no_traceback_for(site):
        if exchange(folder, site):
            _keep_dot_files(folder, site)
            return
        old = folder.with_name(f"{folder.name}{_OLD}")
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


def put_aside(folder: Path, aside: Path) -> None:
    """Keep the folder that was replaced for the next build; where that cannot be, it will be removed."""
    if folder.exists():
        with suppress(OSError):
            aside.parent.mkdir(parents=True, exist_ok=True)
        _move(folder, aside)


def _move(one: Path, other: Path) -> bool:
    """Move a folder, if it is there and the other is not, and both are on one file system."""
    try:
        one.rename(other)
    except OSError:
        return False
    return True


_OLD = "-old"


def _prefix(site: Path) -> str:
    """Return how folders begin that builds on this host make; machines may share the place of a site."""
    host = hashlib.sha256(platform.node().encode()).hexdigest()[:6]
    return f".{site.name}.kbgen-{host}-"


def _clear_away(site: Path) -> None:
    """Remove the folders of builds that are no more; of the one that took the site away, put it back."""
    prefix = _prefix(site)
    for left in site.parent.glob(f"{glob.escape(prefix)}*"):
        number = left.name.removeprefix(prefix).removesuffix(_OLD)
        if not number.isdecimal() or (int(number) != os.getpid() and _is_running(int(number))):
            continue
        if left.name.endswith(_OLD) and not site.exists():
            left.rename(site)
            continue
        if site.exists():
            _keep_dot_files(left, site)
        shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    """Say whether a process of this host runs; where nobody can tell, it does."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _keep_dot_files(old: Path, site: Path) -> None:
    """Move what a publishing tool keeps in the site folder, as MkDocs leaves it there."""
    for path in old.iterdir():
        if path.name.startswith(".") and not (site / path.name).exists():
            path.rename(site / path.name)


@contextmanager
def no_traceback_below(site: Path, folder: Path) -> Iterator[None]:
    """Do the same where a file below a folder cannot be written; other errors are none of its business."""
    try:
        yield
    except OSError as error:
        below = isinstance(error.filename, str) and Path(error.filename).is_relative_to(folder)
        if below or error.errno in _NO_ROOM:
            with no_traceback_for(site):
                raise
        raise


_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def no_traceback_for(folder: Path) -> Iterator[None]:
    """Turn a failure to write into a message that names the folder and the remedy."""
    try:
        yield
    except OSError as error:
        remedy = "free the space, correct its permissions or name another folder"
        raise ClickException(f"cannot write {folder}: {error.strerror or error}; {remedy}") from error
