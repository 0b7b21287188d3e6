"""What a terminal shows while work goes on, and that nothing of it stays."""

import os
import pty
import subprocess
import sys

from running import run_kbgen


def test_a_terminal_sees_progress(project):
    folder = project({"a.md": "# A\n"})
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kbgen", "build"]
    with subprocess.Popen(command, cwd=folder, stderr=theirs, stdout=theirs):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # the end, as Linux tells it
            pass
    os.close(ours)
    assert b"Reading and checking the content" in shown
    assert b"Building the search index" in shown
    assert shown.decode().rstrip().endswith("site")


def test_a_log_sees_quiet_lines(project):
    folder = project({"a.md": "# A\n"})
    _, out, errors = run_kbgen("build", cwd=folder)
    assert out == ""
    assert len(errors.splitlines()) == 1
    assert "pages in" in errors
    assert "\r" not in errors
