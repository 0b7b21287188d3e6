"""The receiver as it is used: started, behind a socket, with a real mail server."""

import email
import email.policy
import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from running import run_kbgen

FORM = """\
---
type: ticket-form
title: Request
target:
  type: post
  url: https://receiver.example/
  constants: {source: kb}
  honeypot: website
  redirect: {field: thanks, to: /support/thanks.md}
fallback: {type: mailto, to: help@desk.example}
privacy: {text: We answer you.}
sections:
  - title: The problem
    fields:
      - {id: subject, type: text, label: Subject, required: true, max_length: 80}
      - {id: description, type: textarea, label: What happens, required: true}
      - {id: category, type: radios, label: About, options: {fault: It does not work, how-to: How to}}
      - {id: parts, type: checkboxes, label: Parts, options: {lid: Lid, base: Base}}
      - {id: photos, type: files, label: Photos, max_files: 2, max_size: 20 kB}
  - title: You
    fields:
      - {id: email, type: email, label: Email, send_as: your_email, required: true}
---
"""
SITE = "https://kb.example"
GOOD = {"subject": "It is loud", "description": "Since\nMonday", "your_email": "ann@customer.example"}


class Inbox(Message):
    def __init__(self):
        super().__init__()
        self.mails = []

    def handle_message(self, message):
        self.mails.append(email.message_from_bytes(message.as_bytes(), policy=email.policy.default))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The receiver as `kbgen new --receiver` writes it for a site with the form above."""
    root = tmp_path_factory.mktemp("receiver")
    (root / "content/support").mkdir(parents=True)
    (root / "content/support/request.md").write_text(FORM, encoding="utf-8")
    (root / "content/support/thanks.md").write_text("# Thanks\n", encoding="utf-8")
    config = (
        f"site_name: T\nsite_url: {SITE}/\ndocs_dir: content\ntheme: {{name: material}}\nplugins: [kbgen]\n"
    )
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    code, said, errors = run_kbgen("new", "--receiver", "receiver", cwd=root)
    assert (code, errors) == (0, "")
    assert "support/request.md" in said
    return root / "receiver"


@pytest.fixture(scope="module")
def mail_server():
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def inbox(mail_server):
    mail_server.handler.mails.clear()
    return mail_server.handler.mails


@pytest.fixture(scope="module")
def receiver(folder, mail_server):
    with running(folder, mail_server.port, PER_HOUR="1000") as port:
        yield port


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(folder, smtp_port, **settings):
    """Start the receiver as its README says; yields its port."""
    port = free_port()
    environment = {
        **os.environ,
        "MAIL_TO": "help@desk.example",
        "MAIL_FROM": "form@desk.example",
        "PORT": str(port),
        "SMTP_HOST": "localhost",
        "SMTP_PORT": str(smtp_port),
        "SMTP_STARTTLS": "no",
        **settings,
    }
    command = [sys.executable, str(folder / "receiver.py")]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port):
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the receiver does not start")


def send(port, body, kind="application/x-www-form-urlencoded", origin=SITE, method="POST", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    sent = {"Content-Type": kind, **({"Origin": origin} if origin else {}), **headers}
    connection.request(method, "/", body, sent)
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, answer.getheader("Location"), said


def send_answers(port, answers, **how):
    return send(port, urlencode(answers, doseq=True).encode(), **how)


def send_multipart(port, parts, boundary="----kbgenX"):
    """Send parts of (name, file name or None, bytes) as a browser does."""
    lines = b""
    for name, filename, content in parts:
        file = f'; filename="{filename}"\r\nContent-Type: image/png' if filename is not None else ""
        lines += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode()
        lines += content + b"\r\n"
    return send(port, lines + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}")


def parts_of(answers):
    return [(name, None, value.encode()) for name, value in answers.items()]


def test_a_request_becomes_a_mail_and_the_browser_goes_to_the_page_of_thanks(receiver, inbox):
    answers = {
        **GOOD,
        "category": "fault",
        "parts": ["lid", "base"],
        "source": "kb",
        "thanks": "x",
        "website": "",
    }
    assert send_answers(receiver, answers)[:2] == (303, f"{SITE}/support/thanks/")
    (mail,) = inbox
    assert (mail["To"], mail["From"], mail["Reply-To"]) == (
        "help@desk.example",
        "form@desk.example",
        "ann@customer.example",
    )
    assert mail["Subject"] == "Support request: It is loud"
    assert mail.get_content() == (
        "The problem\n-----------\nSubject: It is loud\nWhat happens:\nSince\nMonday\n"
        "About: It does not work\nParts: Lid, Base\n\nYou\n---\nEmail: ann@customer.example\n"
    )


def test_text_of_any_script_arrives_as_it_was_typed(receiver, inbox):
    typed = "Ä “x” 日本 🖨\n100 % & more = less? + ;\n\n" + "long " * 400
    assert send_answers(receiver, {**GOOD, "subject": "Früh 日本 🖨", "description": typed})[0] == 303
    assert inbox[0]["Subject"] == "Support request: Früh 日本 🖨"
    assert typed.strip() in inbox[0].get_content()


def test_files_arrive_byte_for_byte_with_their_names(receiver, inbox):
    every = bytes(range(256)) * 4 + b"\r\n--\r\n------kbgenY\r\n\r\r\n\n"
    parts = [*parts_of(GOOD), ("photos", "Bild 日.png", every), ("photos", "../../etc/passwd", b"x\r")]
    assert send_multipart(receiver, [*parts, ("photos", "", b"")])[0] == 303
    found = [(part.get_filename(), part.get_content()) for part in inbox[0].iter_attachments()]
    assert found == [("Bild 日.png", every), ("passwd", b"x\r")]


HEADERS = [
    "a\r\nBcc: me@evil.example",
    "a\nBcc: me@evil.example",
    "a\rBcc: x",
    "a\u2028Bcc: x",
    "a\x00b",
    "\x85Bcc: x",
]


@pytest.mark.parametrize("attack", HEADERS)
def test_no_answer_adds_a_header(receiver, inbox, attack):
    assert send_answers(receiver, {**GOOD, "subject": attack, "your_email": attack})[0] == 303
    assert sorted(inbox[0].keys()) == sorted(
        [
            *("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
            *("Content-Transfer-Encoding", "X-Peer", "X-MailFrom", "X-RcptTo"),
        ]
    )
    assert inbox[0]["X-RcptTo"] == "help@desk.example"


def test_a_file_name_adds_no_header(receiver, inbox):
    name = 'a.png%0D%0ABcc: x"; x="y'.replace('"', "%22")
    assert send_multipart(receiver, [*parts_of(GOOD), ("photos", name, b"x")])[0] == 303
    assert next(iter(inbox[0].iter_attachments())).get_filename() == 'a.png%0D%0ABcc: x"; x="y'
    assert inbox[0]["Bcc"] is None


REFUSED = {
    "another site": ({"origin": "https://evil.example"}, GOOD, 403, "did not come from our form"),
    "no origin": ({"origin": None}, GOOD, 403, "did not come from our form"),
    "a hidden origin": ({"origin": "null"}, GOOD, 403, "did not come from our form"),
    "a read": ({"method": "GET"}, {}, 405, "takes our form"),
    "an unknown field": ({}, {**GOOD, "bcc": "x"}, 400, "form has changed"),
    "a filled trap": ({}, {**GOOD, "website": "https://spam.example"}, 400, "stays empty"),
    "a missing answer": ({}, {**GOOD, "subject": " \n"}, 400, "“Subject” is missing"),
    "an answer that is too long": ({}, {**GOOD, "subject": "x" * 81}, 400, "“Subject” is too long"),
    "an endless answer": ({}, {**GOOD, "description": "x" * 20_001}, 400, "“What happens” is too long"),
    "too many values": ({}, {**GOOD, "parts": ["lid"] * 300}, 400, "arrived damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_our_form_does_not_send_is_refused_in_words(receiver, inbox, name):
    how, answers, status, words = REFUSED[name]
    code, _, said = send_answers(receiver, answers, **how)
    assert code == status
    assert words in said
    assert "Your request was not sent" in said
    assert f'href="{SITE}/support/request/"' in said
    assert inbox == []


def test_too_many_and_too_large_files_are_refused(receiver, inbox):
    three = [("photos", f"{n}.png", b"x") for n in range(3)]
    assert send_multipart(receiver, [*parts_of(GOOD), *three])[0] == 400
    assert send_multipart(receiver, [*parts_of(GOOD), ("photos", "a.png", b"x" * 20_001)])[0] == 413
    code, _, said = send_multipart(receiver, [*parts_of(GOOD), ("photos", "a.png", b"x" * 3_000_000)])
    assert (code, "larger than 1 MB" in said) == (413, True)
    assert inbox == []


DAMAGED = [
    (b"a=b", "multipart/form-data"),
    (b"a=b", "multipart/form-data; boundary=x"),
    (b"--x\r\n\r\nno name\r\n--x--", "multipart/form-data; boundary=x"),
    (b'--x\r\nContent-Disposition: form-data; name="subject"\r\n\r\ncut', "multipart/form-data; boundary=x"),
    (b"\xff\xfe=\x00", "application/x-www-form-urlencoded"),
]


@pytest.mark.parametrize(("body", "kind"), DAMAGED)
def test_a_damaged_request_is_refused(receiver, inbox, body, kind):
    code, _, said = send(receiver, body, kind)
    assert (code, "arrived damaged" in said) == (400, True)
    assert inbox == []


def test_markup_in_an_answer_is_text_in_the_mail(receiver, inbox):
    assert send_answers(receiver, {**GOOD, "description": "<script>alert(1)</script>"})[0] == 303
    assert inbox[0].get_content_type() == "text/plain"


def test_one_address_sends_only_so_much_in_an_hour(folder, mail_server, inbox):
    with running(folder, mail_server.port, PER_HOUR="2", CLIENT_HEADER="X-Forwarded-For") as port:
        said = [send_answers(port, GOOD, **{"X-Forwarded-For": f"{n}, 10.0.0.1"})[0] for n in range(3)]
        assert said == [303, 303, 429]
        assert send_answers(port, GOOD, **{"X-Forwarded-For": "10.0.0.1, 10.0.0.2"})[0] == 303
    assert len(inbox) == 3


def test_a_customer_is_told_when_the_mail_server_is_down(folder):
    with running(folder, free_port()) as port:
        code, _, said = send_answers(port, GOOD)
    assert code == 502
    assert "Your request was not sent" in said
    assert "your text is still there" in said


def test_a_mail_server_without_encryption_gets_no_password(folder, mail_server, inbox):
    settings = {"SMTP_STARTTLS": "yes", "SMTP_USER": "u", "SMTP_PASSWORD": "p"}
    with running(folder, mail_server.port, **settings) as port:
        assert send_answers(port, GOOD)[0] == 502
    assert inbox == []


def test_mail_goes_over_an_encrypted_line(folder, tmp_path):
    import ssl

    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    inbox = Inbox()
    settings = {"tls_context": context, "require_starttls": True}
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port(), **settings)
    controller.start()
    try:
        encrypted = {"SMTP_STARTTLS": "yes", "SMTP_CA": str(certificate)}
        with running(folder, controller.port, **encrypted) as port:
            assert send_answers(port, GOOD)[0] == 303
        with running(folder, controller.port, SMTP_STARTTLS="yes") as port:
            assert send_answers(port, GOOD)[0] == 502  # a certificate that nobody vouches for
    finally:
        controller.stop()
    assert len(inbox.mails) == 1


def test_other_files_are_not_written_over(folder):
    code, _, errors = run_kbgen("new", "--receiver", ".", cwd=folder.parent)
    assert code == 1
    assert "has other files in it" in errors
