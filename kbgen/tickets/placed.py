"""Every target of a form with its place in the front matter."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.form import TicketForm
from kbgen.content.target import AnyTarget, JsonTarget, MailtoTarget, VendorTarget
from kbgen.tickets.problem import Path


def placed_targets(form: TicketForm) -> Iterator[tuple[Path, MailtoTarget | VendorTarget]]:
    """Yield the targets of a form, each `json` target before the one that it stands over."""
    own: list[tuple[Path, AnyTarget | None]] = [(("target",), form.target)]
    own += [(("routes", number, "target"), route.target) for number, route in enumerate(form.routes)]
    for path, target in own:
        if target is not None:
            yield path, target
        if isinstance(target, JsonTarget) and target.over:
            yield (*path, "over"), target.over
    if form.fallback:
        yield ("fallback",), form.fallback
