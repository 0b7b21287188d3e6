"""Writes an index as the files that browsers search in.

    search/meta.js                 plan, document lengths, where shards begin; the one name that never changes
    search/<digest>/words-3.js     a range of words with the postings of their terms
    search/<digest>/near-63.js     words that begin with a letter (here "c"), to correct spelling by
    search/<digest>/pages-17.js    what the result list shows of some documents
    search/<digest>/facets.js      what results can be narrowed by, and which of these each document has
    search/specs.js                what queries may ask of products: `finder.sheets`; its name stays too
    search/<digest>/specs-….js     the spec sheets of a family

`<digest>` is taken over everything in the folder, so that a shard may be cached for ever, and a browser that
still holds an older `meta.js` can never mix two builds. One digest and not one per file: when a page changes
nearly every shard does (document numbers and the average length move), and thousands of digests would make
`meta.js` the largest file of all.

Why JavaScript that calls `kbgenShard(name, data)`, and not JSON: a page opened from a USB stick (file://) may
load a script but may not fetch, and a script works under the same content security policy as the rest of the
site. The data is strict JSON all the same, so that any other program can read it.

Words are cut into ranges (`ranges`), not hashed: a word and those that share its beginning come with one
request, which answers completions, near words, and all the spellings of a term. A term whose words fall into
two ranges is in both.

Words are front coded, and postings are gaps between document numbers with the weights: see `coding`.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from kbgen.search.coding import (
    all_coded_postings,
    coded_numbers,
    coded_postings,
    front_coded,
    front_coded_terms,
)
from kbgen.search.documents import compact_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbgen.search.index import Index

FORMAT = 4
"""Raised when an older script could not read the files."""
_PAGE_BLOCK = 2 * 1024
"""Small documents (an FAQ's questions) share a file up to this size; a page usually has its own."""


def export_index(index: Index) -> dict[str, bytes]:
    """File name below "search/" → content, sorted; the same bytes whenever the index holds the same."""
    words = list(_word_shards(index))
    pages = list(_page_blocks(index))
    bodies = {f"words-{at}": _compact(shard) for at, shard in enumerate(words)}
    bodies |= {f"near-{_hex(letter)}": _compact(spelled) for letter, spelled in _spellings(index)}
    bodies |= {f"pages-{at}": b"[" + b",".join(block) + b"]" for at, block in enumerate(pages)}
    bodies["facets"] = _compact(_facets(index))
    sheets = zip(index.specs.start.get("families", ()), index.specs.families, strict=True)
    bodies |= {family["file"]: _compact(shard) for family, shard in sheets}
    digest = _digest(bodies)
    files = {f"{digest}/{name}.js": _script(name, body) for name, body in bodies.items()}
    files["meta.js"] = _script("meta", _compact(_meta(index, digest, pages)))
    if index.specs.start:
        files["specs.js"] = _script(
            "specs", _compact({"format": FORMAT, "folder": digest, **index.specs.start})
        )
    return dict(sorted(files.items()))


def _meta(index: Index, digest: str, pages: list[list[bytes]]) -> dict[str, Any]:
    distinct = sorted(set(index.lengths))
    place = {length: at for at, length in enumerate(distinct)}
    return {
        "format": FORMAT,
        "folder": digest,
        "plan": index.plan.as_data(),
        "documents": index.documents,
        "averageLength": index.average_length,
        "lengths": distinct,
        "lengthOf": coded_numbers(place[length] for length in index.lengths),
        "words": front_coded(index.begins),
        "near": "".join(sorted(index.spellings)),
        "pages": coded_numbers(len(block) for block in pages),
        "boosts": sorted(index.boosts.items()),
    }


def _facets(index: Index) -> dict[str, Any]:
    data = index.facets.as_data()
    return {**data, "setOf": coded_numbers(data["setOf"])}


def _word_shards(index: Index) -> Iterator[list[str]]:
    """For each range its terms: the words of each, and the postings of each, with spaces between."""
    postings = _coded_postings(index)
    for begin in index.begins:
        terms = dict.fromkeys(index.vocabulary.terms[word] for word in index.neighbours(begin))
        words = {term: index.vocabulary.words_of[term] for term in terms}
        listed = sorted(terms, key=words.__getitem__)
        yield [
            front_coded_terms(words[term] for term in listed),
            " ".join(postings[term] for term in listed),
        ]


def _coded_postings(index: Index) -> dict[str, str]:
    """Term → its postings."""
    if index.built is None:
        return {term: coded_postings(index.postings(term)) for term in index.vocabulary.words_of}
    found = index.built.inverted
    coded = all_coded_postings(found.starts, found.documents, found.weights)
    return dict(zip(found.terms, coded, strict=True))


def _spellings(index: Index) -> Iterator[tuple[str, list[list[Any]]]]:
    """First letter → [frequency class, its words], the rarest first."""
    for letter, classes in sorted(index.spellings.items()):
        yield letter, [[frequency, front_coded(words)] for frequency, words in classes.items()]


def _hex(letter: str) -> str:
    return f"{ord(letter):x}"


def _page_blocks(index: Index) -> Iterator[list[bytes]]:
    """What is shown of documents, as JSON, in parts of a size that is worth a request."""
    block: list[bytes] = []
    size = 0
    for number in range(index.documents):
        shown = index.shown(number).encode()
        if block and size + len(shown) > _PAGE_BLOCK:
            yield block
            block, size = [], 0
        block.append(shown)
        size += len(shown)
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
    return compact_json(data).encode()
