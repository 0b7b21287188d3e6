"""What must hold within the declaration of a product family: units, options, groups, limits, labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kbgen.content.source import Source
from kbgen.content.units import find_unit, unit_names
from kbgen.diagnostics import Diagnostic, did_you_mean

if TYPE_CHECKING:
    from kbgen.content.families import Property

_MEASURED = {"number", "range", "dimensions"}
_ORDERED = {"number", "range", "yes/no"}
_CHOSEN = {"choice", "list"}

_Problem = tuple[str, str, str]
"""Key of the declaration, code and message."""


def check_family(
    source: Source, name: str, properties: Mapping[str, Property], groups: Sequence[str]
) -> Iterator[Diagnostic]:
    """Report every declaration of a family that contradicts itself or the others."""
    labels: dict[str, str] = {}
    for key, declared in properties.items():
        place = ("families", name, "properties", key)
        problems = [
            *_check_unit(key, declared),
            *_check_options(key, declared),
            *_check_limits(key, declared),
        ]
        if declared.group and groups and declared.group not in groups:
            message = f"unknown group '{declared.group}'{did_you_mean(declared.group, groups)}"
            problems.append(("group", "unknown-group", message))
        first = labels.setdefault(declared.label.casefold(), key)
        if first != key:
            message = f"'{declared.label}' is the label of '{first}' too; customers cannot tell them apart"
            problems.append(("label", "bad-property", message))
        for at, code, message in problems:
            yield source.diagnostic((*place, at), "error", code, message)


def _check_unit(key: str, declared: Property) -> Iterator[_Problem]:
    measured = find_unit(declared.unit) if declared.unit else None
    for at, written in [("unit", declared.unit), *(("other_units", each) for each in declared.other_units)]:
        unit = find_unit(written) if written else None
        if written and unit is None:
            yield at, "unknown-unit", f"unknown unit '{written}'{did_you_mean(written, unit_names())}"
        elif unit and measured and unit.dimension != measured.dimension:
            message = f"'{written}' measures {unit.dimension}, '{declared.unit}' {measured.dimension}"
            yield at, "bad-property", f"{message}; list units of {measured.dimension}"
        elif unit and declared.type not in _MEASURED:
            message = f"property '{key}' is a {declared.type}, which has no unit"
            yield at, "bad-property", f"{message}; remove it, or make the type number, range or dimensions"
    if declared.convert and not (measured and measured.counterpart):
        message = f"there is no other unit to show '{key}' in; remove 'convert'"
        yield "convert", "bad-property", message


def _check_options(key: str, declared: Property) -> Iterator[_Problem]:
    if declared.type == "choice" and not declared.options:
        message = f"property '{key}' is a choice without options; list them: options: [a, b]"
        yield "type", "missing-options", message
    if declared.options and declared.type not in _CHOSEN:
        message = f"property '{key}' is a {declared.type}, which has no options; make its type choice or list"
        yield "options", "bad-property", message
    folded = [option.casefold() for option in declared.options]
    for option in dict.fromkeys(one for one in declared.options if folded.count(one.casefold()) > 1):
        if folded.index(option.casefold()) == declared.options.index(option):
            yield "options", "bad-property", f"the option '{option}' stands twice; keep one of them"


def _check_limits(key: str, declared: Property) -> Iterator[_Problem]:
    if declared.plausible and declared.type not in _MEASURED:
        message = f"property '{key}' is a {declared.type}; only numbers are plausible or not, so remove it"
        yield "plausible", "bad-property", message
    elif declared.plausible and declared.plausible[0] > declared.plausible[1]:
        low, high = declared.plausible
        message = f"'plausible' starts above its end; write [{high:g}, {low:g}]"
        yield "plausible", "bad-property", message
    if declared.better and declared.type not in _ORDERED:
        message = f"no {declared.type} is better for being {declared.better}; remove 'better' of '{key}'"
        yield "better", "bad-property", message
