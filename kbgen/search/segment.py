"""Writes documents and their postings as a Whoosh index of one segment, in memory.

Whoosh's own writer sorts the postings of documents by term: the greater part of what an index costs. Here
they come in order, and go straight to Whoosh's codec. It is an index like any other, and the same bytes each
time: its segment has no random name, and its files are not packed into one that says when each was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh import fields, formats
from whoosh.analysis import KeywordAnalyzer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC

from kbgen.search.documents import FIELD, RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbgen.search.inverted import Postings

_NAME = "MAIN"
"""Of the index in its folder: what Whoosh opens unless told otherwise."""


class _Memory(RamStorage):  # type: ignore[misc]
    """A storage whose temporary files are in memory too: Whoosh gives all processes one folder."""

    def temp_storage(self, name: str | None = None) -> Any:  # noqa: ARG002 - Whoosh names it
        return RamStorage()


def write_segment(records: Iterable[str], lengths: list[int], postings: Mapping[str, Postings]) -> Any:
    """A Whoosh index of documents with a stored record and a length each, found by terms."""
    field = fields.FieldType(formats.Existence(), KeywordAnalyzer(lowercase=True), scorable=True)
    schema = fields.Schema(**{FIELD: field, RECORD: fields.STORED})
    storage, codec = _Memory(), W3Codec(compression=0)
    segment = codec.new_segment(storage, _NAME)
    segment.segid = "1"
    _write_documents(codec.per_document_writer(storage, segment), schema, records, lengths)
    _write_terms(codec.field_writer(storage, segment), field, lengths, postings)
    segment.set_doc_count(len(lengths))
    TOC(schema, [segment] if lengths else [], 1).write(storage, _NAME)
    return storage.open_index()


def open_files(files: Mapping[str, bytes]) -> Any:
    """The Whoosh index that is in files."""
    storage = _Memory()
    for name, content in files.items():
        with storage.create_file(name) as file:
            file.write(content)
    return storage.open_index()


def _write_documents(writer: Any, schema: Any, records: Iterable[str], lengths: list[int]) -> None:
    for number, (record, length) in enumerate(zip(records, lengths, strict=True)):
        writer.start_doc(number)
        writer.add_field(FIELD, schema[FIELD], None, length)
        writer.add_field(RECORD, schema[RECORD], record, 0)
        writer.finish_doc()
    writer.close()


def _write_terms(writer: Any, field: Any, lengths: list[int], postings: Mapping[str, Postings]) -> None:
    writer.start_field(FIELD, field)
    for term in sorted(postings):
        writer.start_term(term.encode())
        for number, weight in postings[term]:
            writer.add(number, weight, b"", lengths[number])
        writer.finish_term()
    writer.finish_field()
    writer.close()
