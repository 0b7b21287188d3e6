"""BM25 over the one combined field, from the postings of the Whoosh index.

Whoosh's own BM25F adds one to every idf, so that common words count nearly as much as rare ones, which ranks
the long questions of customers badly. Here idf is Lucene's, after Robertson and Spärck Jones, counted over
documents: ln(1 + (N - n + ½) / (n + ½)). Whoosh's queries have no word that is worth the best of several
others, so the scores are added up here, in the order in which theme/js/ranking.js adds them.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kbgen.search.index import Index
    from kbgen.search.query import Alternative, Group

    Place = Callable[[int], tuple[int, int]]
    """Document → what goes before its score: whether it is of other products, and where it is pinned."""

Scores = dict[int, float]
"""Document → score."""


def rarity(documents: int, frequency: int) -> float:
    """The idf of a term that occurs in `frequency` of `documents`."""
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


class Scorer:
    """The scores of the groups of one query."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.rarity: Callable[[str], float] = cache(self._rarity)
        self.saturation: Callable[[str], Scores] = cache(self._saturation)

    def group(self, group: Group) -> Scores:
        """The scores of the documents that hold a word or an alternative of a group."""
        scores: Scores = {}
        for wanted in group.words:
            worth = wanted.weight * self.rarity(wanted.term)
            for document, share in self.saturation(wanted.term).items():
                scores[document] = scores.get(document, 0.0) + worth * share
        most = sum(wanted.weight * self.rarity(wanted.term) for wanted in group.words)
        for alternative in group.alternatives:
            for document, score in self.alternative(alternative, most).items():
                scores[document] = max(score, scores.get(document, 0.0))
        return scores

    def alternative(self, alternative: Alternative, most: float) -> Scores:
        """The scores of the documents that hold all its terms.

        `most` is what the words themselves are worth, if the site knows them: an alternative is worth no
        more, however rare it is. Beginnings of identifiers are, for their pieces are worth little.
        """
        worth = sum(self.rarity(term) for term in alternative.terms) / len(alternative.terms)
        capped = min(worth, most) if most and alternative.why != "begun" else worth
        first, *rest = (self.saturation(term) for term in alternative.terms)
        return {
            document: alternative.weight
            * capped
            * (share + sum(other[document] for other in rest))
            / (len(rest) + 1)
            for document, share in first.items()
            if all(document in other for other in rest)
        }

    def _rarity(self, term: str) -> float:
        return rarity(self.index.documents, self.index.document_frequency(term))

    def _saturation(self, term: str) -> Scores:
        """What a term's weight in each document is worth, from 0 to k1 + 1."""
        plan = self.index.plan
        base, slope = plan.k1 * (1 - plan.b), plan.k1 * plan.b / self.index.average_length
        shares: Scores = {}
        for document, weight in self.index.postings(term):
            length = self.index.lengths[document]
            shares[document] = (plan.k1 + 1) * weight / (weight + base + slope * length)
        return shares


def scored_documents(scorer: Scorer, groups: tuple[Group, ...]) -> Scores:
    """The scores of all documents that match.

    A document with more of the words goes before one with fewer where their scores are close.
    """
    total: Scores = {}
    matched: dict[int, int] = {}
    for group in groups:
        for document, score in scorer.group(group).items():
            total[document] = total.get(document, 0.0) + score
            matched[document] = matched.get(document, 0) + 1
    lost = scorer.index.plan.coverage / max(len(groups), 1)
    boosts = scorer.index.boosts
    return {
        document: score * (1 - lost * (len(groups) - matched[document])) * boosts.get(document, 1.0)
        for document, score in total.items()
    }


def in_order(scored: Iterable[tuple[int, float]], place: Place) -> list[tuple[int, float]]:
    """Documents by place, and those of one place by score, best first.

    Scores that agree to nine decimals count as equal, and equals stand in the order of the site: two engines
    may still round differently.
    """
    return sorted(scored, key=lambda each: (place(each[0]), -math.floor(each[1] * 1e9 + 0.5), each[0]))
