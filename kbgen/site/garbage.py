"""Python's search for reference cycles, kept out of the way: it was a fifth of a build that changes little.

A build makes millions of objects that stay until its end, and looking through them again and again finds
nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search() -> Iterator[None]:
    """Search for no cycles meanwhile."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def search_what_is_new() -> None:
    """Remove cycles among the objects of the last while, such as what converting pages has left."""
    gc.collect(1)


def search_new_ones_only() -> None:
    """Search as ever, but not through what there is already: for a process that was forked."""
    gc.freeze()
    gc.enable()


def search_all() -> None:
    """Remove what a former build has left, and do not look at the rest again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
