"""Two folders change places in one step, where the system can: nobody ever finds the place empty."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux: paths are relative to the working directory."""
_SWAP = 2
"""RENAME_EXCHANGE of Linux' renameat2(2), and RENAME_SWAP of macOS' renamex_np(2)."""


def exchange(one: Path, other: Path) -> bool:
    """Let two paths on one file system change places; False where they cannot, as where one is missing."""
    swap = _swap()
    return swap is not None and swap(os.fsencode(one), os.fsencode(other)) == 0


@cache
def _swap() -> Callable[[bytes, bytes], int] | None:
    """Return the system's call, None where there is none."""
    if os.name != "posix":
        return None
    library = ctypes.CDLL(None)
    if hasattr(library, "renameat2"):
        return lambda one, other: int(library.renameat2(_HERE, one, _HERE, other, _SWAP))
    if hasattr(library, "renamex_np"):
        return lambda one, other: int(library.renamex_np(one, other, _SWAP))
    return None
