"""Links of a rendered page, mended: raw HTML, fragments of other hosts, addresses of an older help centre."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, unquote, urljoin, urlsplit

from kbgen.content.anchors import find_anchor
from kbgen.content.links import find_former, resolve_link
from kbgen.pages.knowledge_base import KnowledgeBase
from kbgen.pages.links import relative_url

_TAG = re.compile(r"<(?:a|img|source|video|audio)\s[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"""\s(?P<name>href|src)=(?P<quote>["'])(?P<address>[^"'<>]*)(?P=quote)""")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\?")


@dataclass(frozen=True)
class _Page:
    kb: KnowledgeBase
    uri: str
    url: str
    former_urls: Sequence[str]


def mend_links(html: str, uri: str, kb: KnowledgeBase, former_urls: Sequence[str]) -> str:
    """Return the HTML of a page with links that MkDocs leaves as they are made to land.

    - Paths in raw HTML are relative to the file, as in Markdown links, not to the published page.
    - A fragment leads to the id that the writer meant, as `find_anchor` understands it.
    - An address of the help centre that this content comes from leads to the page here.
    - The way back from a footnote that nothing refers to is no link.
    """
    page = _Page(kb, uri, kb.urls.by_uri.get(uri, ""), former_urls)
    return _TAG.sub(lambda tag: _ADDRESS.sub(lambda match: _mend(page, match), tag[0]), html)


def addresses(html: str, former_urls: Sequence[str]) -> list[str]:
    """Return those addresses in the HTML of a page that `mend_links` may change, each once, in order."""
    found = (unescape(match["address"]) for tag in _TAG.finditer(html) for match in _ADDRESS.finditer(tag[0]))
    prefixes = tuple(former_urls)
    return list(dict.fromkeys(each for each in found if not _SCHEME.match(each) or each.startswith(prefixes)))


def mend_address(address: str, uri: str, kb: KnowledgeBase, former_urls: Sequence[str]) -> str | None:
    """Return what an address in a page has to be; None where its attribute has to go."""
    return _mended(_Page(kb, uri, kb.urls.by_uri.get(uri, ""), former_urls), address)


def _mend(page: _Page, match: re.Match[str]) -> str:
    address = unescape(match["address"])
    mended = _mended(page, address)
    if mended is None:
        return ""
    return match[0] if unquote(mended) == unquote(address) else f' {match["name"]}="{escape(mended)}"'


def _mended(page: _Page, address: str) -> str | None:
    if _SCHEME.match(address):
        former = find_former(address, page.former_urls, page.kb.catalog.page)
        return _relative(page, page.kb.urls.by_uri[former]) if former else address
    path, hash_sign, fragment = address.partition("#")
    path = _mend_path(page, path)
    meant = _mend_fragment(page, path, unquote(fragment)) if fragment else ""
    if meant is None and fragment.startswith("fnref"):
        return None
    tail = hash_sign + quote(meant or unquote(fragment), safe="/:@!$&'()*+,;=?") if fragment else ""
    return path + tail


def _mend_path(page: _Page, path: str) -> str:
    """Return a path that lands: as it is, or as it is meant in the file that the page was made of."""
    if path.startswith("/") and page.kb.is_published(path[1:]):
        return _relative(page, path[1:])
    if not path or (not path.startswith("/") and page.kb.is_published(_absolute(page, path))):
        return path
    meant = resolve_link(page.uri, path) or ""
    if meant in page.kb.catalog.assets:
        return _relative(page, quote(meant))
    url = page.kb.urls.by_uri.get(meant)
    return path if url is None else _relative(page, url)


def _mend_fragment(page: _Page, path: str, fragment: str) -> str | None:
    anchors = page.kb.anchors_at(_absolute(page, path) if path else page.url)
    return fragment if anchors is None else find_anchor(fragment, anchors)


def _absolute(page: _Page, path: str) -> str:
    """Return a path in a page as a site-relative URL."""
    joined = urlsplit(urljoin(f"https://host/{page.url}", path)).path
    return joined.lstrip("/")


def _relative(page: _Page, url: str) -> str:
    """Return a site-relative URL as the page has to write it."""
    return relative_url(url, page.url)
