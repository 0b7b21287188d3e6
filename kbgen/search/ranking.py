"""Answers a query from the index. The browser answers from the export, and gives the same first ten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.passage import Asked, best_passage
from kbgen.search.query import read_query
from kbgen.search.scoring import ranked_documents, rarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbgen.search.index import Index
    from kbgen.search.query import Correction, Group, Reading


@dataclass(frozen=True)
class Hit:
    """One answer to a query."""

    source: str
    """Path in the content folder, "" for generated pages."""
    url: str
    """Relative to the site, with the fragment of the section that fits best."""
    title: str
    section: str
    """Heading of that section, "" for the page as a whole."""
    type: str
    place: tuple[str, ...]
    products: tuple[str, ...]
    product_names: tuple[str, ...]
    score: float
    passage: str
    passage_parts: tuple[tuple[str, bool], ...]
    """The passage in stretches, each with whether it matches the query."""


@dataclass(frozen=True)
class Answer:
    """What a query is answered with."""

    hits: list[Hit]
    total: int
    """How many documents match at all."""
    corrections: tuple[Correction, ...]
    """Words that were taken for others."""


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
    ranked = ranked_documents(index, reading.groups)
    asked = _asked(index, reading)
    hits = [_hit(index, document, score, asked) for document, score in ranked[:limit]]
    return Answer(hits, len(ranked), reading.corrections)


def _asked(index: Index, reading: Reading) -> Asked:
    """What is looked for in texts: no single letters (of an identifier's parts) beside longer words."""
    value_of: dict[str, float] = {}
    for term, weight in (each for group in reading.groups for each in _weights(group)):
        worth = weight * rarity(index.documents, index.document_frequency(term))
        value_of[term] = max(worth, value_of.get(term, 0.0))
    term_of = {word: term for term in value_of for word in index.vocabulary.words_of[term]}
    telling = {
        word: term
        for word, term in term_of.items()
        if not (len(word) == 1 and word.isascii() and word.isalpha())
    }
    return Asked(telling or term_of, value_of)


def _weights(group: Group) -> Iterator[tuple[str, float]]:
    yield from ((wanted.term, wanted.weight) for wanted in group.words)
    yield from ((term, each.weight) for each in group.alternatives for term in each.terms)


def _hit(index: Index, document: int, score: float, asked: Asked) -> Hit:
    record = index.record(document)
    passage = best_passage(record["sections"], asked, index.plan)
    return Hit(
        source=record["source"],
        url=linked(record["url"], passage.fragment),
        title=record["title"],
        section=passage.heading,
        type=record["type"],
        place=tuple(record["place"]),
        products=tuple(record["products"]),
        product_names=tuple(record["productNames"]),
        score=score,
        passage=passage.text,
        passage_parts=passage.parts,
    )


def linked(url: str, fragment: str) -> str:
    """The address of a section; a question's own address has its fragment already."""
    return f"{url}#{fragment}" if fragment and "#" not in url else url
