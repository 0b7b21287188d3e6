"""What holds today of who fixes it, in sentences; `theme/js/case-words.js` says the same."""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.content.case_choice import Holding
from kbgen.content.periods import spoken
from kbgen.content.responsibility import Subject


def stage_in_words(holding: Holding, subject: Subject) -> str:
    """Return how it stands with warranty and support."""
    since = spoken(holding.since) if holding.since else ""
    if holding.stages == ("warranty",) and holding.until:
        return f"In warranty until {spoken(holding.until)}."
    doubt = _doubt(holding) if len(holding.stages) > 1 else ""
    if holding.stages[-1] == "after-support":
        return f"The manufacturer’s support ended on {since}. {doubt}".strip()
    had = any(case.period for case in subject.cases)
    over = (
        f"The warranty ended on {since}." if since else "The warranty is over." if had and not doubt else ""
    )
    goes_on = f"Support goes on until {spoken(holding.until)}." if holding.until else ""
    return " ".join(filter(None, (over, doubt, goes_on)))


def _doubt(holding: Holding) -> str:
    """Say what a warranty depends on that may hold or not."""
    if holding.since and holding.stages[-1] == "after-warranty":
        return "A guarantee of the seller may still hold."
    return "Whether a warranty holds depends on the day of purchase and the seller."


def answers_in_words(holding: Holding, subject: Subject, says: Sequence[str], plan: str) -> list[str]:
    """Return who does it now: the cases that hold without a plan, and that of the customer's plan.

    Args:
        holding: What holds.
        subject: Of whose cases.
        says: Each of its cases as a sentence.
        plan: Id of the customer's plan, empty where the customer does not know.
    """
    cases = [(subject.cases[place], says[place]) for place in holding.cases]
    said = [text for case, text in cases if case.kind != "plan" or case.plan == plan]
    if holding.uncovered:
        said.append("Your support plan does not cover this.")
    if plan == "" and any(case.kind == "plan" for case, _ in cases):
        free = any(case.kind == "warranty" for case, _ in cases)
        said.append(
            "It may be faster with a support plan."
            if free
            else "With a support plan it may be faster or cheaper."
        )
    return said
