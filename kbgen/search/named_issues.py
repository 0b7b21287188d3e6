"""Puts a known issue that is not fixed first where a query names it; theme/js/named-issues.js does the same.

A query names an issue by one of its symptoms or other names in full (in any order and form, corrected as
other words are), or by its title: nothing but words of it and of its products, and half of it at
least. A query with a number that the issue does not know, such as another product's, names none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kbgen.search.asked import asked_chunks, joined
from kbgen.search.near import shared_stem
from kbgen.search.pins import asked_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from kbgen.search.asked import AskedChunk
    from kbgen.search.documents import Document
    from kbgen.search.plan import Plan

Words = tuple[str, ...]
MOST = 3
"""Issues that one query is answered with first; theme/js/named-issues.js has the same number."""
_LISTED = 100
"""Issues that browsers are told of: each is some hundred bytes that come before the first answer."""
_THIRD = 3
_TITLE_WORDS = 3
"""Words of a title that a query has at least, to name an issue by it."""
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"(?=.*\d)(?=.*\D)")


@dataclass(frozen=True)
class OpenIssue:
    """What search is told of a known issue that is not fixed."""

    state: str
    """In words, such as "Not fixed yet"."""
    workaround: str
    """A sentence, "" where there is none."""
    products: tuple[str, ...]
    """Ids of the products that it is not fixed for."""
    knows: tuple[str, ...]
    """Names and numbers of its products, and affected versions."""
    severity: int
    """0 is the most severe."""


@dataclass(frozen=True)
class IssueNames:
    """What a query names an issue by, as the index knows it."""

    document: int
    products: tuple[str, ...]
    names: tuple[Words, ...]
    """Symptoms and other names."""
    title: Words
    others: Words
    """Further words of its products, and numbers, that a query may have which names it."""

    @cached_property
    def known(self) -> frozenset[str]:
        """All words that a query may have which names it by its title, and all numbers that it may have."""
        return frozenset((*self.title, *self.others, *(word for name in self.names for word in name)))

    def as_data(self) -> list[Any]:
        """Return it as JSON has it."""
        names = [list(name) for name in self.names]
        return [self.document, list(self.products), names, list(self.title), list(self.others)]

    @classmethod
    def from_data(cls, data: list[Any]) -> IssueNames:
        """Return the inverse of `as_data`."""
        document, products, names, title, others = data
        return cls(document, tuple(products), tuple(map(tuple, names)), tuple(title), tuple(others))


def issue_names(documents: Iterable[Document], plan: Plan) -> tuple[IssueNames, ...]:
    """The issues of a site that are not fixed, the most severe first."""
    issues = [(each.issue, number, each) for number, each in enumerate(documents) if each.issue]
    ordered = sorted(issues, key=lambda each: (each[0].severity, each[1]))
    return tuple(_names(*each, plan) for each in ordered[:_LISTED])


def _names(issue: OpenIssue, number: int, document: Document, plan: Plan) -> IssueNames:
    names = [_telling(text, plan) for text in document.record["names"]]
    title = _telling(document.record["title"], plan)
    known = [_words(text, plan) for text in (*document.record["productNames"], *issue.knows)]
    telling = tuple(filter(_is_telling, names))
    others = {"in", *(word for words in (*names, *known) for word in words)}
    others -= {word for words in (title, *telling) for word in words}
    return IssueNames(number, issue.products, telling, title, tuple(sorted(others)))


def _words(text: str, plan: Plan) -> Words:
    return tuple(dict.fromkeys(asked_words(asked_chunks(text, plan, typing=False)[0], {})))


def _telling(text: str, plan: Plan) -> Words:
    """The words of a name that a query must have; "in", which is no stop word of queries, is none of them."""
    return tuple(word for word in _words(text, plan) if word != "in")


def _is_telling(name: Words) -> bool:
    """Whether a name says enough to stand for the issue: a code, or two words."""
    return len(name) > 1 or any(map(_CODE.match, name))


def named_issues(
    chunks: list[AskedChunk], corrected: Mapping[str, str], product: str, plan: Plan
) -> tuple[int, ...]:
    """The documents of the issues that a query names, of those that the chosen product has."""
    if not plan.issues:
        return ()
    said = _Said(asked_words(chunks, corrected), chunks, plan)
    issues = [each for each in plan.issues if not product or product in each.products]
    return tuple(each.document for each in issues if said.names(each))[:MOST]


class _Said:
    """The words of a query, and the identifiers that two of its chunks make together."""

    def __init__(self, words: Words, chunks: list[AskedChunk], plan: Plan) -> None:
        self.words, self.plan = words, plan
        self.pairs = [joined(chunks[at : at + 2], plan) for at in range(len(chunks))]

    def names(self, issue: IssueNames) -> bool:
        if any(self._is_strange(word, issue) for word in self.words):
            return False
        return any(map(self._is_said, issue.names)) or self._is_title(issue)

    def _is_strange(self, word: str, issue: IssueNames) -> bool:
        """Whether a word is a number of something else."""
        if not _DIGIT.search(word) or word in issue.known:
            return False
        return not any(pair in issue.known and pair.endswith(word) for pair in self.pairs)

    def _is_said(self, name: Words) -> bool:
        enough = _THIRD * len(name) >= len(self.words) or any(map(_CODE.match, name))
        return enough and all(map(self._has, name))

    def _is_title(self, issue: IssueNames) -> bool:
        said = sum(map(self._has, issue.title))
        own = all(any(self._same(word, each) for each in issue.known) for word in self.words)
        return own and said >= _TITLE_WORDS and 2 * said >= len(issue.title)

    def _has(self, wanted: str) -> bool:
        return wanted in self.pairs or any(self._same(word, wanted) for word in self.words)

    def _same(self, word: str, wanted: str) -> bool:
        return word == wanted or shared_stem(word, wanted, self.plan) > 0
