"""What a query asks of the products of one family; theme/js/finder/family-reading.js does the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kbgen.search.finder.limits import Limits, read_limits, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kbgen.search.finder.items import Item
    from kbgen.search.finder.phrases import Meaning

# Fields of a property in `SpecData.start`.
ID, LABEL, KIND, DIMENSION, SYMBOL, BETTER, REQUIRED, LOWEST, HIGHEST = range(9)
UNSURE, SURE_IN_FAMILY, SURE = 0, 1, 2
_OF_THAT_ORDER = 2.0
_FAR_OFF = 10.0
_NEVER = 1e9
_NUMERIC = frozenset("nrdlc")
_UNNAMED = frozenset("nlr")
"""Kinds of properties that a number can mean without their name."""


@dataclass(frozen=True)
class Constraint:
    """What a property has to be.

    Attributes:
        property: Its place in the family.
        kind: "limits", "options", "yes/no", or "best" where products are to be put in order by it.
        limits: For "limits".
        options: For "options": any of these.
        wanted: False for "without".
        direction: For "best": 1 for the most, -1 for the least.
        sure: Whether it reads surely: by itself, in a family that is named, or not.
    """

    property: int
    kind: str
    limits: Limits | None = None
    options: tuple[int, ...] = ()
    wanted: bool = True
    direction: int = 0
    sure: int = SURE


@dataclass
class FamilyReading:
    """The items of a query as one family reads them."""

    start: Mapping[str, Any]
    family: int
    items: Sequence[Item]
    found: list[tuple[int, Constraint]] = field(default_factory=list)
    """Constraints with the places of their items."""
    used: set[int] = field(default_factory=set)
    """Places of the items that say something here."""
    mentioned: list[int] = field(default_factory=list)
    """Properties that are named and nothing asked of."""

    @property
    def properties(self) -> Sequence[Sequence[Any]]:
        """Those of the family."""
        properties: Sequence[Sequence[Any]] = self.start["families"][self.family]["properties"]
        return properties

    @property
    def constraints(self) -> list[Constraint]:
        """In the order of the query."""
        return [constraint for _, constraint in sorted(self.found, key=lambda each: each[0])]

    def of_kind(self, at: int, kind: str) -> list[Meaning]:
        """The meanings of an item that hold for this family."""
        own = kind in {"p", "o", "s", "h", "f"}
        return [meaning for meaning in self.items[at].of_kind(kind) if not own or meaning[1] == self.family]

    def is_filler(self, at: int) -> bool:
        """Whether an item says nothing."""
        return bool(self.of_kind(at, "x")) and not any(self.of_kind(at, kind) for kind in "fpos")

    def read(self) -> FamilyReading:
        """Read all items."""
        for at in range(len(self.items)):
            if self.of_kind(at, "f") or self.of_kind(at, "m") or self.of_kind(at, "d"):
                self.used.add(at)
        numbers = [at for at, item in enumerate(self.items) if item.numbers]
        signs = {at: self._sign(at) for at in numbers}
        left = [at for at in numbers if not self._read_named(at, *signs[at])]
        for at in left:
            self._read_unnamed(at, signs[at][0])
        self._read_bests()
        self._read_options()
        self._read_mentions()
        return self

    def _sign(self, at: int) -> tuple[str, list[Meaning]]:
        """The comparison of a number, and the properties that it says it is about."""
        before = next((each for each in range(at - 1, -1, -1) if not self.is_filler(each)), -1)
        between = before >= 0 and self.of_kind(before, "b")
        if between:
            self.used.add(before)
        if before >= 0 and before not in self.used:
            hints = self.of_kind(before, "h")
            if signs := [
                *(hint[3] for hint in hints),
                *(each[1] for each in self.of_kind(before, "c") if each[2] != "a"),
            ]:
                self.used.add(before)
                return signs[0], hints
        return self._sign_after(at), []

    def _sign_after(self, at: int) -> str:
        """As in "16 GB or more", also behind the property."""
        for each in range(at + 1, len(self.items)):
            for _, sign, place in self.of_kind(each, "c"):
                if place == "a" or (place == "e" and not self._number_follows(each)):
                    self.used.add(each)
                    return str(sign)
            if not self.is_filler(each) and not self.of_kind(each, "p"):
                break
        return ""

    def _number_follows(self, at: int) -> bool:
        following = next((each for each in range(at + 1, len(self.items)) if not self.is_filler(each)), -1)
        return following >= 0 and bool(self.items[following].numbers)

    def _read_named(self, at: int, sign: str, hints: list[Meaning]) -> bool:
        """Read a number with the name of its property beside it."""
        for place in (*self._named_before(at), *self._named_after(at)):
            fitting = [each for each in self.of_kind(place, "p") if self._fits(at, each[2], each[3])]
            if fitting:
                strong = max(each[3] for each in fitting)
                best = self._likeliest(at, [each[2] for each in fitting if each[3] == strong])
                self.used.add(place)
                self._add_limits(at, best, sign, SURE if self.items[at].units else SURE_IN_FAMILY)
                return True
        hinted = [each[2] for each in hints if self._fits(at, each[2], 1)]
        if hinted:
            self._add_limits(at, hinted[0], sign, SURE_IN_FAMILY)
        return bool(hinted)

    def _named_before(self, at: int) -> Iterator[int]:
        for place in range(at - 1, -1, -1):
            if self._is_free_name(place):
                yield place
                return
            if not (self.is_filler(place) or any(self.of_kind(place, kind) for kind in "chbw")):
                return

    def _named_after(self, at: int) -> Iterator[int]:
        for place in range(at + 1, len(self.items)):
            if self._is_free_name(place):
                yield place
                return
            after = any(meaning[2] != "b" for meaning in self.of_kind(place, "c"))
            if not (self.is_filler(place) or after or self.of_kind(place, "o") or self._yes_no(place)):
                return

    def _is_free_name(self, place: int) -> bool:
        named = [each for each in self.of_kind(place, "p") if self.properties[each[2]][KIND] in _NUMERIC]
        return bool(named) and place not in self.used

    def _fits(self, at: int, number: int, strong: int) -> bool:
        """Whether a number can be one of a property: in its dimension, or without a unit."""
        declared, item = self.properties[number], self.items[at]
        if item.units:
            return any(self.start["units"][unit][1] == declared[DIMENSION] for unit in item.units)
        return declared[KIND] in {"n", "r"} and bool(strong or not declared[DIMENSION])

    def _read_unnamed(self, at: int, sign: str) -> None:
        """Read a number by its unit and its order of magnitude."""
        taken = {constraint.property for _, constraint in self.found if constraint.kind == "limits"}
        fitting = [
            number
            for number, declared in enumerate(self.properties)
            if self.items[at].units
            and number not in taken
            and declared[KIND] in _UNNAMED
            and declared[DIMENSION] not in self.start["common"]
            and not (declared[KIND] == "l" and declared[DIMENSION] == "frequency")
            and self._fits(at, number, 1)
            and self._distance(at, number) <= _FAR_OFF
        ]
        if fitting:
            self._add_limits(at, self._likeliest(at, fitting), sign, SURE_IN_FAMILY)

    def _likeliest(self, at: int, numbers: list[int]) -> int:
        """Of some properties the one whose values are of that order."""

        def rank(number: int) -> tuple[float, int, int]:
            distance = self._distance(at, number)
            of_that_order = distance <= _OF_THAT_ORDER
            return (1.0 if of_that_order else distance), -self.properties[number][REQUIRED], number

        return min(numbers, key=rank)

    def _distance(self, at: int, number: int) -> float:
        """By what factor a number is below or above all values of a property."""
        declared = self.properties[number]
        unit = self._unit(at, number)
        value = value_of(self.items[at], unit) if unit else 0.0
        if not unit or declared[LOWEST] <= value <= declared[HIGHEST]:
            return 1.0
        if value < declared[LOWEST]:
            return float(declared[LOWEST] / value) if value > 0 else _NEVER
        return float(value / declared[HIGHEST]) if declared[HIGHEST] > 0 else _NEVER

    def is_plausible(self, at: int, constraint: Constraint) -> bool:
        """Whether the values of a property are of the order of what was asked."""
        return self._distance(at, constraint.property) <= _OF_THAT_ORDER

    def _unit(self, at: int, number: int) -> Sequence[Any] | None:
        declared = self.properties[number]
        units: Sequence[Sequence[Any]] = self.start["units"]
        typed = [units[each] for each in self.items[at].units if units[each][1] == declared[DIMENSION]]
        own = [unit for unit in units if unit[0] == declared[SYMBOL]]
        return next(iter([*typed, *own]), None)

    def _add_limits(self, at: int, number: int, sign: str, sure: int) -> None:
        limits = read_limits(self.items[at], sign, self.properties[number][BETTER], self._unit(at, number))
        self.used.add(at)
        self.found.append((at, Constraint(number, "limits", limits, sure=sure)))

    def _read_bests(self) -> None:
        """Read "lightest" and "longest battery life"."""
        for at in range(len(self.items)):
            place = next((each for each in range(at + 1, len(self.items)) if not self.is_filler(each)), -1)
            named = [each[2] for each in self.of_kind(place, "p")] if place >= 0 else []
            superlatives = [
                (each[2], each[3]) for each in self.of_kind(at, "s") if not named or each[2] in named
            ]
            numbers = [
                each for each in named if self.properties[each][KIND] == "n" and self.properties[each][BETTER]
            ]
            superlatives += [
                (each, g[1] or self.properties[each][BETTER])
                for g in self.of_kind(at, "g")
                for each in numbers
            ]
            if superlatives and not (named and place in self.used):
                self.used.update({at, place} if named else {at})
                number, direction = superlatives[0]
                best = Constraint(number, "best", direction=direction, sure=SURE_IN_FAMILY)
                self.found.append((at, best))

    def _yes_no(self, at: int) -> list[int]:
        return [each[2] for each in self.of_kind(at, "p") if self.properties[each[2]][KIND] == "b"]

    def _read_options(self) -> None:
        """Read options, and properties that a product has or has not."""
        negative = ""
        for at in range(len(self.items)):
            yes_no, options = self._yes_no(at), self.of_kind(at, "o")
            if at in self.used or not (yes_no or options):
                if not self.is_filler(at) and not self.of_kind(at, "w"):
                    negative = next((kind for kind in ("n", "n0") if self.of_kind(at, kind)), "")
                continue
            sure = SURE_IN_FAMILY if negative != "n0" and (negative or self._is_attribute(at)) else UNSURE
            if yes_no:
                constraint = Constraint(yes_no[0], "yes/no", wanted=not negative, sure=sure)
            else:
                _, _, number, having = min(
                    options, key=lambda each: (self.properties[each[2]][KIND] != "l", each[2])
                )
                constraint = Constraint(
                    number, "options", options=tuple(having), wanted=not negative, sure=sure
                )
            self.used.add(at)
            self.found.append((at, constraint))
            if not self._goes_on(at):
                negative = ""

    def _goes_on(self, at: int) -> bool:
        """Whether "or" follows: "without touchscreen or fingerprint reader"."""
        return at + 1 < len(self.items) and bool(self.of_kind(at + 1, "or"))

    def _is_attribute(self, at: int) -> bool:
        """Whether it is said of a product: "with wifi", "wifi printer"; "printer wifi" is a subject."""
        after = any(self.of_kind(each, "f") for each in range(at + 1, len(self.items)))
        return after or any(self.of_kind(each, "w") for each in range(at))

    def _read_mentions(self) -> None:
        for at in range(len(self.items)):
            named = [each[2] for each in self.of_kind(at, "p") if each[3]]
            if at not in self.used and named:
                self.used.add(at)
                self.mentioned.append(named[0])
