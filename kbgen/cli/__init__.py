"""The command line: options in, one call, an exit code out (0 clean, 1 problems, 2 wrong use)."""

from kbgen.cli import asking, building, searching
from kbgen.cli.group import main
from kbgen.cli.leaving import run

__all__ = ["asking", "building", "main", "run", "searching"]
