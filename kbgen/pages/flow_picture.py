"""Draws a guide as SVG: a box for each step with its answers in it, and lines to where these lead.

It is part of the page, so that its links work, its colours follow the page's, and nothing has to be loaded.
"""

from __future__ import annotations

from html import escape
from textwrap import wrap

from kbgen.content.flow import Answer, Flow, Step
from kbgen.pages.flow_layout import Layout, Line, lay_out

_WIDTH, _GAP, _EDGE = 216, 64, 2
_LINE, _ROW, _PAD = 17, 20, 9
_TITLE_SIGNS, _TITLE_LINES = 30, 3
_ANSWER_SIGNS = 31


def draw_flow(flow: Flow, name: str) -> str:
    """Return the picture of a guide; empty for one of a single step.

    Args:
        flow: The guide.
        name: What the picture is called for those who do not see it.
    """
    if len(flow.steps) < 2:  # noqa: PLR2004 - one step is no picture
        return ""
    layout = lay_out(
        flow, lambda step: _height(flow.steps[step]), lambda step, number: _row(flow.steps[step], number)
    )
    width = (max(layout.columns.values()) + 1) * (_WIDTH + _GAP) - _GAP + 2 * _EDGE
    height = layout.height + 2 * _EDGE
    lines = "".join(_line(flow, layout, line) for line in layout.lines)
    steps = "".join(_step(flow, layout, flow.steps[step]) for step in layout.columns)
    return (
        f'<svg class="kb-picture" role="group" aria-label="{escape(name)}" '
        f'viewBox="0 0 {width} {_number(height)}" width="{width}" height="{_number(height)}">'
        f'<g class="kb-picture__lines" aria-hidden="true">{lines}</g>{steps}</svg>'
    )


def _title(step: Step) -> list[str]:
    """Return a step's title in lines, cut where it has too many."""
    return wrap(step.title, _TITLE_SIGNS, max_lines=_TITLE_LINES, placeholder=" …") or [step.id]


def _asked(step: Step) -> tuple[Answer, ...]:
    """Return the answers that are shown; a single way on is only a line."""
    return step.answers if len(step.answers) > 1 else ()


def _height(step: Step) -> float:
    return 2 * _PAD + _LINE * len(_title(step)) + _ROW * len(_asked(step))


def _left(layout: Layout, step: str) -> float:
    return layout.columns[step] * (_WIDTH + _GAP) + _EDGE


def _middle_of_title(flow: Flow, layout: Layout, step: str) -> float:
    return layout.tops[step] + _EDGE + _PAD + _LINE * len(_title(flow.steps[step])) / 2


def _row(step: Step, number: int) -> float:
    """Return how far below its upper edge the middle of a step's answer stands."""
    if not _asked(step):
        return _PAD + _LINE * len(_title(step)) / 2
    return _PAD + _LINE * len(_title(step)) + _ROW * (number + 0.5)


def _line(flow: Flow, layout: Layout, line: Line) -> str:
    """Draw a line: level through the columns that it passes, in a curve between them."""
    x = _left(layout, line.step) + _WIDTH
    y = layout.tops[line.step] + _EDGE + _row(flow.steps[line.step], line.answer)
    drawn = f"M{_number(x)} {_number(y)}"
    for lane in line.lanes:
        drawn += f"{_curve(x, y, lane + _EDGE)}h{_WIDTH}"
        x, y = x + _GAP + _WIDTH, lane + _EDGE
    drawn += _curve(x, y, _middle_of_title(flow, layout, line.target))
    return f'<path d="{drawn}"/>'


def _curve(x: float, y: float, to: float) -> str:
    """Draw from a point to a height on the other side of the gap."""
    half = x + _GAP / 2
    return f"C{_number(half)} {_number(y)} {_number(half)} {_number(to)} {_number(x + _GAP)} {_number(to)}"


def _step(flow: Flow, layout: Layout, step: Step) -> str:
    left, top = _left(layout, step.id), layout.tops[step.id] + _EDGE
    outcome = f" kb-picture__step--{step.outcome}" if step.outcome else ""
    lines = [
        f'<tspan x="{_PAD + 2}" y="{_PAD + _LINE * number + 13}">{escape(text)}</tspan>'
        for number, text in enumerate(_title(step))
    ]
    answers = "".join(
        _answer(flow, step, number, back=(step.id, number) in layout.back)
        for number in range(len(_asked(step)))
    )
    return (
        f'<a class="kb-picture__step{outcome}" href="#{escape(step.id)}" aria-label="{escape(step.title)}" '
        f'transform="translate({_number(left)} {_number(top)})">'
        f"<title>{escape(step.title)}</title>"
        f'<rect width="{_WIDTH}" height="{_number(_height(step))}" rx="6"/>'
        f'<text class="kb-picture__title">{"".join(lines)}</text>{answers}</a>'
    )


def _answer(flow: Flow, step: Step, number: int, *, back: bool) -> str:
    answer = step.answers[number]
    target = flow.steps.get(answer.step_id)
    sign = "↩ " if back and target else "" if target else "↗ "
    text = (
        answer.text if len(answer.text) <= _ANSWER_SIGNS else f"{answer.text[: _ANSWER_SIGNS - 1].rstrip()}…"
    )
    y = _row(step, number)
    return (
        f'<path class="kb-picture__rule" d="M0 {_number(y - _ROW / 2)}h{_WIDTH}"/>'
        f'<text class="kb-picture__answer" x="{_PAD + 2}" y="{_number(y + 4)}">{sign}{escape(text)}</text>'
    )


def _number(value: float) -> str:
    """Write a length with one decimal at most, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")
