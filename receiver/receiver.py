"""Takes the requests of a kbgen form and passes them on as email: one WSGI app, standard library only.

`form.json` says what the form sends, environment variables say the rest (README.md). Run it behind HTTPS.
"""

from __future__ import annotations

import html
import json
import os
import re
import smtplib
import ssl
import time
from collections import deque
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

FORM = json.loads((Path(__file__).parent / "form.json").read_text(encoding="utf-8"))
FIELDS = {field["name"]: field for field in FORM["fields"]}
ORIGINS = {*FORM["origins"], *os.environ.get("ORIGINS", "").split()}
PER_HOUR = int(os.environ.get("PER_HOUR", "20"))
MOST_PARTS = 200
CHUNK, SKIPPED = 65_536, 200_000_000
HOUR = 3600
LONGEST = 20_000  # characters of an answer whose field has no limit of its own

arrivals: dict[str, deque[float]] = {}


class RefusedError(Exception):
    """A request that is not passed on: HTTP status, and what the customer reads."""


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Pass one request on and lead to the page of thanks, or say on a page why not."""
    try:
        deliver(compose(*accept(environ)))
    except RefusedError as refused:
        status, words = refused.args
        body = page(words).encode()
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response(status, [*headers, ("Cache-Control", "no-store")])
        return [body]
    start_response("303 See Other", [("Location", FORM["thanks"]), ("Content-Length", "0")])
    return [b""]


def accept(environ: dict[str, Any]) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    """Return answers by name, and files, of a request that our form sends; refuse any other."""
    if environ["REQUEST_METHOD"] != "POST":
        raise RefusedError("405 Method Not Allowed", "This address takes our form. Send it from there.")
    if environ.get("HTTP_ORIGIN") not in ORIGINS:
        raise RefusedError("403 Forbidden", "This did not come from our form. Send it from there.")
    limit_rate(client(environ), time.monotonic())
    values: dict[str, list[str]] = {}
    files = []
    for name, filename, content in read_values(environ):
        if name == FORM["honeypot"] and content.strip():
            raise RefusedError("400 Bad Request", "A field that stays empty was filled in. Empty it.")
        if name in {FORM["honeypot"], *FORM["ignored"]}:
            continue
        if name not in FIELDS:
            raise RefusedError("400 Bad Request", "The form has changed. Reload its page and send again.")
        if FIELDS[name]["type"] != "files":
            values.setdefault(name, []).append(content.decode("utf-8", "replace"))
        elif filename:
            files.append((name, filename, content))
    return check_answers(values), check_files(files)


def client(environ: dict[str, Any]) -> str:
    """Return the sender's address; behind a proxy the last one in the header that CLIENT_HEADER names."""
    header = os.environ.get("CLIENT_HEADER", "").upper().replace("-", "_")
    listed = environ.get(f"HTTP_{header}", "") if header else environ.get("REMOTE_ADDR", "")
    return str(listed).rpartition(",")[2].strip()


def limit_rate(address: str, now: float) -> None:
    """Refuse an address that sent too much within the hour; forget those that have been silent."""
    for silent in [known for known, times in arrivals.items() if now - times[-1] > HOUR]:
        del arrivals[silent]
    times = arrivals.setdefault(address, deque(maxlen=PER_HOUR))
    if len(times) == PER_HOUR and now - times[0] < HOUR:
        raise RefusedError("429 Too Many Requests", "Too many requests from your network. Wait an hour.")
    times.append(now)


def read_values(environ: dict[str, Any]) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, file name and content of everything sent, in either encoding that forms have."""
    length = str(environ.get("CONTENT_LENGTH") or "")
    if not length.isdigit():
        raise RefusedError("411 Length Required", "The form came without its length. Send it again.")
    if int(length) > FORM["max_bytes"]:
        skip(environ["wsgi.input"], int(length))
        most = f"{FORM['max_bytes'] / 1e6:.0f} MB"
        raise RefusedError("413 Content Too Large", f"The files are larger than {most}. Leave one out.")
    body = environ["wsgi.input"].read(int(length))
    kind = environ.get("CONTENT_TYPE", "")
    if len(body) < int(length):
        raise RefusedError("400 Bad Request", "The form did not arrive completely. Send it again.")
    try:
        if kind.startswith("multipart/form-data"):
            yield from read_multipart(kind, body)
        else:
            pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_PARTS)
            yield from ((name, "", value.encode()) for name, value in pairs)
    except ValueError as error:
        raise RefusedError("400 Bad Request", "The form arrived damaged. Send it again.") from error


def skip(stream: Any, length: int) -> None:
    """Read past a body that is too large, within reason: a browser that is cut off shows no answer."""
    for _ in range(min(length, SKIPPED) // CHUNK + 1):
        if len(stream.read(min(CHUNK, length))) < CHUNK:
            break
        length -= CHUNK


def read_multipart(kind: str, body: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield the parts of a multipart body (RFC 7578, names as browsers write them); ValueError for others."""
    boundary = re.search(r'boundary="?([^";,\s]{1,70})', kind)
    chunks = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode()) if boundary else []
    if not chunks or chunks[0] or not chunks[-1].startswith(b"--") or len(chunks) > MOST_PARTS:
        raise ValueError("no multipart form")
    for chunk in chunks[1:-1]:
        head, end, content = chunk.partition(b"\r\n\r\n")
        names = dict(re.findall(rb'; *(name|filename)="([^"\r\n]*)"', head))
        if not end or b"name" not in names:
            raise ValueError("a part without a name")
        name, filename = (names.get(key, b"").decode("utf-8", "replace") for key in (b"name", b"filename"))
        yield name.replace("%22", '"'), filename.replace("%22", '"'), content


