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
    ids = number_alike({stem: slug(name) for stem, name in names.items()})
    makers = sorted({maker_of(device) for device, _ in devices})
    maker_ids = number_alike({maker: slug(maker) for maker in makers})
    files = {"mkdocs.yml": CONFIG, "content/support/request.md": FORM, "content/_data/specs.yml": families()}
    for maker in makers:
        files[f"content/manufacturers/{maker_ids[maker]}.md"] = page({"type": "manufacturer", "name": maker})
    for device, statements in devices:
        product, name, maker = ids[device.stem], names[device.stem], maker_ids[maker_of(device)]
        files[f"content/products/{product}.md"] = product_page(device, statements, name, maker)
        files[f"content/specs/{product}.md"] = sheet_page(statements, product, name)
    return files, ids, problems


def number_alike(slugs: Mapping[str, str]) -> dict[str, str]:
    """Return key → id: the slug, and a number behind it where others have the same."""
    ids: dict[str, str] = {}
    for key, wanted in slugs.items():
        tries = (
            wanted or "unnamed",
            *(f"{wanted or 'unnamed'}-{number}" for number in range(2, len(slugs) + 2)),
        )
        ids[key] = next(each for each in tries if each not in ids.values())
    return ids


def maker_of(device: Device) -> str:
    """Return the maker's name; a product cannot do without."""
    return device.text("vendor") or "Unknown maker"


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
    vendor, name = maker_of(device), device.text("name") or device.stem
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


def product_page(device: Device, statements: Sequence[Statement], name: str, maker: str) -> str:
    """Return the product's record, with instructions as its text."""
    kinds = DECLARED["families"].items()
    family = next((key for key, one in kinds if device.text("type") in one["types"]), "other")
    front: dict[str, Any] = {"type": "product", "name": name, "manufacturer": maker, "family": family}
    taken = merged(statements)
    front |= {
        key: taken[f"product.{key}"] for key in ("model_numbers", "released") if f"product.{key}" in taken
    }
    if device.text("codename"):
        front["aliases"] = [device.text("codename")]
    texts = {key.removeprefix("body."): value for key, value in taken.items() if key.startswith("body.")}
    return page(front, "\n".join(f"## {heading}\n\n{said}\n" for heading, said in texts.items()))


def sheet_page(statements: Sequence[Statement], product: str, name: str) -> str:
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
