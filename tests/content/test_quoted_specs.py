"""Values of spec sheets in prose."""

from kbgen.content.families import Family
from kbgen.content.quoted_specs import fill_quoted_specs
from kbgen.content.specs import SpecSheet, Value

SHEETS = {
    "p200": SpecSheet(
        "p200",
        Family(label="Printers", properties={}),
        {"power": Value("14 W"), "odd": Value("<b> *2* | a_b_")},
    )
}


def filled(body):
    return fill_quoted_specs(body, SHEETS)


def test_a_value_stands_in_its_place():
    assert filled('It takes {{ spec("p200", "power") }}.') == "It takes 14 W."
    assert filled("{{spec('p200','power')}}{{ spec('p200', 'power') }}") == "14 W14 W"


def test_code_and_what_is_unknown_stay_as_they_are():
    body = (
        '`{{ spec("p200", "power") }}` {{ spec("p300", "power") }} {{ spec("p200", "weight") }} {{ other }}'
    )
    assert filled(body) == body
    fenced = '```\n{{ spec("p200", "power") }}\n```\n'
    assert filled(fenced) == fenced


def test_signs_in_a_value_are_no_markdown_and_no_html():
    assert filled('{{ spec("p200", "odd") }}') == r"&lt;b&gt; \*2\* \| a\_b\_"
