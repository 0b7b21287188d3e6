"""Checks of a request form: what would fail, leak or mislead once the form is on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kbgen.content.form import FEEDBACK, AnyField, CheckboxesField, RadiosField, SelectField, TicketForm
from kbgen.content.form_values import JOURNEY, OTHER
from kbgen.diagnostics import Diagnostic, did_you_mean
from kbgen.tickets.autocomplete import autocomplete_problem, is_personal
from kbgen.tickets.choices import NO_CHOICES, Choices
from kbgen.tickets.condition_checks import check_conditions
from kbgen.tickets.feedback import check_feedback
from kbgen.tickets.names import NAME_IDS, sent_name
from kbgen.tickets.pattern import pattern_problem
from kbgen.tickets.preset import Presets, shipped_presets
from kbgen.tickets.problem import Path, Problem
from kbgen.tickets.targets import check_targets

Position = Callable[[Path], tuple[int, int]]
"""Line and column of a front-matter path such as `("sections", 0, "fields", 2, "autocomplete")`."""


def check_form(
    form: TicketForm,
    source: str,
    position: Position,
    *,
    form_id: str = "",
    presets: Presets | None = None,
    choices: Choices = NO_CHOICES,
) -> list[Diagnostic]:
    """Return the problems of one form, in the order of the file's sections.

    Args:
        form: The parsed front matter.
        source: The form's file, as diagnostics name it.
        position: Finds the line and column of a path in the front matter.
        form_id: The form's id: one of them is asked for by its own.
        presets: What targets can name; those of the package if not given.
        choices: What selects offer from the catalog.
    """
    fields = list(_placed_fields(form))
    problems = [
        *_repeated_names(fields),
        *(problem for path, field in fields for problem in _check_field(path, field)),
        *_check_suggest(form, fields),
        *check_conditions(form, fields, choices),
        *check_targets(form, fields, presets or shipped_presets()),
        *_check_privacy(form, fields),
        *(check_feedback(fields) if form_id == FEEDBACK else ()),
    ]
    return [Diagnostic(source, *position(p.path), p.severity, p.code, p.message) for p in problems]


def _placed_fields(form: TicketForm) -> Iterator[tuple[Path, AnyField]]:
    for section_number, section in enumerate(form.sections):
        for number, field in enumerate(section.fields):
            yield ("sections", section_number, "fields", number), field


def _repeated_names(fields: Iterable[tuple[Path, AnyField]]) -> Iterator[Problem]:
    """Yield ids used twice, and names of two fields that would reach the desk as one."""
    ids: set[str] = set()
    names: set[str] = set()
    for path, field in fields:
        if field.id in ids:
            yield Problem(
                (*path, "id"), "duplicate-field-id", f"two fields have the id '{field.id}'; rename one"
            )
        elif sent_name(field) in names:
            key = "send_as" if field.send_as else "id"
            message = f"two fields are sent as '{sent_name(field)}'; the desk could not tell them apart"
            yield Problem((*path, key), "duplicate-field-name", message)
        ids.add(field.id)
        names.add(sent_name(field))


def _check_suggest(form: TicketForm, fields: Iterable[tuple[Path, AnyField]]) -> Iterator[Problem]:
    typed = [field.id for _, field in fields if field.type in {"text", "textarea"}]
    for number, wanted in enumerate(form.suggest or ()):
        if wanted not in typed:
            message = f"the form has no field to type in called '{wanted}'{did_you_mean(wanted, typed)}"
            yield Problem(("suggest", number), "unknown-field", message)


def _check_field(path: Path, field: AnyField) -> Iterator[Problem]:
    yield from _check_options(path, field)
    yield from _check_limits(path, field)
    token = getattr(field, "autocomplete", None)
    if token is not None and (problem := autocomplete_problem(token)):
        yield Problem((*path, "autocomplete"), "unknown-autocomplete", problem)
    pattern = getattr(field, "pattern", None)
    if pattern and (problem := pattern_problem(pattern)):
        message = f"the pattern of '{field.id}' would be ignored: {problem}"
        yield Problem((*path, "pattern"), "bad-pattern", message)
    elif pattern and not field.error:
        message = f"'{field.id}' has a pattern but no 'error'; write what a right answer looks like"
        yield Problem((*path, "pattern"), "pattern-without-error", message, "warning")
    yield from _check_sources(path, field)
    for ending in getattr(field, "accept", ()):
        if not ending.startswith(".") and "/" not in ending:
            message = f"'{ending}' is no kind of file; write '.{ending}', or a media type such as 'image/*'"
            yield Problem((*path, "accept"), "bad-accept", message)


def _check_sources(path: Path, field: AnyField) -> Iterator[Problem]:
    sources = getattr(field, "prefill", ())
    if JOURNEY in sources and field.type != "textarea":
        message = f"'{field.id}' is filled with several lines; make it a textarea, or leave 'journey' out"
        yield Problem((*path, "prefill"), "bad-prefill", message)
    if len([source for source in sources if source != JOURNEY]) > 1:
        message = f"'{field.id}' is filled from two places in the address; choose one"
        yield Problem((*path, "prefill"), "bad-prefill", message)


def _check_options(path: Path, field: AnyField) -> Iterator[Problem]:
    """Yield empty and repeated options; a repeated label is as bad as a repeated value."""
    if not isinstance(field, SelectField | RadiosField | CheckboxesField) or isinstance(field.options, str):
        return
    place = (*path, "options")
    if not field.options:
        yield Problem(place, "no-options", f"'{field.id}' has no options to choose from")
    extra = [OTHER] if getattr(field, "other", None) else []
    for word in _repeated([*(option.value for option in field.options), *extra]):
        yield Problem(place, "duplicate-option", f"two options of '{field.id}' are sent as '{word}'")
    labels = [option.label for option in field.options if option.label != option.value]
    for word in _repeated(labels):
        yield Problem(place, "duplicate-option", f"two options of '{field.id}' read '{word}'")


def _repeated(words: list[str]) -> list[str]:
    return sorted({word for word in words if words.count(word) > 1})


def _check_limits(path: Path, field: AnyField) -> Iterator[Problem]:
    """Yield limits between which no answer fits."""
    for least, most in (("min_length", "max_length"), ("min", "max")):
        low, high = getattr(field, least, None), getattr(field, most, None)
        if low is not None and high is not None and low > high:
            message = f"no answer to '{field.id}' fits: {least} is {low}, {most} is {high}"
            yield Problem((*path, least), "impossible-limits", message)


def _check_privacy(form: TicketForm, fields: Iterable[tuple[Path, AnyField]]) -> Iterator[Problem]:
    """Yield the first field that asks for personal data where the form says nothing about it."""
    if form.privacy is not None:
        return
    for path, field in fields:
        if (
            field.type in {"email", "tel"}
            or is_personal(getattr(field, "autocomplete", None))
            or field.id in NAME_IDS
        ):
            message = f"'{field.id}' asks for personal data; add a 'privacy' text: what for, who gets it"
            yield Problem((*path, "id"), "no-privacy-text", message)
            return
