"""The program from its start to its end, which does not wait until all that was in memory is taken apart."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from kbgen.cli.group import main

_PROBLEM = 1


def run() -> None:
    """Run the command line, and end the process.

    Python would take apart all that a build knows, of ten thousand pages for a quarter of a second, and look
    through it for reference cycles now and then; a command that stays, such as `serve`, lets it look again.
    Everything else that happens at the end of a program still happens: what is registered first comes last.
    """
    gc.disable()
    status = [_PROBLEM]
    atexit.register(_leave, status)
    try:
        main(prog_name="kbgen")
    except SystemExit as end:
        status[0] = _status(end.code)
        raise


def _status(code: object) -> int:
    """Return what a process ends with, given what it was ended by: a number, nothing, or words to say."""
    if code is None:
        return 0
    return code if isinstance(code, int) else _PROBLEM


def _leave(status: list[int]) -> None:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):  # there is nobody to say it to: Python knows what to do
        return
    os._exit(status[0] & 0xFF)
