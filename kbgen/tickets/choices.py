"""What a form can offer from the catalog, and a form with all of that filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kbgen.content.catalog import Catalog
from kbgen.content.conditions import All, Condition, Is, Not, Some
from kbgen.content.form import AnyField, CheckboxesField, RadiosField, SelectField
from kbgen.content.form_values import OTHER, PLANS, PRODUCTS
from kbgen.content.model import Manufacturer, Product, SupportPlan


class Choice(NamedTuple):
    """A product or a plan to choose."""

    id: str
    name: str
    group: str
    """Under which it is listed: the manufacturer's name, who provides a plan."""
    facts: Mapping[str, str]
    """What conditions can ask of it besides its id: `manufacturer`, `family`, `provider`, `term`."""
    serial_number: str = ""
    """Where a product's serial number stands, and what it looks like."""


@dataclass(frozen=True)
class Choices:
    """What selects can offer, by what a writer puts under `options`: `products`, `plans`."""

    lists: Mapping[str, tuple[Choice, ...]]

    def named(self, options: object) -> tuple[Choice, ...]:
        """Return a list by its name; nothing where the writer lists the options."""
        return self.lists.get(options, ()) if isinstance(options, str) else ()


NO_CHOICES = Choices({})
FACTS = {PRODUCTS: ("manufacturer", "family"), PLANS: ("provider", "term")}
"""What conditions can ask of the choices of a list, as in `product.manufacturer`."""


def choices_of(catalog: Catalog) -> Choices:
    """Return the products by manufacturer and name, and the support plans by provider and name."""
    products = [_product(catalog, record.id, record.front) for record in catalog.products.values()]
    plans = [
        Choice(record.id, front.name, front.provider_name, {"provider": front.provider, "term": front.term})
        for record in catalog.of_type("support-plan")
        if isinstance(front := record.front, SupportPlan)
    ]
    return Choices({PRODUCTS: _in_order(products), PLANS: _in_order(plans)})


def _product(catalog: Catalog, product: str, front: object) -> Choice:
    assert isinstance(front, Product)  # noqa: S101 - the catalog has chosen it
    maker = catalog.manufacturers.get(front.manufacturer)
    name = maker.front.name if maker and isinstance(maker.front, Manufacturer) else ""
    facts = {"manufacturer": front.manufacturer, "family": front.family}
    serial = front.serial_number
    where = f"{serial.where}, such as {serial.example}" if serial and serial.example else ""
    return Choice(product, front.name, name, facts, where or (serial.where if serial else ""))


def _in_order(choices: list[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: (choice.group.casefold(), choice.name, choice.id)))


def option_values(field: AnyField, choices: Choices) -> tuple[str, ...] | None:
    """Return the values that a field can be answered with, None where the customer types."""
    if not isinstance(field, SelectField | RadiosField | CheckboxesField):
        return None
    other = (OTHER,) if getattr(field, "other", None) else ()
    if isinstance(field.options, str):
        return (*(choice.id for choice in choices.named(field.options)), *other)
    return (*(option.value for option in field.options), *other)


def expand(condition: Condition, fields: Mapping[str, AnyField], choices: Choices) -> Condition:
    """Return a condition in which `product.manufacturer: alder` is `product` being one of Alder's.

    What it names that does not exist is reported by the form's checks; here it can never hold.
    """
    match condition:
        case All(parts):
            return All(tuple(expand(part, fields, choices) for part in parts))
        case Some(parts):
            return Some(tuple(expand(part, fields, choices) for part in parts))
        case Not(part):
            return Not(expand(part, fields, choices))
        case Is(name, values) if "." in name:
            owner, _, fact = name.partition(".")
            listed = choices.named(getattr(fields.get(owner), "options", ()))
            return Is(owner, tuple(choice.id for choice in listed if choice.facts.get(fact) in values))
    return condition
