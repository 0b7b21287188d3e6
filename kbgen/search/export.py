"""Writes an index as the files that browsers search in.

    search/meta.js                 plan, document lengths, where shards begin; the one name that never changes
    search/<digest>/words-3.js     a range of words with the postings of their terms
    search/<digest>/pages-17.js    what the result list shows of some documents

`<digest>` is taken over everything in the folder, so that a shard may be cached for ever, and a browser that
still holds an older `meta.js` can never mix two builds. One digest and not one per file: when a page changes
nearly every shard does (document numbers and the average length move), and thousands of digests would make
`meta.js` the largest file of all.

Why JavaScript that calls `kbgenShard(name, data)`, and not JSON: a page opened from a USB stick (file://) may
load a script but may not fetch, and a script works under the same content security policy as the rest of the
site. The data is strict JSON all the same, so that any other program can read it.

Words are cut into ranges, not hashed: a word and those that share its beginning come with one request, which
answers completions, near words, and all the spellings of a term. A term whose words fall into two ranges is
in both.

Postings are document numbers as gaps: twice the gap for weight 1, or twice the gap plus one and the weight.
Documents 4, 5 and 9 with weights 1, 6 and 1 are [8, 3, 6, 8].
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbgen.search.index import FIELD
from kbgen.search.query import common_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbgen.search.index import Index

FORMAT = 1
"""Raised when an older script could not read the files."""
_SMALLEST_SHARD, _LARGEST_SHARD = 4 * 1024, 32 * 1024
_SHARDS_AIMED_AT = 400
_PAGE_BLOCK = 3 * 1024
"""Small documents (an FAQ's questions) share a file up to this size; a page usually has its own."""
_FIRST_LENGTH_SIGN = 0x23
"""Lengths are written as one sign each, from "#" on and without the backslash, which JSON would double."""
_BACKSLASH = 0x5C


def export_index(index: Index) -> dict[str, bytes]:
    """File name below "search/" → content, sorted; the same bytes whenever the index holds the same."""
    words = list(_word_shards(index))
    pages = list(_page_blocks(index))
    bodies = {f"words-{at}": _compact(shard.entries) for at, shard in enumerate(words)}
    bodies |= {f"pages-{at}": _compact(block) for at, block in enumerate(pages)}
    digest = _digest(bodies)
    files = {f"{digest}/{name}.js": _script(name, body) for name, body in bodies.items()}
    files["meta.js"] = _script("meta", _compact(_meta(index, digest, words, pages)))
    return dict(sorted(files.items()))


@dataclass(frozen=True)
class _WordShard:
    begins: str
    """The shortest start that tells its first word from the last one of the shard before."""
    entries: list[list[Any]]
    """[words of a term with spaces between, postings], by the first of the words."""


def _meta(index: Index, digest: str, words: list[_WordShard], pages: list[list[Any]]) -> dict[str, Any]:
    lengths = [index.reader.doc_field_length(number, FIELD, 0) or 0 for number in range(index.documents)]
    distinct = sorted(set(lengths))
    sign = {length: _length_sign(at) for at, length in enumerate(distinct)}
    return {
        "format": FORMAT,
        "folder": digest,
        "plan": index.plan.as_data(),
        "documents": index.documents,
        "averageLength": index.average_length,
        "lengths": distinct,
        "lengthOf": "".join(sign[length] for length in lengths),
        "words": " ".join(shard.begins for shard in words),
        "pages": [len(block) for block in pages],
    }


def _length_sign(at: int) -> str:
    code = _FIRST_LENGTH_SIGN + at
    return chr(code + (code >= _BACKSLASH))


def _word_shards(index: Index) -> Iterator[_WordShard]:
    encoded = {term: json.dumps(postings, separators=(",", ":")) for term, postings in _all_postings(index)}
    sizes = {
        term: len(text) + sum(len(word) + 1 for word in index.vocabulary.words_of[term])
        for term, text in encoded.items()
    }
    target = min(max(sum(sizes.values()) // _SHARDS_AIMED_AT, _SMALLEST_SHARD), _LARGEST_SHARD)
    previous = ""
    for run in _word_ranges(index, sizes, target):
        yield _WordShard(_told_apart(previous, run[0]), _entries(index, run, encoded))
        previous = run[-1]


def _word_ranges(index: Index, sizes: dict[str, int], target: int) -> Iterator[list[str]]:
    """The words in order, cut where the terms of a run reach the target; a very large term stands alone."""
    run: list[str] = []
    terms: set[str] = set()
    size = 0
    for word in index.vocabulary.words:
        term = index.vocabulary.terms[word]
        added = 0 if term in terms else sizes[term]
        if run and added and size + added > target:
            yield run
            run, terms, size, added = [], set(), 0, sizes[term]
        run.append(word)
        terms.add(term)
        size += added
    if run:
        yield run


def _entries(index: Index, run: list[str], encoded: dict[str, str]) -> list[list[Any]]:
    terms = dict.fromkeys(index.vocabulary.terms[word] for word in run)
    entries = [[" ".join(index.vocabulary.words_of[term]), json.loads(encoded[term])] for term in terms]
    return sorted(entries)


def _told_apart(previous: str, first: str) -> str:
    shared = common_prefix(previous, first)
    return first[: shared + 1]


def _all_postings(index: Index) -> Iterator[tuple[str, list[int]]]:
    for term in sorted(index.vocabulary.words_of):
        yield term, list(_gaps(index.reader.postings(FIELD, term)))


def _gaps(matcher: Any) -> Iterator[int]:
    previous = 0
    while matcher.is_active():
        number, weight = matcher.id(), int(matcher.weight())
        yield (number - previous) * 2 + (weight != 1)
        if weight != 1:
            yield weight
        previous = number
        matcher.next()


def _page_blocks(index: Index) -> Iterator[list[Any]]:
    block: list[Any] = []
    size = 0
    for number in range(index.documents):
        record = index.record(number)
        del record["source"]
        added = len(_compact(record))
        if block and size + added > _PAGE_BLOCK:
            yield block
            block, size = [], 0
        block.append(record)
        size += added
    if block:
        yield block


def _digest(bodies: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, body in sorted(bodies.items()):
        digest.update(f"{name} {len(body)}\n".encode() + body)
    return digest.hexdigest()[:12]


def _script(name: str, body: bytes) -> bytes:
    return b'kbgenShard("' + name.encode() + b'",' + body + b");\n"


def _compact(data: Any) -> bytes:
    """JSON in UTF-8 that is also JavaScript of every age: the two line separators are escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
