"""Reads the pages of a content folder with several processes, and takes what a former build has read."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from click import ClickException

from kbgen.content.catalog import parse_page
from kbgen.content.folder import unreadable_file
from kbgen.content.page_data import page_data, page_from_data
from kbgen.content.record import Record
from kbgen.diagnostics import Diagnostic
from kbgen.site.cache.digests import digest
from kbgen.site.stamps import stamp_of
from kbgen.site.workers import share_out, tasks_of

Report = Callable[[int], None]
"""Is told how many more pages have been read."""


class ChangedWhileBuildingError(ClickException):
    """A file is not what it was when the build began."""


class PageFile(NamedTuple):
    """What was read of a file.

    Attributes:
        stamp: Tells the file from one that was written since; empty where it may have been.
        digest: Of its content.
        outward: Digest of what other pages can see of this one.
        places: Digest of what links can lead to in it.
        data: What `page_data` gave, as JSON; empty where it is what is known already.
    """

    stamp: str
    digest: str
    outward: str
    places: str
    data: bytes


Found = dict[str, PageFile | Diagnostic]
"""Path of a page → what was read of its file, or why that could not be."""


@dataclass(frozen=True)
class PageReader:
    """Reads pages.

    Attributes:
        jobs: How many processes read.
        report: Is told how far it is.
        known: What former builds have read, by path.
        files: What was read, by path; filled by reading.
    """

    jobs: int
    report: Report
    known: Mapping[str, PageFile]
    files: dict[str, PageFile] = field(default_factory=dict)

    def __call__(self, pages: Mapping[str, str], shown: str) -> tuple[dict[str, Record], list[Diagnostic]]:
        """Return the records by path, in the order given, and what is wrong with each file by itself."""
        found: Found = {
            uri: file
            for uri, path in pages.items()
            if (file := self.known.get(uri)) and file.stamp and file.stamp == stamp_of(path)
        }
        self.report(len(found))
        self._read({uri: path for uri, path in pages.items() if uri not in found}, shown, found)
        records: dict[str, Record] = {}
        diagnostics: list[Diagnostic] = []
        for uri, path in pages.items():
            result = found[uri]
            if isinstance(result, Diagnostic):
                diagnostics.append(result)
                continue
            self.files[uri] = result
            read = partial(_read_again, path, result.digest)
            records[uri], problems = page_from_data(uri, f"{shown}/{uri}", json.loads(result.data), read)
            diagnostics += problems
        return records, diagnostics

    def _read(self, pages: Mapping[str, str], shown: str, found: Found) -> None:
        content = _Content(pages, shown, {uri: self.known[uri].digest for uri in pages if uri in self.known})
        for task, files in share_out(_read_pages, content, tasks_of(_sizes(pages)), self.jobs):
            for uri, file in zip(task, files, strict=True):
                same = isinstance(file, PageFile) and not file.data
                found[uri] = self.known[uri]._replace(stamp=file.stamp) if same else file
            self.report(len(task))


class _Content(NamedTuple):
    pages: Mapping[str, str]
    shown: str
    known: Mapping[str, str]
    """Digests of files of which the rest is known."""


def _sizes(pages: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for uri, path in pages.items():
        try:
            yield uri, os.stat(path).st_size  # noqa: PTH116 - as above
        except OSError:  # is found again when it is read
            yield uri, 0


def _read_pages(content: _Content, task: Sequence[str]) -> list[PageFile | Diagnostic]:
    pages, shown, known = content
    return [_read_page(uri, pages[uri], f"{shown}/{uri}", known.get(uri, "")) for uri in task]


def _read_page(uri: str, path: str, shown: str, known: str) -> PageFile | Diagnostic:
    stamp = stamp_of(path)
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        return unreadable_file(shown, error)
    if (found := _digest(content)) == known:
        return PageFile(stamp, found, "", "", b"")
    record, problems = parse_page(uri, shown, content)
    data = json.dumps(page_data(record, problems), separators=(",", ":")).encode()
    return PageFile(stamp, found, _outward(record, found), digest(record.id, record.anchors), data)


def _outward(record: Record, content: str) -> str:
    """Return a digest of what other pages can see of a page: of an article all but its text."""
    headings = [(each.level, each.text, each.id, each.explicit) for each in record.headings]
    seen = "" if record.type == "article" else content
    return digest(record.source.front, record.title, headings, record.anchors, seen)


def _read_again(path: str, digest: str) -> bytes:
    """Read a file of which everything else has been read already.

    Raises:
        ChangedWhileBuildingError: Where it has another content now.
    """
    content = Path(path).read_bytes()
    if _digest(content) != digest:
        raise ChangedWhileBuildingError(f"{path} was changed while the site was being built; build again")
    return content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
