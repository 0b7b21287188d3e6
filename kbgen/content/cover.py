"""Warranties and guarantees: who answers for a product after its purchase, and how to reach them."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, Field, model_validator

from kbgen.content.frontmatter import STRICT
from kbgen.content.periods import Period, parse_period
from kbgen.content.values import Duration, FileAddress, Texts, Time, WebAddress

Provider = Literal["manufacturer", "supplier", "third-party"]


class Part(BaseModel):
    """A map inside front matter."""

    model_config = STRICT


class Contact(Part):
    """How to reach somebody."""

    email: str | None = None
    phone: str | None = None
    url: WebAddress | None = None
    hours: str | None = None
    """Opening hours in words, with the time zone."""


class WarrantyTerms(Part):
    """What holds for a warranty, however long it is: who answers, how fast, what to have ready."""

    provider: Provider | None = None
    """Who answers; the manufacturer where missing."""
    provider_name: str | None = None
    through: str | None = None
    """Who takes the request, where that is not the one who answers for it."""
    response: Time | None = None
    resolution: Time | None = None
    contact: Contact | None = None
    """The manufacturer's where missing."""
    bring: Texts | None = None
    """What to have ready; the proof of purchase where missing."""
    service_centres: Texts | None = None
    """Ids of the centres that do it; all that serve the product where missing, none for `[]`."""
    terms: FileAddress | None = None
    """Where the conditions stand: an address, or a path below the content folder."""


def _on_calendar(time: Duration) -> Duration:
    parse_period(time)
    return time


class Warranty(WarrantyTerms):
    """A warranty from the day of purchase; `24 months` alone is one too."""

    time: Annotated[Time, AfterValidator(_on_calendar)]

    @model_validator(mode="before")
    @classmethod
    def _from_time(cls, value: Any) -> Any:
        return {"time": value} if isinstance(value, str) else value

    @cached_property
    def period(self) -> Period:
        """Its length on a calendar."""
        return parse_period(self.time)

    def __str__(self) -> str:
        """Return its time in the writer's words."""
        return str(self.time)


class Guarantee(Warranty):
    """What a seller or an insurer gives beside the manufacturer's warranty."""

    provider: Provider = "supplier"
    provider_name: str
    customers: str | None = None
    """Whom it is for, where it is not for everybody who bought the product."""


class Location(Part):
    """A place on earth in degrees (WGS 84)."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]


AnyWarranty = TypeVar("AnyWarranty", bound=Warranty)


def with_terms(warranty: AnyWarranty, usual: WarrantyTerms | None) -> AnyWarranty:
    """Return a warranty completed by the maker's usual terms; what it says itself goes first."""
    if usual is None:
        return warranty
    missing = {name: value for name, value in usual if value is not None and getattr(warranty, name) is None}
    return warranty.model_copy(update=missing)
