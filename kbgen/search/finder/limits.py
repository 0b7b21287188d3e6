"""What is asked of a number: an interval in base units, and whether a value lies in it.

theme/js/finder/limits.js does the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbgen.search.finder.quantities import rounded
from kbgen.search.finder.tokens import decimals, number_of, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.search.finder.items import Item, Number

_SLACK = 1e-9
_ABOUT = 0.1
_ROUNDED_UP, _CUT_OFF = 0.05, 0.1


@dataclass(frozen=True)
class Limits:
    """What a number has to be.

    Attributes:
        sign: As it was asked: "<", "<=", ">", ">=", "~", "=", "to", "-" for a range, "" for a number alone.
        low: Least value in base units, None for any.
        high: Greatest value.
        strict: Whether the ends themselves are outside.
        value: What was typed, in base units; the first of a range.
        near: The values that are what was typed, as it is rounded: from, and up to but without.
        text: The numbers as they are shown.
        symbol: Their unit.
    """

    sign: str
    low: float | None
    high: float | None
    strict: bool
    value: float
    near: tuple[float, float]
    text: tuple[str, ...]
    symbol: str

    def as_data(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"sign": self.sign, "text": list(self.text), "symbol": self.symbol}


def read_limits(item: Item, sign: str, better: int, unit: Sequence[Any] | None) -> Limits:
    """Read what is asked of a property.

    Args:
        item: The number or range.
        sign: The comparison, "" for none.
        better: 1 where higher is better, -1 where lower is: what a number alone means.
        unit: Of the table; None for a number without.
    """
    text = tuple(("-" if each.negative else "") + written(each.token) for each in item.numbers)
    symbol = unit[0] if unit else ""
    values = sorted(_base(_signed(each), unit) for each in item.numbers)
    first = item.numbers[0]
    near = _near(_signed(first), decimals(first.token), unit)
    if len(values) > 1:
        return Limits("-", values[0], values[-1], False, values[0], near, text, symbol)
    low, high = _ends(sign, better, values[0], near, _about(_signed(first), unit))
    strict = sign in {"<", ">"} or (not sign and low is None)
    return Limits(sign, low, high, strict, values[0], near, text, symbol)


def _ends(
    sign: str, better: int, value: float, near: tuple[float, float], about: tuple[float, float]
) -> tuple[float | None, float | None]:
    ends: Mapping[str, tuple[float | None, float | None]] = {
        "<": (None, value),
        "<=": (None, value),
        "to": (None, value),
        ">": (value, None),
        ">=": (value, None),
        "~": about,
        "=": near,
        "": (near[0] if better >= 0 else None, near[1] if better <= 0 else None),
    }
    return ends[sign]


def _near(number: float, typed: int, unit: Sequence[Any] | None) -> tuple[float, float]:
    """What may be typed as a number with so many decimals: "15 inches" are 15.6, but "1 TB" is not 512 GB."""
    step = float(f"1e-{typed}")
    down, up = abs(number) * _ROUNDED_UP or step, abs(number) * _CUT_OFF or step
    return _base(number - min(step / 2, down), unit), _base(number + min(step, up), unit)


def _about(number: float, unit: Sequence[Any] | None) -> tuple[float, float]:
    one, other = _base(number * (1 - _ABOUT), unit), _base(number * (1 + _ABOUT), unit)
    return min(one, other), max(one, other)


def _signed(number: Number) -> float:
    return -number_of(number.token) if number.negative else number_of(number.token)


def _base(number: float, unit: Sequence[Any] | None) -> float:
    return rounded(number * unit[2] + unit[3]) if unit else rounded(number)


def value_of(item: Item, unit: Sequence[Any]) -> float:
    """Return the first number of an item in base units."""
    return _base(_signed(item.numbers[0]), unit)


def meets(kind: str, numbers: Sequence[float], limits: Limits) -> bool:
    """Say whether a value is as asked; a range holds what is asked, or reaches it."""
    if kind == "r":
        return _range_meets(numbers[0], numbers[-1], limits)
    if kind == "d" and limits.sign not in {"", "=", "~"}:
        return _inside(max(numbers), limits)
    return any(_inside(number, limits) for number in numbers)


def _range_meets(low: float, high: float, limits: Limits) -> bool:
    if limits.sign in {">", ">="} and limits.low is not None:
        return _at_least(high, limits.low, limits.strict)
    if limits.sign in {"<", "<="} and limits.high is not None:
        return _at_least(limits.high, low, limits.strict)
    if limits.sign == "-" and limits.low is not None and limits.high is not None:
        return _at_least(limits.low, low, False) and _at_least(high, limits.high, False)
    return _at_least(limits.value, low, False) and _at_least(high, limits.value, False)


def _inside(number: float, limits: Limits) -> bool:
    strict = limits.strict
    if limits.sign in {"", "="} and limits.low is not None and limits.high is not None:
        return is_near(number, limits)
    above = limits.low is None or _at_least(number, limits.low, strict)
    return above and (limits.high is None or _at_least(limits.high, number, strict))


def _at_least(number: float, least: float, strict: bool) -> bool:
    slack = _SLACK * max(abs(number), abs(least))
    return number > least + slack if strict else number >= least - slack


def is_near(number: float, limits: Limits) -> bool:
    """Say whether a value is what was typed, as it was rounded."""
    low, high = limits.near
    return _at_least(number, low, False) and _at_least(high, number, True)


def missed_by(kind: str, numbers: Sequence[float], limits: Limits) -> float:
    """Return by what share of it a value misses what is asked."""
    bounds = [bound for bound in (limits.low, limits.high) if bound is not None]
    ends = (numbers[0], numbers[-1]) if kind == "r" else numbers
    gap, bound = min((abs(number - bound), bound) for number in ends for bound in bounds)
    return rounded(gap / abs(bound)) if bound else rounded(gap)
