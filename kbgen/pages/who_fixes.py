"""Who fixes a product: every case in words, for its hub and in short for the pages about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kbgen.content.catalog import Catalog
from kbgen.content.model import Product
from kbgen.content.periods import spoken
from kbgen.content.record import Record
from kbgen.content.responsibility import Case, Stage, Subject, find_subjects
from kbgen.content.serving import centres_for, plan_of, plans_for
from kbgen.pages.links import Urls
from kbgen.pages.support import PER, PROVIDERS, centre_view, contact_view, maker_view

Address = Callable[[str], str]
"""Gives the address of what a link in front matter names."""


def who_view(catalog: Catalog, record: Record, urls: Urls, address: Address) -> dict[str, Any]:
    """Return what a hub shows of who fixes its product: cases by subject and stage, plans, centres."""
    product = record.front
    assert isinstance(product, Product)  # noqa: S101 - the template is a product's
    plans = plans_for(catalog, record)
    centres = [centre_view(centre, urls) for centre in centres_for(catalog, record)]
    subjects = [_subject(catalog, record, each, urls, address) for each in find_subjects(catalog, record)]
    return {
        "product": record.id,
        "title": product.name,
        "released": product.released.isoformat() if product.released else "",
        "subjects": subjects,
        "plans": [
            {"id": plan.id, "title": plan_of(plan).name} for plan in plans if plan_of(plan).term != "one-time"
        ],
        "centres": centres,
        "countries": sorted({country for centre in centres for country in _countries(centre)}),
        "known": any(stage["rows"] for stage in subjects[0]["stages"]),
    }


def short_view(catalog: Catalog, record: Record, urls: Urls) -> dict[str, Any]:
    """Return who fixes a product in a line or two, and the cases from which a browser takes the exact one."""
    product = record.front
    assert isinstance(product, Product)  # noqa: S101 - the catalog has chosen it
    subject = find_subjects(catalog, record)[0]
    says = [case_says(catalog, record, case) for case in subject.cases]
    return {
        "product": record.id,
        "title": product.name,
        "url": f"{urls.of(record.uri)}#support",
        "released": product.released.isoformat() if product.released else "",
        "lines": _lines(subject, says, on_the_way_out=product.end_of_sale is not None),
        "subject": {
            **_dates(subject),
            "cases": [case_data(case, text) for case, text in zip(subject.cases, says, strict=True)],
        },
    }


def case_data(case: Case, says: str) -> dict[str, Any]:
    """Return a case as the browser reads it."""
    period = case.period
    return {
        "stage": case.stage,
        "kind": case.kind,
        "plan": case.plan,
        "period": {"months": period.months, "days": period.days} if period else None,
        "customers": bool(case.customers),
        "party": case.provider if case.party else "",
        "says": says,
    }


def _dates(subject: Subject) -> dict[str, str]:
    return {
        "ended": subject.ended.isoformat() if subject.ended else "",
        "sold": subject.sold.isoformat() if subject.sold else "",
    }


def _lines(subject: Subject, says: list[str], *, on_the_way_out: bool) -> list[str]:
    """Return a sentence for the warranty and one for later: after support where sales have ended."""
    first: dict[Stage, str] = {}
    for case, text in zip(subject.cases, says, strict=True):
        if not case.customers and case.kind != "plan":
            first.setdefault(case.stage, _opening(subject, case) + text)
    wanted: tuple[Stage, ...] = ("warranty", "after-support" if on_the_way_out else "after-warranty")
    return [first[stage] for stage in wanted if stage in first] or list(first.values())[:1]


def _opening(subject: Subject, case: Case) -> str:
    if case.stage == "after-support" and subject.ended:
        return f"After {spoken(subject.ended)}: "
    if case.period:
        return f"In the first {_length(case)} after purchase: "
    return "After the warranty: " if any(each.period for each in subject.cases) else ""


def _length(case: Case) -> str:
    assert case.period is not None  # noqa: S101 - only warranties have one
    months, days = case.period.months, case.period.days
    return f"{months} months" if months > 1 else "month" if months else f"{days} days" if days > 1 else "day"


def _subject(
    catalog: Catalog, record: Record, subject: Subject, urls: Urls, address: Address
) -> dict[str, Any]:
    rows = [_row(catalog, record, case, urls, address) for case in subject.cases]
    stages: dict[Stage, list[dict[str, Any]]] = {}
    for case, row in zip(subject.cases, rows, strict=True):
        stages.setdefault(case.stage, []).append(row)
    return {
        "name": subject.name,
        "maker": maker_view(catalog.manufacturers.get(subject.maker), urls),
        **_dates(subject),
        "stages": [{"title": _stage_title(subject, stage), "rows": rows} for stage, rows in stages.items()],
    }


def _stage_title(subject: Subject, stage: Stage) -> str:
    if stage == "warranty":
        return "In warranty"
    end = spoken(subject.ended) if subject.ended else ""
    if stage == "after-support":
        return f"After {end}, when the manufacturer’s support has ended"
    start = "After the warranty" if any(case.period for case in subject.cases) else "At any time"
    return f"{start}, until {end}" if end else start


def _row(catalog: Catalog, record: Record, case: Case, urls: Urls, address: Address) -> dict[str, Any]:
    plan = catalog.find("support-plan", case.plan)
    price, note = _price(plan, case)
    label, url = _label(plan, case, urls)
    return {
        "data": case_data(case, case_says(catalog, record, case)),
        "label": label,
        "url": url,
        "customers": case.customers,
        "condition": case.condition,
        "party": case.party,
        "provider": PROVIDERS[case.provider] if case.party else "",
        "through": case.through,
        "price": price,
        "price_note": note,
        "response": case.response,
        "resolution": case.resolution,
        "contact": contact_view(case.contact),
        "bring": list(case.bring),
        "terms": address(case.terms) if case.terms else "",
        "centres": "all" if case.centres is None else " ".join(case.centres),
    }


def _label(plan: Record | None, case: Case, urls: Urls) -> tuple[str, str]:
    if case.period:
        return f"First {_length(case)} after purchase", ""
    if plan is None:
        return "Without a plan", ""
    return f"{'With ' if case.kind == 'plan' else ''}{_named(plan, case)}", urls.of(plan.uri)


def _named(plan: Record, case: Case) -> str:
    """Return a plan's name as a sentence has it: `the Yearly plan`, but `PrintCare`."""
    name = plan_of(plan).name
    return f"the {name}" if case.kind == "plan" and name.casefold().endswith(" plan") else name


