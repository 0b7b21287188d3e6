"""Chooses the section of a hit and the stretch of its text that say best why it is one.

theme/js/passage.js does the same, to the letter: tests/search/test_parity.py compares them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.analysis import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbgen.search.plan import Plan

_SENTENCE_END = re.compile(r"[.!?。！？…:;\n]\s*$|\n")


@dataclass(frozen=True)
class Asked:
    """A query's words as they may stand in a text."""

    term_of: Mapping[str, str]
    """Word → term, for all words of the terms asked for."""
    value_of: Mapping[str, float]
    """Term → how much finding it is worth."""
    full: float = 0.0
    """What a text is worth that holds everything."""
    typed: frozenset[str] = frozenset()
    """The terms of the words themselves, without what stands in for them."""


@dataclass(frozen=True)
class Passage:
    """What a hit shows of its document."""

    fragment: str
    heading: str
    parts: tuple[tuple[str, bool], ...]
    """Stretches of text, each with whether it is marked; line ends are still "\\n"."""
    near: float = 0.0
    """What the terms in it are worth, or those in its heading."""

    @property
    def shown(self) -> str:
        """The passage as it stands in the page."""
        return "".join(part for part, _ in self.parts)

    @property
    def text(self) -> str:
        """The passage in one line."""
        return self.shown.replace("\n", " ")


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    width: int
    terms: tuple[str, ...]
    """The terms asked for that it matches."""


def best_passage(sections: Iterable[tuple[str, str, str]], asked: Asked, plan: Plan) -> Passage:
    """The passage of the section (fragment, heading, text) that holds most of what was asked, and closest.

    Of equals the first. Where nothing matches, as when all was found in the title, the start of the page.
    """
    best: Passage | None = None
    best_value = -1.0
    for fragment, heading, text in sections:
        found = _pieces(text, asked)
        named = {term for piece in _pieces(heading, asked) for term in piece.terms}
        at, in_text = _densest(found, asked, plan.passage_width)
        value = _worth(named.union(*(piece.terms for piece in found)), asked) + in_text
        if value > best_value:
            best_value = value
            best = Passage(
                fragment if value > 0 else "",
                heading if value > 0 else "",
                _cut(text, found, at, plan),
                max(in_text, _worth(named, asked)),
            )
    return best or Passage("", "", ())


def telling_name(names: list[str], passage: Passage, asked: Asked) -> str:
    """Of a page's names after its title the one that holds most of what title and passage lack, or ""."""
    title, *others = names
    seen = _terms(title, asked) | _terms(passage.heading, asked) | _terms(passage.shown, asked)
    best, most = "", 0.0
    for name in others:
        worth = _worth((_terms(name, asked) & asked.typed) - seen, asked)
        if worth > most:
            best, most = name, worth
    return best


def _terms(text: str, asked: Asked) -> set[str]:
    return {term for piece in _pieces(text, asked) for term in piece.terms}


def closeness(title: str, passage: Passage, asked: Asked, plan: Plan) -> float:
    """How well a page answers by what is read in it, from 0 to the sum of the plan's three shares."""
    found = _pieces(title, asked)
    if not found or not asked.full:
        return 0.0
    named = min(1.0, _worth((term for piece in found for term in piece.terms), asked) / asked.full)
    near = min(1.0, passage.near / asked.full)
    concise = sum(bool(piece.terms) for piece in found) / len(found)
    return plan.close_share * max(near, named) + plan.title_share * named + plan.concise_share * concise


def _pieces(text: str, asked: Asked) -> list[_Piece]:
    return [
        _Piece(
            start,
            end,
            len(words[0]) + 1,
            tuple(asked.term_of[word] for word in words if word in asked.term_of),
        )
        for start, end, words in pieces(text)
    ]


def _worth(terms: Iterable[str], asked: Asked) -> float:
    """What terms are worth together; added in the query's order, so that equal sets are equally much."""
    held = set(terms)
    return sum(value for term, value in asked.value_of.items() if term in held)


def _densest(found: list[_Piece], asked: Asked, width: int) -> tuple[int, float]:
    """Where the stretch of a width starts that holds most of what was asked, and what it is worth."""
    best_at, best_value = 0, 0.0
    for at, piece in enumerate(found):
        if not piece.terms:
            continue
        value = _worth((term for each in found[at : _reach(found, at, width)] for term in each.terms), asked)
        if value > best_value:
            best_at, best_value = at, value
    return best_at, best_value


def _reach(found: list[_Piece], at: int, width: int) -> int:
    """The first piece after `at` that a stretch of a width no longer holds; at least one is held."""
    for past in range(at, len(found)):
        width -= found[past].width
        if width < 0:
            return max(past, at + 1)
    return len(found)


def _cut(text: str, found: list[_Piece], at: int, plan: Plan) -> tuple[tuple[str, bool], ...]:
    if not found:
        return ((text, False),) if text else ()
    first = _lead(text, found, at, plan.passage_lead)
    past = _reach(found, first, plan.passage_width)
    start = 0 if first == 0 else found[first].start
    end = len(text) if past == len(found) else found[past - 1].end
    return tuple(_marked(text, found[first:past], start, end))


def _lead(text: str, found: list[_Piece], at: int, width: int) -> int:
    """The start of the sentence, or as near to it as the width allows."""
    first = at
    while first > 0:
        before = found[first - 1]
        width -= before.width
        if width < 0 or _SENTENCE_END.search(text[before.end : found[first].start]):
            break
        first -= 1
    return first


def _marked(text: str, shown: list[_Piece], start: int, end: int) -> Iterable[tuple[str, bool]]:
    at = start
    for mark_start, mark_end in _joined([piece for piece in shown if piece.terms]):
        if mark_start > at:
            yield text[at:mark_start], False
        yield text[mark_start : min(mark_end, end)], True
        at = min(mark_end, end)
    if at < end:
        yield text[at:end], False


def _joined(matching: list[_Piece]) -> list[tuple[int, int]]:
    """Where marks start and end, those that overlap made one."""
    marks: list[tuple[int, int]] = []
    for piece in matching:
        if marks and piece.start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(piece.end, marks[-1][1]))
        else:
            marks.append((piece.start, piece.end))
    return marks
