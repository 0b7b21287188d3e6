"""Proves a guide: whoever starts it, and whatever is answered, comes to an end that helps."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kbgen.content.flow import LEVEL, OUTCOMES, Answer, Flow, Step
from kbgen.content.flow_graph import cut_off, distances, question_loop, without_exit
from kbgen.content.flow_tests import plain
from kbgen.content.links import resolve_link
from kbgen.content.record import Record
from kbgen.diagnostics import Diagnostic, Severity, did_you_mean

MOST_ANSWERS = 6
"""More are read by nobody."""
DEEPEST = 10
"""Answers that a customer may be asked for on the shortest way to a step."""


def check_flow(record: Record, flow: Flow) -> list[Diagnostic]:
    """Check a guide by itself; where its contact outcomes lead is checked against the other pages."""
    if not flow.steps:
        message = "a guide without steps; write each as '## Step {#id}' and end it with a list of links"
        return [record.source.diagnostic(("type",), "error", "no-steps", message)]
    return list(_Checker(record, flow).problems())


class _Checker:
    def __init__(self, record: Record, flow: Flow) -> None:
        self.record, self.flow = record, flow
        self.steps = list(flow.steps.values())

    def problems(self) -> Iterator[Diagnostic]:
        for step in self.steps:
            yield from self._targets(step)
            yield from self._answers(step)
        yield from self._ids()
        yield from self._reach()
        yield from self._loops()

    def report(self, at: Step | Answer, code: str, message: str, severity: Severity = "error") -> Diagnostic:
        column = at.column if isinstance(at, Answer) else 1
        return Diagnostic(self.record.source.path, at.line, column, severity, code, message)

    def _targets(self, step: Step) -> Iterator[Diagnostic]:
        for answer in step.answers:
            if answer.step_id and answer.step_id not in self.flow.steps:
                hint = did_you_mean(answer.step_id, self.flow.steps)
                message = f"the answer '{answer.text}' leads to '{answer.target}', which is no step{hint}"
                yield self.report(answer, "unknown-step", message)
        if step.outcome is None and not step.answers:
            message = (
                f"the step '{step.title}' is a dead end; end it with a list of links, "
                f"or mark the outcome: {{#{step.id} .fixed}} or one of .{', .'.join(OUTCOMES[1:])}"
            )
            yield self.report(step, "dead-end", message)

    def _answers(self, step: Step) -> Iterator[Diagnostic]:
        """Answers that a customer could not choose between."""
        texts: dict[str, Answer] = {}
        targets: dict[str, Answer] = {}
        for answer in step.answers:
            same_text = texts.setdefault(plain(answer.text), answer)
            same_target = targets.setdefault(answer.step_id or answer.target, answer)
            if same_text is not answer:
                message = (
                    f"the answer '{answer.text}' stands on line {same_text.line} already; tell them apart"
                )
                yield self.report(answer, "same-answer", message)
            elif same_target is not answer:
                message = f"'{same_target.text}' leads to '{answer.target}' too; make one answer of both"
                yield self.report(answer, "same-answer", message)
        if len(step.answers) > MOST_ANSWERS:
            message = f"{len(step.answers)} answers are more than people read; ask in two steps"
            yield self.report(step, "many-answers", message, "warning")
        if (problem := _unparallel(step)) is not None:
            yield self.report(problem[0], "answers-not-parallel", problem[1], "warning")

    def _ids(self) -> Iterator[Diagnostic]:
        for heading in self.record.headings:
            if heading.level == LEVEL and not heading.explicit:
                message = f"this step has no permanent id; write '## {heading.text} {{#{heading.id}}}'"
                path = self.record.source.path
                yield Diagnostic(path, heading.line, 1, "warning", "missing-id", message)

    def _reach(self) -> Iterator[Diagnostic]:
        reached = distances(self.flow)
        for step in cut_off(self.flow, reached):
            message = f"no answer leads to the step '{step.title}'; link to it with (#{step.id}) or remove it"
            yield self.report(step, "unreachable-step", message)
        for step in self.steps:
            if reached.get(step.id) == DEEPEST + 1:
                message = f"it takes {DEEPEST + 1} answers to come here; ask first what tells most"
                yield self.report(step, "deep-flow", message, "warning")
        ends = {self.flow.steps[each].outcome for each in reached}
        for outcome, purpose in (("fixed", "which mends it"), ("contact", "which leads to support")):
            if outcome not in ends:
                message = f"no way leads to an outcome .{outcome}; add a step {{#… .{outcome}}} {purpose}"
                yield self.report(self.steps[0], f"no-{outcome}", message)

    def _loops(self) -> Iterator[Diagnostic]:
        if trapped := without_exit(self.flow):
            names = ", ".join(f"'{step.title}'" for step in trapped)
            message = f"no answer leads out of {names}; add one that leads to an outcome"
            yield self.report(trapped[0], "endless-loop", message)
        elif loop := question_loop(self.flow):
            names = " → ".join(f"'{step.title}'" for step in [*loop, loop[0]])
            message = f"{names} asks in a circle; say in one of these steps what to do or to look at"
            yield self.report(loop[0], "question-loop", message)


_YES_NO = re.compile(r"(?:yes|no)(?=\W*$|\s*[,.;:–—-])", re.IGNORECASE)
_NEITHER = re.compile(r"(?:neither|not|i don.t|i do not|i cannot|sometimes|partly|only)\b", re.IGNORECASE)


def _unparallel(step: Step) -> tuple[Answer, str] | None:
    """Return the first answer that is worded unlike the others, with what to do."""
    answers = [answer for answer in step.answers if answer.text]
    if len(answers) < 2:  # noqa: PLR2004 - one answer is none
        return None
    said = [_YES_NO.match(answer.text) is not None for answer in answers]
    odd = [
        answer
        for answer, yes in zip(answers, said, strict=True)
        if not yes and not _NEITHER.match(answer.text)
    ]
    if any(said) and odd:
        return odd[0], f"'{odd[0].text}' answers no yes-or-no question as the others do; word them alike"
    small = [answer for answer in answers if answer.text[0].islower() and not answer.text[1:2].isupper()]
    if small and len(small) < len(answers):
        return small[0], f"'{small[0].text}' begins with a small letter and others do not; write them alike"
    return None


def check_contacts(record: Record, flow: Flow, forms: Collection[str]) -> Iterator[Diagnostic]:
    """Check that every contact outcome links to a request form; a site without one links elsewhere.

    Args:
        record: The guide.
        flow: Its steps.
        forms: Paths of the site's request forms.
    """
    for step in flow.steps.values():
        if step.outcome != "contact":
            continue
        targets = [link.target for link in step.links]
        found = any(resolve_link(record.uri, target) in forms for target in targets)
        if not found and (forms or not any(_CONTACT.match(target) for target in targets)):
            form = min(forms, default="")
            remedy = (
                f"add [Request support](/{form})" if forms else "add a link to an address, such as mailto:…"
            )
            message = f"the step '{step.title}' leads to nobody; {remedy}"
            yield Diagnostic(record.source.path, step.line, 1, "error", "contact-without-form", message)


_CONTACT = re.compile(r"(?:mailto|tel|https?):", re.IGNORECASE)
