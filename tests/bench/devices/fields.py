"""Which key of a device file becomes what: the one table to change where the files get a new key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from leaves import Device, Leaf
from shapes import cameras, cores, resolution, size, sorted_into
from statements import NONE, Reader, Statement, Variant, as_written, choice, items, quantity, text, yes_no
from when import released

DECLARED: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("properties.yml").read_text("utf-8"))
"""Families, groups and properties of the sheets."""


def number(name: str) -> Reader:
    """Return the reader of a numeric property, with unit and largest plausible number as declared."""
    declared = DECLARED["properties"][name]
    return quantity(name, declared.get("unit", ""), declared["plausible"][1])


KINDS = {
    "phone": "phone",
    "phone (slider)": "slider phone",
    "foldable": "foldable phone",
    "tablet": "tablet",
    "TV": "TV",
    "Set top box": "set-top box",
    "Handheld game console": "handheld game console",
    "Devkit": "development kit",
}
"""Type in the files → kind in the sheets."""
WORDS = "a name, nothing to compare by size"
VERSION = "a version; 3.10 is above 3.9"
READERS: Mapping[tuple[str, ...], Reader] = {
    ("release",): released,
    ("codename",): text("codename", WORDS),
    ("variant",): number("variant"),
    ("type",): choice("kind", KINDS),
    ("carrier",): text("carrier", WORDS),
    ("soc",): text("soc", WORDS),
    ("cpu",): text("cpu", WORDS),
    ("cpu_cores",): cores,
    ("cpu_freq",): number("frequency"),
    ("architecture",): text("architecture", WORDS),
    ("gpu",): text("gpu", WORDS),
    ("ram",): number("memory"),
    ("storage",): number("storage"),
    ("sdcard", "size_max"): number("card"),
    ("sdcard", "slot"): choice("card-slot", {"hybrid": "hybrid", "dedicated": "dedicated", "sim": "sim"}),
    ("screen",): text("screen-technology", WORDS, "no screen"),
    ("screen", "size"): number("screen"),
    ("screen", "technology"): text("screen-technology", WORDS),
    ("screen", "resolution"): resolution("resolution"),
    ("screen", "refresh_rate"): number("refresh-rate"),
    ("battery",): text("battery-technology", WORDS, "no battery"),
    ("battery", "capacity"): number("battery"),
    ("battery", "tech"): text("battery-technology", WORDS),
    ("battery", "removable"): yes_no("battery-removable"),
    ("network",): items("networks", "no mobile network"),
    ("wifi",): text("wifi", "letters of standards", "no Wi-Fi"),
    ("bluetooth", "spec"): text("bluetooth", VERSION, "no Bluetooth"),
    ("bluetooth", "profiles"): items("bluetooth-profiles"),
    ("has_no_usb",): yes_no("usb", reverse=True),
    ("weight",): number("weight"),
    ("kernel", "version"): text("kernel", VERSION),
    ("current_branch",): text("system", VERSION),
    ("versions",): items("systems"),
    ("is_unlockable",): yes_no("unlockable"),
    ("models",): items("product.model_numbers"),
    ("download_boot",): text("body.Start in download mode", "instructions"),
    ("recovery_boot",): text("body.Start in recovery mode", "instructions"),
    ("edl_boot",): text("body.Start in emergency download mode", "instructions"),
}
"""Key, and key inside it → reader."""

WHOLE: Mapping[str, Any] = {"cameras": cameras, "dimensions": size, "peripherals": sorted_into}
"""Keys whose leaves belong together → what makes statements of all of them."""

IDENTITY = ("name", "vendor")
"""What the product's own record is made of."""

