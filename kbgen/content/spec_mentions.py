"""Numbers with units that prose puts beside the name of a property: `a weight of 1.4 kg`, `32 GB of memory`.

Only what is certain counts: nothing stands between number and name but words that link the two, and the
sentence neither supposes nor compares, instructs or denies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kbgen.content.families import Family
from kbgen.content.masking import mask_code
from kbgen.content.spec_values import NUMBER, Bound, to_float
from kbgen.content.units import find_unit, spellings


@dataclass(frozen=True)
class Mention:
    """A number with a unit beside the name of a property.

    Attributes:
        start: Where it begins in the text.
        text: As it is written.
        low: The number, or the lower end of a range, in base units.
        high: The same number, or the upper end.
        slack: Half of its last digit, in base units.
        bound: What the words before it say of it.
        properties: Names of the properties that it may be about.
        distance: Characters between it and the name.
        condition: The word behind it that begins a condition (`at full brightness`), empty where none does.
        sentence: The sentence that it stands in.
    """

    start: int
    text: str
    low: float
    high: float
    slack: float
    bound: Bound
    properties: tuple[str, ...]
    distance: int
    condition: str
    sentence: str


def find_mentions(body: str, family: Family) -> Iterator[Mention]:
    """Yield the numbers of a page that stand beside names of a family's measured properties."""
    terms, names = _terms_of(family)
    if terms is None or not terms.search(body):
        return
    text = _BLANKED.sub(lambda match: " " * len(match[0]), mask_code(body))
    for term in terms.finditer(text):
        properties = names[_folded(term[0])]
        unit = find_unit(family.properties[properties[0]].unit or "")
        if unit is None:
            continue
        found = _numbers_beside(text, term.start(), term.end(), unit.dimension)
        sentence = sentence_at(text, term.start()) if found else ""
        if _SUPPOSED.search(sentence):
            continue
        for match, start, distance in found:
            if not _is_indefinite(text, start, sentence):
                yield _mention(match, properties, distance, sentence)


def _numbers_beside(text: str, start: int, end: int, dimension: str) -> list[tuple[re.Match[str], int, int]]:
    """Return the numbers behind and before a name: the match, where name and number begin, their distance."""
    behind, before = _beside(dimension)
    after = behind.match(text, end)
    found = [(after, start, after.start("number") - end)] if after else []
    reach = max(0, start - _REACH)
    return [
        *found,
        *((match, match.start(), start - match.end("unit")) for match in before.finditer(text, reach, start)),
    ]


def sentence_at(text: str, at: int) -> str:
    """Return the sentence around a place; a blank line, an item or a row of a table ends it as well."""
    first = max(0, at - _LONG)
    start = max((match.end() for match in _END.finditer(text, first, at)), default=first)
    end = _END.search(text, at, at + _LONG)
    return text[start : end.start() if end else at + _LONG]


@cache
def quantity(dimension: str) -> str:
    """Return an expression for numbers with a unit of a dimension: `16 GB`, `5 to 35 °C`, `15.6-inch`."""
    names = [name for name in spellings() if (unit := find_unit(name)) and unit.dimension == dimension]
    known = sorted((re.escape(name) for name in names if name not in _NO_PROSE), key=len, reverse=True)
    either = "|".join(known)
    return (
        rf"(?<![\w.,/×-])(?P<number>{NUMBER})"
        rf"(?:[ \u00a0]?(?P<low_unit>{either})?(?: ?(?:–|\.\.|-) ?|\s+(?:to|and)\s+)(?P<high>{NUMBER}))?"
        rf"[\s\u00a0-]?(?P<unit>{either})(?![\w/²³])"
    )


_NO_PROSE = {'"', "'", "″", "′", "”", "bit", "bits"}
"""Signs that close quotations, and words of kinds of things, as in `a 64-bit processor`."""
_REACH = 60
_LONG = 400
_END = re.compile(r"[.!?;](?=\s)|\n\s*\n|\n\s*(?:[-*+|#>]|\d+[.)])\s?")
_BLANKED = re.compile(r"\{[^{}\n]*\}|\]\([^()\n]*\)|[*_\[\]]|^\|.*\|.*\|.*\|.*$", re.MULTILINE)
"""Attributes, targets of links, emphasis, and rows of tables with more than two cells."""
_SUPPOSED = re.compile(
    r"\b(?:if|unless|until|when|whenever|once|should|would|could|example|e\.g\.|instead|than|compared|unlike|older|"
    r"earlier|previous|predecessor|others?|another|any|every|choose|select|set|enter|reduce|increase|"
    r"lower|raise|limits?|remaining|left|free|spare|extra|additional|more|less|half|not|never|no|none|nothing|something|whatever|need|needs|"
    r"recommend|recommended|upgrade|upgraded)\b",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"\b(?:an?|your|some)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:has|have|comes?|includes?|contains?|offers?|features?|provides?)\b", re.IGNORECASE)
