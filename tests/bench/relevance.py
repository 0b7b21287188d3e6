"""How well the search finds what people ask for, on sets of questions with known answers.

    python tests/bench/relevance.py FOLDER [--pages PAGES] [--plan NAME=NUMBER ...] [--exact]

FOLDER holds sets in BEIR's layout (corpus.jsonl, queries.jsonl, qrels.tsv; queries-typo.jsonl is asked too
where there is one) and lists of `query<TAB>path` in queries.tsv, asked of the Markdown below PAGES.
What is absent is skipped. `--plan` changes numbers of the plan (kbgen/search/plan.py), `--exact` corrects
nothing and knows no synonyms: what each is good for.
Prints one row per set: MRR@10, success@1/3/5, nDCG@10, CPU milliseconds per query.
"""

from __future__ import annotations

import argparse
import html
import json
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import markdown

from kbgen.search.index import build_index
from kbgen.search.ranking import search
from kbgen.search.relevance import mean, measure
from kbgen.search.sections import RenderedPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbgen.search.index import Index

Wanted = dict[str, dict[str, int]]
"""Query id → source → grade."""


class QuestionSet(NamedTuple):
    """Questions about pages, with the pages that answer them."""

    name: str
    pages: list[RenderedPage]
    queries: dict[str, str]
    wanted: Wanted


def read_sets(folder: Path, pages_folder: Path | None) -> Iterator[QuestionSet]:
    """All sets below a folder that can be asked."""
    for each in sorted(path for path in folder.iterdir() if path.is_dir()):
        if (each / "corpus.jsonl").exists():
            yield from _read_beir(each)
        elif (each / "queries.tsv").exists() and pages_folder and pages_folder.is_dir():
            yield _read_list(each, pages_folder)


def _read_beir(folder: Path) -> Iterator[QuestionSet]:
    pages = [
        _page(
            each["_id"],
            each["title"],
            "".join(f"<p>{html.escape(line)}</p>" for line in each["text"].split("\n")),
        )
        for each in _json_lines(folder / "corpus.jsonl")
    ]
    wanted: Wanted = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, source, grade = line.split("\t")
        wanted[query][source] = int(grade)
    for name in ("queries", "queries-typo"):
        if (folder / f"{name}.jsonl").exists():
            queries = {each["_id"]: each["text"] for each in _json_lines(folder / f"{name}.jsonl")}
            yield QuestionSet(folder.name + name.removeprefix("queries"), pages, queries, wanted)


def _read_list(folder: Path, pages_folder: Path) -> QuestionSet:
    rows = [line.split("\t") for line in (folder / "queries.tsv").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if (pages_folder / row[1]).is_file()]
    return QuestionSet(
        folder.name,
        [_markdown_page(path, pages_folder) for path in sorted(pages_folder.rglob("*.md")) if path.is_file()],
        {str(number): row[0] for number, row in enumerate(rows)},
        {str(number): {row[1]: 1} for number, row in enumerate(rows)},
    )


def _json_lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _markdown_page(path: Path, folder: Path) -> RenderedPage:
    text = path.read_text(encoding="utf-8", errors="replace")
    meta, body = text.split("\n---", 1) if text.startswith("---\n") and "\n---" in text else ("", text)
    titles = [line[6:].strip().strip("\"'") for line in meta.splitlines() if line.startswith("title:")]
    rendered = markdown.markdown(body, extensions=["tables", "attr_list", "toc", "fenced_code"])
    return _page(path.relative_to(folder).as_posix(), (titles or [path.stem])[0], rendered)


def _page(source: str, title: str, rendered: str) -> RenderedPage:
    return RenderedPage(source, source, title, "article", (), (), (), (), (), (), rendered)


def measured(index: Index, asked: QuestionSet, *, exact: bool = False) -> dict[str, float]:
    """The means over all questions that have an answer."""
    rows = []
    for number, query in asked.queries.items():
        if grades := asked.wanted.get(number, {}):
            began = time.process_time()
            found = [grades.get(hit.source, 0) for hit in search(index, query, exact=exact)]
            spent = (time.process_time() - began) * 1000
            rows.append({**measure(found, grades.values()), "ms": spent})
    return {**mean(rows), "questions": len(rows)}


COLUMNS = {
    "questions": "questions",
    "MRR": "mrr@10",
    "s@1": "success@1",
    "s@3": "success@3",
    "s@5": "success@5",
    "nDCG": "ndcg@10",
    "ms": "ms",
}
"""Head of each column → its measure."""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--plan", nargs="*", default=[], metavar="NAME=NUMBER")
    parser.add_argument("--exact", action="store_true")
    given = parser.parse_args()
    if not given.folder.is_dir():
        parser.exit(0, f"{given.folder} is absent: nothing measured\n")
    changes = {name: float(number) for name, _, number in (each.partition("=") for each in given.plan)}
    click.echo(f"{'set':28}" + "".join(f"{name:>10}" for name in COLUMNS))
    for each in read_sets(given.folder, given.pages):
        language = "ja" if each.name.endswith("-ja") else "en"
        index = build_index(each.pages, language)
        index = replace(index, plan=replace(index.plan, **changes))
        row = measured(index, each, exact=given.exact)
        click.echo(f"{each.name:28}" + "".join(f"{row.get(name, 0):>10.3f}" for name in COLUMNS.values()))


if __name__ == "__main__":
    main()
