"""`python -m kbgen` is `kbgen`."""

from kbgen.cli import run

run()
