"""What a former build of a site kept, and what this one will: the only place that knows how rows look."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kbgen.search.documents import Document
from kbgen.site.cache.store import Row, Store
from kbgen.site.converter import Text
from kbgen.site.reading import PageFile

READ, TEXT, FOUND, PAGE, FILE, ABOUT = "read", "text", "found", "page", "file", "about"
"""Kinds of rows: files of the content, texts converted, what the search takes from them, pages, files of the
site, and the site as a whole."""


@dataclass(frozen=True)
class KeptPage:
    """What is known of a page that a former build has written.

    Attributes:
        text: Digest of what its text was made from.
        found: Digest of what the search's part was made from.
        addresses: Where its links lead, as they are written.
        related: Paths of the pages that it names as related.
        parts: Digests of all that it was made from.
    """

    text: str
    found: str
    addresses: list[str]
    related: list[str]
    parts: dict[str, str]


@dataclass
class Kept:
    """The rows of a site."""

    store: Store

    def files(self) -> dict[str, PageFile]:
        """Return what was read of the content, by path."""
        return {uri: _file(row) for uri, row in self.store.rows(READ).items()}

    def keep_files(self, files: Mapping[str, PageFile], known: Mapping[str, PageFile]) -> None:
        """Keep what was read, where it is another than what is kept."""
        for uri, file in files.items():
            if file != known.get(uri):
                self.store.put(READ, uri, Row("|".join(file[:3]), file.data))

    def pages(self) -> dict[str, KeptPage]:
        """Return what is known of pages."""
        return {uri: KeptPage(*json.loads(row.value)) for uri, row in self.store.rows(PAGE).items()}

    def keep_page(self, uri: str, page: KeptPage) -> None:
        """Keep what is known of a page."""
        self.store.put(PAGE, uri, Row("", _json(list(vars(page).values()))))

    def documents(self) -> dict[str, Row]:
        """Return what the search takes from each page, still packed: see `unpack_documents`."""
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

    def outputs(self) -> dict[str, Row]:
        """Return what is known of the files of the site, by path."""
        return self.store.rows(FILE)

    def about(self) -> dict[str, str]:
        """Return what is known of the site as a whole."""
        return {name: row.key for name, row in self.store.rows(ABOUT).items()}

    def close(self, about: Mapping[str, str], uris: Collection[str], files: Mapping[str, Row]) -> None:
        """Write everything, and forget pages and files that are no more."""
        for name, value in about.items():
            self.store.put(ABOUT, name, Row(value, b""))
        known = self.store.rows(FILE)
        for name, row in files.items():
            if row != known.get(name):
                self.store.put(FILE, name, row)
        self.store.close({READ: uris, TEXT: uris, FOUND: uris, PAGE: uris, FILE: files.keys()})


def _file(row: Row) -> PageFile:
    stamp, digest, outward = row.key.split("|")
    return PageFile(stamp, digest, outward, row.value)


def pack_text(text: Text) -> bytes:
    """Return a text as bytes, a third of its size."""
    return zlib.compress(_json(text.as_data()), 1)


def unpack_text(packed: bytes) -> Text:
    """Return the text that `pack_text` packed."""
    return Text.from_data(json.loads(zlib.decompress(packed)))


def pack_documents(documents: Iterable[Document]) -> bytes:
    """Return documents as bytes."""
    return _json([document.as_data() for document in documents])


def unpack_documents(packed: bytes) -> list[Document]:
    """Return the documents that `pack_documents` packed."""
    return [Document.from_data(data) for data in json.loads(packed)]


def _json(data: Any) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode()
