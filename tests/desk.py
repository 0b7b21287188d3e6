"""A support desk on this machine: takes requests as a form service does, and fails as it is told to."""

import email.parser
import email.policy
import http.server
import json
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Received:
    """One request: fields are (name, value), files (name, file name, bytes)."""

    method: str
    path: str
    headers: dict
    fields: tuple
    files: tuple = ()

    @property
    def answers(self):
        return dict(self.fields)


@dataclass
class Behaviour:
    """How the desk answers: with a status after some seconds, at once with nothing (cut), or elsewhere."""

    status: int = 200
    body: str = "<!doctype html><title>Thanks</title><h1>Request received</h1>"
    headers: dict = field(default_factory=dict)
    delay: float = 0.0
    cut: bool = False


class Desk:
    """Use in a `with` block; `received` is what came in, `behaviour` what comes next."""

    def __init__(self, tls=None):
        self.received = []
        self.behaviour = Behaviour()
        desk = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                fields, files = read_body(self.headers.get("content-type", ""), body)
                headers = {name.lower(): value for name, value in self.headers.items()}
                received = Received(self.command, self.path, headers, fields, files)
                desk.received.append(received)
                desk.answer(self, desk.judge(received))

            def do_OPTIONS(self):
                headers = {name.lower(): value for name, value in self.headers.items()}
                desk.answer(self, desk.preflight(headers))

            def do_GET(self):
                headers = {name.lower(): value for name, value in self.headers.items()}
                fields = tuple(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
                received = Received("GET", self.path, headers, fields)
                desk.answer(self, desk.look(received))

            def log_message(self, *_): ...

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True  # one that is still thinking does not hold up the next test
        self.port = self._server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        if tls:
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )

    def judge(self, _received):
        """Return how the desk answers a request."""
        return self.behaviour

    def look(self, _received):
        """Return how the desk answers somebody who opens a page."""
        return self.behaviour

    def preflight(self, headers):
        """Answer as an API does that takes requests from this site's pages (CORS)."""
        allowed = {
            "Access-Control-Allow-Origin": headers.get("origin", ""),
            "Access-Control-Allow-Headers": "content-type",
        }
        return Behaviour(204, "", allowed)

    def answer(self, handler, behaviour):
        time.sleep(behaviour.delay)
        if behaviour.cut:
            handler.close_connection = True
            handler.connection.close()
            return
        data = behaviour.body.encode()
        handler.close_connection = True  # a browser repeats a POST on a used connection that breaks
        handler.send_response(behaviour.status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **behaviour.headers}.items():
            handler.send_header(name, value)
        handler.send_header("Connection", "close")
        if behaviour.status != 204:
            handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


def read_body(content_type, body):
    """Return fields and files of a form's body, or the top-level texts of a JSON object."""
    if content_type.startswith("application/json"):
        return tuple(json.loads(body).items()), ()
    if not content_type.startswith("multipart/form-data"):
        return tuple(parse_qsl(body.decode(), keep_blank_values=True)), ()
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    fields, files = [], []
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if part.get_filename() is not None:
            files.append((name, part.get_filename(), content))
        else:
            fields.append((name, content.decode()))
    return tuple(fields), tuple(files)
