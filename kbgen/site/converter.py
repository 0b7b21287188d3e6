"""Converts the Markdown of all pages with few converters: making one for a page costs a fifth of its time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import markdown

# MkDocs 1.x gets no more features, and pyproject.toml fences off 2.x: these names will not move.
from mkdocs.structure.pages import (
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.plugins.kbgen")


class Converter:
    """Converts pages as `mkdocs.structure.pages.Page.render` does, with one converter for each page type."""

    def __init__(self) -> None:
        """Begin without converters: each is made when its first page comes."""
        self._by_type: dict[str, markdown.Markdown] = {}

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Convert a page's Markdown, and set what MkDocs takes from that on the page."""
        md = self._converter(config)
        raw, title = _RawHTMLPreprocessor(), _ExtractTitleTreeprocessor()
        anchors = _ExtractAnchorsTreeprocessor(page.file, files, config)
        links = _RelativePathTreeprocessor(page.file, files, config)
        for processor in (raw, anchors, links, title):
            processor._register(md)  # noqa: SLF001 - takes the place of the one for the page before
        page.content = md.convert(page.markdown or "")
        page.toc = get_toc(getattr(md, "toc_tokens", []))
        page._title_from_render = title.title  # noqa: SLF001 - as Page.render sets it
        page.present_anchor_ids = anchors.present_anchor_ids | raw.present_anchor_ids
        if log.getEffectiveLevel() > logging.DEBUG:
            page.links_to_anchors = links.links_to_anchors

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
