"""Which term each word of the site belongs to: "resetting" and "resets" are found under "reset".

Stemming happens here, while the site is built, and nowhere else: browsers look words up, without a stemmer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING
from unicodedata import normalize

from whoosh.lang import NoStemmer, stemmer_for_language

from kbgen.search.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_SHORTEST_STEMMED = 3


@dataclass(frozen=True)
class Vocabulary:
    """The words of the index and their terms."""

    terms: dict[str, str]
    """Word → term."""

    @cached_property
    def words(self) -> list[str]:
        """All words, by code point."""
        return sorted(self.terms)

    @cached_property
    def words_of(self) -> dict[str, list[str]]:
        """Term → its words, by code point."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            found[self.terms[word]].append(word)
        return dict(found)

    def form_of(self, word: str, languages: Iterable[str]) -> str | None:
        """A word as the site has it, in another form where it has no such word: "refunds" for "refund"."""
        if word in self.terms:
            return word
        memo = Memo()
        stems = (_term(word, {(word, each): 1}, {each: _stemmer(each)}, memo) for each in languages)
        return next((self.words_of[stem][0] for stem in stems if stem in self.words_of), None)

    def starting_with(self, prefix: str) -> list[str]:
        """The words that start with a prefix, itself included, by code point."""
        first = bisect_left(self.words, prefix)
        return list(takewhile(lambda word: word.startswith(prefix), self.words[first:]))


def build_vocabulary(chunk_counts: Mapping[str, Mapping[str, int]], memo: Memo | None = None) -> Vocabulary:
    """The vocabulary of a site from all its chunks and how often each occurs, by language (ISO 639-1).

    Stemmers want the accents that folding takes away, so a word is stemmed as it is most often spelled, in
    the language in which it is spelled so. `memo` may know some of them.
    """
    memo = memo or Memo()
    spellings: dict[str, dict[_Spelling, int]] = defaultdict(dict)
    for language, counts in chunk_counts.items():
        for chunk, count in counts.items():
            words = memo.words(chunk)
            if len(words) == 1 and not chunk.isascii() and (spelling := normalize("NFC", chunk)).isalpha():
                found = [(words[0], spelling.lower())]
            else:
                found = [(word, word) for word in words]
            for word, spelling in found:
                spelled = spellings[word]
                spelled[spelling, language] = spelled.get((spelling, language), 0) + count
    stem = {language: _stemmer(language) for language in chunk_counts}
    return Vocabulary({word: _term(word, spelled, stem, memo) for word, spelled in sorted(spellings.items())})


_Spelling = tuple[str, str]
"""How a word is written, and the language of the page."""


def _term(
    word: str, spelled: Mapping[_Spelling, int], stem: Mapping[str, Callable[[str], str]], memo: Memo
) -> str:
    if len(word) < _SHORTEST_STEMMED or not word.isalpha():
        return word
    spelling, language = (
        min(spelled, key=lambda each: (-spelled[each], each)) if len(spelled) > 1 else next(iter(spelled))
    )
    return memo.term(spelling, language, stem[language]) or word


def _stemmer(language: str) -> Callable[[str], str]:
    try:
        stem: Callable[[str], str] = stemmer_for_language(language)
    except NoStemmer:
        return str
    return stem
