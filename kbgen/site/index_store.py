"""The search index on disk, under a key that says which content it was made from."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen import __version__
from kbgen.content.folder import walk_files
from kbgen.search.relevance_file import TESTS
from kbgen.site.cache.store import CACHE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from kbgen.search.index import Index


def content_key(config: MkDocsConfig, folder: Path) -> str:
    """Return a digest of everything that an index is made from: content, configuration, our version.

    Relevance tests say what is to be found, and change nothing of it.
    """
    digest = hashlib.sha256(__version__.encode())
    if config.config_file_path:
        digest.update(Path(config.config_file_path).read_bytes())
    for name, path, problem in walk_files(folder):
        if problem is None and name.endswith((".md", ".yml", ".txt")) and name != TESTS:
            digest.update(name.encode("utf-8", "surrogateescape"))
            with suppress(OSError):
                digest.update(hashlib.sha256(Path(path).read_bytes()).digest())
    return digest.hexdigest()


def store_index(config: MkDocsConfig, index: Index, key: str) -> None:
    """Keep an index for `kbgen search`; if the folder cannot be written, the next search makes it again."""
    from kbgen.search.index_folder import write_index

    folder = _folder(config)
    new = folder.with_name(f"index.{os.getpid()}")
    try:
        write_index(index, new)
        (new / _KEY).write_text(key, encoding="ascii")
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)


def read_stored_index(config: MkDocsConfig) -> Index | None:
    """Return the stored index, None where there is none or it was made from something else."""
    from kbgen.search.index_folder import IndexUnreadableError, read_index

    folder = _folder(config)
    try:
        if (folder / _KEY).read_text(encoding="ascii") == content_key(config, Path(config.docs_dir)):
            return read_index(folder)
    except (OSError, ValueError, IndexUnreadableError):
        pass
    return None


def _folder(config: MkDocsConfig) -> Path:
    base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return base / CACHE / "index"


_KEY = "content.key"
