"""Questions of an FAQ page: headings with permanent ids."""

from __future__ import annotations

from dataclasses import dataclass

from kbgen.content.record import Record
from kbgen.diagnostics import Diagnostic, did_you_mean

LEVEL = 2
"""Level of the headings that are questions."""


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        id: Permanent id, the URL fragment.
        text: The question as plain text.
        line: Its line in the file.
        popular: Whether the home page shows it.
    """

    id: str
    text: str
    line: int
    popular: bool


def find_questions(record: Record) -> tuple[Question, ...]:
    """Return the questions of an FAQ page in their order."""
    popular = record.front.popular
    return tuple(
        Question(heading.id, heading.text, heading.line, popular is True or _is_in(heading.id, popular))
        for heading in record.headings
        if heading.level == LEVEL
    )


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
    return f"this question has no permanent id; write '## {question.text} {{#{question.id}}}'"
