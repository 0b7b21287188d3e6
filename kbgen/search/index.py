"""Builds the index of a site: what can be asked, written as Whoosh's, and exported for browsers."""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from whoosh.util.numeric import byte_to_length, length_to_byte

from kbgen.search.documents import FIELD, RECORD, compact_json, page_documents
from kbgen.search.facets import Facets, facets_of
from kbgen.search.finder.sheets import NO_SHEETS, SpecData
from kbgen.search.inverted import gather, invert
from kbgen.search.memo import Memo
from kbgen.search.named_issues import issue_names
from kbgen.search.near import endings_of
from kbgen.search.pins import pins_of
from kbgen.search.plan import Plan, plan_for
from kbgen.search.ranges import first_letters, spellings, word_ranges
from kbgen.search.synonyms import common_synonyms, known_synonyms, own_synonyms
from kbgen.search.vocabulary import Vocabulary, build_vocabulary

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Mapping

    from kbgen.search.documents import Document
    from kbgen.search.facets import ProductFacet
    from kbgen.search.inverted import Chunked, Inverted
    from kbgen.search.pins import PinRule
    from kbgen.search.ranges import Spellings
    from kbgen.search.sections import RenderedPage
    from kbgen.search.synonyms import Synonyms

_COARSE = 1.5
"""Document lengths are kept as powers of this: less than half a byte each in the export."""


@dataclass(frozen=True)
class Built:
    """What an index was built from."""

    documents: list[Document]
    inverted: Inverted
    frequency: Mapping[str, int]
    """Term → in how many documents it occurs."""

    @cached_property
    def place(self) -> dict[str, int]:
        """Term → its place among the terms."""
        return {term: place for place, term in enumerate(self.inverted.terms)}


@dataclass(frozen=True)
class Index:
    """An index that can be asked, written and exported."""

    vocabulary: Vocabulary
    plan: Plan
    begins: list[str]
    """Where the ranges of words begin that browsers load."""
    spellings: Spellings
    """Words that others are corrected to, where their range holds none."""
    facets: Facets
    boosts: Mapping[int, float]
    """Document → what its scores are multiplied by, where that is not 1."""
    specs: SpecData = NO_SHEETS
    """The spec sheets, for a search for products."""
    opened: Any = None
    """The Whoosh index of an index that was read."""
    built: Built | None = None
    """What an index was built from, if it was not read."""

    @cached_property
    def whoosh(self) -> Any:
        """The Whoosh index; of an index that was built, it is written when somebody asks."""
        if self.built is None:
            return self.opened
        # Half of Whoosh: a build does not need it.
        from kbgen.search.segment import write_segment

        postings = {
            term: self.built.inverted.of(place) for place, term in enumerate(self.built.inverted.terms)
        }
        return write_segment((each.stored() for each in self.built.documents), self._exact, postings)

    @cached_property
    def reader(self) -> Any:
        """Whoosh's reader of the one segment that there is."""
        return self.whoosh.reader()

    @cached_property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.built.documents) if self.built else int(self.reader.doc_count_all())

    @cached_property
    def average_length(self) -> float:
        """The mean of the document lengths, 1 in an empty index."""
        total = sum(self._exact) if self.built else float(self.reader.field_length(FIELD))
        return total / self.documents if self.documents else 1.0

    @cached_property
    def _exact(self) -> list[int]:
        """The lengths of the documents of an index that was built, as Whoosh adds them up."""
        return [_coarse(length) for length in self.built.inverted.lengths.tolist()] if self.built else []

    @cached_property
    def lengths(self) -> list[int]:
        """The length of each document, as Whoosh keeps it: in a byte."""
        if self.built:
            return [byte_to_length(length_to_byte(length)) for length in self._exact]
        return [self.reader.doc_field_length(number, FIELD, 0) or 0 for number in range(self.documents)]

    def record(self, document: int) -> dict[str, Any]:
        """What is stored of a document: see `documents`."""
        if self.built:
            return self.built.documents[document].record
        stored: dict[str, Any] = json.loads(self.reader.stored_fields(document)[RECORD])
        return stored

    def shown(self, document: int) -> str:
        """What a result list shows of a document, as compact JSON that is JavaScript too."""
        if self.built:
            return self.built.documents[document].shown
        record = self.record(document)
        del record["source"]
        return compact_json(record)

    def postings(self, term: str) -> Iterable[tuple[int, int]]:
        """The documents that a term occurs in, ascending, each with its weight there."""
        return self.built.inverted.of(self.built.place[term]) if self.built else self._read_postings(term)

    def _read_postings(self, term: str) -> Iterator[tuple[int, int]]:
        matcher = self.reader.postings(FIELD, term)
        number, weight, go_on, is_active = matcher.id, matcher.weight, matcher.next, matcher.is_active
        while is_active():
            yield number(), int(weight())
            go_on()

    def document_frequency(self, term: str) -> int:
        """In how many documents a term occurs."""
        return self.built.frequency[term] if self.built else int(self.reader.doc_frequency(FIELD, term))

    def frequency(self, word: str) -> int:
        """In how many documents the term of a known word occurs."""
        return self.document_frequency(self.vocabulary.terms[word])

    def neighbours(self, word: str) -> list[str]:
        """The known words of the range that a word falls into: what a browser has of it with one request."""
        words, at = self.vocabulary.words, bisect_right(self.begins, word) - 1
        first = bisect_left(words, self.begins[at]) if at > 0 else 0
        past = bisect_left(words, self.begins[at + 1]) if at + 1 < len(self.begins) else len(words)
        return words[first:past]


