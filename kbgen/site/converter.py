"""Converts the Markdown of pages: with few converters, and in two steps.

Making a converter for each page would cost a fifth of its time. The first step is the text alone: its result
depends on nothing but the page, and can be kept. The second one puts in where links lead, which depends on
what other pages there are.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

import markdown
from markdown.serializers import _escape_attrib_html  # type: ignore[attr-defined]
from markdown.util import STX

# MkDocs 1.x gets no more features, and pyproject.toml fences off 2.x: these names will not move.
from mkdocs.structure.pages import (
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from kbgen.content.markup import leaves_site
from kbgen.pages.mending import addresses

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_LINK = re.compile("\0([0-9]+)\0")
"""Stands for a link while a text is converted: no text has this character."""

WRITTEN = "\0"
"""Stands before an address of the Markdown, which MkDocs resolves; others are as they stand in the HTML."""


@dataclass(frozen=True)
class Text:
    """The text of a page, converted, with marks where its links are.

    Attributes:
        html: The text.
        links: Where links and pictures of the Markdown lead, as they are written; a mark is a place in here.
        toc: Headings, as the toc extension has them.
        title: The text of its first heading of level 1.
        anchors: Ids and names in it.
    """

    html: str
    links: tuple[str, ...] = ()
    toc: list[dict[str, Any]] = field(default_factory=list)
    title: str | None = None
    anchors: tuple[str, ...] = ()

    def addresses(self, former_urls: Sequence[str]) -> list[str]:
        """Return where its links lead: those of the Markdown, as they are written, then those in raw HTML."""
        written = [f"{WRITTEN}{link}" for link in dict.fromkeys(self.links)]
        raw = (address for address in addresses(self.html, former_urls) if not _LINK.fullmatch(address))
        return [*written, *raw]

    def as_data(self) -> list[Any]:
        """Return what `from_data` makes the same text of, as JSON has it."""
        return [self.html, self.links, self.toc, self.title, self.anchors]

    @classmethod
    def from_data(cls, data: list[Any]) -> Text:
        """Return the text that `as_data` told of."""
        html, links, toc, title, anchors = data
        return cls(html, tuple(links), toc, title, tuple(anchors))

    def with_links(self, address: Callable[[str], str]) -> str:
        """Return the HTML with its links; `address` gives what stands in the page for what is written."""
        found = [_escape_attrib_html(address(link)) for link in self.links]
        return _LINK.sub(lambda mark: found[int(mark[1])], self.html)


def pack_text(text: Text) -> bytes:
    """Return a text as bytes, a third of its size."""
    return zlib.compress(json.dumps(text.as_data(), separators=(",", ":")).encode(), 1)


class Texts(Mapping[str, Text]):
    """Texts by the paths of their pages, unpacked when somebody asks."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        """Take texts as `pack_text` has packed them."""
        self.packed = packed

    def __getitem__(self, uri: str) -> Text:
        """Unpack a text."""
        return Text.from_data(json.loads(zlib.decompress(self.packed[uri])))

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self.packed)

    def __len__(self) -> int:
        """Count the texts."""
        return len(self.packed)


def _headings(tokens: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return of the toc extension's tokens what MkDocs takes."""
    return [
        {**{name: each[name] for name in ("level", "id", "name")}, "children": _headings(each["children"])}
        for each in tokens
    ]


class _MarkLinks(_RelativePathTreeprocessor):
    """Stands where MkDocs resolves links, and puts marks in their place."""

    def __init__(self) -> None:
        self.links: list[str] = []

    def run(self, root: Element) -> Element:
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag, "")
            link = element.get(name, "")
            if link and STX not in link and not leaves_site(link):
                self.links.append(link)
                element.set(name, f"\0{len(self.links) - 1}\0")
        return root


@dataclass
class Converter:
    """Converts pages as `mkdocs.structure.pages.Page.render` does, with one converter for each page type.

    Attributes:
        kept: Path of a page → its text, where it is known from a former build.
    """

    kept: Texts = field(default_factory=lambda: Texts({}))
    _by_type: dict[str, markdown.Markdown] = field(default_factory=dict)

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Convert a page's Markdown, and set what MkDocs takes from that on the page."""
        text = self.kept.get(page.file.src_uri) or self.convert(page.markdown or "", config)
        page.content = text.with_links(_RelativePathTreeprocessor(page.file, files, config).path_to_url)
        page.toc = get_toc(text.toc)  # type: ignore[arg-type]
        page._title_from_render = text.title  # noqa: SLF001 - as Page.render sets it
        page.present_anchor_ids = set(text.anchors)

    def convert(self, text: str, config: MkDocsConfig) -> Text:
        """Convert Markdown; `config` says of which type the page is."""
        md = self._converter(config)
        raw, title, links = _RawHTMLPreprocessor(), _ExtractTitleTreeprocessor(), _MarkLinks()
        anchors = _ExtractAnchorsTreeprocessor(None, None, config)  # type: ignore[arg-type]
        for processor in (raw, anchors, links, title):
            processor._register(md)  # noqa: SLF001 - takes the place of the one for the page before
        html = md.convert(text)
        ids = sorted(filter(None, anchors.present_anchor_ids | raw.present_anchor_ids))
        return Text(
            html, tuple(links.links), _headings(getattr(md, "toc_tokens", [])), title.title, tuple(ids)
        )

    def _converter(self, config: MkDocsConfig) -> markdown.Markdown:
        """Return the converter of a page's type; an FAQ has one of its own, which knows its questions."""
        structure = config.mdx_configs["kbgen.pages.structure"]
        page_type = structure["type"]
        if page_type in self._by_type and not structure["questions"]:
            return self._by_type[page_type].reset()
        md = markdown.Markdown(
            extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {}
        )
        if not structure["questions"]:
            self._by_type[page_type] = md
        return md
