"""Shares the work on pages out among workers of any executor, each of which prepares the site by itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kbgen.site.elsewhere.sources import Files, Shared, Sources
from kbgen.site.workers import Done, Stage, Task, Telling, attempt


class Workers(Protocol):
    """Workers of one kind: how they are reached, and what can become of them."""

    @property
    def executor(self) -> Executor:
        """What tasks are given to."""

    @property
    def sources(self) -> Any:
        """The sources of the site, or what the executor replaces by them."""

    def send(self, value: Any) -> Any:
        """Send a value to all of them once; returns what becomes a `Shared` when it is given to a task."""

    def count(self) -> int:
        """Return how many tasks can be done at once."""

    def check(self, idle: float) -> None:
        """Raise an error where nobody is left, given for how many seconds no task was done."""

    def explain(self, error: BaseException) -> Exception:
        """Return what is said where a task ended without having been done."""


_AHEAD = 3
"""Tasks for each worker that are on their way: one is being done, the others are there when it is."""
_PATIENCE = 2.0
"""Seconds without news after which workers are looked for."""


@dataclass
class Elsewhere:
    """Workers that make pages from what is sent to them."""

    workers: Workers
    site_dir: Path
    """Where the files go that they write."""

    def share_out(self, stage: Stage, site: Any, tasks: Sequence[Task]) -> Iterator[tuple[Task, Any]]:
        """Yield each task with its result, as they are done; only few are on their way at once.

        Raises:
            ClickException: Where workers are lost, or others than ours.
        """
        telling, shared = Telling(), self.workers.send(stage.shared(site))
        waiting = deque(enumerate(tasks))
        running: dict[Future[Done], int] = {}
        try:
            while waiting or running:
                while waiting and len(running) < _AHEAD * self.workers.count():
                    at, task = waiting.popleft()
                    running[self._submit(stage, shared, stage.needs(site, task), task)] = at
                for future in self._next_done(running):
                    at = running.pop(future)
                    result, files = telling.result(at, self._outcome(future))
                    self._write(files)
                    yield tasks[at], result
        finally:
            for future in running:
                future.cancel()

    def _submit(self, stage: Stage, shared: Any, needs: Any, task: Task) -> Future[Done]:
        try:
            return self.workers.executor.submit(_do, self.workers.sources, stage, shared, needs, task)
        except Exception as error:
            raise self.workers.explain(error) from error

    def _next_done(self, running: dict[Future[Done], int]) -> set[Future[Done]]:
        idle = 0.0
        while True:
            done, _ = wait(running, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
            if done:
                return done
            idle += _PATIENCE
            self.workers.check(idle)

    def _outcome(self, future: Future[Done]) -> Done:
        try:
            error = future.exception()
        except CancelledError as cancelled:
            error = cancelled
        if error is not None:
            raise self.workers.explain(error) from error
        return future.result()

    def _write(self, files: Files) -> None:
        for name, content in files.items():
            path = self.site_dir / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _do(sources: Sources, stage: Stage, shared: Shared, needs: Any, task: Task) -> Done:
    """Do a task, in another process; what preparing the site has to say the first one has said."""
    prepared = attempt(sources.site)
    if prepared.error is not None:
        return Done(None, prepared.error, [])
    return attempt(prepared.result.do, stage, shared, needs, task)


def warm_up(sources: Sources) -> None:
    """Prepare the site, so that it is there when the first task comes; errors come with that."""
    attempt(sources.site)
