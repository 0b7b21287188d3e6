"""Something that is worked out in another process, while this one goes on with what does not need it."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from typing import Any, Generic, TypeVar

from kbgen.site.workers import Done, Telling, attempt, can_fork, enter

T = TypeVar("T")


def beside(work: Callable[[], T], jobs: int) -> Callable[[], T]:
    """Begin some work in another process, and return what waits for its result, as often as it is asked.

    The process is forked: it finds everything in its memory, and nothing that it changes is seen here. Where
    there is one job only, or no fork, or other threads run, the work is done here when somebody asks.
    """
    if jobs == 1 or not can_fork() or threading.active_count() > 1:
        return cache(work)
    return cache(partial(_Forked.result, _Forked(work)))


def give_up_all() -> None:
    """End all work that is still on its way: nobody is going to ask for it."""
    for forked in list(_Forked.running):
        forked.give_up()


class _Forked(Generic[T]):
    """A process at work; ends with this one."""

    running: set[_Forked[Any]] = set()  # noqa: RUF012 - of all of them

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._from, to = os.pipe()
        here = os.getpid()
        self._process = os.fork()
        if not self._process:
            _do(work, to, here)
        os.close(to)
        self.running.add(self)

    def result(self) -> T:
        """Wait for the result; what was logged on the way is said.

        Raises:
            Exception: What the work has raised.
        """
        with open(self._from, "rb", closefd=False) as pipe:
            packed = pipe.read()
        self._end()
        try:
            done: Done = pickle.loads(packed)  # noqa: S301 - our own
        except (EOFError, pickle.UnpicklingError):  # somebody has ended it
            return self._work()
        found: T = Telling().result(0, done)
        return found

    def give_up(self) -> None:
        """End the work."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        self._end()

    def _end(self) -> None:
        self.running.discard(self)
        os.close(self._from)
        os.waitpid(self._process, 0)


def _do(work: Callable[[], object], to: int, parent: int) -> None:
    """Do the work in the new process, and end that."""
    try:
        enter(parent)
        done = pickle.dumps(attempt(work))
        with open(to, "wb") as pipe:
            pipe.write(done)
    finally:  # whatever happens, there is one of each program only that goes on
        os._exit(0)
