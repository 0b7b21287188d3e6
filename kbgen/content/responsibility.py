"""Who fixes a product and its parts, in every case that there is: warranty, plan, no plan, end of support."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kbgen.content.catalog import Catalog
from kbgen.content.cover import Contact, Guarantee, Provider, Warranty, with_terms
from kbgen.content.model import Component, Manufacturer, Product, SupportPlan
from kbgen.content.periods import Period
from kbgen.content.record import Record
from kbgen.content.serving import all_plans, plan_of, serves_part

Stage = Literal["warranty", "after-warranty", "after-support"]
Kind = Literal["warranty", "guarantee", "plan", "incident", "on-request", "nobody"]
STAGES: tuple[Stage, ...] = ("warranty", "after-warranty", "after-support")
PROOF = "Proof of purchase, such as the receipt"


@dataclass(frozen=True)
class Case:
    """One answer to who fixes it.

    Attributes:
        stage: When it holds: while a warranty does, after that, or after the end of support.
        kind: Under what: a `plan` for a period, an `incident` paid for by itself, `on-request` for a price.
        provider: What the responsible party is.
        party: Its name; empty where nobody is responsible.
        plan: Id of the support plan.
        period: How long after the purchase, for warranties and guarantees.
        customers: Whom it is for, where it is not for everybody.
        condition: What it depends on, in a phrase.
        through: Who takes the request, where that is not the responsible party.
        response: Until somebody answers, in the writer's words.
        resolution: Until it works again.
        terms: Where the conditions stand.
        contact: How to reach whoever takes the request.
        bring: What to have ready.
        centres: Ids of the service centres that do it; None for all that serve the product.
    """

    stage: Stage
    kind: Kind
    provider: Provider = "manufacturer"
    party: str = ""
    plan: str = ""
    period: Period | None = None
    customers: str = ""
    condition: str = ""
    through: str = ""
    response: str = ""
    resolution: str = ""
    terms: str = ""
    contact: Contact = field(default_factory=Contact)
    bring: tuple[str, ...] = ()
    centres: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Subject:
    """What may be broken: the product itself, or a part with a warranty of its own.

    Attributes:
        name: Of the part; empty for the product.
        maker: Id of its manufacturer.
        ended: Last day of the manufacturer's support.
        sold: Last day of its sale.
        cases: In the order of the stages.
    """

    name: str
    maker: str
    ended: date | None
    sold: date | None
    cases: tuple[Case, ...]


def find_subjects(catalog: Catalog, record: Record) -> list[Subject]:
    """Return a product and each of its parts that has its own warranty, with all their cases."""
    product = record.front
    assert isinstance(product, Product)  # noqa: S101 - the catalog has chosen it
    parts = [part for part in product.components if part.warranty is not None]
    plans = all_plans(catalog)
    return [_subject(catalog, record, product, part, plans) for part in (None, *parts)]


def _subject(
    catalog: Catalog, record: Record, product: Product, part: Component | None, plans: list[Record]
) -> Subject:
    maker = part.manufacturer if part else product.manufacturer
    mine = [plan for plan in plans if serves_part(plan, record, maker)]
    cases = (
        *_warranties(catalog, product, part),
        *(case for stage in STAGES for case in _paid(catalog, product, mine, stage)),
    )
    ordered = sorted(cases, key=lambda case: STAGES.index(case.stage))
    name = part.name if part else ""
    return Subject(name, maker, product.end_of_support, product.end_of_sale, tuple(ordered))


def _warranties(catalog: Catalog, product: Product, part: Component | None) -> Iterator[Case]:
    warranty, maker = (part.warranty, part.manufacturer) if part else (product.warranty, product.manufacturer)
    record = catalog.manufacturers.get(maker)
    front = record.front if record and isinstance(record.front, Manufacturer) else None
    if warranty is not None:
        full = with_terms(warranty, front.warranty if front else None)
        reached = Contact() if full.through else front.contact if front else Contact()
        name = full.provider_name or (front.name if front else maker)
        yield _warranty("warranty", full, full.provider or "manufacturer", name, full.contact or reached)
    for guarantee in () if part else product.guarantees:
        contact = guarantee.contact or Contact()
        yield _warranty("guarantee", guarantee, guarantee.provider, guarantee.provider_name, contact)


def _warranty(kind: Kind, warranty: Warranty, provider: Provider, name: str, contact: Contact) -> Case:
    return Case(
        "warranty",
        kind,
        provider,
        name,
        period=warranty.period,
        customers=(warranty.customers or "") if isinstance(warranty, Guarantee) else "",
        through=warranty.through or "",
        response=str(warranty.response or ""),
        resolution=str(warranty.resolution or ""),
        terms=warranty.terms or "",
        contact=contact,
        bring=warranty.bring if warranty.bring is not None else (PROOF,),
        centres=warranty.service_centres,
    )


def _paid(catalog: Catalog, product: Product, plans: list[Record], stage: Stage) -> Iterator[Case]:
    """Yield what plans do in a stage, single incidents first, and what holds for customers without any."""
    if stage == "after-support" and product.end_of_support is None:
        return
    if stage == "after-support" and product.no_repair_after_support:
        yield Case(stage, "nobody", condition=product.no_repair_after_support)
        return
    cases = [_plan(plan, stage) for plan in plans if _helps(plan_of(plan), stage)]
    single = any(case.kind == "incident" and not case.customers for case in cases)
    alone = [] if single or stage == "warranty" else [_without_plan(catalog, product, stage)]
    yield from (case for case in cases if case.kind == "incident")
    yield from alone
    yield from (case for case in cases if case.kind == "plan")


def _helps(plan: SupportPlan, stage: Stage) -> bool:
    """Say whether a plan does anything in a stage; who is in warranty pays for no single incident."""
    if stage == "warranty":
        return plan.in_warranty and plan.term != "one-time"
    return stage == "after-warranty" or plan.after_end_of_support is not False


def _plan(record: Record, stage: Stage) -> Case:
    plan = plan_of(record)
    condition = plan.after_end_of_support if stage == "after-support" else ""
    return Case(
        stage,
        "incident" if plan.term == "one-time" else "plan",
        plan.provider,
        plan.provider_name,
        plan=record.id,
        customers=plan.customers or "",
        condition=condition if isinstance(condition, str) else "",
        response=str(plan.response),
        resolution=str(plan.resolution),
        contact=plan.contact,
        bring=plan.bring,
        centres=plan.service_centres,
    )


def _without_plan(catalog: Catalog, product: Product, stage: Stage) -> Case:
    maker = catalog.manufacturers.get(product.manufacturer)
    if stage == "after-support" or maker is None or not isinstance(maker.front, Manufacturer):
        return Case(stage, "nobody")
    if maker.front.contact == Contact():
        return Case(stage, "nobody")
    return Case(stage, "on-request", party=maker.front.name, contact=maker.front.contact)
