"""The command that asks the search index."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import click

from kbgen.cli.group import CONFIG, main

_RESULT = click.Path(dir_okay=False, path_type=Path)


@main.command()
@CONFIG
@click.argument("query", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per query and line.")
@click.option(
    "--queries",
    type=click.File(encoding="utf-8-sig"),
    help="File with one query per line; - is standard input.",
)
@click.option(
    "-n", "--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Hits per query."
)
@click.option("--product", metavar="ID", default="", help="Put pages of other products last.")
@click.option("--family", metavar="ID", default="", help="The same for a family of products.")
@click.option("--manufacturer", metavar="ID", default="", help="The same for a manufacturer.")
@click.option("--type", "types", metavar="TYPE", multiple=True, help="Only pages of this type.")
@click.option("--language", "languages", metavar="CODE", multiple=True, help="Only pages in this language.")
@click.option("--explain", is_flag=True, help="Show each score term by term.")
@click.option("--page", metavar="PATH", default="", help="With --explain: this page, wherever it stands.")
@click.option("--test", is_flag=True, help="Run the tests in content/_search/tests.yml.")
@click.option("--save", type=_RESULT, help="With --test: keep the result in a file.")
@click.option("--against", type=_RESULT, help="With --test: compare with a result that was kept.")
def search(
    config_file: str | None,
    query: tuple[str, ...],
    queries: Iterable[str] | None,
    *,
    as_json: bool,
    test: bool,
    save: Path | None,
    against: Path | None,
    **options: Any,
) -> None:
    """Ask the search index what customers would find for QUERY.

    With --test the queries in content/_search/tests.yml are asked, and each test that is not met is
    explained. Exits with 1 if a measure is below its threshold in that file; all tests have to be
    met if it has no threshold for `passed`.

    \b
    Example:
      kbgen search "printer does not print"
      kbgen search --json --queries questions.txt > hits.jsonl
      kbgen search --explain --product pressmark-p200 "white lines"
      kbgen search --test --against before.json
    """
    if (save or against) and not test:
        raise click.UsageError("--save and --against belong to --test.")
    if test:
        _check_alone(query, queries, options)
        sys.exit(_run_tests(config_file, save, against, as_json=as_json))
    _answer(config_file, _queries(query, queries), as_json=as_json, **options)


_CHOSEN = ("product", "family", "manufacturer", "types", "languages")
"""Options of `search` that a test has as keys."""


def _check_alone(query: tuple[str, ...], queries: Iterable[str] | None, options: dict[str, Any]) -> None:
    if query or queries or any(options[name] for name in (*_CHOSEN, "explain", "page")):
        raise click.UsageError("--test asks what content/_search/tests.yml says; give no query beside it.")


def _answer(config_file: str | None, queries: list[str], *, explain: bool, page: str, **options: Any) -> None:
    from kbgen.search.facets import Chosen
    from kbgen.site.answers import answer_query, check_chosen, open_index
    from kbgen.site.build import open_config
    from kbgen.site.explained import explain_query
    from kbgen.site.terminal import Terminal

    if page and not explain:
        raise click.UsageError("--page belongs to --explain.")
    with Terminal(quiet=True) as terminal:
        index = open_index(open_config(config_file), terminal.progress)
        chosen = check_chosen(index, Chosen(**{name: options.pop(name) for name in _CHOSEN}))
        tell = partial(explain_query, page=page) if explain else answer_query
        for query in queries:
            click.echo(tell(index, query, chosen, **options))


def _run_tests(config_file: str | None, save: Path | None, against: Path | None, *, as_json: bool) -> int:
    from kbgen.diagnostics import format_diagnostic
    from kbgen.site.answers import open_index
    from kbgen.site.build import open_config
    from kbgen.site.relevance import read_result, read_tests, run_tests, save_result, unsaid_problems
    from kbgen.site.relevance_text import render_run
    from kbgen.site.terminal import Terminal

    earlier = read_result(against) if against else None
    with Terminal(quiet=True) as terminal:
        config = open_config(config_file)
        tests = read_tests(config)
        run = run_tests(open_index(config, terminal.progress), tests, earlier)
        for problem in unsaid_problems(config, tests):
            terminal.print(format_diagnostic(problem))
    if save:
        save_result(run, save)
    click.echo(json.dumps(run.as_data(), ensure_ascii=False) if as_json else render_run(run, str(against)))
    return 1 if tests.problems or run.report.failures else 0


def _queries(words: tuple[str, ...], lines: Iterable[str] | None) -> list[str]:
    if bool(words) == (lines is not None):
        raise click.UsageError("Give either a QUERY or --queries FILE.")
    if lines is None:
        return [" ".join(words)]
    try:
        return [line.strip() for line in lines if line.strip()]
    except UnicodeDecodeError as error:
        raise click.ClickException(
            "the file of queries is not UTF-8; save it with the encoding UTF-8"
        ) from error
