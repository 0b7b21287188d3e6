"""Work on pages, shared out among processes, comes back whole: results, warnings and errors."""

import logging
import os

import pytest
from click import ClickException
from hypothesis import given
from hypothesis import strategies as st

from kbgen.site.workers import share_out, tasks_of


@given(st.lists(st.integers(0, 400_000), max_size=300))
def test_each_page_is_in_one_task(sizes):
    pages = [(f"{at}.md", size) for at, size in enumerate(sizes)]
    tasks = tasks_of(pages)
    assert sorted(uri for task in tasks for uri in task) == sorted(uri for uri, _ in pages)
    assert all(tasks)


def test_large_pages_come_first_each_alone():
    sizes = [("small.md", 10), ("large.md", 200_000), ("largest.md", 900_000), ("other.md", 10)]
    assert tasks_of(sizes) == [["largest.md"], ["large.md"], ["small.md", "other.md"]]


def double(site, task):
    return [site["word"] + uri + uri for uri in task]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_with_their_tasks(jobs):
    tasks = [["a", "b"], ["c"], ["d"], ["e", "f"], ["g"]]
    found = {tuple(task): result for task, result in share_out(double, {"word": "-"}, tasks, jobs)}
    assert found == {tuple(task): ["-" + uri * 2 for uri in task] for task in tasks}


def pid(_site, _task):
    return os.getpid()


def test_several_jobs_are_done_in_other_processes():
    assert os.getpid() not in [found for _, found in share_out(pid, None, [["a"], ["b"]], 2)]


def warn(_site, task):
    logging.getLogger("mkdocs.plugins.kbgen").warning("%s is odd", task[0])


def test_what_is_logged_elsewhere_is_said_here(caplog):
    list(share_out(warn, None, [["a.md"], ["b.md"]], 2))
    assert sorted(caplog.messages) == ["a.md is odd", "b.md is odd"]


class StubbornError(Exception):
    """An error that cannot go from one process to another."""

    def __init__(self, one, other):
        super().__init__(f"{one} and {other}")


def fail(_site, task):
    if task[0] == "b":
        raise StubbornError("salt", "pepper")


def test_an_error_ends_the_work_and_says_what_it_was():
    with pytest.raises(Exception, match="StubbornError: salt and pepper"):
        list(share_out(fail, None, [["a"], ["b"], ["c"]], 2))


def die(_site, task):
    if task[0] == "b":
        os._exit(9)


def test_a_process_that_is_killed_is_a_message_with_a_remedy():
    with pytest.raises(ClickException, match="--jobs 1"):
        list(share_out(die, None, [["a"], ["b"], ["c"]], 2))
