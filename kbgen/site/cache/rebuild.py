"""A build that makes what has changed: decides for each page whether what a former build made still holds.

The rule: a thing is taken from a former build when the digest of everything that it is made from is the same.
What pages see of each other (titles, places, references: all but the text of articles) has one digest, the
plan. While it stays, only pages with another text or other related pages are looked at more closely.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kbgen.search.documents import unpack_documents
from kbgen.search.memo import Memo
from kbgen.site.cache.kept import KeptPage
from kbgen.site.cache.unchanged import Inputs, keep_inputs
from kbgen.site.converter import Texts, pack_text
from kbgen.site.stamps import stamp_of
from kbgen.site.workers import share_out, tasks_of

if TYPE_CHECKING:
    from mkdocs.structure.files import File

    from kbgen.content.checked import Checked
    from kbgen.search.documents import Document
    from kbgen.site.cache.kept import Kept, Parts
    from kbgen.site.cache.made import Making
    from kbgen.site.cache.outputs import Outputs
    from kbgen.site.cache.store import Row
    from kbgen.site.converter import Text
    from kbgen.site.reading import PageFile


_CONTENT = "content "
"""How keys of files begin that are known by their content."""


@dataclass(frozen=True)
class Converted:
    """What there is of a page when it is converted.

    Attributes:
        text: Its text, packed.
        documents: What the search takes from it, packed.
        addresses: Where its links lead, as they are written.
        keep: Whether the next build may use it; not where something was said that has to be said again.
    """

    text: bytes
    documents: bytes
    addresses: list[str]
    keep: bool


class Written(NamedTuple):
    """What is known of a page that was written: what it was made from, digests of that and of its links."""

    parts: Parts
    key: str
    links: str


@dataclass
class Rebuild:
    """What is known of a site from a former build, and what this one finds out.

    Attributes:
        kept: The rows.
        outputs: The files of the site.
        why: Path of a page that was written → the names of its inputs that have changed; empty for new pages.
    """

    kept: Kept
    outputs: Outputs
    why: dict[str, list[str]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    """Pages of which nobody knows what the search takes from them."""
    _making: Making = field(init=False)
    now: dict[str, KeptPage] = field(default_factory=dict)
    """What the next build will know of each page."""
    _packed: dict[str, bytes] = field(default_factory=dict)
    _fleeting: set[str] = field(default_factory=set)
    """Pages of which nothing is kept."""
    _related: Mapping[str, list[str]] = field(default_factory=dict)
    _plan: str = ""
    _files: Mapping[str, PageFile] = field(default_factory=dict)

    @property
    def uris(self) -> list[str]:
        """Paths of all pages."""
        return list(self.now)

    @cached_property
    def known_files(self) -> Mapping[str, PageFile]:
        """What was read of the content, by path."""
        return self.kept.files()

    @cached_property
    def _pages(self) -> Mapping[str, KeptPage]:
        return self.kept.pages()

    @cached_property
    def _documents(self) -> Mapping[str, Row]:
        return self.kept.documents()

    @cached_property
    def _about(self) -> Mapping[str, str]:
        return self.kept.about()

    @cached_property
    def _same_plan(self) -> bool:
        return self._about.get("plan") == self._plan

    def begin(self, making: Making, files: Mapping[str, PageFile], plan: str) -> None:
        """Find out which pages the search does not know yet.

        Args:
            making: Tells what pages are made from.
            files: What was read of the content, by path.
            plan: Digest of what all pages see.
        """
        self._making, self._files, self._plan = making, files, plan
        for uri in making.kb.urls.by_uri:
            page = self._pages.get(uri)
            file = files[uri].digest if uri in files else ""
            if page is None or not (self._same_plan and page.file == file):
                text = making.text(uri)
                found = making.found(uri, text)
            else:
                text, found = page.text, page.found
            addresses = page.addresses if page else []
            self.now[uri] = KeptPage(file, text, found, "", addresses, "", [])
            row = self._documents.get(uri)
            if page is None or page.text != text or row is None or row.key != found:
                self.unread.append(uri)

    def documents(self) -> dict[str, list[Document]]:
        """Return what the search takes from the pages that it knows."""
        unread = set(self.unread)
        return {
            uri: unpack_documents(self._documents[uri].value.decode())
            for uri in self.now
            if uri not in unread
        }

    @contextmanager
    def memo(self) -> Iterator[Memo]:
        """Give what is known of the words of the site, and keep what is found out of others."""
        memo = Memo(self.kept.memo())
        yield memo
        if memo.has_news:
            self.kept.keep_memo(memo.as_data())

    @cached_property
    def _key_of_problems(self) -> str:
        paths = [record.source.path for record in self._making.kb.catalog.records.values()]
        return f"{self._plan} {paths[:1]}"  # they begin with the way from where the command runs

    def recall_problems(self, checked: Checked) -> None:
        """Give what is known of the problems of pages as long as the plan stays."""
        if (known := self.kept.problems(self._key_of_problems)) is not None:
            same = (
                uri
                for uri, page in self._pages.items()
                if uri in self.now and page.file == self.now[uri].file
            )
            checked.known = {uri: known.get(uri, []) for uri in same}

    def keep_problems(self, checked: Checked) -> None:
        """Keep what was found."""
        self.kept.keep_problems(self._key_of_problems, checked.found)

    def texts(self, uris: Collection[str]) -> Texts:
        """Return the texts of pages, as far as they are known."""
        known = self.kept.texts({uri: self.now[uri].text for uri in uris if uri not in self._packed})
        return Texts({**known, **{uri: self._packed[uri] for uri in uris if uri in self._packed}})

    def converted(self, uri: str, page: Converted) -> list[Document]:
        """Remember a page that was converted, and return what the search takes from it."""
        now = self.now[uri] = self.now[uri]._replace(addresses=page.addresses)
        self._packed[uri] = page.text
        if page.keep:
            self.kept.keep_text(uri, now.text, page.text)
            self.kept.keep_documents(uri, now.found, page.documents)
        else:
            self._fleeting.add(uri)
        return unpack_documents(page.documents.decode())

    def stale(self, making: Making, places: Mapping[str, str], jobs: int) -> list[str]:
        """Return the pages to write, and put the others in their places.

        Args:
            making: Tells what pages are made from, now that related pages are known.
            places: Path of each page → path of its file in the site.
            jobs: How many processes look.
        """
        self._making, self._related = making, making.kb.related
        self._find_keys(jobs)
        stale = [uri for uri, place in places.items() if not self._is_in_place(uri, place)]
        for uri in stale:
            self.outputs.claim(places[uri])
        return stale

    def _find_keys(self, jobs: int) -> None:
        """Find out what pages are made from now, where that may be something else than before."""
        doubtful = [uri for uri in self.now if uri in self._pages and not self._is_as_before(uri)]
        for task, found in share_out(_keys, self, tasks_of((uri, 0) for uri in doubtful), jobs):
            for uri, (key, links) in zip(task, found, strict=True):
                self.now[uri] = self.now[uri]._replace(key=key, links=links)

    def _is_as_before(self, uri: str) -> bool:
        """Take what is known of a page, if nothing that it is made from can have changed, and say so."""
        page, now = self._pages[uri], self.now[uri]
        if page.text != now.text or not self._same_plan or page.related != self._related_of(uri):
            return False
        self.now[uri] = now._replace(key=page.key, links=page.links)
        return True

    def key_of(self, uri: str) -> tuple[str, str]:
        """Return a digest of what a page is made from, and that of its links."""
        page, now = self._pages.get(uri), self.now[uri]
        same = page and page.text == now.text and self._about.get("landing") == self._making.landing
        links = page.links if page and same else self._making.links(uri, now.addresses)
        return self._making.key(uri, now.text, links), links

    def _is_in_place(self, uri: str, place: str) -> bool:
        page, now = self._pages.get(uri), self.now[uri]
        if page is None or uri in self._fleeting:
            self.why[uri] = []
            return False
        if now.key != page.key:
            parts, before = self._making.parts(uri, now.text, now.links), self.kept.parts(uri)
            changed = (name for name in parts.keys() | before.keys() if parts.get(name) != before.get(name))
            self.why[uri] = sorted(changed, key=lambda name: (name.startswith("kb."), name))
            return False
        self.now[uri] = now._replace(related=self._related_of(uri))
        if not self.outputs.take(place, now.key):
            self.why[uri] = ["its file in the site folder"]
            return False
        return True

    def _related_of(self, uri: str) -> list[str]:
        return list(self._related.get(uri, ()))

    def written(self, uri: str, place: str, made: Written) -> None:
        """Remember a page that was written."""
        if uri not in self._fleeting:
            self.kept.keep_parts(uri, made.parts)
        self.now[uri] = self.now[uri]._replace(key=made.key, links=made.links, related=self._related_of(uri))
        self.outputs.wrote(place, made.key)

    def copy(self, file: File) -> str:
        """Put a file that is no page in its place; where it is not there yet, return what it is made from."""
        key = self._key_of_copy(file)
        return "" if self.outputs.take(file.dest_uri, key) else key

    def _key_of_copy(self, file: File) -> str:
        """Name a file by its stamp; one that was copied as soon as it was written, by its content."""
        path = file.abs_src_path
        known = self.outputs.known.get(file.dest_uri)
        if path and (stamp := stamp_of(path)) and not (known and known.key.startswith(_CONTENT)):
            return f"{path} {stamp}"
        return _CONTENT + hashlib.blake2b(file.content_bytes, digest_size=16).hexdigest()

    def make(self, names: Iterable[str], write: Callable[[], None]) -> None:
        """Let files be written of which nobody knows what they are made from."""
        for name in names:
            self.outputs.claim(name)
        write()
        for name in names:
            self.outputs.wrote(name, "")

    def finish(self, inputs: Inputs) -> None:
        """Keep everything for the next build, and what the site was made from."""
        if not self._plan:  # MkDocs itself has built it
            return
        keep_inputs(self.kept.store, inputs)
        self.kept.keep_files(self._files, self.known_files)
        pages = {uri: page for uri, page in self.now.items() if uri not in self._fleeting}
        about = {"plan": self._plan, "landing": self._making.landing}
        self.kept.close(about, pages, self.outputs.kept())


def _keys(rebuild: Rebuild, task: Sequence[str]) -> list[tuple[str, str]]:
    return [rebuild.key_of(uri) for uri in task]


def converted_page(
    text: Text, documents: list[Document], former_urls: Sequence[str], *, keep: bool
) -> Converted:
    """Return what there is of a page when it is converted."""
    packed = "\n".join(document.packed() for document in documents).encode()
    return Converted(pack_text(text), packed, text.addresses(former_urls), keep)
