"""What words of a query can mean: key → meanings, each a list that begins with its kind.

["f", family]                          a family
["p", family, property, 1 or 0]        a property; 0 where the word is only a part of its name
["o", family, property, [options]]     options of a choice or list
["s", family, property, direction]     the most or least of a property ("lightest")
["h", family, property, sign]          a comparison of a property ("lighter than")
["m", maker]  ["d", product]           a manufacturer; a product of the family that is looked at
["c", sign, place]                     a comparison
["g", direction]                       the most or least of the property that follows; 0: whatever is better
["b"] ["w"] ["n"] ["n0"] ["or"]        between, with, without, no, or
["x"] ["v"]                            a word that says nothing; one of another kind of question
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbgen.content.units import find_unit
from kbgen.search.finder import spoken
from kbgen.search.finder.tokens import phrase_key
from kbgen.search.finder.wording import all_variants, beginnings, holds, parts, variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kbgen.content.families import Family, Property

Meaning = list[Any]
Words = list[list[Any]]
"""Meanings with their keys, "|" between them. A family's own do without its number, which comes second."""
_NUMERIC = frozenset({"number", "range", "dimensions", "list", "choice"})


def general_words() -> Words:
    """Return the words that mean the same in every family."""
    words = [_entry(["c", sign, place], texts) for (sign, place), texts in spoken.COMPARISONS.items()]
    for kind, texts in (
        ("b", spoken.BETWEEN),
        ("w", spoken.WITH),
        ("n", spoken.WITHOUT),
        ("n0", spoken.NO),
        ("or", spoken.OR),
        ("x", spoken.FILLERS),
        ("v", spoken.VETO),
    ):
        words.append(_entry([kind], texts))
    for direction, texts in ((1, spoken.MOST), (-1, spoken.LEAST), (0, spoken.BEST)):
        words.append(_entry(["g", direction], texts))
    return words


def maker_words(makers: Iterable[Iterable[str]]) -> Words:
    """Return the names of manufacturers."""
    return [_entry(["m", at], names) for at, names in enumerate(makers)]


def family_words(name: str, family: Family, options: Sequence[Sequence[str]]) -> Words:
    """Return the words of a family, of its properties and their options."""
    names = all_variants((family.label, name.replace("-", " ").replace("_", " "), *family.synonyms))
    words = [_keyed(["f"], names)]
    for number, (declared, listed) in enumerate(zip(family.properties.values(), options, strict=True)):
        words += [*_property_words(number, declared), *_option_words(number, listed)]
    return [entry for entry in [*words, *_quality_words(family)] if entry[1]]


def vocabulary(start: dict[str, Any]) -> dict[str, list[Meaning]]:
    """Return key → meanings, for the words of `SpecData.start`."""
    found: dict[str, list[Meaning]] = {}
    for meaning, keys in start.get("words", ()):
        _add(found, keys, meaning)
    for at, family in enumerate(start.get("families", ())):
        for (kind, *rest), keys in family["words"]:
            _add(found, keys, [kind, at, *rest])
    return found


def _add(found: dict[str, list[Meaning]], keys: str, meaning: Meaning) -> None:
    for key in keys.split("|"):
        found.setdefault(key, []).append(meaning)


def _property_words(number: int, declared: Property) -> Words:
    names = all_variants((declared.label, *declared.synonyms))
    words = [_keyed(["p", number, 1], names)]
    if declared.type in _NUMERIC:
        weak = [
            key for text in (declared.label, *declared.synonyms) for key in parts(text) if key not in names
        ]
        words.append(_keyed(["p", number, 0], weak))
    return words


def _option_words(number: int, listed: Sequence[str]) -> Words:
    forms = [variants(option) for option in listed]
    keys_of: dict[tuple[int, ...], list[str]] = {}
    for key in dict.fromkeys(key for option in listed for key in beginnings(option)):
        having = tuple(place for place, each in enumerate(forms) if holds(each, key))
        if having:
            keys_of.setdefault(having, []).append(key)
    return [_keyed(["o", number, list(having)], keys) for having, keys in keys_of.items()]


def _quality_words(family: Family) -> Words:
    words = []
    for quality in spoken.QUALITIES:
        measured = list(_measured(family, quality.dimensions))
        if measured:
            number = min(measured, key=lambda each: not list(family.properties.values())[each].required)
            sign = ">" if quality.direction > 0 else "<"
            words.append(_entry(["s", number, quality.direction], [quality.superlative]))
            words.append(_entry(["h", number, sign], [f"{quality.comparative} than"]))
    return words


def _measured(family: Family, dimensions: Iterable[str]) -> Iterator[int]:
    """Yield the numbers of a family in some dimensions of which it is known what is better."""
    for number, declared in enumerate(family.properties.values()):
        unit = find_unit(declared.unit) if declared.unit else None
        if unit and unit.dimension in dimensions and declared.type == "number" and declared.better:
            yield number


def _entry(meaning: Meaning, texts: Iterable[str]) -> list[Any]:
    return _keyed(meaning, map(phrase_key, texts))


def _keyed(meaning: Meaning, keys: Iterable[str]) -> list[Any]:
    return [meaning, "|".join(key for key in dict.fromkeys(keys) if key)]
