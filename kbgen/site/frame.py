"""What pages share, rendered once for all of them: the ends of head and body, header, footer, navigation.

Relative addresses make the same header another text at every depth of folders. So the frame is rendered for
a page that stands in for all pages of a depth, and the navigation for one that stands in for all of a folder:
an address that is right for the one is right for each of the others. `main.html` prints `cut` between parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_relative_url, normalize_url

from kbgen.pages.outline import Outline

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

CUT = "\x02cut\x03"
_TITLE, _REQUEST = "\x02title\x03", "#\x02request\x03"
_BLOCKS = ("styles", "libs", "header", "footer", "config", "scripts")
"""The blocks of main.html that are cut out, in the order in which they stand there."""

_NOBODY = "\x02nobody\x03"
"""What no page and no folder is called."""
_ASKED = ("request_url", "sent")
"""What the cut blocks only ask whether a page has it, besides facts about it and warnings."""

SITE_WIDE = {"js/site.js": "kb/site-script.html", "css/site.css": "kb/site-styles.html"}
"""Files that all pages of a site share, and the templates that they are rendered from."""
_INDENT = re.compile(r"\n\s+")

Render = Callable[[str, Any, Mapping[str, Any]], str]
"""Renders a template, by name, for a page; gets what its context has besides MkDocs' own."""


def may_share(config: MkDocsConfig) -> bool:
    """Say whether pages may share a frame: not where the site's own templates may put anything in it."""
    own = config.theme.custom_dir
    return not own or not any(
        Path(own, name).exists() for name in ("main.html", "base.html", "partials", "kb")
    )


def has_own_templates(config: MkDocsConfig) -> bool:
    """Say whether a site has templates of its own: they may show anything of any page."""
    own = config.theme.custom_dir
    return bool(config.extra_templates) or (own is not None and any(Path(own).rglob("*.html")))


@dataclass(frozen=True)
class Frames:
    """The frames of a site's pages, each made when the first page asks for it.

    Attributes:
        render: Renders a template.
        outline: What the navigation shows.
        shared: Whether pages share their frames; else templates get what they make them of.
    """

    render: Render
    outline: Outline
    shared: bool = True
    _frames: dict[tuple[object, ...], dict[str, str]] = field(default_factory=dict)
    _lists: dict[tuple[object, ...], list[str]] = field(default_factory=dict)

    def of(self, page: Any, uri: str, view: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a page's `kb` object has of its frame; `view` is the rest of it."""
        if not self.shared:
            return {"nav": self.outline.navigation(uri)}
        frame, navigation = self._frame(page, view), self._navigation(page, uri, view)
        return {"nav": self._top, "frame": frame, "navigation": navigation}

    def unindented(self, html: str) -> str:
        """Return a page without indents and blank lines around its article, where our templates wrote it."""
        head, start, rest = html.partition("<article ")
        article, end, foot = rest.rpartition("</article>")
        if not self.shared or not end:
            return html
        return "".join((_INDENT.sub("\n", head), start, article, end, _INDENT.sub("\n", foot)))

    @cached_property
    def _top(self) -> list[dict[str, Any]]:
        return self.outline.navigation("")

    def _frame(self, page: Any, view: Mapping[str, Any]) -> dict[str, str]:
        """Return the parts of a page's frame by the name of their block.

        What the cut blocks ask of `kb` has to be in the key and in `_cut_out`: nothing else is there.
        """
        about = view["about"]
        warned = bool(about and about["known_issues"])
        base = get_relative_url(".", page.url)
        asked = [bool(view[name]) for name in _ASKED]
        key = (base, view["type"], bool(about), warned, *asked)
        if key not in self._frames:
            self._frames[key] = self._cut_out(base, view)
        parts = self._frames[key]
        request = escape(normalize_url(view["request_url"], page)) if view["request_url"] else ""
        header = parts["header"].replace(_TITLE, page.meta["title"]).replace(_REQUEST, request)
        return {**parts, "header": header}

    def _cut_out(self, base: str, view: Mapping[str, Any]) -> dict[str, str]:
        kb = {
            "type": view["type"],
            "about": view["about"],
            "nav": self._top,
            "request_url": _REQUEST if view["request_url"] else "",
            "sent": bool(view["sent"]),
            **{name: view[name] for name in ("form_url", "search_url", "a_to_z_url")},
        }
        text = self.render("main.html", _stand_in(f"{_NOBODY}/" * base.count("..")), {"kb": kb, "cut": CUT})
        return dict(zip(_BLOCKS, text.split(CUT)[1::2], strict=True))

    def _navigation(self, page: Any, uri: str, view: Mapping[str, Any]) -> dict[str, Any]:
        """Return the navigation of a page: what is before its own item there, that, and what follows."""
        path = self.outline.path(uri)
        items = self.outline.navigation(uri)
        if not path or path[-1].children:
            return {"before": self._list(page, items, view), "item": {}, "after": ""}
        siblings = _siblings(items)
        at = next(index for index, item in enumerate(siblings) if item["active"])
        place = _beside(page.url)
        key = (place, *(node.url for node in path[:-1]), len(path), siblings[0]["url"])
        own = dict(siblings[at])
        if key not in self._lists:
            for item in siblings:
                item.update(active=False, cut=True)
            self._lists[key] = self._list(_stand_in(place), items, view).split(CUT)
        parts = self._lists[key]
        return {"before": "".join(parts[: at + 1]), "item": own, "after": "".join(parts[at + 2 :])}

    def _list(self, page: Any, items: list[dict[str, Any]], view: Mapping[str, Any]) -> str:
        kb = {"nav": items, "a_to_z_url": view["a_to_z_url"]}
        return self.render("kb/navigation-list.html", page, {"kb": kb, "cut": CUT})


def _stand_in(url: str) -> Any:
    return SimpleNamespace(url=url, title=_TITLE, meta={"title": _TITLE}, toc=[], content="")


def _beside(url: str) -> str:
    """Return the address of no page, in the folder of a page; the home page has none beside it."""
    folder, slash, _ = url.rstrip("/").rpartition("/")
    if not url:
        return ""
    return f"{folder}{slash}{_NOBODY}" + ("/" if url.endswith("/") else ".html")


def _siblings(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the items of the level where a page stands."""
    for item in items:
        if item["active"]:
            return items
        if item["open"]:
            return _siblings(item["children"])
    return items
