"""Who fixes a product, as the terminal says it: for a desk that has the receipt before it."""

from __future__ import annotations

from datetime import date

import click

from kbgen.content.case_choice import NO_PLAN, choose_cases
from kbgen.content.catalog import Catalog
from kbgen.content.record import Record
from kbgen.content.responsibility import find_subjects
from kbgen.diagnostics import did_you_mean
from kbgen.pages.case_words import answers_in_words, stage_in_words
from kbgen.pages.who_fixes import case_says


def render_who(catalog: Catalog, product: str, bought: date | None, plan: str, today: date) -> list[str]:
    """Return who fixes a product and each of its parts on a day, a line each.

    Raises:
        click.UsageError: Where nobody knows the product or the plan, or the purchase is still to come.
    """
    record = _find(catalog, "product", product)
    if plan not in {"", NO_PLAN}:
        _find(catalog, "support-plan", plan)
    if bought is not None and bought > today:
        raise click.UsageError(f"the day of purchase, {bought}, is after {today}")
    lines = []
    for subject in find_subjects(catalog, record):
        says = [case_says(catalog, record, case) for case in subject.cases]
        holding = choose_cases(subject, bought, plan, today)
        words = [stage_in_words(holding, subject), *answers_in_words(holding, subject, says, plan)]
        lines.append(f"{subject.name or record.title}: {' '.join(filter(None, words))}")
    return lines


def _find(catalog: Catalog, kind: str, wanted: str) -> Record:
    record = catalog.find(kind, wanted)
    if record is None:
        known = [each.id for each in catalog.of_type(kind)]
        raise click.UsageError(f"unknown {kind} '{wanted}'{did_you_mean(wanted, known)}")
    return record
