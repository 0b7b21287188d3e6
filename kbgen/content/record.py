"""A source with its front matter parsed: the record of one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from kbgen.content.frontmatter import HOST_KEYS, FrontMatter
from kbgen.content.markup import Heading, find_anchors, find_headings
from kbgen.content.model import AnyFrontMatter, Article
from kbgen.content.source import Source
from kbgen.diagnostics import Diagnostic, did_you_mean, nearest


@dataclass(frozen=True)
class Record:
    """One page as its writer meant it.

    Attributes:
        source: The file.
        front: Its front matter; an `Article` where the type is missing or cannot be read.
        id: Permanent id: `id` in front matter, else the file's stem.
        title: Plain text.
    """

    source: Source
    front: FrontMatter
    id: str
    title: str

    @property
    def uri(self) -> str:
        """Path of the file below the content folder."""
        return self.source.uri

    @property
    def type(self) -> str:
        """Return the type's name as front matter spells it."""
        return str(getattr(self.front, "type", "article"))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Headings of the body, with their lines in the file."""
        return find_headings(self.source.body, self.source.body_line)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every id that the rendered page has."""
        return find_anchors(self.source.body)


def _types() -> Mapping[str, type[FrontMatter]]:
    union = get_args(AnyFrontMatter)[0]
    return {get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(union)}


TYPES = _types()
"""Type names and the front matter each of them takes."""


def parse_record(source: Source) -> tuple[Record, list[Diagnostic]]:
    """Parse the front matter of a source.

    Every problem is reported. A value that cannot be read is left out; where the type cannot do
    without it, the page becomes an article, so that its text is still published.
    """
    model, diagnostics = _choose_type(source)
    known, unknown = _split_keys(source, model)
    front, problems = _validate(source, model, known)
    return _build_record(source, front), diagnostics + unknown + problems


def _choose_type(source: Source) -> tuple[type[FrontMatter], list[Diagnostic]]:
    name = source.front.get("type")
    if name is None:
        return Article, []
    if isinstance(name, str) and name in TYPES:
        return TYPES[name], []
    if isinstance(name, str) and nearest(name, TYPES) is None:
        types = ", ".join(TYPES)
        message = f"type '{name}' is none of kbgen's, so the page is built as an article; types are {types}"
        return Article, [source.diagnostic(("type",), "warning", "foreign-type", message)]
    message = f"unknown type '{name}'{did_you_mean(str(name), TYPES)}"
    return Article, [source.diagnostic(("type",), "error", "unknown-type", message)]


def _split_keys(source: Source, model: type[FrontMatter]) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Separate the keys of the type from the host's and from those nobody knows."""
    known = {
        key: value for key, value in source.front.items() if key in model.model_fields and value is not None
    }
    known.pop("type", None)
    typed = model is not Article or source.front.get("type") == "article"
    strangers = [key for key in source.front if key not in model.model_fields and key not in HOST_KEYS]
    problems = [_unknown_key(source, model, key, typed=typed) for key in strangers]
    return known, [problem for problem in problems if problem is not None]


def _unknown_key(source: Source, model: type[FrontMatter], key: str, *, typed: bool) -> Diagnostic | None:
    """Report an unknown key: an error in a typed file, elsewhere only a probable slip of the pen."""
    if typed:
        hint = (
            did_you_mean(key, model.model_fields)
            or f"; keys of this type are {', '.join(model.model_fields)}"
        )
        message = f"unknown key '{key}' in {source.front['type']}{hint}"
        return source.diagnostic((key,), "error", "unknown-key", message)
    match = nearest(key, model.model_fields)
    if match is None or not _is_slip(key, match):
        return None
    message = f"unknown key '{key}'; did you mean '{match}'?"
    return source.diagnostic((key,), "warning", "unknown-key", message)


