"""What is asked: words and questions taken from the content itself, the same ones on every run."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pages import SourcePage
from whoosh.lang import stopwords_for_language

SEED = 20261122
SHORT, LONG = 2, 6
"""Words of a short query at most, and of a question about."""
TELLING = 4
"""Letters from which a word is worth asking for, whatever the language."""
STOP_WORDS = stopwords_for_language("en")

WORD = re.compile(r"[^\W_]+(?:['’.+#-][^\W_]+)*")


@dataclass(frozen=True)
class Queries:
    """Queries of one or two words, and questions of about six."""

    short: tuple[str, ...]
    long: tuple[str, ...]

    def first(self, count: int) -> Queries:
        """Return as many of each kind."""
        return Queries(self.short[:count], self.long[:count])


def choose_queries(pages: Sequence[SourcePage], count: int) -> Queries:
    """Choose as many of each kind from titles and headings, by a fixed seed.

    A heading that many pages have counts once: nobody asks for "Parameters".
    """
    chance = random.Random(SEED)  # noqa: S311 - not a secret: the point is that it repeats
    lines = list(dict.fromkeys(line for page in pages for line in (page.title, *page.headings)))
    short = (short_query(chance.choice(lines), chance) for _ in range(count * 50))
    longer = [line for line in lines if LONG - 1 <= len(WORD.findall(line)) <= LONG + 1]
    questions = (" ".join(WORD.findall(chance.choice(longer or lines))) for _ in range(count * 50))
    return Queries(some(short, count), some(questions, count))


def short_query(line: str, chance: random.Random) -> str:
    """Return one or two neighbouring words of a line that are no stop words."""
    words = [word for word in WORD.findall(line) if len(word) >= TELLING and word.lower() not in STOP_WORDS]
    length = chance.randint(1, SHORT)
    start = chance.randint(0, max(0, len(words) - length))
    return " ".join(words[start : start + length])


def some(queries: Iterable[str], count: int) -> tuple[str, ...]:
    """Return the first different ones that are not empty."""
    return tuple(list(dict.fromkeys(query for query in queries if query))[:count])


def read_queries(path: Path) -> Queries:
    """Read queries of which the first column of each line is asked; three words and more are a question."""
    lines = [line.split("\t")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return Queries(
        tuple(line for line in lines if line and len(line.split()) <= SHORT),
        tuple(line for line in lines if len(line.split()) > SHORT),
    )
