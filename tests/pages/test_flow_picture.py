"""The picture of a guide: boxes that do not overlap, a link for every step, the same each time."""

import re
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.content.flow import Answer, Flow, Step
from kbgen.pages.flow_layout import lay_out
from kbgen.pages.flow_picture import draw_flow


def flow_of(targets):
    """A flow whose step n has an answer for each of its targets."""
    return Flow(
        {
            f"s{number}": Step(
                f"s{number}",
                f"Step <{number}> & “more” of it than fits into a single line of the picture",
                number,
                tuple(
                    Answer(f"Answer {at}", f"#s{target}", f"s{target}", 1, 1)
                    for at, target in enumerate(found)
                ),
                None if found else "fixed",
                "",
                "",
            )
            for number, found in enumerate(targets)
        }
    )


graphs = st.integers(1, 9).flatmap(
    lambda count: st.lists(
        st.lists(st.integers(0, count - 1), max_size=4, unique=True), min_size=count, max_size=count
    )
)


def boxes(svg):
    """Left, top, width and height of every box, by the step it links to."""
    found = {}
    for link in ET.fromstring(svg).iter("a"):
        left, top = map(float, re.findall(r"[\d.]+", link.get("transform")))
        box = link.find("rect")
        found[link.get("href")] = (left, top, float(box.get("width")), float(box.get("height")))
    return found


@settings(max_examples=150, deadline=None)
@given(graphs)
def test_boxes_stand_apart_and_inside_and_every_step_that_is_reached_has_one(targets):
    flow = flow_of(targets)
    svg = draw_flow(flow, "Picture")
    assert svg == draw_flow(flow, "Picture")
    if len(flow.steps) == 1:
        assert svg == ""
        return
    found = boxes(svg)
    reached, waiting = {0}, [0]
    for step in waiting:
        new = [target for target in targets[step] if target not in reached]
        reached.update(new)
        waiting.extend(new)
    assert set(found) == {f"#s{step}" for step in reached}
    width, height = (float(ET.fromstring(svg).get(name)) for name in ("width", "height"))
    for here, (left, top, wide, high) in found.items():
        assert 0 <= left <= left + wide <= width
        assert 0 <= top <= top + high <= height + 0.1
        for there, (x, y, _, _) in found.items():
            assert here == there or x != left or y >= top + high or y < top


@settings(max_examples=100, deadline=None)
@given(graphs)
def test_lines_lead_to_the_right_and_the_rest_is_marked_as_leading_back(targets):
    flow = flow_of(targets)
    layout = lay_out(flow, lambda _: 40.0, lambda _, number: 20.0 * number)
    drawn = {(line.step, line.answer) for line in layout.lines}
    for line in layout.lines:
        between = layout.columns[line.target] - layout.columns[line.step] - 1
        assert between == len(line.lanes) >= 0
    answers = {(step, at) for step in layout.columns for at in range(len(flow.steps[step].answers))}
    assert drawn | layout.back == answers
    assert not drawn & layout.back


def test_texts_of_writers_are_no_markup():
    svg = draw_flow(flow_of([[1, 2], [], []]), 'A "name"')
    assert "Step &lt;0&gt; &amp; “more”" in svg
    assert ET.fromstring(svg).get("aria-label") == 'A "name"'
