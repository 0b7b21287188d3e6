"""The rows that a build keeps for the next, in one SQLite file; each says what it was made from.

Nothing in it runs: values are bytes, read as JSON by those who wrote them. Whatever cannot be read as it was
written counts as not kept, is told once, and makes the file be written anew.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

CACHE = ".kbgen"
"""Folder beside the configuration for what can be made again."""
FORMAT = 2
"""Of the file."""
_TABLE = "CREATE TABLE kept (kind, name, key, checksum, value, PRIMARY KEY (kind, name))"
_PATIENCE = 10
"""Seconds to wait for another build that writes the same file."""


def cache_file(config: str) -> Path:
    """Return where the site of a configuration keeps what the next build may use."""
    file = Path(config)
    return file.parent / CACHE / "cache" / f"{file.name}.sqlite"


class Row(NamedTuple):
    """Something that was made.

    Attributes:
        key: Digest of everything that it was made from.
        value: What was made.
    """

    key: str
    value: bytes


@dataclass
class Store:
    """What former builds have kept, and what this one adds.

    Attributes:
        path: The file; made when it is missing. None to keep nothing.
        environment: What all rows depend on; rows of another environment are not there. None to read only.
    """

    path: Path | None
    environment: str | None
    problem: str = ""
    """What was wrong with the file, in a sentence."""
    _new: dict[tuple[str, str], Row] = field(default_factory=dict)
    _connection: sqlite3.Connection | None = None

    def rows(self, kind: str) -> dict[str, Row]:
        """Return all rows of a kind by name."""
        return dict(self._select("SELECT name, key, checksum, value FROM kept WHERE kind = ?", kind))

    def find(self, kind: str, names: Iterable[str]) -> Iterator[tuple[str, Row]]:
        """Yield those rows of a kind that have one of some names."""
        for name in names:
            query = "SELECT name, key, checksum, value FROM kept WHERE kind = ? AND name = ?"
            yield from self._select(query, kind, name)

    def put(self, kind: str, name: str, row: Row) -> None:
        """Add a row, or put it in place of the one that has its name; SQLite takes names in UTF-8 only."""
        with suppress(UnicodeEncodeError):
            name.encode()
            self._new[kind, name] = row

    def close(self, wanted: Mapping[str, Collection[str]]) -> None:
        """Write what was added, and forget what is not wanted.

        Args:
            wanted: Kind → the names that may stay; kinds that are missing stay as they are.
        """
        if self.path is None:
            return
        try:
            if self.problem:
                self.discard()
            connection = self._open(self.path)
            with _transaction(connection):
                rows = ((*name, row.key, _checksum(*name, row), row.value) for name, row in self._new.items())
                connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)
                for kind, names in wanted.items():
                    _forget(connection, kind, names)
        except (sqlite3.Error, OSError) as error:
            self.problem = (
                f"{self.path}: the cache cannot be written ({error}); the next build makes all anew"
            )
        finally:
            self._disconnect()

    def discard(self) -> None:
        """Remove the file."""
        self._disconnect()
        if self.path is not None:
            for path in (self.path, self.path.with_name(f"{self.path.name}-journal")):
                path.unlink(missing_ok=True)

    def _select(self, query: str, kind: str, *values: str) -> Iterator[tuple[str, Row]]:
        if self.problem or self.path is None:
            return
        try:
            for name, key, checksum, value in self._open(self.path).execute(query, (kind, *values)):
                if _checksum(kind, name, row := Row(key, value)) != checksum:
                    self._tell(f"'{name}' is not what was written")
                    return
                yield name, row
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            self._tell(str(error))

    def _tell(self, what: str) -> None:
        self.problem = f"{self.path}: the cache is damaged ({what}); all is made anew"

    def _open(self, path: Path) -> sqlite3.Connection:
        if self._connection is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            # Another build never sees half of this one; what a power failure does is found by the checksums.
            self._connection.execute("PRAGMA synchronous = OFF")
            if self.environment is not None:
                _prepare(self._connection, f"{FORMAT} {self.environment}")
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


def _prepare(connection: sqlite3.Connection, environment: str) -> None:
    """Make the table, empty where it is of another environment."""
    about = ("about", "environment")
    with suppress(sqlite3.OperationalError):  # there is no such table yet
        found = connection.execute("SELECT key FROM kept WHERE kind = ? AND name = ?", about).fetchone()
        if found == (environment,):
            return
    with _transaction(connection):
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute(_TABLE)
        row = Row(environment, b"")
        values = (*about, row.key, _checksum(*about, row), row.value)
        connection.execute("INSERT INTO kept VALUES (?, ?, ?, ?, ?)", values)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


def _forget(connection: sqlite3.Connection, kind: str, wanted: Collection[str]) -> None:
    names = connection.execute("SELECT name FROM kept WHERE kind = ?", (kind,)).fetchall()
    gone = [(kind, name) for (name,) in names if name not in wanted]
    connection.executemany("DELETE FROM kept WHERE kind = ? AND name = ?", gone)


def _checksum(kind: str, name: str, row: Row) -> int:
    head = f"{kind}\n{name}\n{row.key}\n".encode("utf-8", "surrogateescape")
    return zlib.crc32(row.value, zlib.crc32(head))
