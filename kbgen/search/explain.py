"""Explains the answer to a query: how the score of each page comes about, and where a page stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kbgen.search.asked import asked_chunks
from kbgen.search.documents import FIELD
from kbgen.search.explanation import Explained, Part
from kbgen.search.facets import Chosen
from kbgen.search.hits import asked_in_texts, read_document
from kbgen.search.nearest import read_nearest
from kbgen.search.query import read_query
from kbgen.search.ranking import answer
from kbgen.search.relevance import Target, target_of
from kbgen.search.scoring import Scorer, scored_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbgen.search.index import Index
    from kbgen.search.passage import Asked
    from kbgen.search.query import Alternative, Group, Reading, WantedTerm
    from kbgen.search.ranking import Answer
    from kbgen.search.scoring import Scores

DEEP = 100
"""How far down a page is looked for that is not where it was expected."""


@dataclass(frozen=True)
class Explainer:
    """One query, answered, with all that is needed to explain the answer."""

    index: Index
    query: str
    chosen: Chosen = field(default_factory=Chosen)

    @cached_property
    def answer(self) -> Answer:
        """The answer, as deep as pages are looked for."""
        return answer(self.index, self.query, DEEP, chosen=self.chosen)

    @cached_property
    def reading(self) -> Reading:
        """How the query was read."""
        if self.answer.nearest:
            return read_nearest(self.index, self.query)
        return read_query(self.index, self.query, product=self.chosen.product)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """What was typed and is nowhere in the site, nor anything like it."""
        known = " ".join(f" {group.typed} " for group in self.reading.groups)
        chunks, _ = asked_chunks(self.query, self.index.plan, typing=False)
        return tuple(each.text for each in chunks if each.meaningful and f" {each.text} " not in known)

    def hits(self, limit: int) -> list[Explained]:
        """The first hits, explained."""
        return [self._hit(place) for place in range(1, min(limit, len(self.answer.hits)) + 1)]

    def page(self, target: Target) -> Explained | None:
        """A page or section, wherever it stands; None where it has none of the words."""
        for place, hit in enumerate(self.answer.hits, 1):
            if target.holds(target_of(hit)):
                return self._hit(place)
        document = self._best_document(target)
        return None if document is None else self._explained(document, target, None)

    def _hit(self, place: int) -> Explained:
        hit = self.answer.hits[place - 1]
        return self._explained(hit.document, target_of(hit), place)

    def _best_document(self, target: Target) -> int | None:
        """Of the documents that hold a target the one with the highest score."""
        scores = self._scores
        ranked = sorted(scores, key=lambda document: (-scores[document], document))
        return next((each for each in ranked if _holds(self.index.record(each), target)), None)

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer(self.index)

    @cached_property
    def _scores(self) -> Scores:
        return scored_documents(self._scorer, self.reading.groups)

    @cached_property
    def _asked(self) -> Asked:
        return asked_in_texts(self._scorer, self.reading)

    def _explained(self, document: int, target: Target, place: int | None) -> Explained:
        index, groups = self.index, self.reading.groups
        pin = next((each for each in self.reading.pins if each.document == document), None)
        read = read_document(index, document, self._asked, pin)
        parts = [list(self._parts(group, document)) for group in groups]
        missing = [group for group, found in zip(groups, parts, strict=True) if not found]
        facets = index.facets
        tier = facets.choice(self.chosen).tier(facets.sets[facets.set_of[document]])
        return Explained(
            target=target,
            title=read.record["title"],
            type=read.record["type"],
            place=place,
            parts=tuple(part for found in parts for part in found),
            missing=tuple(group.typed for group in missing if group.typed),
            matched=len(groups) - len(missing),
            groups=len(groups),
            coverage=1 - index.plan.coverage * len(missing) / max(len(groups), 1),
            boost=index.boosts.get(document, 1.0),
            closeness=1 + read.closeness,
            pinned=pin is not None and document not in self.reading.issues,
            named=document in self.reading.issues,
            other=tier == 1,
            hidden=tier is None,
        )

    def _parts(self, group: Group, document: int) -> Iterator[Part]:
        """What counts of a group: its words, or the alternative that is worth more."""
        scorer = self._scorer
        own = [
            (wanted, wanted.weight * scorer.rarity(wanted.term) * scorer.saturation(wanted.term)[document])
            for wanted in group.words
            if document in scorer.saturation(wanted.term)
        ]
        best = max(self._alternatives(group, document), key=lambda each: each[1], default=(None, 0.0))
        if best[0] is not None and best[1] > sum(score for _, score in own):
            yield from self._alternative_parts(group, best[0], best[1], document)
            return
        for wanted, score in own:
            yield self._part((group.typed, *self._found(group, wanted)), wanted.term, document, score)

    def _alternatives(self, group: Group, document: int) -> Iterator[tuple[Alternative, float]]:
        most = sum(wanted.weight * self._scorer.rarity(wanted.term) for wanted in group.words)
        for each in group.alternatives:
            scores = self._scorer.alternative(each, most)
            if document in scores:
                yield each, scores[document]

    def _alternative_parts(
        self, group: Group, alternative: Alternative, score: float, document: int
    ) -> Iterator[Part]:
        shares = {term: self._scorer.saturation(term)[document] for term in alternative.terms}
        for term, share in shares.items():
            part = score * share / sum(shares.values())
            yield self._part((group.typed, alternative.words, alternative.why), term, document, part)

    def _found(self, group: Group, wanted: WantedTerm) -> tuple[str, str]:
        """The word that a term was looked for as, and whether what was typed was corrected to it."""
        terms = self.index.vocabulary.terms
        for each in self.reading.corrections:
            if terms.get(each.used) == wanted.term and each.typed in group.typed:
                return each.used, "corrected"
        words = self.index.vocabulary.words_of[wanted.term]
        return (wanted.term if wanted.term in words else words[0]), ""

    def _part(self, told: tuple[str, str, str], term: str, document: int, score: float) -> Part:
        typed, found, kind = told
        matcher = self.index.reader.postings(FIELD, term)
        matcher.skip_to(document)
        return Part(
            typed=typed or found,
            found=found,
            kind=kind,
            term=term,
            frequency=self.index.document_frequency(term),
            rarity=self._scorer.rarity(term),
            weight=int(matcher.weight()),
            score=score,
        )


def _holds(record: dict[str, Any], target: Target) -> bool:
    """Whether a document is a page or question, or has the section."""
    own = record["url"].partition("#")[2]
    fragments = {own} if own else {"", *(fragment for fragment, *_ in record["sections"])}
    return record["source"] == target.source and target.fragment in {"", *fragments}
