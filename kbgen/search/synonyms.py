"""Reads lists of synonyms in Solr's format, and finds in a query what they speak of.

# comment
url, link, web address        each stands for the others
pop up => popup               the left is also looked for as the right, not the other way round
!slow, lag                    not the synonyms of these in the list that comes with kbgen; "!*" for none of it
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kbgen.search.analysis import chunk_words, chunks
from kbgen.search.near import shared_stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from kbgen.search.plan import Plan, Synonyms
    from kbgen.search.vocabulary import Vocabulary

_OFF, _ALL = "!", "*"


@dataclass(frozen=True)
class SynonymProblem:
    """A line that cannot be read."""

    line: int
    message: str


def parse_synonyms(text: str) -> tuple[Synonyms, list[SynonymProblem]]:
    """The synonyms of a file, and what is wrong with it; a line that is wrong is left out."""
    found: dict[str, dict[str, None]] = {}
    problems: list[SynonymProblem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        rule = line.split("#", 1)[0] if line.lstrip().startswith("#") else line
        if not rule.strip():
            continue
        if (problem := _problem(rule)) is not None:
            problems.append(SynonymProblem(number, problem))
            continue
        if rule.lstrip().startswith(_OFF):
            found.update((_OFF + name, {}) for name in _switched_off(rule))
            continue
        for typed, meant in _pairs(rule):
            found.setdefault(typed, {})[meant] = None
    return tuple((typed, tuple(meant)) for typed, meant in sorted(found.items())), problems


def with_common(synonyms: Synonyms, languages: Iterable[str]) -> Synonyms:
    """A site's synonyms, and those common in its languages that it does not switch off."""
    off = {typed.removeprefix(_OFF) for typed, _ in synonyms if typed.startswith(_OFF)}
    own = {typed: dict.fromkeys(meant) for typed, meant in synonyms if not typed.startswith(_OFF)}
    common = [] if _ALL in off else [each for language in languages for each in _common(language)]
    for typed, meant in common:
        if typed not in off:
            own.setdefault(typed, {}).update((each, None) for each in meant if each not in off)
    return tuple((typed, tuple(meant)) for typed, meant in sorted(own.items()))


def _common(language: str) -> Synonyms:
    listed = files("kbgen.search") / f"synonyms-{language}.txt"
    return parse_synonyms(listed.read_text(encoding="utf-8"))[0] if listed.is_file() else ()


def _switched_off(rule: str) -> list[str]:
    words = rule.strip().removeprefix(_OFF)
    return [_ALL] if words.strip() == _ALL else _names(words)


def _problem(rule: str) -> str | None:
    if rule.lstrip().startswith(_OFF):
        return None if _switched_off(rule) else "no word stands after '!'"
    sides = rule.split("=>")
    if len(sides) > 2:  # noqa: PLR2004 - a rule has two sides
        return "more than one '=>' in a line"
    if any(not _names(side) for side in sides):
        return "nothing stands on one side of '=>'"
    if any(name.strip() and not _spelled(name) for side in sides for name in _cells(side)):
        return "a synonym needs letters or digits"
    if len(sides) == 1 and len(_names(rule)) == 1:
        return "a synonym needs another word beside it, after a comma"
    return None


def _pairs(rule: str) -> Iterator[tuple[str, str]]:
    left, arrow, right = rule.partition("=>")
    for typed in _names(left):
        yield from ((typed, meant) for meant in _names(right if arrow else left) if meant != typed)


def _names(side: str) -> list[str]:
    return list(dict.fromkeys(name for cell in _cells(side) if (name := _spelled(cell))))


def _cells(side: str) -> list[str]:
    """Between commas; a backslash takes a comma's meaning away, as in Solr."""
    return [cell.replace("\0", ",") for cell in side.replace("\\,", "\0").split(",")]


def _spelled(name: str) -> str:
    """As words of the index, one for each chunk."""
    return " ".join(found[0] for chunk in chunks(name) if (found := chunk_words(chunk)))


def known_synonyms(synonyms: Synonyms, vocabulary: Vocabulary, languages: Collection[str]) -> Synonyms:
    """Those that find more than the typed words do, in the forms that the site has."""

    @cache
    def form_of(word: str) -> str | None:
        return vocabulary.form_of(word, languages)

    def terms(words: Iterable[str | None]) -> set[str]:
        return {vocabulary.terms[word] if word else "" for word in words}

    kept: dict[str, dict[str, None]] = {}
    for typed, meant in synonyms:
        asked = terms(map(form_of, typed.split(" ")))
        for each in meant:
            words = [form_of(word) for word in each.split(" ")]
            if None not in words and not asked <= terms(words):
                kept.setdefault(typed, {})[" ".join(filter(None, words))] = None
    return tuple((typed, tuple(meant)) for typed, meant in kept.items())


def spoken_of(heads: Sequence[str | None], at: int, plan: Plan) -> tuple[int, tuple[str, ...]]:
    """How many words of a query from one place on have synonyms together, the most there are, and these.

    None stands where synonyms are switched off. 0 where there are none.
    """
    best: tuple[int, tuple[str, ...]] = (0, ())
    for typed, meant in plan.synonyms:
        words = typed.split(" ")
        span = heads[at : at + len(words)]
        if len(words) > best[0] and len(span) == len(words):
            alike = all(
                head is not None and _same(head, word, plan) for head, word in zip(span, words, strict=True)
            )
            best = (len(words), meant) if alike else best
    return best


def _same(one: str, other: str, plan: Plan) -> bool:
    return one == other or (one[0] == other[0] and shared_stem(one, other, plan) > 0)