_SPACE = r"(?:[ \t\u00a0]*\n[ \t]*(?!\n)|[ \t\u00a0]+)"
_LINK = (
    r"(?:is|are|was|of|at|about|around|roughly|approximately|nearly|almost|just|only|exactly|a|an|up|to|most|least|"
    r"maximum|between|from|measures|reaches|lies|stands|total)"
)
_BEHIND = rf"(?:[ \t]*[:=|])?(?:{_SPACE}{_LINK})*{_SPACE}"
_BEFORE = rf"{_SPACE}(?:(?:of|in|total|built-in|internal|main){_SPACE})*$"
_CONDITION = re.compile(r"\s+(at|under|while|during|per|each|in|with|for|on)\b")
_BOUNDS: Mapping[Bound, re.Pattern[str]] = {
    "at most": re.compile(r"\b(?:up to|at most|maximum(?: of)?)\s+$", re.IGNORECASE),
    "at least": re.compile(r"\b(?:at least|from)\s+$", re.IGNORECASE),
    "about": re.compile(r"\b(?:about|around|roughly|approximately|nearly|almost)\s+$", re.IGNORECASE),
}


@cache
def _beside(dimension: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return expressions for a number behind a name, and for one before it."""
    return re.compile(_BEHIND + quantity(dimension)), re.compile(quantity(dimension) + _BEFORE)


def _is_indefinite(text: str, start: int, sentence: str) -> bool:
    """Say whether what begins at a place is any such thing, `a 45 W charger`, and not the product's own."""
    return bool(_INDEFINITE.search(text, max(0, start - _REACH), start)) and not _OWNED.search(sentence)


def _mention(match: re.Match[str], properties: tuple[str, ...], distance: int, sentence: str) -> Mention:
    unit, low_unit = find_unit(match["unit"]), find_unit(match["low_unit"] or match["unit"])
    assert unit is not None and low_unit is not None  # noqa: S101, PT018 - the expression is made of units
    start, end = match.start("number"), match.end("unit")
    last = match["high"] or match["number"]
    said = match.string[max(0, start - _REACH) : start]
    following = _CONDITION.match(match.string, end)
    return Mention(
        start=start,
        text=" ".join(match.string[start:end].split()),
        low=low_unit.to_base(to_float(match["number"])),
        high=unit.to_base(to_float(last)),
        slack=unit.factor * 10 ** -len(last.partition(".")[2]) / 2,
        bound=next((bound for bound, words in _BOUNDS.items() if words.search(said)), ""),
        properties=properties,
        distance=distance,
        condition=following[1] if following else "",
        sentence=sentence,
    )


_Terms = tuple[re.Pattern[str] | None, Mapping[str, tuple[str, ...]]]


def _terms_of(family: Family) -> _Terms:
    """Return an expression for the names of a family's measured properties, and whose each name is."""
    return _terms(
        tuple(
            (name, (re.sub(r"\s*\(.*\)", "", declared.label), *declared.synonyms))
            for name, declared in family.properties.items()
            if declared.unit and declared.type in {"number", "range"}
        )
    )


@lru_cache(maxsize=256)
def _terms(properties: tuple[tuple[str, tuple[str, ...]], ...]) -> _Terms:
    names: dict[str, tuple[str, ...]] = {}
    for name, words in properties:
        for word in map(_folded, words):
            names[word] = (*names.get(word, ()), name)
    longest = sorted(names, key=len, reverse=True)
    either = "|".join(re.escape(word).replace("\\ ", r"[\s-]+") for word in longest)
    return (re.compile(rf"\b(?:{either})\b", re.IGNORECASE) if names else None), names


def _folded(word: str) -> str:
    return re.sub(r"[\s-]+", " ", word).casefold()
