"""Finds the known word for one that the site does not have: another form of it, or its right spelling.

theme/js/spelling.js does the same with what shards know.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kbgen.search.near import frequency_class, inflected, most_slips, respelled, shared_stem
from kbgen.search.ranges import spelled_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbgen.search.index import Index
    from kbgen.search.plan import Plan


def known_word(index: Index, word: str, *, correcting: bool) -> tuple[str | None, bool]:
    """The known word, or two, that an unknown one stands for, and whether that corrects its spelling."""
    near = index.neighbours(word)
    form = inflected(word, near, index.frequency, index.plan)
    if not correcting or _is_sure(form, word, index.plan):
        return form, False
    found = _one_slip(index, word) if form else _corrected(index, word, near)
    terms = index.vocabulary.terms
    if found is None or (form and terms[form] == terms.get(found)):
        return form, False
    return found, True


def _is_sure(form: str | None, word: str, plan: Plan) -> bool:
    """Whether a word is a form with an ending, or has so much of it that it is hardly misspelled."""
    if form is None:
        return False
    stem = shared_stem(word, form, plan)
    return stem == len(form) or stem >= plan.form_share * len(word)


def _one_slip(index: Index, word: str) -> str | None:
    return respelled(word, _listed(index, word[0]), min(most_slips(word, index.plan), 1))


def _corrected(index: Index, word: str, near: list[str]) -> str | None:
    """The right spelling.

    Looked for among the words with the same first letter, one slip away; then those that the word begins;
    then two words written as one; then words two slips away; then those that begin with its second letter, or
    with any.
    """
    plan = index.plan
    slips = most_slips(word, plan)
    if not slips:
        return None
    found = _one_slip(index, word)
    if found is None and len(word) >= plan.begun_from:
        begun = [each for each in near if each.startswith(word) and each.isalpha()]
        found = min(begun, key=lambda each: (-index.frequency(each), each), default=None)
    found = found or _in_two(index, word)
    for letter in dict.fromkeys(word[:2]):
        found = found or respelled(word, _listed(index, letter), slips)
    if found is None and len(word) >= plan.first_letter_from:
        found = respelled(word, chain.from_iterable(_listed(index, each) for each in plan.first_letters), 1)
    return found


def _in_two(index: Index, word: str) -> str | None:
    """The two words, with a space between, that were written as one, of which the rarer is most frequent."""
    least = index.plan.part_from
    cuts = range(least, len(word) - least + 1)
    pairs = [(word[:at], word[at:]) for at in cuts]
    known = [
        (frequency_class(min(map(index.frequency, pair))), -at, " ".join(pair))
        for at, pair in enumerate(pairs)
        if all(each in index.vocabulary.terms for each in pair)
    ]
    return max(known)[2] if known else None


def _listed(index: Index, letter: str) -> Iterator[tuple[str, int]]:
    return spelled_words(index.spellings, letter)
