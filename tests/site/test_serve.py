"""`kbgen serve`: what is saved is shown, and a broken file does not stop it."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest


@pytest.fixture
def served(project):
    folder = project({"a.md": "# First\n\nOne.\n"})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "kbgen", "serve", "--dev-addr", address]
    with (folder / "log.txt").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    yield folder, f"http://{address}/"
    process.terminate()
    process.wait(timeout=60)


def wait_for(address, text, seconds=40):
    """Ask again and again until a page contains a text."""
    until = time.monotonic() + seconds
    seen = ""
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
                seen = answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            seen = ""
        if text in seen:
            return
        time.sleep(0.2)
    pytest.fail(f"{text!r} did not come at {address}: {seen[-300:]}")


def test_saved_page_is_shown_and_a_broken_one_does_not_stop_the_server(served):
    folder, address = served
    wait_for(f"{address}a/", "One.")
    (folder / "content/a.md").write_text("---\ntitle: Oh: no\n---\nTwo.\n", encoding="utf-8")
    wait_for(f"{address}a/", "Two.")
    assert "content/a.md:2:10: error: this is not valid YAML" in (folder / "log.txt").read_text(
        encoding="utf-8"
    )
    (folder / "content/a.md").replace(folder / "content/b.md")
    wait_for(f"{address}b/", "Two.")
