"""What is worked out beside comes back as if it had been done here: result, warnings, errors."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("work_beside.py")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are not forked everywhere")


def beside(what, jobs=2):
    """Return what the script prints, and what it logs."""
    command = [sys.executable, str(SCRIPT), what, str(jobs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip(), done.stderr


def is_running(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_work_is_done_once_in_another_process():
    first, second, here, left = json.loads(beside("pid")[0])
    assert first == second != here
    assert left == 0


def test_one_job_is_done_here():
    first, second, here, _ = json.loads(beside("pid", 1)[0])
    assert first == second == here


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_logged_is_said_here(jobs):
    assert beside("warn", jobs)[1].strip() == "this is odd"


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_where_the_result_is_asked_for(jobs):
    assert beside("fail", jobs)[0] == "error: salt and pepper"


def test_a_result_may_be_larger_than_a_pipe_holds():
    assert len(json.loads(beside("large")[0])[0]) == 3_000_000


def test_a_process_that_was_ended_is_done_without():
    assert json.loads(beside("die")[0])[0] == "done here"


def test_work_that_nobody_asks_for_is_given_up():
    assert not is_running(beside("last")[0])


def test_work_ends_with_the_process_that_has_begun_it():
    script = subprocess.Popen([sys.executable, str(SCRIPT), "last", "3"], stdout=subprocess.PIPE, text=True)
    worker = int(script.stdout.readline())
    assert is_running(worker)
    script.kill()
    script.communicate()
    until = time.monotonic() + 10
    while is_running(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(worker)
