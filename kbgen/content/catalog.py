"""The catalog: all records of a knowledge base with every reference between them resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from kbgen.content.causes import lists_causes
from kbgen.content.families import Family, parse_families
from kbgen.content.faq import Question, find_questions
from kbgen.content.flow import Flow, parse_flow
from kbgen.content.folder import ContentFiles, unreadable_file
from kbgen.content.model import Faq, Product, Spec, Troubleshooting
from kbgen.content.record import Record, parse_record
from kbgen.content.source import parse_source
from kbgen.content.spec_checks import check_sheets
from kbgen.content.specs import SpecSheet, parse_sheet
from kbgen.diagnostics import Diagnostic

FAMILIES = "_data/specs.yml"


@dataclass(frozen=True)
class Catalog:
    """All records by path, and what follows from reading them together.

    Attributes:
        records: Path below the content folder → record, in path order.
        families: Product families by id.
        flows: Path of a guide → its flow; guides that list causes have none.
        questions: Path of an FAQ page → its questions.
        sheets: Product id → its spec sheet.
        assets: Paths of the published files that are no pages.
    """

    records: Mapping[str, Record]
    families: Mapping[str, Family]
    flows: Mapping[str, Flow]
    questions: Mapping[str, tuple[Question, ...]]
    sheets: Mapping[str, SpecSheet]
    assets: frozenset[str] = frozenset()
    _by_id: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)

    def of_type(self, name: str) -> tuple[Record, ...]:
        """Return the records of a type, in path order."""
        return tuple(self._by_id.get(name, {}).values())

    def find(self, type_name: str, record_id: str) -> Record | None:
        """Return the record of a type with an id, None where there is none."""
        return self._by_id.get(type_name, {}).get(record_id)

    def revised(self, record: Record) -> Catalog:
        """Return the catalog with another version of a page, of the same type and id.

        What is read from all pages together, such as spec sheets, stays as it is.
        """
        uri, ids = record.uri, self._by_id[record.type]
        flows = {other: flow for other, flow in self.flows.items() if other != uri}
        return replace(
            self,
            records={**self.records, uri: record},
            flows={**flows, **_flows([record])},
            questions={**self.questions, **_questions([record])},
            _by_id={
                **self._by_id,
                record.type: {name: record if each.uri == uri else each for name, each in ids.items()},
            },
        )

    @cached_property
    def products(self) -> Mapping[str, Record]:
        """Products by id."""
        return self._by_id.get("product", {})

    @cached_property
    def manufacturers(self) -> Mapping[str, Record]:
        """Manufacturers by id."""
        return self._by_id.get("manufacturer", {})

    @cached_property
    def sheets_by_family(self) -> Mapping[str, tuple[SpecSheet, ...]]:
        """Family id → the spec sheets of its products."""
        families: dict[str, list[SpecSheet]] = {}
        for sheet in self.sheets.values():
            product = self.products[sheet.product].front
            if isinstance(product, Product):
                families.setdefault(product.family, []).append(sheet)
        return {family: tuple(sheets) for family, sheets in families.items()}

    def products_of(self, record: Record) -> tuple[Record, ...]:
        """Return the products that a page is about; unknown ids have been reported and are left out."""
        ids = (record.front.product,) if isinstance(record.front, Spec) else record.front.products
        return tuple(self.products[product] for product in dict.fromkeys(ids) if product in self.products)

    def page(self, wanted: str) -> Record | None:
        """Return the page that an id or a path below the content folder names."""
        return self.records.get(wanted) or self.records.get(f"{wanted}.md") or self._pages_by_id.get(wanted)

    def anchors(self, uri: str) -> frozenset[str] | None:
        """Return the ids in a written page, None for any other path."""
        record = self.records.get(uri)
        return record.anchors if record else None

    @cached_property
    def _pages_by_id(self) -> Mapping[str, Record]:
        return {record.id: record for record in reversed(list(self.records.values()))}

    @cached_property
    def pages_by_product(self) -> Mapping[str, tuple[Record, ...]]:
        """Product id → the pages about it, in path order."""
        pages: dict[str, list[Record]] = {product: [] for product in self.products}
        for record in self.records.values():
            for product in self.products_of(record):
                pages[product.id].append(record)
        return {product: tuple(records) for product, records in pages.items()}


def read_pages(pages: Mapping[str, str], shown: str) -> tuple[dict[str, Record], list[Diagnostic]]:
    """Read and parse Markdown files, given by their path below the content folder.

    Returns:
        The records by path, in the order given, and what is wrong with each file by itself.
    """
    records: dict[str, Record] = {}
    diagnostics: list[Diagnostic] = []
    for uri, path in pages.items():
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            diagnostics.append(unreadable_file(f"{shown}/{uri}", error))
            continue
        records[uri], problems = parse_page(uri, f"{shown}/{uri}", content)
        diagnostics += problems
    return records, diagnostics


def parse_page(uri: str, path: str, content: bytes) -> tuple[Record, list[Diagnostic]]:
    """Parse the file of a page; `path` is what diagnostics call it."""
    source, problems = parse_source(uri, path, content)
    record, more = parse_record(source)
    return record, problems + more


Reader = Callable[[Mapping[str, str], str], tuple[dict[str, Record], list[Diagnostic]]]
"""What `read_pages` does, perhaps elsewhere or earlier."""


def build_catalog(
    files: ContentFiles, shown: str, read: Reader = read_pages
) -> tuple[Catalog, list[Diagnostic]]:
    """Parse all files of a content folder and resolve their references.

    Args:
        files: What `find_content` found.
        shown: How diagnostics call the content folder.
        read: Reads the pages.
    """
    diagnostics = list(files.diagnostics)
    records, problems = read(files.pages, shown)
    diagnostics += problems
    families, problems = _read_families(files, shown)
    diagnostics += problems
    by_id, problems = _index_ids(records.values())
    diagnostics += problems
    catalog = Catalog(
        records,
        families,
        flows=_flows(records.values()),
        questions=_questions(records.values()),
        sheets={},
        assets=files.assets,
        _by_id=by_id,
    )
    sheets, problems = _build_sheets(catalog)
    diagnostics += problems
    catalog = replace(catalog, sheets=sheets)
    return catalog, diagnostics


def _flows(records: Iterable[Record]) -> dict[str, Flow]:
    return {
        record.uri: parse_flow(record)
        for record in records
        if isinstance(record.front, Troubleshooting) and not lists_causes(record)
    }


def _questions(records: Iterable[Record]) -> dict[str, tuple[Question, ...]]:
    return {record.uri: find_questions(record) for record in records if isinstance(record.front, Faq)}


def _read_families(files: ContentFiles, shown: str) -> tuple[dict[str, Family], list[Diagnostic]]:
    text = files.data.get(FAMILIES)
    return ({}, []) if text is None else parse_families(f"{shown}/{FAMILIES}", text)


def _index_ids(records: Iterable[Record]) -> tuple[dict[str, dict[str, Record]], list[Diagnostic]]:
    """Index records by type and id. Ids are unique within a type; articles are known by their path alone."""
    by_id: dict[str, dict[str, Record]] = {}
    problems = []
    for record in records:
        ids = by_id.setdefault(record.type, {})
        explicit = record.front.id is not None
        other = ids.get(record.id)
        if other is None:
            ids[record.id] = record
            continue
        ids[record.uri] = record
        if explicit or record.type in _REFERENCED:
            taken = f"the {record.type} id '{record.id}' is taken by {other.source.path}"
            message = f"{taken}; give this one another id"
            problems.append(record.source.diagnostic(("id",), "error", "duplicate-id", message))
    return by_id, problems


_REFERENCED = {"product", "manufacturer", "support-plan", "service-centre", "ticket-form"}
"""Types whose records others refer to by id."""


def _build_sheets(catalog: Catalog) -> tuple[dict[str, SpecSheet], list[Diagnostic]]:
    sheets: dict[str, SpecSheet] = {}
    problems: list[Diagnostic] = []
    written = []
    for record in catalog.of_type("spec"):
        if not isinstance(record.front, Spec):
            continue
        product = catalog.products.get(record.front.product)
        family = (
            catalog.families.get(product.front.family)
            if product and isinstance(product.front, Product)
            else None
        )
        if product is None or family is None:
            continue
        if product.id in sheets:
            message = f"'{product.id}' already has a spec sheet; a product has one"
            problems.append(record.source.diagnostic(("product",), "error", "duplicate-sheet", message))
            continue
        sheets[product.id], more = parse_sheet(record.source, product.id, family, record.front.properties)
        problems += more
        written.append((record.source, sheets[product.id]))
    return sheets, [*problems, *check_sheets(written)]
