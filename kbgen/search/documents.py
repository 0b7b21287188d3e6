"""Turns a page into what search can answer with: the page itself, and each question of an FAQ.

Why pages, and not their sections, are ranked: with sections as documents the measured ranking was no better
(MRR .47 against .48 on 52 customer questions, .64 against .66 on 69 link texts), and the index would be
larger by far. The section that fits is chosen when a hit is shown, from the text that is stored here.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbgen.search.analysis import chunks
from kbgen.search.inverted import Weights, pack_weights
from kbgen.search.named_issues import OpenIssue
from kbgen.search.plan import BODY, HEADING, TITLE
from kbgen.search.sections import RenderedPage, Section, parse_sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIELD, RECORD = "words", "record"
"""What documents are found by, and what is stored of them, as Whoosh's index calls it."""
_LONGEST_SHOWN = 3_000
_LONGEST_PAGE_SHOWN = 4_000
"""Characters of a section, and of a page, that passages come from; the rest is searched and not shown."""


@dataclass(frozen=True)
class Document:
    """One possible search result."""

    shown: str
    """What a result list shows of it, as compact JSON that is JavaScript too."""
    words: Weights
    """What it is found by."""
    source: str
    """Path in the content folder, "" for generated pages."""
    type: str
    """Type of the page."""
    products: tuple[str, ...]
    """Ids of the products that it is about."""
    fragment: str
    """Id of the question that it is, "" for a page."""
    language: str
    """BCP 47, "" for the site's."""
    boost: float
    issue: OpenIssue | None = None

    @property
    def record(self) -> dict[str, Any]:
        """What a result list shows of it, and its source."""
        return {"source": self.source, **json.loads(self.shown)}

    def stored(self) -> str:
        """The record as one line of JSON, the same for the same record."""
        return f'{{"source":{compact_json(self.source)},{self.shown[1:]}'

    def packed(self) -> str:
        """Return what `unpack_documents` makes the same of: lines, of which few have to be parsed."""
        told = self.issue
        issue = told and [told.state, told.workaround, told.products, told.knows, told.severity]
        known = [self.source, self.type, self.products, self.fragment, self.language, self.boost, issue]
        return "\n".join((compact_json(known), self.shown, *self.words))


def unpack_documents(text: str) -> list[Document]:
    """Return the documents that are packed in a text, one after the other with a line break between them."""
    lines = text.split("\n") if text else []
    return [_unpack(*lines[at : at + 4]) for at in range(0, len(lines), 4)]


def _unpack(known: str, shown: str, chunks: str, counts: str) -> Document:
    source, kind, products, fragment, language, boost, told = json.loads(known)
    issue = told and OpenIssue(told[0], told[1], tuple(told[2]), tuple(told[3]), told[4])
    words = Weights(chunks, counts)
    return Document(shown, words, source, kind, tuple(products), fragment, language, boost, issue)


def compact_json(data: Any) -> str:
    """JSON that is also JavaScript of every age: the two line separators are escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _weigh(weighted: Iterable[tuple[int, str]]) -> Counter[str]:
    """The chunks of texts, each with the sum of the weights of the texts that it stands in."""
    texts: dict[int, list[str]] = defaultdict(list)
    for weight, text in weighted:
        texts[weight].append(text)
    total: Counter[str] = Counter()
    for weight, found in texts.items():
        counts = Counter(chunks("\n".join(found)))
        total.update(counts if weight == 1 else {chunk: weight * counts[chunk] for chunk in counts})
    return total


def page_documents(page: RenderedPage) -> list[Document]:
    """The page, and after it each of its questions."""
    sections = parse_sections(page)
    answers = [section for section in sections if section.question]
    return [_page(page, _without_answers(sections)), *(_question(page, section) for section in answers)]


def _without_answers(sections: tuple[Section, ...]) -> list[Section]:
    """The sections of a page that are no results of their own, and a list of the questions that are."""
    rest = [section for section in sections if not section.question]
    questions = "\n".join(section.heading for section in sections if section.question)
    return [*rest, Section("", "", questions)] if questions else rest


def _page(page: RenderedPage, sections: list[Section]) -> Document:
    names = (*page.aliases, *page.symptoms, *page.numbers)
    weighted = [
        *((TITLE, text) for text in (page.title, *names)),
        *((BODY, text) for text in page.product_names),
        *((HEADING, section.heading) for section in sections),
        *((BODY, section.text) for section in sections),
    ]
    record = _record(page, page.url, page.title, page.place, sections)
    record["names"] = list(names)
    if page.issue:
        record["issue"] = [page.issue.state, page.issue.workaround]
    return _document(page, record, weighted, "", page.issue)


def _question(page: RenderedPage, section: Section) -> Document:
    weighted = [
        (TITLE, section.heading),
        *((BODY, text) for text in (page.title, *page.product_names)),
        (BODY, section.text),
    ]
    url = f"{page.url}#{section.fragment}"
    answer = [Section("", "", section.text)]
    record = _record(page, url, section.heading, (*page.place, page.title), answer)
    return _document(page, record, weighted, section.fragment, None)


def _document(
    page: RenderedPage,
    record: dict[str, Any],
    weighted: Iterable[tuple[int, str]],
    fragment: str,
    issue: OpenIssue | None,
) -> Document:
    return Document(
        compact_json(record),
        pack_weights(_weigh(weighted)),
        page.source,
        page.type,
        page.products,
        fragment,
        page.language,
        page.boost,
        issue,
    )


def _record(
    page: RenderedPage, url: str, title: str, place: tuple[str, ...], sections: list[Section]
) -> dict[str, Any]:
    spoken = {"language": page.language} if page.language else {}
    return {
        **spoken,
        "url": url,
        "title": title,
        "type": page.type,
        "place": list(place),
        "products": list(page.products),
        "productNames": list(page.product_names),
        "names": [],
        "sections": [
            [each.fragment, each.heading, text]
            for each, text in zip(sections, _shown(sections), strict=False)
        ],
    }


def _shown(sections: list[Section]) -> Iterator[str]:
    """The texts as far as passages are chosen from them, until the page would be too much for one file."""
    left = _LONGEST_PAGE_SHOWN
    for section in sections:
        text = _cut(section.text, min(left, _LONGEST_SHOWN))
        left -= len(section.heading) + len(text)
        if left < 0:
            return
        yield text


def _cut(text: str, longest: int) -> str:
    """The text up to the line or word that would exceed a length."""
    if len(text) <= longest:
        return text
    cut = text[:longest]
    return cut[: max(cut.rfind("\n"), cut.rfind(" "))] or cut
