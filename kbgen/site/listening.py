"""Notes what is said while something is done: what `--strict` would not let pass."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

Said = tuple[int, str, str]
"""Level, logger and text of a message."""


class _Noting(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[Said] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append((record.levelno, record.name, record.getMessage()))


@contextmanager
def listening() -> Iterator[list[Said]]:
    """Yield a list that fills with the warnings and errors of MkDocs, its plugins and ours."""
    handler = _Noting()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield handler.said
    finally:
        logger.removeHandler(handler)


def say_again(said: Iterable[Said]) -> None:
    """Say what was noted."""
    for level, name, text in said:
        logging.getLogger(name).log(level, "%s", text)
