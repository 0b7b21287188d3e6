"""What tests of the whole share: the demonstration built once, served, and seen in Chromium."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

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


@pytest.fixture
def project(tmp_path):
    """Make a project from texts or bytes by path below `content/`."""

    def make(files, config=CONFIG):
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
        for name, text in files.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return make


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration's folder, copied, and built into `site`."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    return folder


@pytest.fixture(scope="session")
def site_url(demo):
    """The address at which the built demonstration is served."""
    with serve(demo / "site") as address:
        yield address


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


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium under Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("browser tests need Chromium; run 'make chromium'")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
