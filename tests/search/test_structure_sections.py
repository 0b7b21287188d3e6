"""Sections are read from the HTML that `pages.structure` really makes."""

import markdown
import pytest

from kbgen.content.dialect import STANDARD_EXTENSIONS
from kbgen.search.sections import RenderedPage, parse_sections


def sections(text, kind):
    configs = {**STANDARD_EXTENSIONS, "kbgen.pages.structure": {"type": kind}}
    html = markdown.markdown(text, extensions=list(configs), extension_configs=configs)
    page = RenderedPage("a.md", "a/", "A", kind, (), (), (), (), (), (), html)
    return [
        (section.fragment, section.heading, section.text, section.question)
        for section in parse_sections(page)
    ]


def test_question_is_found_at_its_own_address():
    paper = "## Which paper? {#paper}\n\nPlain.\n\n### Photos\n\nGlossy.\n\n"
    text = f"Intro.\n\n{paper}## Which ink? {{#ink}}\n\nBlack.\n"
    assert sections(text, "faq") == [
        ("", "", "Intro.", False),
        ("paper", "Which paper?", "Plain.\nPhotos\nGlossy.", True),
        ("ink", "Which ink?", "Black.", True),
    ]


@pytest.mark.parametrize("outcome", ["", " .fixed cause='Dust' remedy='Clean it'"])
def test_step_is_found_at_its_own_address(outcome):
    text = f"Intro.\n\n## Is it on? {{#on}}\n\n- [Yes](#end)\n\n## The end {{#end{outcome}}}\n\nDone.\n"
    found = sections(text, "troubleshooting")
    assert [(fragment, heading) for fragment, heading, _, _ in found] == [
        ("", ""),
        ("on", "Is it on?"),
        ("end", "The end"),
    ]
    assert "Fixed" not in found[-1][2]
