"""Cuts the words of an index into the ranges that browsers load, and lists what others are corrected to."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from kbgen.search.near import common_prefix, frequency_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kbgen.search.vocabulary import Vocabulary

_SMALLEST, _LARGEST = 1600, 16 * 1024
_AIMED_AT = 1300
_LEAST, _MOST = 0.3, 1.5
"""How much of the size aimed at a range has at least, and at most unless it is one term."""
_BYTES_PER_POSTING = 2
_BYTES_PER_LETTER = 50
"""What a letter of a beginning is worth: every browser loads the list of beginnings."""
_SHORTEST_SPELLED = 4
_MOST_LOADED = 6_000
"""Words of all letters that are loaded where a word is like none of its own: some 20 KB."""

Spellings = dict[str, dict[int, list[str]]]
"""First letter → frequency class → words."""


def word_ranges(vocabulary: Vocabulary, frequency: Mapping[str, int]) -> list[str]:
    """Where ranges begin: the shortest start that tells its first word from the last of the range before.

    The words in order are cut about where the terms of a range reach the size aimed at, and there where the
    fewest bytes come twice (those of terms with words on both sides) and the beginning is short.
    """
    words = vocabulary.words
    sizes = {
        term: _BYTES_PER_POSTING * frequency[term] + sum(len(word) + 1 for word in listed)
        for term, listed in vocabulary.words_of.items()
    }
    costs = _costs_of_cuts(vocabulary, sizes)
    target = min(max(sum(sizes.values()) // _AIMED_AT, _SMALLEST), _LARGEST)
    begins, first = words[:1] and [words[0][:1]], 0
    while cuts := _possible_cuts(vocabulary, sizes, first, target):
        first = min(cuts, key=lambda at: (costs[at], -at))
        begins.append(words[first][: common_prefix(words[first - 1], words[first]) + 1])
    return begins


def _costs_of_cuts(vocabulary: Vocabulary, sizes: Mapping[str, int]) -> list[int]:
    """For each word what it costs to begin a range with it."""
    places = {word: place for place, word in enumerate(vocabulary.words)}
    change = [0] * (len(places) + 1)
    for term, listed in vocabulary.words_of.items():
        change[places[listed[0]] + 1] += sizes[term]
        change[places[listed[-1]] + 1] -= sizes[term]
    return [
        repeated + _BYTES_PER_LETTER * (common_prefix(previous, word) + 1)
        for repeated, previous, word in zip(
            accumulate(change), ["", *vocabulary.words], vocabulary.words, strict=False
        )
    ]


def _possible_cuts(
    vocabulary: Vocabulary, sizes: Mapping[str, int], first: int, target: int
) -> Sequence[int]:
    """The words that may begin the next range after one; none where the rest fits into that one."""
    held: set[str] = set()
    size, earliest = 0, 0
    for at in range(first, len(vocabulary.words)):
        term = vocabulary.terms[vocabulary.words[at]]
        added = 0 if term in held else sizes[term]
        if not earliest and at > first and size >= _LEAST * target:
            earliest = at
        if earliest and size + added > _MOST * target:
            return range(earliest, at + 1)
        held.add(term)
        size += added
    return ()


def spellings(vocabulary: Vocabulary, frequency: Mapping[str, int], weight: Mapping[str, int]) -> Spellings:
    """The words that are likely to be spelled right: those that occur twice, or in a heading."""
    found: Spellings = {}
    for word in vocabulary.words:
        term = vocabulary.terms[word]
        if len(word) >= _SHORTEST_SPELLED and word.isalpha() and weight[term] > 1:
            classes = found.setdefault(word[0], {})
            classes.setdefault(frequency_class(frequency[term]), []).append(word)
    return {letter: dict(sorted(classes.items())) for letter, classes in found.items()}


def first_letters(spelled: Spellings) -> str:
    """The letters that words begin with, if so few words are listed that a browser may load them all."""
    listed = sum(len(words) for classes in spelled.values() for words in classes.values())
    return "".join(sorted(spelled)) if listed <= _MOST_LOADED else ""


def spelled_words(spelled: Mapping[str, Mapping[int, list[str]]], letter: str) -> Iterator[tuple[str, int]]:
    """The words of a first letter with their frequency classes."""
    for frequency, words in spelled.get(letter, {}).items():
        yield from ((word, frequency) for word in words)
