"""Real desks for tests: helpdesks and trackers from PyPI, each in a process and with libraries of its own."""

import os
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
from running import ROOT

SERVERS = ROOT / "tests/desks"
PATIENCE = 120
"""Seconds that a desk may take to start on a busy machine."""


@contextmanager
def started(server, library, folder, *arguments):
    """Run a script of `tests/desks` with the packages in `.venv/LIBRARY`; give its address."""
    packages = ROOT / ".venv" / library
    if not packages.is_dir():
        pytest.fail(f"this test needs a real desk; run 'make .venv/{library}'")
    command = [sys.executable, str(SERVERS / server), str(folder), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(packages), "PYTHONWARNINGS": "ignore"}
    told = folder / "errors.txt"
    with (
        told.open("wb") as errors,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True) as desk,
    ):
        timer = threading.Timer(PATIENCE, desk.kill)
        timer.start()
        try:
            address = desk.stdout.readline().strip()
            assert address, f"{server} did not start:\n{told.read_text()}"
            timer.cancel()
            yield address
        finally:
            timer.cancel()
            desk.kill()
