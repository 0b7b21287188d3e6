"""What hostile addresses fill in, once the receiver has it: the values of tests/js/ticket-hostile.test.js."""

import importlib.util
import json
import subprocess
from email import message_from_bytes, policy
from types import ModuleType

import pytest
from running import CONFIG, ROOT, run_kbgen

FORM = """---
type: ticket-form
title: Request
target: {type: post, url: "https://receiver.example/", redirect: {field: thanks, to: /thanks.md}}
fallback: {type: mailto, to: help@desk.example}
privacy: {text: We answer you.}
sections:
  - title: The problem
    fields:
      - {id: email, type: email, label: Email, required: true}
      - {id: subject, type: text, label: Subject}
      - {id: description, type: textarea, label: What happens}
---
"""
HEADERS = ["From", "To", "Date", "Message-ID", "Subject"]
TYPES = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]


@pytest.fixture(scope="module")
def values() -> list[str]:
    command = ["node", str(ROOT / "tests/js/hostile.js"), "300"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)["values"]


@pytest.fixture
def receiver(project, monkeypatch) -> ModuleType:
    """The receiver as it is written for the form above."""
    site = f"site_url: https://kb.example/\n{CONFIG}"
    root = project({"request.md": FORM, "thanks.md": "# Thanks\n"}, site)
    code, _, errors = run_kbgen("new", "--receiver", "receiver", cwd=root)
    assert (code, errors) == (0, "")
    spec = importlib.util.spec_from_file_location("receiver_of_the_form", root / "receiver/receiver.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("MAIL_FROM", "kb@desk.example")
    monkeypatch.setenv("MAIL_TO", "help@desk.example")
    return module


def test_no_value_adds_a_header_or_an_address_to_the_mail(receiver: ModuleType, values: list[str]):
    written = 0
    for value in values:
        given = {"email": [f"a@b.example{value}"[:200]], "subject": [value], "description": [value]}
        sent = receiver.compose(receiver.check_answers(given), [("note.txt", b"x")])
        mail = message_from_bytes(sent.as_bytes(), policy=policy.default)
        assert [name for name in mail if name not in {*TYPES, "Reply-To"}] == HEADERS
        assert (mail["From"], mail["To"]) == ("kb@desk.example", "help@desk.example")
        assert mail["Reply-To"] in {None, "a@b.example"} or str(mail["Reply-To"]).count("@") == 1
        assert [part.get_content_type() for part in mail.walk()] == [
            "multipart/mixed",
            "text/plain",
            "application/octet-stream",
        ]
        written += "What happens:" in mail.get_body().get_content()
    assert written > len(values) / 2
