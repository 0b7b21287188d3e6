"""The words that name families, properties and options, in the forms in which people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbgen.search.finder.tokens import phrase_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_LETTER_OF_WORD = re.compile(r"[^\W\d_]{2}")
_SHORTEST_PART = 4
_WEAK_IN_NO_NAME = frozenset(
    {"with", "from", "time", "life", "type", "kind", "maximum", "recommended", "largest"}
)


def variants(text: str) -> list[str]:
    """Return the keys of a name: whole, without brackets, in singular and plural, hyphens joined or not."""
    texts = [text, _IN_BRACKETS.sub("", text)]
    texts += [re.sub(r"(?<=\w)[-‐‑/](?=\w)", "", each) for each in texts]
    keys = [form for each in texts for form in _numbers(phrase_key(each))]
    return list(dict.fromkeys(key for key in keys if key))


def parts(text: str) -> list[str]:
    """Return the keys of the single words of a name: what it may be called beside a number."""
    words = [word for word in _IN_BRACKETS.sub("", text).split() if len(word) >= _SHORTEST_PART]
    keys = [form for word in words for form in variants(word)]
    return [key for key in dict.fromkeys(keys) if key not in _WEAK_IN_NO_NAME]


def beginnings(option: str) -> list[str]:
    """Return the keys of an option and of what it begins with: `Bluetooth 5.3` is a Bluetooth."""
    words = phrase_key(option).split(" ")
    found = [" ".join(words[:end]) for end in range(1, len(words) + 1)]
    keys = [key for key in found if key == found[-1] or _LETTER_OF_WORD.search(key)]
    whole = " ".join(words)
    joined = [each for each in variants(option) if each != whole]
    return [key for key in dict.fromkeys([*keys, *joined]) if re.search(r"[^\W\d_]", key)]


def holds(forms: Iterable[str], key: str) -> bool:
    """Whether an option, in one of its forms, has these words in it, one after the other."""
    return any(f" {key} " in f" {form} " for form in forms)


def _numbers(key: str) -> Iterator[str]:
    """Yield singular and plural of the last word."""
    yield key
    if not re.search(r"[^\W\d_]{3}$", key):
        return
    if key.endswith("ies"):
        yield f"{key[:-3]}y"
    elif key.endswith(("ches", "shes", "xes", "sses")):
        yield key[:-2]
    elif key.endswith("s") and not key.endswith("ss"):
        yield key[:-1]
    elif key.endswith("y") and key[-2] not in "aeiou":
        yield f"{key[:-1]}ies"
    elif key.endswith(("ch", "sh", "x", "ss")):
        yield f"{key}es"
    else:
        yield f"{key}s"


def all_variants(texts: Iterable[str]) -> list[str]:
    """Return the keys of several names, each once."""
    return list(dict.fromkeys(key for text in texts for key in variants(text)))
