"""What becomes of a request: who gets it, and what the customer is told where a desk refuses or loses it."""

import json

import pytest
from desk import Behaviour, Desk
from request_site import request_site
from running import run_kbgen, serve

pytestmark = pytest.mark.browser
ALLOWED = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
TARGET = """target:
  type: json
  url: "{url}/api"
  over: {{type: post, url: "{url}/tickets"}}
routes:
  - name: Alder
    when: {{product.manufacturer: alder}}
    target: {{type: post, url: "{url}/alder", constants: {{queue: "7"}}, fields: {{subject: title}}}}
  - name: the repair desk
    when: {{category: repair}}
    target: {{type: mailto, to: repair@desk.example, subject: Repair}}
"""


@pytest.fixture(scope="module")
def desk():
    with Desk() as desk:
        yield desk


@pytest.fixture(scope="module")
def form_url(tmp_path_factory, desk):
    folder = tmp_path_factory.mktemp("sent")
    files, config = request_site(desk.url)
    own = f'target: {{type: post, url: "{desk.url}/tickets"}}\n'
    request = files["support/request.md"]
    assert own in request
    without_files = "".join(line for line in request.splitlines(keepends=True) if "type: files" not in line)
    files["support/request.md"] = without_files.replace(own, TARGET.format(url=desk.url))
    (folder / "mkdocs.yml").write_text(config)
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    code, _, errors = run_kbgen("build", cwd=folder)
    assert (code, "error" in errors) == (0, False), errors
    with serve(folder / "site") as address:
        yield f"{address}support/request/"


@pytest.fixture(autouse=True)
def forget(desk):
    desk.received.clear()
    desk.behaviour = Behaviour(
        body=json.dumps({"number": "4711", "message": "We <b>read</b> it today."}), headers=ALLOWED
    )


def fill(page, address, product="p1", category=""):
    page.goto(address, wait_until="networkidle")
    page.select_option("#kb-field-product", product)
    page.check(f"#kb-field-category{category}")
    page.fill("#kb-field-subject", "Nothing is printed")
    page.fill("#kb-field-description", "Since Monday. <script>alert(1)</script>")


def send(page):
    page.click(".kb-form__submit")


def test_a_desk_with_an_api_gets_the_answers_and_the_customer_the_number(page, form_url, desk):
    fill(page, form_url)
    page.check("#kb-field-lights")
    page.fill("#kb-field-red", "Monday")
    send(page)
    page.wait_for_selector(".kb-form__sent:not([hidden])")
    assert desk.received[0].path == "/api"
    answers = desk.received[0].answers
    assert answers["product"] == "p1"
    assert answers["description"] == "Since Monday. <script>alert(1)</script>"
    assert "4711" in page.inner_text(".kb-form__sent")
    assert "We read it today." in page.inner_text(".kb-form__sent")
    assert "Nothing is printed" in page.input_value(".kb-form__sent textarea")
    assert page.url == f"{form_url}sent/"
    page.goto(form_url)
    assert page.input_value("#kb-field-subject") == "", "what has arrived is no draft any more"


def test_the_answers_of_a_desk_stand_at_the_fields(page, form_url, desk):
    desk.behaviour = Behaviour(422, json.dumps({"errors": {"subject": "Too short for us"}}), ALLOWED)
    fill(page, form_url)
    send(page)
    page.wait_for_selector("#kb-form-summary:not([hidden])")
    assert (
        "Too short for us"
        in page.locator(".kb-form__field", has=page.locator("#kb-field-subject")).inner_text()
    )
    assert page.input_value("#kb-field-description") == "Since Monday. <script>alert(1)</script>"


