"""A request form in all its states, one after the other: what tests look at, and people in pictures."""

import json

from desk import Behaviour
from request_site import request_site

ALLOWED = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
TAKEN = Behaviour(body=json.dumps({"number": "4711", "message": "We read it today."}), headers=ALLOWED)
TARGET = """answered_by: The test desk
next_steps: [We read your request today., We answer by email.]
target:
  type: json
  preset: ours
  url: "{url}/api"
  over: {{type: post, url: "{url}/tickets", redirect: {{field: back, to: /support/request/sent.md}}}}
routes:
  - name: Alder
    why: Alder repairs its products itself
    when: {{product.manufacturer: alder}}
    target: {{type: post, url: "{url}/alder", redirect: {{field: back, to: /support/request/sent.md}}}}
"""
PRESET = """label: Our desk
source: https://desk.example/
checked: 2026-11-22
url: '{url}'
settings: {url: {label: its address, kind: address, example: https://desk.example/api}}
encoding: multipart
others: '{id}'
answer: {number: number, message: message}
files: {take: many}
"""
ISSUE = """---
type: known-issue
title: P1 prints stripes
products: [p1]
severity: high
workaround: Print a test page, then switch it off and on again.
reported: 2026-02-19
symptoms: ["E-99"]
---
It prints stripes.
"""
FAULTS = {
    "refused": Behaviour(403, "{}", ALLOWED),
    "too many": Behaviour(429, "{}", ALLOWED),
    "a fault": Behaviour(500, "{}", ALLOWED),
    "cut": Behaviour(cut=True),
    "redirected": Behaviour(302, "", {**ALLOWED, "Location": "http://127.0.0.1:9/"}),
}


def states_site(url):
    """Return the files of a site by path, and its configuration; its form sends to `url`."""
    files, config = request_site(url)
    own = f'target: {{type: post, url: "{url}/tickets"}}\n'
    files["support/request.md"] = files["support/request.md"].replace(own, TARGET.format(url=url))
    files["_data/presets/json/ours.yml"] = PRESET
    files["known-issues/stripes.md"] = ISSUE
    return files, config


def states(page, form_url, desk, large):
    """Lead a form through its states and yield their names; `large` is a file that is too large for it."""
    page.goto(form_url)
    yield "untouched"
    page.click(".kb-form__submit")
    yield "errors"
    page.select_option("#kb-field-product", "p1")
    page.check("#kb-field-category")
    page.check("#kb-field-lights")
    yield "conditional questions"
    page.fill("#kb-field-red", "Monday")
    page.fill("#kb-field-subject", "it always shows E-47")
    page.wait_for_selector(".kb-suggestions__link")
    page.wait_for_selector(".kb-known__item:not([hidden])")
    yield "suggestions, known issue and dossier"
    page.set_input_files("#kb-field-photos", large)
    page.click(".kb-form__submit")
    yield "file too large"
    page.set_input_files("#kb-field-photos", [])
    yield from outcomes(page, desk)
    page.click(".kb-form__mail")
    yield "by mail instead"
    page.goto(f"{form_url}?product=a1")
    yield "draft put back, a route"
    yield from after_sending(page, form_url, desk)


def outcomes(page, desk):
    desk.behaviour = Behaviour(500, "{}", ALLOWED, delay=1.5)
    page.click(".kb-form__submit")
    page.wait_for_selector(".kb-form__submit[aria-disabled]")
    yield "sending"
    for name, behaviour in FAULTS.items():
        page.wait_for_selector(".kb-form__submit:not([aria-disabled])")
        desk.behaviour = behaviour
        page.click(".kb-form__submit")
        page.wait_for_selector(".kb-form__failed:not([hidden])")
        yield name
    page.context.set_offline(True)
    page.click(".kb-form__submit")
    page.wait_for_function("document.querySelector('.kb-form__failed-text').textContent.includes('online')")
    page.context.set_offline(False)
    yield "offline"


def after_sending(page, form_url, desk):
    desk.behaviour = Behaviour()
    page.fill("#kb-field-description", "Since Monday")
    page.click(".kb-form__submit")
    page.wait_for_url(f"{desk.url}/alder")
    page.go_back()
    yield "back from a desk that says nothing"
    page.select_option("#kb-field-product", "p1")
    desk.behaviour = TAKEN
    page.click(".kb-form__submit")
    page.wait_for_url("**/sent/")
    yield "confirmation"
    page.evaluate("sessionStorage.clear()")
    page.reload()
    yield "confirmation without a copy"
    page.goto(form_url)
    page.evaluate(
        "void (Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') })"
    )
    page.select_option("#kb-field-product", "p1")
    page.check("#kb-field-category")
    page.fill("#kb-field-subject", "Nothing is printed")
    page.wait_for_selector(".kb-form__unkept:not([hidden])")
    yield "nothing can be kept"
    page.click(".kb-form__submit")
    page.wait_for_selector(".kb-form__sent:not([hidden])")
    yield "arrived, nothing can be kept"
    page.goto(f"{form_url}blank.html")
    yield "blank to print"
