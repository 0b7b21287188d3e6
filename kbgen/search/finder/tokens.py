"""Cuts what was typed into numbers, words and signs; theme/js/finder/tokens.js does the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from kbgen.search.analysis import fold

# Ranges and not classes, so that browsers, whose Unicode is another year's, see the same letters.
_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0300-\u036f\u0370-\u1fff"
    "\u2c00-\u2dff\u3005-\ud7ff\uf900-\ufaff"
)
_TOKEN = re.compile(
    rf"[0-9]+(?:[.,][0-9]+)*|[{_LETTER}]+(?:['’][{_LETTER}]+)*|<=|>=|''|[′″]+|[-<>=≤≥+~≈%°\"−–—€$£]"
)
_JOINED = re.compile(rf"[{_LETTER}0-9/_.#'’-]")
_LETTERS = re.compile(rf"[{_LETTER}]")
_DASHES = "-−–—"
_INCH = re.compile(r"''|[\"′″]+")


@dataclass(frozen=True)
class Token:
    """A number, a word or a sign."""

    text: str
    """In lower case without accents."""
    raw: str
    number: bool
    glued: bool
    """Whether nothing stands between it and what is before it."""
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text. Hyphens are left out where they are neither minus nor "to"."""
    text = normalize("NFKC", text)
    quoted = _is_quoted(text)
    found = []
    for match in _TOKEN.finditer(text):
        raw, start = match.group(), match.start()
        before = text[start - 1 : start]
        if raw in _DASHES and not _is_sign(before, text[match.end() : match.end() + 1]):
            continue
        if _INCH.fullmatch(raw) and (quoted or not before.isascii() or not before.isdigit()):
            continue
        glued = _JOINED.fullmatch(before) is not None
        found.append(Token(_text(raw), raw, raw[0] in "0123456789", glued, start, match.end()))
    return found


def key(some: list[Token]) -> str:
    """Return what tokens are looked up by."""
    return " ".join(token.text for token in some)


def phrase_key(text: str) -> str:
    """Return the key of a whole text."""
    return key(tokens(text))


def number_of(token: Token) -> float:
    """Return the number of a token: `1,5` and `1.5`, `1,200`, `1.200,5`."""
    return float(_plain(token.text))


def written(token: Token) -> str:
    """Return a number as it is shown: with a point before decimals, without signs between thousands."""
    return _plain(token.text)


def decimals(token: Token) -> int:
    """Return how many decimals a number was typed with."""
    return len(_plain(token.text).partition(".")[2])


def _plain(text: str) -> str:
    if "," in text and "." in text:
        decimal = max(text.rfind(","), text.rfind("."))
        whole, rest = text[:decimal], text[decimal + 1 :]
        return f"{whole.replace(',', '').replace('.', '')}.{rest}"
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+", text):
        return text.replace(",", "")
    whole, _, rest = text.replace(",", ".").partition(".")
    return f"{whole}.{rest.replace('.', '')}" if rest else whole


def _text(raw: str) -> str:
    if _INCH.fullmatch(raw):
        return '"'
    if raw in _DASHES:
        return "-"
    return fold(raw).replace("'", "").replace("’", "")


def _is_sign(before: str, after: str) -> bool:
    """Whether a dash is a minus or stands between numbers."""
    to_number = after.isascii() and after.isdigit()
    return (to_number and not _LETTERS.fullmatch(before)) or (before == " " and after == " ")


def _is_quoted(text: str) -> bool:
    """Whether words are in quotes, so that a quote after a number is no inch."""
    return re.search(r'(?<![0-9])"', text) is not None
