"""Numbers with units: the units that a site needs, what they are typed as, and base values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbgen.content.units import UNITS, Unit, find_unit
from kbgen.search.finder.spoken import SPOKEN_UNITS
from kbgen.search.finder.tokens import phrase_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_QUANTITY = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s*([^\d\s,;/()+&]+(?:/[a-z]+²?)?)")
_SHARED_UNIT = re.compile(
    r"(?<![\w.])((?:\d+(?:\.\d+)?\s*(?:/|,|and|or|\+|&)\s*)+)(\d+(?:\.\d+)?)\s*([^\d\s,;/()+&]+)"
)


def base(number: float, unit: Unit | None) -> float:
    """Return a number in base units, rounded so that the same value is always the same number."""
    return rounded(number * unit.factor + unit.offset) if unit else rounded(number)


def rounded(number: float) -> float:
    """Return a number to twelve digits; whole numbers as such, to be short in JSON."""
    short = float(f"{number:.12g}")
    return int(short) if short.is_integer() and abs(short) < 1e15 else short  # noqa: PLR2004 - what JSON has exactly


def units_of(dimensions: Iterable[str]) -> list[Unit]:
    """Return all units of some dimensions, in the order of the table."""
    wanted = set(dimensions)
    return [unit for unit in UNITS if unit.dimension in wanted]


def unit_words(units: Sequence[Unit]) -> dict[str, list[list[int | str]]]:
    """Return key → [place of the unit, its spelling] for everything that units are typed as."""
    words: dict[str, list[list[int | str]]] = {}
    for at, unit in enumerate(units):
        for spelling in (unit.symbol, *unit.aliases, *SPOKEN_UNITS.get(unit.symbol, ())):
            key = '"' if spelling in {'"', "″", "''", "′′"} else phrase_key(spelling)
            known = words.setdefault(key, [])
            if key and not any(place == at for place, _ in known):
                known.append([at, spelling])
    words.pop("", None)
    return dict(sorted(words.items()))


def quantities_in(text: str) -> list[tuple[float, str]]:
    """Return the base values and dimensions of the quantities in a text: `2.4 and 5 GHz` has two."""
    found = []
    spread = _SHARED_UNIT.sub(_with_units, text)
    for number, name in _QUANTITY.findall(spread):
        unit = find_unit(name)
        if unit is not None:
            found.append((base(float(number), unit), unit.dimension))
    return found


def _with_units(match: re.Match[str]) -> str:
    numbers = re.findall(r"\d+(?:\.\d+)?", match[1])
    return ", ".join(f"{number} {match[3]}" for number in (*numbers, match[2]))
