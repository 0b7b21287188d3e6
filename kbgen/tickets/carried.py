"""Checks of how much a target carries: files, and the length of an address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from kbgen.content.form import AnyField, CheckboxesField, FilesField, RadiosField, SelectField
from kbgen.content.target import LinkTarget
from kbgen.diagnostics import Severity
from kbgen.tickets.limits import describe_size
from kbgen.tickets.names import name_fields
from kbgen.tickets.preset import Preset
from kbgen.tickets.problem import Path, Problem
from kbgen.tickets.settings import fill_address, fill_values, given_settings

PlacedFields = Sequence[tuple[Path, AnyField]]

ENCODED = 3
"""Characters that one typed character has in an address, as `%20`; letters of other scripts have more."""

_PRODUCT_ID = 60
_NUMBER = 20
_DAY = 10


def check_files(path: Path, preset: Preset, fields: PlacedFields) -> Iterator[Problem]:
    """Yield fields for files that the target does not take, or not so many, or not so large."""
    files = [(place, field) for place, field in fields if isinstance(field, FilesField)]
    severity: Severity = (
        "warning" if path[-1] == "over" else "error"
    )  # there for readers without JavaScript only
    for place, field in files:
        if preset.files.take == "none":
            message = (
                f"{preset.label} takes no files, so those of '{field.id}' would be lost; remove the field"
            )
            yield Problem((*place, "type"), "files-not-sent", message, severity)
        elif preset.files.take == "one" and field.max_files > 1:
            message = f"{preset.label} takes one file for each field; set 'max_files' of '{field.id}' to 1"
            yield Problem((*place, "max_files"), "too-many-files", message)
    if files and preset.files.most and preset.files.take != "none":
        yield from _check_sizes(files, preset.files.most, preset.label)


def _check_sizes(files: list[tuple[Path, FilesField]], most: int, label: str) -> Iterator[Problem]:
    limit = describe_size(most)
    for place, field in files:
        if field.max_size is None:
            message = (
                f"{label} takes {limit} in all; add 'max_size' to '{field.id}', so that nobody sends too much"
            )
            yield Problem((*place, "id"), "files-too-large", message, "warning")
    total = sum(field.max_files * (field.max_size or 0) for _, field in files)
    if total > most:
        message = (
            f"the files can have {describe_size(total)} in all, and {label} takes {limit}; lower 'max_size'"
        )
        yield Problem((*files[0][0], "max_size"), "files-too-large", message)


def check_link_length(
    path: Path, target: LinkTarget, preset: Preset, fields: PlacedFields
) -> Iterator[Problem]:
    """Yield a warning where the longest answers make an address that the target does not take.

    With JavaScript the longest answer is cut, visibly; without it the desk's page answers with an error.
    """
    names = name_fields(target, preset, [field for _, field in fields]).sent
    endless = [field.id for _, field in fields if longest_answer(field) is None]
    if endless:
        message = (
            f"'{endless[0]}' has no 'max_length', so the address can become longer than the"
            f" {preset.budget:,} characters that {preset.label} takes; add one"
        )
        yield Problem(path, "long-link", message, "warning")
        return
    length, largest = _longest_link(target, preset, names, fields)
    if length > preset.budget:
        message = (
            f"the longest answers make an address of {length:,} characters, and {preset.label} takes"
            f" {preset.budget:,}; lower 'max_length' of {largest}"
        )
        yield Problem(path, "long-link", message, "warning")


def _longest_link(
    target: LinkTarget, preset: Preset, names: dict[str, str], fields: PlacedFields
) -> tuple[int, str]:
    """Return the longest address in characters, and the two fields with the longest answers, in words."""
    given = given_settings(target, preset)
    constants = {**fill_values(preset.constants, given), **target.constants}
    answers = {field.id: (longest_answer(field) or 0) * ENCODED for _, field in fields}
    length = len(fill_address(preset.url, preset, given))
    length += sum(
        len(quote(name, safe="")) + len(quote(value, safe="")) + 2 for name, value in constants.items()
    )
    length += sum(len(quote(names[field], safe="")) + answer + 2 for field, answer in answers.items())
    largest = sorted(answers, key=lambda field: (-answers[field], field))[:2]
    return length, " and ".join(f"'{field}' ({answers[field]:,})" for field in largest)


def longest_answer(field: AnyField) -> int | None:
    """Return how many characters an answer can have; None where nothing limits it, 0 for files."""
    match field:
        case FilesField():
            return 0
        case SelectField(options=str()) | RadiosField(options=str()):
            return _PRODUCT_ID
        case SelectField(options=tuple() as options) | RadiosField(options=tuple() as options):
            return max((len(option.value) for option in options), default=0)
        case CheckboxesField():
            return sum(len(option.value) + len(field.id) + 2 for option in field.options)
    if field.type in {"number", "date"}:
        return _NUMBER if field.type == "number" else _DAY
    return getattr(field, "max_length", None)