def build_index(  # noqa: PLR0917 - what a site has besides its pages, as it grew
    pages: Iterable[RenderedPage],
    language: str = "en",
    synonyms: Synonyms = (),
    products: tuple[ProductFacet, ...] = (),
    pins: Iterable[PinRule] = (),
    specs: SpecData = NO_SHEETS,
) -> Index:
    """Indexes pages in the order given, for a site in a language (ISO 639-1), in memory."""
    documents = [document for page in pages for document in page_documents(page)]
    return index_documents(documents, language, synonyms, products, pins, specs)


def index_documents(  # noqa: PLR0917 - as above
    documents: list[Document],
    language: str = "en",
    synonyms: Synonyms = (),
    products: tuple[ProductFacet, ...] = (),
    pins: Iterable[PinRule] = (),
    specs: SpecData = NO_SHEETS,
    memo: Memo | None = None,
) -> Index:
    """Indexes what `page_documents` made of pages; `memo` may know of a former index what is the same."""
    memo = memo or Memo()
    chunked = gather([document.words for document in documents])
    counts = _chunk_counts(documents, chunked, language)
    vocabulary = build_vocabulary(counts, memo)
    term_of = vocabulary.terms
    inverted = invert(chunked, lambda chunk: [term_of[word] for word in memo.words(chunk)])
    frequency, total = inverted.frequencies(), inverted.totals()
    endings = endings_of(vocabulary.words_of, counts)
    known = (
        *known_synonyms(own_synonyms(synonyms), vocabulary, counts),
        *known_synonyms(common_synonyms(synonyms, counts), vocabulary, counts, frequency),
    )
    plan = plan_for(list(counts), endings, known)
    spelled = spellings(vocabulary, frequency, total)
    numbers = {(each.source, each.fragment): number for number, each in enumerate(documents)}
    return Index(
        vocabulary,
        replace(
            plan,
            pins=pins_of(pins, numbers, plan),
            issues=issue_names(documents, plan),
            first_letters=first_letters(spelled),
        ),
        word_ranges(vocabulary, frequency),
        spelled,
        facets_of(documents, products, language),
        {number: each.boost for number, each in enumerate(documents) if each.boost != 1},
        specs,
        built=Built(documents, inverted, frequency),
    )


def _chunk_counts(documents: list[Document], chunked: Chunked, language: str) -> dict[str, Counter[str]]:
    """Language → its chunks and how much they weigh; the site's own language first."""
    spoken = [document.language.partition("-")[0].lower() or language for document in documents]
    return {
        each: chunked.totals([one == each for one in spoken]) for each in dict.fromkeys((language, *spoken))
    }


def _coarse(length: int) -> int:
    """A length rounded to a power."""
    return round(_COARSE ** round(math.log(length, _COARSE))) if length else 0
