"""Workers of a Dask cluster."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click import ClickException

from kbgen.site.elsewhere.archive import Archive, pack_archive
from kbgen.site.elsewhere.crew import Elsewhere, warm_up
from kbgen.site.elsewhere.runtime import runtime
from kbgen.site.elsewhere.sources import Prepare

if TYPE_CHECKING:
    from distributed import Client
    from mkdocs.config.defaults import MkDocsConfig

_TIMEOUT = 10
"""Seconds until a scheduler has to answer, and to have a worker."""
_ALONE = 30
"""Seconds for which a cluster may be without workers in the middle of a build: some are started again."""


@contextmanager
def cluster(config: MkDocsConfig, prepare: Prepare, address: str) -> Iterator[Elsewhere]:
    """Send a site to the workers of a Dask cluster, which begin to prepare it at once.

    Raises:
        ClickException: Where there is no such cluster, or the site cannot be sent to it.
    """
    archive = Archive(pack_archive(config), prepare, runtime())
    client = _connect(address)
    try:
        workers = _Workers(address, client, _send(client, archive))
        warm = [
            client.submit(warm_up, workers.sources, workers=[worker], pure=False)
            for worker in client.nthreads()
        ]
        yield Elsewhere(workers, Path(config.site_dir))
        del warm
    finally:
        client.close()


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        message = "--scheduler needs Dask, which is not installed; run: pip install 'kbgen[dask]'"
        raise ClickException(message) from error
    try:
        client = Client(address, timeout=_TIMEOUT, set_as_default=False, name="kbgen")
    except Exception as error:  # of the network, of TLS, of an address that is none
        remedy = "is it running, and is the address right?"
        raise ClickException(f"cannot reach the Dask scheduler at {address}: {error}; {remedy}") from error
    try:
        client.wait_for_workers(1, timeout=_TIMEOUT)
    except Exception as error:
        client.close()
        remedy = f"start some: dask worker {address}"
        raise ClickException(f"the Dask scheduler at {address} has no workers; {remedy}") from error
    return client


def _send(client: Client, value: Any) -> Any:
    """Send a value to all workers; others that need it get it from them."""
    try:
        return client.scatter(value, broadcast=True, hash=False)
    except Exception as error:
        raise _explain(error) from error


@dataclass
class _Parcel:
    """A value that is sent to each worker once."""

    packed: bytes

    def __reduce__(self) -> tuple[Any, ...]:
        return _Parcel, (self.packed,)

    @cached_property
    def value(self) -> Any:
        return pickle.loads(self.packed)  # noqa: S301 - sent by pickle anyway


@dataclass
class _Workers:
    """The workers of a cluster, as many as there are at the moment."""

    address: str
    client: Client
    sources: Any

    @cached_property
    def executor(self) -> Executor:
        """What tasks are given to."""
        executor: Executor = self.client.get_executor(pure=False)
        return executor

    def send(self, value: Any) -> Any:
        """Send a value to all workers."""
        return _send(self.client, _Parcel(pickle.dumps(value)))

    def count(self) -> int:
        """Return how many threads there are; there may be none for a moment."""
        return max(1, sum(self._threads().values()))

    def check(self, idle: float) -> None:
        """Raise an error where there has been no worker for a while."""
        if idle >= _ALONE and not self._threads():
            message = f"the workers of the Dask cluster at {self.address} are gone; see their logs"
            raise ClickException(f"{message}. The site stays as it was")

    def _threads(self) -> dict[str, int]:
        try:
            threads: dict[str, int] = self.client.nthreads()
        except Exception as error:
            raise _explain(error) from error
        return threads

    def explain(self, error: BaseException) -> Exception:
        """Return what is said where Dask has given a task up."""
        return _explain(error)


def _explain(error: BaseException) -> ClickException:
    return ClickException(f"{type(error).__name__}: {error}")
