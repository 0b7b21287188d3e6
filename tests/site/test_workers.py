"""Work on pages, shared out among processes, comes back whole: results, warnings and errors."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.site.workers import tasks_of

SCRIPT = Path(__file__).with_name("shared_work.py")


@given(st.lists(st.integers(0, 400_000), max_size=300))
def test_each_page_is_in_one_task(sizes):
    pages = [(f"{at}.md", size) for at, size in enumerate(sizes)]
    tasks = tasks_of(pages)
    assert sorted(uri for task in tasks for uri in task) == sorted(uri for uri, _ in pages)
    assert all(tasks)


def test_large_pages_come_first_each_alone():
    sizes = [("small.md", 10), ("large.md", 200_000), ("largest.md", 900_000), ("other.md", 10)]
    assert tasks_of(sizes) == [["largest.md"], ["large.md"], ["small.md", "other.md"]]


def shared(work, jobs, tasks):
    """Return what the script prints, line by line, and what it logs."""
    command = [sys.executable, str(SCRIPT), work, str(jobs), json.dumps(tasks)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines(), done.stderr


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_with_their_tasks(jobs):
    tasks = [["a", "b"], ["c"], ["d"], ["e", "f"], ["g"]]
    (found, _), _ = shared("double", jobs, tasks)
    assert sorted(json.loads(found)) == [[task, ["-" + uri * 2 for uri in task]] for task in tasks]


def test_several_jobs_are_done_in_other_processes():
    (found, here), _ = shared("pid", 2, [["a"], ["b"]])
    assert int(here) not in [each for _, each in json.loads(found)]


def test_one_job_is_done_in_this_process():
    (found, here), _ = shared("pid", 1, [["a"], ["b"]])
    assert {each for _, each in json.loads(found)} == {int(here)}


def test_what_is_logged_elsewhere_is_said_here():
    _, said = shared("warn", 2, [["a.md"], ["b.md"]])
    assert sorted(said.splitlines()) == ["a.md is odd", "b.md is odd"]


def test_an_error_ends_the_work_and_says_what_it_was():
    (told,), _ = shared("fail", 2, [["a"], ["b"], ["c"]])
    assert told == "StubbornError: salt and pepper"


def test_a_process_that_is_killed_is_a_message_with_a_remedy():
    (told,), _ = shared("die", 2, [["a"], ["b"], ["c"]])
    assert "--jobs 1" in told