def _is_slip(key: str, match: str) -> bool:
    """Tell a misspelling from another tool's key: same first letter, almost the same length."""
    return key[:1] == match[:1] and abs(len(key) - len(match)) <= 1 and sorted(key) != sorted(match + "s")


def _validate(
    source: Source, model: type[FrontMatter], values: dict[str, Any]
) -> tuple[FrontMatter, list[Diagnostic]]:
    fixed = {"type": source.front["type"]} if model.model_fields["type"].is_required() else {}
    try:
        return model.model_validate({**fixed, **values}), []
    except ValidationError as error:
        problems = list(_value_problems(source, model, error))
        bad = {detail["loc"][0] for detail in error.errors()}
    rest = {key: value for key, value in values.items() if key not in bad}
    try:
        return model.model_validate({**fixed, **rest}), problems
    except ValidationError:
        common = {key: value for key, value in rest.items() if key in Article.model_fields}
        return Article.model_validate(common), problems


def _value_problems(source: Source, model: type[BaseModel], error: ValidationError) -> Iterator[Diagnostic]:
    for detail in _without_echoes(error):
        place = _front_matter_place(source, detail["loc"])
        where = ".".join(str(part) for part in place) or "front matter"
        message, code = _describe(where, place, model, detail)
        yield source.diagnostic(place, "error", code, message)


def _without_echoes(error: ValidationError) -> list[Any]:
    """Leave out that a list is empty where it only is because its items could not be read."""
    details = error.errors()
    inner = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inner]


def _front_matter_place(source: Source, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Drop from a pydantic location what is not in the file, such as the tags of unions."""
    place: tuple[str | int, ...] = ()
    for index, part in enumerate(loc):
        last = index == len(loc) - 1
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
        return f"unknown key '{place[-1]}' in '{'.'.join(map(str, place[:-1]))}'", "unknown-key"
    if kind == "missing":
        return f"'{where}' is missing; a {_type_name(model)} needs it", "missing-key"
    if kind == "union_tag_not_found":
        return f"'{where}' does not say its type; add a key 'type'", "missing-key"
    return f"'{where}'{_describe_value(kind, found, detail['msg'])}", "bad-value"


def _describe_choice(where: str, detail: Any) -> str:
    context = detail["ctx"]
    listed = str(context.get("expected") or context["expected_tags"])
    choices = [text.strip(" '") for text in listed.replace(" or ", ", ").split(", ")]
    wrong = str(context.get("tag") or detail["input"])
    hint = did_you_mean(wrong, choices) or f"; use one of {', '.join(choices)}"
    return f"'{where}' cannot be '{wrong}'{hint}"


def _describe_value(kind: str, found: Any, message: str) -> str:
    if kind == "too_short":
        return " is empty; list at least one"
    if kind.startswith("date"):
        return f" is not a date: '{found}'; write it as 2026-01-31"
    shape = _SHAPES.get(kind)
    return f" must be {shape}" if shape else f": {message.removeprefix('Value error, ')}"


_SHAPES = {
    "string_type": "a text",
    "tuple_type": "a list",
    "dict_type": "'key: value' lines",
    "model_type": "'key: value' lines",
    "model_attributes_type": "'key: value' lines",
}


def _type_name(model: type[BaseModel]) -> str:
    return next(name for name, known in TYPES.items() if known is model)


def _build_record(source: Source, front: FrontMatter) -> Record:
    stem = source.uri.rsplit("/", 1)[-1].removesuffix(".md")
    record = Record(source, front, front.id or stem, front.title or str(getattr(front, "name", "")))
    if record.title:
        return record
    first = next((heading.text for heading in record.headings if heading.level == 1), "")
    return Record(source, front, record.id, first or humanise(source.uri))


def humanise(uri: str) -> str:
    """Make a title of a path: `Store Support/Track-an-order.md` is `Track an order`."""
    parts = uri.removesuffix(".md").removesuffix("/index").split("/")
    words = parts[-1].replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else "Untitled"
