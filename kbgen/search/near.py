"""Finds the known word that an unknown one stands for: a form of the same, or the right spelling.

theme/js/near.js does the same; both have the endings and the limits from the plan.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kbgen.search.plan import Plan

_ENDINGS = {
    "en": "s es ed d ing er ers or ion ions ation ations able ible ment ments ly ness al ive e ies ied y",
    "de": "e en er ern es em n nen s st t te ten end ung ungen er erin bar lich keit",
    "fr": "s e es ee ees er ez ant ent ement tion tions ateur able ables ment",
    "es": "s es o a os as ar er ir ado ada ados adas ando cion ciones amos mente able",
    "it": "i e a o are ere ire ato ata ati ate ando zione zioni mente abile",
    "pt": "s es o a os as ar er ir ado ada ados adas ando cao coes mente vel",
    "nl": "s en e er ers t d de te ing ingen",
}
"""How words of a language may end, without accents, for sites too small to show it themselves."""
SLIP, _SWAPPED, _DOUBLED = 4, 3, 2
"""What a slip costs; letters that change places, and those doubled or not, are more likely than others."""
_LONGEST_ENDING = 6
_ENDING_SEEN = 3
_MOST_ENDINGS = 80


def endings_of(words_of: Mapping[str, list[str]], languages: Iterable[str]) -> tuple[str, ...]:
    """The endings by which the words of one term differ, for a few terms of the site, and those listed."""
    seen: Counter[str] = Counter()
    for words in words_of.values():
        if len(words) > 1:
            stem = common_prefix(words[0], words[-1])
            seen.update({word[stem:] for word in words})
    often = [
        ending
        for ending, count in sorted(seen.items(), key=lambda each: (-each[1], each[0]))
        if count >= _ENDING_SEEN and len(ending) <= _LONGEST_ENDING
    ]
    listed = (ending for language in languages for ending in _ENDINGS.get(language, "").split())
    return tuple(sorted({"", *often[:_MOST_ENDINGS], *listed}))


def shared_stem(one: str, other: str, plan: Plan) -> int:
    """How many letters two words share if they differ in nothing but known endings, else 0."""
    shared = common_prefix(one, other)
    for length in range(shared, max(shared - 3, plan.stem_from - 1), -1):
        if _ends(one, length, plan) and _ends(other, length, plan):
            return length
    return 0


def _ends(word: str, stem: int, plan: Plan) -> bool:
    """Whether what follows a stem is an ending, also behind a doubled letter: reset-ting."""
    rest = word[stem:]
    return rest in plan.endings or (rest[0] == word[stem - 1] and rest[1:] in plan.endings[1:])


def inflected(word: str, known: Iterable[str], count: Callable[[str], int], plan: Plan) -> str | None:
    """The known word that is another form of a word.

    The one with the longest stem, then the more frequent, then by code point.
    """
    found = [
        (-stem, -frequency_class(count(each)), each)
        for each in known
        if (stem := shared_stem(word, each, plan))
    ]
    return min(found)[2] if found else None


def respelled(word: str, known: Iterable[tuple[str, int]], slips: int) -> str | None:
    """The known word (with its frequency class) that the fewest slips turn into this one, but not too many.

    Of equals the more frequent, then by code point.
    """
    most = SLIP * slips
    found = [
        (cost, -frequency, each)
        for each, frequency in known
        if abs(len(each) - len(word)) * _DOUBLED <= most and (cost := edits(word, each, most)) <= most
    ]
    return min(found)[2] if found else None


def most_slips(word: str, plan: Plan) -> int:
    """How many slips a word of this length may hold."""
    return (len(word) >= plan.one_slip_from) + (len(word) >= plan.two_slips_from)


def edits(one: str, other: str, most: int) -> int:
    """What letters left out, put in, changed, or swapped with their neighbour cost; `most` + 1 for more."""
    left_out, put_in = _indels(other), _indels(one)
    before: list[int] = []
    row = [0]
    for cost in left_out:
        row.append(row[-1] + cost)
    for at, letter in enumerate(one):
        last, before, row = before, row, [row[0] + put_in[at]]
        for place, wanted in enumerate(other):
            cost = min(
                before[place + 1] + put_in[at],
                row[place] + left_out[place],
                before[place] + SLIP * (letter != wanted),
            )
            if at and place and letter == other[place - 1] and one[at - 1] == wanted:
                cost = min(cost, last[place - 1] + _SWAPPED)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _indels(word: str) -> list[int]:
    """What each letter of a word costs where the other word lacks it: half beside its like."""
    return [_DOUBLED if at and letter == word[at - 1] else SLIP for at, letter in enumerate(word)]


def frequency_class(documents: int) -> int:
    """1 for one document, 2 for two or three, 3 for four to seven, …: finer differences say nothing."""
    return documents.bit_length()


def common_prefix(one: str, other: str) -> int:
    """How many characters two words begin with alike."""
    alike = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        alike += 1
    return alike
