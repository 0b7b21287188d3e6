"""The front matter that every type shares."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kbgen.content.values import Language, Texts
from kbgen.content.versions import Versions

STRICT = ConfigDict(
    defer_build=True,
    frozen=True,
    extra="forbid",
    arbitrary_types_allowed=True,
    str_strip_whitespace=True,
    str_min_length=1,
)
"""How every map in front matter is read: no unknown keys, no empty texts."""


def _true_or_texts(value: Any) -> Any:
    """Accept `true`, a text, or a list of texts: of a page `popular: true`, of questions in it their ids."""
    if isinstance(value, str) and value.casefold() in {"true", "yes", "on", "false", "no", "off"}:
        return value.casefold() in {"true", "yes", "on"}
    return [value] if isinstance(value, str) else value


class FrontMatter(BaseModel):
    """Front matter common to all types. Every scalar arrives as text and is parsed by its field."""

    model_config = STRICT

    title: str | None = None
    """What the page is called; the first `#` heading where missing."""
    id: str | None = Field(default=None, min_length=1)
    """Permanent id; the file's stem where missing."""
    description: str | None = None
    """One or two sentences for search engines and link previews."""
    products: Texts = ()
    """Ids of the products that the page is about."""
    versions: Versions = Field(default_factory=dict)
    """Versions that the page is about, or that an issue affects: `2.1`, `<= 2.3`, `1.0 - 1.4`."""
    aliases: Texts = ()
    """Other words that customers use for this; searched, and shown where a page was found by them."""
    language: Language | None = None
    """Language of the page where it is not the site's, such as `de` or `pt-BR` (BCP 47)."""
    symptoms: Texts = ()
    """What the customer sees: error codes, messages, behaviour; searched and shown."""
    popular: Annotated[bool | tuple[str, ...], BeforeValidator(_true_or_texts)] = False
    """`true`, or the ids of the questions that the home page shows."""
    related: Texts | None = None
    """Ids or paths of related pages, in the order to show them; where missing, those most like the page."""
    in_order: Annotated[bool | tuple[str, ...], BeforeValidator(_true_or_texts)] = False
    """In a folder's `index.md`: its pages are read in order: `true`, or their names in that order."""
    updated: date | None = None
    """Day of the last change that matters to a reader."""
    reviewed: date | None = None
    """Day on which somebody last checked that the page is right."""
    owner: str | None = None
    """Who answers for the page."""
