"""Front matter against the declaration of its type, and every problem of it in a writer's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from kbgen.content.frontmatter import FrontMatter
from kbgen.content.model import Article
from kbgen.content.source import Source
from kbgen.diagnostics import Diagnostic, did_you_mean


def validate_front_matter(
    source: Source, model: type[FrontMatter], values: dict[str, Any]
) -> tuple[FrontMatter, list[Diagnostic]]:
    """Parse the known keys of a source as its type declares them.

    Returns:
        The front matter without the values that cannot be read, an `Article` where the type cannot do
        without them, and a diagnostic for each.
    """
    fixed = {"type": source.front["type"]} if model.model_fields["type"].is_required() else {}
    try:
        return model.model_validate({**fixed, **values}), []
    except ValidationError as error:
        problems = list(value_problems(source, model, error))
        bad = {detail["loc"][0] for detail in error.errors()}
    rest = {key: value for key, value in values.items() if key not in bad}
    try:
        return model.model_validate({**fixed, **rest}), problems
    except ValidationError:
        common = {key: value for key, value in rest.items() if key in Article.model_fields}
        return Article.model_validate(common), problems


def value_problems(source: Source, model: type[BaseModel], error: ValidationError) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each value that does not fit its declaration."""
    reported = set()
    for detail in _without_echoes(error):
        place = _front_matter_place(source, detail["loc"], missing=detail["type"] == "missing")
        where = ".".join(str(part) for part in place) or "front matter"
        if place not in reported:  # a value that fits none of several forms is one problem
            reported.add(place)
            message, code = _describe(where, place, model, detail)
            yield source.diagnostic(place, "error", code, message)


def _without_echoes(error: ValidationError) -> list[Any]:
    """Leave out that a list is empty where it only is because its items could not be read."""
    details = error.errors()
    inner = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inner]


def _front_matter_place(
    source: Source, loc: tuple[str | int, ...], *, missing: bool
) -> tuple[str | int, ...]:
    """Drop from a pydantic location what is not in the file, such as the tags of unions."""
    place: tuple[str | int, ...] = ()
    for index, part in enumerate(loc):
        last = missing and index == len(loc) - 1
        if (*place, part) in source.positions or last:
            place = (*place, part)
    return place


def _describe(
    where: str, place: tuple[str | int, ...], model: type[BaseModel], detail: Any
) -> tuple[str, str]:
    """Say in a writer's words what pydantic found; returns message and code."""
    kind, found = detail["type"], detail["input"]
    if kind in {"literal_error", "union_tag_invalid"}:
        return _describe_choice(where, detail), "unknown-value"
    if kind == "extra_forbidden":
        within = ".".join(str(part) for part in place[:-1])
        hint = did_you_mean(str(place[-1]), _keys_at(model, detail["loc"][:-1]))
        inside = f" in '{within}'" if within else ""
        return f"unknown key '{place[-1]}'{inside}{hint}", "unknown-key"
    if kind == "missing":
        needed = f"a {tag} needs it" if (tag := _tag(model)) else "add it"
        return f"'{where}' is missing; {needed}", "missing-key"
    if kind == "union_tag_not_found":
        return f"'{where}' does not say its type; add a key 'type'", "missing-key"
    return f"'{where}'{_describe_value(kind, found, detail['msg'])}", "bad-value"


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> set[str]:
    """Return the keys that a map inside front matter takes, as far as its type says."""
    models = [model]
    for part in loc:
        tagged = [known for known in models if part == _tag(known)]
        fields = [known.model_fields[part].annotation for known in models if part in known.model_fields]
        models = tagged or [inner for field in fields for inner in _models_in(field)] or models
    return {key for known in models for key in known.model_fields}


def _tag(model: type[BaseModel]) -> object:
    field = model.model_fields.get("type")
    return get_args(field.annotation)[0] if field and get_args(field.annotation) else None


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]


def _describe_choice(where: str, detail: Any) -> str:
    context = detail["ctx"]
    listed = str(context.get("expected") or context["expected_tags"])
    choices = [text.strip(" '") for text in listed.replace(" or ", ", ").split(", ")]
    if isinstance(detail["input"], list) or (isinstance(detail["input"], dict) and "tag" not in context):
        return f"'{where}' must be one text; use one of {', '.join(choices)}"
    wrong = str(context.get("tag") or detail["input"])
    hint = did_you_mean(wrong, choices) or f"; use one of {', '.join(choices)}"
    return f"'{where}' cannot be '{wrong}'{hint}"


def _describe_value(kind: str, found: Any, message: str) -> str:
    if kind in _SAID:
        return _SAID[kind]
    if kind.startswith("date"):
        return f" is not a date: '{found}'; write it as 2026-01-31"
    if kind.startswith(("int", "greater_than", "less_than", "decimal", "float")):
        return f" must be a number that makes sense here, not '{found}'"
    return f": {message.removeprefix('Value error, ')}"


_SAID = {
    "too_short": " is empty; list at least one",
    "string_too_short": " is empty; write something or remove the key",
    "string_type": " must be a text",
    "tuple_type": " must be a list",
    "bool_type": " must be true, false or a list",
    "bool_parsing": " must be true, false or a list",
    "dict_type": " must be 'key: value' lines",
    "model_type": " must be 'key: value' lines",
    "model_attributes_type": " must be 'key: value' lines",
}
"""What pydantic's kinds of error mean to a writer."""
