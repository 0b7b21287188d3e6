"""Finds the pages that are about the same as a page: what its reader may want next.

Pages are compared by their most telling terms: those that are rare on the site and frequent in the page, most
of all in its title, whose words have their weight in the index.
"""

from __future__ import annotations

import math
from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING

from kbgen.search.scoring import rarity

if TYPE_CHECKING:
    from kbgen.search.facets import FacetSet
    from kbgen.search.index import Index

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

Terms = dict[str, float]
"""Term → how telling it is of a page."""


def related_pages(index: Index) -> dict[str, list[str]]:
    """Source → the sources of the pages most like it, best first; pages that none is like are left out."""
    sources = _pages(index)
    telling = _telling_terms(index, sources)
    holders = _holders(telling)
    found: dict[str, list[str]] = {}
    for number, terms in telling.items():
        alike: dict[int, float] = defaultdict(float)
        for term, value in terms.items():
            for others, other in holders[term]:
                alike[other] += value * others
        alike.pop(number, None)
        if best := _best(index, number, alike, telling):
            found[sources[number]] = [sources[other] for other in best]
    return found


def _pages(index: Index) -> dict[int, str]:
    """The documents that are pages of a kind that is compared, and their sources."""
    records = ((number, index.record(number)) for number in range(index.documents))
    return {
        number: record["source"]
        for number, record in records
        if record["source"] and "#" not in record["url"] and record["type"] in _TYPES
    }


def _telling_terms(index: Index, pages: dict[int, str]) -> dict[int, Terms]:
    """For each page the terms that tell it from others, as a vector of length 1."""
    values: dict[int, list[tuple[float, str]]] = {number: [] for number in pages}
    most_frequent = max(index.documents * _MOST_FREQUENT, _NOT_FREQUENT)
    passed_over = {index.vocabulary.terms.get(word) for word in index.plan.stop}
    for term in index.vocabulary.words_of:
        frequency = index.document_frequency(term)
        if 1 < frequency <= most_frequent and not (term in passed_over or term.isdigit()):
            rare = rarity(index.documents, frequency)
            for number, weight in index.postings(term):
                if number in values:
                    values[number].append((rare * (1 + math.log(weight)), term))
    most = ((number, nlargest(_MOST_TERMS, listed)) for number, listed in values.items() if listed)
    return {number: _of_length_one(listed) for number, listed in most}


def _of_length_one(values: list[tuple[float, str]]) -> Terms:
    length = math.hypot(*(value for value, _ in values))
    return {term: value / length for value, term in values}


def _holders(telling: dict[int, Terms]) -> dict[str, list[tuple[float, int]]]:
    """Term → the pages that it tells most about, and how telling it is of each."""
    holders: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, terms in telling.items():
        for term, value in terms.items():
            holders[term].append((value, number))
    return {term: nlargest(_MOST_HOLDERS, held) for term, held in holders.items()}


def _best(index: Index, number: int, alike: dict[int, float], telling: dict[int, Terms]) -> list[int]:
    """Of the pages that are alike those that are more than by chance, best first."""
    own, terms = _facets(index, number), telling[number]
    close = [
        (cosine * _fit(own, _facets(index, other)) * index.boosts.get(other, 1), other)
        for other, cosine in alike.items()
        if cosine >= _LEAST_COSINE and len(terms.keys() & telling[other]) >= _LEAST_SHARED
    ]
    ordered = sorted((-round(score, 9), other) for score, other in close if score >= _LEAST_ALIKE)
    return [other for _, other in ordered[:_MOST_SHOWN]]


def _fit(own: FacetSet, other: FacetSet) -> float:
    """Pages in another language do not fit at all, pages about another product less."""
    if own.language != other.language:
        return 0
    if own.products and other.products:
        return _OTHER_PRODUCT if set(own.products).isdisjoint(other.products) else _SAME_PRODUCT
    return 1


def _facets(index: Index, number: int) -> FacetSet:
    return index.facets.sets[index.facets.set_of[number]]