FAULTS = {
    "a fault": (Behaviour(500, "{}", ALLOWED), "was not taken", "has a fault"),
    "too many requests": (Behaviour(429, "{}", ALLOWED), "was not taken", "Wait a few minutes"),
    "a refusal": (Behaviour(403, "{}", ALLOWED), "was not taken", "refused it"),
    "no permission for this site": (Behaviour(200, "{}"), "do not know whether", "Before you send it again"),
    "a connection cut after the request": (
        Behaviour(cut=True),
        "do not know whether",
        "Before you send it again",
    ),
    "a redirect elsewhere": (
        Behaviour(302, "", {**ALLOWED, "Location": "http://127.0.0.1:9/"}),
        "do not know whether",
        "Before you send it again",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_after_a_fault_the_customer_is_told_the_truth_and_keeps_the_text(page, form_url, desk, name):
    desk.behaviour, title, text = FAULTS[name]
    fill(page, form_url)
    send(page)
    page.wait_for_selector(".kb-form__failed:not([hidden])")
    told = page.inner_text(".kb-form__failed")
    assert title in told
    assert text in told
    assert "Nothing is printed" in page.input_value(".kb-form__failed textarea")
    assert page.get_attribute(".kb-form__instead", "href").startswith("mailto:help@desk.example?subject=")
    page.wait_for_timeout(300)
    assert len(desk.received) == 1, "nothing is sent again by itself"
    page.reload()
    assert page.input_value("#kb-field-subject") == "Nothing is printed"


def test_offline_nothing_is_sent_and_everything_stays(page, context, form_url, desk):
    fill(page, form_url)
    context.set_offline(True)
    send(page)
    page.wait_for_selector(".kb-form__failed:not([hidden])")
    assert "no connection to the internet" in page.inner_text(".kb-form__failed")
    context.set_offline(False)
    assert desk.received == []
    send(page)
    page.wait_for_selector(".kb-form__sent:not([hidden])")
    assert not page.is_visible(".kb-form__failed")


def test_storage_that_is_denied_costs_the_draft_and_nothing_else(page, form_url, desk):
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('denied') }})"
    )
    fill(page, form_url)
    send(page)
    page.wait_for_selector(".kb-form__sent:not([hidden])")
    assert page.url == form_url, "the number would be lost on another page"
    assert "4711" in page.inner_text(".kb-form__sent")
    assert page.evaluate("document.activeElement.className") == "kb-form__sent"
    assert not page.is_visible(".kb-form__submit")
    assert len(desk.received) == 1


def test_the_first_route_that_the_answers_meet_is_taken(page, form_url, desk):
    fill(page, form_url, product="a1", category="-2")
    assert page.inner_text(".kb-form__route") == "This request goes to Alder."
    page.fill("#kb-field-serial_number", "AL123456")
    send(page)
    page.wait_for_url(f"{desk.url}/alder")
    answers = desk.received[0].answers
    assert (answers["queue"], answers["title"]) == ("7", "Nothing is printed")
    assert "subject" not in answers


def test_a_route_by_mail_writes_to_its_own_address(page, form_url, desk):
    fill(page, form_url, category="-2")
    page.fill("#kb-field-serial_number", "PR123456")
    send(page)
    panel = page.locator(".kb-form__handover--mail")
    panel.wait_for()
    assert "repair@desk.example" in panel.inner_text()
    assert (
        panel.locator(".kb-form__reopen")
        .get_attribute("href")
        .startswith("mailto:repair@desk.example?subject=Repair")
    )
    assert desk.received == []


def test_a_route_that_is_left_again_sends_to_the_form_s_own_target(page, form_url, desk):
    fill(page, form_url, product="a1")
    page.select_option("#kb-field-product", "p1")
    assert page.inner_text(".kb-form__route") == "This request goes to Test."
    send(page)
    page.wait_for_selector(".kb-form__sent:not([hidden])")
    assert [received.path for received in desk.received] == ["/api"]


def test_without_javascript_the_desk_gets_the_form_itself(browser, form_url, desk):
    desk.behaviour = Behaviour()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    fill(page, form_url, product="a1")
    send(page)
    page.wait_for_url(f"{desk.url}/tickets")
    context.close()
    assert desk.received[0].answers["subject"] == "Nothing is printed"
