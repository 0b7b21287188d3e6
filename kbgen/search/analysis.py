"""Cuts text into the words that the index holds; theme/js/analysis.js does the same to what customers type.

Both are held to tests/golden/analysis.json. A *chunk* is what stands between spaces and punctuation in the
text ("E-47", "C++", "l'encre"); its *words* are the spellings it can be found by ("e47", "e", "47").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WORD = 48
"""Longer words are keys, hashes or pictures in base64; nobody types them."""

_ACCENTS = "\u0300-\u036f"
_VOWEL_POINTS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_INDIC_SIGNS = "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u09cd\u0a00-\u0dff"
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"  # kana and Han
    "\uac00-\ud7a3\U00020000-\U0003fffd"  # Hangul, rarer Han
)
_IN_WORD = rf"[\w{_ACCENTS}{_VOWEL_POINTS}{_INVISIBLE}{_INDIC_SIGNS}{_UNSPACED}]"
_CONNECTOR = r"[-\u2010\u2011\uff0d./'\u2019\u02bc]"

_UNITS = (
    "gb mb kb tb gib mib kib hz khz mhz ghz v mv kv w kw wh kwh ma mah ah va db dbm dpi ppi ppm fps rpm "
    "mm cm km nm kg mg ml kbps mbps gbps ohm kohm"
)
"""Symbols that belong to the number before them: "16 GB" is one chunk, as "16GB" is. None is a word."""
_UNIT = "|".join("".join(f"[{sign}{sign.upper()}]" for sign in unit) for unit in _UNITS.split())

_CHUNK = re.compile(
    rf"\d+(?:\.\d+)*[ \u00a0\u202f](?:{_UNIT})(?!{_IN_WORD})"
    rf"|{_IN_WORD}+(?:{_CONNECTOR}{_IN_WORD}+)*(?:\+\+|\#(?!{_IN_WORD}))?"
)
_DROPPED = re.compile(rf"[{_ACCENTS}{_VOWEL_POINTS}{_INVISIBLE}]")
_UNSPACED_RUN = re.compile(rf"([{_UNSPACED}]+)")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_APOSTROPHE = re.compile(r"['\u2019\u02bc]")
_PART = re.compile(rf"(?:(?!_)[\w{_INDIC_SIGNS}.])+")
_DECIMAL = re.compile(r"[a-z]*\d+(?:\.\d+)+[a-z]*")
_TWO_RUNS = re.compile(r"([^\W\d]+)(\d[\d.]*)|(\d[\d.]*)([^\W\d]+)")
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"[^\W\d]+|\d[\d.]*")
_SPACE = re.compile(r"[ \u00a0\u202f]")
_MOST_RUNS = 5
_SHORTEST_TAIL = 3

_SPELLED_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ"}
)


def fold(text: str) -> str:
    """Lower case without accents: what is left when people type in a hurry or on a foreign keyboard."""
    if text.isascii():
        return text.lower()
    return normalize("NFC", _DROPPED.sub("", normalize("NFKD", text))).lower().translate(_SPELLED_OUT)


def chunks(text: str) -> list[str]:
    """The chunks of a text in their order, as they are written."""
    return _CHUNK.findall(text)


def words(text: str) -> list[str]:
    """The words of a text in the order of its chunks, repeated as they repeat."""
    return [word for chunk in chunks(text) for word in chunk_words(chunk)]


def pieces(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Start, end and words of every place in a text that a query can match.

    In scripts without spaces each character starts a piece of its own, so that a match marks two characters
    and not a sentence.
    """
    for chunk in _CHUNK.finditer(text):
        start = chunk.start()
        for run in _UNSPACED_RUN.split(chunk.group()):
            if _UNSPACED_RUN.fullmatch(run):
                yield from (
                    (start + at, start + at + len(pair), (pair,)) for at, pair in enumerate(_pairs(run))
                )
            elif found := chunk_words(run):
                yield start, start + len(run), found
            start += len(run)


def is_grammar(word: str) -> bool:
    """Whether a pair of characters holds hiragana, which Japanese writes its endings and particles in."""
    return _HIRAGANA.search(word) is not None


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script without spaces, where two characters say as much as a word elsewhere."""
    return _UNSPACED_RUN.fullmatch(word) is not None


@cache
def chunk_words(chunk: str) -> tuple[str, ...]:
    """The words that a chunk can be found by, each once, the whole before its parts."""
    found: list[str] = []
    for run in _UNSPACED_RUN.split(_SPACE.sub("", fold(chunk))):
        found += _pairs(run) if _UNSPACED_RUN.fullmatch(run) else _run_words(run)
    found += [tail for word in found[:1] for tail in _tails(word)]
    return tuple(dict.fromkeys(word for word in found if len(word) <= LONGEST_WORD))


def _pairs(run: str) -> list[str]:
    """Characters two by two, overlapping: 日本語 → 日本, 本語."""
    return [run[at : at + 2] for at in range(max(1, len(run) - 1))]


def _run_words(run: str) -> list[str]:
    sign = run[len(run.rstrip("+#")) :]
    letters = run[: len(run) - len(sign)]
    if sign and len(letters) == 1:
        return [run]
    signed = [run] if sign == "++" and letters.isalnum() else []
    return signed + [word for part in _without_apostrophes(letters) for word in _compound_words(part)]


def _without_apostrophes(run: str) -> list[str]:
    """Tells apart: printer's → printer, don't → dont, l'encre → l, encre."""
    first, *rest = _APOSTROPHE.split(run)
    if rest and rest[-1] == "s":
        rest.pop()
    if all(len(part) <= 2 for part in rest):  # noqa: PLR2004 - n't, 'll, 've, 're
        return ["".join([first, *rest])]
    return [first, *rest]


def _compound_words(compound: str) -> list[str]:
    """What hyphens, dots, slashes and underscores hold together, whole and in parts."""
    parts = [piece for part in _PART.findall(compound) for piece in _undotted(part)]
    if len(parts) <= 1:
        return [word for part in parts for word in _part_words(part)]
    numbered = _DIGIT.search(compound) is not None
    if not numbered and not re.search(r"[-_\u2010\u2011]", compound):
        return parts
    tellings = parts if numbered else [part for part in parts if len(part) > 2]  # noqa: PLR2004 - not wi, fi
    return ["".join(parts), *(word for part in tellings for word in _part_words(part))]


def _undotted(part: str) -> list[str]:
    """Dots stay in versions and decimals (v2.10, 3.3), and divide everything else (setup.exe)."""
    return [part] if _DECIMAL.fullmatch(part) else [piece for piece in part.split(".") if piece]


def _part_words(part: str) -> list[str]:
    """A number with its unit or series is found by either: 16gb → 16gb, 16, gb."""
    runs = _TWO_RUNS.fullmatch(part)
    return [part, *(run for run in runs.groups() if run)] if runs else [part]


def _tails(word: str) -> list[str]:
    """An identifier from where digits begin in it: xt20838 → 20838, 0x80070057 → 80070057.

    So what is inside of one is found by its beginning.
    """
    runs = _RUN.findall(word)
    if not 1 < len(runs) <= _MOST_RUNS or "".join(runs) != word:
        return []
    tails = ["".join(runs[at:]) for at in range(1, len(runs))]
    return [tail for tail in tails if len(tail) >= _SHORTEST_TAIL and _DIGIT.match(tail)]
