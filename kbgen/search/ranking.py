"""Answers a query from the index. The browser answers from the export, and gives the same first ten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.passage import Asked, best_passage
from kbgen.search.query import wanted_terms
from kbgen.search.scoring import ranked_documents, rarity

if TYPE_CHECKING:
    from kbgen.search.index import Index
    from kbgen.search.query import WantedTerm


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


def search(index: Index, query: str, limit: int = 10, *, typing: bool = False) -> list[Hit]:
    """The best answers, best first; `typing` takes the last word for one that is still being typed."""
    wanted = wanted_terms(index, query, typing=typing)
    asked = _asked(index, wanted)
    return [_hit(index, document, score, asked) for document, score in ranked_documents(index, wanted, limit)]


def _asked(index: Index, wanted: list[WantedTerm]) -> Asked:
    """What is looked for in texts: no single letters (of an identifier's parts) beside longer words."""
    value_of = {
        each.term: each.weight * rarity(index.documents, index.document_frequency(each.term))
        for each in wanted
    }
    term_of = {word: term for term in value_of for word in index.vocabulary.words_of[term]}
    telling = {
        word: term
        for word, term in term_of.items()
        if not (len(word) == 1 and word.isascii() and word.isalpha())
    }
    return Asked(telling or term_of, value_of)


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
