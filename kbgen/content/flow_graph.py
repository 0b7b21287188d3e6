"""What can be said of a guide's graph: what is reached, what leads out, which ways there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kbgen.content.flow import Answer, Flow, Step

MOST_PATHS = 500
"""Ways through a guide that are listed; a guide with more is not to be read way by way."""
_MOST_TRIED = 50_000


@dataclass(frozen=True)
class Path:
    """One way through a guide: the answers that were given, and the step that it ends at.

    Attributes:
        answers: In their order; a step with a single way on asks nothing and is not among them.
        end: The last step, None where the last answer leaves the page.
    """

    answers: tuple[Answer, ...]
    end: Step | None


def next_steps(flow: Flow, step: Step) -> Iterator[Step]:
    """Yield the steps that the answers of a step lead to."""
    yield from (flow.steps[each] for each in step.next_ids if each in flow.steps)


def is_exit(step: Step) -> bool:
    """Say whether the customer may leave the guide here: an outcome, or an answer that leads elsewhere."""
    return step.outcome is not None or any(not answer.step_id for answer in step.answers)


def distances(flow: Flow) -> dict[str, int]:
    """Return the steps that can be reached from the first, with the fewest answers that it takes.

    A single way on asks nothing, so the step behind it is as near.
    """
    first = next(iter(flow.steps.values()))
    found: dict[str, int] = {}
    waiting = deque([(first, 0)])
    while waiting:
        step, answers = waiting.popleft()
        if step.id not in found:
            found[step.id] = answers
            if len(step.answers) > 1:
                waiting.extend((following, answers + 1) for following in next_steps(flow, step))
            else:
                waiting.extendleft((following, answers) for following in next_steps(flow, step))
    return found


def cut_off(flow: Flow, reached: Collection[str]) -> list[Step]:
    """Return steps that have to be linked to so that every step can be reached, in their order.

    What follows one of them is not among them: a single wrong answer may cut off half a guide.
    """
    lost = [step for step in flow.steps.values() if step.id not in reached]
    followed = {after.id for step in lost for after in next_steps(flow, step) if after is not step}
    first: list[Step] = []
    seen: set[str] = set()
    for step in sorted(lost, key=lambda step: step.id in followed):
        if step.id not in seen:
            behind = _behind(flow, step)
            first = [*(other for other in first if other.id not in behind), step]
            seen |= behind
    return sorted(first, key=lambda step: step.line)


def _behind(flow: Flow, first: Step) -> set[str]:
    """Return a step and all that can be reached from it."""
    found: set[str] = set()
    waiting = [first]
    while waiting:
        step = waiting.pop()
        if step.id not in found:
            found.add(step.id)
            waiting.extend(next_steps(flow, step))
    return found


def without_exit(flow: Flow) -> list[Step]:
    """Return the steps from which no answers lead to an exit, though none of them is a dead end itself."""
    leading: dict[str, list[Step]] = {}
    for step in flow.steps.values():
        for following in next_steps(flow, step):
            leading.setdefault(following.id, []).append(step)
    waiting = [step for step in flow.steps.values() if is_exit(step) or _is_broken(flow, step)]
    out = {step.id for step in waiting}
    for step in waiting:
        for before in leading.get(step.id, ()):
            if before.id not in out:
                out.add(before.id)
                waiting.append(before)
    return [step for step in flow.steps.values() if step.id not in out]


def _is_broken(flow: Flow, step: Step) -> bool:
    """Say whether a step leads nowhere, which is reported of the step itself."""
    return any(answer.step_id not in flow.steps for answer in step.answers) or not step.answers


def question_loop(flow: Flow) -> list[Step]:
    """Return the steps of a loop in which nothing is done, only asked, in their order; empty for none.

    Whoever gives the same answers again goes round for ever.
    """
    steps = {step.id: step for step in flow.steps.values() if not step.has_text and step.outcome is None}
    finished: set[str] = set()
    for start in steps.values():
        if found := _loop_from(flow, start, steps, finished):
            return found
    return []


def _loop_from(flow: Flow, start: Step, steps: dict[str, Step], finished: set[str]) -> list[Step]:
    way = [start]
    open_ways = [_within(flow, start, steps)]
    while way:
        following = next(open_ways[-1], None)
        if following is None:
            finished.add(way.pop().id)
            open_ways.pop()
        elif following in way:
            return way[way.index(following) :]
        elif following.id not in finished:
            way.append(following)
            open_ways.append(_within(flow, following, steps))
    return []


def _within(flow: Flow, step: Step, steps: dict[str, Step]) -> Iterator[Step]:
    return (each for each in next_steps(flow, step) if each.id in steps)


def find_paths(flow: Flow, most: int = MOST_PATHS) -> list[Path]:
    """Return the ways through a guide that go through no step twice, in the order of its answers."""
    first = next(iter(flow.steps.values()), None)
    paths: list[Path] = []
    waiting: list[tuple[Step | None, tuple[Answer, ...], tuple[str, ...]]] = [(first, (), ())]
    tried = 0
    while waiting and len(paths) < most and tried < _MOST_TRIED:
        tried += 1
        step, answers, seen = waiting.pop()
        if step is None or step.outcome is not None:
            paths.append(Path(answers, step))
        elif step.id not in seen:
            asked = len(step.answers) > 1
            for answer in reversed(step.answers):
                given = (*answers, answer) if asked else answers
                waiting.append((flow.steps.get(answer.step_id), given, (*seen, step.id)))
    return paths
