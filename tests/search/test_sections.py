"""Rendered pages come apart into the sections of tests/golden/sections.json."""

import time

import pytest
from corpus import golden, page

from kbgen.search.sections import parse_sections

CASES = golden("sections.json")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_page_comes_apart_as_the_golden_file_says(case):
    found = parse_sections(page(title=case["title"], html=case["html"]))
    assert [[s.fragment, s.heading, s.text, s.question] for s in found] == case["sections"]


def test_a_large_page_full_of_unclosed_quotes_is_read_in_time():
    began = time.process_time()
    parse_sections(page(html="<a href=\"x <b title='y " * 20_000))
    assert time.process_time() - began < 5
