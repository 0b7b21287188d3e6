"""Statements as a knowledge base: manufacturers, products, a sheet for each, families, a request form."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from fields import DECLARED
from leaves import Device
from statements import Statement

from kbgen.content.families import Property
from kbgen.diagnostics import Diagnostic

CONFIG = """site_name: Devices
docs_dir: content
theme:
  name: material
plugins:
  - kbgen
"""
FORM = """---
type: ticket-form
title: Request support
target: {type: mailto, to: support@devices.example}
privacy: {text: We use this to answer you.}
sections:
  - title: Your request
    fields:
      - {id: product, type: select, label: Product, options: products, required: true, prefill: query.product}
      - {id: subject, type: text, label: Subject, required: true, max_length: 120, prefill: query.subject}
      - {id: description, type: textarea, label: What happens, required: true, max_length: 4000}
      - {id: email, type: email, label: Your email address, autocomplete: email, required: true}
---
"""

Read = tuple[Device, Sequence[Statement]]


def build_files(devices: Sequence[Read]) -> tuple[dict[str, str], dict[str, str], list[Diagnostic]]:
    """Return file → text, file stem of a device → id of its product, and what is wrong."""
    names, problems = name_products([device for device, _ in devices])
    ids = {stem: slug(name) for stem, name in names.items()}
    vendors = {device.text("vendor") for device, _ in devices}
    files = {"mkdocs.yml": CONFIG, "content/support/request.md": FORM, "content/_data/specs.yml": families()}
    for vendor in sorted(vendors - {""}):
        files[f"content/manufacturers/{slug(vendor)}.md"] = page({"type": "manufacturer", "name": vendor})
    for device, statements in devices:
        family = next(
            (key for key, one in DECLARED["families"].items() if device.text("type") in one["types"]), ""
        )
        if not family or not device.text("vendor"):
            message = (
                f"type '{device.text('type')}' or maker '{device.text('vendor')}' is unknown; it is left out"
            )
            problems.append(Diagnostic(device.path, 1, 1, "error", "no-device", message))
            continue
        product, name = ids[device.stem], names[device.stem]
        files[f"content/products/{product}.md"] = product_page(device, statements, name, family)
        files[f"content/specs/{product}.md"] = sheet_page(device, statements, product, name)
    return files, ids, problems


def name_products(devices: Sequence[Device]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Call each product by its maker and name, and those that would be called alike by their codename too."""
    names = {device.stem: full_name(device) for device in devices}
    often = Counter(slug(name) for name in names.values())
    problems = []
    for device in devices:
        if often[slug(names[device.stem])] > 1:
            named = f"{names[device.stem]} {device.stem}"
            message = f"two devices are called '{names[device.stem]}'; this one becomes '{named}'"
            problems.append(Diagnostic(device.path, 1, 1, "warning", "same-name", message))
            names[device.stem] = named
    return names, problems


def full_name(device: Device) -> str:
    """Return maker and name: a phone called `8` says nothing."""
    vendor, name = device.text("vendor"), device.text("name") or device.stem
    return name if name.casefold().startswith(vendor.casefold()) else f"{vendor} {name}"


def slug(name: str) -> str:
    """Return a name as it stands in an address; `+` is what tells two products apart."""
    plain = unicodedata.normalize("NFKD", name.replace("+", " plus ")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def families() -> str:
    """Return `_data/specs.yml`: all families may say the same, in the keys that this version of kbgen has."""
    properties = {
        name: {key: value for key, value in one.items() if key in Property.model_fields}
        for name, one in DECLARED["properties"].items()
    }
    body = {
        name: {"label": one["label"], "groups": DECLARED["groups"], "properties": properties}
        for name, one in DECLARED["families"].items()
    }
    return dump({"families": body})


def product_page(device: Device, statements: Sequence[Statement], name: str, family: str) -> str:
    """Return the product's record, with instructions as its text."""
    front: dict[str, Any] = {"type": "product", "name": name, "manufacturer": slug(device.text("vendor"))}
    front["family"] = family
    taken = merged(statements)
    front |= {
        key: taken[f"product.{key}"] for key in ("model_numbers", "released") if f"product.{key}" in taken
    }
    if device.text("codename"):
        front["aliases"] = [device.text("codename")]
    texts = {key.removeprefix("body."): value for key, value in taken.items() if key.startswith("body.")}
    return page(front, "\n".join(f"## {heading}\n\n{said}\n" for heading, said in texts.items()))


def sheet_page(device: Device, statements: Sequence[Statement], product: str, name: str) -> str:
    """Return the spec sheet, in the order of the declaration."""
    taken = merged(statements)
    properties = {name: taken[name] for name in DECLARED["properties"] if name in taken}
    front = {"type": "spec", "id": f"{product}-specs", "title": f"{name} specifications", "product": product}
    return page({**front, "properties": properties})


def merged(statements: Sequence[Statement]) -> dict[str, Any]:
    """Return target → value; items of one list come from several statements."""
    taken: dict[str, Any] = {}
    for one in statements:
        if one.target in taken and isinstance(one.value, list) and isinstance(taken[one.target], list):
            taken[one.target] = [*taken[one.target], *one.value]
        elif one.target in taken:
            raise ValueError(f"{one.target} is stated twice: {taken[one.target]}, {one.value}")
        elif one.target:
            taken[one.target] = one.value
    return taken


def page(front: Mapping[str, Any], body: str = "") -> str:
    """Return a Markdown file."""
    return f"---\n{dump(front)}---\n{body}"


def dump(value: Mapping[str, Any]) -> str:
    """Write YAML whose every text stays the text it is."""
    return yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False, width=10_000)
