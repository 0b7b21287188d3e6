"""The shape of a file of relevance tests: YAML in, entries with their places and problems out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from kbgen.content.data_file import parse_data_file
from kbgen.content.frontmatter import STRICT
from kbgen.content.source import Place, Source
from kbgen.content.validation import value_problems
from kbgen.content.values import Languages, Texts
from kbgen.diagnostics import Diagnostic
from kbgen.search.facets import Chosen

_REMEDY = "tests stand below a key 'tests:', thresholds below 'thresholds:'"


def _share(value: Any) -> float:
    try:
        share = float(value)
    except (TypeError, ValueError):
        share = -1
    if not 0 <= share <= 1:
        message = f"a threshold is a number from 0 to 1, such as 0.85, not '{value}'"
        raise ValueError(message)
    return share


def _grade(value: Any) -> int:
    if str(value) not in {"1", "2", "3"}:
        message = f"a grade is 3 (answers it), 2 (helps) or 1 (is about it), not '{value}'"
        raise ValueError(message)
    return int(str(value))


class Entry(BaseModel):
    """One test as it is written."""

    model_config = STRICT

    query: str = ""
    first: Texts = ()
    top3: Texts = ()
    grades: dict[str, Annotated[int, BeforeValidator(_grade)]] = {}
    never: Texts = ()
    product: str = ""
    family: str = ""
    manufacturer: str = ""
    types: Texts = ()
    languages: Languages = ()

    @property
    def chosen(self) -> Chosen:
        """What its customer has chosen."""
        return Chosen(self.product, self.family, self.manufacturer, self.types, self.languages)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    thresholds: dict[str, Annotated[float, BeforeValidator(_share)]] = {}
    tests: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Entries:
    """What can be read of a file of tests."""

    source: Source
    """The file, as if it were front matter: it knows the places of keys."""
    thresholds: Mapping[str, float]
    tests: Mapping[int, Entry]
    """By their number in the file, from 0."""


def read_entries(path: str, text: str) -> tuple[Entries, list[Diagnostic]]:
    """Reads a file of tests; entries that do not fit are left out and reported."""
    source, problems = parse_data_file(path, text, _REMEDY)
    tree = {key: value for key, value in source.front.items() if value is not None}
    try:
        file = _File.model_validate(tree)
    except ValidationError as error:
        problems += value_problems(source, _File, error)
        bad = {tuple(detail["loc"][:2]) for detail in error.errors()}
    else:
        return Entries(source, file.thresholds, dict(enumerate(file.tests))), problems
    numbers, rest = _without(tree, bad)
    file = _File.model_validate(rest)
    return Entries(source, file.thresholds, dict(zip(numbers, file.tests, strict=True))), problems


def _without(tree: dict[str, Any], bad: set[Place]) -> tuple[list[int], dict[str, Any]]:
    """The numbers of the tests without errors, and the file with these and the thresholds without errors."""
    tests, limits = tree.get("tests"), tree.get("thresholds")
    entries = tests if isinstance(tests, list) else []
    numbers = [number for number in range(len(entries)) if ("tests", number) not in bad]
    named = limits.items() if isinstance(limits, dict) else ()
    thresholds = {name: value for name, value in named if ("thresholds", name) not in bad}
    return numbers, {"thresholds": thresholds, "tests": [entries[number] for number in numbers]}
