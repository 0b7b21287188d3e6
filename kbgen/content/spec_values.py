"""Numbers as spec sheets write them: bounds, tolerances, ranges and dimensions, with their units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kbgen.content.units import Unit, counterpart, find_unit

Bound = Literal["", "at most", "at least", "about"]


@dataclass(frozen=True)
class Value:
    """One value of a spec sheet.

    Attributes:
        text: As a reader sees it, such as `−10 to 40 °C`.
        numbers: The numbers in it, in `unit`: one, the two ends of a range, or each dimension.
            An open range (`≤ 40 °C`) has its one end.
        unit: Their unit, None where there is none.
        tolerance: What the number may lie below and above itself, in `unit`; None where not given.
        condition: Where the value holds, such as `draft, A4`.
        stated: False where the maker does not say; that is not the same as no.
        bound: Whether the number is a limit (`≤ 30 dB(A)`, `up to 11 h`) or approximate (`~ 3 h`).
        items: The items of a list.
    """

    text: str
    numbers: tuple[float, ...] = ()
    unit: Unit | None = None
    tolerance: tuple[float, float] | None = None
    condition: str = ""
    stated: bool = True
    bound: Bound = ""
    items: tuple[str, ...] = ()

    @property
    def lower(self) -> float | None:
        """The least that a number or range may be, in `unit`; None where nothing says so."""
        if not self.numbers or self.bound == "at most":
            return None
        return round_off(self.numbers[0] - (self.tolerance or (0, 0))[0])

    @property
    def upper(self) -> float | None:
        """The most that a number or range may be, in `unit`; None where nothing says so."""
        if not self.numbers or self.bound == "at least":
            return None
        return round_off(self.numbers[-1] + (self.tolerance or (0, 0))[1])


NOT_STATED = "Not stated"
NUMBER = r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_PLAIN = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AT_MOST = r"≤|<=?|up to|at most|no more than|not more than|less than|under|below|max(?:imum|\.)?"
_AT_LEAST = r"≥|>=?|at least|no less than|not less than|more than|over|above|from|min(?:imum|\.)?"
_ABOUT = r"~|≈|about|around|approx(?:imately|\.)?|ca\.?|circa|roughly"
BOUND = re.compile(
    rf"(?:(?P<most>{_AT_MOST})|(?P<least>{_AT_LEAST})|(?P<about>{_ABOUT}))(?:(?<=[a-z.])\s+|(?<![a-z.])\s*)",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"\s+(?:(?P<most>or less|max(?:imum|\.))|(?P<least>or more|minimum))", re.IGNORECASE)
_TOLERANCE = (
    rf"(?:±\s*(?P<by>{_PLAIN})|\+\s*(?P<plus>{_PLAIN})\s*/?\s*[-−–]\s*(?P<minus>{_PLAIN}))"
    r"\s*(?P<by_unit>[^\d\s].*)?"
)
_QUANTITY = re.compile(rf"(?P<number>{NUMBER})\s*(?P<unit>[^\d\s±+,.][^±+]*?)?(?:\s*{_TOLERANCE})?")
_RANGE = re.compile(
    rf"(?P<low>{NUMBER})\s*(?P<low_unit>[^\d\s.…–-][^\d.…–-]*?)?\s*(?:\.\.\.?|…|–|to|-)\s*"
    rf"(?P<high>{NUMBER})\s*(?P<unit>[^\d\s.…–-].*)?"
)
_BY = re.compile(rf"\s*[x×*]\s*(?={NUMBER})")
_ALSO = re.compile(r"(?P<first>.*\S)\s+\((?P<also>[^()]*\d.*)\)")
_SIGNS = {"<=": "≤", ">=": "≥", "~": "about", "≈": "about"}


def parse_number(text: str) -> Value:
    """Parse `1,200`, `16 GB`, `1.24 kg ± 20 g`, `12 mm +0.5/−0.2 mm`, `≤ 30 dB(A)`, `~ 3 h`.

    Raises:
        ValueError: Where the text is anything else.
    """
    bound, shown, rest = _split_bound(text.strip().replace("+/-", "±"))
    match = _QUANTITY.fullmatch(rest)
    if match is None:
        raise ValueError(f"'{text}' is not a number{_comma(text)}")
    unit = _unit(match["unit"]) or (None if match["by_unit"] == "%" else _unit(match["by_unit"]))
    number = to_float(match["number"])
    tolerance = _tolerance(match, number, unit)
    stated = f"{shown}{_tidy(match['number'])}{_symbol(match['unit'], unit)}{_shown_tolerance(match)}"
    return Value(stated, (number,), unit, tolerance, bound=bound)


def parse_range(text: str) -> Value:
    """Parse `10..35 °C`, `5 °C to 35 °C` and ranges with one end: `≤ 40 °C`, `from 5 °C`.

    Raises:
        ValueError: Where the text is anything else.
    """
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        value = parse_number(text) if BOUND.match(text.strip()) else None
        if value is None or value.bound == "about" or value.tolerance:
            raise ValueError(f"'{text}' is not a range")
        return value
    unit = _unit(match["unit"] or match["low_unit"])
    low_unit = _unit(match["low_unit"]) or unit
    low = _in_unit(to_float(match["low"]), low_unit, unit)
    high = to_float(match["high"])
    if low > high:
        raise ValueError(f"the range '{text}' starts above its end; write the smaller number first")
    own = _symbol(match["low_unit"], low_unit) if low_unit is not unit else ""
    written = _symbol(match["unit"] or match["low_unit"], unit)
    return Value(f"{_tidy(match['low'])}{own} to {_tidy(match['high'])}{written}", (low, high), unit)


def is_range(text: str) -> bool:
    """Say whether a text has the two ends of a range."""
    return _RANGE.fullmatch(text.strip()) is not None


def parse_dimensions(text: str) -> Value:
    """Parse `420 x 310 x 180 mm`, also with a unit behind each number, and a tolerance at the end.

    Raises:
        ValueError: Where the text is anything else.
    """
    parts = _BY.split(text.strip().replace("+/-", "±"))
    matches = [match for part in parts if (match := _QUANTITY.fullmatch(part))]
    if len(parts) < _FEWEST or len(matches) < len(parts) or any(_has_tolerance(one) for one in matches[:-1]):
        raise ValueError(f"'{text}' is not a size{_comma(text)}")
    last = matches[-1]
    units = [_unit(match["unit"]) for match in matches]
    unit = units[-1] or units[0]
    numbers = [
        _in_unit(to_float(match["number"]), one or unit, unit)
        for match, one in zip(matches, units, strict=True)
    ]
    same = all(one in {None, unit} for one in units)
    shown = " × ".join(
        _tidy(match["number"]) + ("" if same else _symbol(match["unit"], one))
        for match, one in zip(matches, units, strict=True)
    )
    written = _symbol(last["unit"] or matches[0]["unit"], unit) if same else ""
    tolerance = _tolerance(last, numbers[-1], unit)
    return Value(f"{shown}{written}{_shown_tolerance(last)}", tuple(numbers), unit, tolerance)


_FEWEST = 2


def split_other(text: str) -> tuple[str, str]:
    """Split `1.32 kg (2.91 lb)` into what is stated and the same in another unit, `` without one."""
    match = _ALSO.fullmatch(text)
    return (match["first"], match["also"]) if match else (text, "")


def check_same(value: Value, other: Value) -> Value:
    """Return a value whose writer gives it in a second unit too, without that where the page converts it.

    Raises:
        ValueError: Where the two are not the same.
    """
    unit, second = value.unit, other.unit
    if unit is None or second is None or unit.dimension != second.dimension:
        raise ValueError(f"'{other.text}' cannot stand in brackets; {SHAPE}")
    for one, two in zip(value.numbers, other.numbers, strict=True):
        converted = second.from_base(unit.to_base(one))
        if abs(converted - two) > max(abs(two) * _ROUNDED, 0.5):
            stated = f"{value.text} is {converted:.4g} {second.symbol}, not {other.text}"
            raise ValueError(f"{stated}; correct one of them, or leave the second out")
    shown = value.text if counterpart(unit) else f"{value.text} ({other.text})"
    return Value(shown, value.numbers, unit, value.tolerance, bound=value.bound)


_ROUNDED = 0.02
SHAPE = 'a value with a condition is written {value: 22 ppm, condition: "draft, A4"}'


def to_float(text: str) -> float:
    """Parse `1,200.5` and `−10`; a comma separates thousands."""
    return float(text.replace("−", "-").replace(",", ""))


def round_off(number: float) -> float:
    """Return a number without the last digits, in which floating point errs."""
    return float(f"{number:.12g}")


def _split_bound(text: str) -> tuple[Bound, str, str]:
    """Return what bounds a number, how that is shown, and the number with its unit."""
    if match := BOUND.match(text):
        bound: Bound = "at most" if match["most"] else "at least" if match["least"] else "about"
        sign = match[0].strip().lower()
        return bound, _SIGNS.get(sign, "about" if bound == "about" else sign) + " ", text[match.end() :]
    if match := re.search(rf"{_TRAILING.pattern}$", text, re.IGNORECASE):
        return (
            ("at most", "≤ ", text[: match.start()])
            if match["most"]
            else ("at least", "≥ ", text[: match.start()])
        )
    return "", "", text


def _unit(written: str | None) -> Unit | None:
    if not written:
        return None
    unit = find_unit(written)
    if unit is None:
        raise UnknownUnitError(written.strip())
    return unit


class UnknownUnitError(ValueError):
    """A unit is not in the table; the message is its spelling."""


def _tolerance(match: re.Match[str], number: float, unit: Unit | None) -> tuple[float, float] | None:
    if not _has_tolerance(match):
        return None
    below, above = to_float(match["by"] or match["minus"]), to_float(match["by"] or match["plus"])
    written = _unit(match["by_unit"]) or unit
    if written and written.symbol == "%" and (unit is None or unit.symbol != "%"):
        share = abs(number) / 100
    elif written and unit:
        if written.dimension != unit.dimension:
            raise ValueError(
                f"the tolerance in {written.symbol} does not measure what {unit.symbol} measures"
            )
        share = written.factor / unit.factor
    else:
        share = 1
    return round_off(below * share), round_off(above * share)


def _has_tolerance(match: re.Match[str]) -> bool:
    return bool(match["by"] or match["plus"])


def _shown_tolerance(match: re.Match[str]) -> str:
    if not _has_tolerance(match):
        return ""
    unit = _symbol(match["by_unit"], _unit(match["by_unit"]))
    return f" ± {match['by']}{unit}" if match["by"] else f" +{match['plus']}/−{match['minus']}{unit}"


def _in_unit(number: float, written: Unit | None, unit: Unit | None) -> float:
    if written is None or unit is None or written is unit:
        return number
    if written.dimension != unit.dimension:
        raise ValueError(f"'{written.symbol}' and '{unit.symbol}' do not measure the same")
    return round_off(unit.from_base(written.to_base(number)))


def _symbol(written: str | None, unit: Unit | None) -> str:
    """Return how a unit is shown behind its number: words as written, what keyboards lack with its signs."""
    if unit is None or not written:
        return ""
    word = written.strip()
    as_written = word.isalpha() and len(word) > len("mAh") - 1 and not word.startswith("deg")
    shown = word if as_written else unit.symbol
    return shown if shown in {"°", "″"} else f" {shown}"


def _tidy(number: str) -> str:
    return number.replace("-", "−")


def _comma(text: str) -> str:
    """Return a remedy where a comma stands for the decimal point."""
    found = re.search(r"\d+,\d+", text)
    return f"; decimals follow a point: '{found[0].replace(',', '.')}'" if found else ""
