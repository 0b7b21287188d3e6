"""Writes numbers and words in few signs of ASCII, which gzip packs well; theme/js/coding.js reads them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from kbgen.search.near import common_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbgen.search.inverted import Numbers

_SIGNS = "".join(chr(code) for code in range(0x23, 0x7F)).replace("\\", "")
"""From "#" on and without the backslash, which JSON would double."""
_LAST = 72
"""So many signs end a number, and the others say that it goes on: most numbers are small."""
_MORE = len(_SIGNS) - _LAST
_PLAIN_WEIGHTS = 4
_NOTHING_SHARED = ord("A")
_MOST_SHARED = 25


@cache
def coded_number(number: int) -> str:
    """A number from 0 on: up to 71 in one sign, up to 1,439 in two; the smallest part comes first."""
    signs = ""
    while number >= _LAST:
        number, rest = divmod(number - _LAST, _MORE)
        signs += _SIGNS[_LAST + rest]
    return signs + _SIGNS[number]


def coded_numbers(numbers: Iterable[int]) -> str:
    """Numbers from 0 on, one after the other."""
    return "".join(map(coded_number, numbers))


def coded_postings(postings: Iterable[tuple[int, int]]) -> str:
    """Documents in ascending order, each with a term's weight in it, as one string.

    For each document four times the gap to the one before, plus the weight less one; where the weight is four
    or more, plus three, and after it what is above four.
    """
    signs = []
    previous = 0
    for number, weight in postings:
        plain = min(weight, _PLAIN_WEIGHTS)
        signs.append(coded_number((number - previous) * _PLAIN_WEIGHTS + plain - 1))
        if plain == _PLAIN_WEIGHTS:
            signs.append(coded_number(weight - plain))
        previous = number
    return "".join(signs)


def all_coded_postings(starts: Numbers, documents: Numbers, weights: Numbers) -> list[str]:
    """What `coded_postings` writes for the postings of each term.

    Args:
        starts: Where the postings of each term begin; at the end, how many there are.
        documents: The document of each posting, ascending for each term.
        weights: The weight of each.
    """
    gaps = np.diff(documents, prepend=0)
    firsts = starts[:-1][np.diff(starts) > 0]
    gaps[firsts] = documents[firsts]
    plain = np.minimum(weights, _PLAIN_WEIGHTS)
    twice = plain == _PLAIN_WEIGHTS
    places = np.arange(len(documents)) + np.cumsum(twice) - twice
    numbers = np.zeros(len(documents) + int(twice.sum()), np.int64)
    numbers[places] = gaps * _PLAIN_WEIGHTS + plain - 1
    numbers[places[twice] + 1] = weights[twice] - _PLAIN_WEIGHTS
    signs, bounds = _all_signs(numbers)
    begins = bounds[np.append(places, len(numbers))[starts]].tolist()
    return [signs[begin:end] for begin, end in pairwise(begins)]


def _all_signs(numbers: Numbers) -> tuple[str, Numbers]:
    """What `coded_number` gives for each number, and where that begins; at the end, how long all is."""
    rest, lengths, steps = numbers.copy(), np.ones(len(numbers), np.int64), []
    going_on = np.flatnonzero(rest >= _LAST)
    while len(going_on):
        rest[going_on], parts = np.divmod(rest[going_on] - _LAST, _MORE)
        steps.append((going_on, parts))
        lengths[going_on] += 1
        going_on = going_on[rest[going_on] >= _LAST]
    bounds = np.append(0, np.cumsum(lengths))
    signs = np.zeros(bounds[-1], np.uint8)
    signs[bounds[1:] - 1] = rest
    for step, (places, parts) in enumerate(steps):
        signs[bounds[places] + step] = _LAST + parts
    return np.frombuffer(_SIGNS.encode(), np.uint8)[signs].tobytes().decode(), bounds


def front_coded(words: Iterable[str], before: str = "") -> str:
    """Words without what they share with the word before; a capital says how much that is.

    "A" is nothing, "B" one character, and so on up to 25: "reset", "resets", "resin" is "AresetFsDin".
    """
    coded = []
    for word in words:
        shared = min(common_prefix(before, word), _MOST_SHARED)
        coded.append(chr(_NOTHING_SHARED + shared) + word[shared:])
        before = word
    return "".join(coded)


def front_coded_terms(terms: Iterable[list[str]]) -> str:
    """The words of terms, front coded, with a space between terms."""
    coded = []
    before = ""
    for words in terms:
        coded.append(front_coded(words, before))
        before = words[-1]
    return " ".join(coded)
