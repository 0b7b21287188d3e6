"""Says whether a query is a search for products, of which family, and what it asks of them.

Most queries are none: they are answered by pages alone. theme/js/finder/reading.js does the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from kbgen.search.finder.family_reading import SURE, Constraint, FamilyReading
from kbgen.search.finder.items import Item, items_of
from kbgen.search.finder.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.search.finder.phrases import Meaning

    Phrases = Mapping[str, list[Meaning]]

_NEUTRAL = ("x", "w", "n", "n0", "b", "or")


@dataclass(frozen=True)
class Reading:
    """A search for products.

    Attributes:
        family: Place of the family.
        constraints: What is asked of its products.
        mentioned: Properties that are named besides.
        makers: Places of manufacturers that are named.
        products: Places of products that are named.
        unused: Words that say nothing here.
        named: Whether the family is named.
    """

    family: int
    constraints: tuple[Constraint, ...]
    mentioned: tuple[int, ...]
    makers: tuple[int, ...]
    products: tuple[int, ...]
    unused: tuple[str, ...]
    named: bool


def find_family(start: Mapping[str, Any], phrases: Phrases, query: str, chosen: str) -> int | None:
    """Return the place of the family that a query is about, None where it is no search for products.

    Args:
        start: `SpecData.start`.
        phrases: What words can mean.
        query: As it was typed.
        chosen: Id of the family that was chosen, "" for none.
    """
    if not start:
        return None
    typed = tokens(query)
    items = items_of(typed, start, phrases, {})
    if any(_is_veto(item) for item in items):
        return None
    named = {meaning[1] for item in items for meaning in item.of_kind("f")}
    known = _known(start, chosen)
    if len(named) > 1:
        return None
    if named or known is not None:
        family = next(iter(named)) if named else known
        reading = FamilyReading(start, family, items).read() if family is not None else None
        return family if reading and any(each.sure for each in reading.constraints) else None
    return _only_family(start, items)


def _known(start: Mapping[str, Any], chosen: str) -> int | None:
    ids = [family["id"] for family in start["families"]]
    if chosen in ids:
        return ids.index(chosen)
    return 0 if len(ids) == 1 else None


def _only_family(start: Mapping[str, Any], items: Sequence[Item]) -> int | None:
    """The family that a query names properties of, where no other fits as well."""
    ranked = []
    for family in range(len(start["families"])):
        reading = FamilyReading(start, family, items).read()
        sure = [(at, each) for at, each in reading.found if each.sure == SURE]
        if sure:
            plausible = sum(reading.is_plausible(at, each) for at, each in sure)
            ranked.append(((plausible, len(reading.used)), family))
    ranked.sort(key=lambda each: (-each[0][0], -each[0][1], each[1]))
    if not ranked or not ranked[0][0][0] or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def read_query(
    start: Mapping[str, Any], phrases: Phrases, family: int, names: Phrases, query: str
) -> Reading | None:
    """Read what a query asks of a family, None where too much of it means nothing here.

    Args:
        start: `SpecData.start`.
        phrases: What words can mean.
        family: What `find_family` says.
        names: Names of the family's products → meanings.
        query: As it was typed.
    """
    typed = tokens(query)
    items = items_of(typed, start, phrases, names)
    read = FamilyReading(start, family, items).read()
    named = any(read.of_kind(at, "f") for at in range(len(items)))
    unused = [at for at in range(len(items)) if at not in read.used and not _is_neutral(items[at])]
    if any(_is_veto(items[at]) or items[at].unread or items[at].numbers for at in unused):
        return None
    if len(unused) * 2 > len(read.used) or (unused and not named):
        return None
    if not any(each.sure for each in read.constraints):
        return None
    return Reading(
        family,
        tuple(read.constraints),
        tuple(dict.fromkeys(read.mentioned)),
        _places(items, "m"),
        _places(items, "d"),
        _words(query, typed, [items[at] for at in unused]),
        named,
    )


def _is_veto(item: Item) -> bool:
    return bool(item.of_kind("v")) and not any(item.of_kind(kind) for kind in "fpods")


def _is_neutral(item: Item) -> bool:
    return any(item.of_kind(kind) for kind in _NEUTRAL)


def _places(items: Sequence[Item], kind: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(meaning[1] for item in items for meaning in item.of_kind(kind)))


def _words(query: str, typed: Sequence[Token], unused: Sequence[Item]) -> tuple[str, ...]:
    text = normalize("NFKC", query)
    return tuple(text[typed[item.start].start : typed[item.end - 1].end] for item in unused)
