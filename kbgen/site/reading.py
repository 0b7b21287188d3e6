"""Reads the pages of a content folder with several processes, and takes what a former build has read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from kbgen.content.catalog import parse_page
from kbgen.content.folder import unreadable_file
from kbgen.content.page_data import PageData, page_data, page_from_data
from kbgen.content.record import Record
from kbgen.diagnostics import Diagnostic
from kbgen.site.workers import share_out, tasks_of

Report = Callable[[int], None]
"""Is told how many more pages have been read."""


class ChangedWhileBuildingError(Exception):
    """A file is not what it was when the build began."""


class KeptPages(Protocol):
    """What former builds have read."""

    def digest_of(self, uri: str, path: Path) -> str:
        """Return the digest of a file that has not changed since it was read last, else an empty text."""

    def find(self, uri: str, digest: str) -> PageData | None:
        """Return what was read of a page when its content had a digest, None if nothing is known."""

    def keep(self, uri: str, path: Path, digest: str, data: bytes) -> None:
        """Keep what was read, as JSON."""


@dataclass(frozen=True)
class PageReader:
    """Reads pages.

    Attributes:
        jobs: How many processes read.
        kept: What former builds have read.
        report: Is told how far it is.
        digests: Path of a page → digest of its file, filled by reading.
    """

    jobs: int
    kept: KeptPages
    report: Report
    digests: dict[str, str]

    def __call__(self, pages: Mapping[str, Path], shown: str) -> tuple[dict[str, Record], list[Diagnostic]]:
        """Return the records by path, in the order given, and what is wrong with each file by itself."""
        found: dict[str, PageData | Diagnostic] = {}
        for uri, path in pages.items():
            digest = self.kept.digest_of(uri, path)
            data = self.kept.find(uri, digest) if digest else None
            if data is not None:
                found[uri], self.digests[uri] = data, digest
        self.report(len(found))
        self._read({uri: path for uri, path in pages.items() if uri not in found}, shown, found)
        records: dict[str, Record] = {}
        diagnostics: list[Diagnostic] = []
        for uri, path in pages.items():
            data_or_problem = found[uri]
            if isinstance(data_or_problem, Diagnostic):
                diagnostics.append(data_or_problem)
                continue
            read = partial(_read_again, path, self.digests[uri])
            records[uri], problems = page_from_data(uri, f"{shown}/{uri}", data_or_problem, read)
            diagnostics += problems
        return records, diagnostics

    def _read(self, pages: Mapping[str, Path], shown: str, found: dict[str, PageData | Diagnostic]) -> None:
        tasks = tasks_of((uri, path.stat().st_size) for uri, path in pages.items())
        for task, results in share_out(_read_pages, (pages, shown), tasks, self.jobs):
            for uri, (digest, result) in zip(task, results, strict=True):
                if isinstance(result, Diagnostic):
                    found[uri] = result
                    continue
                self.digests[uri], found[uri] = digest, json.loads(result)
                self.kept.keep(uri, pages[uri], digest, result)
            self.report(len(task))


def _read_pages(
    content: tuple[Mapping[str, Path], str], task: Sequence[str]
) -> list[tuple[str, bytes | Diagnostic]]:
    pages, shown = content
    return [_read_page(uri, pages[uri], f"{shown}/{uri}") for uri in task]


def _read_page(uri: str, path: Path, shown: str) -> tuple[str, bytes | Diagnostic]:
    """Return the digest of a page's file, and what it holds as JSON, or why it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return "", unreadable_file(shown, error)
    record, problems = parse_page(uri, shown, content)
    return _digest(content), json.dumps(page_data(record, problems), separators=(",", ":")).encode()


def _read_again(path: Path, digest: str) -> bytes:
    """Read a file of which everything else has been read already.

    Raises:
        ChangedWhileBuildingError: Where it has another content now.
    """
    content = path.read_bytes()
    if _digest(content) != digest:
        message = f"{path} was changed while the site was being built; build again"
        raise ChangedWhileBuildingError(message)
    return content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class NothingKept:
    """Where no former build is asked."""

    def digest_of(self, uri: str, path: Path) -> str:  # noqa: ARG002, D102 - see `KeptPages`
        return ""

    def find(self, uri: str, digest: str) -> Any:  # noqa: ARG002, D102
        return None

    def keep(self, uri: str, path: Path, digest: str, data: bytes) -> None:  # noqa: D102
        pass
