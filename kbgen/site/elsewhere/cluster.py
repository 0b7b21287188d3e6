"""Workers of a Dask cluster."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from click import ClickException

from kbgen import __version__
from kbgen.site.elsewhere.archive import Archive, pack_archive
from kbgen.site.elsewhere.crew import Elsewhere, warm_up
from kbgen.site.elsewhere.runtime import runtime
from kbgen.site.elsewhere.sources import Prepare, forget_site

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
    packed, build = pack_archive(config), uuid4().hex
    client = _connect(address)
    try:
        sources = _send(client, Archive, build, packed, prepare, runtime(), _own_folder)
        workers = _Workers(address, client, sources)
        workers.begin()
        yield Elsewhere(workers, Path(config.site_dir))
    finally:
        with suppress(Exception):  # a worker that cannot be told forgets it when other sites come
            client.run(forget_site, build)
        client.close()


def _own_folder() -> str:
    """Return the folder of this worker, which Dask clears away even if the worker is killed."""
    from distributed import get_worker

    return str(get_worker().local_directory)


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        message = "--scheduler needs Dask, which is not installed; run: pip install 'kbgen[dask]'"
        raise ClickException(message) from error
    check_address(address)
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.ERROR)  # what it warns of it mends
    timeout = _timeout()
    try:
        client = Client(address, timeout=timeout, set_as_default=False, name="kbgen")
    except Exception as error:
        remedy = "is it running, and is the address right?"
        raise ClickException(f"cannot reach the Dask scheduler at {address}: {error}; {remedy}") from error
    try:
        client.wait_for_workers(1, timeout=timeout)
    except Exception as error:
        client.close()
        remedy = f"start some: dask worker {address}"
        raise ClickException(f"the Dask scheduler at {address} has no workers; {remedy}") from error
    return client


def _timeout() -> float:
    """Return for how many seconds a scheduler is waited for: less where Dask's configuration says so."""
    import dask
    from dask.utils import parse_timedelta

    configured = parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
    return float(min(_TIMEOUT, configured))


def check_address(address: str) -> None:
    """Refuse what is no address of a scheduler: a client that is given one hangs.

    Raises:
        ClickException: Where it is none, or needs certificates that Dask's configuration does not name.
    """
    from distributed.comm import get_address_host_port
    from distributed.security import Security

    try:
        get_address_host_port(address, strict=True)
    except Exception as error:
        remedy = "write one such as tcp://10.0.0.5:8786"
        raise ClickException(f"{address} is no address of a Dask scheduler: {error}; {remedy}") from error
    context = Security().get_connection_args("client").get("ssl_context")
    if address.startswith(("tls:", "wss:")) and context is None:
        remedy = "name them in Dask's configuration, as distributed.comm.tls"
        raise ClickException(f"{address} needs a certificate, its key and that of their authority; {remedy}")


def _send(client: Client, kind: Callable[..., Any], *given: Any) -> Any:
    """Return something that workers get once each, from one another, and that outlives any of them.

    It is the result of a task: what is scattered is gone with the workers that had it.
    """
    import dask

    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"}):
        return client.submit(kind, *given, pure=False)


@dataclass(frozen=True)
class _Parcel:
    """A value that is sent to each worker once."""

    key: str
    packed: bytes

    def value(self) -> Any:
        """Unpack it."""
        return pickle.loads(self.packed)  # noqa: S301 - sent by pickle anyway


@dataclass
class _Workers:
    """The workers of a cluster, as many as there are at the moment."""

    address: str
    client: Client
    sources: Any
    _warm: list[Any] = field(default_factory=list)

    def begin(self) -> None:
        """Let each of them prepare the site."""
        for worker in self._ask(self.client.nthreads):
            self._warm.append(self.client.submit(warm_up, self.sources, workers=[worker], pure=False))

    @cached_property
    def executor(self) -> Executor:
        """What tasks are given to."""
        executor: Executor = self.client.get_executor(pure=False)
        return executor

    def send(self, value: Any) -> Any:
        """Send a value to all workers."""
        return _send(self.client, _Parcel, uuid4().hex, pickle.dumps(value))

    def count(self) -> int:
        """Return how many threads there are; there may be none for a moment."""
        threads: dict[str, int] = self._ask(self.client.nthreads)
        return max(1, sum(threads.values()))

    def check(self, idle: float) -> None:
        """Raise an error where no worker has done or begun anything for a while."""
        if not any(self._ask(self.client.processing).values()) and idle >= _ALONE:
            raise ClickException(
                f"the workers of the Dask cluster at {self.address} are gone; see their logs"
            )

    def _ask(self, question: Callable[[], Any]) -> Any:
        try:
            return question()
        except Exception as error:
            raise self.explain(error) from error

    def explain(self, error: BaseException) -> Exception:
        """Return what is said where Dask has given a task up."""
        if isinstance(error, ImportError | AttributeError) or "deserialization" in str(error):
            remedy = f"scheduler and workers need kbgen {__version__} too, and what mkdocs.yml names"
            return ClickException(f"the Dask cluster at {self.address} does not know what to do; {remedy}")
        if type(error).__name__ == "KilledWorker":
            remedy = "have they memory enough? Their logs say more"
            return ClickException(
                f"workers of the Dask cluster died while they made the same pages; {remedy}"
            )
        if isinstance(error, OSError | CancelledError):
            remedy = "see its log, and build again"
            return ClickException(f"the Dask cluster at {self.address} was lost: {error}; {remedy}")
        return ClickException(f"a worker of the Dask cluster failed: {type(error).__name__}: {error}")
