"""The request form as its writer declares it in front matter: sections, fields, where it goes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, model_validator

from kbgen.content.conditions import Condition, parse_condition
from kbgen.content.form_values import (
    FieldId,
    FormPart,
    Label,
    Length,
    Options,
    OptionsOrList,
    Prefill,
    Size,
    require_one,
)
from kbgen.content.frontmatter import FrontMatter
from kbgen.content.target import AnyTarget, Fallback
from kbgen.content.values import Texts, listed

When = Annotated[Condition, PlainValidator(parse_condition)]
"""A condition on the answers of the form."""

Harmless = Annotated[
    tuple[Literal["spaces", "hyphens", "dots", "slashes", "case"], ...], BeforeValidator(listed)
]
"""What may differ in an answer without being wrong: it is taken out, `case` becomes capitals."""

FEEDBACK = "feedback"
"""Id of the form that asks whether a page was helpful; its questions stand at the foot of every page."""


class _Field(FormPart):
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
    show_if: When | None = None
    """Shown where this holds; always where missing. Names fields further up."""
    required_if: When | None = None
    """Required where this holds, beside `required`. Names fields further up."""


class _Filled(_Field):
    """A field that the page's address can fill in."""

    prefill: Prefill = ()
    """`query.product` for what the address says, `journey` for what the customer has done on this site."""


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
    """A regular expression that the whole answer must match, once `ignore` is taken out."""
    ignore: Harmless = ()
    hint_from: Literal["product.serial_number"] | None = None
    """What to tell as well once the product is chosen."""


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
    ignore: Harmless = ()


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
    options: OptionsOrList
    other: str | None = None
    """Label of a last option, sent as `other`, for those who find nothing that fits."""
    autocomplete: str | None = None


class RadiosField(_Filled):
    """One answer from a few, all in view."""

    type: Literal["radios"]
    options: OptionsOrList
    other: str | None = None
    """Label of a last option, as in a select."""


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


class Section(FormPart):
    """Fields that belong together, under one title."""

    title: Label
    hint: str | None = None
    fields: Annotated[tuple[AnyField, ...], AfterValidator(require_one)]


class Privacy(FormPart):
    """What the customer is told before sending personal data: what for, to whom, how long."""

    text: Label
    link: str | None = None
    """A page of this site, or a full address."""


class Route(FormPart):
    """Another way for some requests."""

    when: When
    target: AnyTarget
    name: Label
    """Who answers these requests, such as `Alder Computing`; the customer reads it."""
    why: str | None = None
    """Why the request goes there, such as `your plan is with Alder itself`; the customer reads it."""


class TicketForm(FrontMatter):
    """A form for what the site could not answer: what it asks, and where the request goes."""

    type: Literal["ticket-form"]
    sections: Annotated[tuple[Section, ...], AfterValidator(require_one)]
    routes: tuple[Route, ...] = ()
    """Where requests go that are not for everybody's desk; the first one that holds is taken."""
    target: AnyTarget | None = None
    """Where all others go, and those of readers without JavaScript; the last route's where missing."""
    fallback: Fallback = None
    """The address to offer where the target fails; `none` where there is none on purpose."""
    privacy: Privacy | None = None
    suggest: Texts | None = None
    """Ids of the fields for which pages are suggested while they are filled in; `[]` for none."""
    submit: Label = "Send request"
    """Words on the button."""
    answered_by: str | None = None
    """Who answers requests that no route takes; the site's name where missing."""
    next_steps: Texts = ()
    """What happens once a request is sent, a sentence each; the page of thanks tells it."""

    @model_validator(mode="after")
    def _goes_somewhere(self) -> TicketForm:
        if self.target is None and not self.routes:
            raise ValueError(
                "a form goes somewhere; write a 'target', such as {type: mailto, to: help@example.com}"
            )
        return self

    @property
    def own_target(self) -> AnyTarget:
        """Where a request goes that no route takes; without JavaScript every request."""
        return self.target if self.target is not None else self.routes[-1].target
