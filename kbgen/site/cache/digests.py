"""Digests of values: two values have the same one only if they are the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

_SIZE = 12
"""Bytes: as good as no two of a million values share their digest."""


class NoDigestError(Exception):
    """A value cannot be told from others of its kind."""


def digest(*values: Any) -> str:
    """Return a digest of values that JSON has, of dates, and of functions by their names.

    Raises:
        NoDigestError: Where a value is of another kind.
    """
    return hashlib.blake2b(_ENCODER.encode(values).encode(), digest_size=_SIZE).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, each.name) for each in fields(value)]
    if callable(value) and hasattr(value, "__qualname__"):
        return f"{value.__module__}.{value.__qualname__}"
    raise NoDigestError(f"{type(value).__module__}.{type(value).__qualname__}")


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_plain)
