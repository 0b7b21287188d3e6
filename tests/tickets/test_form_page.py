from pathlib import Path
from typing import Any

import pytest
from form_page import CHOICES, TEMPLATES, Element, parse_page, render_page, render_view
from request_forms import parse_form, read_golden

from kbgen.tickets.choices import NO_CHOICES, Choice, Choices
from kbgen.tickets.view import build_form_view

PAGES = read_golden("pages.yml")
HOSTILE = """</textarea></option><script>alert(1)</script>"' onfocus='alert(1)' x="&lt;"""


def has(element: Element, fact: dict[str, str]) -> bool:
    wanted = {name: value for name, value in fact.items() if name not in {"tag", "text"}}
    present = all(
        name in element.attributes and value in {"", element.attributes[name]}
        for name, value in wanted.items()
    )
    return element.tag == fact["tag"] and present and fact.get("text", element.text) == element.text


@pytest.mark.parametrize("name", PAGES["cases"])
def test_a_form_makes_this_page(name: str):
    case = PAGES["cases"][name]
    choices = NO_CHOICES if case.get("products") == "none" else CHOICES
    elements = parse_page(render_page(parse_form(PAGES["base"], case), choices))
    missing = [fact for fact in case["page"] if not any(has(element, fact) for element in elements)]
    surplus = [f for f in case.get("page_without", ()) if any(has(element, f) for element in elements)]
    assert (missing, surplus) == ([], [])


def all_of(word: str) -> dict[str, Any]:
    """Return a form with every type of field and every key, each text beginning with `word`."""
    common = {"label": word, "hint": word, "error": word, "required": "true", "send_as": word}
    options = {"options": {f"{word}1": f"{word}2", f"{word}3": f"{word}4"}}
    typed = {"autocomplete": word, "prefill": "query.x", "max_length": "9", "min_length": "1"}
    fields = [
        {"id": "a", "type": "text", **common, **typed, "pattern": word},
        {"id": "b", "type": "email", **common, **typed},
        {"id": "c", "type": "tel", **common, **typed, "pattern": word},
        {"id": "d", "type": "textarea", **common, **typed},
        {"id": "e", "type": "number", **common, "send_as": "subject", "min": "1", "max": "2", "step": "1"},
        {"id": "f", "type": "date", **common, "autocomplete": word},
        {"id": "g", "type": "select", **common, **options, "other": word},
        {"id": "h", "type": "select", **common, "options": "products"},
        {"id": "i", "type": "radios", **common, **options, "required": "false"},
        {"id": "j", "type": "checkboxes", **common, **options},
        {"id": "k", "type": "checkboxes", **common, "options": {word: word}},
        {"id": "l", "type": "files", **common, "accept": word, "max_files": "2", "max_size": "1 MB"},
        {"id": "m", "type": "text", **common, "show_if": {"g": word}, "required_if": {"j": [word, word]}},
    ]
    return {
        "type": "ticket-form",
        "title": word,
        "submit": word,
        "privacy": {"text": word, "link": f"https://{word}"},
        "sections": [{"title": word, "hint": word, "fields": fields}],
        "fallback": {"type": "mailto", "to": word, "cc": word, "subject": word},
    }


POST = {"type": "post", "url": "WORD", "constants": {"WORD": "WORD"}, "honeypot": "WORD"}
TARGETS = {
    "mailto": {"type": "mailto", "to": "WORD", "cc": "WORD", "subject": "WORD"},
    "post": {**POST, "redirect": {"field": "WORD", "to": "WORD"}},
    "link": {"type": "link", "url": "WORD", "constants": {"WORD": "WORD"}, "fields": {"a": "WORD"}},
    "json": {"type": "json", "url": "WORD", "constants": {"WORD": "WORD"}, "redirect": "WORD", "over": POST},
}


def put(value: Any, word: str) -> Any:
    if isinstance(value, dict):
        return {put(key, word): put(inner, word) for key, inner in value.items()}
    return word if value == "WORD" else value


def one_product(word: str) -> Choices:
    return Choices({"products": (Choice(word, word, word, {}),)})


def outline(target: str, word: str) -> list[tuple[str, list[str]]]:
    form = parse_form({**all_of(word), "target": put(TARGETS[target], word)}, {})
    return outline_of(render_page(form, one_product(word)))


def outline_of(page: str) -> list[tuple[str, list[str]]]:
    return [(element.tag, list(element.attributes)) for element in parse_page(page)]


def put_everywhere(view: Any, word: str) -> Any:
    """Put a word in place of every text that the template gets, but for the few that choose the markup."""
    if isinstance(view, list):
        return [put_everywhere(inner, word) for inner in view]
    if isinstance(view, dict):
        is_attribute = set(view) == {"name", "value"}
        kept = {"type", "mechanism", *(["name"] if is_attribute else [])}
        return {key: inner if key in kept else put_everywhere(inner, word) for key, inner in view.items()}
    return word if view and isinstance(view, str) else view


@pytest.mark.parametrize("target", TARGETS)
def test_no_value_becomes_markup_even_if_the_checks_before_it_fail(target: str):
    form = parse_form({**all_of("plain"), "target": put(TARGETS[target], "plain")}, {})
    view = build_form_view(form, str, one_product("plain"))
    outlines = [outline_of(render_view(put_everywhere(view, word), word)) for word in (HOSTILE, "plain")]
    assert outlines[0] == outlines[1]


@pytest.mark.parametrize("target", TARGETS)
def test_no_text_of_a_form_becomes_markup(target: str):
    assert outline(target, HOSTILE) == outline(target, "plain")


def test_the_hostile_form_says_everything_somewhere():
    form = parse_form({**all_of("WORD"), "target": TARGETS["post"]}, {})
    said = [e.attributes for e in parse_page(render_page(form)) if "WORD" in str(e.attributes) + e.text]
    assert len(said) > 40


def test_every_macro_is_used_so_that_these_tests_see_it():
    text = (TEMPLATES / "kb" / "form.html").read_text(encoding="utf-8")
    page = (TEMPLATES / "ticket-form.html").read_text(encoding="utf-8")
    names = [line.split("macro ")[1].split("(")[0] for line in text.splitlines() if "- macro " in line]
    unused = [name for name in names if text.count(f"{name}(") + page.count(f"forms.{name}(") < 2]
    assert len(names) > 10
    assert unused == []


def test_ids_are_unique_and_every_reference_lands():
    case = PAGES["cases"]["a typed field carries its limits, its hint and where its first answer comes from"]
    elements = parse_page(render_page(parse_form(PAGES["base"], case)))
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    references = {
        element.attributes[name]
        for element in elements
        for name in ("for", "aria-describedby", "aria-labelledby")
        if name in element.attributes
    }
    assert len(ids) == len(set(ids))
    assert references <= set(ids)


def test_the_demonstration_form_has_no_problems():
    from kbgen.tickets.checks import check_form

    text = (Path(__file__).parents[2] / "content" / "support" / "request.md").read_text(encoding="utf-8")
    form = parse_form(read_front(text), {})
    assert check_form(form, "request.md", lambda _: (1, 1), choices=CHOICES) == []


def read_front(text: str) -> dict[str, Any]:
    import yaml

    return yaml.load(text.split("---\n")[1], Loader=yaml.BaseLoader)  # noqa: S506 - texts only
