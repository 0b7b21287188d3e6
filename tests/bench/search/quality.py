"""How well each engine finds the page that answers a question, on sets of questions about these pages."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pages import SourcePage
from relevance import QuestionSet, read_sets

Ask = Callable[[Sequence[str]], list[list[str]]]
"""Queries → the addresses of the first ten results of each."""


@dataclass(frozen=True)
class Quality:
    """The means over a set's questions."""

    questions: int
    mrr: float
    ndcg: float


def sets_about(folder: Path, content: Path, pages: Sequence[SourcePage]) -> Iterator[QuestionSet]:
    """Yield the sets of which every answer is one of the pages."""
    sources = {page.source for page in pages}
    for each in read_sets(folder, content):
        if all(sources.issuperset(grades) for grades in each.wanted.values()):
            yield each


def measure(asked: QuestionSet, pages: Sequence[SourcePage], ask: Ask) -> Quality:
    """Ask every question that has an answer."""
    numbers = [number for number in asked.queries if asked.wanted.get(number)]
    sources = {page.url: page.source for page in pages}
    answers = ask([asked.queries[number] for number in numbers])
    found = [
        grades_of(urls, sources, asked.wanted[number]) for number, urls in zip(numbers, answers, strict=True)
    ]
    best = [sorted(asked.wanted[number].values(), reverse=True)[:10] for number in numbers]
    ranks = [next((1 / place for place, grade in enumerate(grades, 1) if grade), 0.0) for grades in found]
    gains = [gain(grades) / gain(ideal) for grades, ideal in zip(found, best, strict=True)]
    return Quality(len(numbers), sum(ranks) / len(ranks), sum(gains) / len(gains))


def grades_of(urls: Sequence[str], sources: dict[str, str], wanted: dict[str, int]) -> list[int]:
    """Return the grades of results in order, of a page with several results only at its first."""
    seen: set[str] = set()
    grades = []
    for url in urls:
        source = sources.get(unquote(urlsplit(url).path).lstrip("/"), url)
        grades.append(0 if source in seen else wanted.get(source, 0))
        seen.add(source)
    return grades


def gain(grades: Sequence[int]) -> float:
    """Return the discounted cumulative gain, as in relevance.py."""
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))
