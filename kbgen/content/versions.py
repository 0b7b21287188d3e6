"""Versions of firmware as products have them, in order, and the ranges in which known issues name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, total_ordering
from typing import Annotated, Any

from pydantic import BeforeValidator

Key = tuple[tuple[int, int, str], ...]
_BEFORE, _END, _LETTERS, _NUMBER = range(4)
"""What a version may go on with, the oldest first: 1.2-beta, 1.2, 1.2b, 1.2.1."""
_BEFORE_RELEASE = frozenset({"alpha", "beta", "dev", "pre", "preview", "rc", "snapshot", "test"})
_VERSION = re.compile(r"[A-Za-z0-9]+(?:[ ._+-][A-Za-z0-9]+)*")
_SHORT = 2
"""Letters of a version without a number, such as `B`."""


@total_ordering
@dataclass(frozen=True, eq=False)
class Version:
    """A version; `7.3` and `7.3.0` are the same one, and so are `1.07` and `v1.7`."""

    text: str
    """As the writer has it."""

    @cached_property
    def key(self) -> Key:
        """What versions are ordered by: numbers as numbers, letters by the alphabet, betas first."""
        parts = re.findall(r"\d+|[a-z]+", re.sub(r"^v(?=\d)", "", self.text.casefold()))
        return tuple(_without_zeros([_part(part) for part in parts] + [(_END, 0, "")]))

    def __eq__(self, other: object) -> bool:
        """Compare by what it means, not by how it is written."""
        return self.key == other.key if isinstance(other, Version) else NotImplemented

    def __lt__(self, other: Version) -> bool:
        """Return whether it is older."""
        return self.key < other.key

    def __hash__(self) -> int:
        """Return the same for all spellings."""
        return hash(self.key)

    def __str__(self) -> str:
        """Return the writer's own spelling."""
        return self.text


def _part(text: str) -> tuple[int, int, str]:
    if text.isdigit():
        return _NUMBER, int(text), ""
    return _BEFORE if text in _BEFORE_RELEASE else _LETTERS, 0, text


def _without_zeros(parts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Leave out the zeros at the end of the release: `7.3.0` is `7.3`, `7.0-beta` is `7-beta`."""
    kept: list[tuple[int, int, str]] = []
    for part in parts:
        if part[0] in (_BEFORE, _END):
            while kept and kept[-1] == (_NUMBER, 0, "") and len(kept) > 1:
                kept.pop()
        kept.append(part)
    return kept


def parse_version(value: Any) -> Version:
    """Parse `2.1`, `7.2.1`, `3.4.2-beta`, `R12`, `2026.03` or `B`.

    Raises:
        ValueError: Where the text is anything else; the message shows the form expected.
    """
    text = str(value).strip()
    if not _VERSION.fullmatch(text) or not _is_version(*text.casefold().split(" ")):
        raise ValueError(f"'{value}' is not a version; write it as the product shows it, such as '3.4.2'")
    return Version(text)


def _is_version(first: str, *further: str) -> bool:
    """Tell a version from a sentence: `7.2 SP1` and `1.0 beta` from `older than 3`."""
    numbered = [re.search(r"\d", each) is not None or each in _BEFORE_RELEASE for each in further]
    return (re.search(r"\d", first) is not None or (not further and len(first) <= _SHORT)) and all(numbered)


@dataclass(frozen=True)
class VersionRange:
    """Versions from one to another; an end that is None is open.

    Attributes:
        text: As the writer has it.
        lowest: The first version, with whether it belongs to the range.
        highest: The last one, with whether it does.
    """

    text: str
    lowest: tuple[Version, bool] | None = None
    highest: tuple[Version, bool] | None = None

    def holds(self, version: Version) -> bool:
        """Return whether a version lies in the range."""
        low, high = self.lowest, self.highest
        after = low is None or low[0] < version or (low[1] and low[0] == version)
        before = high is None or version < high[0] or (high[1] and high[0] == version)
        return after and before

    def meets(self, other: VersionRange) -> bool:
        """Return whether a version may lie in both ranges."""
        return not (_ends_before(self, other) or _ends_before(other, self))

    def __str__(self) -> str:
        """Return it in words: `up to 2.3`, `1.0 to 1.4`."""
        low, high = self.lowest, self.highest
        if low and high:
            return str(low[0]) if low[0] == high[0] else f"{low[0]} to {high[0]}"
        if high:
            return f"up to {high[0]}" if high[1] else f"before {high[0]}"
        return (f"from {low[0]} on" if low[1] else f"after {low[0]}") if low else "all"


def _ends_before(one: VersionRange, other: VersionRange) -> bool:
    if one.highest is None or other.lowest is None:
        return False
    (end, ended), (begin, begun) = one.highest, other.lowest
    return end < begin or (end == begin and not (ended and begun))


_BOUNDED = re.compile(r"(<=|>=|<|>|=)\s*(.+)")
_FROM_TO = re.compile(r"(.+?)\s+(?:-|–|to)\s+(.+)")
_FORMS = "write '2.1', '<= 2.3', '>= 3', '< 7.3.0' or '1.0 - 1.4'"


def parse_range(value: Any) -> VersionRange:
    """Parse `2.1`, `<= 2.3`, `< 7.3.0`, `>= 3`, `> 3` or `1.0 - 1.4`.

    Raises:
        ValueError: Where the text is anything else, or the first version is newer than the last.
    """
    text = str(value).strip()
    if bounded := _BOUNDED.fullmatch(text):
        return _bounded_range(text, bounded[1], _end(text, bounded[2]))
    if from_to := _FROM_TO.fullmatch(text):
        low, high = _end(text, from_to[1]), _end(text, from_to[2])
        if high < low:
            raise ValueError(f"'{text}' ends before it begins; write '{high} - {low}'")
        return VersionRange(text, (low, True), (high, True))
    version = _end(text, text)
    return VersionRange(text, (version, True), (version, True))


def _bounded_range(text: str, sign: str, version: Version) -> VersionRange:
    if sign == "=":
        return VersionRange(text, (version, True), (version, True))
    end = (version, sign.endswith("="))
    return VersionRange(text, highest=end) if sign.startswith("<") else VersionRange(text, lowest=end)


def _end(text: str, part: str) -> Version:
    try:
        return parse_version(part)
    except ValueError:
        raise ValueError(f"'{text}' names no versions; {_FORMS}") from None


EVERY = "*"
"""Stands for all products of a page where versions are not told product by product."""


def _per_product(value: Any) -> Any:
    """Accept what holds for all products where a map from product to versions is expected."""
    return value if isinstance(value, dict) else {EVERY: value}


def _ranges(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


FirmwareVersion = Annotated[Version, BeforeValidator(parse_version)]
Range = Annotated[VersionRange, BeforeValidator(parse_range)]
FixedIn = Annotated[dict[str, FirmwareVersion], BeforeValidator(_per_product)]
"""Product → the version that mends it; `*` stands for all products."""
Versions = Annotated[
    dict[str, Annotated[tuple[Range, ...], BeforeValidator(_ranges)]], BeforeValidator(_per_product)
]
"""Product → ranges of its versions; `*` stands for all products."""
