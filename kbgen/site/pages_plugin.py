"""What the driver of a build asks of our plugin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from kbgen.content.catalog import Catalog
    from kbgen.content.record import Record
    from kbgen.pages.knowledge_base import KnowledgeBase
    from kbgen.search.documents import Document
    from kbgen.search.memo import Memo
    from kbgen.site.cache.made import Making
    from kbgen.site.checking import Checking
    from kbgen.site.configuration import KbgenConfig
    from kbgen.site.converter import Converter, Text
    from kbgen.site.reading import PageReader


class PagesPlugin(Protocol):
    """What the driver asks of our plugin."""

    documents: dict[str, list[Document]]
    """Path → what the search index takes from the page."""
    kb: KnowledgeBase
    converter: Converter
    read: PageReader | None
    config: KbgenConfig
    catalog: Catalog
    """What was read last."""
    drafts: bool
    """Whether the site is only looked at, with pages that are not published yet."""
    checking: Checking
    """Finds out what is wrong with the content."""
    memo: Memo | None
    """What is known of words."""
    related: Mapping[str, list[str]]
    """Path → the pages that are most like the page, as the search index has found them."""

    find_related: Callable[[], Mapping[str, list[str]]]
    """Waits for these, where the index was built."""

    def check(self) -> None:
        """Find out what is wrong with the content, and tell."""

    def begin_writing(self, env: Environment, config: MkDocsConfig, related: Mapping[str, list[str]]) -> None:
        """Make ready to write pages, given what the index tells of them."""

    def making(self, config: MkDocsConfig, files: Files) -> tuple[Making, str]:
        """Return what tells what pages are made from, and a digest of what all of them see."""

    def introduce(self, page: Page, config: MkDocsConfig) -> None:
        """Set on a page that is not written yet what templates for other pages see of it."""

    def convert(self, uri: str, config: MkDocsConfig) -> Text:
        """Convert the text of a page by itself."""

    def revise(self, record: Record) -> None:
        """Take a page as it is written now; what follows from reading all pages together stays."""

    def documents_of(self, uri: str, html: str) -> list[Document]:
        """Return what the search index takes from a page."""

    def size_of(self, uri: str) -> int:
        """Return how long the text of a page is, in characters."""

    def report(self, stage: str, count: int = 1) -> None:
        """Count pages as done."""