INSTALLING = "how to install another system"
NOT_TAKEN: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("before_install", "before_install_device_variants", "before_lineage_install"),
            *("before_recovery_install", "boot_stack_path", "burn_boot", "custom_recovery_codename"),
            *("custom_recovery_link", "custom_unlock_cmd", "firmware_update", "flash_codename"),
            *(
                "flash_download_instructions",
                "flash_extract_instructions",
                "format_on_upgrade",
                "install_method",
            ),
            *(
                "install_recovery_guide",
                "install_variant",
                "is_ab_device",
                "is_ab_rdap",
                "is_ab_rdap_version",
            ),
            *("needs_fastboot_boot", "no_oem_unlock_switch", "project_spectrum", "project_spectrum_recovery"),
            *("recovery_partition", "recovery_partition_name", "recovery_reboot", "required_bootloader"),
            *("required_bootloader_link", "root_method", "stock_is_not_android", "unlock_bootloader_guide"),
            "uses_twrp",
        ),
        INSTALLING,
    ),
    "image": "a file that is not among the data",
    "kernel.repo": "where its source code lies",
    "maintainers": "people, not the product",
    "migrate_to": "another file of the project",
    "migrated_to": "another file of the project",
    "quirks": "names of texts that are not among the data",
    "tree": "where its source code lies",
    "vendor_short": "the maker's name again",
}
"""Key → why it is deliberately not taken."""


def read_device(device: Device) -> list[Statement]:
    """Return what becomes of each leaf of a device."""
    read = [statement for field in device.fields for statement in read_field(field, device.field(field))]
    return list(_settle(read))


def _settle(statements: list[Statement]) -> Iterator[Statement]:
    """Keep the first of two statements on one property, unless both are lists; the other as written."""
    stated: dict[str, bool] = {}
    for one in statements:
        listed = isinstance(one.value, list)
        if not one.target or (one.target not in stated) or (listed and stated[one.target]):
            stated.setdefault(one.target, listed)
            yield one
        else:
            said = f"'{one.target}' is stated before; keep one of them"
            yield from (as_written(Variant("", leaf), said) for leaf in one.leaves)


def read_field(field: str, leaves: tuple[Leaf, ...]) -> Iterator[Statement]:
    """Return what becomes of the leaves of one key."""
    stated = tuple(leaf for leaf in leaves if leaf.text)
    nothing = tuple(leaf for leaf in leaves if not leaf.text)
    if nothing:
        yield Statement("", None, nothing, "states nothing", f"'{field}' is empty")
    if not stated:
        return
    if field in IDENTITY and stated[0].place == (field,) and len(stated) == 1:
        yield Statement(f"product.{field}", stated[0].text, stated, "record")
    elif field in NOT_TAKEN:
        yield Statement("", None, stated, "not taken", NOT_TAKEN[field])
    elif field in WHOLE:
        yield from WHOLE[field](stated)
    else:
        yield from _read_parts(field, stated)


def _read_parts(field: str, leaves: tuple[Leaf, ...]) -> Iterator[Statement]:
    """Give each key inside a field to its reader, with the version that the value is for."""
    parts: dict[tuple[str, ...], list[Variant]] = {}
    for leaf in leaves:
        path, label = split_place(leaf)
        parts.setdefault(path, []).append(Variant(label, leaf))
    for path, variants in parts.items():
        why = NOT_TAKEN.get(".".join(path))
        if why:
            yield Statement("", None, tuple(each.leaf for each in variants), "not taken", why)
        elif path in READERS:
            yield from READERS[path](tuple(variants))
        else:
            yield from (
                as_written(each, f"unknown key '{'.'.join(path)}'; add it to {__name__}.py")
                for each in variants
            )


def split_place(leaf: Leaf) -> tuple[tuple[str, ...], str]:
    """Return keys and label of a place: `("screen", 0, "Cover", "size")` is screen, size of `Cover`."""
    place = leaf.place
    labelled = any(isinstance(part, int) for part in place[:-1])
    index = next((at for at, part in enumerate(place) if isinstance(part, int)), len(place))
    keys = tuple(str(part) for part in (*place[:index], *place[index + 2 :]) if not isinstance(part, int))
    label = str(place[index + 1]) if labelled and len(place) > index + 1 else ""
    if keys in {("architecture", "cpu"), ("architecture", "userspace")}:
        return ("architecture",), keys[1]
    return keys, label


__all__ = ["DECLARED", "NONE", "NOT_TAKEN", "READERS", "read_device", "split_place"]
