"""Numbers with units as people write them: `6/8 GB LPDDR4X`, `4 x 2.2 GHz + 4 x 1.7 GHz`, `1.3 m (4 ft)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kbgen.content.units import find_unit


@dataclass(frozen=True)
class Quantity:
    """What a text says in numbers.

    Attributes:
        amounts: Each `8 GB`, the largest first.
        rest: The words beside them.
        text: The whole.
        problem: What a writer should look at, empty where nothing is wrong.
    """

    amounts: tuple[str, ...]
    rest: str
    text: str
    problem: str = ""

    @property
    def condition(self) -> str:
        """What has to stand beside the largest amount so that nothing of the text is lost."""
        if not self.amounts or _TANGLED.search(self.rest):
            return self.text if self.rest else ""
        others = ["or " + ", ".join(self.amounts[1:])] if self.amounts[1:] else []
        return "; ".join([*others, *([self.rest] if self.rest else [])])


_NUMBER = r"\d+(?:[.,]\d+)?"
_BETWEEN = r"\s*(?:/|\bor\b)\s*"
_TANGLED = re.compile(r"[()+&/,:]|\bx\b|\dx|\band\b")
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")


def read_quantity(text: str, unit: str, most: float) -> Quantity:
    """Read the amounts of a text.

    Several numbers before one unit all have it (`6/8 GB`). A number alone is in `unit`. Without an amount of
    its dimension, or with one above `most`, nothing counts as read: `amounts` is empty, `problem` says why.
    """
    names = _spellings(unit)
    pattern = re.compile(
        rf"(?<![\d.,])(?<![a-wyz])(?P<numbers>{_NUMBER}(?:{_BETWEEN}{_NUMBER})*)\s*(?P<unit>{names})(?![\w.])",
        re.IGNORECASE,
    )
    if re.fullmatch(_NUMBER, text):
        text = f"{text} {unit}".strip()
    found = [
        (number, _canonical(match["unit"], unit))
        for match in pattern.finditer(text)
        for number in re.findall(_NUMBER, match["numbers"])
    ]
    problem = "; ".join(_comma_problem(number) for number, _ in found if "," in number)
    amounts = sorted(
        (f"{_plain(number)} {symbol}".strip() for number, symbol in found), key=size_of, reverse=True
    )
    if not amounts:
        return Quantity((), text, text, f"'{text}' has no number{f' in {unit}' if unit else ''}")
    if size_of(amounts[0]) > size_of(f"{most} {unit}"):
        return Quantity(
            (), text, text, f"'{text}' cannot be right: {amounts[0]} is more than {most:g} {unit}".strip()
        )
    return Quantity(tuple(dict.fromkeys(amounts)), _words_left(pattern.sub(" ", text)), text, problem)


def size_of(amount: str) -> float:
    """Return an amount in base units, so that `1 TB` is more than `512 GB`."""
    number, _, unit = amount.partition(" ")
    known = find_unit(unit) if unit else None
    return float(number) * (known.factor if known else 1.0)


def _spellings(unit: str) -> str:
    """Return a pattern of the units of a dimension that the files use; nothing where there is no unit."""
    return "|".join(_SCALES.get(unit, (unit,))) if unit else ""


_SCALES = {"GB": ("MB", "GB", "TB"), "GHz": ("MHz", "GHz")}


def _canonical(written: str, unit: str) -> str:
    return next((name for name in _SCALES.get(unit, (unit,)) if name.casefold() == written.casefold()), unit)


def _plain(number: str) -> str:
    return number.replace(",", "" if _THOUSANDS.fullmatch(number) else ".")


def _comma_problem(number: str) -> str:
    return f"'{number}' is read as {_plain(number)}; a point separates decimals"


def _words_left(text: str) -> str:
    """Return what stands beside the numbers, without the signs that only separated them."""
    words = re.sub(r"\(\s*\)", " ", " ".join(text.split()))
    words = re.sub(r"^[\s/,&+]+|[\s/,&+]+$|(?<=\s)[/,](?=\s)", "", words)
    single = re.fullmatch(r"\(([^()]+)\)", words.strip())
    return (single[1] if single else words).strip()
