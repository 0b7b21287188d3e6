"""Where the steps of a guide stand in its picture: columns from left to right, after Sugiyama.

A step's column is the longest way to it, so that all lines lead to the right. Within columns steps are moved
towards those that lead to them, and lines that pass a column get a lane in it. An answer that leads back has
no line: its step says where it goes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kbgen.content.flow import Flow

_SWEEPS = 9
_SPACE = 18
"""Between two steps of a column."""
_LANE = 8
"""Height of a line that passes a column."""


@dataclass(frozen=True)
class Line:
    """A line from an answer to a step.

    Attributes:
        step: Id of the step that asks.
        answer: Place of the answer in it.
        lanes: Heights at which it passes the columns between, from left to right.
        target: Id of the step that it leads to.
    """

    step: str
    answer: int
    lanes: tuple[float, ...]
    target: str


@dataclass(frozen=True)
class Layout:
    """The picture's geometry.

    Attributes:
        columns: Column of each step that can be reached, from 0.
        tops: Upper edge of each of them.
        lines: All lines.
        back: Step and answer that lead back to an earlier step.
        height: Of the whole.
    """

    columns: Mapping[str, int]
    tops: Mapping[str, float]
    lines: tuple[Line, ...]
    back: frozenset[tuple[str, int]]
    height: float


_Item = str | tuple[str, int, int]
"""What stands in a column: a step, or the line of (step, answer) in passing the column."""


def lay_out(flow: Flow, height: Callable[[str], float], row: Callable[[str, int], float]) -> Layout:
    """Lay out a guide.

    Args:
        flow: Its steps.
        height: Of the box of a step, by id.
        row: Of an answer, by the step's id and its place: how far below the upper edge its line begins.
    """
    back = _leading_back(flow)
    columns = _columns(flow, back)
    edges = [
        (step.id, number, target)
        for step in flow.steps.values()
        if step.id in columns
        for number, target in enumerate(_targets(flow, step.id))
        if target is not None and (step.id, number) not in back
    ]
    items, ties = _items(columns, edges, lambda step, number: row(step, number) - height(step) / 2)
    heights = {item: height(item) if isinstance(item, str) else _LANE for column in items for item in column}
    tops = _tops(items, ties, heights)
    lines = []
    for step, number, target in edges:
        lanes = tuple(tops[step, number, at] + _LANE / 2 for at in _between(columns, step, target))
        lines.append(Line(step, number, lanes, target))
    lowest = max(top + heights[item] for item, top in tops.items())
    return Layout(columns, {step: tops[step] for step in columns}, tuple(lines), back, lowest)


def _targets(flow: Flow, step: str) -> list[str | None]:
    """Return for each answer the step that it leads to, None where that is none."""
    answers = flow.steps[step].answers
    return [answer.step_id if answer.step_id in flow.steps else None for answer in answers]


def _leading_back(flow: Flow) -> frozenset[tuple[str, int]]:
    """Return the answers that lead to a step on the way to them, found by walking depth first."""
    back: set[tuple[str, int]] = set()
    way: list[str] = []
    finished: set[str] = set()
    first = next(iter(flow.steps), None)
    waiting: list[tuple[str, bool]] = [(first, False)] if first else []
    while waiting:
        step, done = waiting.pop()
        if done:
            finished.add(way.pop())
        elif step not in finished and step not in way:
            way.append(step)
            waiting.append((step, True))
            targets = _targets(flow, step)
            back |= {(step, number) for number, target in enumerate(targets) if target in way}
            waiting += [(target, False) for target in reversed(targets) if target and target not in way]
    return frozenset(back)


def _columns(flow: Flow, back: frozenset[tuple[str, int]]) -> dict[str, int]:
    """Return the length of the longest way to each step that can be reached."""
    columns = {next(iter(flow.steps)): 0}
    waiting = deque(columns)
    while waiting:
        step = waiting.popleft()
        for number, target in enumerate(_targets(flow, step)):
            if target is None or (step, number) in back or columns.get(target, -1) > columns[step]:
                continue
            columns[target] = columns[step] + 1
            waiting.append(target)
    return columns


def _between(columns: Mapping[str, int], step: str, target: str) -> range:
    return range(columns[step] + 1, columns[target])


def _items(
    columns: Mapping[str, int],
    edges: Sequence[tuple[str, int, str]],
    below_middle: Callable[[str, int], float],
) -> tuple[list[list[_Item]], list[tuple[_Item, float, _Item]]]:
    """Return what stands in each column, and what is tied to what.

    A tie is an item, how far below its middle a line begins, and the item in the next column where it ends.
    """
    items: list[list[_Item]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    ties: list[tuple[_Item, float, _Item]] = []
    for step, column in columns.items():
        items[column].append(step)
    for step, number, target in edges:
        lanes: list[_Item] = [(step, number, at) for at in _between(columns, step, target)]
        for lane, at in zip(lanes, _between(columns, step, target), strict=True):
            items[at].append(lane)
        previous: _Item = step
        for station in [*lanes, target]:
            ties.append((previous, below_middle(step, number) if previous == step else 0.0, station))
            previous = station
    return items, ties


_Wishes = dict[_Item, list[tuple[_Item, float]]]
"""Item → what it is tied to, and how far below the middle of that it wishes its own to be."""


def _tops(
    items: list[list[_Item]], ties: list[tuple[_Item, float, _Item]], heights: Mapping[_Item, float]
) -> dict[_Item, float]:
    """Return the upper edge of everything: as near to what it is tied to as its column allows."""
    leftwards: _Wishes = {}
    rightwards: _Wishes = {}
    for left, offset, right in ties:
        leftwards.setdefault(right, []).append((left, offset))
        rightwards.setdefault(left, []).append((right, -offset))
    middle: dict[_Item, float] = {}
    for sweep in range(_SWEEPS):
        wishes, columns = (rightwards, reversed(items)) if sweep % 2 else (leftwards, iter(items))
        for column in columns:
            _stack(column, {item: _wish(item, wishes, middle) for item in column}, heights, middle)
    tops = {item: middle[item] - heights[item] / 2 for item in middle}
    highest = min(tops.values())
    return {item: top - highest for item, top in tops.items()}


def _wish(item: _Item, wishes: _Wishes, middle: Mapping[_Item, float]) -> float:
    """Return the mean height that an item is drawn to, its own where nothing draws it."""
    known = [middle[other] + offset for other, offset in wishes.get(item, ()) if other in middle]
    return sum(known) / len(known) if known else middle.get(item, 0.0)


def _stack(
    column: list[_Item],
    wishes: Mapping[_Item, float],
    heights: Mapping[_Item, float],
    middle: dict[_Item, float],
) -> None:
    """Sort a column by its wishes and set it as near to them as heights allow, in place.

    Items that would overlap make a block, which stands where its items wish it to be on average.
    """
    column.sort(key=lambda item: wishes[item])
    blocks: list[tuple[float, float, list[_Item]]] = []
    for item in column:
        blocks.append((wishes[item], heights[item] + _SPACE, [item]))
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] / 2 > blocks[-1][0] - blocks[-1][1] / 2:
            centre, size, below = blocks.pop()
            other, other_size, above = blocks.pop()
            weighed = (other * len(above) + centre * len(below)) / (len(above) + len(below))
            blocks.append((weighed, other_size + size, [*above, *below]))
    for centre, size, block in blocks:
        top = centre - size / 2
        for item in block:
            middle[item] = top + (heights[item] + _SPACE) / 2
            top += heights[item] + _SPACE
