"""A pattern of inline Markdown is passed over only where it could not have matched."""

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from kbgen.content.dialect import STANDARD_EXTENSIONS
from kbgen.content.inline_filter import FilteredInlineProcessor, needed_characters

EXTENSIONS = {"extensions": list(STANDARD_EXTENSIONS), "extension_configs": STANDARD_EXTENSIONS}
SIGNS = st.text(alphabet="a[]()!*_~`<>&;:/.@\\ \n^{}#|=+-\"'1", max_size=80)


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        (r"\[\^([^\]]*)\]", "["),
        (r"(?<!\!)\[", "["),
        (r"\*|_", "*_"),
        (r"(?:x|[?!])+", ""),
        (r"(?:%|[?!])+", "%?!"),
        (r"(@|$)", ""),
        (r"[^a]", ""),
        (r"(?i)[q!]", ""),
        (r"(?:#{2})?", ""),
        (r"(?>~~)\d", "~"),
    ],
)
def test_what_a_pattern_needs_is_read_off_its_expression(expression, needed):
    assert needed_characters(re.compile(expression)) == frozenset(needed)


@given(SIGNS)
def test_no_pattern_in_use_matches_without_what_it_needs(text):
    for pattern in markdown.Markdown(**EXTENSIONS).inlinePatterns:
        expression = pattern.getCompiledRegExp()
        if (needed := needed_characters(expression)) and needed.isdisjoint(text):
            assert expression.search(text) is None


@given(SIGNS)
def test_text_comes_out_as_without_the_filter(text):
    ours, plain = markdown.Markdown(**EXTENSIONS), markdown.Markdown(**EXTENSIONS)
    assert isinstance(ours.treeprocessors["inline"], FilteredInlineProcessor)
    plain.treeprocessors.register(InlineProcessor(plain), "inline", 20)
    assert ours.convert(text) == plain.convert(text)


def test_patterns_that_come_later_are_tried_too():
    class Shout(markdown.inlinepatterns.InlineProcessor):
        def handleMatch(self, m, data):  # noqa: ARG002, N802 - as Python-Markdown calls it
            return m[1].upper(), m.start(0), m.end(0)

    converter = markdown.Markdown(**EXTENSIONS)
    converter.convert("once")
    converter.inlinePatterns.register(Shout(r"%(\w+)%", converter), "shout", 15)
    assert converter.convert("say %it%") == "<p>say IT</p>"
