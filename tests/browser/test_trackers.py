"""Links from Chromium to a real Roundup and Trac: their own form opens filled in and stores what it shows."""

import sqlite3

import pytest
from helpdesk_site import build
from real_desks import started
from running import CONFIG, serve

pytestmark = pytest.mark.browser
WORDS = ("paper", "ink", "noise")
FORM = """\
---
type: ticket-form
title: Write to the tracker
target: {type: link, preset: PRESET, url: "DESK", rest: description}
fallback: {type: mailto, to: help@desk.example}
privacy: {text: We use this to answer you.}
sections:
  - title: The problem
    fields:
      - {id: subject, type: text, label: The problem in one sentence, max_length: 80}
      - {id: description, type: textarea, label: What happens, max_length: 200}
"""
ROUNDUP = """\
      - {id: urgency, type: radios, label: Urgency, send_as: priority, options: [critical, urgent, wish]}
      - {id: words, type: checkboxes, label: About, send_as: keyword, options: [paper, ink, noise]}
---
"""
TRAC = """\
      - {id: urgency, type: radios, label: Urgency, send_as: priority, options: [blocker, minor]}
      - {id: words, type: checkboxes, label: About, send_as: keywords, options: [paper, ink, noise]}
      - {id: email, type: email, label: Your email address, max_length: 60}
---
"""
SUBJECT = "Größe & Lärm: 5 < 6 > 4 \"+\" 100% <script>alert('x')</script>"
DESCRIPTION = "It hums.\n\n  Loudly: #1 </textarea>"


@pytest.fixture(scope="module")
def roundup(tmp_path_factory):
    folder = tmp_path_factory.mktemp("roundup")
    with started("serve_roundup.py", "trackers", folder, *WORDS) as address:
        yield address, folder


@pytest.fixture(scope="module")
def trac(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trac")
    with started("serve_trac.py", "trackers", folder) as address:
        yield address, folder


@pytest.fixture(scope="module")
def site(tmp_path_factory, roundup, trac):
    desks = {"roundup": (roundup, ROUNDUP), "trac": (trac, TRAC)}
    forms = {
        f"{name}.md": FORM.replace("PRESET", name).replace("DESK", address) + fields
        for name, ((address, _), fields) in desks.items()
    }
    with serve(build(tmp_path_factory.mktemp("site"), forms, CONFIG)) as address:
        yield address


def open_desk(view, address, words, urgency=2):
    """Fill in the site's form and follow it to the desk."""
    view.goto(address, wait_until="networkidle")
    view.fill("#kb-field-subject", SUBJECT)
    view.fill("#kb-field-description", DESCRIPTION)
    view.locator("[name=priority]").nth(urgency - 1).check()
    for word in words:
        view.check(f"input[value={word}]")
    if view.locator("#kb-field-email").count():
        view.fill("#kb-field-email", "zoe+printer@customer.example")
    view.click(".kb-form__submit")


def shown(view, *names):
    return [view.input_value(f"[name='{name}']").replace("\r\n", "\n") for name in names]


def rows(database, query):
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    found = db.execute(query).fetchall()
    db.close()
    return found


def test_roundup_s_form_has_the_answers_and_stores_them(view, site, roundup):
    desk, folder = roundup
    open_desk(view, f"{site}roundup/", ["paper", "noise"])
    view.wait_for_url(f"{desk}/issue?**")
    assert shown(view, "title", "@note") == [SUBJECT, DESCRIPTION]
    assert sorted(view.input_value("[name=keyword]").split(",")) == ["noise", "paper"]
    assert view.inner_text("[name=priority] option:checked") == "urgent"
    view.click("[name=submit_button], [type=submit][value*=Submit]")
    view.wait_for_url(f"{desk}/issue*@ok_message=**")
    database = folder / "tracker/db/db"
    ((number, title, priority),) = rows(
        database,
        "SELECT issue.id, issue._title, priority._name FROM _issue AS issue"
        " JOIN _priority AS priority ON priority.id = issue._priority ORDER BY issue.id DESC LIMIT 1",
    )
    assert (title, priority) == (SUBJECT, "urgent")
    ((message,),) = rows(database, f"SELECT linkid FROM issue_messages WHERE nodeid = {number}")  # noqa: S608
    stored = (folder / f"tracker/db/files/msg/0/msg{message}").read_text(encoding="utf-8")
    assert stored == DESCRIPTION
    keywords = rows(
        database,
        "SELECT keyword._name FROM issue_keyword JOIN _keyword AS keyword"  # noqa: S608
        f" ON keyword.id = issue_keyword.linkid WHERE nodeid = {number} ORDER BY keyword.id",
    )
    assert keywords == [("paper",), ("noise",)]


def test_trac_s_form_has_the_answers_and_stores_them(view, script, site, trac):
    desk, folder = trac
    open_desk(view, f"{site}trac/", ["paper", "ink"])
    view.wait_for_url(f"{desk}/newticket?**")
    words = "paper, ink" if script else "paper"
    answers = [SUBJECT, DESCRIPTION, words, "minor", "zoe+printer@customer.example"]
    names = ("summary", "description", "keywords", "priority", "reporter")
    assert shown(view, *[f"field_{name}" for name in names]) == answers
    view.click("[name=submit]")
    view.wait_for_url(f"{desk}/ticket/*")
    columns = ", ".join(names)
    (found,) = rows(
        folder / "project/db/trac.db",
        f"SELECT {columns} FROM ticket ORDER BY id DESC LIMIT 1",  # noqa: S608
    )
    assert [value.replace("\r\n", "\n") for value in found] == answers
