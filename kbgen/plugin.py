"""The MkDocs plugin: a few lines for each event."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File

from kbgen.content.catalog import read_pages
from kbgen.content.checked import Checked
from kbgen.content.quoted_specs import fill_quoted_specs
from kbgen.diagnostics import Diagnostic, abridge
from kbgen.pages.context import page_context
from kbgen.pages.mending import mend_links
from kbgen.pages.moved import place_former_ids
from kbgen.pages.surroundings import surroundings
from kbgen.search.documents import page_documents
from kbgen.search.index import index_documents
from kbgen.search.memo import Memo
from kbgen.search.related import related_pages
from kbgen.site import configuration, form_policies, navigation, rendered
from kbgen.site.beside import beside
from kbgen.site.build import IndexReadyError, Progress
from kbgen.site.cache.made import Making, making_of
from kbgen.site.checking import Checking
from kbgen.site.converter import Converter, Text, Texts
from kbgen.site.frame import Frames, Render, has_own_templates, may_share
from kbgen.site.index_store import content_key, store_index
from kbgen.site.knowledge_base import Content
from kbgen.site.loops import mirror_without_loops
from kbgen.site.made_files import made_files
from kbgen.site.specs import spec_data
from kbgen.site.templates import set_up
from kbgen.tickets.choices import choices_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from kbgen.content.catalog import Catalog
    from kbgen.content.record import Record
    from kbgen.search.documents import Document
    from kbgen.site.reading import PageReader

log = get_plugin_logger("kbgen")


class KbgenPlugin(BasePlugin[configuration.KbgenConfig]):  # type: ignore[no-untyped-call]
    """Turns MkDocs into a support site generator."""

    index_only = False
    progress: Progress | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    told: Collection[Diagnostic] = ()
    page_count = _done = 0
    _unchecked = False
    drafts = False
    memo: Memo | None = None
    """What is known of words, where somebody keeps it."""
    read: PageReader | None = None
    """Reads the pages, where not all is done here."""
    _mirror: TemporaryDirectory[str] | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether drafts are shown: MkDocs shows them when it serves."""
        self.drafts = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme below the site's own overrides and complete what the configuration leaves open."""
        configuration.complete(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Let MkDocs walk a mirror of the content where a link leads back into it."""
        self._folder = Path(config.docs_dir)
        self._mirror = mirror_without_loops(self._folder)
        if self._mirror is not None:
            config.docs_dir = self._mirror.name

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Read the content and add the pages that nobody writes."""
        self._name_stage("Reading and checking the content")
        checked = Checked()
        self._key = content_key(config, self._folder) if self.index_only or self.read is None else ""
        self._content: Content = configuration.load(
            config, self._folder, drafts=self.drafts, read=self.read or read_pages, checked=checked
        )
        self._unchecked = True
        self.checking = Checking(self._content, checked)
        if self.read is None:
            self.check()
        for page in self._content.generated.values():
            files.append(File.generated(config, page.uri, content="", inclusion=navigation.inclusion(page)))
        known = self._content.catalog.records.keys() | self._content.catalog.assets
        for file in [file for file in files if file.src_dir == config.docs_dir and file.src_uri not in known]:
            files.remove(file)  # data, and what lies behind a symlink loop
        self.documents: dict[str, list[Document]] = {}
        self._collects = True
        self.converter = Converter()
        self._done = 0
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Take over the navigation as an outline of titles and URLs."""
        self._nav = nav
        catalog, generated = self._content.catalog, self._content.generated
        outline = navigation.build_outline(nav, catalog, generated, sort=config.nav is None)
        self._choices = choices_of(catalog)
        self.kb = configuration.knowledge_base(
            config, self._content, outline, navigation.build_urls(files), self._choices
        )
        self.page_count = len(files.documentation_pages())
        return nav

    def on_page_read_source(self, /, *, page: Page, config: MkDocsConfig) -> str | None:
        """Hand MkDocs the body alone: front matter is ours to read, broken or not."""
        uri = page.file.src_uri
        if uri not in self._content.catalog.records:
            return None
        # MkDocs takes 'Note: x' in a first line for metadata; a blank line above stops it.
        return "\n" + ("" if uri in self.converter.kept else self._body(uri))

    def _body(self, uri: str) -> str:
        body = self._content.catalog.records[uri].source.body
        return fill_quoted_specs(body, self._content.catalog.sheets)

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Set title, template and dates, and choose the Markdown structure of the page's type."""
        has_template = partial(configuration.has_template, config)
        rendered.prepare(page, self.kb, config.site_description, has_template)
        self._choose_structure(page.file.src_uri, config)
        page.render = partial(self.converter.render, page)  # type: ignore[method-assign]
        return markdown

    def _choose_structure(self, uri: str, config: MkDocsConfig) -> None:
        """Let Markdown be converted as a page's type wants it."""
        kind = rendered.kind_of(self.kb, uri)
        ids = tuple(question.id for question in self._content.catalog.questions.get(uri, ()))
        config.mdx_configs["kbgen.pages.structure"] = {"type": kind, "questions": ids}

    def introduce(self, page: Page, config: MkDocsConfig) -> None:
        """Set on a page that is not written yet what templates for other pages see of it."""
        if not has_own_templates(config):
            page.meta = rendered.listed_values(page.file.src_uri, self.kb)
            page.update_date = rendered.NO_DATE
        else:
            has_template = partial(configuration.has_template, config)
            rendered.prepare(page, self.kb, config.site_description, has_template)

    @property
    def catalog(self) -> Catalog:
        """What was read last."""
        return self._content.catalog

    def revise(self, record: Record) -> None:
        """Take a page as it is written now; what follows from reading all pages together stays."""
        self._content = replace(self._content, catalog=self.catalog.revised(record))
        self.kb = replace(self.kb, catalog=self.catalog)
        self.converter.kept = Texts({})

    def convert(self, uri: str, config: MkDocsConfig) -> Text:
        """Convert the text of a page by itself."""
        if uri not in self._content.catalog.records:
            return Text("")
        self._choose_structure(uri, config)
        return self.converter.convert("\n" + self._body(uri), config)

    def making(self, config: MkDocsConfig, files: Files) -> tuple[Making, str]:
        """Return what tells what pages are made from, and a digest of what all of them see."""
        return making_of(
            config,
            self.config.former_urls,
            files,
            self.kb,
            self._content,
            self.read.files if self.read else {},
        )

    def documents_of(self, uri: str, html: str) -> list[Document]:
        """Return what the search index takes from a page."""
        found = rendered.collect(uri, html, self.kb)
        return page_documents(found) if found else []

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Mend links, and keep the rendered text for the search index."""
        html = mend_links(html, page.file.src_uri, self.kb, self.config.former_urls)
        if self._collects:
            self.documents[page.file.src_uri] = self.documents_of(page.file.src_uri, html)
            self.report("Converting Markdown")
        return place_former_ids(html, page.file.src_uri, self.kb)

    @event_priority(-100)  # after plugins that still change pages
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Build the search index from the rendered pages and add its export to the site."""
        set_up(env)
        self._name_stage("Building the search index")
        curation, products = self._content.curation, rendered.product_facets(self.kb)
        language = configuration.language_of(config)
        specs = spec_data(self.kb)
        listed = [each for file in files for each in self.documents.get(file.src_uri, ())]
        index = index_documents(
            listed, language, curation.synonyms, products, curation.pins, specs, self.memo
        )
        if self._key:
            store_index(config, index, self._key)
        if self.index_only:
            self.check()
            raise IndexReadyError(index)
        self.find_related = beside(partial(related_pages, index), self.read.jobs if self.read else 1)
        for name, made in made_files(config, env, self.kb, self._choices, index):
            files.append(File.generated(config, name, content=made))
        form_policies.add_headers(files, config, self._content, self.kb.urls.of)
        self.documents, self._collects = {}, False
        self._done = 0
        if self.read is None:
            self.begin_writing(env, config, self.find_related())
        return env

    def begin_writing(self, env: Environment, config: MkDocsConfig, related: Mapping[str, list[str]]) -> None:
        """Make ready to write pages, given what the index tells of them; it may have been built elsewhere."""
        set_up(env)
        self.related = related
        self.kb = replace(self.kb, related=related)
        self._frames = Frames(self._renderer(env, config), self.kb.outline, may_share(config))

    def _renderer(self, env: Environment, config: MkDocsConfig) -> Render:
        """Return how a part of a page is rendered: with what MkDocs gives every page."""

        def render(template: str, page: Any, more: Mapping[str, Any]) -> str:
            return env.get_template(template).render({**get_context(self._nav, [], config, page), **more})

        return render

    def on_template_context(self, context: Any, /, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give the pages that are no documents, such as 404, the site's own frame."""
        around = surroundings(self.kb, "", "")
        nav = self.kb.outline.navigation("")
        context["kb"] = {**page_context(self.kb, ""), **around, "nav": nav, "type": Path(template_name).stem}
        return context

    def on_page_context(self, context: Any, /, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Give the page's template its `kb` object."""
        uri = page.file.src_uri
        around = surroundings(self.kb, uri, page.content or "")
        context["kb"] = {**page_context(self.kb, uri, page.edit_url or ""), **around}
        context["kb"] |= self._frames.of(page, uri, context["kb"])
        page.previous_page = page.next_page = None  # neighbours in the navigation: `kb.order` has true ones
        self.report("Writing pages")
        return context

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Leave out the indents of templates, a tenth of what stands around a text."""
        return self._frames.unindented(output)

    def check(self) -> None:
        """Find out what is wrong with the content, and tell, if that has not happened yet."""
        if self._unchecked:
            self._unchecked, self.diagnostics = False, self.checking.problems()
            for line in abridge(each for each in self.diagnostics if each not in self.told):
                log.warning(line)

    def on_build_error(self, *, error: Exception) -> None:
        """Tell what may be the reason, and remove the mirror of a build that failed."""
        self.check()
        if self._mirror is not None:
            self._mirror.cleanup()

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the content folder back in its place."""
        config.docs_dir = str(self._folder)
        if self._mirror is not None:
            self._mirror.cleanup()

    def _name_stage(self, stage: str) -> None:
        if self.progress is not None:
            self.progress(stage, 0, 0)

    def size_of(self, uri: str) -> int:
        """Return how long the text of a page is, in characters."""
        record = self._content.catalog.records.get(uri)
        return record.source.length if record else 0

    def report(self, stage: str, count: int = 1) -> None:
        """Count pages as done."""
        self._done += count
        if self.progress is not None:
            self.progress(stage, self._done, self.page_count)
