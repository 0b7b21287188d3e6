"""Looks for phrases in quotes in the text of a page; theme/js/phrase.js does the same.

The index holds no positions, which would double its size: the few best pages are read instead, as far as
their text is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbgen.search.asked import phrase_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def holds_phrases(record: dict[str, Any], phrases: Iterable[tuple[str, ...]]) -> bool:
    """Whether every phrase stands in the title, a heading or the text of a page, word for word."""
    texts = [f" {' '.join(phrase_words(text))} " for text in _texts(record)]
    return all(any(f" {' '.join(phrase)} " in text for text in texts) for phrase in phrases)


def _texts(record: dict[str, Any]) -> Iterator[str]:
    yield record["title"]
    for _, heading, text in record["sections"]:
        yield from (heading, text)
