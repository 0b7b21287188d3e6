"""What a page shows beside its text, as plain HTML for the search index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from kbgen.content.model import KnownIssue, Manufacturer, Product, ServiceCentre, SupportPlan
from kbgen.content.record import Record
from kbgen.content.serving import TERMS
from kbgen.pages.knowledge_base import KnowledgeBase
from kbgen.pages.spec_table import spec_groups
from kbgen.pages.support import PROVIDERS


def with_facts(kb: KnowledgeBase, record: Record, html: str) -> str:
    """Return a page's HTML with its facts: a product's above its headings, other pages' below."""
    facts = facts_html(kb, record)
    return facts + html if isinstance(record.front, Product) else html + facts


def facts_html(kb: KnowledgeBase, record: Record) -> str:
    """Return the facts of a record's front matter that its template shows, as headings and paragraphs."""
    if record.type == "spec":
        return _spec_html(kb, record)
    lines = [line for line in _facts(kb, record) if line.strip()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _spec_html(kb: KnowledgeBase, record: Record) -> str:
    products = kb.catalog.products_of(record)
    sheet = kb.catalog.sheets.get(products[0].id) if products else None
    parts = []
    for group in spec_groups(sheet) if sheet else ():
        parts.append(f"<h2>{escape(group['label'])}</h2>")
        parts += [f"<p>{escape(_row_text(row))}</p>" for row in group["rows"]]
    return "".join(parts)


def _row_text(row: Mapping[str, Any]) -> str:
    """Return a row as search results show it, with the synonyms beside the label that they stand for."""
    synonyms = f" ({', '.join(row['synonyms'])})" if row["synonyms"] else ""
    condition = f" ({row['condition']})" if row["condition"] else ""
    return f"{row['label']}{synonyms}: {row['text']}{condition}".removesuffix(".") + "."


def _facts(kb: KnowledgeBase, record: Record) -> Iterator[str]:
    front = record.front
    if isinstance(front, Product):
        yield " ".join((front.name, *front.model_numbers, *front.mpn, *front.gtin))
        for release in front.firmware:
            yield " ".join(_filled(release.version.text, release.notes))
        for part in front.components:
            yield " ".join(_filled(part.name, part.mpn, _maker(kb, part.manufacturer)))
    elif isinstance(front, Manufacturer):
        yield " ".join(_filled(front.name, front.country, front.contact.phone, front.contact.email))
    elif isinstance(front, KnownIssue):
        yield " ".join(_filled(front.workaround, *_versions(front)))
    elif isinstance(front, SupportPlan):
        yield " ".join((front.provider_name, PROVIDERS[front.provider], TERMS[front.term], str(front.price)))
        yield from front.covers
    elif isinstance(front, ServiceCentre):
        address = front.address
        yield " ".join(
            (front.name, address.street, address.postcode, address.city, address.country, *front.access)
        )


def _versions(issue: KnownIssue) -> Iterator[str]:
    """Yield the versions that an issue affects, and those that mend it, as its writer has them."""
    yield from dict.fromkeys(each.text for ranges in issue.versions.values() for each in ranges)
    yield from dict.fromkeys(version.text for version in issue.fixed_in.values())


def _filled(*texts: str | None) -> Iterable[str]:
    return (text for text in texts if text)


def _maker(kb: KnowledgeBase, maker: str) -> str:
    record = kb.catalog.manufacturers.get(maker)
    return record.title if record else ""
