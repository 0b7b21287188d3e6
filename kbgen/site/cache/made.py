"""What each page is made from, as digests: a page whose digests are those of a former build need not be made.

Every input of a page is in one of its parts, and each part has a name that `--explain-rebuild` can tell.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mkdocs.structure.pages import _RelativePathTreeprocessor

from kbgen.content.quoted_specs import fill_quoted_specs
from kbgen.pages.context import page_context
from kbgen.pages.mending import mend_address
from kbgen.pages.moved import former_links
from kbgen.pages.outline import unmarked
from kbgen.pages.surroundings import surroundings
from kbgen.site.cache.digests import NoDigestError, digest
from kbgen.site.cache.inputs import markdown_digest, site_digest, unknown_extensions
from kbgen.site.converter import WRITTEN
from kbgen.site.frame import has_own_templates
from kbgen.site.rendered import collect

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from kbgen.pages.knowledge_base import KnowledgeBase
    from kbgen.site.cache.kept import Parts
    from kbgen.site.knowledge_base import Content
    from kbgen.site.reading import PageFile


@dataclass(frozen=True)
class Making:
    """Tells what pages are made from.

    Attributes:
        kb: The knowledge base.
        markdown: Digest of how Markdown is converted.
        site: Digest of the configuration and templates.
        top: Digest of the top of the navigation.
        files: Path of a page → digest of its file.
        former_urls: As in the configuration.
        address: Gives where a Markdown link in a page leads, as MkDocs has it.
    """

    kb: KnowledgeBase
    markdown: str
    site: str
    top: str
    files: Mapping[str, str]
    former_urls: tuple[str, ...]
    address: Callable[[str, str], str]
    landing: str
    """Digest of all that links can lead to."""
    _lists: dict[tuple[object, ...], str] = field(default_factory=dict)

    def text(self, uri: str) -> str:
        """Return the digest of what the text of a page is made from: its file, and values that it quotes."""
        record = self.kb.catalog.records.get(uri)
        if record is None:
            return digest(self.markdown)
        questions = [question.id for question in self.kb.catalog.questions.get(uri, ())]
        quoted = fill_quoted_specs(record.source.body, self.kb.catalog.sheets) if record.quotes_specs else ""
        return digest(self.markdown, self.files[uri], record.type, questions, quoted)

    def found(self, uri: str, text: str) -> str:
        """Return the digest of what the search takes from a page, given that of its text."""
        page = collect(uri, "", self.kb)
        return digest(text, page)

    def links(self, uri: str, addresses: Iterable[str]) -> str:
        """Return a digest of where the links of a page lead, given as `Text.addresses` gives them."""
        return digest([self._landing(uri, address) for address in addresses])

    def key(self, uri: str, text: str, links: str) -> str:
        """Return a digest of all that a page is made from, given those of its text and its links."""
        return digest(self._inputs(uri, text, links))

    def parts(self, uri: str, text: str, links: str) -> Parts:
        """Return a digest of each of the things that `key` is made of."""
        return {name: digest(value) for name, value in self._inputs(uri, text, links).items()}

    def _inputs(self, uri: str, text: str, links: str) -> dict[str, Any]:
        """Return all that a page is made from, by the names that `reasons` knows."""
        view: dict[str, Any] = {**page_context(self.kb, uri), **surroundings(self.kb, uri, "")}
        return {
            "text": text,
            "links": links,
            "former ids": former_links(self.kb, uri),
            "navigation": self._navigation(uri),
            "site": self.site,
            **{f"kb.{name}": value for name, value in view.items()},
        }

    def _navigation(self, uri: str) -> tuple[str, int]:
        """Return a digest of what the navigation of a page lists, and which of that is the page."""
        outline = self.kb.outline
        alike, own = outline.place(uri)
        if alike not in self._lists:
            self._lists[alike] = digest(unmarked(outline.navigation(uri)), self.top)
        return self._lists[alike], own

    def _landing(self, uri: str, address: str) -> str | None:
        """Return where a link in the finished page leads."""
        written = address.removeprefix(WRITTEN)
        now = written if written == address else self.address(uri, written)
        return mend_address(now, uri, self.kb, self.former_urls)


def making_of(  # noqa: PLR0917 - all that pages are made from
    config: MkDocsConfig,
    former_urls: Sequence[str],
    files: Files,
    kb: KnowledgeBase,
    content: Content,
    read: Mapping[str, PageFile],
) -> tuple[Making, str]:
    """Return what tells what pages are made from, and a digest of what all of them see."""
    markdown, site = _digests(config)
    making = Making(
        kb,
        markdown,
        site,
        digest(kb.outline.navigation("")),
        {uri: file.digest for uri, file in read.items()},
        tuple(former_urls),
        lambda uri, link: _address(config, files, uri, link),
        digest([(uri, file.places) for uri, file in read.items()], kb.urls.by_uri, content.catalog.assets),
    )
    outward = [(uri, file.outward) for uri, file in read.items()]
    plan = digest(
        site, markdown, outward, content.data, content.catalog.assets, list(content.generated.values())
    )
    return making, plan


def _address(config: MkDocsConfig, files: Files, uri: str, link: str) -> str:
    file = files.get_file_from_path(uri)
    return link if file is None else _RelativePathTreeprocessor(file, files, config).path_to_url(link)


def _digests(config: MkDocsConfig) -> tuple[str, str]:
    """Return the digests of how Markdown is converted and of the site; new ones where they cannot be told."""
    try:
        site = "" if has_own_templates(config) else site_digest(config)
        markdown = "" if unknown_extensions(config) else markdown_digest(config)
    except NoDigestError:
        site = markdown = ""
    return markdown or uuid.uuid4().hex, site or uuid.uuid4().hex
