"""Answers a query from the index. The browser answers from the export, and gives the same first ten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.facets import Chosen
from kbgen.search.hits import Hit, ReadDocument, asked_in_texts, read_document, why_found
from kbgen.search.nearest import read_nearest
from kbgen.search.phrase import holds_phrases
from kbgen.search.query import read_query
from kbgen.search.scoring import Scorer, in_order, scored_documents

if TYPE_CHECKING:
    from kbgen.search.facets import Choice, Counts
    from kbgen.search.index import Index
    from kbgen.search.passage import Asked
    from kbgen.search.pins import Pin
    from kbgen.search.query import Correction, Reading
    from kbgen.search.scoring import Scores

Ranked = list[tuple[int, float]]
_NOTHING_CHOSEN = Chosen()


@dataclass(frozen=True)
class Answer:
    """What a query is answered with."""

    hits: list[Hit]
    total: int
    """How many documents match at all."""
    own: int
    """How many of them fit the products that were chosen, or name none."""
    corrections: tuple[Correction, ...]
    """Words that were taken for others."""
    unquoted: bool
    """Whether no page holds the phrases in quotes, so that the hits are those of their words."""
    nearest: bool
    """Whether nothing was found, and the hits are those of words that begin like the unknown ones."""
    facets: Counts


@dataclass(frozen=True)
class Standing:
    """What goes before a document's score."""

    index: Index
    choice: Choice
    reading: Reading

    @property
    def first(self) -> list[int]:
        """The documents that are put first: known issues, then pins."""
        return list(dict.fromkeys([*self.reading.issues, *(pin.document for pin in self.reading.pins)]))

    def tier(self, document: int) -> int | None:
        """0 for a document that fits what was chosen, 1 for one of other products, None for a hidden one."""
        facets = self.index.facets
        return self.choice.tier(facets.sets[facets.set_of[document]])

    def pin(self, document: int) -> Pin | None:
        """The pin of a document."""
        if document in self.reading.issues:
            return None
        return next((pin for pin in self.reading.pins if pin.document == document), None)

    def place(self, document: int) -> tuple[int, int]:
        """Tier, and the place among those that are put first."""
        first = self.first
        return self.tier(document) or 0, first.index(document) if document in first else len(first)


def search(
    index: Index, query: str, limit: int = 10, *, typing: bool = False, exact: bool = False
) -> list[Hit]:
    """The hits of `answer`."""
    return answer(index, query, limit, typing=typing, exact=exact).hits


def answer(
    index: Index,
    query: str,
    limit: int = 10,
    *,
    typing: bool = False,
    exact: bool = False,
    chosen: Chosen = _NOTHING_CHOSEN,
) -> Answer:
    """The best answers, best first.

    `typing` takes the last word for one that is still being typed, `exact` takes every word as it is spelled.
    """
    scorer = Scorer(index)
    reading = read_query(index, query, typing=typing, exact=exact, product=chosen.product)
    scores = _with_pins(scored_documents(scorer, reading.groups), reading)
    nearest = not scores
    if nearest:
        reading = read_nearest(index, query)
        scores = scored_documents(scorer, reading.groups)
    standing = Standing(index, index.facets.choice(chosen), reading)
    ranked = _ranked(scores, standing)
    held = _with_phrases(scorer, ranked, reading) if reading.phrases else []
    shown = _reordered(standing, (held or ranked)[:limit], asked_in_texts(scorer, reading))
    return Answer(
        hits=[_hit(read, score, standing, scorer, reading) for read, score in shown],
        total=len(held or ranked),
        own=sum(standing.tier(document) == 0 for document, _ in held or ranked),
        corrections=reading.corrections,
        unquoted=bool(reading.phrases and ranked) and not held,
        nearest=nearest and bool(ranked),
        facets=index.facets.counts([document for document, _ in held] or scores, standing.choice),
    )


def _with_pins(scores: Scores, reading: Reading) -> Scores:
    """The scores, and those of documents that do not match and are put first all the same."""
    first = [*reading.issues, *(pin.document for pin in reading.pins)]
    return {**dict.fromkeys(first, 0.0), **scores}


def _ranked(scores: Scores, standing: Standing) -> Ranked:
    """The documents that are not hidden, best first."""
    shown = ((document, score) for document, score in scores.items() if standing.tier(document) is not None)
    return in_order(shown, standing.place)


def _with_phrases(scorer: Scorer, ranked: Ranked, reading: Reading) -> Ranked:
    """Of the pages with all words in quotes the best, as far as they hold them as they are quoted."""
    index = scorer.index
    quoted = [scorer.group(group) for group in reading.groups if group.quoted]
    candidates = [each for each in ranked if all(each[0] in scores for scores in quoted)]
    read = candidates[: index.plan.phrase_candidates]
    return [each for each in read if holds_phrases(index.record(each[0]), reading.phrases)]


def _reordered(standing: Standing, ranked: Ranked, asked: Asked) -> list[tuple[ReadDocument, float]]:
    """The pages that are shown, a few at a time put in order again by what is read in them."""
    index = standing.index
    shown: list[tuple[ReadDocument, float]] = []
    for first in range(0, len(ranked), index.plan.reordered):
        some = ranked[first : first + index.plan.reordered]
        read = {
            document: read_document(index, document, asked, standing.pin(document)) for document, _ in some
        }
        closer = ((document, score * (1 + read[document].closeness)) for document, score in some)
        shown += [(read[document], score) for document, score in in_order(closer, standing.place)]
    return shown


def _hit(read: ReadDocument, score: float, standing: Standing, scorer: Scorer, reading: Reading) -> Hit:
    return read.hit(
        score,
        why_found(scorer, reading, read),
        other=standing.tier(read.document) == 1,
        pinned=standing.pin(read.document) is not None,
        named=read.document in reading.issues,
    )
