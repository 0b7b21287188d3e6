"""Inline Markdown with fewer searches: a pattern is tried only on text with a character that it needs.

Python-Markdown tries each of its patterns on every stretch of text: half of what a page costs. What a pattern
needs is read off its regular expression; where that says nothing, the pattern is tried as before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter

# Since Python 3.11 the parser of regular expressions is private: what it does not give is taken for unknown.
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_PREFIX, AtomicString

_PLACEHOLDER = frozenset(INLINE_PLACEHOLDER_PREFIX + "0123456789" + ETX)
"""What a match puts in its place: these characters may come into a text, others may only leave it."""


class FilteredInlineProcessor(InlineProcessor):
    """Python-Markdown's own, which passes over the patterns that cannot match."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._patterns: list[tuple[Any, frozenset[str]]] = []

    def run(self, tree: Any, ancestors: list[str] | None = None) -> Any:
        """Apply the patterns to a tree; extensions may have changed what they are."""
        if [pattern for pattern, _ in self._patterns] != list(self.inlinePatterns):
            patterns: Iterable[Any] = self.inlinePatterns
            self._patterns = [(each, needed_characters(each.getCompiledRegExp())) for each in patterns]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Take the place of the method that is called so inside of Python-Markdown's class."""
        if isinstance(data, AtomicString):
            return data
        present = set(data)
        for index in range(patternIndex, len(self._patterns)):
            pattern, needed = self._patterns[index]
            if needed and needed.isdisjoint(present):
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined]
        return data


def needed_characters(expression: re.Pattern[str]) -> frozenset[str]:
    """Return characters of which one stands in every match of an expression, empty where it does not say."""
    try:
        return _needed(parser.parse(expression.pattern, expression.flags), expression.flags)
    except (re.error, AttributeError, TypeError, ValueError):
        return frozenset()


def _needed(sequence: Any, flags: int) -> frozenset[str]:
    """Return the fewest characters that one part of a sequence needs; each part has to match."""
    found = [_needed_by(code, value, flags) for code, value in sequence]
    usable = [each for each in found if each and each.isdisjoint(_PLACEHOLDER)]
    return min(usable, key=lambda each: (len(each), " " in each), default=frozenset())


def _needed_by(code: Any, value: Any, flags: int) -> frozenset[str]:
    if code is codes.LITERAL:
        return _cased(chr(value), flags)
    if code is codes.IN:
        return _any_of([_needed_by(each, of, flags) for each, of in value])
    if code is codes.BRANCH:
        return _any_of([_needed(part, flags) for part in value[1]])
    within = _WITHIN.get(code)
    if within is None or (code in _REPEATS and not value[0]):
        return frozenset()
    return _needed(within(value), flags)


_REPEATS = frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT})
_WITHIN: Mapping[Any, Callable[[Any], Any]] = {
    codes.SUBPATTERN: itemgetter(3),
    codes.ATOMIC_GROUP: lambda value: value,
    **dict.fromkeys(_REPEATS, itemgetter(2)),
}
"""What repeats or holds a sequence, and where that is in its value."""


def _any_of(choices: list[frozenset[str]]) -> frozenset[str]:
    """Return the characters of all choices, or none where one of them needs nothing."""
    return frozenset().union(*choices) if all(choices) else frozenset()


def _cased(character: str, flags: int) -> frozenset[str]:
    """Return a character, or nothing where another case of it would do as well."""
    return frozenset() if flags & re.IGNORECASE and character.isalpha() else frozenset(character)
