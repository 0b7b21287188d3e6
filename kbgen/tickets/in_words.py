"""Conditions in words, for readers without JavaScript, on paper and in other systems' forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kbgen.content.conditions import All, Condition, Is, Not, Some
from kbgen.content.form import AnyField
from kbgen.tickets.choices import Choices


def describe_condition(condition: Condition, fields: Mapping[str, AnyField], choices: Choices) -> str:
    """Return `“What is it about?” is “Something does not work”`: the questions and answers as they read."""
    match condition:
        case Is(name, values):
            return f"“{_question(name, fields)}” is {_either(_answers(name, values, fields, choices))}"
        case All(parts):
            return _joined(" and ", parts, fields, choices)
        case Some(parts):
            return _joined(" or ", parts, fields, choices)
        case Not(Is(name, values)):
            return f"“{_question(name, fields)}” is not {_either(_answers(name, values, fields, choices))}"
        case Not(part):
            return f"it is not so that {describe_condition(part, fields, choices)}"


def _joined(word: str, parts: Iterable[Condition], fields: Mapping[str, AnyField], choices: Choices) -> str:
    return word.join(describe_condition(part, fields, choices) for part in parts)


def _question(name: str, fields: Mapping[str, AnyField]) -> str:
    owner, _, fact = name.partition(".")
    label = fields[owner].label if owner in fields else owner
    return f"{label}: {fact}" if fact else label


def _answers(
    name: str, values: tuple[str, ...], fields: Mapping[str, AnyField], choices: Choices
) -> list[str]:
    """Return the values as the customer reads them."""
    owner, _, fact = name.partition(".")
    options = getattr(fields.get(owner), "options", ())
    if isinstance(options, str):
        listed = choices.named(options)
        labels = {c.facts.get(fact, ""): c.group for c in listed} if fact == "manufacturer" else {}
        labels = labels or {choice.id: choice.name for choice in listed}
    else:
        labels = {option.value: option.label for option in options}
    return [f"“{labels.get(value, value)}”" for value in values]


def _either(words: list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