def _price(plan: Record | None, case: Case) -> tuple[str, str]:
    """Return what a repair costs, and a note on it."""
    if case.period:
        return "Nothing", ""
    if plan is None:
        return ("Price on request", "") if case.kind == "on-request" else ("–", "")
    front = plan_of(plan)
    full = f"{front.price} {PER[front.term]}"
    if case.kind == "incident":
        return full, "and spare parts" if front.parts == "extra" else ""
    extra = front.parts == "extra" and case.stage != "warranty"
    return ("Spare parts only" if extra else "Nothing more"), f"the plan is {full}"


def case_says(catalog: Catalog, record: Record, case: Case) -> str:
    """Return a case as a sentence."""
    plan = catalog.find("support-plan", case.plan)
    if plan is None:
        return _says_without_plan(catalog, record, case)
    times = f"answer within {case.response}, solved within {case.resolution}"
    price, note = _price(plan, case)
    condition = f" {case.condition}." if case.condition else ""
    if case.kind == "incident":
        cost = f"{price} {note}".strip()
        return f"{case.party} mends it for {cost} ({_named(plan, case)}).{condition}"
    cost = "" if case.stage == "warranty" else f"; {price[:1].lower()}{price[1:]} to pay"
    return f"With {_named(plan, case)}, {case.party} helps: {times}{cost}.{condition}"


def _says_without_plan(catalog: Catalog, record: Record, case: Case) -> str:
    if case.period:
        whom = f", for {_inside(case.customers)}" if case.customers else ""
        through = f" {case.through} takes the request." if case.through else ""
        return f"{case.party} mends it free of charge{whom}.{through}"
    if case.kind == "on-request":
        return f"{case.party} names a price on request."
    if case.stage == "after-warranty":
        return "Nobody offers its repair."
    why = f": {_inside(case.condition)}" if case.condition else ""
    return f"It is not mended any more{why}.{_successor(catalog, record)}"


def _successor(catalog: Catalog, record: Record) -> str:
    successor = catalog.products.get(getattr(record.front, "successor", None) or "")
    return f" The {successor.title} takes its place." if successor else ""


def _inside(text: str) -> str:
    """Return a phrase as it stands inside a sentence; `PIN pads` keeps its capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _countries(centre: dict[str, Any]) -> list[str]:
    return [centre["country"], *centre["countries"]]
