"""Reads what a customer typed as groups of terms; theme/js/query.js does the same with what shards know.

User text never meets Whoosh's query parser, to which a question mark is a wildcard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.analysis import is_grammar, is_unspaced
from kbgen.search.asked import AskedChunk, asked_chunks, is_pasted, joined
from kbgen.search.named_issues import named_issues
from kbgen.search.pins import pinned
from kbgen.search.spelling import known_word
from kbgen.search.synonyms import spoken_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbgen.search.index import Index
    from kbgen.search.pins import Pin
    from kbgen.search.plan import Plan

_PAIR = 2


@dataclass(frozen=True)
class WantedTerm:
    """A term that a query asks for."""

    term: str
    weight: float


@dataclass(frozen=True)
class Alternative:
    """Terms that will do instead, all of them together."""

    terms: tuple[str, ...]
    weight: float
    why: str
    """"synonym", "completed", "begun" or "near"."""
    words: str
    """As a reader would write it."""


@dataclass(frozen=True)
class Group:
    """Words of a query that are worth the sum of theirs, or as much as their best alternative."""

    words: tuple[WantedTerm, ...]
    alternatives: tuple[Alternative, ...] = ()
    quoted: bool = False
    typed: str = ""


@dataclass(frozen=True)
class Correction:
    """A word that the site does not know, and the one that was looked for."""

    typed: str
    used: str


@dataclass(frozen=True)
class Reading:
    """What a query asks for."""

    groups: tuple[Group, ...]
    corrections: tuple[Correction, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    pins: tuple[Pin, ...] = ()
    """Pages that are put first for it."""
    issues: tuple[int, ...] = ()
    """Known issues that it names, put before them."""


def read_query(
    index: Index, query: str, *, typing: bool = False, exact: bool = False, product: str = ""
) -> Reading:
    """Reads a query.

    `typing` also takes the last word for the start of longer ones; `exact` takes every word as it is typed;
    `product` is the id of the one that was chosen, for pins that hold for one.
    """
    chunks, phrases = asked_chunks(query, index.plan, typing=typing)
    reader = _Reader(index, exact=exact, correcting=not is_pasted(chunks, index.plan))
    groups = tuple(group for group in reader.groups(chunks) if group.words or group.alternatives)
    corrected = {each.typed: each.used for each in reader.corrections}
    met = pinned(chunks, corrected, product, index.plan)
    issues = named_issues(chunks, corrected, product, index.plan)
    return Reading(groups, tuple(reader.corrections), phrases, met, issues)


class _Reader:
    def __init__(self, index: Index, *, exact: bool, correcting: bool) -> None:
        self.index, self.plan = index, index.plan
        self.terms = index.vocabulary.terms
        self.exact = exact
        self.correcting = correcting and not exact
        self.corrections: list[Correction] = []
        self.seen: set[str] = set()

    def groups(self, chunks: list[AskedChunk]) -> Iterator[Group]:
        known = [[self._known(word, each) for word in each.meaningful] for each in chunks]
        heads = [self._head(each, found) for each, found in zip(chunks, known, strict=True)]
        at = 0
        while at < len(chunks):
            span, meant = spoken_of(heads, at, self.plan)
            together = self._together(chunks[at : at + 2], heads[at : at + 2]) if span <= _PAIR else ()
            if together and span < _PAIR:
                span, meant = _PAIR, ()
            here = chunks[at : at + max(span, 1)]
            yield from self._joined(chunks[at : at + 2])
            pairs = zip(here, known[at:], strict=False)
            words = [wanted for each, found in pairs for wanted in self._wanted(each, found)]
            alternatives = [found for each in here for found in self._alternatives(each)]
            typed = " ".join(each.text for each in here)
            synonyms = (
                *self._synonyms(meant, self.plan.synonym_weight),
                *self._synonyms(together, self.plan.together_weight),
            )
            yield Group(tuple(words), (*synonyms, *alternatives), here[0].quoted, typed)
            at += len(here)

    def _joined(self, pair: list[AskedChunk]) -> Iterator[Group]:
        """An identifier in two pieces: "E 47"."""
        whole = joined(pair, self.plan)
        if whole in self.terms and self._first(self.terms[whole]):
            yield Group((WantedTerm(self.terms[whole], self.plan.identifier_weight),))

    def _together(self, pair: list[AskedChunk], heads: list[str | None]) -> tuple[str, ...]:
        """The word of the site that was written as two: "print head" for "printhead".

        Looked for among the words of the first one's range, which has been loaded.
        """
        words = [each.words[0] for each in pair if each.meaningful == each.words[:1] == each.words]
        whole = "".join(words)
        apart = len(words) == _PAIR and None not in heads and whole.isalpha() and not is_unspaced(whole)
        if not apart or len(whole) < 2 * self.plan.part_from:
            return ()
        return (whole,) if whole in self.index.neighbours(words[0]) else ()

    def _head(self, chunk: AskedChunk, found: list[str | None]) -> str | None:
        """The word that synonyms know a chunk by, as the site spells it; None where they are switched off."""
        if self.exact or chunk.quoted:
            return None
        return (found[0] if chunk.meaningful[:1] == chunk.words[:1] else None) or chunk.words[0]

    def _wanted(self, chunk: AskedChunk, found: list[str | None]) -> Iterator[WantedTerm]:
        whole = chunk.is_compound and chunk.words[0] in self.terms
        for at, known in enumerate(found):
            for word in known.split(" ") if known else ():
                if self._first(self.terms[word]):
                    yield WantedTerm(self.terms[word], self._weight(chunk, word, whole=whole, first=at == 0))

    def _weight(self, chunk: AskedChunk, word: str, *, whole: bool, first: bool) -> float:
        if not whole:
            return self.plan.grammar_weight if is_grammar(word) else 1.0
        if not chunk.is_identifier:
            return 1.0 if first else self.plan.compound_part_weight
        return self.plan.identifier_weight if first else self.plan.identifier_part_weight

    def _first(self, term: str) -> bool:
        """Whether a term has not been asked for before; a word said twice counts once."""
        first = term not in self.seen
        self.seen.add(term)
        return first

    def _known(self, word: str, chunk: AskedChunk) -> str | None:
        if word in self.terms:
            return word
        if chunk.quoted or self.exact or not word.isalpha():
            return None
        correcting = self.correcting and len(chunk.words) == 1 and not self._completed(chunk)
        found, misspelled = known_word(self.index, word, correcting=correcting)
        if found is not None and misspelled:
            self.corrections.append(Correction(chunk.text, found))
        return found

    def _alternatives(self, chunk: AskedChunk) -> Iterator[Alternative]:
        plan = self.plan
        if chunk.unfinished:
            for word in self._completions(chunk.words[0]):
                yield Alternative((self.terms[word],), plan.complete_weight, "completed", word)
        elif chunk.is_begun(plan) and not self.exact and chunk.words[0] not in self.terms:
            near = [each for each in self.index.neighbours(chunk.words[0]) if each.startswith(chunk.words[0])]
            for word in sorted(near, key=self._popularity)[: plan.complete_limit]:
                yield Alternative((self.terms[word],), plan.begun_weight, "begun", word)

    def _completed(self, chunk: AskedChunk) -> bool:
        return chunk.unfinished and bool(self._completions(chunk.words[0]))

    def _completions(self, word: str) -> list[str]:
        """Known words that a word being typed may become: those in most documents first."""
        if not _long_enough(word, self.plan):
            return []
        longer = [each for each in self.index.vocabulary.starting_with(word) if each != word]
        return sorted(longer, key=self._popularity)[: self.plan.complete_limit]

    def _popularity(self, word: str) -> tuple[int, str]:
        return -self.index.frequency(word), word

    def _synonyms(self, meant: tuple[str, ...], weight: float) -> Iterator[Alternative]:
        for each in meant:
            terms = tuple(dict.fromkeys(self.terms[word] for word in each.split(" ")))
            yield Alternative(terms, weight, "synonym", each)


def _long_enough(word: str, plan: Plan) -> bool:
    """Whether so few words start like it that it is worth completing."""
    return is_unspaced(word) or len(word) >= (
        plan.complete_from if word.isalpha() else plan.complete_number_from
    )
