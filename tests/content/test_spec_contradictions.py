"""Prose beside a spec sheet: what contradicts it is told, what merely looks alike is not."""

import time

import pytest

from kbgen.content.families import Family
from kbgen.content.record import parse_record
from kbgen.content.source import parse_source
from kbgen.content.spec_contradictions import check_mentions
from kbgen.content.specs import SpecSheet, parse_value
from kbgen.diagnostics import format_diagnostic

FAMILY = Family.model_validate(
    {
        "label": "Laptops",
        "properties": {
            "memory": {
                "label": "Memory",
                "type": "number",
                "unit": "GB",
                "better": "higher",
                "synonyms": ["RAM"],
            },
            "memory-max": {"label": "Largest memory", "type": "number", "unit": "GB"},
            "storage": {"label": "Storage", "type": "number", "unit": "GB", "synonyms": ["SSD"]},
            "battery-life": {"label": "Battery life", "type": "number", "unit": "h", "better": "higher"},
            "charger": {"label": "Charger power", "type": "number", "unit": "W", "synonyms": ["charger"]},
            "heat": {"label": "Operating temperature", "type": "range", "unit": "°C"},
            "speed": {"label": "Print speed (black)", "type": "number", "unit": "ppm"},
            "speed-colour": {"label": "Print speed (colour)", "type": "number", "unit": "ppm"},
            "weight": {"label": "Weight", "type": "number", "unit": "kg", "synonyms": ["weighs"]},
            "noise": {"label": "Noise", "type": "number", "unit": "dB(A)"},
            "display": {"label": "Display size", "type": "number", "unit": "in", "synonyms": ["diagonal"]},
            "drop": {"label": "Drop height", "type": "number", "unit": "m"},
            "chip": {"label": "Processor", "type": "text"},
        },
    }
)
STATED = {
    "memory": "16 GB",
    "memory-max": "64 GB",
    "storage": "1 TB",
    "battery-life": "11 h",
    "charger": "65 W",
    "heat": "5..35 °C",
    "speed": {"value": "22 ppm", "condition": "A4; draft 40"},
    "speed-colour": "14 ppm",
    "weight": "1.32 kg ± 20 g",
    "noise": "≤ 34 dB(A)",
    "display": "13.3 in",
    "drop": "not stated",
    "chip": "Merlin, 8 GB of cache",
}
SHEET = SpecSheet(
    "alder-14", FAMILY, {name: parse_value(FAMILY.properties[name], raw)[0] for name, raw in STATED.items()}
)
NAMES = {"alder-14": frozenset({"alder 14"}), "p350": frozenset({"pressmark p350", "p350"})}


def told(body):
    record, _ = parse_record(parse_source("a.md", "a.md", body.encode())[0])
    return [problem.message.split("'")[1] for problem in check_mentions(record, SHEET, NAMES)]


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("The weight is 1.4 kg.", ["1.4 kg"]),
        ("It weighs about 2 kg.", ["2 kg"]),
        ("Weight: **1.4 kg**, without the charger.", ["1.4 kg"]),
        ("Weight | 3.2 lb", ["3.2 lb"]),
        ("| Weight | 1.4 kg |\n| --- | --- |", ["1.4 kg"]),
        ("It comes with 32 GB of memory.", ["32 GB"]),
        ("It has 32 GB RAM and 512 GB of storage.", ["32 GB", "512 GB"]),
        ("It has 32 GB of memory and a 1 TB SSD.", ["32 GB"]),
        ("The battery life is\n12 hours.", ["12 hours"]),
        ("Its battery life of up to 14 hours is what you can count on.", ["14 hours"]),
        ("- Battery life: up to 9 h", ["9 h"]),
        ("The battery life is at least 12 h.", ["12 h"]),
        ("The battery life is 12 to 14 h.", ["12 to 14 h"]),
        ("The operating temperature is 0 to 40 °C.", ["0 to 40 °C"]),
        ("The operating temperature is between 5 °C and 50 °C.", ["5 °C and 50 °C"]),
        ("Operating temperature: up to 60 °C.", ["60 °C"]),
        ("The noise is 40 dB(A).", ["40 dB(A)"]),
        ("The print speed is 30 pages per minute.", ["30 pages per minute"]),
        ("It has a 45 W charger.", ["45 W"]),
        ("Its charger of 90 W is new.", ["90 W"]),
        ("It has a diagonal of 14 inches.", ["14 inches"]),
    ],
)
def test_a_number_that_contradicts_the_sheet_is_told(body, numbers):
    assert told(body) == numbers


