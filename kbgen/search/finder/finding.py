"""The products that are as a query asks, in order; where there is none, those that come nearest.

theme/js/finder/finding.js does the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbgen.search.facets import Chosen
from kbgen.search.finder.family_reading import BETTER, ID, KIND, LABEL, Constraint
from kbgen.search.finder.limits import Limits, is_near, meets, missed_by
from kbgen.search.finder.quantities import rounded
from kbgen.search.finder.reading import Reading, find_family, read_query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.search.finder.sheets import SpecData

NEAREST = 3
"""So many are offered where none is as asked."""
NOTHING_CHOSEN = Chosen()
MET, MISSED, NOT_STATED = "met", "missed", "not stated"
_SEVERITY = (MET, MISSED, NOT_STATED)
_UNKNOWN_IS_WORSE = 2.0
_Key = tuple[float, ...]


@dataclass(frozen=True)
class FoundProduct:
    """A product with the values that were asked for.

    Attributes:
        id: Its id.
        name: Its name.
        url: Of its hub.
        picture: Path of its picture, or "".
        maker: Name of its manufacturer, or "".
        other: Whether it is none of the products that were chosen.
        values: For each property that was asked for: id, label, text, condition and state (see `MET`).
    """

    id: str
    name: str
    url: str
    picture: str
    maker: str
    other: bool
    values: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Found:
    """What was understood, and the products."""

    family: str
    """Its id."""
    label: str
    understood: tuple[dict[str, Any], ...]
    unused: tuple[str, ...]
    products: tuple[FoundProduct, ...]
    nearest: bool
    """Whether these are not as asked, but come nearest."""
    of: int
    """How many products were looked at."""
    compare: str
    """URL of the page that compares the family's products, or ""."""

    def as_data(self) -> dict[str, Any]:
        """As JSON has it."""
        lists = {name: list(getattr(self, name)) for name in ("understood", "unused")}
        products = [{**vars(each), "values": list(each.values)} for each in self.products]
        return {**vars(self), **lists, "products": products}


def find_products(specs: SpecData, query: str, chosen: Chosen = NOTHING_CHOSEN) -> Found | None:
    """Find products by what their sheets say; None where the query is no search for products.

    Args:
        specs: The sheets.
        query: As it was typed.
        chosen: Products of another manufacturer, or other ones than the chosen, come after.
    """
    family = find_family(specs.start, specs.vocabulary, query, chosen.family)
    if family is None:
        return None
    shard = specs.families[family]
    reading = read_query(specs.start, specs.vocabulary, family, specs.names[family], query)
    return None if reading is None else _Finder(specs.start, shard, reading, chosen).found()


