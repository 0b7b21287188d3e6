"""Turns a page into what search can answer with: the page itself, and each question of an FAQ.

Why pages, and not their sections, are ranked: with sections as documents the measured ranking was no better (MRR
.47 against .48 on 52 customer questions, .64 against .66 on 69 link texts), and the index would be several times
larger. The section that fits is chosen when a hit is shown, from the text that is stored here.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from kbgen.search.analysis import chunks
from kbgen.search.plan import BODY, HEADING, TITLE
from kbgen.search.sections import RenderedPage, Section, parse_sections

_LONGEST_SHOWN = 2_000
"""Characters of a section that a passage is chosen from; what lies further down is searched and not shown."""


@dataclass(frozen=True)
class Document:
    """One possible search result."""

    record: dict[str, Any]
    """What a result list shows of it, as JSON."""
    weighted: tuple[tuple[int, str], ...]
    """Texts that it is found by, each with the weight of its words."""

    def chunk_weights(self) -> Counter[str]:
        """Chunk → the sum of the weights of its occurrences."""
        total: Counter[str] = Counter()
        for weight, text in self.weighted:
            for chunk, count in Counter(chunks(text)).items():
                total[chunk] += weight * count
        return total

    def stored(self) -> str:
        """The record as one line of JSON, the same for the same record."""
        return json.dumps(self.record, ensure_ascii=False, separators=(",", ":"))


def page_documents(page: RenderedPage) -> list[Document]:
    """The page, and after it each of its questions."""
    sections = parse_sections(page)
    answers = [section for section in sections if section.question]
    rest = [section for section in sections if not section.question]
    return [_page(page, rest), *(_question(page, section) for section in answers)]


def _page(page: RenderedPage, sections: list[Section]) -> Document:
    named = (page.title, *page.aliases, *page.symptoms, *page.numbers)
    weighted = [
        *((TITLE, text) for text in named),
        *((BODY, text) for text in page.product_names),
        *((HEADING, section.heading) for section in sections),
        *((BODY, section.text) for section in sections),
    ]
    return Document(_record(page, page.url, page.title, page.place, sections), tuple(weighted))


def _question(page: RenderedPage, section: Section) -> Document:
    weighted = [
        (TITLE, section.heading),
        *((BODY, text) for text in (page.title, *page.product_names)),
        (BODY, section.text),
    ]
    url = f"{page.url}#{section.fragment}"
    answer = [Section("", "", section.text)]
    return Document(
        _record(page, url, section.heading, (*page.place, page.title), answer), tuple(weighted)
    )


def _record(
    page: RenderedPage, url: str, title: str, place: tuple[str, ...], sections: list[Section]
) -> dict[str, Any]:
    return {
        "source": page.source,
        "url": url,
        "title": title,
        "type": page.type,
        "place": list(place),
        "products": list(page.products),
        "productNames": list(page.product_names),
        "sections": [[section.fragment, section.heading, _shown(section.text)] for section in sections],
    }


def _shown(text: str) -> str:
    """The text up to the line or word that would exceed the limit."""
    if len(text) <= _LONGEST_SHOWN:
        return text
    cut = text[:_LONGEST_SHOWN]
    return cut[: max(cut.rfind("\n"), cut.rfind(" "))] or cut
