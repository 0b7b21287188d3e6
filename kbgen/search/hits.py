"""What is shown of a document, and why it was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kbgen.search.passage import Asked, Passage, best_passage, closeness, telling_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbgen.search.index import Index
    from kbgen.search.pins import Pin
    from kbgen.search.query import Alternative, Group, Reading
    from kbgen.search.scoring import Scorer


@dataclass(frozen=True)
class Why:
    """A word of a query that a page does not have, and what was found instead."""

    typed: str
    found: str
    kind: str
    """"synonym", "begun" for an identifier that begins like it, "near" for the nearest word where nothing was
    found, or "alias" for another name of the page that holds it."""


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
    document: int
    """Its number in the index, for `explain`."""
    why: tuple[Why, ...] = ()
    other: bool = False
    """Whether it is of other products than those that were chosen."""
    pinned: bool = False
    """Whether it was put first for this query."""
    language: str = ""
    """BCP 47, "" for the site's."""
    issue: tuple[str, str] | None = None
    """State and workaround of a known issue that is not fixed, where the query names it."""


@dataclass(frozen=True)
class ReadDocument:
    """A document that was read for a query."""

    document: int
    record: dict[str, Any]
    passage: Passage
    closeness: float
    alias: str
    """The other name of the page that holds words which neither its title nor the passage does, or ""."""

    def hit(
        self, score: float, why: tuple[Why, ...], *, other: bool, pinned: bool, named: bool = False
    ) -> Hit:
        """As it is shown."""
        return Hit(
            source=self.record["source"],
            url=linked(self.record["url"], self.passage.fragment),
            title=self.record["title"],
            section=self.passage.heading,
            type=self.record["type"],
            place=tuple(self.record["place"]),
            products=tuple(self.record["products"]),
            product_names=tuple(self.record["productNames"]),
            score=score,
            passage=self.passage.text,
            passage_parts=self.passage.parts,
            document=self.document,
            why=why,
            other=other,
            pinned=pinned,
            language=self.record.get("language", ""),
            issue=tuple(self.record["issue"]) if named else None,
        )


def read_document(index: Index, document: int, asked: Asked, pin: Pin | None = None) -> ReadDocument:
    """Reads a document for what was asked; of a pinned one the section that the pin names."""
    record = index.record(document)
    named = [each for each in record["sections"] if pin and pin.fragment and each[0] == pin.fragment]
    passage = best_passage(named or record["sections"], asked, index.plan)
    if named:
        passage = replace(passage, fragment=named[0][0], heading=named[0][1])
    names = [record["title"], *record["names"]]
    return ReadDocument(
        document,
        record,
        passage,
        max(closeness(name, passage, asked, index.plan) for name in names),
        telling_name(names, passage, asked),
    )


def asked_in_texts(scorer: Scorer, reading: Reading) -> Asked:
    """What is looked for in texts: no single letters (of an identifier's parts) beside longer words."""
    value_of: dict[str, float] = {}
    full = 0.0
    for group in reading.groups:
        worths = dict(_worths(scorer, group))
        for term, worth in worths.items():
            value_of[term] = max(worth, value_of.get(term, 0.0))
        own = sum(worths[wanted.term] for wanted in group.words)
        full += max([own, *(worths[term] for each in group.alternatives for term in each.terms)])
    term_of = {word: term for term in value_of for word in scorer.index.vocabulary.words_of[term]}
    telling = {
        word: term
        for word, term in term_of.items()
        if not (len(word) == 1 and word.isascii() and word.isalpha())
    }
    typed = frozenset(wanted.term for group in reading.groups for wanted in group.words)
    return Asked(telling or term_of, value_of, full, typed)


def _worths(scorer: Scorer, group: Group) -> Iterator[tuple[str, float]]:
    for each in group.alternatives:
        yield from ((term, each.weight * scorer.rarity(term)) for term in each.terms)
    yield from ((wanted.term, wanted.weight * scorer.rarity(wanted.term)) for wanted in group.words)


def why_found(scorer: Scorer, reading: Reading, read: ReadDocument) -> tuple[Why, ...]:
    """The words that a document has only an alternative of, and the name that it was found by.

    What is still being typed needs no reason.
    """
    found = ((group, _instead(scorer, group, read.document)) for group in reading.groups)
    why = tuple(Why(group.typed, each.words, each.why) for group, each in found if each is not None)
    return (*why, Why("", read.alias, "alias")) if read.alias else why


def _instead(scorer: Scorer, group: Group, document: int) -> Alternative | None:
    if any(document in scorer.saturation(wanted.term) for wanted in group.words):
        return None
    return next(
        (
            each
            for each in group.alternatives
            if each.why != "completed" and all(document in scorer.saturation(term) for term in each.terms)
        ),
        None,
    )


def linked(url: str, fragment: str) -> str:
    """The address of a section; a question's own address has its fragment already."""
    return f"{url}#{fragment}" if fragment and "#" not in url else url
