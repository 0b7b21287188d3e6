"""Processes of this machine that are started anew, where none can be forked: on macOS and Windows."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click import ClickException

from kbgen.site.elsewhere.crew import Elsewhere, warm_up
from kbgen.site.elsewhere.sources import OnDisk, Prepare

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PAYS = 1_500
"""Pages, times the processes but one, from which starting them pays: docs/benchmarks.md has the figures."""


def pays(config: MkDocsConfig, jobs: int) -> bool:
    """Say whether a site is large enough for so many processes, which have to prepare it each by itself."""
    pages = 0
    for _, _, names in os.walk(config.docs_dir):
        pages += sum(name.endswith(".md") for name in names)
    return pages * (jobs - 1) >= PAYS and Path(config.config_file_path or "").is_file()


@contextmanager
def spawned(config: MkDocsConfig, prepare: Prepare, jobs: int) -> Iterator[Elsewhere]:
    """Start processes for a build; they begin to prepare the site at once.

    A program that calls this has to be one that can be imported: `if __name__ == "__main__"`.
    """
    sources = OnDisk(str(Path(config.config_file_path).absolute()), config.site_dir, prepare)
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="kbgen-") as folder:
        executor = ProcessPoolExecutor(jobs, context)
        try:
            for _ in range(jobs):
                executor.submit(warm_up, sources)
            yield Elsewhere(_Processes(executor, sources, jobs, folder), Path(config.site_dir))
        finally:
            executor.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True)
class _Parcel:
    """A value in a file."""

    key: str

    def value(self) -> Any:
        """Read it."""
        return pickle.loads(Path(self.key).read_bytes())  # noqa: S301 - our own


@dataclass(frozen=True)
class _Processes:
    """The processes of a pool."""

    executor: ProcessPoolExecutor
    sources: OnDisk
    jobs: int
    folder: str

    def send(self, value: Any) -> _Parcel:
        """Write a value into a file."""
        handle, path = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            pickle.dump(value, file)
        return _Parcel(path)

    def count(self) -> int:
        """Return how many processes there are."""
        return self.jobs

    def check(self, idle: float) -> None:
        """Do nothing: the pool knows of its processes."""

    def explain(self, error: BaseException) -> Exception:
        """Return what is said where a process has ended."""
        remedy = "is there memory enough? Fewer processes need less: kbgen build --jobs 1"
        return ClickException(f"a process that makes pages has ended ({error}); {remedy}")