@pytest.mark.parametrize(
    "body",
    [
        "The weight is 1.32 kg, 1.33 kg or 1.3 kg; it weighs 2.9 lb.",  # within the tolerance, or rounded
        "It weighs about 1.4 kg.",
        "It has 16 GB of memory and takes up to 64 GB.",
        "It takes 64 GB of memory.",  # another property of the sheet
        "It has 8 GB of memory as cache.",  # a number of the sheet's own texts
        "With 1000 GB of storage there is room.",
        "The battery life is 10 to 12 h.",  # the sheet's value lies within
        "The battery life is about 10.5 h.",
        "A battery life of at least 8 hours.",  # true, if modest
        "The battery life is 5 hours at full brightness.",  # another condition
        "The print speed is 30 ppm with draft quality.",  # the sheet's value has a condition too
        "The print speed is 40 ppm.",  # a number of a condition
        "The print speed is 14 ppm.",  # one of two properties of that name
        "The noise is 30 dB(A).",
        "The operating temperature is 45 °C.",  # no statement about a range
        "Above 40 °C operating temperature the fan runs.",
        "Operating temperature: up to 30 °C.",
        "If the memory is 32 GB, the test takes longer.",
        "When the weight is 3 kg, a parcel costs more.",
        "Add 16 GB of memory for a total. Then 32 GB are shown.",
        "With a 45 W charger it charges slowly.",  # some charger
        "Any charger of 100 W will do.",
        "A third-party charger of 100 W will do.",
        "It weighs 300 g more than the old one.",
        "The weight drops by 0.3 kg.",
        "Less than 4 GB of memory remain free.",
        "The memory is not 32 GB.",
        "The Pressmark P350 has 32 GB of memory.",
        "Unlike the P350 with its weight of 9.1 kg it fits a bag.",
        "| | this | that |\n|---|---|---|\n| Weight | 1.4 kg | 9 kg |",
        "`weight: 1.4 kg`",
        "```\nmemory 32 GB\n```",
        'The weight is {{ spec("alder-14", "weight") }}, and 1 kg of paper.',
        "The [weight](/parcels/2-kg.md) is as stated.",
        "Memory. 32 GB is what the manual of 2019 says.",
        "Weight\n\n2 kg is what you may send by post.",
        "Choose a weight of 2 kg on the scale.",
        "The battery has 64 % left; battery life 3 h remaining.",
        "Drop height of 2 m.",  # not stated on the sheet
        "The processor has 4 GB.",
        "Memory needs 32-bit addresses, as 64-bit memory does.",
        "Gewicht 1,4 kg. Weight 1,4 kg.",  # a decimal comma is read by nobody here
        "A display size of 13-inch is small.",
        "Memory 16 GB, storage 1 TB",
        "Weight: 1,320 g",
        "Use it where nothing weighs 5 kg on the lid.",
        "The memory of every 32 GB module is tested.",
    ],
)
def test_what_only_looks_like_a_contradiction_is_not_told(body):
    assert told(body) == []


def test_the_place_and_the_remedy_are_named():
    text = b"---\ntitle: A\n---\nOne.\n\nThe weight is 2 kg.\n"
    record, _ = parse_record(parse_source("a.md", "content/a.md", text)[0])
    told = "'2 kg' contradicts the spec sheet of 'alder-14', where Weight is 1.32 kg ± 20 g"
    remedy = 'write {{ spec("alder-14", "weight") }}, or correct the sheet'
    assert [format_diagnostic(problem) for problem in check_mentions(record, SHEET, NAMES)] == [
        f"content/a.md:6:15: warning: {told}; {remedy} [spec-contradiction]"
    ]


def test_a_huge_page_is_read_in_a_time_that_grows_with_its_length_only():
    started = time.process_time()
    for unit in (
        "The weight is of about a total of ",
        "16 GB 16 GB of ",
        "memory ",
        "weight: 1.4 kg. ",
        "1 to 2 to ",
    ):
        told(unit * (30_000 // len(unit)))
    assert time.process_time() - started < 10
