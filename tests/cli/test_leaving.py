"""How the program ends: with the status that was meant, after everything has been said and done."""

import subprocess
import sys

import pytest

PROGRAM = """
import atexit, logging, sys, threading, time
from kbgen.cli import leaving

def main(prog_name):
    {body}

leaving.main = main
leaving.run()
"""


def end(body, **options):
    command = [sys.executable, "-c", PROGRAM.format(body=body)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **options)


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("sys.exit(0)", 0, ""),
        ("sys.exit()", 0, ""),
        ("sys.exit(2)", 2, ""),
        ("sys.exit(-1)", 255, ""),
        ("sys.exit('no such thing')", 1, "no such thing\n"),
    ],
)
def test_the_status_is_the_one_that_was_meant(body, status, said):
    done = end(body)
    assert (done.returncode, done.stderr) == (status, said)


def test_an_error_is_shown_as_python_shows_it():
    done = end("raise ValueError('what is this')")
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
    assert done.stderr.endswith("ValueError: what is this\n")


def test_what_was_printed_is_there_to_the_last_letter():
    done = end("sys.stdout.write('x' * 300_000); sys.exit(0)")
    assert done.stdout == "x" * 300_000


def test_what_others_do_at_the_end_is_done_before():
    thread = "threading.Thread(target=lambda: (time.sleep(0.3), print('thread'))).start()"
    done = end(f"atexit.register(print, 'registered'); {thread}; sys.exit(0)")
    assert done.stdout == "thread\nregistered\n"


def test_nobody_listens():
    done = end("sys.stdout.close(); sys.exit(3)")
    assert done.returncode == 3


def test_the_command_itself_ends_so():
    done = subprocess.run([sys.executable, "-m", "kbgen", "no-such-thing"], capture_output=True, check=False)
    assert done.returncode == 2
    done = subprocess.run([sys.executable, "-m", "kbgen", "--help"], capture_output=True, check=False)
    assert done.returncode == 0
