"""A problem of a form before it has a line: where in the front matter, and what."""

from __future__ import annotations

from typing import NamedTuple

from kbgen.diagnostics import Severity

Path = tuple[str | int, ...]
"""Keys and list positions from the top of the front matter, such as `("sections", 0, "title")`."""


class Problem(NamedTuple):
    """One problem; see `kbgen.diagnostics.Diagnostic` for severity, code and message."""

    path: Path
    code: str
    message: str
    severity: Severity = "error"
