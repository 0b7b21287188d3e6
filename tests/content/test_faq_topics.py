"""Questions and topics of an FAQ: what the content says are questions is what the page opens."""

import re

import markdown
from hypothesis import given
from hypothesis import strategies as st

from kbgen.content.dialect import STANDARD_EXTENSIONS
from kbgen.content.faq import find_questions, popular_first
from kbgen.content.record import parse_record
from kbgen.content.source import parse_source

ANSWER = "Text.\n"


def record_of(body, front=""):
    source, _ = parse_source("faq/a.md", "faq/a.md", f"---\ntype: faq\ntitle: A\n{front}---\n{body}".encode())
    return parse_record(source)[0]


def render(body, questions):
    return markdown.markdown(
        body,
        extensions=[*STANDARD_EXTENSIONS, "kbgen.pages.structure"],
        extension_configs={
            **STANDARD_EXTENSIONS,
            "kbgen.pages.structure": {"type": "faq", "questions": tuple(each.id for each in questions)},
        },
    )


@st.composite
def bodies(draw):
    """Headings of all levels, with and without ids and answers, and which ones the rule calls questions."""
    kinds = st.tuples(st.sampled_from([1, 2, 3, 4]), st.booleans(), st.booleans())
    headings = draw(st.lists(kinds, min_size=1, max_size=8))
    text, expected, in_topic = [], [], False
    for at, (level, has_id, has_answer) in enumerate(headings):
        name = f"q{at}" if has_id else f"h-{at}"
        written = f" {{#{name}}}" if has_id else ""
        text.append(f"{'#' * level} H {at}{written}\n{ANSWER if has_answer else ''}")
        following = headings[at + 1] if at + 1 < len(headings) else (0, False, False)
        if level <= 2:
            in_topic = level == 2 and not has_answer and following[0] == 3 and following[1]
        if (level == 2 and not in_topic) or (level == 3 and in_topic):
            expected.append(name)
    return "\n".join(text), expected


@given(bodies())
def test_questions_are_those_of_the_rule_and_all_of_them_open(case):
    body, expected = case
    questions = find_questions(record_of(body))
    assert [question.id for question in questions] == expected
    if questions:
        html = render(body, questions)
        assert re.findall(r'class="kb-question__answer" id="([^"]*)"', html) == expected
        assert html.count("<details") == html.count("</details>") == len(expected)


def test_a_topic_stands_above_its_questions_and_is_none_itself():
    body = "## Paper\n\n### Which? {#which}\nPlain.\n\n#### More\n\n## Ink? {#ink}\nBlack.\n"
    questions = find_questions(record_of(body))
    assert [(question.id, question.topic) for question in questions] == [("which", "Paper"), ("ink", "")]
    html = render(body, questions)
    topic, first, second = html.split("<details")
    assert "Paper" in topic
    assert "More" in first
    assert "<h3" in first
    assert "<h2" in second


def test_every_answer_has_its_link_which_search_does_not_read():
    html = render("## Ink? {#ink}\nBlack.\n", ())
    assert (
        '<p class="kb-question__link" data-search-exclude=""><a href="#ink">Link to this answer</a>' in html
    )


def test_lists_begin_with_what_is_often_asked():
    body = "## A {#a}\nx\n\n## B {#b}\nx\n\n## C {#c}\nx\n"
    questions = find_questions(record_of(body, "popular: [c]\n"))
    assert [question.id for question in popular_first(questions)] == ["c", "a", "b"]
