"""Finds the pages that are about the same as a page: what its reader may want next.

Pages are compared by their most telling terms: those that are rare on the site and frequent in the page, most
of all in its title, whose words have their weight in the index.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from kbgen.search.scoring import rarity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kbgen.search.facets import FacetSet
    from kbgen.search.index import Built, Index
    from kbgen.search.inverted import Numbers

    Floats = NDArray[np.float64]

_TYPES = frozenset({"article", "faq", "known-issue", "troubleshooting"})
"""What answers questions; products, plans and the like are linked from where they matter."""
_MOST_SHOWN = 5
_MOST_TERMS = 24
_MOST_HOLDERS = 40
_MOST_FREQUENT, _NOT_FREQUENT = 0.1, 10
"""Terms in more of the documents tell nothing, unless there are but a few such documents."""
_LEAST_ALIKE = 0.13
_LEAST_SHARED = 2
"""The cosine, and the terms in common, below which two pages are alike by chance."""
_SAME_PRODUCT, _OTHER_PRODUCT = 1.25, 0.5
_LEAST_COSINE = _LEAST_ALIKE / _SAME_PRODUCT
_PRECISION, _BITS = 1e9, 40
"""Values that differ by less are the same, and in this precision they have fewer bits."""
_AT_ONCE = 500_000
"""Pairs of pages that are compared at once: some 30 MB."""


@dataclass(frozen=True)
class _Telling:
    """Which terms tell pages from others: page by page, the most telling first.

    Attributes:
        pages: The page (a document's number) of each entry, ascending.
        terms: The term of each, by its place.
        values: How telling it is: the values of a page are a vector of length 1.
    """

    pages: Numbers
    terms: Numbers
    values: Floats

    def starts(self, count: int) -> Numbers:
        """Where the entries of each document begin; at the end, how many there are."""
        return np.searchsorted(self.pages, np.arange(count + 1))


def related_pages(index: Index) -> dict[str, list[str]]:
    """Source → the sources of the pages most like it, best first; pages that none is like are left out.

    Args:
        index: An index that was built, and not read.
    """
    if index.built is None or not index.documents:
        return {}
    sources = _pages(index.built)
    telling = _telling_terms(index, index.built, np.array(sorted(sources), np.int64))
    found: dict[str, list[str]] = {}
    for alike in _close(telling, index.documents, _Worth.of(index)):
        order = _firsts(alike.numbers, alike.scores, _MOST_SHOWN)
        for number, other in zip(alike.numbers[order].tolist(), alike.others[order].tolist(), strict=True):
            found.setdefault(sources[number], []).append(sources[other])
    return found


@dataclass(frozen=True)
class _Alike:
    """Pairs of pages: the number of the one, ascending, that of the other, and how alike they are."""

    numbers: Numbers
    others: Numbers
    scores: Floats

    def where(self, chosen: NDArray[np.bool_]) -> _Alike:
        """Some of the pairs."""
        return _Alike(self.numbers[chosen], self.others[chosen], self.scores[chosen])


@dataclass(frozen=True)
class _Worth:
    """What the cosine of two pages is multiplied by."""

    sets: Sequence[FacetSet]
    set_of: Numbers
    boosts: Floats

    @classmethod
    def of(cls, index: Index) -> _Worth:
        """That of the pages of an index."""
        boosts = np.ones(index.documents)
        boosts[list(index.boosts)] = list(index.boosts.values())
        return cls(index.facets.sets, np.array(index.facets.set_of, np.int64), boosts)

    def scored(self, pairs: _Alike) -> _Alike:
        """Those pairs of different pages that are alike enough, given with their cosines."""
        kinds = self.set_of[pairs.numbers] * len(self.sets) + self.set_of[pairs.others]
        distinct, places = np.unique(kinds, return_inverse=True)
        fits = [
            _fit(self.sets[kind // len(self.sets)], self.sets[kind % len(self.sets)])
            for kind in distinct.tolist()
        ]
        scores = pairs.scores * np.array(fits, float)[places] * self.boosts[pairs.others]
        enough = (scores >= _LEAST_ALIKE) & (pairs.numbers != pairs.others)
        return _Alike(pairs.numbers, pairs.others, scores).where(enough)


def _pages(built: Built) -> dict[int, str]:
    """The documents that are pages of a kind that is compared, and their sources."""
    return {
        number: document.source
        for number, document in enumerate(built.documents)
        if document.source and not document.fragment and document.type in _TYPES
    }


def _telling_terms(index: Index, built: Built, pages: Numbers) -> _Telling:
    """The terms that tell each page from others."""
    found = built.inverted
    worth = np.zeros(len(found.terms))
    most_frequent = max(index.documents * _MOST_FREQUENT, _NOT_FREQUENT)
    passed_over = {index.vocabulary.terms.get(word) for word in index.plan.stop}
    for place, term in enumerate(found.terms):
        frequency = built.frequency[term]
        if 1 < frequency <= most_frequent and not (term in passed_over or term.isdigit()):
            worth[place] = rarity(index.documents, frequency)
    terms = np.repeat(np.arange(len(found.terms)), np.diff(found.starts))
    compared = np.zeros(index.documents, bool)
    compared[pages] = True
    kept = np.flatnonzero((worth[terms] > 0) & compared[found.documents])
    terms, numbers = terms[kept], found.documents[kept]
    values = worth[terms] * (1 + _logarithms(found.weights[kept]))
    first = _firsts(numbers, values, _MOST_TERMS)
    return _of_length_one(numbers[first], terms[first], values[first])


def _logarithms(weights: Numbers) -> Floats:
    """Natural logarithms, the same on every machine: numpy's differ in the last bit with the processor."""
    known = np.zeros(int(weights.max(initial=0)) + 1)
    for weight in np.flatnonzero(np.bincount(weights)).tolist():
        known[weight] = math.log(weight)
    return known[weights]


def _firsts(groups: Numbers, values: Floats, most: int) -> Numbers:
    """Where the largest values of each group are, at most so many; of equals those that are given first."""
    order = np.argsort((groups << _BITS) - np.rint(values * _PRECISION).astype(np.int64), kind="stable")
    firsts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    widths = np.diff(firsts, append=len(order))
    return order[_ranges(firsts, np.minimum(widths, most))]


def _of_length_one(pages: Numbers, terms: Numbers, values: Floats) -> _Telling:
    bounds = np.append(np.flatnonzero(np.diff(pages, prepend=-1)), len(pages)).tolist()
    listed = values.tolist()
    lengths = [math.hypot(*listed[start:end]) for start, end in pairwise(bounds)]
    return _Telling(pages, terms, values / np.repeat(lengths, np.diff(bounds)))


def _close(telling: _Telling, count: int, worth: _Worth) -> Iterator[_Alike]:
    """Yield pages with those that are alike by more than a term, many pages at once."""
    holders = _firsts(telling.terms, telling.values, _MOST_HOLDERS)
    starts = np.searchsorted(telling.terms[holders], np.arange(int(telling.terms.max(initial=0)) + 2))
    begins, widths = starts[telling.terms], np.diff(starts)[telling.terms]
    own = telling.starts(count)
    rows = _rows(telling, own)
    at_once = max(1, _AT_ONCE // count)
    for first in range(0, count, at_once):
        last = min(first + at_once, count)
        inside = slice(own[first], own[last])
        held = holders[_ranges(begins[inside], widths[inside])]
        pairs = np.repeat((telling.pages[inside] - first) * count, widths[inside]) + telling.pages[held]
        products = np.repeat(telling.values[inside], widths[inside]) * telling.values[held]
        cosines: Any = np.bincount(pairs, products, (last - first) * count)
        found = np.flatnonzero(cosines >= _LEAST_COSINE)
        alike = worth.scored(_Alike(found // count + first, found % count, cosines[found]))
        yield alike.where(_in_common(rows, alike) >= _LEAST_SHARED)


def _ranges(begins: Numbers, widths: Numbers) -> Numbers:
    """The numbers of several ranges, one after the other."""
    numbers: Numbers = np.arange(int(widths.sum())) + np.repeat(begins - np.cumsum(widths) + widths, widths)
    return numbers


def _rows(telling: _Telling, own: Numbers) -> Numbers:
    """The telling terms of each document in a row, which ends with at least one number that no term has."""
    rows = np.full((len(own) - 1, _MOST_TERMS + 1), telling.terms.max(initial=-1) + 1)
    rows[telling.pages, np.arange(len(telling.pages)) - own[telling.pages]] = telling.terms
    return rows


def _in_common(rows: Numbers, alike: _Alike) -> Numbers:
    """How many telling terms the pages of each pair have in common."""
    numbers, places = np.unique(alike.numbers, return_inverse=True)
    has = np.zeros((len(numbers), int(rows.max()) + 1), bool)
    has[np.arange(len(numbers))[:, None], rows[numbers]] = True
    has[:, -1] = False
    counts: Numbers = has[places[:, None], rows[alike.others]].sum(axis=1)
    return counts


def _fit(own: FacetSet, other: FacetSet) -> float:
    """Pages in another language do not fit at all, pages about another product less."""
    if own.language != other.language:
        return 0
    if own.products and other.products:
        return _OTHER_PRODUCT if set(own.products).isdisjoint(other.products) else _SAME_PRODUCT
    return 1
