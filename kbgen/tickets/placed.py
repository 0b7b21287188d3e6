"""Every target of a form with its place in the front matter."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.form import TicketForm
from kbgen.content.target import JsonTarget, MailtoTarget, VendorTarget
from kbgen.tickets.problem import Path


def placed_targets(form: TicketForm) -> Iterator[tuple[Path, MailtoTarget | VendorTarget]]:
    """Yield the targets of a form, each `json` target before the one that it stands over."""
    yield ("target",), form.target
    if isinstance(form.target, JsonTarget) and form.target.over:
        yield ("target", "over"), form.target.over
    if form.fallback:
        yield ("fallback",), form.fallback
