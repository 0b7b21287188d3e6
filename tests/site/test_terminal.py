"""What a terminal shows while work goes on, and that nothing of it stays."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from running import run_kbgen

from kbgen.site.build import Built
from kbgen.site.terminal import Terminal, describe_progress


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


@pytest.mark.parametrize(
    ("done", "total", "seconds", "told"),
    [
        (0, 0, 3, "Writing pages …"),
        (3, 10, 0.4, "Writing pages: 3 of 10 pages"),
        (1200, 10_000, 3, "Writing pages: 1,200 of 10,000 pages, 400 a second, 22 s left"),
        (0, 10, 2, "Writing pages: 0 of 10 pages"),
    ],
)
def test_progress_says_how_fast_and_how_long(done, total, seconds, told):
    assert describe_progress("Writing pages", done, total, seconds) == told


def test_a_log_gets_a_line_of_each_stage_that_took_long(capsys, monkeypatch):
    clock = iter([0, 0, 1, 7, 20, 21, 22, 23])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    with Terminal() as terminal:
        terminal.progress("Reading", 0, 0)
        terminal.progress("Converting Markdown", 5, 4000)
        terminal.progress("Converting Markdown", 4000, 4000)
        terminal.progress("Writing pages", 1, 4000)
        terminal.summary(Built(Path("site"), 4000, ()))
    assert capsys.readouterr().err.splitlines() == [
        "Converting Markdown: 4,000 pages in 19 s",
        "4000 pages in 22.0 s: site",
    ]
