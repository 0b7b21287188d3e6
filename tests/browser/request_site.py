"""A small knowledge base: a form that asks different people different things, and a page that helps some."""

from pathlib import Path

from running import CONFIG

FORM = Path(__file__).with_name("request.md")
"""The request form; DESK is where it goes."""

PRODUCT = """---
type: product
name: {name}
manufacturer: {maker}
family: printer
serial_number: {{where: Under the lid, example: {example}}}
---
{name} prints.
"""
FAMILIES = """families:
  printer:
    label: Printers
    properties: {weight: {label: Weight, type: number, unit: kg}}
"""
JAM = """---
title: Paper jams again and again
products: [p1]
symptoms: ["E-47"]
---
The display shows E-47 and the paper is stuck in the rear tray. Take the paper out and clean the rollers.
"""


def request_site(url):
    """Return the files of the site by path, and its configuration; requests go to `url`."""
    return {
        "manufacturers/alder.md": "---\ntype: manufacturer\nname: Alder\n---\n",
        "manufacturers/press.md": "---\ntype: manufacturer\nname: Press\n---\n",
        "products/p1.md": PRODUCT.format(name="Press P1", maker="press", example="PR123456"),
        "products/a1.md": PRODUCT.format(name="Alder A1", maker="alder", example="AL123456"),
        "_data/specs.yml": FAMILIES,
        "articles/jam.md": JAM,
        "support/request.md": FORM.read_text(encoding="utf-8").replace("DESK", url),
    }, CONFIG
