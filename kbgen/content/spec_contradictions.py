"""Prose that says another number than the spec sheet of its product."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kbgen.content.catalog import Catalog
from kbgen.content.families import Property
from kbgen.content.model import Product
from kbgen.content.record import Record
from kbgen.content.spec_mentions import Mention, find_mentions, quantity
from kbgen.content.spec_values import NUMBER, Value, to_float
from kbgen.content.specs import SpecSheet
from kbgen.content.units import find_unit
from kbgen.diagnostics import Diagnostic


def names_of_products(catalog: Catalog) -> dict[str, frozenset[str]]:
    """Return what each product is called in prose, by id."""
    return {product: product_names(record) for product, record in catalog.products.items()}


def check_prose(
    catalog: Catalog, record: Record, names: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    """Report the numbers on a page about exactly one product that its spec sheet contradicts."""
    products = (record,) if isinstance(record.front, Product) else catalog.products_of(record)
    sheet = catalog.sheets.get(products[0].id) if len(products) == 1 else None
    if sheet is not None:
        yield from check_mentions(record, sheet, names)


def check_mentions(
    record: Record, sheet: SpecSheet, names: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    """Report the numbers of one page that a spec sheet contradicts.

    Args:
        record: The page.
        sheet: The spec sheet of the product that it is about.
        names: What each product is called; a sentence that names another product is not looked at.
    """
    body = record.source.body
    found: dict[int, list[Mention]] = {}
    for mention in find_mentions(body, sheet.family):
        found.setdefault(mention.start, []).append(mention)
    said = _Said(sheet)
    for start, mentions in found.items():
        if any(_agrees(mention, sheet, said) for mention in mentions):
            continue
        mention = min(mentions, key=lambda each: each.distance)
        if not _names_another(mention.sentence, sheet.product, names):
            line = record.source.body_line + body.count("\n", 0, start)
            column = start - (body.rfind("\n", 0, start) + 1) + 1
            yield Diagnostic(
                record.source.path, line, column, "warning", "spec-contradiction", _say(mention, sheet)
            )


def product_names(record: Record) -> frozenset[str]:
    """Return what a product is called in prose: name, id, model numbers, words of these such as `p200`."""
    names = (record.title, record.id, *getattr(record.front, "model_numbers", ()))
    folded = {_words(name) for name in names}
    models = {word for name in folded for word in name.split() if _MODEL.fullmatch(word)}
    return frozenset(folded | models)


_MODEL = re.compile(r"(?=.*\d)(?=.*[^\W\d])[\w-]+")


def _names_another(sentence: str, product: str, names: Mapping[str, frozenset[str]]) -> bool:
    words, own = f" {_words(sentence)} ", names.get(product, frozenset())
    return any(f" {name} " in words for other in names if other != product for name in names[other] - own)


def _words(text: str) -> str:
    return re.sub(r"[^\w-]+", " ", text).strip().casefold()


def _say(mention: Mention, sheet: SpecSheet) -> str:
    name = next(name for name in mention.properties if name in sheet.values)
    stated = f"{sheet.family.properties[name].label} is {sheet.values[name].text}"
    remedy = f'write {{{{ spec("{sheet.product}", "{name}") }}}}, or correct the sheet'
    return f"'{mention.text}' contradicts the spec sheet of '{sheet.product}', where {stated}; {remedy}"


class _Said(dict[str, list[float]]):
    """The numbers of a sheet by dimension, gathered when they are asked for."""

    def __init__(self, sheet: SpecSheet) -> None:
        super().__init__()
        self._sheet = sheet

    def __missing__(self, dimension: str) -> list[float]:
        self[dimension] = list(_numbers(self._sheet, dimension))
        return self[dimension]


def _agrees(mention: Mention, sheet: SpecSheet, said: _Said) -> bool:
    """Say whether some value of the sheet is what the mention says, or none of them can contradict it."""
    values = [
        (sheet.family.properties[name], sheet.values[name])
        for name in mention.properties
        if name in sheet.values
    ]
    measured = [value for _, value in values if value.unit and value.numbers]
    if not measured or any(_fits(mention, value, declared) for declared, value in values):
        return True
    dimension = next(value.unit.dimension for value in measured if value.unit)
    return all(
        any(_is_near(mention, end, number) for number in said[dimension])
        for end in (mention.low, mention.high)
    )


def _is_near(mention: Mention, end: float, number: float) -> bool:
    share = _ABOUT if mention.bound == "about" else _EXACT
    return abs(end - number) <= max(mention.slack, abs(number) * share)


_ABOUT = 0.1
_EXACT = 1e-9
_FIRM_CONDITIONS = {"at", "under", "while", "during", "per", "each"}


def _fits(mention: Mention, value: Value, declared: Property) -> bool:
    """Say whether a value of the property allows what the mention says."""
    if value.unit is None or not value.numbers:
        return True
    if mention.condition in _FIRM_CONDITIONS or (mention.condition and value.condition):
        return True  # it holds where the sheet's value does not
    lower = None if value.lower is None else value.unit.to_base(value.lower)
    upper = None if value.upper is None else value.unit.to_base(value.upper)
    slack = mention.slack + _EXACT * abs(mention.high)
    if "about" in {value.bound, mention.bound}:
        slack += _ABOUT * abs(value.unit.to_base(value.numbers[0]))
    too_high = upper is not None and mention.high > upper + slack
    too_low = lower is not None and mention.low < lower - slack
    if mention.bound == "at least":
        return not (too_high or (too_low and declared.type == "range"))
    if mention.bound == "at most":
        below = lower is not None and mention.high < lower - slack
        return not (below or (too_high and (declared.type == "range" or declared.better == "higher")))
    if declared.type == "range":  # one temperature is no statement about a range
        return mention.low == mention.high or not (too_low or too_high)
    inside = (
        upper is not None
        and lower is not None
        and mention.low - slack <= lower
        and upper <= mention.high + slack
    )
    return inside or not (too_low or too_high)


def _numbers(sheet: SpecSheet, dimension: str) -> Iterator[float]:
    """Yield every number of a dimension on a sheet, also those of conditions and texts, in base units."""
    written = re.compile(quantity(dimension))
    for name, value in sheet.values.items():
        if value.unit and value.unit.dimension == dimension:
            yield from map(value.unit.to_base, value.numbers)
        said = value.condition if value.unit else f"{value.text} {value.condition}"
        for match in written.finditer(said):
            unit = find_unit(match["unit"])
            numbers = [number for number in (match["number"], match["high"]) if number]
            yield from (unit.to_base(to_float(number)) for number in numbers if unit)
        declared = find_unit(sheet.family.properties[name].unit or "")
        if declared and declared.dimension == dimension:
            yield from (declared.to_base(to_float(number)) for number in _BARE.findall(said))


_BARE = re.compile(rf"(?<![\w.,-]){NUMBER}\b")
