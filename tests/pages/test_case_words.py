"""The sentences on who fixes it are those of the browser: one set of cases for both."""

import json
from datetime import date
from pathlib import Path

import pytest

from kbgen.content.case_choice import choose_cases
from kbgen.content.periods import Period
from kbgen.content.responsibility import Case, Subject
from kbgen.pages.case_words import answers_in_words, stage_in_words

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "who.json").read_text(encoding="utf-8"))


def day(text):
    return date.fromisoformat(text) if text else None


def subject_of(data):
    cases = tuple(
        Case(
            each["stage"],
            each["kind"],
            plan=each["plan"],
            period=Period(**each["period"]) if each["period"] else None,
            customers="Some" if each["customers"] else "",
        )
        for each in data["cases"]
    )
    return Subject("", "maker", day(data["ended"]), day(data["sold"]), cases)


@pytest.mark.parametrize("case", GOLDEN["choices"], ids=lambda case: case["name"])
def test_it_is_said_in_these_words(case):
    data = GOLDEN["subjects"][case["subject"]]
    subject = subject_of(data)
    held = choose_cases(subject, day(case["bought"]), case["plan"], day(case["today"]))
    says = [each["says"] for each in data["cases"]]
    words = [stage_in_words(held, subject), *answers_in_words(held, subject, says, case["plan"])]
    assert " ".join(filter(None, words)) == case["words"]
