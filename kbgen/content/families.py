"""Product families: what their spec sheets may say, as `_data/specs.yml` declares it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from kbgen.content.data_file import parse_data_file
from kbgen.content.source import Place, Position
from kbgen.content.units import find_unit, unit_names
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
    synonyms: Texts = ()
    """Words for such a product: laptop, notebook."""
    groups: Texts = ()
    properties: dict[str, Property]


_REMEDY = "declare product families below a key 'families:'"


def parse_families(path: str, text: str) -> tuple[dict[str, Family], list[Diagnostic]]:
    """Parse `_data/specs.yml`; families that cannot be read are left out and reported."""
    source, diagnostics = parse_data_file(path, text, _REMEDY)
    declared = source.front.get("families")
    if not isinstance(declared, dict):
        return {}, diagnostics or [Diagnostic(path, 1, 1, "error", "missing-key", _REMEDY)]
    families = {}
    for name, body in declared.items():
        try:
            families[name] = Family.model_validate(body)
        except ValidationError as error:
            diagnostics += _family_problems(path, name, source.positions, error)
        else:
            diagnostics += _check_family(path, name, families[name], source.positions)
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
        where, model = ".".join(map(str, detail["loc"])), Property if len(place) > _IN_PROPERTY else Family
        said = detail["msg"]
        if detail["type"] == "extra_forbidden":
            said = f"unknown key{did_you_mean(str(place[-1]), model.model_fields)}"
        message = f"'{where}': {said}"
        problems.append(Diagnostic(path, *positions[known], "error", "bad-property", message))
    return problems


_IN_PROPERTY = 4
"""Places deeper than `families.<name>.properties.<name>` are inside a property."""


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