def check_answers(values: dict[str, list[str]]) -> dict[str, str]:
    """Return the answers in the form's order, without control characters."""
    answers = {}
    for name, field in FIELDS.items():
        texts = [plain(text, lines=field["type"] == "textarea") for text in values.get(name, [])]
        answer = ", ".join(text for text in texts if text)
        if field["required"] and not answer and field["type"] != "files":
            raise RefusedError("400 Bad Request", f"“{field['label']}” is missing. Fill it in.")
        if len(answer) > (field["max_length"] or LONGEST):
            raise RefusedError("400 Bad Request", f"“{field['label']}” is too long. Shorten it.")
        answers |= {name: answer} if answer else {}
    return answers


def check_files(files: list[tuple[str, str, bytes]]) -> list[tuple[str, bytes]]:
    """Return file names and contents, where there are not too many and none is too large."""
    for name, field in FIELDS.items():
        mine = [content for sent_as, _, content in files if sent_as == name]
        if len(mine) > field["max_files"]:
            words = f"“{field['label']}” takes at most {field['max_files']}. Leave some out."
            raise RefusedError("400 Bad Request", words)
        if any(len(content) > (field["max_size"] or FORM["max_bytes"]) for content in mine):
            raise RefusedError("413 Content Too Large", f"A file of “{field['label']}” is too large.")
    return [(plain(re.split(r"[/\\]", filename)[-1])[-100:], content) for _, filename, content in files]


def plain(text: str, *, lines: bool = False) -> str:
    """Return text without control characters; a line break would add a header to the mail."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    unseen = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
    return re.sub(unseen if lines else unseen + r"|\s", " ", text).strip()


def compose(answers: dict[str, str], files: list[tuple[str, bytes]]) -> EmailMessage:
    """Return the request as an email: sections and labels as in the form, files attached."""
    roles = {FIELDS[name]["role"]: answer for name, answer in answers.items()}
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = os.environ["MAIL_FROM"], os.environ["MAIL_TO"]
    message["Date"], message["Message-ID"] = formatdate(), make_msgid()
    message["Subject"] = ": ".join(filter(None, [FORM["subject"], roles.get("subject")]))[:150]
    if re.fullmatch(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+", roles.get("email", ""), re.ASCII):
        message["Reply-To"] = roles["email"]
    lines = []
    for name, answer in answers.items():
        field = FIELDS[name]
        title = f"\n{field['section']}\n{'-' * len(field['section'])}"
        lines += [title] if title not in lines else []
        words = ", ".join(field["options"].get(part, part) for part in answer.split(", "))
        lines.append(f"{field['label']}:{chr(10) if chr(10) in words else ' '}{words}")
    message.set_content("\n".join(lines).strip() + "\n")
    for filename, content in files:
        message.add_attachment(content, "application", "octet-stream", filename=filename)
    return message


def deliver(message: EmailMessage) -> None:
    """Hand the request to the mail server; where that fails, say so: the browser still has the text."""
    host, port = os.environ["SMTP_HOST"], int(os.environ.get("SMTP_PORT", "587"))
    try:
        with smtplib.SMTP(host, port, timeout=20) as server:
            if os.environ.get("SMTP_STARTTLS") != "no":
                server.starttls(context=ssl.create_default_context(cafile=os.environ.get("SMTP_CA")))
            if "SMTP_USER" in os.environ:
                server.login(os.environ["SMTP_USER"], os.environ["SMTP_PASSWORD"])
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        print(f"not delivered: {error!r}", flush=True)  # noqa: T201 - the server's log
        words = "Our mail server did not take it. Go back: your text is still there. Copy it, and try later."
        raise RefusedError("502 Bad Gateway", words) from error


def page(words: str) -> str:
    """Return a plain page that says what happened and leads back."""
    head = '<!doctype html><html lang="en"><meta charset="utf-8">'
    head += '<meta name="viewport" content="width=device-width">'
    back = f'<a href="{html.escape(FORM["page"])}">The form</a>'
    title = "Your request was not sent"
    return f"{head}<title>{title}</title><h1>{title}</h1><p>{html.escape(words)}</p><p>{back}</p></html>"


if __name__ == "__main__":
    from wsgiref.simple_server import make_server

    make_server("127.0.0.1", int(os.environ.get("PORT", "8080")), application).serve_forever()
