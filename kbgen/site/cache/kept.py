"""What a former build of a site kept, and what this one will: the only place that knows how rows look."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kbgen.diagnostics import Diagnostic
from kbgen.site.cache.outputs import Output
from kbgen.site.cache.store import Row, Store
from kbgen.site.cache.unchanged import FILES, PUBLISHED
from kbgen.site.reading import PageFile

READ, TEXT, FOUND, PART = "read", "text", "found", "part"
"""Kinds of rows. Each page has one: its file, its text, what the search takes, what it is made from."""
MEMO, PROBLEMS = "memo", "problems"
"""What is known of the words of the site, and what was wrong with its pages."""
PAGE, FILE, ABOUT = "page", FILES, "about"
"""Others: all pages, all files of the site, the site as a whole."""

_ASIDE = "aside"

Parts = dict[str, str]
"""Name of an input of a page → its digest."""


class KeptPage(NamedTuple):
    """What is known of a page that a former build has written.

    Attributes:
        file: Digest of its file.
        text: Digest of what its text was made from.
        found: Digest of what the search's part was made from.
        key: Digest of all that it was made from.
        addresses: Where its links lead, as they are written.
        links: Digest of where they lead in the finished page.
        related: Paths of the pages that it names as related.
    """

    file: str
    text: str
    found: str
    key: str
    addresses: list[str]
    links: str
    related: list[str]


@dataclass
class Kept:
    """The rows of a site."""

    store: Store
    _site: Row | None = None

    def files(self) -> dict[str, PageFile]:
        """Return what was read of the content, by path."""
        return {uri: _file(row) for uri, row in self.store.rows(READ).items()}

    def keep_files(self, files: Mapping[str, PageFile], known: Mapping[str, PageFile]) -> None:
        """Keep what was read, where it is another than what is kept."""
        for uri, file in files.items():
            if file != known.get(uri):
                self.store.put(READ, uri, Row("|".join(file[:4]), file.data))

    def pages(self) -> dict[str, KeptPage]:
        """Return what is known of pages."""
        row = self.store.rows(PAGE).get("")
        return {uri: KeptPage(*values) for uri, values in json.loads(row.value).items()} if row else {}

    def outputs(self) -> tuple[dict[str, Output], dict[str, Output]]:
        """Return what is known of the files of the site, by path, and of the one that is put aside."""
        rows = self.store.rows(FILE)
        self._site = rows.get(PUBLISHED)
        return _outputs(self._site), _outputs(rows.get(_ASIDE))

    def parts(self, uri: str) -> Parts:
        """Return the digests of all that a page was made from."""
        return {
            name: value for _, row in self.store.find(PART, [uri]) for name, value in json.loads(row.value)
        }

    def keep_parts(self, uri: str, parts: Parts) -> None:
        """Keep the digests of all that a page is made from."""
        self.store.put(PART, uri, Row("", _json(list(parts.items()))))

    def documents(self) -> dict[str, Row]:
        """Return what the search takes from each page, packed, with the digest of what that was made from."""
        return self.store.rows(FOUND)

    def keep_documents(self, uri: str, key: str, documents: bytes) -> None:
        """Keep what the search takes from a page."""
        self.store.put(FOUND, uri, Row(key, documents))

    def texts(self, keys: Mapping[str, str]) -> dict[str, bytes]:
        """Return packed texts of pages, given the digests of what they are made from."""
        found = self.store.find(TEXT, keys)
        return {uri: row.value for uri, row in found if row.key == keys[uri]}

    def keep_text(self, uri: str, key: str, text: bytes) -> None:
        """Keep the text of a page."""
        self.store.put(TEXT, uri, Row(key, text))

    def memo(self) -> dict[str, Any]:
        """Return what is known of the words of the site."""
        row = self.store.rows(MEMO).get("")
        return dict(json.loads(row.value)) if row else {}

    def keep_memo(self, memo: Mapping[str, Any]) -> None:
        """Keep what is known of the words of the site."""
        self.store.put(MEMO, "", Row("", _json(memo)))

    def problems(self, key: str) -> dict[str, list[Diagnostic]] | None:
        """Return the problems of those pages that have any, by path, if they were found under a key."""
        row = self.store.rows(PROBLEMS).get("")
        if row is None or row.key != key:
            return None
        return {
            uri: [Diagnostic(*values) for values in found] for uri, found in json.loads(row.value).items()
        }

    def keep_problems(self, key: str, problems: Mapping[str, Sequence[Diagnostic]]) -> None:
        """Keep what is wrong with pages."""
        values = {uri: [list(vars(each).values()) for each in found] for uri, found in problems.items()}
        self.store.put(PROBLEMS, "", Row(key, _json(values)))

    def about(self) -> dict[str, str]:
        """Return what is known of the site as a whole."""
        return {name: row.key for name, row in self.store.rows(ABOUT).items()}

    def close(
        self, about: Mapping[str, str], pages: Mapping[str, KeptPage], files: Mapping[str, Output]
    ) -> None:
        """Write everything, and forget pages that are no more."""
        for name, value in about.items():
            self.store.put(ABOUT, name, Row(value, b""))
        self.store.put(PAGE, "", Row("", _json(pages)))
        self.store.put(FILE, PUBLISHED, Row("", _json(files)))
        self.store.put(FILE, _ASIDE, self._site or Row("", b"{}"))
        self.store.close(dict.fromkeys((READ, TEXT, FOUND, PART), pages.keys()))


def _outputs(row: Row | None) -> dict[str, Output]:
    return {name: Output(*values) for name, values in json.loads(row.value).items()} if row else {}


def _file(row: Row) -> PageFile:
    stamp, digest, outward, places = row.key.split("|")
    return PageFile(stamp, digest, outward, places, row.value)


def _json(data: Any) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode()
