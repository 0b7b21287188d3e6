"""Links between pages: where each leads, and whether it lands."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kbgen.content.anchors import find_anchor
from kbgen.content.markup import leaves_site
from kbgen.content.record import Record
from kbgen.diagnostics import Diagnostic, Severity, did_you_mean, nearest

_Problem = tuple[Severity, str, str]
"""Severity, code and message."""


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
    if leaves_site(target):
        return None
    path = unquote(urlsplit(target).path)
    if not path:
        return uri
    base = "" if path.startswith("/") else posixpath.dirname(uri)
    return posixpath.normpath(posixpath.join(base, path.lstrip("/")))


def find_former(target: str, former_urls: Sequence[str], page: Callable[[str], Record | None]) -> str | None:
    """Return the path of the page that an address of an older help centre means, None where it is another.

    Help centres put an article's id into its address, often with the title behind it:
    `https://help.example.com/articles/360016420100-Driver-missing`.
    """
    for prefix in former_urls:
        if target.startswith(prefix):
            name = re.split(r"[/?#]", target[len(prefix) :].lstrip("/"), maxsplit=1)[0]
            record = page(name) or page(name.split("-", 1)[0])
            return record.uri if record else None
    return None


def check_links(record: Record, targets: Targets) -> Iterator[Diagnostic]:
    """Check every link and picture of a page; those that leave the site are not looked at."""
    for link in record.links:
        problem = check_target(record.uri, link.target, targets, image=link.image)
        if problem is not None:
            severity, code, message = problem
            yield Diagnostic(record.source.path, link.line, link.column, severity, code, message)


def check_target(uri: str, target: str, targets: Targets, *, image: bool = False) -> _Problem | None:
    """Return severity, code and message of what is wrong with a link in a page, None if nothing is."""
    path = resolve_link(uri, target)
    if path is None:
        return None
    if path == ".." or path.startswith("../"):
        remedy = "move the file into it or write a full URL"
        message = f"the link '{target}' leads out of the content folder; {remedy}"
        return "error", "link-outside", message
    page = _find_page(path, targets)
    if page is not None:
        return _check_anchor(target, page, targets)
    if path in targets.assets or path == ".":
        return None
    return _missing(target, path, targets, image=image)


def published_address(uri: str) -> str:
    """Return the address of a page without slashes around it: `faq` for `faq.md` and for `faq/index.md`."""
    stem = uri.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    return folder if name in {"index", "README"} else stem


def source_forms(address: str) -> tuple[str, ...]:
    """Return the files that are published at an address: `faq.md`, `faq/index.md`, `faq/README.md`."""
    forms = (f"{address}.md", f"{address}/index.md", f"{address}/README.md")
    return forms if address else ("index.md", "README.md")


def _find_page(path: str, targets: Targets) -> str | None:
    """Return the page of `faq/paper.md`, and of its published forms `faq/paper/` and `faq/`."""
    forms = (path,) if path.endswith(".md") else (path, *source_forms("" if path == "." else path))
    return next((form for form in forms if form in targets.pages), None)


def _check_anchor(target: str, page: str, targets: Targets) -> _Problem | None:
    anchor = unquote(urlsplit(target).fragment)
    anchors = targets.anchors(page) if anchor not in {"", "top"} else None
    if anchors is None or find_anchor(anchor, anchors) is not None:
        return None
    return "error", "dead-anchor", f"'{page}' has no id '{anchor}'{did_you_mean(anchor, anchors)}"


def _missing(target: str, path: str, targets: Targets, *, image: bool) -> _Problem:
    if target.startswith("/") and not path.endswith(".md"):
        message = (
            f"'{target}' names nothing in the content folder; "
            "write the full URL if it leads elsewhere on the web host"
        )
        return "warning", "dead-link", message
    what = "picture" if image else "page" if path.endswith(".md") else "file"
    match = _nearest_path(path, targets.pages if path.endswith(".md") else targets.assets)
    hint = f"; did you mean '{match}'?" if match else f"; correct the path or add the {what}"
    return "error", "dead-link", f"the {what} '{path}' does not exist{hint}"


def _nearest_path(path: str, choices: Collection[str]) -> str | None:
    """Return the one file of the same name elsewhere, or one of a similar name in the same folder."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    moved = [known for known in choices if known.endswith(f"/{name}") or known == name]
    if len(moved) == 1:
        return moved[0]
    beside = [
        posixpath.basename(known).removesuffix(ending)
        for known in choices
        if posixpath.dirname(known) == folder
    ]
    match = nearest(stem, (known for known in beside if known != "index"))
    return posixpath.join(folder, match + ending) if match else None
