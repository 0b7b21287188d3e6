"""FAQs and guides as HTML: questions that open, steps that are linked."""

import markdown
import pytest

from kbgen.content.dialect import STANDARD_EXTENSIONS


def render(text, kind):
    return markdown.markdown(
        text,
        extensions=[*STANDARD_EXTENSIONS, "kbgen.pages.structure"],
        extension_configs={**STANDARD_EXTENSIONS, "kbgen.pages.structure": {"type": kind}},
    )


def test_question_is_a_details_whose_answer_has_the_id():
    html = render(
        "Before.\n\n## Paper? {#paper}\n\nPlain.\n\n### More\n\nGlossy.\n\n## Ink? {#ink}\n\nBlack.",
        "faq",
    )
    assert html.startswith("<p>Before.</p>")
    assert html.count('<details class="kb-question">') == 2
    assert '<div class="kb-question__answer" id="paper">' in html
    first, second = html.split("</details>")[:2]
    assert "Glossy." in first
    assert "Black." in second
    assert "headerlink" not in first.split("</summary>")[0]


def test_article_keeps_its_headings():
    assert "<details" not in render("## Which paper? {#paper}\n\nPlain.", "article")


def test_step_is_a_section_with_its_answers_marked():
    html = render("## Is it on? {#on}\n\nLook.\n\n- [Yes](#works)\n- [No](#off)\n", "troubleshooting")
    assert '<section class="kb-step" id="on">' in html
    assert '<ul class="kb-answers">' in html


@pytest.mark.parametrize(
    "last", ["- [Yes](#a)\n- No", "- [Yes](#a) or [maybe](#b)", "- plain\n- text", "[Yes](#a)"]
)
def test_other_lists_are_no_answers(last):
    assert "kb-answers" not in render(f"## Is it on? {{#on}}\n\n{last}\n", "troubleshooting")


@pytest.mark.parametrize(
    ("outcome", "label"),
    [("fixed", "Fixed"), ("contact", "Contact support"), ("article", "See article"), ("stop", "Stop")],
)
def test_outcome_says_how_the_guide_ends(outcome, label):
    html = render(
        f'## End {{#end .{outcome} cause="Ink & paper" remedy="The remedy"}}\n\nText.', "troubleshooting"
    )
    assert f'<section class="kb-step kb-step--{outcome}" id="end">' in html
    assert f">{label}</p>" in html
    assert "<dt>Cause</dt><dd>Ink &amp; paper</dd><dt>Remedy</dt><dd>The remedy</dd>" in html.replace(
        "\n", ""
    )
