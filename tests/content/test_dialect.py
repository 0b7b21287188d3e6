"""The golden file says what Markdown becomes; CommonMark's reference parser judges lists, quotes and code."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt

from kbgen.content.dialect import STANDARD_EXTENSIONS
from kbgen.content.rewriting import rewrite

GOLDEN = yaml.safe_load((Path(__file__).parent.parent / "golden" / "dialect.yml").read_text("utf-8"))
MARKDOWN = Markdown(extensions=list(STANDARD_EXTENSIONS), extension_configs=STANDARD_EXTENSIONS)
COMMONMARK = MarkdownIt("commonmark", {"html": True}).enable("table")

LISTS = [
    "- a\n- b\n",
    "text\n- a\n- b\ntext\n",
    "text\n1. a\n2. b\n",
    "text\n2. a\n",
    "- a\n  - b\n    - c\n      - d\n- e\n",
    "- a\n   - b\n      - c\n",
    "* a\n    * b\n        * c\n",
    "1. a\n   - b\n   - c\n\n2. d\n",
    "1. a\n  - b\n2. c\n",
    "1. a\n\n   text\n\n   - b\n\n     text of b\n\n   text of a\n\n2. c\n",
    "10. a\n    - b\n11. c\n",
    "- a\n\n  - b\n\n\n- c\n",
    "- a\nlazy\n- b\n\nafter\n",
    "- a\n  ```\n  - no item\n  ```\n- b\n",
    "1. a\n\n   ```\n   x\n\n   y\n   ```\n\n   text\n1. b\n",
    "- a\n\n      code\n\n- b\n",
    "- a\n  > quote\n  > - b\n\n- c\n",
    "> - a\n>   - b\n>\n> text\n",
    "> 1. a\n>    > deep\n> 2. b\n",
    "- - a\n  - b\n- c\n",
    "1. - a\n   - b\n2. c\n",
    " - a\n - b\n   - c\n",
    "- a\n-\n- b\n",
    "- a\n\n  | x | y |\n  |---|---|\n  | 1 | 2 |\n\n- b\n",
    "# Title\n- a\n## Next\n1. b\n***\n- c\n",
    "- a\n1. b\n- c\n",
    "* a\n- b\n+ c\n",
    "| x |\n|---|\n| 1 |\n# Title\n",
    "\t- code\n",
    "- a\n\t- b\n\t\t- c\n",
]

TOKENS = [
    *(
        "- ",
        "* ",
        "1. ",
        "2) ",
        "> ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "a",
        "word\n",
        "`",
        "```\n",
        "~~~\n",
        "# ",
    ),
    *(
        "---\n",
        "===\n",
        "| a | b |\n",
        "|---|---|\n",
        "<div>\n",
        "</div>",
        "<p>",
        "<!--",
        "-->",
        "::: note\n",
        ":::\n",
    ),
    *(
        ":::image ",
        "!!! note\n",
        "??? tip\n",
        "[^1]: ",
        "[^1]",
        "> [!NOTE]\n",
        "[!DNL ",
        "{#id}",
        "[l](u)",
        "![",
        "](",
    ),
    *("https://e.org/(", "<details>\n\n", "\\", "&lt;", "_", "**", "\x02", "\x03", "\r\n", "é"),
]


class _Shape(HTMLParser):
    """Collects the tags of lists, quotes, code and tables; an admonition counts as the quote that it was."""

    TAGS = frozenset({"ul", "ol", "li", "blockquote", "pre", "table"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.admonitions: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div":
            self.admonitions.append("admonition" in (dict(attrs).get("class") or ""))
        if tag in self.TAGS or (tag == "div" and self.admonitions[-1]):
            self.tags.append("<blockquote>" if tag == "div" else f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.TAGS or (tag == "div" and self.admonitions.pop()):
            self.tags.append("</blockquote>" if tag == "div" else f"</{tag}>")


def _shape(html: str) -> str:
    parser = _Shape()
    parser.feed(html)
    return re.sub(r"</(ul|ol)><\1>", "", "".join(parser.tags))


def _convert(text: str) -> str:
    MARKDOWN.reset()
    return MARKDOWN.convert(text)


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["name"])
def test_markdown_becomes_what_the_golden_file_says(case: dict[str, Any]):
    assert _convert(case["markdown"]) + "\n" == case["html"]


@pytest.mark.parametrize("text", LISTS)
def test_lists_quotes_and_code_nest_as_commonmark_says(text: str):
    assert _shape(_convert(text)) == _shape(COMMONMARK.render(text))


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
@settings(max_examples=300, deadline=2000)
def test_no_page_makes_the_dialect_fail(text: str):
    _convert(text)


@given(st.text(st.characters(exclude_characters="`\t\r", exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=200)
def test_fenced_code_stays_as_it_is(code: str):
    text = f"```\n{code}\n```\n"
    assert rewrite(text) == text


@pytest.mark.parametrize(
    "unit", ["Some words of plain text.\n", "Some words. ", "- a\n  - b\n", "> ", "[a](", "<!--\n"]
)
def test_a_huge_page_takes_a_time_that_grows_with_its_length_only(unit: str):
    started = time.process_time()
    rewrite(unit * (1_000_000 // len(unit)))
    assert time.process_time() - started < 10


def test_raw_html_in_an_item_can_still_be_read_for_anchors_by_others():
    assert '<p id="here">' in rewrite('- a\n\n  <p id="here">x</p>\n')
