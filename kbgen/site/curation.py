"""What the writers of a site tell its search, in the files of `_search`: synonyms and pins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kbgen.content.catalog import Catalog
from kbgen.diagnostics import Diagnostic
from kbgen.search.pins import PinRule
from kbgen.search.pins_file import PINS, parse_pins
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
    for path in _synonym_files(data, catalog, language):
        listed, unread = parse_synonyms(data.get(path, ""))
        synonyms += listed
        problems += [
            Diagnostic(f"{shown}/{path}", problem.line, 1, "error", "bad-synonym", problem.message)
            for problem in unread
        ]
    pins, unread_pins = parse_pins(f"{shown}/{PINS}", data.get(PINS, ""), catalog)
    return Curation(tuple(synonyms), pins), [*problems, *unread_pins]


def _synonym_files(data: Mapping[str, str], catalog: Catalog, language: str) -> Iterator[str]:
    """Yield the path of each language's list; the site's own may do without the language in its name."""
    fronts = (record.front for record in catalog.records.values())
    others = {front.language.partition("-")[0].lower() for front in fronts if front.language} - {language}
    own = f"_search/synonyms-{language}.txt"
    yield own if own in data else "_search/synonyms.txt"
    yield from (f"_search/synonyms-{each}.txt" for each in sorted(others))
