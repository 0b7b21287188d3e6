"""What a form becomes besides its page: schema, report, GitHub issue form."""

import json
import subprocess

import jsonschema
import pytest
import yaml
from form_page import CHOICES
from hypothesis import given, settings
from hypothesis import strategies as st
from request_forms import parse_form
from running import ROOT

from kbgen.tickets.github_form import github_issue_form
from kbgen.tickets.report import blank_report, render_report
from kbgen.tickets.submission_schema import submission_schema

BASE = {
    "type": "ticket-form",
    "title": "Request support",
    "target": {"type": "mailto", "to": "help@desk.example"},
    "privacy": {"text": "We use this to answer you."},
    "sections": [
        {
            "title": "Your product",
            "fields": [
                {
                    "id": "product",
                    "type": "select",
                    "label": "Product",
                    "options": "products",
                    "required": "true",
                },
                {"id": "serial", "type": "text", "label": "Serial number", "pattern": r"SN-?\d{8}"},
            ],
        },
        {
            "title": "The problem",
            "hint": "As much as you know.",
            "fields": [
                {
                    "id": "category",
                    "type": "radios",
                    "label": "What is it about?",
                    "options": {"fault": "A fault", "none": "None"},
                    "required": "true",
                    "send_as": "kind",
                },
                {
                    "id": "light",
                    "type": "checkboxes",
                    "label": "Which lights are on?",
                    "options": ["red", "green"],
                    "show_if": {"category": "fault"},
                    "required": "true",
                },
                {
                    "id": "photo",
                    "type": "text",
                    "label": "Photo",
                    "show_if": {"light": "red"},
                    "required_if": {"product.manufacturer": "alder"},
                },
                {"id": "description", "type": "textarea", "label": "What happens", "max_length": "20"},
                {"id": "email", "type": "email", "label": "Email"},
                {"id": "units", "type": "number", "label": "Units", "min": "1", "step": "0.5"},
            ],
        },
    ],
}
FORM = parse_form(BASE, {})
SCHEMA = submission_schema(FORM, CHOICES)
FAULT = {"product": "alder-14", "kind": "fault", "light": ["red"], "photo": "x.jpg"}
VALID = [
    {"product": "pressmark-p200", "kind": "none"},
    {"product": "pressmark-p200", "kind": "fault", "light": ["red"]},
    FAULT,
    {**FAULT, "serial": "SN-12345678", "email": "a@b.example", "units": 2.5, "description": "x" * 20},
]
INVALID = [
    ({"kind": "none"}, "no product, which is required"),
    ({"product": "p999", "kind": "none"}, "a product that nobody offers"),
    ({"product": "alder-14", "kind": "none", "light": ["red"]}, "an answer to a field that is not shown"),
    ({"product": "alder-14", "kind": "fault"}, "no lights, which are required where they are shown"),
    ({"product": "alder-14", "kind": "fault", "light": ["red"]}, "no photo of an Alder with a red light"),
    (
        {"product": "alder-14", "kind": "fault", "light": ["green"], "photo": "x"},
        "a photo that nobody asked for",
    ),
    ({**FAULT, "serial": "12345678"}, "a serial number that does not match"),
    ({**FAULT, "serial": "SN-12345678\nBcc: x"}, "a serial number with more behind it"),
    ({**FAULT, "description": "x" * 21}, "too long a description"),
    ({**FAULT, "units": 0}, "too small a number"),
    ({**FAULT, "admin": "yes"}, "a field that the form does not have"),
]


def problems(submission):
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(submission)]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("submission", VALID, ids=json.dumps)
def test_the_schema_takes_what_the_form_can_send(submission):
    assert problems(submission) == []


@pytest.mark.parametrize(
    ("submission", "why"), INVALID, ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_schema_refuses(submission, why):
    assert problems(submission) != [], why


products = st.sampled_from(["alder-14", "pressmark-p200"])
lights = st.lists(st.sampled_from(["red", "green"]), unique=True)


@given(products, st.sampled_from(["fault", "none"]), lights, st.booleans())
def test_the_schema_holds_conditions_as_the_form_does(product, kind, light, photo):
    submission = {"product": product, "kind": kind}
    submission |= ({"light": light} if light else {}) | ({"photo": "x"} if photo else {})
    lights_fit = bool(light) == (kind == "fault")
    photo_fits = (
        photo in ({True} if product == "alder-14" else {True, False}) if "red" in light else not photo
    )
    assert (problems(submission) == []) == (lights_fit and photo_fits)


def test_a_github_form_has_the_fields_with_their_ids_in_order():
    made = yaml.safe_load(github_issue_form(FORM, CHOICES))
    assert (made["name"], made["description"]) == ("Request support", "Request support")
    fields = [element for element in made["body"] if element["type"] != "markdown"]
    assert [(field["type"], field["id"]) for field in fields] == [
        ("dropdown", "product"),
        ("input", "serial"),
        ("dropdown", "category"),
        ("checkboxes", "light"),
        ("input", "photo"),
        ("textarea", "description"),
        ("input", "email"),
        ("input", "units"),
    ]
    assert fields[0]["validations"] == {"required": True}
    assert fields[0]["attributes"]["options"] == ["Alder 14", "Pressmark P200", "Pressmark P350"]


def test_a_github_form_says_when_a_field_matters_and_never_offers_a_reserved_word():
    fields = {
        element.get("id"): element for element in yaml.safe_load(github_issue_form(FORM, CHOICES))["body"]
    }
    assert fields["light"]["attributes"]["description"] == "Only if “What is it about?” is “A fault”."
    assert fields["light"]["attributes"]["options"][0] == {"label": "red", "required": False}
    assert fields["category"]["attributes"]["options"] == ["A fault", "None of these"]


def test_two_labels_alike_are_told_apart_for_github():
    fields = [{"id": name, "type": "text", "label": "Name"} for name in ("first", "second")]
    made = yaml.safe_load(github_issue_form(parse_form(BASE, {"fields": fields}), CHOICES))
    labels = [element["attributes"]["label"] for element in made["body"] if element["type"] == "input"]
    assert labels == ["Name", "Name (second)"]


def test_the_blank_report_has_every_question():
    assert blank_report(FORM).splitlines()[:4] == [
        "Your product",
        "------------",
        "Product:",
        "Serial number:",
    ]


answered = st.lists(st.text(alphabet="ab \n?", max_size=6).map(str.strip), max_size=2)
filled_in_once = st.fixed_dictionaries(dict.fromkeys(("serial", "description", "light"), answered))


@settings(max_examples=4, deadline=None)  # each starts a process, and tells it of thirty
@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(("serial", "description", "light"), answered)), min_size=30)
)
def test_the_report_is_the_one_that_the_browser_writes(filled_in):
    script = (
        "import {reportText} from './theme/js/ticket-mail.js';"
        "const all = JSON.parse(await new Response(process.stdin).text());"
        "console.log(JSON.stringify(all.map(reportText)));"
    )
    told = [
        [
            {
                "section": section.title,
                "label": field.label,
                "value": ", ".join(filter(None, answers.get(field.id, []))),
            }
            for section in FORM.sections
            for field in section.fields
        ]
        for answers in filled_in
    ]
    command = ["node", "--input-type=module", "--eval", script]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(told), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [render_report(FORM, answers, CHOICES) for answers in filled_in]
