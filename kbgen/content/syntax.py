"""Block-level Markdown syntax as regular expressions, shared by everything that reads pages line by line.

Every expression is matched at one place of one line and is bounded, so that no
page can make one of them slow.
"""

from __future__ import annotations

import re

from markdown.util import BLOCK_LEVEL_ELEMENTS

CODE_INDENT = 4
"""Columns from which on an indented line is code, where nothing else claims it."""

QUOTE = re.compile(r" {0,3}>( ?)")
LIST_MARKER = re.compile(r"([*+-]|\d{1,9}[.)])(?:( +)(?=\S)| *$)")
THEMATIC_BREAK = re.compile(r"(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
HASH_HEADING = re.compile(r"#{1,6}(?: |$)|#{1,6}\{[#.:]")
UNDERLINE = re.compile(r"(?:=+|-+) *$")
TABLE_RULE = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")
ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?) ?[\w\"-]|===[!+]{0,2} +[\"']")
FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:")
DEFINITION = re.compile(r": {1,3}(?=\S)")
HTML_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
MARKDOWN_INSIDE = re.compile(r"\smarkdown(?=[\s=>/])")

BLOCK_TAGS = frozenset(BLOCK_LEVEL_ELEMENTS)
"""The elements that Python-Markdown takes as blocks of raw HTML when they begin a line."""

MARKED = frozenset("#>*+-0123456789`~|<:!?=[_")
"""What a line that is more than text begins with, after its indentation."""

NOT_LAZY = re.compile(
    r" {0,3}(?:>|#{1,6}(?: |$)|`{3}|~{3}|(?:[*+-]|\d{1,9}[.)])(?: |$)"
    r"|(?:\* *){3,}$|(?:- *){3,}$|(?:_ *){3,}$|:::|!!!|\?\?\?|=== |\[\^[^\]\n]+\]:)"
)
"""A line that never continues the paragraph of a list item or quote that it is not indented for."""
