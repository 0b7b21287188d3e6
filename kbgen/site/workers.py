"""Shares the work on single pages out among processes, and brings back what they said on the way."""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import Any

from click import ClickException
from mkdocs.exceptions import BuildError

Task = Sequence[str]
"""Paths of pages."""
Work = Callable[[Any, Task], Any]
"""Does something for pages, given the site and their paths, and returns what the others need of it."""

_LARGE = 100_000
"""Characters of a page that is a task of its own, and comes first: others fill the time until it is done."""
_TASK = 150_000
_MOST_PAGES = 40
"""Characters and pages of other tasks: enough to be worth the way, and not all at the end."""


@dataclass(frozen=True)
class _Done:
    """What became of a task: its result or the error that ended it, and what was logged."""

    result: Any
    error: BaseException | None
    said: list[logging.LogRecord]


def cores() -> int:
    """Return how many processes can run at once."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def tasks_of(sizes: Iterable[tuple[str, int]]) -> list[list[str]]:
    """Cut pages, given with their sizes in characters, into tasks; the large ones come first."""
    large: list[tuple[int, str]] = []
    tasks: list[list[str]] = []
    filled = 0
    for uri, size in sizes:
        if size >= _LARGE:
            large.append((-size, uri))
            continue
        if not tasks or filled + size > _TASK or len(tasks[-1]) == _MOST_PAGES:
            tasks.append([])
            filled = 0
        tasks[-1].append(uri)
        filled += size
    return [*([uri] for _, uri in sorted(large)), *tasks]


def share_out(work: Work, site: Any, tasks: Sequence[Sequence[str]], jobs: int) -> Iterator[tuple[Task, Any]]:
    """Yield each task with its result, as they are done.

    Processes are forked: they find the site as it is now in their memory. Where that cannot be, because there
    is no fork or other threads run, or where there is one job, everything is done here.

    Raises:
        ClickException: Where a process ended without a word.
    """
    if jobs == 1 or len(tasks) < jobs or not _may_fork():
        for task in tasks:
            yield task, work(site, task)
        return
    context = multiprocessing.get_context("fork")
    executor = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(work, site))
    with executor:
        yield from _results(executor, tasks)


def _results(executor: Executor, tasks: Sequence[Task]) -> Iterator[tuple[Task, Any]]:
    running: dict[Future[_Done], Task] = {executor.submit(_do, task): task for task in tasks}
    try:
        for future in as_completed(running):
            done = future.result()
            for record in done.said:
                logging.getLogger(record.name).handle(record)
            if done.error is not None:
                raise done.error
            yield running[future], done.result
    except BrokenProcessPool as error:
        remedy = "is there memory enough? Fewer processes need less: kbgen build --jobs 1"
        raise ClickException(f"a process that converts pages has ended; {remedy}") from error
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _may_fork() -> bool:
    """Say whether processes can be forked: macOS can, but its own libraries may not survive it."""
    known = sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()
    return known and threading.active_count() == 1


class _Said(logging.Handler):
    """Keeps what is logged, so that it can be said where everybody looks."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self.records.append(record)


_work: Callable[[Task], Any]
"""What this process is for."""
_said = _Said()


def _begin(work: Work, site: Any) -> None:
    global _work  # noqa: PLW0603 - a process has one work
    _work = partial(work, site)
    logger = logging.getLogger("mkdocs")
    logger.handlers = [_said]
    logger.propagate = False


def _do(task: Task) -> _Done:
    _said.records = []
    try:
        return _Done(_work(task), None, _said.records)
    except Exception as error:  # noqa: BLE001 - it is raised again where the build can be ended
        return _Done(None, _portable(error), _said.records)


def _portable(error: Exception) -> Exception:
    """Return an error as it is, or in words where it cannot go from one process to another."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - whatever is wrong with it
        return BuildError(f"{type(error).__name__}: {error}")
    return error
