"""Questions of an FAQ page: headings with permanent ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from kbgen.content.headings import Heading
from kbgen.content.record import Record
from kbgen.diagnostics import Diagnostic, did_you_mean

LEVEL = 2
"""Level of the headings that are questions, or topics."""


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        id: Permanent id, the URL fragment.
        text: The question as plain text.
        line: Its line in the file.
        popular: Whether the home page shows it.
        topic: Text of the `##` heading that it stands below with others; empty where it is one itself.
    """

    id: str
    text: str
    line: int
    popular: bool
    topic: str = ""


def find_questions(record: Record) -> tuple[Question, ...]:
    """Return the questions of an FAQ page in their order.

    A `##` heading is a question. Where a `###` heading with a written id follows with no text between them,
    it is a topic instead, and the `###` headings below it are its questions.
    """
    popular = record.front.popular
    return tuple(
        Question(
            heading.id, heading.text, heading.line, popular is True or _is_in(heading.id, popular), topic
        )
        for heading, topic in _asking(record)
    )


def popular_first(questions: Iterable[Question]) -> list[Question]:
    """Return questions as lists show them: those that are often asked first, else in the writer's order."""
    return sorted(questions, key=lambda question: not question.popular)


def _asking(record: Record) -> Iterator[tuple[Heading, str]]:
    """Yield the headings that are questions, each with its topic."""
    lines = record.source.body.split("\n")
    topic = ""
    for heading, following in zip_longest(record.headings, record.headings[1:]):
        if heading.level <= LEVEL:
            below = heading.line + 1 - record.source.body_line
            is_topic = heading.level == LEVEL and following is not None and _leads(heading, following)
            gap = lines[below : below + following.line - heading.line - 1] if following else []
            topic = heading.text if is_topic and not any(line.strip() for line in gap) else ""
        if (heading.level == LEVEL and not topic) or (heading.level == LEVEL + 1 and topic):
            yield heading, topic


def _leads(heading: Heading, following: Heading) -> bool:
    return following.level == heading.level + 1 and following.explicit


def _is_in(question: str, popular: bool | tuple[str, ...]) -> bool:
    return isinstance(popular, tuple) and question in popular


def check_questions(record: Record) -> list[Diagnostic]:
    """Check that an FAQ page asks questions, that their ids are permanent and that popular ones exist."""
    questions = find_questions(record)
    path = record.source.path
    if not questions:
        message = "an FAQ without questions; write each as '## Question? {#permanent-id}'"
        return [Diagnostic(path, record.source.body_line, 1, "error", "no-questions", message)]
    explicit = {heading.line for heading in record.headings if heading.explicit}
    problems = [
        Diagnostic(path, question.line, 1, "warning", "missing-id", _ask_for_id(question))
        for question in questions
        if question.line not in explicit
    ]
    ids = [question.id for question in questions]
    for index, wanted in enumerate(record.front.popular if isinstance(record.front.popular, tuple) else ()):
        if wanted not in ids:
            message = f"no question has the id '{wanted}'{did_you_mean(wanted, ids)}"
            problems.append(
                record.source.diagnostic(("popular", index), "error", "unknown-question", message)
            )
    return problems


def _ask_for_id(question: Question) -> str:
    signs = "###" if question.topic else "##"
    return f"this question has no permanent id; write '{signs} {question.text} {{#{question.id}}}'"
