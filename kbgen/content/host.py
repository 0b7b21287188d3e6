"""Front-matter keys of MkDocs and Material: let through, in the shape that their templates expect."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from kbgen.content.source import Source
from kbgen.diagnostics import Diagnostic, did_you_mean

HOST_KEYS = frozenset(
    {
        *("template", "hide", "status", "icon", "subtitle", "tags", "search", "social", "robots"),
        *("author", "authors", "date", "categories", "draft", "slug", "pin", "links", "comments"),
        *("image", "canonical", "hooks"),
    }
)
"""Front-matter keys of MkDocs and Material."""

_LISTS = ("hide", "tags", "categories", "authors")
"""Keys whose values Material's templates and plugins go through one by one."""


def host_values(source: Source) -> dict[str, Any]:
    """Return front matter for the host: lists where it wants lists, and no text that could be markup.

    Material's templates do not escape what they print.
    """
    values = {**source.host}
    for key in _LISTS:
        if key in values:
            values[key] = _listed(values[key])
    return {str(key): _escaped(value) for key, value in values.items()}


def check_host(source: Source) -> Iterator[Diagnostic]:
    """Report values that the host could not make sense of."""
    for key in _LISTS:
        value = source.host.get(key, [])
        if _listed(value) == [] and value not in ([], None):
            yield source.diagnostic((key,), "error", "bad-value", f"'{key}' must be a list of texts")
    yield from _check_search(source)


def search_values(source: Source) -> tuple[bool, float]:
    """Return whether a page is kept out of the search, and what its scores are multiplied by."""
    search = source.host.get("search")
    values = search if isinstance(search, dict) else {}
    boost = values.get("boost", 1.0)
    return values.get("exclude") is True, float(boost) if _is_boost(boost) else 1.0


def _check_search(source: Source) -> Iterator[Diagnostic]:
    """Report what Material's `search` key cannot mean."""
    search = source.host.get("search")
    if search is not None and not isinstance(search, dict):
        message = "'search' must be 'key: value' lines, such as 'boost: 0.5'"
        yield source.diagnostic(("search",), "error", "bad-value", message)
        return
    for key in search or ():
        if key not in _SEARCH_KEYS:
            message = f"unknown key '{key}' in 'search'{did_you_mean(str(key), _SEARCH_KEYS)}"
            yield source.diagnostic(("search", key), "error", "unknown-key", message)
    if search and not isinstance(search.get("exclude", False), bool):
        message = f"'search.exclude' must be true or false, not '{search['exclude']}'"
        yield source.diagnostic(("search", "exclude"), "error", "bad-value", message)
    if search and not _is_boost(search.get("boost", 1)):
        message = f"'search.boost' must be a number above 0 and up to {_MOST_BOOST}, not '{search['boost']}'"
        yield source.diagnostic(("search", "boost"), "error", "bad-value", message)


_SEARCH_KEYS = ("boost", "exclude")
_MOST_BOOST = 10


def _is_boost(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= _MOST_BOOST


def _listed(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    plain = isinstance(value, list) and all(isinstance(item, str | int | float) for item in value)
    return [str(item) for item in value] if plain else []


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, dict):
        return {_escaped(key): _escaped(item) for key, item in value.items()}
    return value
