"""What stays at former addresses: pages that lead on, rules for hosts, former ids beside the new ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

from kbgen.content.addresses import Address
from kbgen.content.published import render_published
from kbgen.content.redirects import Moved
from kbgen.pages.knowledge_base import KnowledgeBase
from kbgen.pages.links import relative_url

RULES = "_redirects"
INVENTORY = "inventory.txt"
_FRAGMENT = "/:@!$&'()*+,;=?"
_HOLDS_OTHERS = {"div", "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dd"}


def redirect_files(kb: KnowledgeBase, render: Callable[..., str]) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files that lead on, and of the inventory.

    Args:
        kb: The knowledge base.
        render: Renders the template of a page that has moved.
    """
    yield INVENTORY, render_published(kb.inventory, kb.redirects)
    pages = {old: moved for old, moved in sorted(kb.redirects.moved.items()) if _is_page(kb, old)}
    for old, moved in pages.items():
        path = old.path + "index.html" if old.path.endswith("/") else old.path
        yield path, render(moved=_stub(kb, old, moved))
    if pages and RULES not in kb.catalog.assets:
        base = urlsplit(kb.site.url).path.rstrip("/") + "/"
        rules = (f"{base}{quote(old.path)} {_rule_target(kb, base, to)} 301\n" for old, to in pages.items())
        yield RULES, "".join(rules)


def _is_page(kb: KnowledgeBase, old: Address) -> bool:
    return not old.id and old.path not in kb.inventory.pages


def _rule_target(kb: KnowledgeBase, base: str, moved: Moved) -> str:
    return moved.url or base + _url(kb, moved)


def _url(kb: KnowledgeBase, moved: Moved) -> str:
    """Return where something is now, site-relative; empty for the home page."""
    fragment = f"#{quote(moved.id, safe=_FRAGMENT)}" if moved.id else ""
    return kb.urls.by_uri.get(moved.uri, "") + fragment


def _link(kb: KnowledgeBase, moved: Moved, page: str) -> str:
    """Return where something is now as a page has to write it."""
    if moved.url:
        return moved.url
    url, hash_sign, fragment = _url(kb, moved).partition("#")
    return relative_url(url, page) + hash_sign + fragment


def _title(kb: KnowledgeBase, moved: Moved) -> str:
    """Return what a reader finds there: a question or step by its own words, else the page's title."""
    record = kb.catalog.records.get(moved.uri)
    if record is None:
        return kb.generated[moved.uri].title if moved.uri in kb.generated else moved.url
    named = (heading.text for heading in record.headings if moved.id and heading.id == moved.id)
    return next(named, record.title)


def _stub(kb: KnowledgeBase, old: Address, moved: Moved) -> dict[str, Any]:
    """Return what the template of a page that has moved shows."""
    page = quote(old.path)
    ids = {
        former.id: _link(kb, to, page)
        for former, to in sorted(kb.redirects.moved.items())
        if former.id and former.path == old.path
    }
    to = _link(kb, moved, page)
    canonical = moved.url or (kb.site.url + _url(kb, moved).partition("#")[0] if kb.site.url else "")
    return {
        "to": to,
        "title": _title(kb, moved),
        "canonical": canonical,
        "site": kb.site.name,
        "language": kb.site.language,
        "data": script_data({"to": to, "ids": ids}),
    }


def script_data(data: Any) -> str:
    """Return JSON that may stand inside `<script>`: nothing in it ends the element or starts a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def former_links(kb: KnowledgeBase, uri: str) -> list[tuple[str, str, str, str]]:
    """Return the former ids in a page, each with the id, link and title of what it stands for now."""
    url = kb.urls.by_uri.get(uri, "")
    return [
        (old, moved.id if moved.uri == uri else "", _link(kb, moved, url), _title(kb, moved))
        for old, moved in kb.former_ids.get(uri, ())
    ]


def place_former_ids(html: str, uri: str, kb: KnowledgeBase) -> str:
    """Return the HTML of a page with its former ids, where their links have to arrive.

    What has moved inside the page gets the old id beside the new one, so that no script is needed.
    What is on another page now leaves a note, which is shown to those who come by the old link.
    """
    for old, moved in kb.former_ids.get(uri, ()):
        if moved.uri == uri:
            html = _beside(html, old, moved.id)
        else:
            html += _note(kb, uri, old, moved)
    return html


def _beside(html: str, old: str, new: str) -> str:
    mark = f'<span class="kb-former" id="{escape(old)}"></span>'
    found = (
        re.search(rf'<([a-z][a-z0-9-]*)\b[^<>]*\sid="{re.escape(escape(new))}"[^<>]*>', html) if new else None
    )
    if found is None:
        return mark + html
    at = found.end() if found[1] in _HOLDS_OTHERS else found.start()
    return html[:at] + mark + html[at:]


def _note(kb: KnowledgeBase, uri: str, old: str, moved: Moved) -> str:
    link = (
        f'<a href="{escape(_link(kb, moved, kb.urls.by_uri.get(uri, "")))}">{escape(_title(kb, moved))}</a>'
    )
    return f'\n<p class="kb-moved" id="{escape(old)}">This has moved to another page: {link}</p>'
