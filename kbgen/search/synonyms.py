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
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kbgen.search.plan import Plan
    from kbgen.search.vocabulary import Vocabulary

_OFF, _ALL = "!", "*"
_MOST_MEANT, _OFTEN = 200, 50
"""Documents. Of the common list what more have is not looked for, and for what more have nothing is."""


@dataclass(frozen=True)
class Synonym:
    """One rule."""

    typed: tuple[str, ...]
    """What customers may type, each as words with spaces between."""
    meant: tuple[str, ...]
    """What is looked for as well."""


Synonyms = tuple[Synonym, ...]


@dataclass(frozen=True)
class SynonymProblem:
    """A line that cannot be read."""

    line: int
    message: str


def parse_synonyms(text: str) -> tuple[Synonyms, list[SynonymProblem]]:
    """The synonyms of a file, and what is wrong with it; a line that is wrong is left out."""
    found: list[Synonym] = []
    problems: list[SynonymProblem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        rule = line.split("#", 1)[0] if line.lstrip().startswith("#") else line
        if not rule.strip():
            continue
        if (problem := _problem(rule)) is not None:
            problems.append(SynonymProblem(number, problem))
        else:
            found.append(_rule(rule))
    return tuple(found), problems


def _rule(rule: str) -> Synonym:
    if rule.lstrip().startswith(_OFF):
        return Synonym(tuple(_OFF + name for name in _switched_off(rule)), ())
    left, arrow, right = rule.partition("=>")
    return Synonym(tuple(_names(left)), tuple(_names(right if arrow else left)))


def own_synonyms(synonyms: Synonyms) -> Synonyms:
    """A site's rules without the lines that only switch others off."""
    return tuple(each for each in synonyms if each.meant)


def common_synonyms(synonyms: Synonyms, languages: Iterable[str]) -> Synonyms:
    """What comes with kbgen for some languages, without what a site's list switches off."""
    off = {name.removeprefix(_OFF) for each in synonyms for name in each.typed if name.startswith(_OFF)}
    common = [] if _ALL in off else [each for language in languages for each in _common(language)]
    return tuple(
        Synonym(*(tuple(name for name in names if name not in off) for names in (each.typed, each.meant)))
        for each in common
    )


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


def _names(side: str) -> list[str]:
    return list(dict.fromkeys(name for cell in _cells(side) if (name := _spelled(cell))))


def _cells(side: str) -> list[str]:
    """Between commas; a backslash takes a comma's meaning away, as in Solr."""
    return [cell.replace("\0", ",") for cell in side.replace("\\,", "\0").split(",")]


def _spelled(name: str) -> str:
    """As words of the index, one for each chunk."""
    return " ".join(found[0] for chunk in chunks(name) if (found := chunk_words(chunk)))


def known_synonyms(
    synonyms: Synonyms,
    vocabulary: Vocabulary,
    languages: Collection[str],
    frequency: Mapping[str, int] | None = None,
) -> Synonyms:
    """Those that can find something, with what is meant in the forms that the site has.

    Where `frequency` says in how many documents a term occurs, what many have is left out: it tells too
    little for what it costs to load, and where it is typed it needs no other word.
    """
    kept = []
    for each in synonyms:
        forms = [[vocabulary.form_of(word, languages) for word in name.split(" ")] for name in each.meant]
        known = [tuple(filter(None, words)) for words in forms if None not in words]
        meant = [
            " ".join(words)
            for words in known
            if not frequency or max(frequency[vocabulary.terms[word]] for word in words) <= _MOST_MEANT
        ]
        typed = tuple(name for name in each.typed if not frequency or _is_rare(name, vocabulary, frequency))
        if meant and typed:
            kept.append(Synonym(typed, tuple(dict.fromkeys(meant))))
    return synonyms_from_data(synonyms_as_data(tuple(kept)))


def _is_rare(name: str, vocabulary: Vocabulary, frequency: Mapping[str, int]) -> bool:
    """Whether the site hardly has what is typed: what it has often needs no other word."""
    known = [frequency[vocabulary.terms[word]] for word in name.split(" ") if word in vocabulary.terms]
    return len(known) < len(name.split(" ")) or min(known) <= _OFTEN


def synonyms_as_data(synonyms: Synonyms) -> list[str]:
    """The rules as exported: names that are both typed and meant; only typed; only meant."""
    return [
        ";".join(
            ",".join(names)
            for names in (
                [name for name in each.typed if name in each.meant],
                [name for name in each.typed if name not in each.meant],
                [name for name in each.meant if name not in each.typed],
            )
        )
        for each in synonyms
    ]


def synonyms_from_data(data: Iterable[str]) -> Synonyms:
    """The inverse of `synonyms_as_data`; names that are both typed and meant come first."""
    rules = ([[name for name in names.split(",") if name] for names in each.split(";")] for each in data)
    return tuple(Synonym((*both, *typed), (*both, *meant)) for both, typed, meant in rules)


@cache
def _meanings(synonyms: Synonyms) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What is typed, in words → what is meant; not what only has more words than what is typed."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for each in synonyms:
        for typed in each.typed:
            words = tuple(typed.split(" "))
            more = (name for name in each.meant if not set(words) <= set(name.split(" ")))
            found.setdefault(words, {}).update(dict.fromkeys(more))
    return {words: tuple(meant) for words, meant in found.items() if meant}


def spoken_of(heads: Sequence[str | None], at: int, plan: Plan) -> tuple[int, tuple[str, ...]]:
    """How many words of a query from one place on have synonyms together, the most there are, and these.

    None stands where synonyms are switched off. 0 where there are none.
    """
    best: tuple[int, tuple[str, ...]] = (0, ())
    letter = (heads[at] or "")[:1]
    for words, meant in _meanings(plan.synonyms).items():
        if words[0][0] != letter:
            continue
        span = heads[at : at + len(words)]
        if len(words) > best[0] and len(span) == len(words):
            alike = all(
                head is not None and _same(head, word, plan) for head, word in zip(span, words, strict=True)
            )
            best = (len(words), meant) if alike else best
    return best


def _same(one: str, other: str, plan: Plan) -> bool:
    return one == other or (one[0] == other[0] and shared_stem(one, other, plan) > 0)
