"""GitHub-style Markdown for Python-Markdown: one extension, and the extensions that kbgen turns on."""

from __future__ import annotations

import re
from typing import Any

from markdown import Extension, Markdown
from markdown.extensions.toc import slugify_unicode
from markdown.preprocessors import Preprocessor

from kbgen.content.inline_filter import FilteredInlineProcessor
from kbgen.content.rewriting import MARK, RAW_HTML, rewrite

STANDARD_EXTENSIONS: dict[str, dict[str, Any]] = {
    "attr_list": {},  # permanent ids and outcomes of headings
    "tables": {},
    "footnotes": {},
    "def_list": {},
    "md_in_html": {},  # Markdown inside <details>
    "admonition": {},  # what `:::` becomes
    "sane_lists": {},  # bullets behind numbers are a list of their own, and numbers start where they say
    "toc": {"permalink": True, "slugify": slugify_unicode},  # other scripts' ids would be _1, _2, _3
    "pymdownx.details": {},
    "pymdownx.highlight": {},
    "pymdownx.superfences": {
        "relaxed_headers": True
    },  # fences in lists and quotes; any words behind the language
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {},
    "pymdownx.tilde": {"subscript": False},  # ~~gone~~; a single ~ is "about"
    "pymdownx.quotes": {"callouts": True},  # what `> [!NOTE]` becomes
    "kbgen.content.dialect": {},
}
"""The extensions that a site gets if it does not configure them itself, with their options."""


class _Rewriting(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return rewrite("\n".join(lines)).split("\n")


class _HtmlStashing(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if MARK not in text:
            return lines
        return RAW_HTML.sub(self._stash, text).split("\n")

    def _stash(self, match: re.Match[str]) -> str:
        return f"{match[1]}{self.md.htmlStash.store(match[2])}\n"


class DialectExtension(Extension):
    """Makes Markdown that was written for GitHub, or for other documentation tools, come out right."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Rewrite after whitespace is normal (30) and before fences are taken out (25).

        Raw HTML is set aside after MkDocs has looked for anchors in it (21) and before Python-Markdown does.
        """
        md.preprocessors.register(_Rewriting(md), "kbgen-rewriting", 28)
        md.preprocessors.register(_HtmlStashing(md), "kbgen-raw-html", 20.5)
        md.treeprocessors.register(FilteredInlineProcessor(md), "inline", 20)  # its own name and place


def makeExtension(**settings: Any) -> DialectExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it by module name."""
    return DialectExtension(**settings)
