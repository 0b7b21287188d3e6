"""Reads `_search/pins.yml`: which page comes first for which query.

pins:
  - query: [forgotten password, reset password]
    page: articles/password.md#reset
    product: pressmark-p200        where another is chosen the pin does not hold
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kbgen.content.data_file import parse_data_file
from kbgen.content.frontmatter import STRICT
from kbgen.content.validation import value_problems
from kbgen.content.values import Texts
from kbgen.diagnostics import Diagnostic, did_you_mean
from kbgen.search.analysis import words
from kbgen.search.named_pages import named_page
from kbgen.search.pins import PinRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbgen.content.catalog import Catalog
    from kbgen.content.source import Place, Source

PINS = "_search/pins.yml"
"""Where a content folder has its pins."""
_REMEDY = "pins stand below a key 'pins:', each with 'query' and 'page'"


class _Pin(BaseModel):
    model_config = STRICT

    query: Texts = Field(min_length=1)
    page: str
    product: str = ""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    pins: tuple[_Pin, ...] = ()


def parse_pins(path: str, text: str, catalog: Catalog) -> tuple[tuple[PinRule, ...], list[Diagnostic]]:
    """Parses a file of pins; a pin that cannot hold is left out and reported.

    Args:
        path: What diagnostics call the file.
        text: Its YAML.
        catalog: The pages and products that pins may name.
    """
    source, problems = parse_data_file(path, text, _REMEDY)
    numbered, unread = _read(source)
    reader = _Reader(source, catalog)
    rules = [rule for number, pin in numbered.items() for rule in reader.rules(("pins", number), pin)]
    return tuple(rules), [*problems, *unread, *reader.problems]


def _read(source: Source) -> tuple[dict[int, _Pin], list[Diagnostic]]:
    """The pins by their number in the file, without those that are not written as they must be."""
    tree = {key: value for key, value in source.front.items() if value is not None}
    try:
        return dict(enumerate(_File.model_validate(tree).pins)), []
    except ValidationError as error:
        problems = list(value_problems(source, _File, error))
        bad = {detail["loc"][:2] for detail in error.errors()}
    listed = tree.get("pins")
    entries = enumerate(listed if isinstance(listed, list) else ())
    return {at: _Pin.model_validate(each) for at, each in entries if ("pins", at) not in bad}, problems


class _Reader:
    """Turns pins into rules, one after the other, and collects their problems."""

    def __init__(self, source: Source, catalog: Catalog) -> None:
        self.source, self.catalog = source, catalog
        self.problems: list[Diagnostic] = []

    def rules(self, place: Place, pin: _Pin) -> Iterator[PinRule]:
        before = len(self.problems)
        page = named_page(
            pin.page, self.catalog, lambda code, text: self.report((*place, "page"), code, text)
        )
        if pin.product and pin.product not in self.catalog.products:
            close = did_you_mean(pin.product, self.catalog.products)
            self.report((*place, "product"), "unknown-product", f"unknown product '{pin.product}'{close}")
        for at, query in enumerate(pin.query):
            if not words(query):
                message = f"'{query}' has no words; write what customers type"
                self.report((*place, "query", at), "bad-value", message)
            elif page is not None and len(self.problems) == before:
                yield PinRule(query, *page, pin.product)

    def report(self, place: Place, code: str, message: str) -> None:
        self.problems.append(self.source.diagnostic(place, "error", code, message))
