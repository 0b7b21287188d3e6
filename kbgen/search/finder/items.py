"""A query as items: numbers with their units, phrases that mean something, and what is neither.

theme/js/finder/items.js does the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbgen.search.finder.tokens import Token, key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.search.finder.phrases import Meaning

    Phrases = Mapping[str, list[Meaning]]

_LONGEST_PHRASE = 7
_LONGEST_UNIT = 4
_LONGEST_NUMBER = 15
_CURRENCIES = frozenset({"€", "$", "£", "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp"})


@dataclass(frozen=True)
class Number:
    """A number as it was typed."""

    token: Token
    negative: bool = False


@dataclass(frozen=True)
class Item:
    """What stands in a query from one token up to another."""

    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()
    numbers: tuple[Number, ...] = ()
    """One, or the two ends of a range; none where the item is no number that can be read."""
    units: tuple[int, ...] = ()
    unread: bool = False
    """Whether there is a number in it that means nothing here: an error code, a count, a model."""
    money: bool = False

    def of_kind(self, kind: str) -> list[Meaning]:
        """Its meanings of a kind."""
        return [meaning for meaning in self.meanings if meaning[0] == kind]


def items_of(tokens: list[Token], start: Mapping[str, Any], phrases: Phrases, names: Phrases) -> list[Item]:
    """Cut a query into items, the longest phrase first.

    Args:
        tokens: The query.
        start: `SpecData.start`.
        phrases: What words can mean.
        names: What else: the names of products.
    """
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        before = items[-1] if items else None
        item = _item(tokens, at, start, _phrase(tokens, at, phrases, names), before)
        items.append(item)
        at = item.end
    return items


def _item(
    tokens: list[Token], at: int, start: Mapping[str, Any], phrase: Item | None, before: Item | None
) -> Item:
    quantity = _quantity(tokens, at, start["unitWords"])
    if phrase and (quantity is None or phrase.end >= quantity.end):
        return phrase
    if quantity is None:
        return Item(at, at + 1, unread=tokens[at].number, money=tokens[at].text in _CURRENCIES)
    if not quantity.numbers:
        return quantity
    return _range(tokens, quantity, start, before) or quantity


def _phrase(tokens: list[Token], at: int, phrases: Phrases, names: Phrases) -> Item | None:
    for length in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
        text = key(tokens[at : at + length])
        meanings = (*phrases.get(text, ()), *names.get(text, ()))
        if meanings:
            return Item(at, at + length, meanings)
    return None


def _quantity(tokens: list[Token], at: int, words: Mapping[str, list[list[Any]]]) -> Item | None:
    """A number with its unit, or without."""
    negative = (
        tokens[at].text == "-" and at + 1 < len(tokens) and tokens[at + 1].number and tokens[at + 1].glued
    )
    first = at + 1 if negative else at
    token = tokens[first]
    if not token.number:
        return None
    end = first + 1
    glued = token.glued and not negative and at > 0 and tokens[at - 1].text != "-"
    if glued or len(token.text) > _LONGEST_NUMBER:
        return Item(at, end, unread=True)
    if _is_money(tokens, at, end):
        return Item(at, end, money=True)
    units, length = _units(tokens, end, words)
    glued_on = end < len(tokens) and tokens[end].glued and tokens[end].text not in {"-", "+"}
    if not length and glued_on:
        return Item(at, end, unread=True)
    return Item(at, end + length, numbers=(Number(token, negative),), units=units)


def _is_money(tokens: list[Token], at: int, end: int) -> bool:
    before = tokens[at - 1].text if at else ""
    after = tokens[end].text if end < len(tokens) else ""
    return before in _CURRENCIES or after in _CURRENCIES


def _units(tokens: list[Token], at: int, words: Mapping[str, list[list[Any]]]) -> tuple[tuple[int, ...], int]:
    """The units that stand at a place, and how many tokens they are."""
    for length in range(min(_LONGEST_UNIT, len(tokens) - at), 0, -1):
        typed = tokens[at : at + length]
        found = [place for place, spelling in words.get(key(typed), ()) if _is_spelled(typed, spelling)]
        follows = tokens[at + length] if at + length < len(tokens) else None
        if found and not (key(typed) == "in" and follows and follows.number):
            return tuple(found), length
    return (), 0


def _is_spelled(typed: list[Token], spelling: str) -> bool:
    """A single letter is told by its case: 5G is no weight; but a "w" will do for watts."""
    raw = typed[0].raw
    if len(typed) > 1 or len(raw) > 1 or len(spelling) > 1 or raw == '"':
        return True
    return raw in {spelling, spelling.lower()}


def _range(tokens: list[Token], first: Item, start: Mapping[str, Any], before: Item | None) -> Item | None:
    """Two numbers with "-", "to" or, after "between", "and" in the midst."""
    if first.end >= len(tokens):
        return None
    between = before is not None and bool(before.of_kind("b"))
    if tokens[first.end].text not in ({"-", "to", "and"} if between else {"-", "to"}):
        return None
    number = first.end + 1
    if number >= len(tokens) or not tokens[number].number:
        return None
    units, length = _units(tokens, number + 1, start["unitWords"])
    dimensions = {start["units"][unit][1] for unit in units}
    own = {start["units"][unit][1] for unit in first.units}
    if own and dimensions and not own & dimensions:
        return None
    return Item(
        first.start,
        number + 1 + length,
        numbers=(*first.numbers, Number(tokens[number])),
        units=units or first.units,
    )
