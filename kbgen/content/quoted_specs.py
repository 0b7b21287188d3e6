"""Values of spec sheets in prose, `{{ spec("pressmark-p200", "power") }}`: a number is written once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from kbgen.content.masking import mask_code
from kbgen.content.record import Record
from kbgen.content.specs import SpecSheet
from kbgen.diagnostics import Diagnostic, did_you_mean

_QUOTED = re.compile(
    r"\{\{\s*spec\(\s*[\"'](?P<product>[^\"'\n]*)[\"']\s*,"
    r"\s*[\"'](?P<property>[^\"'\n]*)[\"']\s*\)\s*\}\}"
)
_MARKDOWN = re.compile(r"([\\`*_\[\]{}#|~^!])")


@dataclass(frozen=True)
class QuotedSpec:
    """A place in a page that quotes a value.

    Attributes:
        start: Where it begins in the body.
        end: Where it ends.
        product: Id of the product.
        property: Name of the property.
    """

    start: int
    end: int
    product: str
    property: str


def find_quoted_specs(body: str) -> Iterator[QuotedSpec]:
    """Yield the values that a page quotes; code quotes none."""
    if "{{" not in body:
        return
    for match in _QUOTED.finditer(mask_code(body)):
        yield QuotedSpec(match.start(), match.end(), match["product"], match["property"])


def fill_quoted_specs(body: str, sheets: Mapping[str, SpecSheet]) -> str:
    """Return a page's Markdown with the values in their places; what cannot be filled stays as it is."""
    for quoted in reversed(list(find_quoted_specs(body))):
        sheet = sheets.get(quoted.product)
        value = sheet.values.get(quoted.property) if sheet else None
        if value is not None:
            text = _MARKDOWN.sub(r"\\\1", escape(value.text, quote=False))
            body = body[: quoted.start] + text + body[quoted.end :]
    return body


def check_quoted_specs(record: Record, sheets: Mapping[str, SpecSheet]) -> Iterator[Diagnostic]:
    """Report values that no spec sheet has."""
    if not record.quotes_specs:
        return
    body = record.source.body
    starts = [0, *(match.end() for match in re.finditer("\n", body))]
    for quoted in find_quoted_specs(body):
        if problem := _problem(quoted, sheets):
            line = bisect_right(starts, quoted.start) - 1
            column = quoted.start - starts[line] + 1
            place = (record.source.body_line + line, column)
            yield Diagnostic(record.source.path, *place, "error", "unknown-spec", problem)


def _problem(quoted: QuotedSpec, sheets: Mapping[str, SpecSheet]) -> str:
    sheet = sheets.get(quoted.product)
    if sheet is None:
        otherwise = "; write one with 'type: spec', or name another product"
        hint = did_you_mean(quoted.product, sheets) or otherwise
        return f"no spec sheet for '{quoted.product}'{hint}"
    if quoted.property not in sheet.values:
        hint = did_you_mean(quoted.property, sheet.values)
        return f"the spec sheet of '{quoted.product}' does not state '{quoted.property}'{hint}"
    return ""
