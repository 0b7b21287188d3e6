"""Which cases of who fixes it hold on a day; `theme/js/case-choice.js` chooses the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kbgen.content.periods import last_day
from kbgen.content.responsibility import Case, Stage, Subject

NO_PLAN = "none"


@dataclass(frozen=True)
class Holding:
    """What holds on a day.

    Attributes:
        stages: The stage, or those that are possible where the day of purchase is not known.
        since: Last day of what is over.
        until: Last day of the stage, as far as one is known.
        cases: Places of the cases that hold, in their order.
        uncovered: Whether the customer's plan does nothing here.
    """

    stages: tuple[Stage, ...]
    since: date | None
    until: date | None
    cases: tuple[int, ...]
    uncovered: bool = False


def choose_cases(subject: Subject, bought: date | None, plan: str, today: date) -> Holding:
    """Return what holds today.

    Args:
        subject: The product or its part.
        bought: Day of purchase, today at the latest; None where the customer does not know it.
        plan: Id of the customer's plan; `none` for none, empty where the customer does not know.
        today: The customer's date.
    """
    stages, since, until = _stages(subject, bought, today)
    latest = bought or subject.sold
    mine = [
        place
        for place, case in enumerate(subject.cases)
        if case.stage in stages and not _is_over(case, latest, today) and _concerns(case, plan)
    ]
    served = any(
        case.plan == plan and case.stage == stages[-1] for case in map(subject.cases.__getitem__, mine)
    )
    if plan and served:
        mine = [place for place in mine if subject.cases[place].kind not in _WITHOUT_PLAN]
    uncovered = plan not in {"", NO_PLAN} and not served and stages != ("warranty",)
    return Holding(stages, since, until, tuple(mine), uncovered)


_WITHOUT_PLAN = {"incident", "on-request", "nobody"}


def _stages(
    subject: Subject, bought: date | None, today: date
) -> tuple[tuple[Stage, ...], date | None, date | None]:
    """Return the stages that today may be in, the last day of what is over and that of what holds."""
    over = subject.ended is not None and today > subject.ended
    later: Stage = "after-support" if over else "after-warranty"
    periods = [case for case in subject.cases if case.period is not None]
    live = [case for case in periods if not _is_over(case, bought or subject.sold, today)]
    if bought is not None and (ends := _ends(live, bought)) is not None:
        return ("warranty",), None, ends
    stages: tuple[Stage, ...] = ("warranty", later) if live else (later,)
    passed = _ends(periods, bought) if bought is not None else None
    return stages, subject.ended if over else passed, None if over else subject.ended


def _ends(cases: Iterable[Case], bought: date) -> date | None:
    """Return the last day of the longest warranty that everybody has."""
    days = [last_day(bought, case.period) for case in cases if case.period and not case.customers]
    return max(days, default=None)


def _is_over(case: Case, bought: date | None, today: date) -> bool:
    return case.period is not None and bought is not None and today > last_day(bought, case.period)


def _concerns(case: Case, plan: str) -> bool:
    """Say whether a case may be that of a customer with a plan."""
    return case.kind != "plan" or plan in {"", case.plan}
