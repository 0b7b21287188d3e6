"""The stand-ins are strict, and what presets send by themselves is documented."""

import json
from typing import Any

import pytest
from desk import Received, read_body
from form_page import page_url
from test_presets import form_for
from vendor_desks import find_vendor, objections, rule_for, vendors

from kbgen.tickets.preset import shipped_presets
from kbgen.tickets.view import build_form_view

FORM = "application/x-www-form-urlencoded"
MAIL_ONLY = [{"objectTypeId": "0-1", "name": "email", "value": "a@b.example"}]
GOOD: dict[str, Any] = {
    "salesforce": [("orgid", "00D000000000001"), ("email", "a@b.example"), ("subject", "S")],
    "formspree": [("email", "a@b.example"), ("what", "S")],
    "hubspot-v2": [("email", "a@b.example"), ("lights", "red;green")],
    "hubspot-v3": {"fields": MAIL_ONLY},
    "zendesk": {
        "request": {
            "requester": {"name": "A", "email": "a@b.example"},
            "subject": "S",
            "comment": {"body": "B"},
            "custom_fields": [{"id": 360000000011, "value": "x"}],
        }
    },
    "zammad": [
        *(("name", "A"), ("email", "a@b.example"), ("title", "S"), ("body", "B")),
        *(("token", "token-of-x"), ("fingerprint", "f" * 40)),
    ],
}


def request(name: str, content: Any, kind: str = "", files: Any = ()) -> Received:
    """Return a request to a desk as it comes in."""
    usual = "application/json" if isinstance(content, dict) else vendors()[name]["types"][0]
    fields = tuple(content.items()) if isinstance(content, dict) else tuple(content)
    return Received("POST", "/", {"content-type": kind or usual}, fields, files)


@pytest.mark.parametrize("name", GOOD)
def test_a_request_as_documented_is_taken(name: str):
    assert objections(name, request(name, GOOD[name])) == []


def deep(content: Any) -> Any:
    return json.loads(json.dumps(content))


def changed(name: str, **values: Any) -> Any:
    document = deep(GOOD[name])
    document["request"] |= values
    return document


LIGHTS = [("lights", "red"), ("lights", "green")]
FIRST_NAME = {"objectTypeId": "0-1", "name": "firstname", "value": "A"}
CONTENT = {"objectTypeId": "0-1", "name": "content", "value": "A"}
TEXT_ID = {"id": "360000000011", "value": "x"}
EMAIL = ("email", "a@b.example")
CASE = [("orgid", "00D000000000001"), EMAIL]
BAD = {
    "an unknown name": ("salesforce", [*CASE, ("serial", "1")], "unknown"),
    "an undocumented name of Formspree's": ("formspree", [EMAIL, ("_secret", "1")], "unknown"),
    "a field that the form does not have": ("hubspot-v2", [EMAIL, ("serial_number", "1")], "unknown"),
    "answers one by one": ("hubspot-v2", [EMAIL, *LIGHTS], "repeated"),
    "no email": ("hubspot-v3", {"fields": [FIRST_NAME]}, "missing"),
    "a ticket's text at a contact": ("hubspot-v3", {"fields": [*MAIL_ONLY, CONTENT]}, "unknown"),
    "a number as text": ("zendesk", changed("zendesk", custom_fields=[TEXT_ID]), "type"),
    "a form's number as text": ("zendesk", changed("zendesk", ticket_form_id="36001"), "type"),
    "a file without a token": ("zendesk", changed("zendesk", uploads=["x"]), "unknown"),
    "a long subject": ("salesforce", [*CASE, ("subject", "x" * 256)], "long"),
    "a field that Zammad's form does not have": ("zammad", [*GOOD["zammad"], ("phone", "1")], "unknown"),
    "a robot": ("formspree", [EMAIL, ("_gotcha", "x")], "long"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_documented_is_refused(case: str):
    name, content, kind = BAD[case]
    assert [wrong.kind for wrong in objections(name, request(name, content))] == [kind]


@pytest.mark.parametrize("name", ["salesforce", "hubspot-v2", "zendesk", "hubspot-v3"])
def test_another_type_of_content_is_refused(name: str):
    (wrong,) = objections(name, request(name, GOOD[name], "multipart/form-data"))
    assert wrong.kind == "type"


@pytest.mark.parametrize(("name", "kind"), [("salesforce", "files"), ("zammad", ""), ("hubspot-v2", "files")])
def test_files_are_refused_where_none_are_taken(name: str, kind: str):
    sent = request(name, GOOD[name], files=(("file[]", "a.jpg", b"x"),))
    assert [wrong.kind for wrong in objections(name, sent)] == ([kind] if kind else [])
    empty = request(name, GOOD[name], files=(("file[]", "", b""),))
    assert objections(name, empty) == []


def test_bodies_are_read_as_browsers_write_them():
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'
    assert read_body("multipart/form-data; boundary=x", body) == ((("a", "1"),), ())
    assert read_body(FORM, b"a=1&a=2&b=") == ((("a", "1"), ("a", "2"), ("b", "")), ())


def test_a_desk_is_found_by_its_host_and_path():
    assert find_vendor("formspree.io", "/f/mabcdefg") == "formspree"
    with pytest.raises(StopIteration):
        find_vendor("formspree.io", "/f/other")


STANDING_IN = [
    ("post", "salesforce"),
    ("post", "formspree"),
    ("post", "hubspot-v2"),
    ("json", "hubspot-v3"),
    ("json", "zendesk"),
    ("json", "zammad"),
    ("json", "formspree"),
    ("link", "zendesk-portal"),
]


@pytest.mark.parametrize(("mechanism", "name"), STANDING_IN)
def test_everything_that_a_preset_names_is_documented_and_what_is_required_comes(mechanism: str, name: str):
    preset, desk = shipped_presets()[mechanism, name], vendors()[name]
    delivery = build_form_view(form_for(mechanism, name), page_url)["delivery"]
    address = delivery["action"].removeprefix("https://")
    assert address.startswith(desk["host"] + "/")
    told = [pair["name"] for pair in delivery["constants"]]
    told += [delivery["redirect"]["name"]] if delivery["redirect"] else []
    told += [preset.honeypot] if preset.honeypot else []
    if preset.entries and preset.entries.take == "all":
        told += [f"{preset.entries.at}[].{key}" for key in ("objectTypeId", "name", "value")]
        known = [each if "/" in each else f"0-1/{each}" for each in preset.fields.values()]
        assert set(known) <= set(desk["known"])
    else:
        told += [*preset.fields.values()]
    told += [path for path in preset.page.model_dump().values() if path] + [*preset.random]
    told += [*(preset.before.take if preset.before else ())]
    assert [each for each in told if rule_for(desk, each) is None] == []
    required = {each for each, rule in desk["fields"].items() if rule.get("required") and "[]" not in each}
    required |= {each for each, rule in desk.get("known", {}).items() if rule.get("required")}
    given = [preset.fields[role] for role in preset.required]
    assert required - {*given, *(f"0-1/{name}" for name in given), *told} == set()
