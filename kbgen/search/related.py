"""Finds the pages that are about the same as a page: what its reader may want next.

Pages are compared by their most telling terms: those that are rare on the site and frequent in the page, most
of all in its title, whose words have their weight in the index.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

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
_PRECISION = 1e9
"""Scores that differ by less are the same."""
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
    for alike in _close(telling, index.documents):
        for number, other in _best(index, alike):
            found.setdefault(sources[number], []).append(sources[other])
    return found


@dataclass(frozen=True)
class _Alike:
    """Pairs of pages that are alike: the number of the one, ascending, of the other, and their cosine."""

    numbers: Numbers
    others: Numbers
    cosines: Floats


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
    first = _firsts(numbers, values, terms, _MOST_TERMS)
    return _of_length_one(numbers[first], terms[first], values[first])


def _logarithms(weights: Numbers) -> Floats:
    """Natural logarithms, the same on every machine: numpy's differ in the last bit with the processor."""
    known = np.zeros(int(weights.max(initial=0)) + 1)
    for weight in np.flatnonzero(np.bincount(weights)).tolist():
        known[weight] = math.log(weight)
    return known[weights]


def _firsts(groups: Numbers, values: Floats, others: Numbers, most: int) -> Numbers:
    """Where the largest values of each group are, at most so many; of equals the larger number goes first."""
    order = np.lexsort((-others, -values, groups))
    ordered = groups[order]
    begins = np.searchsorted(ordered, ordered)
    return order[np.arange(len(order)) - begins < most]


def _of_length_one(pages: Numbers, terms: Numbers, values: Floats) -> _Telling:
    bounds = np.append(np.flatnonzero(np.diff(pages, prepend=-1)), len(pages)).tolist()
    listed = values.tolist()
    lengths = [math.hypot(*listed[start:end]) for start, end in pairwise(bounds)]
    return _Telling(pages, terms, values / np.repeat(lengths, np.diff(bounds)))


def _close(telling: _Telling, count: int) -> Iterator[_Alike]:
    """Yield pages with those that are alike by more than a term, many pages at once."""
    holders = _firsts(telling.terms, telling.values, telling.pages, _MOST_HOLDERS)
    terms, own = telling.terms[holders], telling.starts(count)
    begins, ends = np.searchsorted(terms, telling.terms), np.searchsorted(terms, telling.terms, "right")
    rows = _rows(telling, own)
    at_once = max(1, _AT_ONCE // count)
    for first in range(0, count, at_once):
        last = min(first + at_once, count)
        inside = slice(own[first], own[last])
        widths = ends[inside] - begins[inside]
        held = holders[_ranges(begins[inside], widths)]
        pairs = np.repeat(telling.pages[inside] - first, widths) * count + telling.pages[held]
        worth = np.repeat(telling.values[inside], widths) * telling.values[held]
        cosines = np.bincount(pairs, worth, (last - first) * count)
        shared = np.bincount(pairs, minlength=len(cosines))
        alike = np.flatnonzero(cosines >= _LEAST_COSINE)
        numbers, others = alike // count + first, alike % count
        enough = (numbers != others) & (shared[alike] >= _LEAST_SHARED)
        doubtful = np.flatnonzero((numbers != others) & ~enough)
        enough[doubtful] = _in_common(rows, numbers[doubtful], others[doubtful]) >= _LEAST_SHARED
        yield _Alike(numbers[enough], others[enough], cosines[alike][enough])


def _ranges(begins: Numbers, widths: Numbers) -> Numbers:
    """The numbers of several ranges, one after the other."""
    numbers: Numbers = np.arange(int(widths.sum())) + np.repeat(begins - np.cumsum(widths) + widths, widths)
    return numbers


def _rows(telling: _Telling, own: Numbers) -> NDArray[np.int32]:
    """The telling terms of each document in a row, with -1 where it has no more."""
    rows = np.full((len(own) - 1, _MOST_TERMS), -1, np.int32)
    rows[telling.pages, np.arange(len(telling.pages)) - own[telling.pages]] = telling.terms
    return rows


def _in_common(rows: NDArray[np.int32], numbers: Numbers, others: Numbers) -> Numbers:
    """How many telling terms the pages of each pair have in common; the first ones are ascending."""
    if not len(numbers):
        return numbers
    first, width = int(numbers[0]), int(rows.max()) + 2
    own = rows[first : int(numbers[-1]) + 1]
    has = np.zeros((len(own), width), bool)
    has[np.arange(len(own))[:, None], own] = True
    has[:, -1] = False  # where a row says -1
    counts = np.zeros(len(numbers), np.int64)
    begins = (numbers - first) * width
    for column in rows[others].T:
        counts += has.ravel()[np.where(column < 0, width - 1, column) + begins]
    return counts


def _best(index: Index, alike: _Alike) -> Iterator[tuple[int, int]]:
    """Yield of the pages that are alike those that fit: each with the others, best first."""
    sets, set_of = index.facets.sets, np.array(index.facets.set_of, np.int64)
    distinct, places = np.unique(
        set_of[alike.numbers] * len(sets) + set_of[alike.others], return_inverse=True
    )
    fits: Floats = np.array(
        [_fit(sets[pair // len(sets)], sets[pair % len(sets)]) for pair in distinct.tolist()]
    )
    boosts = np.ones(index.documents)
    boosts[list(index.boosts)] = list(index.boosts.values())
    scores = (alike.cosines * fits[places] if len(fits) else alike.cosines) * boosts[alike.others]
    kept = np.flatnonzero(scores >= _LEAST_ALIKE)
    numbers, others = alike.numbers[kept], alike.others[kept]
    order = _firsts(numbers, np.rint(scores[kept] * _PRECISION), -others, _MOST_SHOWN)
    return zip(numbers[order].tolist(), others[order].tolist(), strict=True)


def _fit(own: FacetSet, other: FacetSet) -> float:
    """Pages in another language do not fit at all, pages about another product less."""
    if own.language != other.language:
        return 0
    if own.products and other.products:
        return _OTHER_PRODUCT if set(own.products).isdisjoint(other.products) else _SAME_PRODUCT
    return 1
