"""Reads what a customer typed as terms of the index; theme/js/query.js does the same with shards.

User text never meets Whoosh's query parser, to which a question mark is a wildcard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.analysis import chunk_words, chunks, is_unspaced, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kbgen.search.index import Index


@dataclass(frozen=True)
class WantedTerm:
    """A term that a query asks for."""

    term: str
    weight: float


def wanted_terms(index: Index, query: str, *, typing: bool = False) -> list[WantedTerm]:
    """The terms of a query, each once at its highest weight, in the order of the query.

    `typing` also takes the last word for the start of longer ones.
    """
    wanted: dict[str, float] = {}
    for word, weight in _known_words(index, query, typing=typing):
        term = index.vocabulary.terms[word]
        wanted[term] = max(weight, wanted.get(term, 0.0))
    return [WantedTerm(term, weight) for term, weight in wanted.items()]


def _known_words(index: Index, query: str, *, typing: bool) -> Iterator[tuple[str, float]]:
    unfinished = _unfinished_word(query) if typing else None
    for word in _meaningful(index, words(query)):
        if word == unfinished and _long_enough(index, word):
            completed = completions(index, word)
            yield from ((each, index.plan.complete_weight) for each in completed if each != word)
        if word in index.vocabulary.terms:
            yield word, 1.0
        elif (nearest := nearest_word(index, word)) is not None:
            yield nearest, 1.0


def _meaningful(index: Index, asked: list[str]) -> list[str]:
    """The words that are no stop words, or all when there is nothing else."""
    return [word for word in asked if word not in index.plan.stop] or asked


def nearest_word(index: Index, word: str) -> str | None:
    """The known word with the longest common prefix, if that is long enough; None for anything with a digit.

    Among equals the one in more documents, then the first by code point. Where there is none, a shorter word
    that the whole begins with: "resetting" on a site that only says "reset".
    """
    plan = index.plan
    if not word.isalpha() or len(word) < plan.nearest_from:
        return None
    shared = max(plan.nearest_from, len(word) - plan.nearest_slack)
    near = index.vocabulary.starting_with(word[:shared])
    if near:
        return min(near, key=lambda known: (-common_prefix(word, known), *_popularity(index)(known)))
    base = word[: -plan.nearest_ending]
    return base if len(base) >= plan.nearest_from and base in index.vocabulary.terms else None


def completions(index: Index, word: str) -> list[str]:
    """Known words that a word being typed may become: those in most documents first."""
    return sorted(index.vocabulary.starting_with(word), key=_popularity(index))[: index.plan.complete_limit]


def _popularity(index: Index) -> Callable[[str], tuple[int, str]]:
    return lambda word: (-index.document_frequency(index.vocabulary.terms[word]), word)


def _long_enough(index: Index, word: str) -> bool:
    """Whether so few words start like it that it is worth completing."""
    if is_unspaced(word):
        return True
    return len(word) >= (index.plan.complete_from if word.isalpha() else index.plan.complete_number_from)


def _unfinished_word(query: str) -> str | None:
    """The whole of the last chunk, when nothing follows it."""
    last = chunks(query)[-1:]
    if not last or not query.endswith(last[0]):
        return None
    return next(iter(chunk_words(last[0])), None)


def common_prefix(one: str, other: str) -> int:
    """How many characters two words begin with alike."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
