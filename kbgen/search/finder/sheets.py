"""Spec sheets as data that products are found in: values in base units, and the words for everything.

`SpecData.start` is small and says what a query may speak of; of `SpecData.families` a browser loads the one
that a query needs. theme/js/finder reads both. Their shapes:

    start     {families, units, unitWords, common, makers, words}; see `phrases` for the words
    families  {id, label, file, properties, words}; a property is
              [id, label, kind, dimension, unit, better, required, lowest, highest]
    units     [symbol, dimension, factor, offset]; unitWords: key → [place in units, spelling]
    family    {products: [id, name, url, picture, maker, keys], options and columns: one per property,
              compare: URL}
    column    [cells, and for each product the place of its cell or -1]
    cell      [text, numbers, options, condition]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kbgen.content.units import find_unit
from kbgen.search.analysis import fold
from kbgen.search.finder.phrases import Meaning, family_words, general_words, maker_words, vocabulary
from kbgen.search.finder.quantities import base, quantities_in, unit_words, units_of
from kbgen.search.finder.spoken import COMMON_DIMENSIONS
from kbgen.search.finder.tokens import phrase_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbgen.content.families import Family, Property
    from kbgen.content.specs import SpecSheet, Value

KINDS = {
    "number": "n",
    "range": "r",
    "dimensions": "d",
    "choice": "c",
    "list": "l",
    "yes/no": "b",
    "text": "t",
}
_LETTER = re.compile(r"[a-z]")
_LISTED = {"c", "l"}
_YES_NO = {"Yes": 1, "No": 0}
_BETTER = {"higher": 1, "lower": -1, None: 0}


@dataclass(frozen=True)
class ListedProduct:
    """A product as the result shows it."""

    id: str
    name: str
    url: str
    """Of its hub, relative to the site."""
    family: str
    picture: str = ""
    """Path below the site, empty where it has none."""
    maker: str = ""
    maker_names: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """What else it is called: aliases and numbers."""


@dataclass(frozen=True)
class SpecData:
    """All sheets of a site."""

    start: dict[str, Any]
    families: tuple[dict[str, Any], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"start": self.start, "families": list(self.families)}

    @cached_property
    def vocabulary(self) -> dict[str, list[Meaning]]:
        """What words can mean."""
        return vocabulary(self.start)

    @cached_property
    def names(self) -> list[dict[str, list[Meaning]]]:
        """What the products of each family are called, with their places."""
        return [_names_of(shard) for shard in self.families]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> SpecData:
        """The inverse of `as_data`."""
        return cls(data["start"], tuple(data["families"]))


NO_SHEETS = SpecData({})


def build_spec_data(
    sheets: Mapping[str, SpecSheet],
    families: Mapping[str, Family],
    products: Iterable[ListedProduct],
    compare: Mapping[str, str],
) -> SpecData:
    """Build the data of a site's sheets; without any it is `NO_SHEETS`.

    Args:
        sheets: Product id → its sheet.
        families: By id; those without a sheet are left out.
        products: Those without a sheet are left out.
        compare: Family id → URL of the page that compares its products, where there is one.
    """
    stated = sorted(
        (each for each in products if each.id in sheets), key=lambda each: (fold(each.name), each.id)
    )
    named = {name: [each for each in stated if each.family == name] for name in families}
    named = {name: listed for name, listed in named.items() if listed}
    if not named:
        return NO_SHEETS
    makers = {
        each.maker: each.maker_names for each in sorted(stated, key=lambda each: each.maker) if each.maker
    }
    shards = tuple(
        _shard(families[name], listed, sheets, list(makers), compare.get(name, ""))
        for name, listed in named.items()
    )
    listing = [
        _family(at, name, families[name], shard)
        for at, (name, shard) in enumerate(zip(named, shards, strict=True))
    ]
    units = units_of(each[3] for family in listing for each in family["properties"])
    start = {
        "families": listing,
        "units": [[unit.symbol, unit.dimension, unit.factor, unit.offset] for unit in units],
        "unitWords": unit_words(units),
        "common": sorted(COMMON_DIMENSIONS),
        "words": [*general_words(), *maker_words((maker, *names) for maker, names in makers.items())],
        "makers": [[maker, next(iter(names), maker)] for maker, names in makers.items()],
    }
    return SpecData(start, shards)


def _names_of(shard: dict[str, Any]) -> dict[str, list[Meaning]]:
    names: dict[str, list[Meaning]] = {}
    for at, (_, name, *_, keys) in enumerate(shard["products"]):
        for key in (phrase_key(name), *keys):
            if _LETTER.search(key):
                names.setdefault(key, []).append(["d", at])
    return names


def _family(at: int, name: str, family: Family, shard: dict[str, Any]) -> dict[str, Any]:
    plain = re.fullmatch(r"[A-Za-z0-9_-]+", name) is not None
    properties = [
        _property(key, declared, cells)
        for (key, declared), (cells, _) in zip(family.properties.items(), shard["columns"], strict=True)
    ]
    return {
        "id": name,
        "label": family.label,
        "file": f"specs-{name if plain else at}",
        "properties": properties,
        "words": family_words(name, family, shard["options"]),
    }


def _property(name: str, declared: Property, cells: Sequence[Sequence[Any]]) -> list[Any]:
    unit = find_unit(declared.unit) if declared.unit else None
    kind = KINDS[declared.type]
    numbers = [number for cell in cells for number in cell[1]]
    dimension = unit.dimension if unit else ""
    if kind in _LISTED:
        dimension = next((each for cell in cells for _, each in quantities_in(cell[0])), dimension)
    bounds = [min(numbers), max(numbers)] if numbers else [0, 0]
    symbol = unit.symbol if unit else ""
    return [
        name,
        declared.label,
        kind,
        dimension,
        symbol,
        _BETTER[declared.better],
        int(declared.required),
        *bounds,
    ]


def _shard(
    family: Family,
    products: Sequence[ListedProduct],
    sheets: Mapping[str, SpecSheet],
    makers: Sequence[str],
    compare: str,
) -> dict[str, Any]:
    columns, options = [], []
    for name, declared in family.properties.items():
        values = [sheets[each.id].values.get(name) for each in products]
        listed = _options(declared, values)
        options.append(listed)
        columns.append(_column(declared, values, listed))
    return {
        "products": [_product(each, makers) for each in products],
        "options": options,
        "columns": columns,
        "compare": compare,
    }


def _product(product: ListedProduct, makers: Sequence[str]) -> list[Any]:
    """The keys of its other names; that of its name need not be there."""
    keys = dict.fromkeys(map(phrase_key, product.names))
    maker = makers.index(product.maker) if product.maker else -1
    named = [key for key in keys if key != phrase_key(product.name) and _LETTER.search(key)]
    return [product.id, product.name, product.url, product.picture, maker, named]


def _options(declared: Property, values: Iterable[Value | None]) -> list[str]:
    """The options of a choice or list that sheets name, in their order."""
    if KINDS[declared.type] not in _LISTED:
        return []
    named = dict.fromkeys(
        item for value in values if value and value.stated for item in _items(declared, value)
    )
    return sorted(named, key=lambda item: (fold(item), item))


def _items(declared: Property, value: Value) -> list[str]:
    return [value.text] if declared.type == "choice" else [item for item in value.text.split(", ") if item]


def _column(declared: Property, values: Iterable[Value | None], options: Sequence[str]) -> list[Any]:
    cells: list[list[Any]] = []
    places: dict[str, int] = {}
    of = []
    for value in values:
        if value is None or not value.stated or declared.type == "text":
            of.append(-1)
            continue
        cell = _cell(declared, value, options)
        place = places.setdefault(repr(cell), len(cells))
        if place == len(cells):
            cells.append(cell)
        of.append(place)
    return [cells, of]


def _cell(declared: Property, value: Value, options: Sequence[str]) -> list[Any]:
    kind = KINDS[declared.type]
    numbers: list[float] = [base(number, value.unit) for number in value.numbers]
    held: list[int] = []
    if kind in _LISTED:
        items = _items(declared, value)
        held = [options.index(item) for item in items]
        numbers = [number for item in items for number, _ in quantities_in(item)]
    elif kind == "b":
        numbers = [_YES_NO[value.text]] if value.text in _YES_NO else []
    return [value.text, numbers, held, value.condition]
