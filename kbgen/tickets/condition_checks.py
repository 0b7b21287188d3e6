"""Checks of a form's conditions: what they name, and whether anybody can ever meet them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kbgen.content.conditions import Condition, Is, comparisons, holds
from kbgen.content.form import AnyField, TicketForm
from kbgen.diagnostics import did_you_mean
from kbgen.tickets.choices import FACTS, Choices, option_values
from kbgen.tickets.problem import Path, Problem
from kbgen.tickets.walks import Answers, Branching

PlacedFields = Sequence[tuple[Path, AnyField]]


def check_conditions(form: TicketForm, fields: PlacedFields, choices: Choices) -> list[Problem]:
    """Return the problems of `show_if`, `required_if` and of the routes' `when`."""
    branching = Branching([field for _, field in fields], choices)
    problems = [*_check_names(form, fields, choices)]
    if problems:
        return problems  # what names nothing cannot be proven
    return [
        *_never_shown(fields, branching),
        *_never_required(fields, branching),
        *_check_routes(form, branching),
    ]


def _check_names(form: TicketForm, fields: PlacedFields, choices: Choices) -> Iterator[Problem]:
    known = {field.id: field for _, field in fields}
    above: dict[str, AnyField] = {}
    for path, field in fields:
        for key in ("show_if", "required_if"):
            condition = getattr(field, key)
            for named in comparisons(condition) if condition is not None else ():
                yield from _check_place((*path, key), named, field, above, known)
                yield from _check_comparison((*path, key), named, known, choices)
        above[field.id] = field
    for number, route in enumerate(form.routes):
        for named in comparisons(route.when):
            yield from _check_comparison(("routes", number, "when"), named, known, choices)


def _check_place(
    place: Path, named: Is, field: AnyField, above: dict[str, AnyField], known: dict[str, AnyField]
) -> Iterator[Problem]:
    owner = named.field.partition(".")[0]
    if owner in known and owner not in above:
        where = "itself" if owner == field.id else f"'{owner}', which stands below it"
        message = f"'{field.id}' depends on {where}; a condition names fields further up"
        yield Problem(place, "condition-below", message)


def _check_comparison(
    place: Path, named: Is, known: dict[str, AnyField], choices: Choices
) -> Iterator[Problem]:
    owner, _, fact = named.field.partition(".")
    field = known.get(owner)
    if field is None:
        yield Problem(place, "unknown-field", f"the form has no field '{owner}'{did_you_mean(owner, known)}")
        return
    values = option_values(field, choices)
    if values is None:
        message = f"'{owner}' has no options to compare with; a condition asks a select, radios or checkboxes"
        yield Problem(place, "condition-on-text", message)
        return
    if fact:
        facts = FACTS.get(str(getattr(field, "options", "")), ())
        if fact not in facts:
            yield Problem(
                place, "unknown-field", f"nothing is known as '{named.field}'{did_you_mean(fact, facts)}"
            )
            return
        listed = choices.named(getattr(field, "options", ()))
        values = tuple(dict.fromkeys(choice.facts[fact] for choice in listed))
    for value in named.values:
        if value not in values:
            message = f"'{value}' is no answer to '{named.field}'{did_you_mean(value, values)}"
            yield Problem(place, "unknown-option", message)


def _never_shown(fields: PlacedFields, branching: Branching) -> Iterator[Problem]:
    for path, field in fields:
        condition = branching.shown_if(field)
        if condition is not None and _never(condition, branching):
            kind = "the required field" if field.required else "the field"
            message = (
                f"{kind} '{field.id}' can never be shown: no answers meet its condition; correct show_if"
            )
            yield Problem((*path, "show_if"), "never-shown", message)


def _never_required(fields: PlacedFields, branching: Branching) -> Iterator[Problem]:
    for path, field in fields:
        if field.required_if is None:
            continue
        if field.required:
            message = f"'{field.id}' is required anyway; remove required or required_if"
            yield Problem((*path, "required_if"), "never-required", message, "warning")
            continue
        conditions = [branching.expand(field.required_if)]
        conditions += [shown] if (shown := branching.shown_if(field)) is not None else []
        ways = branching.ways(conditions)
        if ways is not None and not any(all(holds(c, way) for c in conditions) for way in ways):
            message = f"'{field.id}' is never required: no answers meet the condition where it is shown"
            yield Problem((*path, "required_if"), "never-required", message)


def _never(condition: Condition, branching: Branching) -> bool:
    ways = branching.ways([condition])
    return ways is not None and not any(holds(condition, way) for way in ways)


def _check_routes(form: TicketForm, branching: Branching) -> Iterator[Problem]:
    """Yield routes that no request takes, and requests that take none where there is no other way."""
    conditions = [branching.expand(route.when) for route in form.routes]
    ways = branching.ways(conditions)
    if ways is None:
        return
    taken: set[int] = set()
    lost: Answers | None = None
    for way in ways:
        first = next((number for number, when in enumerate(conditions) if holds(when, way)), None)
        if first is None:
            lost = lost or way
        else:
            taken.add(first)
    for number in sorted(set(range(len(conditions))) - taken):
        message = f"no request takes the route to {form.routes[number].name}; correct 'when', or move it up"
        yield Problem(("routes", number, "when"), "dead-route", message)
    if form.target is None and lost is not None:
        message = f"a request with {_describe(lost)} goes nowhere; add a route, or a 'target' for the rest"
        yield Problem(("routes",), "no-route", message)


def _describe(way: Answers) -> str:
    given = [f"{name} '{', '.join(values)}'" for name, values in way.items() if values]
    return _listed(given) or "nothing chosen"


def _listed(parts: Iterable[str]) -> str:
    *most, last = [*parts] or [""]
    return f"{', '.join(most)} and {last}" if most else last
