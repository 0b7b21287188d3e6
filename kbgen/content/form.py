"""The request form as its writer declares it in front matter: sections, fields, where it goes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kbgen.content.frontmatter import FrontMatter
from kbgen.content.values import Texts

T = TypeVar("T")

PRODUCTS = "products"
"""What a select writes under `options` to offer the products of the catalog."""

_ID = re.compile(r"[a-z][a-z0-9_-]*")
_PREFILL = re.compile(r"query\.[a-z][a-z0-9_-]*")
_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>bytes|B|kB|KB|MB|GB)?")
_BYTES = {"bytes": 1, "B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9}


class _Part(BaseModel):
    """A map inside a form's front matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Part):
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


def parse_prefill(value: str) -> str:
    """Return where a field's first value comes from; ValueError where the text names no such source."""
    if not _PREFILL.fullmatch(value):
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


def parse_select_options(value: Any) -> tuple[Option, ...] | str:
    """Return the options of a select, or `products` (also `@products`) for those of the catalog."""
    match value:
        case "products" | "@products":
            return PRODUCTS
        case str():
            raise ValueError(f"'{value}' is no list of options; write a list, a map, or 'products'")
    return parse_options(value)


def require_one(value: tuple[T, ...]) -> tuple[T, ...]:
    """Return a list that is not empty; pydantic's own minimum also fires where an item is wrong."""
    if not value:
        raise ValueError("this list is empty; write at least one entry")
    return value


FieldId = Annotated[str, AfterValidator(parse_id)]
Label = Annotated[str, Field(min_length=1)]
Prefill = Annotated[str, AfterValidator(parse_prefill)]
Size = Annotated[int, BeforeValidator(parse_size)]
Options = Annotated[tuple[Option, ...], BeforeValidator(parse_options)]
OptionsOrProducts = Annotated[tuple[Option, ...] | Literal["products"], BeforeValidator(parse_select_options)]
Length = Annotated[int, Field(ge=1)]


class _Field(_Part):
    """What every field has."""

    id: FieldId
    label: Label
    hint: str | None = None
    """Help below the label, such as where a number is printed."""
    required: bool = False
    error: str | None = None
    """What to say where the answer does not fit, such as `Enter a serial number, like SN-12345678`."""
    send_as: str | None = Field(default=None, min_length=1)
    """The name that the desk's system expects; the id where missing."""


class _Filled(_Field):
    """A field that the page's address can fill in."""

    prefill: Prefill | None = None


class _Typed(_Filled):
    """A field to type in, or one that the browser can complete."""

    autocomplete: str | None = None
    """The HTML autofill token, for what is about the customer: `name`, `organization`."""
    min_length: Length | None = None
    max_length: Length | None = None


class TextField(_Typed):
    """One line of text."""

    type: Literal["text"]
    pattern: str | None = None
    """A regular expression that the whole answer must match."""


class EmailField(_Typed):
    """An email address; completed as the customer's own unless `autocomplete: off`."""

    type: Literal["email"]
    autocomplete: str | None = "email"
    max_length: Length | None = 254


class TelField(_Typed):
    """A phone number; completed as the customer's own unless `autocomplete: off`."""

    type: Literal["tel"]
    autocomplete: str | None = "tel"
    pattern: str | None = None


class TextareaField(_Typed):
    """Several lines of text."""

    type: Literal["textarea"]
    rows: int = Field(default=6, ge=2, le=40)


class NumberField(_Filled):
    """A number."""

    type: Literal["number"]
    min: Decimal | None = None
    max: Decimal | None = None
    step: Decimal | None = Field(default=None, gt=0)
    """`0.01` for cents; whole numbers where missing."""


class DateField(_Filled):
    """A day."""

    type: Literal["date"]
    min: date | None = None
    max: date | None = None
    autocomplete: str | None = None


class SelectField(_Filled):
    """One answer from a list, folded away."""

    type: Literal["select"]
    options: OptionsOrProducts
    other: str | None = None
    """Label of a last option, sent as `other`, for those who find nothing that fits."""
    autocomplete: str | None = None


class RadiosField(_Filled):
    """One answer from a few, all in view."""

    type: Literal["radios"]
    options: Options


class CheckboxesField(_Field):
    """Any number of answers; at least one where required."""

    type: Literal["checkboxes"]
    options: Options


class FilesField(_Field):
    """Files to send along."""

    type: Literal["files"]
    accept: Texts = ()
    """File name endings, such as `.jpg`, or media types, such as `image/*`."""
    max_files: Length = 1
    max_size: Size | None = None
    """Largest size of one file, such as `5 MB`."""


AnyField = Annotated[
    TextField
    | EmailField
    | TelField
    | TextareaField
    | NumberField
    | DateField
    | SelectField
    | RadiosField
    | CheckboxesField
    | FilesField,
    Field(discriminator="type"),
]
"""A field of any type. This union is the only list of field types."""


class Section(_Part):
    """Fields that belong together, under one title."""

    title: Label
    hint: str | None = None
    fields: Annotated[tuple[AnyField, ...], AfterValidator(require_one)]


class MailtoTarget(_Part):
    """The customer's own email program: any desk with an address, nothing to set up, no files."""

    type: Literal["mailto"]
    to: Annotated[Texts, AfterValidator(require_one)]
    cc: Texts = ()
    subject: str = "Support request"
    """Start of the subject line; the answer of the field that is sent as `subject` follows it."""


class Redirect(_Part):
    """Where the desk's system sends the customer afterwards."""

    field: str
    """The name under which that system expects the address, such as `_next` or `retURL`."""
    to: str
    """A page of this site, such as `/support/thanks/`, or a full address."""


class PostTarget(_Part):
    """An address that takes an HTML form: a helpdesk, a form service, a script of one's own."""

    type: Literal["post"]
    url: str
    """Where the form is posted: `https://…`, or a path on the site's own host."""
    constants: dict[str, str] = {}
    """Hidden names and values that the address expects; everybody can read them."""
    honeypot: str | None = None
    """Name of a field that people leave empty and robots fill, where the address checks it."""
    redirect: Redirect | None = None


AnyTarget = Annotated[MailtoTarget | PostTarget, Field(discriminator="type")]
"""Where requests go. This union is the only list of mechanisms."""


class Privacy(_Part):
    """What the customer is told before sending personal data: what for, to whom, how long."""

    text: Label
    link: str | None = None
    """A page of this site, or a full address."""


class TicketForm(FrontMatter):
    """A form for what the site could not answer: what it asks, and where the request goes."""

    type: Literal["ticket-form"]
    sections: Annotated[tuple[Section, ...], AfterValidator(require_one)]
    target: AnyTarget
    fallback: MailtoTarget | None = None
    """The address to offer where the target is a `post` that may fail."""
    privacy: Privacy | None = None
    submit: Label = "Send request"
    """Words on the button."""
