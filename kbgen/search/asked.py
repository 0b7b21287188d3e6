"""Takes a query apart: its chunks without stop words, its phrases in quotes, identifiers typed in pieces.

theme/js/asked.js does the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.analysis import chunk_words, chunks, fold

if TYPE_CHECKING:
    from kbgen.search.plan import Plan

_QUOTED = re.compile(r'"([^"]*)"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»')
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class AskedChunk:
    """A chunk of a query."""

    text: str
    words: tuple[str, ...]
    meaningful: tuple[str, ...]
    """Its words that are no stop words."""
    quoted: bool = False
    unfinished: bool = False
    """Whether it is still being typed."""

    @property
    def is_compound(self) -> bool:
        """Whether its first word is the whole and the others are parts of it."""
        return is_compound(self.words)

    @property
    def is_identifier(self) -> bool:
        """Whether there is a number in it."""
        return _DIGIT.search(self.words[0]) is not None

    def is_begun(self, plan: Plan) -> bool:
        """Whether it may be the beginning of an identifier."""
        return self.is_identifier and len(self.words[0]) >= plan.begun_identifier_from


def asked_chunks(
    query: str, plan: Plan, *, typing: bool
) -> tuple[list[AskedChunk], tuple[tuple[str, ...], ...]]:
    """The chunks of a query that say something, and its phrases in quotes as words, one for each chunk.

    Stop words say something in a query of nothing else.
    """
    stretches = _stretches(query)
    told = [(text, quoted) for stretch, quoted in stretches for text in chunks(stretch) if chunk_words(text)]
    unfinished = _unfinished(query, told) if typing else -1
    stopped = set(plan.stop)
    if all(word in stopped for text, _ in told for word in chunk_words(text)):
        stopped = set()
    found = [
        _chunk(text, stopped, quoted=quoted, unfinished=at == unfinished)
        for at, (text, quoted) in enumerate(told)
    ]
    return found, () if is_pasted(found, plan) else _phrases(stretches)


def is_pasted(chunks: list[AskedChunk], plan: Plan) -> bool:
    """Whether so many words were hardly typed: it is an error message, with quotes of its own."""
    return sum(bool(chunk.meaningful) for chunk in chunks) > plan.longest_corrected


def _chunk(text: str, stopped: set[str], *, quoted: bool, unfinished: bool) -> AskedChunk:
    words = chunk_words(text)
    meaningful = tuple(word for word in words if word not in stopped)
    return AskedChunk(text, words, meaningful, quoted, unfinished)


def _stretches(query: str) -> list[tuple[str, bool]]:
    """The query in stretches, each with whether it is in quotes; a quote without its other is only text."""
    found: list[tuple[str, bool]] = []
    at = 0
    for quote in _QUOTED.finditer(query):
        found.append((query[at : quote.start()], False))
        found.append((next(filter(None, quote.groups()), ""), True))
        at = quote.end()
    return [*found, (query[at:], False)]


def _phrases(stretches: list[tuple[str, bool]]) -> tuple[tuple[str, ...], ...]:
    quoted = (phrase_words(text) for text, quoted in stretches if quoted)
    return tuple(phrase for phrase in quoted if phrase)


def phrase_words(text: str) -> tuple[str, ...]:
    """A text as phrases compare it: what each chunk is as a whole."""
    return tuple(word for chunk in chunks(text) for word in whole_words(chunk_words(chunk)))


def whole_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Of the words of a chunk those that say all of it once: a compound's first."""
    return words[:1] if is_compound(words) else words


def is_compound(words: tuple[str, ...]) -> bool:
    """Whether the first word is the whole of a chunk and the others are parts of it."""
    return len(words) > 1 and all(word in words[0] for word in words)


def _unfinished(query: str, told: list[tuple[str, bool]]) -> int:
    """Which chunk is being typed: the last, when nothing follows it and no quote is closed."""
    return len(told) - 1 if told and query.endswith(told[-1][0]) else -1


def joined(pair: list[AskedChunk], plan: Plan) -> str:
    """Two chunks as one identifier, "" where they can be none: letters and digits, short, not in quotes."""
    if len(pair) == 1 or any(each.quoted or len(each.meaningful) < len(each.words) for each in pair):
        return ""
    words = [fold(each.text) for each in pair]
    whole = "".join(words)
    plain = all(word == each.words[0] and word.isalnum() for word, each in zip(words, pair, strict=True))
    mixed = _DIGIT.search(whole) is not None and not whole.isdigit()
    return whole if plain and mixed and plan.joined_from <= len(whole) <= plan.joined_to else ""
