"""Walks the path tests of a guide: the answers that a customer gives, and the step that they must lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.content.flow import Flow, Step
from kbgen.content.model import PathTest, Troubleshooting
from kbgen.content.record import Record
from kbgen.content.source import Place
from kbgen.diagnostics import Diagnostic, did_you_mean


def check_path_tests(record: Record, flow: Flow) -> Iterator[Diagnostic]:
    """Walk every test in the front matter of a guide, and report each that does not end as it must."""
    tests = record.front.tests if isinstance(record.front, Troubleshooting) else ()
    for number, test in enumerate(tests):
        place, message = _walk(flow, test)
        if message:
            yield record.source.diagnostic(("tests", number, *place), "error", "path-test", message)


def plain(text: str) -> str:
    """Return an answer's text without case, marks and punctuation: how two answers are compared."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _walk(flow: Flow, test: PathTest) -> tuple[Place, str]:
    """Return where in a test it fails, and why; no message where it holds."""
    if test.ends not in flow.steps:
        return ("ends",), f"there is no step '{test.ends}'{did_you_mean(test.ends, flow.steps)}"
    step = _through(flow, next(iter(flow.steps.values())))
    for number, text in enumerate(test.answers):
        place: Place = ("answers", number)
        if step is None or _is_end(step):
            return place, f"{_name(step)} asks for no answer; remove '{text}'"
        answer = next((each for each in step.answers if plain(each.text) == plain(text)), None)
        if answer is None:
            texts = [each.text for each in step.answers]
            return place, f"{_name(step)} has no answer '{text}'{did_you_mean(text, texts)}"
        step = _through(flow, flow.steps.get(answer.step_id))
    if step is None or step.id != test.ends:
        return ("ends",), f"the answers lead to {_name(step)}, not to '{test.ends}'"
    if not _is_end(step):
        return ("ends",), f"{_name(step)} is not the end; add the answer that follows"
    return (), ""


def _through(flow: Flow, step: Step | None) -> Step | None:
    """Return the first step from here on that asks something or ends the guide, None outside of it."""
    for _ in range(len(flow.steps)):
        if step is None or _is_end(step) or len(step.answers) > 1:
            return step
        step = flow.steps.get(step.answers[0].step_id)
    return step


def _is_end(step: Step) -> bool:
    return step.outcome is not None or not step.answers


def _name(step: Step | None) -> str:
    return f"'{step.id}'" if step else "another page"
