"""What the writers of a site tell its search, in the files of `_search`: synonyms and pins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbgen.content.catalog import Catalog
from kbgen.diagnostics import Diagnostic, did_you_mean
from kbgen.search.pins import PinRule
from kbgen.search.pins_file import PINS, parse_pins
from kbgen.search.relevance_file import TESTS
from kbgen.search.synonyms import Synonym, Synonyms, parse_synonyms


@dataclass(frozen=True)
class Curation:
    """What the search is told besides the pages."""

    synonyms: Synonyms = ()
    pins: tuple[PinRule, ...] = ()


def read_curation(
    data: Mapping[str, str], catalog: Catalog, shown: str, language: str
) -> tuple[Curation, list[Diagnostic]]:
    """Read the files of a site.

    Args:
        data: Text of its data files, by path.
        catalog: What they may speak of.
        shown: How diagnostics call the content folder.
        language: The site's, ISO 639-1.
    """
    synonyms: list[Synonym] = []
    problems: list[Diagnostic] = []
    lists = list(_synonym_files(data, catalog, language))
    for path in lists:
        listed, unread = parse_synonyms(data.get(path, ""))
        synonyms += listed
        problems += [
            Diagnostic(f"{shown}/{path}", problem.line, 1, "error", "bad-synonym", problem.message)
            for problem in unread
        ]
    pins, unread_pins = parse_pins(f"{shown}/{PINS}", data.get(PINS, ""), catalog)
    unknown = _unread_files(data, [*lists, PINS, TESTS], shown)
    return Curation(tuple(synonyms), pins), [*problems, *unread_pins, *unknown]


def _unread_files(data: Mapping[str, str], read: Sequence[str], shown: str) -> Iterator[Diagnostic]:
    """Report files of `_search` that nobody reads, such as the synonyms of a language without pages."""
    for path in data:
        if path.startswith("_search/") and path not in read:
            hint = did_you_mean(path, read)
            message = f"this file is not read{hint}"
            yield Diagnostic(f"{shown}/{path}", 0, 0, "warning", "unknown-file", message)


def _synonym_files(data: Mapping[str, str], catalog: Catalog, language: str) -> Iterator[str]:
    """Yield the path of each language's list; the site's own may do without the language in its name."""
    fronts = (record.front for record in catalog.records.values())
    others = {front.language.partition("-")[0].lower() for front in fronts if front.language} - {language}
    own = f"_search/synonyms-{language}.txt"
    yield own if own in data else "_search/synonyms.txt"
    yield from (f"_search/synonyms-{each}.txt" for each in sorted(others))
