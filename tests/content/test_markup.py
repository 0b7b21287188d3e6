"""The golden file says what is found in a page; what Python-Markdown renders is the judge of ids."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.toc import unique
from markdown.treeprocessors import Treeprocessor

from kbgen.content.dialect import STANDARD_EXTENSIONS
from kbgen.content.headings import make_unique
from kbgen.content.markup import find_anchors, find_headings, find_links, mask_code

TESTS = Path(__file__).parent.parent
GOLDEN = yaml.safe_load((TESTS / "golden" / "markup.yml").read_text("utf-8"))
DIALECT = yaml.safe_load((TESTS / "golden" / "dialect.yml").read_text("utf-8"))
CONTENT = sorted((TESTS.parent / "content").rglob("*.md"))

PAGES = {
    **{case["name"]: case["markdown"] for case in [*GOLDEN, *DIALECT]},
    **{
        path.name: re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL)
        for path in CONTENT
    },
}


class _HeadingIds(Treeprocessor):
    """Notes the ids of headings once the toc extension (5) has given them."""

    def run(self, root: Element) -> None:
        self.ids = [element.get("id") for element in root.iter() if re.fullmatch("h[1-6]", str(element.tag))]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["name"])
def test_links_headings_and_anchors_are_what_the_golden_file_says(case: dict[str, Any]):
    links = find_links(case["markdown"])
    assert [
        [each.target, each.text, each.line, each.column] + ["image"] * each.image for each in links
    ] == case["links"]
    headings = [
        {"level": each.level, "text": each.text, "id": each.id, "line": each.line}
        | ({"explicit": True} if each.explicit else {})
        | ({"classes": list(each.classes)} if each.classes else {})
        | ({"attributes": dict(each.attributes)} if each.attributes else {})
        for each in find_headings(case["markdown"])
    ]
    assert headings == case["headings"]
    assert sorted(find_anchors(case["markdown"])) == case["anchors"]


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_heading_ids_are_those_of_the_rendered_page(text: str):
    markdown = Markdown(extensions=list(STANDARD_EXTENSIONS), extension_configs=STANDARD_EXTENSIONS)
    headings = _HeadingIds(markdown)
    markdown.treeprocessors.register(headings, "heading-ids", 4)
    html = markdown.convert(text)
    assert [heading.id for heading in find_headings(text)] == headings.ids
    rendered = set(re.findall(r'<[a-z][^<>]*?\sid="([^"]+)"', html))
    assert {anchor for anchor in rendered if not anchor.startswith("__tabbed")} <= find_anchors(text)


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_masking_keeps_every_place(text: str):
    masked = mask_code(text)
    assert len(masked) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, masked, strict=True))


def test_lines_are_counted_from_the_line_that_is_asked_for():
    assert find_links("\n[a](b)\n", first_line=10)[0].line == 11
    assert find_headings("\n# a\n", first_line=10)[0].line == 11


def test_a_link_behind_inline_code_has_its_own_column():
    link = find_links("> - `code` and\t[a](b)\r\n")[0]
    assert (link.line, link.column) == (1, 16)


@given(st.lists(st.sampled_from(["", "a", "a_1", "a_2", "a_3", "b", "a_x_1", "_1"])), st.sets(st.just("a_2")))
def test_ids_are_counted_as_the_toc_extension_counts(slugs: list[str], taken: set[str]):
    ours, theirs, counts = set(taken), set(taken), {}
    assert [make_unique(slug, ours, counts) for slug in slugs] == [unique(slug, theirs) for slug in slugs]


@given(st.text(alphabet="ab `~#[](){}<>!-*_:|\\\n\t\"'=/^.1"))
def test_no_page_makes_the_scanner_fail(text: str):
    assert len(mask_code(text)) == len(text)
    find_links(text)
    find_anchors(text)


@pytest.mark.parametrize(
    "unit",
    [
        "# a\n",
        "[a](",
        "[a]: b\n",
        "](",
        "`a``",
        "{#",
        "<a ",
        "<!--\n",
        "https://a ",
        ":::image ",
        "<div>\n",
        "# {#",
    ],
)
def test_a_huge_page_takes_a_time_that_grows_with_its_length_only(unit: str):
    text = unit * (300_000 // len(unit))
    started = time.process_time()
    find_links(text)
    find_anchors(text)
    assert time.process_time() - started < 10
