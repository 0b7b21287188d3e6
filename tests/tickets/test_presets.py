from datetime import date
from typing import Any

import pytest
from form_page import page_url
from request_forms import parse_form

from kbgen.tickets.address import is_form_address
from kbgen.tickets.checks import check_form
from kbgen.tickets.own_presets import parse_preset, read_presets
from kbgen.tickets.preset import PAGE, preset_problem, shipped_presets
from kbgen.tickets.view import build_form_view

PRESETS = sorted(shipped_presets())
ISSUE = """
    post: generic salesforce netlify cloudflare formspree basin web3forms hubspot-v2 django-helpdesk
    link: generic github gitlab zendesk-portal jira google-forms roundup trac django-helpdesk
    json: generic zendesk hubspot-v3 zammad formspree
"""


def form_for(mechanism: str, name: str) -> Any:
    """Return a form that asks what every desk may require, with the preset's own examples as settings."""
    preset = shipped_presets()[mechanism, name]
    settings = {key: setting.example for key, setting in preset.settings.items()}
    over = {"over": {"type": "mailto", "to": "help@desk.example"}} if mechanism == "json" else {}
    kinds = {"name": "text", "email": "email", "subject": "text", "description": "textarea"}
    fields = [
        {"id": key, "type": kind, "label": key, "required": "true", "max_length": "100", "send_as": ""}
        for key, kind in kinds.items()
    ]
    for field in fields:
        del field["send_as"]
        if preset.others == "none" and field["id"] not in preset.fields:
            field["send_as"] = f"x_{field['id']}"
    target = {"type": mechanism, "preset": name, **settings, **over}
    if preset.redirect and preset.redirect.needed:
        target["redirect"] = "/support/thanks.md"
    base = {
        "type": "ticket-form",
        "title": "Request",
        "target": target,
        "fallback": "none",
        "privacy": {"text": "x"},
    }
    return parse_form(base, {"fields": fields})


def test_there_is_a_preset_for_every_desk_that_the_documentation_names():
    lines = [line.split() for line in ISSUE.strip().splitlines()]
    named = sorted((line[0].rstrip(":"), name) for line in lines for name in line[1:])
    assert named == PRESETS


@pytest.mark.parametrize(("mechanism", "name"), PRESETS)
def test_a_preset_is_sound(mechanism: str, name: str):
    preset = shipped_presets()[mechanism, name]
    assert preset_problem(mechanism, preset) == ""
    assert preset.checked >= date(2026, 11, 1)
    assert all(source.startswith("https://") for source in preset.source)


@pytest.mark.parametrize(("mechanism", "name"), PRESETS)
def test_a_form_with_the_examples_of_a_preset_has_no_problems(mechanism: str, name: str):
    assert check_form(form_for(mechanism, name), "request.md", lambda _: (1, 1)) == []


@pytest.mark.parametrize(("mechanism", "name"), PRESETS)
def test_a_preset_leads_somewhere(mechanism: str, name: str):
    delivery = build_form_view(form_for(mechanism, name), page_url)["delivery"]
    page = shipped_presets()[mechanism, name].url == PAGE
    assert delivery["place"] == ("page" if page else "")
    assert page or is_form_address(delivery["action"])
    filled = [pair["value"] for pair in (*delivery["constants"], *delivery["attributes"])]
    assert not [text for text in (delivery["action"], *filled) if "{" in text]


def test_a_site_brings_its_own_preset_and_may_put_it_over_ours():
    own = (
        "label: Desk\nsource: https://desk.example/docs\nchecked: 2026-11-22\nurl: https://desk.example/new\n"
    )
    presets, problems = read_presets(
        {"_data/presets/post/desk.yml": own, "_data/presets/post/netlify.yml": own}, "content"
    )
    assert problems == []
    assert {presets["post", name].url for name in ("desk", "netlify")} == {"https://desk.example/new"}
    assert presets["post", "basin"] == shipped_presets()["post", "basin"]


WRONG = {
    "label: X\n": ["'source' is missing; add it", "'checked' is missing; add it", "'url' is missing; add it"],
    "- a\n": ["write the preset as 'key: value' lines: label, source, checked, url"],
    "label: X\nsource: s\nchecked: 2026-01-01\nurl: '{id}'\n": [
        "'{id}' is no setting; declare it under 'settings'"
    ],
    "label: X\nsource: s\nchecked: 2026-01-01\nurl: u?a=b\n": [
        "browsers drop what stands behind the '?' of a link form; write it under 'constants'"
    ],
    "label: X\nsource: s\nchecked: 2026-01-01\nurl: u\nfiles: {take: one}\n": [
        "a link carries no files; remove 'files'"
    ],
    "label: X\nsource: s\nchecked: 2026-01-01\nurl: u\nrequired: [email]\n": [
        "'email' is required but has no name under 'fields'"
    ],
    "label: X\nsource: s\nchecked: 2026-01-01\nurl: u\nlongest: {subject: 80}\n": [
        "'subject' has a longest answer but has no name under 'fields'"
    ],
    "label: X\nsource: s\nchecked: 2026-01-01\nurl: u\nattributes: {onsubmit: x}\n": [
        "'attributes': 'onsubmit' is no attribute for a form; use 'name', 'data-…' or 'netlify-…'"
    ],
    "label: X\nsource: s\nchecked: 2026-01-01\nurl: u\nsettings: {a: {label: b, example: c, pattern: '['}}": [
        "'settings.a.pattern': '[' is no regular expression: unterminated character set at position 0"
    ],
    "label: X\nsource: s\nchecked: 2026-01-01\nurl: u\nsettings: {a: {label: b, example: c, pattern: d}}\n": [
        "the example of 'a' does not match its own pattern"
    ],
    "label: X\nsource: s\nchecked: 2026-01-01\nurl: u\nbudgte: 5\n": [
        "unknown key 'budgte'; did you mean 'budget'?"
    ],
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_preset_is_told(text: str):
    preset, problems = parse_preset("p.yml", text, "link")
    assert preset is None
    assert [problem.message for problem in problems] == WRONG[text]
    assert all(problem.source == "p.yml" and problem.line for problem in problems)


def test_a_preset_in_the_wrong_place_is_told():
    _, problems = read_presets({"_data/presets/desk.yml": "", "_data/presets/posts/x.yml": ""}, "content")
    assert [problem.source for problem in problems] == [
        "content/_data/presets/desk.yml",
        "content/_data/presets/posts/x.yml",
    ]
    assert problems[1].message == "a preset lies in '_data/presets/MECHANISM/NAME.yml'; did you mean 'post'?"
