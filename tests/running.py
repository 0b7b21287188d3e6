"""What tests of the whole run: the command, a server on this machine, Debian's Chromium."""

import functools
import http.server
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONFIG = "site_name: Test\ndocs_dir: content\ntheme:\n  name: material\nplugins:\n  - kbgen\n"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def run_kbgen(*arguments, cwd):
    """Run the command as its user does; returns exit code, standard output and standard error."""
    command = [sys.executable, "-m", "kbgen", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def read_tree(folder):
    """Return every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class serve:  # noqa: N801 - used like a function
    """Serve a folder on a free port of this machine for the time of a `with` block."""

    def __init__(self, folder):
        handler = functools.partial(_QuietHandler, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_): ...

    def send_error(self, code, message=None, explain=None):
        """Answer with the site's own 404 page, as static hosts do."""
        page = Path(self.directory, "404.html")
        if code == 404 and page.exists():
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.read_bytes())
        else:
            super().send_error(code, message, explain)
