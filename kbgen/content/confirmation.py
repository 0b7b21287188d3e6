"""Where a customer comes to once a request is sent: a page for each form, generated or written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from kbgen.content.form import FEEDBACK, TicketForm
from kbgen.content.links import resolve_link, source_forms
from kbgen.content.record import Record
from kbgen.content.target import AnyTarget, JsonTarget, PlainTarget, PostTarget


def confirmation_uri(uri: str) -> str:
    """Return the path of a form's own page of thanks, such as `support/request/sent.md`."""
    path = PurePosixPath(uri)
    folder = path.parent if path.stem in {"index", "README"} else path.with_suffix("")
    return (folder / "sent.md").as_posix()


def asks_for_requests(record: Record) -> bool:
    """Say whether a record is a form for requests: whether a page helped is asked on the page itself."""
    return isinstance(record.front, TicketForm) and record.id != FEEDBACK


def named_confirmation(form: TicketForm) -> str | None:
    """Return the page or address of thanks that a form's own target names."""
    redirect = getattr(form.own_target, "redirect", None)
    return (resolve_link("", redirect.to) or redirect.to) if redirect else None


def named_confirmations(form: TicketForm) -> Iterator[str]:
    """Yield the links to pages of thanks that a form's targets name."""
    own: list[AnyTarget | PlainTarget | None] = [form.target, *(route.target for route in form.routes)]
    own += [target.over for target in own if isinstance(target, JsonTarget)]
    for target in own:
        if isinstance(target, JsonTarget | PostTarget) and target.redirect:
            yield target.redirect.to


def confirmations(forms: Iterable[Record], published: Collection[str]) -> dict[str, Record]:
    """Return the path of every page of thanks that is published, each with its form.

    A page that several forms name belongs to the first of them.
    """
    found: dict[str, Record] = {}
    for record in forms:
        if isinstance(record.front, TicketForm) and asks_for_requests(record):
            links = [resolve_link("", link) for link in named_confirmations(record.front)]
            named = [form for path in links if path for form in (path, *source_forms(path))]
            for uri in (*named, confirmation_uri(record.uri)):
                if uri in published and uri != record.uri:
                    found.setdefault(uri, record)
    return found
