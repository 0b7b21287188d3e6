"""Content folders with links that lead back into themselves, as MkDocs can walk them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from kbgen.content.folder import walk_files


def mirror_without_loops(folder: Path) -> TemporaryDirectory[str] | None:
    """Return a folder of links to the files of a content folder, None where nothing loops.

    MkDocs follows links between folders without looking back; with two loops its walk doubles at
    every level and does not end.
    """
    found = list(walk_files(folder))
    if not any(problem is not None and problem[0] == "symlink-loop" for *_, problem in found):
        return None
    mirror = TemporaryDirectory(prefix="kbgen-content-")
    for uri, path, problem in found:
        if problem is None:
            link = Path(mirror.name) / uri
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(Path(path).resolve())
    return mirror
