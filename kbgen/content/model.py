"""The types of content, each with the front matter it takes. This union is the only list of types."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from kbgen.content.cover import Contact, Guarantee, Location, Part, Provider, Warranty, WarrantyTerms
from kbgen.content.form import TicketForm
from kbgen.content.frontmatter import FrontMatter
from kbgen.content.values import FileAddress, Price, Texts, Time, WebAddress, YesOrPhrase, listed
from kbgen.content.versions import FirmwareVersion, FixedIn


class Component(Part):
    """A part of a product that another manufacturer may answer for."""

    name: str
    manufacturer: str
    """Id of the part's manufacturer."""
    mpn: str | None = None
    """The part's own manufacturer part number."""
    warranty: Warranty | None = None
    """Where missing, the product's warranty holds for the part too."""


class Download(Part):
    """A manual, driver or firmware file."""

    title: str
    url: FileAddress
    """An address, or a path below the content folder."""
    version: str | None = None


class Firmware(Part):
    """A version of a product's software that has been released: firmware, BIOS, operating system."""

    version: FirmwareVersion
    released: date | None = None
    url: FileAddress | None = None
    """An address, or a path below the content folder."""
    notes: str | None = None
    """What is new, in a sentence."""


class Address(Part):
    """A postal address."""

    street: str
    postcode: str
    city: str
    country: str


class SerialNumber(Part):
    """What a product's serial number looks like and where it stands."""

    where: str
    """Such as `On the underside, in the line that begins with S/N`."""
    example: str | None = None


class Article(FrontMatter):
    """A how-to or an answer; issue, environment, cause and resolution are headings (KCS)."""

    type: Literal["article"] = "article"


class Faq(FrontMatter):
    """Questions as headings with permanent ids, the answers below them."""

    type: Literal["faq"]


class PathTest(Part):
    """One way through a guide, and where it must end."""

    answers: Texts = ()
    """What the customer answers, in order; steps with a single way on ask nothing."""
    ends: str
    """Id of the step."""


class Troubleshooting(FrontMatter):
    """A flow: headings with ids are steps, a closing list of links is a question's answers."""

    type: Literal["troubleshooting"]
    tests: tuple[PathTest, ...] = ()
    """Ways through the guide that must stay as they are."""


class Spec(FrontMatter):
    """The spec sheet of one product."""

    type: Literal["spec"]
    product: str
    """Id of the product."""
    properties: dict[str, Any]
    """Property name → value, as declared for the product's family in `_data/specs.yml`."""


class Product(FrontMatter):
    """A product with its numbers, its maker, its parts and its dates."""

    type: Literal["product"]
    name: str
    manufacturer: str
    """Id of the manufacturer."""
    family: str
    """Id of the product family, the key in `_data/specs.yml`."""
    model_numbers: Texts = ()
    mpn: Texts = ()
    """Manufacturer part numbers."""
    gtin: Texts = ()
    """Global trade item numbers: 8, 12, 13 or 14 digits."""
    serial_number: SerialNumber | None = None
    image: str | None = None
    """Path of a picture below the content folder."""
    components: tuple[Component, ...] = ()
    warranty: Warranty | None = None
    """The manufacturer's warranty from the day of purchase."""
    guarantees: tuple[Guarantee, ...] = ()
    """What sellers and others give beside it."""
    released: date | None = None
    end_of_sale: date | None = None
    end_of_support: date | None = None
    no_repair_after_support: str | None = None
    """Why nobody may mend it after the end of support, in a phrase."""
    successor: str | None = None
    """Id of the product that replaces this one."""
    downloads: tuple[Download, ...] = ()
    firmware: tuple[Firmware, ...] = ()
    """Released versions in any order; known issues are open until one of them mends them."""


class Manufacturer(FrontMatter):
    """Who makes products or parts of them."""

    type: Literal["manufacturer"]
    name: str
    site: WebAddress | None = None
    contact: Contact = Contact()
    warranty: WarrantyTerms | None = None
    """What holds for the warranties of all its products and parts that do not say otherwise."""
    country: str | None = None


class KnownIssue(FrontMatter):
    """A fault that is known: what it affects, what helps meanwhile, where it is mended."""

    type: Literal["known-issue"]
    products: Texts = Field(min_length=1)
    affects: Texts = ()
    """Ids or paths of pages that warn of it besides those that treat one of its symptoms."""
    severity: Literal["low", "medium", "high", "critical"]
    workaround: str | None = None
    """One sentence; the details stand in the body."""
    fixed_in: FixedIn = Field(default_factory=dict)
    """The version that mends it, or one for each product."""
    resolution: Literal["fixed", "wont-fix"] | None = None
    """How it ended where no version mends it."""
    reported: date | None = None


class SupportPlan(FrontMatter):
    """Support that can be had: from whom, for what, how fast and at what price."""

    type: Literal["support-plan"]
    name: str
    provider: Provider
    provider_name: str
    term: Literal["one-time", "half-yearly", "yearly"]
    """One incident, or a period that renews."""
    price: Price
    """For one incident (one-time) or for one period."""
    covers: Texts = Field(min_length=1)
    """What is included, a phrase each."""
    excludes: Texts = ()
    manufacturers: Texts = ()
    """Ids of the manufacturers whose products are covered; all where neither this nor `products` is given."""
    customers: str | None = None
    """The customer group, where the plan is not for everybody."""
    incidents: int | None = Field(default=None, ge=1)
    """Incidents included in a period; unlimited where missing."""
    response: Time
    resolution: Time
    parts: Literal["included", "extra"] | None = None
    """Whether the price includes spare parts."""
    in_warranty: bool = False
    """Whether it also helps while a warranty holds, such as faster."""
    after_end_of_support: YesOrPhrase = False
    """Whether it goes on after the manufacturer's support, or on what condition, in a phrase."""
    bring: Texts = ()
    """What to have ready, such as the contract number."""
    service_centres: Texts | None = None
    """Ids of the centres that work for it; all that serve the product where missing, none for `[]`."""
    contact: Contact = Contact()


class ServiceCentre(FrontMatter):
    """Where a product is mended."""

    type: Literal["service-centre"]
    name: str
    address: Address
    hours: dict[str, str]
    """Days → hours, such as `Mon-Fri: 9:00-17:00`."""
    access: Annotated[tuple[Literal["walk-in", "post"], ...], BeforeValidator(listed), Field(min_length=1)]
    manufacturers: Texts = ()
    """Ids of the manufacturers whose products are served; all where neither this nor `products` is given."""
    countries: Texts = ()
    """From where post is accepted, in the order of preference; everywhere where missing."""
    bring: Texts = ()
    """What to bring or to put into the parcel."""
    location: Location | None = None
    contact: Contact = Contact()


AnyFrontMatter = Annotated[
    Article
    | Faq
    | Troubleshooting
    | Spec
    | Product
    | Manufacturer
    | KnownIssue
    | SupportPlan
    | ServiceCentre
    | TicketForm,
    Field(discriminator="type"),
]
"""The front matter of any type."""
