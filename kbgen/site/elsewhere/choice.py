"""Who works on the pages of a site: forked processes, others, or a cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from kbgen.site.elsewhere.sources import Prepare
from kbgen.site.elsewhere.spawned import pays, spawned
from kbgen.site.workers import Crew, Forked, can_fork

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def crew_for(
    config: MkDocsConfig, prepare: Prepare, jobs: int, scheduler: str = ""
) -> AbstractContextManager[Crew]:
    """Return who works on a site until it is built.

    Args:
        config: The site's.
        prepare: How the site is prepared where it is not in memory.
        jobs: How many processes of this machine.
        scheduler: Address of a Dask scheduler, empty for none.
    """
    if scheduler:
        from kbgen.site.elsewhere.cluster import cluster

        return cluster(config, prepare, scheduler)
    if not can_fork() and pays(config, jobs):
        return spawned(config, prepare, jobs)
    return nullcontext(Forked(jobs))
