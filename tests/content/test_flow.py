"""Guides are accepted exactly when walking through them shows that they are sound."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbgen.content.causes import check_causes
from kbgen.content.flow import parse_flow
from kbgen.content.flow_checks import check_flow
from kbgen.content.flow_graph import cut_off, distances, find_paths
from kbgen.content.record import parse_record
from kbgen.content.source import parse_source

OUTCOMES = ["fixed", "contact", "article", "stop"]


TARGETS = ["#sch%C3%B6n", "#schön", "g.md#sch%C3%B6n", "/g.md#schön", "?back#schön"]


@st.composite
def graphs(draw):
    """Steps by number: an outcome or None, whether there is something to do, and the steps it leads to."""
    count = draw(st.integers(1, 6))
    steps = []
    for _ in range(count):
        outcome = draw(st.sampled_from([None, None, None, *OUTCOMES]))
        targets = draw(st.lists(st.integers(0, count), max_size=3))  # `count` itself is no step
        steps.append((outcome, draw(st.booleans()), targets if outcome is None else []))
    return steps


def guide(steps):
    """A graph as a page."""
    lines = ["---", "type: troubleshooting", "title: Guide", "---"]
    for number, (outcome, does, targets) in enumerate(steps):
        lines += ["", f"## Step {number} {{#s{number}{f' .{outcome}' if outcome else ''}}}"]
        lines += ["Do something.", ""] if does else []
        lines += [f"- [Answer {at}](#s{target})" for at, target in enumerate(targets)]
    source, problems = parse_source("g.md", "g.md", "\n".join(lines).encode())
    record, more = parse_record(source)
    assert not problems + more
    return record


def parsed(text):
    """A page of these lines."""
    source, _ = parse_source("g.md", "g.md", f"---\ntype: troubleshooting\ntitle: Guide\n{text}".encode())
    return parse_record(source)[0]


def walks(steps, start, length, among=None):
    """All walks from a step with so many moves at most, as lists of steps."""
    found = [[start]]
    for _ in range(length):
        found += [
            [*walk, target]
            for walk in found
            if walk[-1] < len(steps)
            for target in set(steps[walk[-1]][2])
            if target < len(steps) and (among is None or target in among) and [*walk, target] not in found
        ]
        found = list(map(list, {tuple(walk) for walk in found}))
    return found


def sound(steps):
    """What the checks must find, found by walking."""
    count = len(steps)
    reached = {walk[-1] for walk in walks(steps, 0, count)}
    whole = all(target < count for _, _, targets in steps for target in targets)
    ends = all(outcome or targets for outcome, _, targets in steps)
    told_apart = all(len(set(targets)) == len(targets) for _, _, targets in steps)
    helps = {"fixed", "contact"} <= {steps[at][0] for at in reached}
    out = all(any(steps[walk[-1]][0] for walk in walks(steps, at, count)) for at in range(count))
    # A step with a single answer says where it leads; it is more than a question.
    asks = {
        at for at, (outcome, does, targets) in enumerate(steps) if not (outcome or does) and len(targets) > 1
    }
    rounds = any(len(walk) == count + 1 for at in asks for walk in walks(steps, at, count, asks))
    return whole and ends and told_apart and helps and out and not rounds and reached == set(range(count))


@settings(max_examples=300, deadline=None)
@given(graphs())
def test_a_guide_is_accepted_exactly_when_walking_shows_that_it_is_sound(steps):
    record = guide(steps)
    problems = [each for each in check_flow(record, parse_flow(record)) if each.severity == "error"]
    assert (not problems) == sound(steps), (steps, problems)


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_steps_are_as_far_as_the_shortest_walk(steps):
    found = distances(parse_flow(guide(steps)))
    for walk in walks(steps, 0, len(steps)):
        assert found[f"s{walk[-1]}"] <= len(walk) - 1
    assert len(found) == len({walk[-1] for walk in walks(steps, 0, len(steps))})


@settings(max_examples=100, deadline=None)
@example(
    steps=[(None, False, []), (None, False, []), (None, False, []), (None, False, [4]), (None, False, [1, 3])]
)
@given(graphs())
def test_links_to_the_steps_that_are_cut_off_would_reach_every_step(steps):
    flow = parse_flow(guide(steps))
    reached = distances(flow)
    told = [int(step.id[1:]) for step in cut_off(flow, reached)]
    assert not {f"s{at}" for at in told} & set(reached)
    walked = {walk[-1] for start in [0, *told] for walk in walks(steps, start, len(steps))}
    assert walked == set(range(len(steps)))
    for at in told:
        assert not any(at in steps[other][2] for other in set(range(len(steps))) - _around(steps, at))


def _around(steps, at):
    """The step and those that it leads to: only they may lead to it, when it is told."""
    return {walk[-1] for walk in walks(steps, at, len(steps))}


def test_paths_list_every_way_with_its_answers_and_its_end():
    flow = parse_flow(
        guide([(None, True, [1, 2]), (None, True, [3]), (None, False, [0, 3]), ("fixed", False, [])])
    )
    found = [([answer.text for answer in path.answers], path.end.id) for path in find_paths(flow)]
    assert found == [(["Answer 0"], "s3"), (["Answer 1", "Answer 1"], "s3")]


def test_a_guide_with_very_many_ways_lists_some_of_them():
    steps = [(None, True, [at + 1, at + 2]) for at in range(40)] + [("fixed", False, [])] * 2
    assert len(find_paths(parse_flow(guide(steps)))) == 500


@pytest.mark.parametrize("target", TARGETS)
def test_a_step_is_found_by_every_way_to_write_a_link_to_it(target):
    flow = parse_flow(parsed(f"---\n## One {{#one}}\nLook.\n\n- [A]({target})\n\n## Schön {{#schön}}\n"))
    assert flow.steps["one"].next_ids == ("schön",)


@pytest.mark.parametrize("target", ["", "#", "g.md", "#top", "?back"])
def test_an_answer_that_leads_to_the_top_of_its_page_leads_to_no_step(target):
    record = parsed(f"---\n## One {{#one}}\nLook.\n\n- [A]({target})\n- [B](a.md)\n")
    found = [(each.code, each.line) for each in check_flow(record, parse_flow(record))]
    assert ("unknown-step", 8) in found
    assert ("unknown-step", 9) not in found


def test_answers_that_lead_to_one_step_are_one_however_they_are_written():
    record = parsed("---\n## One {#one}\nLook.\n\n- [A](#one)\n- [B](g.md#one)\n")
    assert ("same-answer", 9) in [(each.code, each.line) for each in check_flow(record, parse_flow(record))]


def test_a_guide_without_steps_is_reported():
    record = parsed("---\n# Guide\n\nNothing but text.\n")
    assert [each.code for each in check_flow(record, parse_flow(record))] == ["no-steps"]


def test_steps_without_a_question_do_not_make_a_guide_deep():
    lone = [(None, True, [at + 1]) for at in range(20)]
    assert set(distances(parse_flow(guide([*lone, ("fixed", False, [])]))).values()) == {0}
    asked = [(None, True, [at + 1, 13]) for at in range(12)]
    found = distances(parse_flow(guide([*asked, ("fixed", False, []), ("contact", False, [])])))
    assert (found["s12"], found["s13"]) == (12, 1)


def test_a_guide_that_lists_causes_has_no_ways_to_test():
    record = parsed("tests: [{answers: [A], ends: x}]\n---\n## Cause: x {#x}\n\n### Fix\n\nDo.\n")
    assert [(each.code, each.line) for each in check_causes(record)] == [("path-test", 4)]
