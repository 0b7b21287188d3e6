"""Turns what documents are found by into postings: where each term occurs, and how much it weighs there.

With arrays, for there are a hundred postings to a page: a site of 10,000 pages has a million.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

Postings = Sequence[tuple[int, int]]
"""Documents in ascending order, each with a term's weight in it."""
_BETWEEN = "\t"
"""Between chunks, none of which has it."""
_FIRST = 0x20
"""A weight is kept as the character of so much more: most are printable, and of one byte."""
_SURROGATES, _PAST = 0xD800, 0xE000
"""No characters: weights from here on are kept as later ones."""
_BITS, _LOW = 16, 0xFFFF


class Weights(NamedTuple):
    """How much each chunk weighs in a document, as text: see `pack_weights`."""

    chunks: str
    counts: str


def pack_weights(weights: Mapping[str, int]) -> Weights:
    """Pack chunks and their weights, in their order."""
    return Weights(_BETWEEN.join(weights), "".join(map(_sign, weights.values())))


def _sign(weight: int) -> str:
    code = weight + _FIRST
    return chr(code if code < _SURROGATES else code + _PAST - _SURROGATES)


def unpack_counts(counts: str) -> Numbers:
    """Return the weights that were packed as signs."""
    codes = np.frombuffer(counts.encode("utf-32-le"), np.uint32).astype(np.int64)
    return np.where(codes < _SURROGATES, codes, codes - (_PAST - _SURROGATES)) - _FIRST


@dataclass(frozen=True)
class Chunked:
    """All chunks of all documents.

    Attributes:
        names: The chunks, by number.
        documents: The document of each occurrence, ascending.
        chunks: The chunk of each.
        weights: Its weight there.
        count: How many documents there are.
    """

    names: list[str]
    documents: Numbers
    chunks: Numbers
    weights: Numbers
    count: int

    def totals(self, among: Sequence[bool]) -> Counter[str]:
        """The chunks of some documents, and how much they weigh in all of these."""
        chosen = np.array(among, bool)[self.documents]
        sums = np.bincount(self.chunks[chosen], self.weights[chosen], len(self.names)).tolist()
        return Counter({name: int(total) for name, total in zip(self.names, sums, strict=True) if total})


def gather(words: Sequence[Weights]) -> Chunked:
    """Number the chunks of documents."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__  # the next number
    chunks: list[int] = []
    lengths = []
    for each in words:
        own = each.chunks.split(_BETWEEN) if each.chunks else []
        chunks.extend(map(numbers.__getitem__, own))
        lengths.append(len(own))
    documents = np.repeat(np.arange(len(words)), lengths)
    weights = unpack_counts("".join(each.counts for each in words))
    return Chunked(list(numbers), documents, np.array(chunks, np.int64), weights, len(words))


@dataclass(frozen=True)
class Inverted:
    """Postings of all terms.

    Attributes:
        terms: The terms, by code point.
        starts: Where the postings of each begin; at the end, how many there are.
        documents: The document of each posting, ascending for each term.
        weights: The weight of the term in it.
        lengths: The sum of the weights in each document.
    """

    terms: list[str]
    starts: Numbers
    documents: Numbers
    weights: Numbers
    lengths: Numbers

    def frequencies(self) -> dict[str, int]:
        """In how many documents each term occurs."""
        return dict(zip(self.terms, np.diff(self.starts).tolist(), strict=True))

    def totals(self) -> dict[str, int]:
        """How much each term weighs in all documents."""
        sums = np.add.reduceat(self.weights, self.starts[:-1]) if self.terms else self.weights
        return dict(zip(self.terms, sums.tolist(), strict=True))

    def of(self, place: int) -> Postings:
        """The postings of the term at a place."""
        inside = slice(self.starts[place], self.starts[place + 1])
        return list(zip(self.documents[inside].tolist(), self.weights[inside].tolist(), strict=True))


def invert(chunked: Chunked, terms_of: Callable[[str], Sequence[str]]) -> Inverted:
    """Find the documents of each term; `terms_of` gives those of a chunk, some of them perhaps twice."""
    owned = [terms_of(chunk) for chunk in chunked.names]
    terms = sorted({term for each in owned for term in each})
    place = {term: at for at, term in enumerate(terms)}
    widths = np.array([len(each) for each in owned], np.int64)
    flat = np.array([place[term] for each in owned for term in each], np.int64)
    width = widths[chunked.chunks]
    documents = np.repeat(chunked.documents, width)
    weights = np.repeat(chunked.weights, width)
    firsts = (np.cumsum(widths) - widths)[chunked.chunks]
    within = np.arange(len(documents)) - np.repeat(np.cumsum(width) - width, width)
    places = flat[np.repeat(firsts, width) + within]
    lengths = np.bincount(documents, weights, chunked.count).astype(np.int64)
    return _sorted(terms, places, documents, weights, lengths)


def _sorted(
    terms: list[str], places: Numbers, documents: Numbers, weights: Numbers, lengths: Numbers
) -> Inverted:
    """Put occurrences in order, given with ascending documents, and add up those of a term in a document."""
    order = _order(places, len(terms))
    pairs = (places * len(lengths) + documents)[order]
    new = np.flatnonzero(np.diff(pairs, prepend=-1))
    sums: Any = np.add.reduceat(weights[order], new) if len(new) else weights
    places, documents = np.divmod(pairs[new], max(1, len(lengths)))
    return Inverted(terms, np.searchsorted(places, np.arange(len(terms) + 1)), documents, sums, lengths)


def _order(places: Numbers, count: int) -> Numbers:
    """Return how places, below a count, stand in order; numpy sorts numbers of 16 bits ten times faster."""
    order: Numbers = np.argsort((places & _LOW).astype(np.uint16), kind="stable")
    for shift in range(_BITS, count.bit_length(), _BITS):
        order = order[np.argsort((places[order] >> shift & _LOW).astype(np.uint16), kind="stable")]
    return order
