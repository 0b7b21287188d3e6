import json
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from request_forms import GOLDEN
from running import ROOT

from kbgen.content.conditions import Not, comparisons, export_condition, holds, parse_condition
from kbgen.content.form import AnyField, TicketForm
from kbgen.tickets.choices import NO_CHOICES
from kbgen.tickets.fields_view import fields_of
from kbgen.tickets.walks import Branching

CASES = json.loads((GOLDEN / "conditions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["conditions"], ids=lambda case: case["says"])
def test_a_condition_is_read_exported_and_held(case):
    condition = parse_condition(case["raw"])
    assert export_condition(condition) == case["data"]
    assert [answers for answers in case["holds"] if not holds(condition, answers)] == []
    assert [answers for answers in case["fails"] if holds(condition, answers)] == []


@pytest.mark.parametrize("case", CASES["shown"], ids=lambda case: case["says"])
def test_fields_are_shown_as_the_fields_above_them_are_answered(case):
    answers = {}
    for field in case["fields"]:
        if "show_if" not in field or holds(parse_condition(field["show_if"]), answers):
            answers[field["id"]] = field["given"]
    assert list(answers) == case["shown"]


@pytest.mark.parametrize(
    "raw", ["fault", {}, {"all": {"a": "b"}}, {"any": []}, {"a": []}, {"a": {"b": "c"}}, {"not": []}]
)
def test_what_is_no_condition_is_refused_with_an_example(raw):
    with pytest.raises(ValueError, match=r"write a field and its value, such as \{category: fault\}"):
        parse_condition(raw)


NAMES, VALUES = "abcd", ("x", "y", "z")
names, values = st.sampled_from(NAMES), st.sampled_from(VALUES)
raw_conditions = st.recursive(
    st.dictionaries(
        st.sampled_from(NAMES), st.lists(st.sampled_from(VALUES), min_size=1, unique=True), min_size=1
    ),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
)
all_answers = st.dictionaries(names, st.lists(values, unique=True))


@given(st.lists(st.tuples(raw_conditions, all_answers), min_size=20, max_size=40))
@settings(max_examples=8)
def test_the_browser_holds_any_condition_as_python_does(pairs):
    questions = [
        {"condition": export_condition(parse_condition(raw)), "answers": given} for raw, given in pairs
    ]
    script = (
        "import {holds} from './theme/js/conditions.js';"
        "const asked = JSON.parse(await new Response(process.stdin).text());"
        "const held = ({condition, answers}) => holds(condition, new Map(Object.entries(answers)));"
        "console.log(JSON.stringify(asked.map(held)));"
    )
    command = ["node", "--input-type=module", "--eval", script]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(questions), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [holds(parse_condition(raw), given) for raw, given in pairs]


def build_fields(conditions) -> list[AnyField]:
    """Return select fields a to d, each shown by a condition on those above it, where one is given."""
    fields = []
    for name, raw in zip(NAMES, conditions, strict=True):
        field = {"id": name, "type": "select", "label": name, "options": list(VALUES)}
        above = NAMES[: NAMES.index(name)]
        usable = raw and all(named.field in above for named in comparisons(parse_condition(raw)))
        fields.append({**field, "show_if": raw} if usable else field)
    target = {"type": "mailto", "to": "a@b.example"}
    form = {
        "type": "ticket-form",
        "title": "T",
        "target": target,
        "sections": [{"title": "S", "fields": fields}],
    }
    return fields_of(TicketForm.model_validate(form))


def walk_everything(fields, given=()):
    """Yield every way to answer, value by value."""
    if len(given) == len(fields):
        yield {name: values for name, values in given if values}
        return
    field = fields[len(given)]
    shown = field.show_if is None or holds(field.show_if, dict(given))
    for values in [(), *((value,) for value in VALUES)] if shown else [()]:
        yield from walk_everything(fields, (*given, (field.id, values)))


@given(st.tuples(*[st.none() | raw_conditions] * 4), raw_conditions)
def test_a_condition_can_hold_exactly_when_some_way_of_answering_meets_it(conditions, raw):
    fields = build_fields(conditions)
    for condition in (parse_condition(raw), Not(parse_condition(raw))):
        ways = Branching(fields, NO_CHOICES).ways([condition])
        assert any(holds(condition, way) for way in ways) == any(
            holds(condition, way) for way in walk_everything(fields)
        )
