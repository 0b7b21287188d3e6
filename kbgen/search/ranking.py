"""Answers a query from the index. The browser answers from the export, and gives the same first ten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.hits import Hit, ReadDocument, asked_in_texts, read_document, why_found
from kbgen.search.phrase import holds_phrases
from kbgen.search.query import read_query
from kbgen.search.scoring import Scorer, in_order, ranked_documents

if TYPE_CHECKING:
    from kbgen.search.index import Index
    from kbgen.search.passage import Asked
    from kbgen.search.query import Correction, Reading

Ranked = list[tuple[int, float]]


@dataclass(frozen=True)
class Answer:
    """What a query is answered with."""

    hits: list[Hit]
    total: int
    """How many documents match at all."""
    corrections: tuple[Correction, ...]
    """Words that were taken for others."""
    unquoted: bool
    """Whether no page holds the phrases in quotes, so that the hits are those of their words."""


def search(
    index: Index, query: str, limit: int = 10, *, typing: bool = False, exact: bool = False
) -> list[Hit]:
    """The hits of `answer`."""
    return answer(index, query, limit, typing=typing, exact=exact).hits


def answer(index: Index, query: str, limit: int = 10, *, typing: bool = False, exact: bool = False) -> Answer:
    """The best answers, best first.

    `typing` takes the last word for one that is still being typed, `exact` takes every word as it is spelled.
    """
    reading = read_query(index, query, typing=typing, exact=exact)
    scorer = Scorer(index)
    ranked = ranked_documents(scorer, reading.groups)
    held = _with_phrases(scorer, ranked, reading) if reading.phrases else ranked
    shown = _reordered(index, (held or ranked)[:limit], asked_in_texts(scorer, reading))
    hits = [read.hit(score, why_found(scorer, reading, read.document)) for read, score in shown]
    return Answer(hits, len(held or ranked), reading.corrections, unquoted=bool(ranked) and not held)


def _with_phrases(scorer: Scorer, ranked: Ranked, reading: Reading) -> Ranked:
    """Of the pages with all words in quotes the best, as far as they hold them as they are quoted."""
    index = scorer.index
    quoted = [scorer.group(group) for group in reading.groups if group.quoted]
    candidates = [each for each in ranked if all(each[0] in scores for scores in quoted)]
    read = candidates[: index.plan.phrase_candidates]
    return [each for each in read if holds_phrases(index.record(each[0]), reading.phrases)]


def _reordered(index: Index, ranked: Ranked, asked: Asked) -> list[tuple[ReadDocument, float]]:
    """The pages that are shown, a few at a time put in order again by what is read in them."""
    shown: list[tuple[ReadDocument, float]] = []
    for first in range(0, len(ranked), index.plan.reordered):
        some = ranked[first : first + index.plan.reordered]
        read = {document: read_document(index, document, asked) for document, _ in some}
        closer = in_order((document, score * (1 + read[document].closeness)) for document, score in some)
        shown += [(read[document], score) for document, score in closer]
    return shown
