"""BM25 over the one combined field, as Whoosh calls it.

Whoosh's own BM25F adds one to every idf, so that common words count nearly as much as rare ones, which ranks
the long questions of customers badly. Here idf is Lucene's, after Robertson and Spärck Jones, counted over
documents: ln(1 + (N - n + ½) / (n + ½)).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from whoosh import query as whoosh_query
from whoosh import scoring

from kbgen.search.index import FIELD

if TYPE_CHECKING:
    from kbgen.search.index import Index
    from kbgen.search.query import WantedTerm


def rarity(documents: int, frequency: int) -> float:
    """The idf of a term that occurs in `frequency` of `documents`."""
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def ranked_documents(index: Index, wanted: list[WantedTerm], limit: int) -> list[tuple[int, float]]:
    """Numbers and scores of the best documents.

    Two engines add the same numbers in different order, so scores that agree to nine decimals count as equal,
    and equals stand in the order of the site. That takes all matches, not Whoosh's first `limit`.
    """
    parts = [whoosh_query.Term(FIELD, each.term, boost=each.weight) for each in wanted]
    with index.whoosh.searcher(weighting=_Bm25(index)) as searcher:
        hits = searcher.search(whoosh_query.Or(parts), limit=None) if parts else []
        scored = [(hit.docnum, hit.score) for hit in hits]
    return sorted(scored, key=lambda each: (-math.floor(each[1] * 1e9 + 0.5), each[0]))[:limit]


class _Bm25(scoring.WeightingModel):  # type: ignore[misc]
    def __init__(self, index: Index) -> None:
        self.documents = index.documents
        self.base = index.plan.k1 * (1 - index.plan.b)
        self.slope = index.plan.k1 * index.plan.b / index.average_length
        self.k1 = index.plan.k1

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: float = 1) -> _Bm25Scorer:  # noqa: ARG002
        return _Bm25Scorer(self, searcher, fieldname, text)


class _Bm25Scorer(scoring.WeightLengthScorer):  # type: ignore[misc]
    def __init__(self, model: _Bm25, searcher: Any, fieldname: str, text: bytes) -> None:
        frequency = searcher.get_parent().doc_frequency(fieldname, text)
        self.top = rarity(model.documents, frequency) * (model.k1 + 1)
        self.base, self.slope = model.base, model.slope
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: int) -> float:
        return self.top * weight / (weight + self.base + self.slope * length)
