"""Values that are made of several leaves: sizes, cameras, resolutions, equipment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaves import Leaf
from quantities import read_quantity
from statements import NONE, Reader, Statement, Variant, as_written, quantity

SIDES = ("height", "width", "depth")
LARGEST = {"mm": 2000.0, "MP": 300.0}


def size(leaves: tuple[Leaf, ...]) -> Iterator[Statement]:
    """State height, width and depth; of several sizes the first counts, its condition has the others."""
    if len(leaves) == 1 and leaves[0].text.casefold() in NONE:
        yield Statement("size", "not stated", leaves, "text", "'None'")
        return
    sizes: dict[tuple[object, ...], dict[str, Leaf]] = {}
    for leaf in leaves:
        *whose, side = leaf.place[1:] or ("size",)
        known = sizes.setdefault(tuple(whose), {})
        if side in SIDES and str(side) not in known and read_quantity(leaf.text, "mm", LARGEST["mm"]).amounts:
            known[str(side)] = leaf
        else:
            yield as_written(
                Variant("", leaf), f"'{side}: {leaf.text}' is no side of a size; state {', '.join(SIDES)}"
            )
    whole = {whose: known for whose, known in sizes.items() if known.keys() == set(SIDES)}
    for known in (known for whose, known in sizes.items() if whose not in whole):
        yield from (
            as_written(Variant("", leaf), "a size needs height, width and depth") for leaf in known.values()
        )
    if whole:
        yield _first_size(whole)


def _first_size(sizes: dict[tuple[object, ...], dict[str, Leaf]]) -> Statement:
    labels = [" ".join(part for part in whose if isinstance(part, str)) for whose in sizes]
    texts, conditions = [], []
    for known in sizes.values():
        sides = [read_quantity(known[side].text, "mm", LARGEST["mm"]) for side in SIDES]
        texts.append(" x ".join(each.amounts[0].split()[0] for each in sides) + " mm")
        conditions.append(", ".join(each.condition for each in sides if each.condition))
    said = [labels[0], conditions[0]]
    rest = zip(labels[1:], texts[1:], conditions[1:], strict=True)
    said += [f"{label}: {text} {also}".strip() for label, text, also in rest]
    condition = "; ".join(part for part in said if part)
    leaves = tuple(known[side] for known in sizes.values() for side in SIDES)
    value = {"value": texts[0], "condition": condition} if condition else texts[0]
    return Statement("size", value, leaves, "typed")


def resolution(target: str) -> Reader:
    """Return a reader of `1080x2400`; files write either side first, the sheet the short one."""

    def read(variants: tuple[Variant, ...]) -> Iterator[Statement]:
        found = [(each, re.fullmatch(r"(\d{2,5})\s*[x×]\s*(\d{2,5})", each.leaf.text)) for each in variants]
        for each, match in found:
            if match is None:
                yield as_written(each, f"'{each.leaf.text}' is no resolution; write it as 1080x2400")
        sides = [(each, sorted((int(match[1]), int(match[2])))) for each, match in found if match]
        if not sides:
            return
        sides.sort(key=lambda one: -one[1][0] * one[1][1])
        (best, (short, long)), *others = sides
        others = [one for one in others if one[1] != [short, long]]
        value = f"{short} x {long} px"
        said = [f"{each.label}: {low} x {high} px" for each, (low, high) in others]
        said = [best.label, *said] if said and best.label else said
        written = {"value": value, "condition": "; ".join(said)} if said else value
        yield Statement(target, written, tuple(each.leaf for each, _ in sides), "typed")

    return read


def cores(variants: tuple[Variant, ...]) -> Iterator[Statement]:
    """State the number of cores: `2+4` are six."""
    sums = tuple(each for each in variants if re.fullmatch(r"\d{1,3}(\+\d{1,3})+", each.leaf.text))
    for each in sums[:1]:
        total = sum(map(int, each.leaf.text.split("+")))
        yield Statement("cores", {"value": str(total), "condition": each.leaf.text}, (each.leaf,), "typed")
    for each in sums[1:]:
        yield as_written(each, "a second number of cores")
    rest = tuple(each for each in variants if each not in sums)
    if rest and sums:
        yield from (as_written(each, "a second number of cores") for each in rest)
    elif rest:
        yield from quantity("cores", "", MOST_CORES)(rest)


MOST_CORES = 64


def cameras(leaves: tuple[Leaf, ...]) -> Iterator[Statement]:
    """List all cameras with their flashes; the first is the main one unless it is said to be in front."""
    each: dict[object, dict[object, Leaf]] = {}
    for leaf in leaves:
        key = leaf.place[2] if len(leaf.place) == _OF_A_CAMERA else ""
        if key in {"info", "flash"} and key not in each.get(leaf.place[1], {}):
            each.setdefault(leaf.place[1], {})[key] = leaf
        else:
            yield as_written(Variant("", leaf), "a camera is {info: 48 MP (main), flash: LED}")
    for index, parts in enumerate(each.values()):
        flash = parts["flash"].text if "flash" in parts else ""
        said = parts["info"].text if "info" in parts else "Camera"
        lit = "without flash" if flash.casefold() in NONE else f"with {flash} flash"
        listed = f"{said} {lit}" if flash else said
        yield Statement("cameras", [listed], tuple(parts.values()), "typed")
        if index == 0 and "info" in parts and "front" not in said.casefold():
            yield from _main_camera(parts["info"])


_OF_A_CAMERA = 3
"""Parts of the place `("cameras", 0, "info")`."""


def _main_camera(leaf: Leaf) -> Iterator[Statement]:
    """State the main camera in figures where it has one number; its leaf is accounted for by the list."""
    reading = read_quantity(leaf.text, "MP", LARGEST["MP"])
    if len(reading.amounts) == 1:
        condition = reading.rest.strip("()")
        value = {"value": reading.amounts[0], "condition": condition} if condition else reading.amounts[0]
        yield Statement("camera", value, (), "typed")


def sorted_into(leaves: tuple[Leaf, ...]) -> Iterator[Statement]:
    """Sort equipment into sensors, location, connections and the rest."""
    for leaf in leaves:
        word = leaf.text.casefold()
        target = next(
            (name for name, words in EQUIPMENT.items() if any(part in word for part in words)), "peripherals"
        )
        if word in NONE:
            yield Statement("peripherals", "nothing further", (leaf,), "text", "'None'")
        else:
            yield Statement(target, [leaf.text], (leaf,), "typed")


EQUIPMENT = {
    "location": ("gps", "glonass", "galileo", "beidou", "qzss", "sbas", "navic", "gnss"),
    "connections": (
        *(
            "3.5mm",
            "nfc",
            "usb",
            "hdmi",
            "mhl",
            "displayport",
            "ir blaster",
            "ir receiver",
            "ethernet",
            "sim",
        ),
        *("fm radio", "wireless charging", "wideband", "dock", "radio"),
    ),
    "sensors": (
        *(
            "sensor",
            "accelerometer",
            "compass",
            "gyroscope",
            "barometer",
            "pedometer",
            "thermometer",
            "hygrometer",
        ),
        *("fingerprint", "ambient light", "radar"),
    ),
}
"""Property → parts of words that belong to it."""
