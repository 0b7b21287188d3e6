"""Search, side by side in one run: kbgen, Pagefind, Material's own search and MiniSearch on the same pages.

    python tests/bench/search PAGES [--queries FILE] [--engines NAME ...] [--relevance FOLDER] [--out FILE]

PAGES is a folder of Markdown. kbgen builds it with a configuration of five lines; the pages of that site are
what Pagefind and MiniSearch index; Material builds the same folder with its own search. The peers are
installed, in pinned versions, into the cache folder, where the sites lie too: `--reuse` takes those of an
earlier run. Needs Chromium, Node and npm. docs/benchmarks.md says what the columns hold.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(1, str(Path(__file__).parents[1]))  # tests/bench
sys.path.insert(2, str(Path(__file__).parents[2]))  # tests

from browser import ask_cold, ask_urls, ask_warm, chromium
from engines import ENGINES, Prepared, prepare
from installing import install
from pages import SourcePage
from quality import measure, sets_about
from queries import Queries, choose_queries, read_queries
from report import Measured, render_tables
from sites import Workplace, digest_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from relevance import QuestionSet

COLD, COLD_WHOLE, WARM, ROUNDS = 10, 1, 50, 3
"""First answers of each kind (fewer of engines that load all of their index for any query), queries of each
kind that are asked again and again, and how often at most."""


def main() -> None:
    """Measure one content and print its tables."""
    given = arguments()
    place = Workplace(
        given.pages.resolve(),
        given.cache / digest_of(given.pages, ".md", ".yml"),
        install(given.cache),
        given.reuse,
    )
    prepared, pages = prepare(place, given.engines)
    asked = read_queries(given.queries) if given.queries else choose_queries(pages, WARM)
    sets = list(sets_about(given.relevance, place.content, pages)) if given.relevance else []
    with chromium() as browser:
        measured = [measure_engine(browser, each, asked, sets, pages) for each in prepared]
    print(f"{len(pages)} pages; {given.pages.name}\n\n{render_tables(measured)}")
    if given.out:
        figures = {"pages": len(pages), "engines": [each.as_json() for each in measured]}
        given.out.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [engine.name for engine in ENGINES]
    parser.add_argument("pages", type=Path, help="folder of Markdown")
    parser.add_argument("--queries", type=Path, help="one query a line; what follows a tab is left out")
    parser.add_argument("--engines", nargs="+", choices=names, default=names)
    parser.add_argument("--relevance", type=Path, help="folder of question sets, as relevance.py reads them")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "kbgen-bench")
    parser.add_argument("--reuse", action="store_true", help="take sites and indexes of an earlier run")
    parser.add_argument("--out", type=Path, help="file for all figures as JSON")
    return parser.parse_args()


def measure_engine(
    browser: Browser,
    prepared: Prepared,
    asked: Queries,
    sets: Sequence[QuestionSet],
    pages: Sequence[SourcePage],
) -> Measured:
    """Measure everything about one engine."""
    print(f"asking {prepared.engine.label}", file=sys.stderr, flush=True)
    few = asked.first(COLD_WHOLE if prepared.engine.whole else COLD)
    many = asked.first(WARM)
    return Measured(
        prepared,
        ask_cold(browser, prepared, few.short),
        ask_cold(browser, prepared, few.long),
        ask_warm(browser, prepared, [*many.short, *many.long], ROUNDS),
        {
            each.name: measure(each, pages, lambda queries: ask_urls(browser, prepared, queries))
            for each in sets
        },
    )


if __name__ == "__main__":
    main()