class _Finder:
    def __init__(
        self, start: Mapping[str, Any], shard: Mapping[str, Any], reading: Reading, chosen: Chosen
    ) -> None:
        self.start, self.shard, self.reading, self.chosen = start, shard, reading, chosen
        self.family = start["families"][reading.family]
        self.properties = self.family["properties"]
        self.ids = {product[0] for product in shard["products"]}
        self.makers = {maker for maker, _ in start["makers"]}

    def found(self) -> Found | None:
        """Everything that is shown, None where nothing comes near."""
        looked_at = [
            at for at, product in enumerate(self.shard["products"]) if self._is_asked_for(at, product)
        ]
        states = {at: [self._state(at, each) for each in self.reading.constraints] for at in looked_at}
        fitting = [at for at in looked_at if all(state == MET for state in states[at])]
        nearest = not fitting
        if nearest:
            near = [at for at in looked_at if self._comes_near(states[at])]
            listed = sorted(near, key=lambda at: self._nearness(at, states[at]))[:NEAREST]
        else:
            listed = sorted(fitting, key=self._order)
        if not listed:
            return None
        return Found(
            self.family["id"],
            self.family["label"],
            tuple(self._understood()),
            self.reading.unused,
            tuple(self._product(at) for at in listed),
            nearest,
            len(looked_at),
            self.shard["compare"],
        )

    def _is_asked_for(self, at: int, product: Sequence[Any]) -> bool:
        makers, products = self.reading.makers, self.reading.products
        return (not makers or product[4] in makers) and (not products or at in products)

    def _cell(self, at: int, number: int) -> Sequence[Any] | None:
        cells, of = self.shard["columns"][number]
        return None if of[at] < 0 else cells[of[at]]

    def _state(self, at: int, constraint: Constraint) -> str:
        cell = self._cell(at, constraint.property)
        kind = self.properties[constraint.property][KIND]
        if cell is None or not (cell[1] or (constraint.kind == "options" and cell[2])):
            return NOT_STATED
        if constraint.limits:
            met = meets(kind, cell[1], constraint.limits)
        elif constraint.kind == "options":
            met = any(option in constraint.options for option in cell[2]) == constraint.wanted
        else:
            met = constraint.kind == "best" or bool(cell[1][0]) == constraint.wanted
        return MET if met else MISSED

    def _comes_near(self, states: Sequence[str]) -> bool:
        """Whether a product meets anything that was asked, or misses a number by a known distance."""
        limited = [each.kind == "limits" for each in self.reading.constraints]
        return any(
            state == MET or (state == MISSED and number)
            for state, number in zip(states, limited, strict=True)
        )

    def _tier(self, at: int) -> int:
        """0 for what was chosen, 1 for other products, as among the pages."""
        product_id, *_, maker, _ = self.shard["products"][at]
        named = self.start["makers"][maker][0] if maker >= 0 else ""
        wrong_product = self.chosen.product in self.ids and product_id != self.chosen.product
        known = self.chosen.manufacturer in self.makers
        return int(wrong_product or (known and named != self.chosen.manufacturer))

    def _order(self, at: int) -> _Key:
        bests, exact, distances = [], 0, []
        for constraint in self.reading.constraints:
            cell = self._cell(at, constraint.property)
            declared = self.properties[constraint.property]
            numbers = cell[1] if cell else []
            if constraint.kind == "best" and numbers:
                bests.append(-constraint.direction * numbers[0])
            elif constraint.limits and numbers:
                exact += is_exact(declared[KIND], numbers, constraint.limits)
                distances.append(_preference(declared, numbers, constraint.limits))
        return (self._tier(at), *bests, -exact, *distances, at)

    def _nearness(self, at: int, states: Sequence[str]) -> _Key:
        missed = 0.0
        for state, constraint in zip(states, self.reading.constraints, strict=True):
            if state == NOT_STATED:
                missed += _UNKNOWN_IS_WORSE
            elif state == MISSED:
                cell = self._cell(at, constraint.property)
                kind = self.properties[constraint.property][KIND]
                missed += missed_by(kind, cell[1], constraint.limits) if constraint.limits and cell else 1
        return (-states.count(MET), missed, self._tier(at), at)

    def _product(self, at: int) -> FoundProduct:
        product_id, name, url, picture, maker, _ = self.shard["products"][at]
        asked = [(each.property, self._state(at, each)) for each in self.reading.constraints]
        asked += [
            (number, MET if self._cell(at, number) else NOT_STATED) for number in self.reading.mentioned
        ]
        # A property that is asked for twice is as asked where both hold.
        worst = sorted(asked, key=lambda each: _SEVERITY.index(each[1]))
        values = {number: self._value(at, number, state) for number, state in worst}
        listed = tuple(values[number] for number in dict.fromkeys(number for number, _ in asked))
        maker_name = self.start["makers"][maker][1] if maker >= 0 else ""
        return FoundProduct(product_id, name, url, picture, maker_name, bool(self._tier(at)), listed)

    def _value(self, at: int, number: int, state: str) -> dict[str, str]:
        cell, declared = self._cell(at, number), self.properties[number]
        text, condition = (cell[0], cell[3]) if cell else ("", "")
        return {
            "id": declared[ID],
            "label": declared[LABEL],
            "text": text,
            "condition": condition,
            "state": state,
        }

    def _understood(self) -> list[dict[str, Any]]:
        """The family, what was named, and each constraint: `kind`, `label` and what it asks."""
        makers = [{"kind": "maker", "label": self.start["makers"][each][1]} for each in self.reading.makers]
        products = [
            {"kind": "product", "label": self.shard["products"][each][1]} for each in self.reading.products
        ]
        return [*makers, *products, *(self._constraint(each) for each in self.reading.constraints)]

    def _constraint(self, constraint: Constraint) -> dict[str, Any]:
        told = {"kind": constraint.kind, "label": self.properties[constraint.property][LABEL]}
        if constraint.limits:
            better = self.properties[constraint.property][BETTER]
            return {**told, **constraint.limits.as_data(), "better": better}
        if constraint.kind == "options":
            options = [self.shard["options"][constraint.property][each] for each in constraint.options]
            return {**told, "option": min(options, key=len), "wanted": constraint.wanted}
        if constraint.kind == "best":
            return {**told, "direction": constraint.direction}
        return {**told, "wanted": constraint.wanted}


def is_exact(kind: str, numbers: Sequence[float], limits: Limits) -> bool:
    """Say whether a value is what was typed without a comparison: "16 GB" finds 16 GB before 32 GB."""
    return not limits.sign and kind != "r" and any(is_near(number, limits) for number in numbers)


def _preference(declared: Sequence[Any], numbers: Sequence[float], limits: Limits) -> float:
    """The less, the earlier: what is nearest to a number alone, else what is better."""
    if declared[KIND] in {"r", "d"}:
        return 0.0
    if limits.sign in {"", "~", "="}:
        return rounded(min(abs(number - limits.value) for number in numbers))
    better: int = declared[BETTER]
    return -better * (max(numbers) if better > 0 else min(numbers))
