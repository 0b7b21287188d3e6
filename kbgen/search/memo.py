"""What is worked out of each chunk of text by itself: its words, and what they are found under.

The next build of a site has almost the same chunks, so it may take these from the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kbgen.search.analysis import chunk_words, fold

Data = dict[str, Any]
"""A memo as JSON has it."""


class Memo:
    """Words of chunks and terms of words, each worked out once.

    Attributes:
        has_news: Whether anything was asked for that was not known.
    """

    def __init__(self, known: Data | None = None) -> None:
        """Take what `as_data` gave of another memo."""
        known = known or {}
        self._known: dict[str, tuple[str, ...]] = {
            chunk: tuple(words) for chunk, words in known.get("words", {}).items()
        }
        self._known_terms: dict[str, dict[str, str]] = known.get("terms", {})
        self._words: dict[str, tuple[str, ...]] = {}
        self._terms: dict[str, dict[str, str]] = {}
        self.has_news = False

    def words(self, chunk: str) -> tuple[str, ...]:
        """The words of a chunk, as `chunk_words` gives them."""
        found = self._words.get(chunk)
        if found is None:
            found = self._known.get(chunk)
            if found is None:
                found, self.has_news = chunk_words(chunk), True
            self._words[chunk] = found
        return found

    def term(self, spelling: str, language: str, stem: Callable[[str], str]) -> str:
        """The folded stem of a word as it is spelled in a language (ISO 639-1); may be empty."""
        terms = self._terms.setdefault(language, {})
        found = terms.get(spelling)
        if found is None:
            found = self._known_terms.get(language, {}).get(spelling)
            if found is None:
                found, self.has_news = fold(stem(spelling)), True
            terms[spelling] = found
        return found

    def as_data(self) -> Data:
        """All that was asked for: what nobody asks for any more is forgotten."""
        return {"words": self._words, "terms": self._terms}
