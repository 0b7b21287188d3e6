"""The files of a site that are neither pages nor taken from its folders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kbgen.pages.moved import redirect_files
from kbgen.pages.spec_files import export_sheets
from kbgen.search.export import export_index
from kbgen.site.form_files import form_files
from kbgen.site.frame import SITE_WIDE

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from kbgen.pages.knowledge_base import KnowledgeBase
    from kbgen.search.index import Index
    from kbgen.tickets.choices import Choices


def made_files(
    config: MkDocsConfig, env: Environment, kb: KnowledgeBase, choices: Choices, index: Index
) -> Iterator[tuple[str, str | bytes]]:
    """Yield path and content of each: the search, forms, what pages share, tables of values, redirects."""
    for name, data in export_index(index).items():
        yield f"search/{name}", data
    yield from form_files(kb.catalog, choices, env, {"name": config.site_name}).items()
    for name, template in SITE_WIDE.items():
        yield name, env.get_template(template).render(config=config)
    yield from export_sheets(kb.catalog, kb.urls, config.site_url or "").items()
    yield from redirect_files(kb, env.get_template("moved.html").render)
