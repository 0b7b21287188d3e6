"""Spec sheets: the properties that a product family declares, and the values of one product."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from kbgen.content.source import Place, Position, Source, parse_node, yaml_problem
from kbgen.content.units import Unit, find_unit, unit_names
from kbgen.content.values import Texts
from kbgen.diagnostics import Diagnostic, did_you_mean

PropertyType = Literal["number", "range", "choice", "yes/no", "list", "dimensions", "text"]


class Property(BaseModel):
    """A property as `_data/specs.yml` declares it. Types after ETIM: N, R, A, L and three of ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    type: PropertyType
    unit: str | None = None
    group: str = ""
    better: Literal["higher", "lower"] | None = None
    synonyms: Texts = ()
    required: bool = False
    options: Texts = ()
    """Values of a choice."""


class Family(BaseModel):
    """A product family: what its spec sheets may say, in the order in which they say it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    groups: Texts = ()
    properties: dict[str, Property]


@dataclass(frozen=True)
class Value:
    """One value of a spec sheet.

    Attributes:
        text: As a reader sees it, such as `−10 to 40 °C`.
        numbers: The numbers in it: one, the two ends of a range, or each dimension.
        unit: Their unit, None where there is none.
        tolerance: In units of `unit`, None where not given.
        condition: Where the value holds, such as `draft, A4`.
        stated: False where the maker does not say; that is not the same as no.
    """

    text: str
    numbers: tuple[float, ...] = ()
    unit: Unit | None = None
    tolerance: float | None = None
    condition: str = ""
    stated: bool = True


@dataclass(frozen=True)
class SpecSheet:
    """The properties of one product.

    Attributes:
        product: Id of the product.
        family: The family whose properties it may state.
        values: Property name → value, in the family's order.
    """

    product: str
    family: Family
    values: Mapping[str, Value]


def parse_families(path: str, text: str) -> tuple[dict[str, Family], list[Diagnostic]]:
    """Parse `_data/specs.yml`; families that cannot be read are left out and reported."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return {}, [yaml_problem(path, error, lines_above=0)]
    positions: dict[Place, Position] = {}
    diagnostics: list[Diagnostic] = []

    def report(at: Position, message: str) -> None:
        diagnostics.append(Diagnostic(path, *at, "error", "duplicate-key", message))

    tree = parse_node(node, (), positions, report, first_line=1) if node is not None else {}
    declared = tree.get("families") if isinstance(tree, dict) else None
    if not isinstance(declared, dict):
        message = "declare product families below a key 'families:'"
        return {}, [Diagnostic(path, 1, 1, "error", "missing-key", message)]
    families = {}
    for name, body in declared.items():
        try:
            families[name] = Family.model_validate(body)
        except ValidationError as error:
            diagnostics += _family_problems(path, name, positions, error)
        else:
            diagnostics += _check_family(path, name, families[name], positions)
    return families, diagnostics


def _family_problems(
    path: str, name: str, positions: Mapping[Place, Position], error: ValidationError
) -> list[Diagnostic]:
    problems = []
    for detail in error.errors():
        place: Place = ("families", name, *detail["loc"])
        known = place
        while known not in positions:
            known = known[:-1]
        message = f"'{'.'.join(map(str, detail['loc']))}': {detail['msg']}"
        problems.append(Diagnostic(path, *positions[known], "error", "bad-property", message))
    return problems


def _check_family(
    path: str, name: str, family: Family, positions: Mapping[Place, Position]
) -> list[Diagnostic]:
    problems = []
    for key, declared in family.properties.items():
        at = positions["families", name, "properties", key]
        if declared.unit is not None and find_unit(declared.unit) is None:
            message = f"unknown unit '{declared.unit}'{did_you_mean(declared.unit, unit_names())}"
            problems.append(Diagnostic(path, *at, "error", "unknown-unit", message))
        if declared.type == "choice" and not declared.options:
            message = f"property '{key}' is a choice without options; list them: options: [a, b]"
            problems.append(Diagnostic(path, *at, "error", "missing-options", message))
        if declared.group and family.groups and declared.group not in family.groups:
            message = f"unknown group '{declared.group}'{did_you_mean(declared.group, family.groups)}"
            problems.append(Diagnostic(path, *at, "error", "unknown-group", message))
    return problems


def parse_sheet(
    source: Source, product: str, family: Family, raw: Mapping[str, Any]
) -> tuple[SpecSheet, list[Diagnostic]]:
    """Parse the `properties` of a spec sheet; a value that cannot be read is kept as text and reported."""
    problems: list[Diagnostic] = []
    values: dict[str, Value] = {}
    for name, declared in family.properties.items():
        if name in raw:
            values[name], problem = _parse_stated(declared, raw[name])
        else:
            problem = (
                f"missing property '{name}'; state it, or write '{name}: not stated'"
                if declared.required
                else ""
            )
        if problem:
            place: Place = ("properties", name) if name in raw else ("properties",)
            problems.append(
                source.diagnostic(place, "error", "bad-value" if name in raw else "missing-property", problem)
            )
    for name in raw:
        if name not in family.properties:
            hint = did_you_mean(name, family.properties) or "; declare it in _data/specs.yml first"
            message = f"property '{name}' is not declared for {family.label.lower()}{hint}"
            problems.append(source.diagnostic(("properties", name), "error", "unknown-property", message))
    return SpecSheet(product, family, values), problems


