"""The headings of a page, with the ids that Python-Markdown gives them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from markdown.extensions.toc import slugify_unicode

from kbgen.content.attributes import attribute_ids, footnote_ids, split_attributes
from kbgen.content.blocks import scan_blocks
from kbgen.content.containers import render_inline
from kbgen.content.inline import find_references, plain_text
from kbgen.content.lines import Line
from kbgen.content.masking import mask_code


@dataclass(frozen=True)
class Heading:
    """A heading, with the id that it has in the rendered page.

    Attributes:
        level: 1 to 6.
        text: What a reader sees, without markup.
        id: The id that was written, or the one that Python-Markdown's toc extension makes of the text.
        explicit: Whether the id was written.
        classes: Of `{.class}`, in their order.
        attributes: Of `{key="value"}`, in their order.
        line: Line from 1, counted from the `first_line` that was asked for.
    """

    level: int
    text: str
    id: str
    explicit: bool
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]
    line: int


def find_headings(body: str, first_line: int = 1) -> tuple[Heading, ...]:
    """Return the headings of a page in their order, with the ids that they have in the rendered page."""
    lines = [line for line in scan_blocks(body) if line.kind in {"heading", "title", "underline"}]
    if not lines:
        return ()
    masked = mask_code(body)
    references = find_references(masked)
    taken = {*attribute_ids(body, masked), *footnote_ids(masked)}
    written = [_parse_heading(line, level, references, taken, first_line) for line, level in _levels(lines)]
    taken.update(heading.id for heading in written if heading.explicit)
    return tuple(_number_headings(written, taken))


def make_unique(slug: str, taken: set[str], counts: dict[str, int]) -> str:
    """Return `slug`, or where it is taken or empty `slug_1` and so on, as the toc extension counts.

    `counts` remembers for each base how many numbers are taken from 1 on: many equal headings stay cheap.
    """
    if not slug or slug in taken:
        match = _NUMBERED.match(slug)
        base, number = (match[1], int(match[2])) if match else (slug, 0)
        known = counts.get(base, 0)
        joined = number <= known
        number = (known if joined else number) + 1
        while f"{base}_{number}" in taken:
            number += 1
        if joined:
            counts[base] = number
        slug = f"{base}_{number}"
    taken.add(slug)
    return slug


def _parse_heading(
    line: Line, level: int, references: Mapping[str, str], ids: Collection[str], first_line: int
) -> Heading:
    source, attributes = split_attributes(_source(line))
    if "[^" in source:
        source = _FOOTNOTE.sub(lambda match: "" if f"fn:{match[1]}" in ids else match[0], source)
    heading_id = dict(attributes).get("id")
    return Heading(
        level=level,
        text=plain_text(source, references),
        id=heading_id or "",
        explicit=heading_id is not None,
        classes=tuple(value for key, value in attributes if key == "."),
        attributes=tuple((key, value) for key, value in attributes if key not in {".", "id"}),
        line=line.number + first_line,
    )


def _number_headings(headings: list[Heading], taken: set[str]) -> Iterator[Heading]:
    counts: dict[str, int] = {}
    for heading in headings:
        if heading.explicit:
            yield heading
        else:
            slug = make_unique(slugify_unicode(heading.text, "-"), taken, counts)
            yield Heading(
                heading.level, heading.text, slug, False, heading.classes, heading.attributes, heading.line
            )


def _levels(lines: list[Line]) -> Iterator[tuple[Line, int]]:
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.kind == "heading":
            yield line, len(line.text) - len(line.text.lstrip("#"))
        elif line.kind == "title" and following:
            yield line, 1 if following.text.startswith("=") else 2


def _source(line: Line) -> str:
    text = render_inline(line.text) if "[!" in line.text else line.text
    return text.strip() if line.kind == "title" else text.lstrip("#").strip().rstrip("#").rstrip()


_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_NUMBERED = re.compile(r"^(.*)_([0-9]+)$")
