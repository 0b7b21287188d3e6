"""A new knowledge base: the demonstration, or one short page of each type, to write over."""

from __future__ import annotations

import shutil
from importlib.resources import files as package_files
from pathlib import Path

from click import ClickException

from kbgen.site.site_folder import no_traceback_for


def write_starter(folder: Path, *, minimal: bool = False) -> int:
    """Write a knowledge base into a folder that is new or empty; return the number of files.

    Raises:
        ClickException: Where the folder has files in it or cannot be written; nothing is overwritten.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise ClickException(f"{folder} is not empty; name a new folder, nothing has been written")
    if folder.exists() and not folder.is_dir():
        raise ClickException(f"{folder} is a file; name a new folder, nothing has been written")
    source = _minimal() if minimal else _demonstration()
    with no_traceback_for(folder):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source / "content", folder / "content", ignore=shutil.ignore_patterns(*_ADDRESSES))
        shutil.copy(source / "mkdocs.yml", folder / "mkdocs.yml")
        (folder / ".gitignore").write_text("/site/\n/.kbgen/\n", encoding="utf-8")
    return sum(path.is_file() for path in folder.rglob("*"))


_ADDRESSES = ("published.txt", "redirects.yml")
"""A new knowledge base has not published anything yet."""


def _minimal() -> Path:
    return Path(str(package_files("kbgen"))) / "starter"


def _demonstration() -> Path:
    """Return the demonstration: inside the package when installed, the repository itself in a checkout."""
    package = Path(str(package_files("kbgen")))
    installed = package / "demo"
    return installed if installed.is_dir() else package.parent