def _parse_stated(declared: Property, raw: Any) -> tuple[Value, str]:
    """Parse a value; returns it, and what is wrong with it or an empty text."""
    condition = ""
    if isinstance(raw, dict):
        condition, raw = str(raw.get("condition", "")), raw.get("value")
    if raw is None or (isinstance(raw, str) and raw.strip().casefold() == "not stated"):
        return Value("Not stated", stated=False, condition=condition), ""
    text = ", ".join(str(item) for item in raw) if isinstance(raw, list) else str(raw).strip()
    try:
        value = _PARSERS[declared.type](declared, text)
    except ValueError as error:
        return Value(text, condition=condition), str(error)
    return Value(value.text, value.numbers, value.unit, value.tolerance, condition), ""


def _parse_text(_declared: Property, text: str) -> Value:
    return Value(text)


def _parse_choice(declared: Property, text: str) -> Value:
    by_name = {option.casefold(): option for option in declared.options}
    if text.casefold() not in by_name:
        raise ValueError(f"'{text}' is no option of {declared.label}{did_you_mean(text, declared.options)}")
    return Value(by_name[text.casefold()])


def _parse_yes_no(declared: Property, text: str) -> Value:
    if text.casefold() not in _YES_NO:
        raise ValueError(f"{declared.label} is 'yes', 'no' or 'not stated', not '{text}'")
    return Value(_YES_NO[text.casefold()])


_YES_NO = {"yes": "Yes", "true": "Yes", "no": "No", "false": "No"}
_NUMBER = r"[-−+]?\d+(?:[.,]\d+)*(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\d\s±].*?)?(?:\s*±\s*(?P<by>{_NUMBER})\s*(?P<by_unit>\S+)?)?"
)
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*(?:\.\.|…|–|to)\s*(?P<high>{_NUMBER})\s*(?P<unit>\D.*)?")
_BY = re.compile(r"\s*[x×]\s*")


def _parse_number(declared: Property, text: str) -> Value:
    match = _QUANTITY.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a number{_example(declared, '16')}")
    unit = _parse_unit(declared, match["unit"])
    number = _to_float(match["number"])
    tolerance = None
    if match["by"]:
        by_unit = _parse_unit(declared, match["by_unit"]) or unit
        tolerance = _to_float(match["by"]) * (by_unit.factor / unit.factor if unit and by_unit else 1)
    return Value(_tidy(text), (number,), unit, tolerance)


def _parse_range(declared: Property, text: str) -> Value:
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a range{_example(declared, '10..40')}")
    low, high = _to_float(match["low"]), _to_float(match["high"])
    if low > high:
        raise ValueError(f"the range '{text}' starts above its end; write the smaller number first")
    unit = _parse_unit(declared, match["unit"])
    shown = f"{_tidy(match['low'])} to {_tidy(match['high'])} {unit.symbol if unit else ''}".strip()
    return Value(shown, (low, high), unit)


def _parse_dimensions(declared: Property, text: str) -> Value:
    *firsts, last = _BY.split(text)
    match = _QUANTITY.fullmatch(last)
    if not firsts or match is None or not all(re.fullmatch(_NUMBER, first) for first in firsts):
        raise ValueError(f"'{text}' is not a size{_example(declared, '420 x 310 x 180')}")
    unit = _parse_unit(declared, match["unit"])
    numbers = [*firsts, match["number"]]
    shown = f"{' × '.join(numbers)} {unit.symbol if unit else ''}".strip()
    return Value(shown, tuple(_to_float(number) for number in numbers), unit)


_PARSERS: Mapping[PropertyType, Callable[[Property, str], Value]] = {
    "number": _parse_number,
    "range": _parse_range,
    "choice": _parse_choice,
    "yes/no": _parse_yes_no,
    "list": _parse_text,
    "dimensions": _parse_dimensions,
    "text": _parse_text,
}


def _parse_unit(declared: Property, written: str | None) -> Unit | None:
    """Return the unit written, checked against the dimension that the property declares."""
    wanted = find_unit(declared.unit) if declared.unit else None
    if not written:
        if wanted is None:
            return None
        raise ValueError(f"{declared.label} needs a unit, such as '{wanted.symbol}'")
    unit = find_unit(written)
    if unit is None:
        choices = unit_names(wanted.dimension if wanted else "")
        raise ValueError(f"unknown unit '{written.strip()}'{did_you_mean(written, choices)}")
    if wanted is None or wanted.dimension != unit.dimension:
        asked = f"in {wanted.symbol}" if wanted else "without a unit"
        raise ValueError(
            f"{declared.label} is declared {asked}; '{written.strip()}' measures {unit.dimension}"
        )
    return unit


def _example(declared: Property, number: str) -> str:
    return f"; write it as '{number} {declared.unit}'" if declared.unit else f"; write it as '{number}'"


def _to_float(text: str) -> float:
    """Parse `1,200.5` and `−10`; a comma separates thousands."""
    return float(text.replace("−", "-").replace(",", ""))


def _tidy(text: str) -> str:
    return re.sub(r"^-", "−", re.sub(r"\s*±\s*", " ± ", text))
