"""Serves a site that is being written: from its folder, with a script on each page that knows what is new."""

from __future__ import annotations

import hashlib
import ipaddress
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

OWN = "/.kbgen/"
"""Where our own files are served: no site has a page there."""
_SCRIPT = Path(__file__).with_name("preview.js")
_BEAT = 15
"""Seconds after which a browser hears of us, so that we hear when it has gone."""


_NOTHING = {"version": 0, "assets": 0, "problems": [], "count": 0, "error": ""}


@dataclass
class News:
    """What browsers are told; any number of threads wait for it."""

    _told: dict[str, Any] = field(default_factory=lambda: dict(_NOTHING))
    _condition: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Tell something else, given what was told last."""
        with self._condition:
            self._told = {**change(self._told), "version": self._told["version"] + 1}
            self._condition.notify_all()

    def after(self, version: int) -> dict[str, Any] | None:
        """Wait until there are other news than those of a version; None where that takes long."""
        with self._condition:
            if self._condition.wait_for(lambda: self._told["version"] != version, _BEAT):
                return self._told
            return None


def open_server(address: tuple[str, int], folder: Path, mount: str, news: News) -> ThreadingHTTPServer:
    """Return a server of a site.

    Args:
        address: Host and port.
        folder: Of the site; may not be there yet.
        mount: Path at which the site is, from `/` to `/`.
        news: What browsers are told.

    Raises:
        OSError: Where nobody can serve on the address.
    """

    class Server(ThreadingHTTPServer):
        address_family = _family(address[0])
        daemon_threads = True

    return Server(address, partial(_Handler, mount=mount, news=news, directory=str(folder)))


def _family(host: str) -> socket.AddressFamily:
    with suppress(ValueError):
        if ipaddress.ip_address(host).version == 6:  # noqa: PLR2004 - the version
            return socket.AF_INET6
    return socket.AF_INET


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, mount: str, news: News, **options: Any) -> None:
        self._mount, self._news = mount, news
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        with suppress(ConnectionError):  # the reader has gone elsewhere
            if self.path.startswith(OWN):
                self._send_own(self.path.removeprefix(OWN))
            else:
                super().do_GET()

    def send_head(self) -> Any:
        """Send the head of a file and return the rest; pages are made ready to be followed."""
        path = urlsplit(self.path).path
        if not path.startswith(self._mount):
            if f"{path}/" == self._mount or path == "/":
                return self._redirect(self._mount)
            return self._missing()
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            if not path.endswith("/"):
                return self._redirect(f"{path}/")
            file /= "index.html"
        if file.suffix != ".html":
            return super().send_head() if file.is_file() else self._missing()
        try:
            return self._page(HTTPStatus.OK, file.read_bytes())
        except OSError:
            return self._missing()

    def translate_path(self, path: str) -> str:
        """Return the file of a path below the mount point."""
        return super().translate_path("/" + path[len(self._mount) :])

    def end_headers(self) -> None:
        """Let nothing be kept: it may be another file in a second."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _redirect(self, place: str) -> None:
        query = urlsplit(self.path).query
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(place, safe="/%") + (f"?{query}" if query else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _missing(self) -> BytesIO:
        """Send what static hosts send where there is no page."""
        try:
            page = Path(self.directory, "404.html").read_bytes()
        except OSError:
            page = _NO_SITE.encode()
        return self._page(HTTPStatus.NOT_FOUND, page)

    def _page(self, status: HTTPStatus, page: bytes) -> BytesIO:
        digest = hashlib.blake2b(page, digest_size=8).hexdigest()
        script = (
            f'<script src="{OWN}preview.js" data-page="{digest}" data-mount="{escape(self._mount)}"></script>'
        )
        before, end, after = page.rpartition(b"</body>")
        content = before + script.encode() + end + after if end else page + script.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", f'"{digest}"')
        self.end_headers()
        return BytesIO(content)

    def _send_own(self, name: str) -> None:
        if name == "news":
            self._send_news()
        elif name == _SCRIPT.name:
            content = _SCRIPT.read_bytes()
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/javascript")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        else:
            self.wfile.write(self._missing().read())

    def _send_news(self) -> None:
        """Send what is new for as long as somebody listens, as server-sent events."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for event in _events(self._news):
            self.wfile.write(event)
            self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as it is called there
        """Say nothing of requests."""


def _events(news: News) -> Iterator[bytes]:
    version = -1
    while True:
        told = news.after(version)
        if told is None:
            yield b":\n\n"
        else:
            version = told["version"]
            yield f"data: {json.dumps(told)}\n\n".encode()


_NO_SITE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not built yet</title></head>
<body><main><h1>Not built yet</h1><p>This page comes as soon as the site is built.</p></main></body></html>
"""
