"""Requests from Chromium to a real django-helpdesk, read back from its database: whole, and nothing else."""

import json

import pytest
from helpdesk_site import FIELDS, build_site, read_tickets
from real_desks import started
from running import serve

pytestmark = pytest.mark.browser
OPEN = 1
EVERY_BYTE = bytes(range(256))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("helpdesk")


@pytest.fixture(scope="module")
def desk(folder):
    with started("serve_helpdesk.py", "helpdesk", folder, json.dumps(FIELDS)) as address:
        yield address


@pytest.fixture(scope="module")
def site(tmp_path_factory, desk):
    with serve(build_site(tmp_path_factory.mktemp("site"), desk)) as address:
        yield address


@pytest.fixture
def plain(browser):
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def new_tickets(folder, desk):
    """What the helpdesk has got since the test began."""
    before = len(read_tickets(folder))
    return lambda: read_tickets(folder)[before:]


ANSWERS = {
    "version": "3.4.2 – “beta”",
    "serial_number": "PR123456",
    "bought": "2026-02-28",
    "pages": "120",
    "subject": "Größe & Lärm: 5 < 6 > 4",
    "description": "It hums.\n\n  Loudly,\tin the evening:\n1. start\n2. print 日本語 🖨",
    "name": "Zoë O’Neill",
    "email": "zoe+printer@customer.example",
    "phone": "+44 117 496 0112",
}


def fill(page, **answers):
    page.check("#kb-field-category")
    for name, answer in {**ANSWERS, **answers}.items():
        page.fill(f"#kb-field-{name}", answer)


def send(page, desk):
    page.click(".kb-form__submit")
    page.wait_for_url(f"{desk}/tickets/success_iframe/")


def lines(text):
    return text.replace("\r\n", "\n")


def assert_whole(ticket, custom, answers=ANSWERS):
    """Compare a ticket with the answers that were given, and its own fields with `custom`."""
    assert ticket["title"] == answers["subject"]
    assert lines(ticket["description"]) == answers["description"]
    assert ticket["submitter_email"] == answers["email"]
    assert (ticket["queue_id"], ticket["priority"], ticket["status"]) == (2, 4, OPEN)
    given = {name: answers[name] for name in ("version", "serial_number", "bought", "pages", "name", "phone")}
    assert {name: lines(value) for name, value in ticket["custom"].items()} == {**given, **custom}


def test_a_request_arrives_whole_with_what_was_done_before(page, site, desk, new_tickets, tmp_path):
    photo = tmp_path / "Größe und Lärm 1.bin"
    photo.write_bytes(EVERY_BYTE)
    page.goto(f"{site}search/?q=stuck+paper", wait_until="networkidle")
    page.click(".kb-hit__title")
    page.wait_for_url("**/articles/jam/**")
    page.goto(f"{site}guides/nothing/", wait_until="networkidle")
    page.click("text=It is on")
    page.click("text=They stand still")
    page.click("#motor >> text=Request support")
    page.wait_for_url("**/support/request/**")
    page.select_option("#kb-field-product", "p1")
    fill(page, subject="it always shows E-47")
    page.wait_for_selector(".kb-suggestions__link")
    with page.expect_popup():
        page.click(".kb-suggestions__link")
    fill(page)
    for number in (0, 2):
        page.locator("[name=custom_lights]").nth(number).check()
    page.fill("#kb-field-red", "Monday")
    page.set_input_files("#kb-field-photo", photo)
    tried = page.input_value("#kb-field-tried")
    send(page, desk)
    (ticket,) = new_tickets()
    custom = {"product": "p1", "category": "fault", "lights": "red, blue", "red": "Monday", "tried": tried}
    assert_whole(ticket, custom)
    assert ticket["files"] == [("Größe und Lärm 1.bin", "application/octet-stream", EVERY_BYTE)]
    assert tried.splitlines() == [
        "Nothing comes out",
        "Is the light on? – It is on",
        "Do the rollers turn? – They stand still",
        "The motor is broken",
        "Searched here for: stuck paper",
        "Read here: Paper jams again and again",
        "Suggested in this form: Paper jams again and again",
        "Opened of these: Paper jams again and again",
    ]
