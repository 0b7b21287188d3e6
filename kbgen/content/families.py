"""Product families: what their spec sheets may say, as `_data/specs.yml` declares it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from kbgen.content.data_file import parse_data_file
from kbgen.content.family_checks import check_family
from kbgen.content.source import Source
from kbgen.content.validation import value_problems
from kbgen.content.values import Texts
from kbgen.diagnostics import Diagnostic

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
    """Values of a choice; what the items of a list may be."""
    other_units: Texts = ()
    """Further units that sheets may use beside `unit` without a warning."""
    plausible: tuple[float, float] | None = None
    """The least and the most that makes sense, in `unit`."""
    convert: bool | None = None
    """Whether the page shows values in metric and imperial units; where missing, all but numbers declared in
    inches: the diagonal of a display is its name."""


class Family(BaseModel):
    """A product family: what its spec sheets may say, in the order in which they say it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    synonyms: Texts = ()
    """Words for such a product: laptop, notebook."""
    groups: Texts = ()
    properties: dict[str, Property]


class _File(BaseModel):
    """The whole of `_data/specs.yml`, for messages that name the place."""

    families: dict[str, Family]


_REMEDY = "declare product families below a key 'families:'"


def parse_families(path: str, text: str) -> tuple[dict[str, Family], list[Diagnostic]]:
    """Parse `_data/specs.yml`; every wrong declaration is reported.

    A property that cannot be read counts as text, so that the sheets which use it are not reported as well.
    """
    source, diagnostics = parse_data_file(path, text, _REMEDY)
    declared = source.front.get("families")
    if not isinstance(declared, dict) or not declared:
        return {}, diagnostics or [Diagnostic(path, 1, 1, "error", "missing-key", _REMEDY)]
    families = {}
    for name, body in declared.items():
        families[name], problems = _parse_family(source, name, body)
        diagnostics += problems
    return families, diagnostics


def _parse_family(source: Source, name: str, body: Any) -> tuple[Family, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    try:
        family = _File.model_validate({"families": {name: body}}).families[name]
    except ValidationError as error:
        problems += value_problems(source, _File, error)
        family = _readable(name, body, {detail["loc"][2:] for detail in error.errors()})
    return family, problems + list(check_family(source, name, family.properties, family.groups))


def _readable(name: str, body: Any, wrong: set[tuple[str | int, ...]]) -> Family:
    """Return what can be read of a family with wrong declarations."""
    body = body if isinstance(body, Mapping) else {}
    declared = body.get("properties")
    bad = {place[1] for place in wrong if len(place) > 1 and place[0] == "properties"}
    properties = {
        key: {"label": key, "type": "text"} if key in bad else value
        for key, value in (declared if isinstance(declared, Mapping) else {}).items()
    }
    keys = {place[0] for place in wrong if place}
    kept = {key: value for key, value in body.items() if key in Family.model_fields and key not in keys}
    return Family.model_validate({"label": name, **kept, "properties": properties})
