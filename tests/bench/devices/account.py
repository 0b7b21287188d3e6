"""The account of an import: what became of every leaf, and the proof that none was lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml
from fields import split_place
from leaves import Device, Leaf
from statements import Statement

from kbgen.diagnostics import Diagnostic

Read = tuple[Device, Sequence[Statement]]


def check_nothing_lost(devices: Sequence[Read], files: Mapping[str, Sequence[str]]) -> Iterator[Diagnostic]:
    """Report leaves without a fate, leaves with two, and leaves whose words are not where they should be.

    `files` are product and sheet as they were written, by the stem of the device. They are read again: what
    stands there is the proof, not what the statements say.
    """
    for device, statements in devices:
        fates = Counter(id(leaf) for one in statements for leaf in one.leaves)
        for leaf in device.leaves:
            if fates[id(leaf)] != 1:
                yield problem(
                    device, leaf, "lost-value", f"'{leaf.text}' has {fates[id(leaf)]} fates, not one"
                )
        written = read_again(files.get(device.stem, ()))
        for one in statements:
            for leaf in one.leaves if one.target else ():
                if not words(leaf.text) <= written.get(one.target, frozenset()) | SAID_OTHERWISE:
                    yield problem(device, leaf, "lost-value", f"'{leaf.text}' is not in '{one.target}'")


def read_again(files: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return target → the words that were written there; a product's page is looked at as a whole."""
    written: dict[str, frozenset[str]] = {}
    for text in files:
        front = yaml.load(text.split("---\n")[1], Loader=yaml.BaseLoader) if text else {}  # noqa: S506 - texts only
        for name, value in front.get("properties", {}).items():
            written[name] = frozenset(words(_joined(value)))
        if front.get("type") == "product":
            everything = frozenset(words(text))
            headings = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
            keys = [f"product.{key}" for key in (*front, "vendor")] + [
                f"body.{heading}" for heading in headings
            ]
            written |= dict.fromkeys(keys, everything)
    return written


def _joined(value: Any) -> str:
    """Return all texts of a value."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return "\n".join(map(_joined, parts)) if parts else str(value)


def words(text: str) -> set[str]:
    """Return words and numbers, a number without zeros at its ends."""
    found = re.findall(r"\d+(?:[.,]\d+)?|[^\W\d_]+", text.casefold())
    return {_plain(word) for word in found}


def _plain(word: str) -> str:
    number = word.replace(",", ".")
    if not number[0].isdigit():
        return word
    return number.lstrip("0").rstrip("0").rstrip(".") if "." in number else number.lstrip("0")


SAID_OTHERWISE = frozenset({"true", "false", "none", "or", "x", "", "devkit", "top", "set", "box"})
"""Words of files that sheets say as yes, no, none, not stated or ×."""


def problem(device: Device, leaf: Leaf, code: str, message: str) -> Diagnostic:
    """Return a diagnostic that points at a leaf."""
    return Diagnostic(device.path, leaf.line, leaf.column, "warning", code, message)


def problems(devices: Sequence[Read]) -> list[Diagnostic]:
    """Return what a writer should look at."""
    ragged = [
        problem(device, one.leaves[0], "ragged-value", one.problem)
        for device, statements in devices
        for one in statements
        if one.problem
    ]
    return [*ragged, *(found for device, statements in devices for found in lying_phones(device, statements))]


def lying_phones(device: Device, statements: Sequence[Statement]) -> Iterator[Diagnostic]:
    """Report phones that are wider than they are high; tablets are measured either way."""
    for one in statements:
        if one.target == "size" and device.text("type") == "phone":
            height, width = re.findall(r"[\d.]+", str(one.value))[:2] or ("1", "0")
            if float(width) > float(height):
                message = "wider than it is high; are height and width exchanged?"
                yield problem(device, one.leaves[0], "odd-size", message)


def render_account(devices: Sequence[Read], files: int, lost: int) -> str:
    """Render the account in Markdown."""
    fates: Counter[str] = Counter()
    routes: Counter[tuple[str, str, str]] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    not_taken: Counter[tuple[str, str]] = Counter()
    for _, statements in devices:
        for one in statements:
            for leaf in one.leaves:
                fates[one.fate] += 1
                key = ".".join(split_place(leaf)[0])
                if one.target:
                    routes[key, one.target, one.fate] += 1
                if one.fate == "text":
                    reasons[one.target, one.why] += 1
                if not one.target:
                    not_taken[str(leaf.place[0]) if one.fate == "not taken" else key, one.why] += 1
    total = sum(len(device.leaves) for device, _ in devices)
    lines = [f"{len(devices)} devices read, {files} files written, {total} values, {lost} lost."]
    lines += [f"{count} {fate}" for fate, count in fates.most_common()]
    lines += _table(("key", "becomes", "as"), routes)
    lines += _table(("kept as text in", "because"), reasons)
    lines += _table(("not taken", "because"), not_taken)
    return "\n".join(lines)


def _table(heads: tuple[str, ...], counts: Mapping[tuple[str, ...], int]) -> list[str]:
    rows = [f"| {' | '.join(key)} | {count} |" for key, count in sorted(counts.items())]
    return ["", f"| {' | '.join(heads)} | values |", "|---" * (len(heads) + 1) + "|", *rows]
