"""What decides an answer besides the words themselves, as data: the browser reads the same plan."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from whoosh.lang import NoStopWords, stopwords_for_language

from kbgen.search.analysis import words

TITLE, HEADING, BODY = 6, 2, 1
"""How often a word counts by where it stands; tests/bench/relevance.py shows what other weights do."""

_DIRECTIONS = frozenset(
    {"not", "no", "on", "off", "up", "down", "in", "out", "over", "under", "before", "after", "between"}
)
"""English stop words that change what a customer means: "turn off" is not "turn on"."""


@dataclass(frozen=True)
class Plan:
    """How a query is read, scored and shown. Every field goes into the export's `meta.js`."""

    k1: float = 1.2
    b: float = 0.35
    stop: tuple[str, ...] = ()
    """Words of a query that are passed over as long as others are left."""
    nearest_from: int = 4
    nearest_slack: int = 3
    nearest_ending: int = 4
    """An unknown word of n letters gives way to a known one that shares its first
    max(nearest_from, n - nearest_slack), or that is all of it but the last `nearest_ending`."""
    complete_from: int = 3
    complete_number_from: int = 2
    complete_limit: int = 8
    complete_weight: float = 0.5
    """The last word while it is typed: completed from how many letters, by how many words, at what weight."""
    passage_width: int = 180
    passage_lead: int = 40
    """Width of a passage, and how much of its sentence may stand before the first match, in characters."""

    def as_data(self) -> dict[str, Any]:
        """The plan as JSON has it."""
        return {**asdict(self), "stop": list(self.stop)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Plan:
        """The inverse of `as_data`."""
        return cls(**{**data, "stop": tuple(data["stop"])})


def plan_for(language: str) -> Plan:
    """The plan for a site in a language, an ISO 639-1 code; languages without a list have no stop words."""
    try:
        listed = stopwords_for_language(language)
    except NoStopWords:
        listed = frozenset()
    return Plan(stop=tuple(sorted({word for entry in listed - _DIRECTIONS for word in words(entry)})))
