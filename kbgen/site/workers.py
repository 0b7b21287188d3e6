"""Shares the work on single pages out among processes, and brings back what they said on the way."""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from click import ClickException
from mkdocs.exceptions import BuildError

from kbgen.site.garbage import search_new_ones_only, search_what_is_new

Task = Sequence[str]
"""Paths of pages."""
Work = Callable[[Any, Task], Any]
"""Does something for pages, given the site and their paths, and returns what the others need of it."""

_LARGE = 100_000
"""Characters of a page that is a task of its own, and comes first: others fill the time until it is done."""
_TASK = 150_000
_MOST_PAGES = 40
"""Characters and pages of other tasks: enough to be worth the way, and not all at the end."""


def _nothing(*_: Any) -> None:
    """Send or take nothing."""


@dataclass(frozen=True)
class Stage:
    """A part of the way of all pages, and what it needs where the site was prepared from its sources alone.

    What is sent to other processes is plain data; the functions are found there by their names.
    """

    do: Work
    shared: Callable[[Any], Any] = _nothing
    """Given the site, returns what all tasks need besides the sources; is sent once to each process."""
    begin: Callable[[Any, Any], None] = _nothing
    """Puts that into a site of another process."""
    needs: Callable[[Any, Task], Any] = _nothing
    """Given the site and a task, returns what that task needs more."""
    take: Callable[[Any, Any], None] = _nothing
    """Puts that into a site of another process."""


class Crew(Protocol):
    """Those who do the work on pages."""

    def share_out(self, stage: Stage, site: Any, tasks: Sequence[Task]) -> Iterator[tuple[Task, Any]]:
        """Yield each task with its result, as they are done."""


@dataclass(frozen=True)
class Forked:
    """Processes that find the site in their memory, or this one."""

    jobs: int

    def share_out(self, stage: Stage, site: Any, tasks: Sequence[Task]) -> Iterator[tuple[Task, Any]]:
        """Yield each task with its result, as they are done."""
        return share_out(stage.do, site, tasks, self.jobs)


@dataclass(frozen=True)
class Done:
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


def share_out(work: Work, site: Any, tasks: Sequence[Task], jobs: int) -> Iterator[tuple[Task, Any]]:
    """Yield each task with its result, as they are done.

    Processes are forked: they find the site as it is now in their memory. Where that cannot be, because there
    is no fork or other threads run, or where there is one job, everything is done here.

    Raises:
        ClickException: Where a process ended without a word.
    """
    if jobs == 1 or len(tasks) < jobs or not can_fork() or threading.active_count() > 1:
        for at, task in enumerate(tasks):
            if at:  # the first time takes as long as there are objects
                search_what_is_new()
            yield task, work(site, task)
        return
    context = multiprocessing.get_context("fork")
    executor = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(work, site, os.getpid()))
    with executor:
        yield from _results(executor, tasks)


def _results(executor: Executor, tasks: Sequence[Task]) -> Iterator[tuple[Task, Any]]:
    running: dict[Future[Done], int] = {executor.submit(_do, task): at for at, task in enumerate(tasks)}
    telling = Telling()
    try:
        for future in as_completed(running):
            at = running[future]
            yield tasks[at], telling.result(at, future.result())
    except BrokenProcessPool as error:
        remedy = "is there memory enough? Fewer processes need less: kbgen build --jobs 1"
        raise ClickException(f"a process that converts pages has ended; {remedy}") from error
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def can_fork() -> bool:
    """Say whether processes can be forked here.

    Not on Windows. macOS can, but its own libraries may not survive it. And not where the program has chosen
    another start method of `multiprocessing`.
    """
    chosen = multiprocessing.get_start_method(allow_none=True)
    known = sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()
    return known and chosen in {None, "fork"}


@dataclass
class Telling:
    """Says what was logged in other processes in the order of the tasks, whichever is done first."""

    _said: dict[int, list[logging.LogRecord]] = field(default_factory=dict)
    _next: int = 0

    def result(self, at: int, done: Done) -> Any:
        """Return the result of a task, given its place.

        Raises:
            BaseException: What ended the task, after all has been said that is known.
        """
        self._said[at] = done.said
        while self._next in self._said:
            _say(self._said.pop(self._next))
            self._next += 1
        if done.error is not None:
            for _, said in sorted(self._said.items()):
                _say(said)
            raise done.error
        return done.result


def _say(said: Iterable[logging.LogRecord]) -> None:
    for record in said:
        logging.getLogger(record.name).handle(record)


class _Listener(logging.Handler):
    """Keeps what is logged by its own thread, so that it can be said where everybody looks."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            record.msg, record.args, record.exc_info = record.getMessage(), None, None
            self.records.append(record)


def attempt(work: Callable[..., Any], *given: Any) -> Done:
    """Do something and return what became of it, errors too."""
    logger = logging.getLogger("mkdocs")
    listener = _Listener()
    logger.addHandler(listener)
    try:
        return Done(work(*given), None, listener.records)
    except Exception as error:  # noqa: BLE001 - it is raised again where the build can be ended
        return Done(None, _portable(error), listener.records)
    finally:
        logger.removeHandler(listener)


_work: Callable[[Task], Any]
"""What this process is for."""


def _begin(work: Work, site: Any, parent: int) -> None:
    global _work  # noqa: PLW0603 - a process has one work
    _work = partial(work, site)
    enter(parent)


def enter(parent: int) -> None:
    """Make a process that was forked ready to work: it says nothing, and ends with its parent."""
    _end_with(parent)
    search_new_ones_only()
    logger = logging.getLogger("mkdocs")
    logger.handlers = []  # those of the first process, which says everything itself
    logger.propagate = False


def _end_with(parent: int) -> None:
    """Have this process ended when the one that has begun it ends, also by force; Linux alone can do that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
        if os.getppid() != parent:  # it was faster
            os._exit(1)


_PARENT_DEATH = 1
"""PR_SET_PDEATHSIG, prctl(2)."""


def _do(task: Task) -> Done:
    return attempt(_work, task)


def _portable(error: Exception) -> Exception:
    """Return an error as it is, or in words where it cannot go from one process to another."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - whatever is wrong with it
        return BuildError(f"{type(error).__name__}: {error}")
    return error
