"""What decides an answer besides the words themselves, as data: the browser reads the same plan."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from whoosh.lang import NoStopWords, stopwords_for_language

from kbgen.search.analysis import words
from kbgen.search.named_issues import IssueNames
from kbgen.search.pins import Pin
from kbgen.search.synonyms import Synonyms, synonyms_as_data, synonyms_from_data

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE, HEADING, BODY = 6, 2, 1
"""How often a word counts by where it stands; tests/bench/relevance.py shows what other weights do."""

_IN_PAIRS = frozenset({"ja", "ko", "zh"})
_PAIRS_B = 0.75
"""Where characters are indexed two by two, a long text holds many of any query's by chance."""
_DIRECTIONS = frozenset(
    {"not", "no", "on", "off", "up", "down", "in", "out", "over", "under", "before", "after", "between"}
)
"""English stop words that change what a customer means: "turn off" is not "turn on"."""


@dataclass(frozen=True)
class Plan:
    """How a query is read, scored and shown. Every field goes into the export's `meta.js`."""

    k1: float = 1.2
    b: float = 0.35
    coverage: float = 0.23
    """The part of its score that a page loses that has none of the words asked for; less, the more it has."""
    reordered: int = 5
    close_share: float = 0.7
    title_share: float = 0.3
    concise_share: float = 0.15
    """So many pages at a time are put in order again by what is read in them: how much of the query stands
    close together, how much in the title, and how much of the title was asked for."""
    phrase_candidates: int = 20
    """Pages that are read to find a phrase in quotes."""
    stop: tuple[str, ...] = ()
    """Words of a query that are passed over as long as others are left."""
    synonyms: Synonyms = ()
    synonym_weight: float = 0.4
    endings: tuple[str, ...] = ()
    """How words of the language end: two words that differ in these alone are forms of one."""
    stem_from: int = 4
    """Letters that two forms of a word share at least."""
    one_slip_from: int = 4
    two_slips_from: int = 7
    """From how many letters on an unknown word may be one slip, or two, away from the known one."""
    form_share: float = 0.7
    """Where a word shares less than this with a known form, a word that is one slip away comes first."""
    first_letters: str = ""
    first_letter_from: int = 5
    """Letters that any unknown word may have begun with, where the site is small; and how long it is then."""
    part_from: int = 3
    together_weight: float = 1.0
    """Letters of words that were written together, or apart; and what one for two is worth."""
    longest_corrected: int = 12
    """In queries of more words than this nothing is corrected: they are pasted, not typed."""
    begun_from: int = 4
    """From how many letters on an unknown word may be the beginning of a known one ("config")."""
    identifier_weight: float = 2.0
    identifier_part_weight: float = 0.25
    compound_part_weight: float = 0.5
    """A whole identifier that the site knows, its parts beside it, and the parts of other compounds."""
    grammar_weight: float = 0.4
    """Pairs of characters with hiragana in them: what Japanese writes its endings and particles in."""
    joined_from: int = 3
    joined_to: int = 12
    """Letters of two chunks that make an identifier together ("E 47")."""
    begun_identifier_from: int = 3
    begun_weight: float = 0.7
    """An unknown identifier is taken for the beginning of known ones: from how many signs, at what weight."""
    complete_from: int = 3
    complete_number_from: int = 2
    complete_limit: int = 8
    complete_weight: float = 0.5
    """The last word while it is typed: completed from how many letters, by how many words, at what weight."""
    near_from: int = 3
    near_limit: int = 8
    near_weight: float = 0.5
    """Where nothing is found: words that begin like an unknown one, by how many letters, and how many."""
    pins: tuple[Pin, ...] = ()
    issues: tuple[IssueNames, ...] = ()
    """Known issues that are not fixed, with what they are named by."""
    passage_width: int = 180
    passage_lead: int = 40
    """Width of a passage, and how much of its sentence may stand before the first match, in characters."""

    def as_data(self) -> dict[str, Any]:
        """The plan as JSON has it."""
        pins = [[list(each.words), each.document, each.fragment, each.product] for each in self.pins]
        lists = {"stop": list(self.stop), "endings": list(self.endings), "pins": pins}
        issues = [each.as_data() for each in self.issues]
        return {**asdict(self), **lists, "issues": issues, "synonyms": synonyms_as_data(self.synonyms)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Plan:
        """The inverse of `as_data`."""
        pins = tuple(Pin(tuple(words), *rest) for words, *rest in data["pins"])
        lists = {"stop": tuple(data["stop"]), "endings": tuple(data["endings"])}
        issues = tuple(map(IssueNames.from_data, data["issues"]))
        return cls(
            **{
                **data,
                **lists,
                "issues": issues,
                "synonyms": synonyms_from_data(data["synonyms"]),
                "pins": pins,
            }
        )


def plan_for(languages: Sequence[str], endings: tuple[str, ...] = (), synonyms: Synonyms = ()) -> Plan:
    """The plan for a site in some languages (ISO 639-1), its own first."""
    listed = {word for language in languages for word in _stop_words(language)}
    lengths = _PAIRS_B if languages[0] in _IN_PAIRS else Plan.b
    return Plan(b=lengths, stop=tuple(sorted(listed)), endings=endings, synonyms=synonyms)


def _stop_words(language: str) -> set[str]:
    """The words that say nothing; languages without a list have none."""
    try:
        listed = stopwords_for_language(language)
    except NoStopWords:
        return set()
    return {word for entry in listed - _DIRECTIONS for word in words(entry)}
