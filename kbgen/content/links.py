"""Links between pages: where each leads, and whether it lands."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kbgen.content.markup import Link, find_links
from kbgen.content.record import Record
from kbgen.diagnostics import Diagnostic, did_you_mean, nearest

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True)
class Targets:
    """Everything that a link may lead to.

    Attributes:
        pages: Paths of the pages, generated ones included.
        assets: Paths of the other published files.
        anchors: Returns the ids in a page, or None where they are not known.
    """

    pages: Collection[str]
    assets: Collection[str]
    anchors: Callable[[str], Collection[str] | None]


def resolve_link(uri: str, target: str) -> str | None:
    """Return the path that a link in `uri` leads to, None where it leaves the site.

    A path that starts with `..` leads out of the content folder.
    """
    if _SCHEME.match(target):
        return None
    path = unquote(urlsplit(target).path)
    if not path:
        return uri
    base = "" if path.startswith("/") else posixpath.dirname(uri)
    return posixpath.normpath(posixpath.join(base, path.lstrip("/")))


def check_links(record: Record, targets: Targets) -> Iterator[Diagnostic]:
    """Check every link and picture of a page; those that leave the site are not looked at."""
    for link in find_links(record.source.body, record.source.body_line):
        problem = _check_link(record.uri, link, targets)
        if problem is not None:
            severity, code, message = problem
            yield Diagnostic(record.source.path, link.line, link.column, severity, code, message)


def _check_link(uri: str, link: Link, targets: Targets) -> tuple | None:  # type: ignore[type-arg]
    path = resolve_link(uri, link.target)
    if path is None:
        return None
    if path == ".." or path.startswith("../"):
        message = f"the link '{link.target}' leads out of the content folder; move the file into it or write a full URL"
        return "error", "link-outside", message
    page = _find_page(path, targets)
    if page is not None:
        return _check_anchor(link, page, targets)
    if path in targets.assets or path == ".":
        return None
    return _missing(link, path, targets)


def _find_page(path: str, targets: Targets) -> str | None:
    """Return the page of `faq/paper.md`, and of its published forms `faq/paper/` and `faq/`."""
    forms = (path, f"{path}.md", f"{path}/index.md") if not path.endswith(".md") else (path,)
    return next((form for form in forms if form in targets.pages), None)


def _check_anchor(link: Link, page: str, targets: Targets) -> tuple | None:  # type: ignore[type-arg]
    anchor = unquote(urlsplit(link.target).fragment)
    anchors = targets.anchors(page) if anchor else None
    if anchors is None or anchor in anchors:
        return None
    return "error", "dead-anchor", f"'{page}' has no id '{anchor}'{did_you_mean(anchor, anchors)}"


def _missing(link: Link, path: str, targets: Targets) -> tuple | None:  # type: ignore[type-arg]
    what = "picture" if link.image else "page"
    if link.target.startswith("/") and not path.endswith(".md"):
        message = (
            f"'{link.target}' names nothing in the content folder; "
            "write the full URL if it leads elsewhere on the web host"
        )
        return "warning", "dead-link", message
    choices = [*targets.pages, *targets.assets]
    same_name = [known for known in choices if posixpath.basename(known) == posixpath.basename(path)]
    match = same_name[0] if len(same_name) == 1 else nearest(path, choices) if len(choices) < _MANY else None
    hint = f"; did you mean '{match}'?" if match else "; correct the path or write the page"
    return "error", "dead-link", f"the {what} '{path}' does not exist{hint}"


_MANY = 2000
"""Paths from which a nearest one is not looked for: it would take longer than the build."""
