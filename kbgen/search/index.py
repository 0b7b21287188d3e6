"""Builds the Whoosh index of a site, and keeps it in a folder.

Whoosh reads parts of an index by unpickling them, so an index that somebody else wrote could run their code.
A folder is opened only when every file in it has the digest that our own marker states.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from whoosh import fields, formats
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage

from kbgen.search.analysis import chunk_words
from kbgen.search.documents import page_documents
from kbgen.search.plan import Plan, plan_for
from kbgen.search.vocabulary import Vocabulary, build_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kbgen.search.documents import Document
    from kbgen.search.sections import RenderedPage

FORMAT = 1
"""Of the folder that `write_index` writes."""
FIELD = "words"
_MARKER = "kbgen-index.json"


class IndexUnreadableError(Exception):
    """A folder holds no index, or none that this version of kbgen wrote and nobody changed."""


class _WeightedTerms(fields.FieldType):  # type: ignore[misc]
    """A field whose value is term → weight: our analysis is done before Whoosh sees the document."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None, scorable=True)

    def index(self, value: dict[str, int], **_: Any) -> Iterator[tuple[bytes, int, int, bytes]]:
        """Term, its part of the document's length, weight. The first term carries the whole length."""
        length = _coarse(sum(value.values()))
        for term, weight in sorted(value.items()):
            yield term.encode(), length, weight, b""
            length = 0


@dataclass(frozen=True)
class Index:
    """An index that can be asked, written and exported."""

    whoosh: Any
    vocabulary: Vocabulary
    plan: Plan

    @cached_property
    def reader(self) -> Any:
        """Whoosh's reader of the one segment that a build writes."""
        return self.whoosh.reader()

    @cached_property
    def documents(self) -> int:
        """How many documents there are."""
        return int(self.reader.doc_count_all())

    @cached_property
    def average_length(self) -> float:
        """The mean of the document lengths, 1 in an empty index."""
        return float(self.reader.field_length(FIELD)) / self.documents if self.documents else 1.0

    def record(self, document: int) -> dict[str, Any]:
        """What is stored of a document: see `documents`."""
        stored: dict[str, Any] = json.loads(self.reader.stored_fields(document)["record"])
        return stored

    def document_frequency(self, term: str) -> int:
        """In how many documents a term occurs."""
        return int(self.reader.doc_frequency(FIELD, term))


def build_index(pages: Iterable[RenderedPage], language: str = "en") -> Index:
    """Indexes pages in the order given, for a site in a language (ISO 639-1), in memory."""
    documents = [document for page in pages for document in page_documents(page)]
    weights = [document.chunk_weights() for document in documents]
    counts: Counter[str] = Counter()
    for weighted in weights:
        counts.update(weighted)
    vocabulary = build_vocabulary(counts, language)
    whoosh = RamStorage().create_index(fields.Schema(words=_WeightedTerms(), record=fields.STORED))
    _add(whoosh, documents, _term_weights(weights, vocabulary))
    return Index(whoosh, vocabulary, plan_for(language))


def write_index(index: Index, folder: Path) -> None:
    """Writes an index where `read_index` finds it; the folder is made, and emptied of an older index."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    storage = index.whoosh.storage
    files = {name: storage.open_file(name).read() for name in storage.list()}
    files["vocabulary.json"] = _json({"terms": index.vocabulary.terms, "plan": index.plan.as_data()})
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / _MARKER).write_bytes(_json({"format": FORMAT, "digests": _digests(files)}))


def read_index(folder: Path) -> Index:
    """Opens what `write_index` wrote.

    Raises:
        IndexUnreadableError: when it is missing, of another format, or changed since.
    """
    try:
        marker = json.loads((folder / _MARKER).read_bytes())
        if marker["format"] != FORMAT:
            raise IndexUnreadableError(
                f"{folder}: search index of format {marker['format']}; build the site again"
            )
        files = {name: (folder / name).read_bytes() for name in sorted(marker["digests"])}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise IndexUnreadableError(f"{folder}: no search index here; build the site first") from problem
    if _digests(files) != marker["digests"]:
        raise IndexUnreadableError(f"{folder}: the search index was changed; build the site again")
    kept = json.loads(files.pop("vocabulary.json"))
    return Index(_open(files), Vocabulary(kept["terms"]), Plan.from_data(kept["plan"]))


def _add(whoosh: Any, documents: list[Document], weights: Iterable[dict[str, int]]) -> None:
    writer = whoosh.writer(limitmb=1024, codec=W3Codec(compression=0))
    for document, weighted in zip(documents, weights, strict=True):
        writer.add_document(words=weighted, record=document.stored())
    writer.commit(optimize=True)


def _term_weights(weights: list[Counter[str]], vocabulary: Vocabulary) -> Iterator[dict[str, int]]:
    term_of = vocabulary.terms
    terms = {chunk: [term_of[word] for word in chunk_words(chunk)] for chunk in set().union(*weights)}
    for weighted in weights:
        total: dict[str, int] = {}
        for chunk, weight in weighted.items():
            for term in terms[chunk]:
                total[term] = total.get(term, 0) + weight
        yield total


def _coarse(length: int) -> int:
    """A length rounded to a power of 1.1: one character in the export, no difference in the ranking."""
    return round(1.1 ** round(math.log(length, 1.1))) if length else 0


def _open(files: dict[str, bytes]) -> Any:
    storage = RamStorage()
    for name, content in files.items():
        with storage.create_file(name) as file:
            file.write(content)
    return storage.open_index()


def _digests(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
