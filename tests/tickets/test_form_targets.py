import html
import json
from typing import Any

import pytest
from form_page import page_url, parse_page, render_view
from hypothesis import given, settings
from hypothesis import strategies as st
from request_forms import parse_form, read_golden
from test_form_checks import say_problems

from kbgen.tickets.policy import FormSite
from kbgen.tickets.preset import shipped_presets
from kbgen.tickets.view import build_form_view

TARGETS = read_golden("targets.yml")
CASES = TARGETS["cases"]
SITE = FormSite(url="https://kb.example/")


def build_view(case: dict[str, Any]) -> dict[str, Any]:
    return build_form_view(parse_form(TARGETS["base"], case), page_url, site=SITE)


def shown(view: dict[str, Any]) -> list[Any]:
    return parse_page(render_view(view, "Request support"))


@pytest.mark.parametrize("name", CASES)
def test_a_target_has_these_problems(name: str):
    assert say_problems(TARGETS["base"], CASES[name]) == CASES[name]["problems"]


@pytest.mark.parametrize("name", [name for name in CASES if "element" in CASES[name]])
def test_the_form_element_works_without_a_script(name: str):
    element = next(e for e in shown(build_view(CASES[name])) if e.tag == "form")
    wanted = CASES[name]["element"]
    assert {key: element.attributes.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("name", [name for name in CASES if "hidden" in CASES[name]])
def test_hidden_values_go_along(name: str):
    inputs = [e.attributes for e in shown(build_view(CASES[name])) if e.tag == "input"]
    hidden = {each["name"]: each["value"] for each in inputs if each["type"] == "hidden"}
    traps = {each["name"]: "null" for each in inputs if each.get("id") == "kb-form-trap"}
    assert {**hidden, **traps} == CASES[name]["hidden"]


@pytest.mark.parametrize("name", [name for name in CASES if "names" in CASES[name]])
def test_fields_have_the_names_of_the_desk(name: str):
    view = build_view(CASES[name])
    fields = [field for section in view["sections"] for field in section["fields"]]
    named = {field["id"].removeprefix("kb-field-"): field["name"] for field in fields}
    wanted = CASES[name]["names"]
    assert {key: named[key] for key in wanted} == wanted
    assert all(key == sent for key, sent in named.items() if key not in wanted and key != "email")


@pytest.mark.parametrize("name", [name for name in CASES if "data" in CASES[name]])
def test_the_script_reads_the_rest_of_the_target(name: str):
    view = build_view(CASES[name])
    script = next(e for e in shown(view) if e.attributes.get("class") == "kb-form__delivery")
    data = json.loads("".join(script.words))
    assert data == view["delivery"]
    wanted = CASES[name]["data"]
    numbers_as_text = {key: texts(data[key]) for key in wanted}
    assert numbers_as_text == wanted


def texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: texts(inner) for key, inner in value.items()}
    return [texts(inner) for inner in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize("name", [name for name in CASES if "policy" in CASES[name]])
def test_the_policy_follows_from_the_targets(name: str):
    view = build_view(CASES[name])
    meta = next(e for e in shown(view) if e.tag == "meta")
    assert meta.attributes["content"] == view["policy"] == CASES[name]["policy"]


def targets_with(mechanism: str, name: str, value: str) -> dict[str, Any]:
    """Return a target of a preset in which every setting has a value."""
    preset = shipped_presets()[mechanism, name]
    over = {"over": {"type": "mailto", "to": "help@desk.example"}} if mechanism == "json" else {}
    settings = dict.fromkeys(preset.settings, value)
    redirect = {"redirect": value} if mechanism == "post" else {}
    constants = {"constants": {"x": value}, "fields": {"subject": value}}
    return {"type": mechanism, "preset": name, **settings, **over, **redirect, **constants}


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "javascript:alert(1)",
            "https://evil.example/\" onfocus='x'",
            "</script><script>alert(1)</script>",
            "https://a.example;script-src *",
            "//evil.example",
            "/\\evil.example",
            "{url}{form}{page}",
            "https://user@evil.example/",
            "data:text/html,x",
            "x' y=\"z",
            "https://a.example/\nX: y",
        ]
    ),
)


@pytest.mark.parametrize(("mechanism", "name"), sorted(shipped_presets()))
@settings(max_examples=25)
@given(value=HOSTILE)
def test_a_hostile_setting_never_leaves_its_attribute(mechanism: str, name: str, value: str):
    view = build_view({"form": {"target": targets_with(mechanism, name, value)}})
    plain = build_view({"form": {"target": targets_with(mechanism, name, "plain")}})
    elements = shown(view)
    assert outline(elements) == outline(shown(plain))
    form = next(e for e in elements if e.tag == "form")
    assert (
        form.attributes.get("action", "").split(":")[0] in {"", "https", "mailto"}
        or "/" in form.attributes["action"].partition(":")[0]
    )
    assert [part.split()[0] for part in view["policy"].split(";")] == [
        "form-action",
        "connect-src",
        "base-uri",
    ]


def outline(elements: list[Any]) -> list[tuple[str, list[str]]]:
    """Return elements and attributes, but for those that a setting that does not fit leaves out."""
    left_out = {"action", "thanks", "name", "data-static-form-name"}
    kept = [e for e in elements if not (e.tag == "input" and e.attributes.get("type") == "hidden")]
    return [
        (e.tag, [name for name in e.attributes if e.tag == "input" or name not in left_out]) for e in kept
    ]


@given(value=HOSTILE)
def test_data_for_the_script_stays_in_its_element(value: str):
    case = {"form": {"target": targets_with("json", "generic", value)}}
    page = render_view(build_view(case), "Request support")
    script = page.partition('type="application/json">')[2].partition("</script>")[0]
    assert json.loads(html.unescape(script))["names"]["subject"] == value or not value
