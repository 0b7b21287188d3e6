"""`kbgen serve` at work in a folder, for the tests of what it shows."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path


class Preview:
    """Serve a folder with `kbgen serve` for the time of a `with` block."""

    def __init__(self, folder, *options, mount=""):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            at = f"127.0.0.1:{free.getsockname()[1]}"
        self.folder, self.url = folder, f"http://{at}/{mount}"
        self._command = [sys.executable, "-m", "kbgen", "serve", "--dev-addr", at, *options]

    def __enter__(self):
        with (self.folder / "log.txt").open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(self._command, cwd=self.folder, stdout=log, stderr=log)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=60)

    @property
    def log(self):
        return (self.folder / "log.txt").read_text(encoding="utf-8")

    def write(self, name, text):
        """Save a file below the content folder."""
        path = self.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def get(self, path):
        """Return status and text of what is served at a path."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:  # noqa: S310 - our own server
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return 0, ""

    def wait_for(self, path, text, seconds=60):
        """Ask again and again until what is served contains a text."""
        self._wait(lambda: text in self.get(path)[1], f"{text!r} did not come at {path}", seconds)

    def wait_until_gone(self, path, seconds=60):
        """Ask again and again until there is no such page."""
        self._wait(lambda: self.get(path)[0] == 404, f"{path} has not gone", seconds)

    def wait_for_log(self, text, times=1, seconds=60):
        """Wait until the terminal has been told something so many times."""
        self._wait(lambda: self.log.count(text) >= times, f"{text!r} was not told", seconds)

    def _wait(self, is_so, complaint, seconds):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if is_so():
                return
            time.sleep(0.05)
        raise AssertionError(f"{complaint}\n{self.log[-2000:]}")

    def builders(self):
        """Return the numbers of the processes that build, on Linux."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [
            int(child)
            for child in children.split()
            if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()
        ]

    def kill_builder(self):
        """End the process that builds, as a system without memory does."""
        for number in self.builders():
            os.kill(number, signal.SIGKILL)
