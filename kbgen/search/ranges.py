"""Cuts the words of an index into the ranges that browsers load, and lists what others are corrected to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.search.near import common_prefix, frequency_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbgen.search.vocabulary import Vocabulary

_SMALLEST, _LARGEST = 3 * 1024, 32 * 1024
_AIMED_AT = 1000
_BYTES_PER_POSTING = 4
_SHORTEST_SPELLED = 4

Spellings = dict[str, dict[int, list[str]]]
"""First letter → frequency class → words."""


def word_ranges(vocabulary: Vocabulary, frequency: Mapping[str, int]) -> list[str]:
    """Where ranges begin: the shortest start that tells its first word from the last of the range before.

    The words in order are cut where the terms of a range reach the size aimed at; a large term stands alone.
    """
    sizes = {
        term: _BYTES_PER_POSTING * frequency[term] + sum(len(word) + 1 for word in words)
        for term, words in vocabulary.words_of.items()
    }
    target = min(max(sum(sizes.values()) // _AIMED_AT, _SMALLEST), _LARGEST)
    begins: list[str] = []
    terms: set[str] = set()
    size, previous = 0, ""
    for word in vocabulary.words:
        term = vocabulary.terms[word]
        added = 0 if term in terms else sizes[term]
        if not begins or (added and terms and size + added > target):
            begins.append(word[: common_prefix(previous, word) + 1])
            terms, size, added = set(), 0, sizes[term]
        terms.add(term)
        size += added
        previous = word
    return begins


def spellings(vocabulary: Vocabulary, frequency: Mapping[str, int], weight: Mapping[str, int]) -> Spellings:
    """The words that are likely to be spelled right: those that occur twice, or in a heading."""
    found: Spellings = {}
    for word in vocabulary.words:
        term = vocabulary.terms[word]
        if len(word) >= _SHORTEST_SPELLED and word.isalpha() and weight[term] > 1:
            classes = found.setdefault(word[0], {})
            classes.setdefault(frequency_class(frequency[term]), []).append(word)
    return {letter: dict(sorted(classes.items())) for letter, classes in found.items()}


def spelled_words(spelled: Mapping[str, Mapping[int, list[str]]], letter: str) -> Iterator[tuple[str, int]]:
    """The words of a first letter with their frequency classes."""
    for frequency, words in spelled.get(letter, {}).items():
        yield from ((word, frequency) for word in words)
