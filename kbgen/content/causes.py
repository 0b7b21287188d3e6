"""Guides without a graph: causes, the likeliest first, each with what mends it, as DITA pairs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.content.flow import LEVEL
from kbgen.content.model import Troubleshooting
from kbgen.content.record import Record
from kbgen.diagnostics import Diagnostic

_CAUSE = re.compile(r"(?:possible |likely )?causes?\b", re.IGNORECASE)
_FIX = re.compile(r"(?:fix|remedy|solution|resolution|workaround|what helps)\b", re.IGNORECASE)


def lists_causes(record: Record) -> bool:
    """Say whether a guide lists causes instead of asking: all its `##` headings begin with 'Cause'."""
    headings = [heading for heading in record.headings if heading.level == LEVEL]
    return bool(headings) and all(_CAUSE.match(heading.text) for heading in headings)


def check_causes(record: Record) -> Iterator[Diagnostic]:
    """Check that below every cause stands what mends it, and that nothing is tested."""
    if isinstance(record.front, Troubleshooting) and record.front.tests:
        message = "a guide that lists causes asks nothing that could be tested; remove 'tests'"
        yield record.source.diagnostic(("tests",), "error", "path-test", message)
    headings = record.headings
    for at, heading in enumerate(headings):
        if heading.level != LEVEL:
            continue
        end = next((other for other in range(at + 1, len(headings)) if headings[other].level <= LEVEL), None)
        below = headings[at + 1 : end]
        if not any(each.level == LEVEL + 1 and _FIX.match(each.text) for each in below):
            message = f"nothing mends '{heading.text}'; say what does below a heading '### Fix'"
            yield Diagnostic(record.source.path, heading.line, 1, "error", "cause-without-fix", message)
