"""GitHub-style Markdown as Python-Markdown needs it: one extension, and the extensions that kbgen turns on."""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from kbgen.content.rewriting import rewrite

STANDARD_EXTENSIONS: dict[str, dict[str, Any]] = {
    "attr_list": {},
    "tables": {},
    "footnotes": {},
    "def_list": {},
    "md_in_html": {},
    "abbr": {},
    "admonition": {},
    "sane_lists": {},
    "toc": {"permalink": True},
    "pymdownx.details": {},
    "pymdownx.highlight": {},
    "pymdownx.superfences": {"relaxed_headers": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {},
    "pymdownx.tilde": {},
    "pymdownx.quotes": {"callouts": True},
    "kbgen.content.dialect": {},
}


class _Rewriting(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return rewrite("\n".join(lines)).split("\n")


class DialectExtension(Extension):
    """Makes Markdown that was written for GitHub, or for other documentation tools, come out right."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Rewrite pages after whitespace is normal (30) and before fences are taken out (25)."""
        md.preprocessors.register(_Rewriting(md), "kbgen-dialect", 28)


def makeExtension(**settings: Any) -> DialectExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it by module name."""
    return DialectExtension(**settings)
