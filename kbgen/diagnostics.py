"""Diagnostics: content problems as values, with file, line, column and a remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem in one place of the content.

    Attributes:
        source: Path of the file, relative to where the command was run, with `/` as separator.
        line: Line in the file, from 1; 0 where the problem is the file as a whole.
        column: Column in the line, from 1; 0 where it is the line as a whole.
        severity: `error` fails `kbgen check`; `warning` fails `--strict` as well.
        code: Kebab-case name of the kind of problem, the same in every release.
        message: What was found and what was expected, in one sentence and with the remedy.
    """

    source: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str


def format_diagnostic(diagnostic: Diagnostic) -> str:
    """Render one diagnostic as compilers do: `file:line:column: severity: message [code]`."""
    place = ":".join(str(part) for part in (diagnostic.line, diagnostic.column) if part)
    where = f"{diagnostic.source}:{place}" if place else diagnostic.source
    return f"{where}: {diagnostic.severity}: {diagnostic.message} [{diagnostic.code}]"


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return each distinct diagnostic once, ordered by file, line and column."""
    return sorted(set(diagnostics))


def abridge(diagnostics: Iterable[Diagnostic], most: int = 25) -> list[str]:
    """Render diagnostics for a build: of each code the first few, then how many more there are."""
    lines, counts = [], Counter[str]()
    for diagnostic in diagnostics:
        counts[diagnostic.code] += 1
        if counts[diagnostic.code] <= most:
            lines.append(format_diagnostic(diagnostic))
    more = [f"{count - most} more of [{code}]" for code, count in sorted(counts.items()) if count > most]
    return [*lines, f"and {', '.join(more)}; 'kbgen check' lists them all"] if more else lines


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that `word` was most probably meant to be, or None."""
    known = {choice.casefold(): choice for choice in sorted(choices)}
    matches = get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)
    return known[matches[0]] if matches else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest choice, `` where nothing is near.

    Few choices are all listed: a writer who is far off still learns what is possible.
    """
    known = sorted(set(choices))
    match = nearest(word, known)
    if match is not None:
        return f"; did you mean '{match}'?"
    if 0 < len(known) <= _FEW:
        return f"; use one of {', '.join(known)}"
    return ""


_FEW = 8
