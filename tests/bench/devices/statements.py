"""What the importer makes of leaves: statements, each of which says what became of its leaves and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from leaves import Leaf
from quantities import Quantity, read_quantity, size_of

Fate = Literal["typed", "text", "record", "states nothing", "not taken"]


@dataclass(frozen=True)
class Statement:
    """What became of some leaves.

    Attributes:
        target: The property; `product.<key>` or `body.<heading>` of the product; empty where nothing is kept.
        value: As it is written into the front matter.
        leaves: The leaves it was made of.
        fate: `typed` has a number, a choice, yes or no; `text` and `not taken` need a reason.
        why: The reason.
        problem: What a writer should look at, empty where nothing is wrong.
    """

    target: str
    value: Any
    leaves: tuple[Leaf, ...]
    fate: Fate
    why: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Variant:
    """One of the values that a key has, with the version of the product it is for, empty where it is all."""

    label: str
    leaf: Leaf


Reader = Callable[[tuple[Variant, ...]], Iterator[Statement]]
"""Makes statements of all leaves of one key."""

NONE = {"none", "n/a", ""}
"""How the files say that there is nothing, or that nothing is known."""


def quantity(target: str, unit: str, most: float) -> Reader:
    """Return a reader of a number; of several the largest counts, the others stand in its condition."""

    def read(variants: tuple[Variant, ...]) -> Iterator[Statement]:
        readings = [(each, read_quantity(each.leaf.text, unit, most)) for each in variants]
        for variant, reading in readings:
            if not reading.amounts:
                yield as_written(variant, reading.problem)
        numbers = [(each, reading) for each, reading in readings if reading.amounts]
        if numbers:
            yield _largest(target, numbers)

    return read


def _largest(target: str, readings: list[tuple[Variant, Quantity]]) -> Statement:
    best = max(readings, key=lambda one: size_of(one[1].amounts[0]))
    others = [one for one in readings if one is not best]
    different = [one for one in others if one[1].text != best[1].text]
    said = [best[0].label] if best[0].label and different else []
    said += [best[1].condition] if best[1].condition else []
    said += [_labelled(one[0].label, one[1].text) for one in different]
    value = best[1].amounts[0]
    problems = [reading.problem for _, reading in readings if reading.problem] + _conflicts(readings)
    return Statement(
        target,
        {"value": value, "condition": "; ".join(said)} if said else value,
        tuple(variant.leaf for variant, _ in readings),
        "typed",
        problem="; ".join(problems),
    )


def _conflicts(readings: list[tuple[Variant, Quantity]]) -> list[str]:
    """Say where two values are for the same version, which cannot be."""
    texts: dict[str, set[str]] = {}
    for variant, reading in readings:
        texts.setdefault(variant.label, set()).add(reading.text)
    return [
        f"{' and '.join(sorted(values))} are given for {label or 'all versions'}; only one can be right"
        for label, values in texts.items()
        if len(values) > 1
    ]


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if label else f"or {text}"


def text(target: str, why: str, none: str = "not stated") -> Reader:
    """Return a reader that keeps the words; `none` is what `None` means here."""

    def read(variants: tuple[Variant, ...]) -> Iterator[Statement]:
        leaves = tuple(variant.leaf for variant in variants)
        texts = list(dict.fromkeys(each.leaf.text for each in variants))
        if len(texts) == 1:
            value = none if texts[0].casefold() in NONE else texts[0]
        else:
            value = "; ".join(_labelled(each.label, each.leaf.text).removeprefix("or ") for each in variants)
        yield Statement(target, value, leaves, "text", why)

    return read


def items(target: str, none: str = "not stated") -> Reader:
    """Return a reader of a list of words."""

    def read(variants: tuple[Variant, ...]) -> Iterator[Statement]:
        leaves = tuple(variant.leaf for variant in variants)
        found = [leaf.text for leaf in leaves if leaf.text.casefold() not in NONE]
        yield Statement(
            target, found or none, leaves, "typed" if found else "text", "" if found else "'None'"
        )

    return read


def yes_no(target: str, *, reverse: bool = False) -> Reader:
    """Return a reader of yes and no; `reverse` where the key asks for the contrary."""

    def read(variants: tuple[Variant, ...]) -> Iterator[Statement]:
        said = {each.leaf.text.casefold() for each in variants}
        if len(said) != 1 or not said <= _YES | _NO:
            yield from (
                as_written(each, f"'{each.leaf.text}' is neither yes nor no for all") for each in variants
            )
            return
        value = "yes" if (said <= _YES) is not reverse else "no"
        yield Statement(target, value, tuple(each.leaf for each in variants), "typed")

    return read


_YES, _NO = {"true", "yes"}, {"false", "no"}


def choice(target: str, options: Mapping[str, str]) -> Reader:
    """Return a reader of one of some words, file's word → ours."""

    def read(variants: tuple[Variant, ...]) -> Iterator[Statement]:
        for each in variants:
            if each.leaf.text in options:
                yield Statement(target, options[each.leaf.text], (each.leaf,), "typed")
            else:
                yield as_written(each, f"'{each.leaf.text}' is none of {', '.join(options)}")

    return read


def as_written(variant: Variant, problem: str) -> Statement:
    """Keep a value that cannot be read among those that are not in figures, and report it."""
    where = " ".join(str(part) for part in variant.leaf.place if not isinstance(part, int))
    return Statement(
        "as-written", [f"{where}: {variant.leaf.text}"], (variant.leaf,), "text", "cannot be read", problem
    )
