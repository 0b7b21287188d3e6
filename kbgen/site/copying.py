"""Files of a site that are no pages: taken from the published one, or copied while pages are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.site.beside import beside

if TYPE_CHECKING:
    from mkdocs.structure.files import File

    from kbgen.site.cache.rebuild import Rebuild

_FEW = 20
"""Files that are copied here: more are worth another process."""
_SHARD = len(("search", "digest", "file"))


def begin_copying(
    files: Iterable[File], later: Collection[str], rebuild: Rebuild, jobs: int
) -> Callable[[], None]:
    """Put the files in their places that are there already, and begin to copy the rest.

    Args:
        files: All files of the site, pages among them.
        later: Paths in the site of what is going to be written otherwise, and over any file of that name.
        rebuild: Knows what there is already.
        jobs: How many processes may work.

    Returns:
        What waits until all have been copied, and may raise the OSError of one that could not be.
    """
    rebuild.outputs.look()
    own = [file for file in files if file.dest_uri not in later and _is_published(file)]
    made = (file.dest_uri.split("/") for file in own if file.abs_src_path is None)
    for folder in {parts[1] for parts in made if parts[0] == "search" and len(parts) == _SHARD}:
        rebuild.outputs.rename("search", folder)
    keys = {file: key for file in own if (key := rebuild.copy(file))}
    copied = beside(partial(_copy, list(keys)), jobs if len(keys) > _FEW else 1)

    def end() -> None:
        copied()
        for file, key in keys.items():
            rebuild.outputs.wrote(file.dest_uri, key)

    return end


def _is_published(file: File) -> bool:
    return file.inclusion.is_included() and not file.is_documentation_page()  # type: ignore[no-untyped-call]


def _copy(files: Iterable[File]) -> None:
    for file in files:
        if file.abs_src_path is None:
            os.makedirs(os.path.dirname(file.abs_dest_path), exist_ok=True)  # noqa: PTH103, PTH120 - thousands
            Path(file.abs_dest_path).write_bytes(file.content_bytes)
        else:
            file.copy_file()
