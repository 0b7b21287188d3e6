from typing import Any

import pytest
from form_page import CHOICES
from pydantic import ValidationError
from request_forms import parse_form, read_golden

from kbgen.tickets.checks import check_form

CHECKS = read_golden("checks.yml")


def say_problems(base: dict[str, Any], case: dict[str, Any]) -> list[str]:
    """Return the problems with their places in front matter, which stand in for lines here."""
    places: list[str] = []

    def position(path: tuple[str | int, ...]) -> tuple[int, int]:
        places.append(".".join(map(str, path)))
        return len(places), 1

    found = check_form(parse_form(base, case), "request.md", position, choices=CHOICES)
    assert {problem.source for problem in found} <= {"request.md"}
    return [f"{places[p.line - 1]}: {p.severity}: {p.message} [{p.code}]" for p in found]


@pytest.mark.parametrize("name", CHECKS["cases"])
def test_a_form_has_these_problems(name: str):
    case = CHECKS["cases"][name]
    assert say_problems(CHECKS["base"], case) == case["problems"]


@pytest.mark.parametrize("name", CHECKS["refused"])
def test_front_matter_that_is_no_form_is_refused_in_words(name: str):
    case = CHECKS["refused"][name]
    with pytest.raises(ValidationError) as refused:
        parse_form(CHECKS["base"], case)
    errors = [(error["loc"], error["msg"].removeprefix("Value error, ")) for error in refused.value.errors()]
    assert [f"{'.'.join(map(str, place))}: {message}" for place, message in errors] == case["errors"]
