"""Puts chosen pages first for chosen queries; theme/js/pins.js does the same.

A pin's query is met by the same words in any order, in any of their forms, with typing errors corrected, and
with stop words or without: "reset my password" is "password reset". Words in quotes meet none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.asked import asked_chunks, whole_words
from kbgen.search.near import shared_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbgen.search.asked import AskedChunk
    from kbgen.search.plan import Plan


@dataclass(frozen=True)
class PinRule:
    """What a site's `_search/pins.yml` says: the page that comes first for a query."""

    query: str
    page: str
    """Path in the content folder."""
    fragment: str = ""
    """Id of a section or question, "" for the page as a whole."""
    product: str = ""
    """Id of a product; while another is chosen the pin does not hold."""


@dataclass(frozen=True)
class Pin:
    """A rule as the index knows it."""

    words: tuple[str, ...]
    document: int
    fragment: str
    product: str


def pins_of(
    rules: Iterable[PinRule], documents: Mapping[tuple[str, str], int], plan: Plan
) -> tuple[Pin, ...]:
    """The pins of a site.

    `documents` are the numbers by path and fragment; "" is the page as a whole. Pins of pages that are not in
    the index are left out.
    """
    pins = []
    for rule in rules:
        document = documents.get((rule.page, rule.fragment), documents.get((rule.page, "")))
        words = asked_words(asked_chunks(rule.query, plan, typing=False)[0], {})
        if document is not None and words:
            pins.append(Pin(words, document, rule.fragment, rule.product))
    return tuple(pins)


def asked_words(chunks: Iterable[AskedChunk], corrected: Mapping[str, str]) -> tuple[str, ...]:
    """The words that a query says something with; `corrected` has the words that were taken for others."""
    telling = (chunk for chunk in chunks if chunk.meaningful)
    spelled = (
        (corrected[chunk.text],) if chunk.text in corrected else whole_words(chunk.words) for chunk in telling
    )
    return tuple(word for words in spelled for word in words)


def pinned(
    chunks: list[AskedChunk], corrected: Mapping[str, str], product: str, plan: Plan
) -> tuple[Pin, ...]:
    """The pins that a query meets, in the order of the list, one for each document."""
    if not plan.pins or any(chunk.quoted for chunk in chunks):
        return ()
    words = asked_words(chunks, corrected)
    begun = len(words) - 1 if chunks and chunks[-1].unfinished else -1
    found: dict[int, Pin] = {}
    for pin in plan.pins:
        if pin.product in {"", product or pin.product} and _meets(words, begun, pin, plan):
            found.setdefault(pin.document, pin)
    return tuple(found.values())


def _meets(words: tuple[str, ...], begun: int, pin: Pin, plan: Plan) -> bool:
    """Whether both say the same; the word being typed may be the beginning of one."""
    if len(words) != len(pin.words):
        return False
    left = list(pin.words)
    for at, word in enumerate(words):
        found = next((each for each in left if _same(word, each, plan, begun=at == begun)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _same(word: str, wanted: str, plan: Plan, *, begun: bool) -> bool:
    if word == wanted or shared_stem(word, wanted, plan):
        return True
    return begun and len(word) >= plan.complete_from and wanted.startswith(word)
