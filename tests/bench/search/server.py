"""A static host on this machine: compresses text as hosts do, has a slow line, and notes every answer."""

from __future__ import annotations

import functools
import gzip
import http.server
import mimetypes
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".wasm")
"""Types that hosts compress; Pagefind's own files come compressed already."""


@dataclass(frozen=True)
class Line:
    """What lies between browser and host.

    Attributes:
        delay: Seconds before an answer begins.
        rate: Bytes per second that all answers together get; 0 is as fast as can be.
    """

    delay: float = 0.0
    rate: int = 0


SLOW_4G = Line(delay=0.15, rate=200_000)
"""150 ms and 1.6 Mbit/s: the "slow 4G" of Lighthouse and PageSpeed Insights."""


@dataclass
class Host:
    """One folder on a port of its own.

    Attributes:
        folder: What is served.
        line: How fast; may be changed between answers.
        sent: Path and number of bytes of each body since `sent` was last cleared.
        missing: Paths that were asked for and are not there.
    """

    folder: Path
    line: Line = Line()
    sent: list[tuple[str, int]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    address: str = ""
    pipe: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        handler = functools.partial(Handler, host=self)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def body(self, path: str) -> tuple[str, bytes, bool] | None:
        """Return type and bytes of a file, and whether they are compressed; None where there is none."""
        file = self.folder / path
        file = file / "index.html" if file.is_dir() else file
        return read_body(file) if file.is_file() else None


@functools.lru_cache(maxsize=64)
def read_body(file: Path) -> tuple[str, bytes, bool]:
    """Return a file as it goes over the line."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    data = file.read_bytes()
    if file.suffix not in COMPRESSED:
        return kind, data, False
    return kind, gzip.compress(data, 9, mtime=0), True


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET from the host's folder."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, host: Host) -> None:
        self.host = host
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Send a file, late and slowly."""
        path = unquote(urlsplit(self.path).path).lstrip("/")
        found = self.host.body(path)
        kind, data, compressed = found or ("text/plain", b"", False)
        if found is None:
            self.host.missing.append(path)
        time.sleep(self.host.line.delay)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        # Only a page that is isolated like this gets a clock of 5 instead of 100 microseconds.
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.send_slowly(data)
        self.host.sent.append((path, len(data)))

    def send_slowly(self, data: bytes) -> None:
        """Send in packets that share the line with those of other answers."""
        size = 16_384 if self.host.line.rate else max(len(data), 1)
        for start in range(0, len(data), size):
            packet = data[start : start + size]
            if self.host.line.rate:
                with self.host.pipe:
                    time.sleep(len(packet) / self.host.line.rate)
            self.wfile.write(packet)

    def log_message(self, *_: object) -> None: ...
