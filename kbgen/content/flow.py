"""Troubleshooting flows: steps are headings, a closing list of links is a question's answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import unquote, urlsplit

from kbgen.content.links import resolve_link
from kbgen.content.markup import Heading, Link, find_links, mask_code
from kbgen.content.record import Record

Outcome = Literal["fixed", "contact", "article", "stop"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
LEVEL = 2
"""Level of the headings that are steps."""


@dataclass(frozen=True)
class Answer:
    """One way on from a step.

    Attributes:
        text: What the customer chooses.
        target: The link's target.
        step_id: Id of the step that it leads to, empty where it leads out of the page.
        line: Its line in the file.
        column: Its column.
    """

    text: str
    target: str
    step_id: str
    line: int
    column: int


@dataclass(frozen=True)
class Step:
    """One step of a guide.

    Attributes:
        id: The heading's id, the URL fragment.
        title: The heading as plain text.
        line: The heading's line in the file.
        answers: Ways on. One answer is simply the next step.
        outcome: How the guide ends here, None where it goes on.
        cause: What was wrong, where the outcome knows it (DITA's cause).
        remedy: What mends it (DITA's remedy).
        has_text: Whether there is more to it than heading and answers: something to do, or to look at.
        links: All links in it.
    """

    id: str
    title: str
    line: int
    answers: tuple[Answer, ...]
    outcome: Outcome | None
    cause: str
    remedy: str
    has_text: bool = False
    links: tuple[Link, ...] = ()

    @property
    def next_ids(self) -> tuple[str, ...]:
        """Ids of the steps that the answers lead to."""
        return tuple(answer.step_id for answer in self.answers if answer.step_id)


@dataclass(frozen=True)
class Flow:
    """The graph of a guide: its steps by id, in the order of the page. The first one is the start."""

    steps: Mapping[str, Step]


def parse_flow(record: Record) -> Flow:
    """Read the steps of a guide and where their answers lead."""
    body = mask_code(record.source.body).split("\n")
    text = record.source.body.split("\n")
    links = find_links(record.source.body, record.source.body_line)
    headings = [heading for heading in record.headings if heading.level == LEVEL]
    ends = [*(heading.line for heading in headings[1:]), record.source.body_line + len(body)]
    steps: dict[str, Step] = {}
    for heading, end in zip(headings, ends, strict=False):  # a page without steps has an end too
        inner = slice(heading.line + 1 - record.source.body_line, end - record.source.body_line)
        inside = [link for link in links if heading.line < link.line < end and not link.image]
        written = sum(bool(line.strip()) for line in text[inner])
        steps.setdefault(heading.id, _build_step(record.uri, heading, body[inner], inside, written))
    return Flow(steps)


def _build_step(uri: str, heading: Heading, lines: list[str], links: list[Link], written: int) -> Step:
    attributes = dict(heading.attributes)
    outcome = next((name for name in OUTCOMES if name in heading.classes), None)
    answers = _closing_answers(heading.line, lines, links)
    if not answers and outcome is None:
        answers = _closing_link(heading.line, lines, links)
    found = tuple(
        Answer(link.text, link.target, _step_id(uri, link.target), link.line, link.column) for link in answers
    )
    return Step(
        heading.id,
        heading.text,
        heading.line,
        found,
        outcome,
        attributes.get("cause", ""),
        attributes.get("remedy", ""),
        # A single way on stands in a line that says something.
        written > len(answers) or len(answers) == 1,
        tuple(links),
    )


def _step_id(uri: str, target: str) -> str:
    """Return the step of the page that a link leads to; its top is none, so that this is reported."""
    if resolve_link(uri, target) != uri:
        return ""
    return unquote(urlsplit(target).fragment) or "top"


_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?P<link>\[.*\](?:\(.*\)|\[.*\]|))(?:\{[^}]*\})?\s*")


def _closing_answers(heading_line: int, lines: list[str], links: list[Link]) -> list[Link]:
    """Return the links of the step's last list, none where an item is anything but one link."""
    numbers = _closing_items(lines)
    by_line: dict[int, list[Link]] = {}
    for link in links:
        by_line.setdefault(link.line - heading_line - 1, []).append(link)
    found = [by_line.get(number, []) for number in numbers]
    return [one[0] for one in found] if all(len(one) == 1 for one in found) else []


def _closing_items(lines: list[str]) -> list[int]:
    """Return the numbers of the lines of the last list, none where one of them is not a link alone."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    items: list[int] = []
    while filled and _ITEM.fullmatch(lines[filled[-1]]):
        items.insert(0, filled.pop())
    mixed = bool(filled) and bool(_MARKER.match(lines[filled[-1]]))
    return [] if mixed else items


_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")


def _closing_link(heading_line: int, lines: list[str], links: list[Link]) -> list[Link]:
    """Return the one link of the last paragraph: the way on of a step that asks nothing."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    blank = [number for number in range(filled[-1]) if not lines[number].strip()] if filled else []
    start = blank[-1] if blank else -1
    last = [link for link in links if link.line - heading_line - 1 > start]
    return last if len(last) == 1 else []
