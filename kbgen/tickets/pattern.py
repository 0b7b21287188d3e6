"""Patterns as browsers read them: compiled with the `v` flag, and ignored where that fails."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
    (?P<escape>\\(?:[pP]\{[^}]*\}|k<\w+>|u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.|$))
    | (?P<group>\(\?(?::|<?[=!]|<[A-Za-z_]\w*>)?)
    | (?P<quantifier>(?:[*+?]|\{\d+(?:,\d*)?\})\??)
    | (?P<char>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_EVERYWHERE = frozenset("dDwWsSbfnrtv0123456789pPkux^$\\.*+?()[]{}|/")
_IN_CLASS = (_EVERYWHERE | frozenset("-&!#%,:;<=>@`~")) - frozenset("k123456789")
_BARE_IN_CLASS = frozenset("(){}/|[")


def pattern_problem(pattern: str) -> str:
    """Return what keeps browsers from using a pattern, with the remedy; `` where it works.

    Source: HTML, "the pattern attribute", and ECMAScript 2024, `CharacterClass[+UnicodeSetsMode]`.
    Knows what writers bring from other tools, not all of the grammar; nested classes count as a slip.
    """
    pieces = re.split(r"(?s)((?<!\\)(?:\\\\)*\[(?:\\.|[^\\\]])*\])", pattern)
    problems = [
        _class_problem(piece) if index % 2 else _plain_problem(piece) for index, piece in enumerate(pieces)
    ]
    return next(filter(None, problems), "") or _python_problem(pattern)


def _plain_problem(text: str) -> str:
    """Return the first problem outside of character classes."""
    after_quantifier = False
    for token in _TOKEN.finditer(text):
        word = token[0]
        if token["escape"] and word[1:2] not in _EVERYWHERE | frozenset("B"):
            return f"browsers know no '{word}'; write '{word[1:]}'"
        if word == "(?":
            return f"browsers know no '{text[token.start() : token.start() + 4]}'; use plain groups, '(?:…)'"
        if token["quantifier"] and after_quantifier:
            return f"'{word}' follows another repetition"
        if token["char"] and word in "{}]":
            return f"'{word}' stands alone; write '\\{word}'"
        after_quantifier = token["quantifier"] is not None
    return ""


def _class_problem(piece: str) -> str:
    """Return the first problem in `[…]`, which may have escaped backslashes before it."""
    inner = piece[piece.index("[") + 1 : -1].removeprefix("^")
    parts = re.findall(r"(?s)\\[pP]\{[^}]*\}|\\.|.", inner)
    for index, part in enumerate(parts):
        if part.startswith("\\"):
            if part[1] not in _IN_CLASS:
                return f"browsers know no '{part}' in '[…]'; write '{part[1:]}'"
        elif part in _BARE_IN_CLASS or (part == "-" and not _joins(parts, index)):
            return f"'{part}' stands alone in '[…]'; write '\\{part}'"
    return ""


def _joins(parts: list[str], index: int) -> bool:
    """Tell whether the hyphen at `index` makes a range of single characters."""
    if not 0 < index < len(parts) - 1:
        return False
    ends = (parts[index - 1], parts[index + 1])
    return not any(re.match(r"\\[dDwWsSpP]", end) for end in ends)


def _python_problem(pattern: str) -> str:
    """Return what Python's compiler says: unbalanced brackets, a reversed range, a missing group."""
    known = re.sub(r"\\[pP]\{[^}]*\}", r"\\w", pattern).replace("(?<", "(?P<")
    known = known.replace("(?P<=", "(?<=").replace("(?P<!", "(?<!")
    known = re.sub(r"\\k<(\w+)>", r"(?P=\1)", re.sub(r"\\u\{[0-9A-Fa-f]+\}", "u", known))
    try:
        re.compile(known)
    except re.error as error:
        return str(error)
    return ""
