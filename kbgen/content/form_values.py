"""The small values that a request form is made of: ids, options, file sizes, sources of first values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kbgen.content.values import listed

T = TypeVar("T")

PRODUCTS = "products"
PLANS = "plans"
"""What a select or radios write under `options` to offer the products or support plans of the catalog."""

OTHER = "other"
"""What is sent where the customer finds nothing that fits."""

_ID = re.compile(r"[a-z][a-z0-9_-]*")
_PREFILL = re.compile(r"query\.[a-z][a-z0-9_-]*")
_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>bytes|B|kB|KB|MB|GB)?")
_BYTES = {"bytes": 1, "B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9}


class FormPart(BaseModel):
    """A map inside a form's front matter."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")


class Option(FormPart):
    """One of the answers to choose from."""

    value: str
    """What is sent."""
    label: str
    """What the customer reads."""


def parse_id(value: str) -> str:
    """Return a field's id, its name in the page and in the request; ValueError where it cannot be one."""
    if not _ID.fullmatch(value):
        raise ValueError(f"'{value}' is not a field id; write lower-case letters, digits, '-' and '_'")
    return value


JOURNEY = "journey"
"""Source of what the customer has searched for and read on this site."""


def parse_prefill(value: str) -> str:
    """Return where a field's first value comes from; ValueError where the text names no such source."""
    if value != JOURNEY and not _PREFILL.fullmatch(value):
        raise ValueError(f"'{value}' is not a source; write 'query.' and a name, such as 'query.product'")
    return value


def parse_size(value: Any) -> int:
    """Return the bytes in `5 MB`, `500 kB` or `5000000` (1 kB is 1000 bytes); ValueError for other text."""
    match = _SIZE.fullmatch(str(value).strip())
    if match is None:
        raise ValueError(f"'{value}' is not a file size; write a number and kB or MB, such as '5 MB'")
    return round(Decimal(match["number"]) * _BYTES[match["unit"] or "B"])


def parse_options(value: Any) -> tuple[Option, ...]:
    """Return options from a list of texts, or from a map of what is sent → what the customer reads.

    Raises:
        ValueError: Where it is neither, or an option is not plain text.
    """
    match value:
        case Mapping():
            pairs = list(value.items())
        case list() | tuple():
            pairs = [(text, text) for text in value]
        case _:
            raise ValueError(f"'{value}' is no list of options; write a list, or a map of value: label")
    if not all(isinstance(text, str) and text.strip() for pair in pairs for text in pair):
        raise ValueError("an option is a line of text; write a list of texts, or a map of value: label")
    return tuple(Option(value=sent, label=read) for sent, read in pairs)


def parse_listed_options(value: Any) -> tuple[Option, ...] | str:
    """Return options, or the name of a list of the catalog: `products` or `plans` (also with an `@`)."""
    if not isinstance(value, str):
        return parse_options(value)
    if value.removeprefix("@") not in {PRODUCTS, PLANS}:
        raise ValueError(f"'{value}' is no list of options; write a list, a map, '{PRODUCTS}' or '{PLANS}'")
    return value.removeprefix("@")


def require_one(value: tuple[T, ...]) -> tuple[T, ...]:
    """Return a list that is not empty; pydantic's own minimum also fires where an item is wrong."""
    if not value:
        raise ValueError("this list is empty; write at least one entry")
    return value


FieldId = Annotated[str, AfterValidator(parse_id)]
Label = Annotated[str, Field(min_length=1)]
Prefill = Annotated[tuple[Annotated[str, AfterValidator(parse_prefill)], ...], BeforeValidator(listed)]
Size = Annotated[int, BeforeValidator(parse_size)]
Options = Annotated[tuple[Option, ...], BeforeValidator(parse_options)]
OptionsOrList = Annotated[
    tuple[Option, ...] | Literal["products", "plans"], BeforeValidator(parse_listed_options)
]
Length = Annotated[int, Field(ge=1)]
