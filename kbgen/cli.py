"""The command line: options in, one call, an exit code out (0 clean, 1 problems, 2 wrong use)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from kbgen import __version__

_CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False),
    help="Configuration to use instead of ./mkdocs.yml.",
)
FORM_FORMATS = ("json-schema", "mail", "github")
_RESULT = click.Path(dir_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kbgen")
def main() -> None:
    """Turn a folder of Markdown into a searchable support site."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--minimal", is_flag=True, help="Write one short page of each type instead of the demonstration."
)
@click.option(
    "--receiver",
    is_flag=True,
    help="Write a small server instead, which takes the form of ./mkdocs.yml and sends it as email.",
)
def new(folder: Path, *, minimal: bool, receiver: bool) -> None:
    """Start a knowledge base in FOLDER, with the demonstration's pages to write over.

    \b
    Example:
      kbgen new my-kb
      cd my-kb && kbgen serve
    """
    from kbgen.site.receiver import write_receiver
    from kbgen.site.starter import write_starter

    if receiver and minimal:
        raise click.UsageError("--minimal belongs to a knowledge base, --receiver writes none.")
    if receiver:
        click.echo(f"{folder}: the form {write_receiver(folder)} written down. Next: read {folder}/README.md")
        return
    count = write_starter(folder, minimal=minimal)
    click.echo(f"{folder}: {count} files written. Next: cd {folder} && kbgen serve")


@main.command()
@_CONFIG
@click.option(
    "-d", "--site-dir", type=click.Path(file_okay=False), help="Folder to build into instead of ./site."
)
@click.option("-s", "--strict", is_flag=True, help="Publish nothing and exit with 1 if anything is wrong.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
def build(config_file: str | None, site_dir: str | None, *, strict: bool, quiet: bool) -> None:
    """Build the site.

    Problems in single files are reported and the rest is built. The old site stays in place until
    the new one is complete.

    \b
    Example:
      kbgen build --strict
    """
    from kbgen.site.build import build_site, open_config
    from kbgen.site.terminal import Terminal

    with Terminal(quiet=quiet) as terminal:
        config = open_config(config_file, site_dir=site_dir, strict=strict or None)
        built = build_site(config, terminal.progress)
        terminal.summary(built)


@main.command()
@_CONFIG
@click.option("-a", "--dev-addr", metavar="IP:PORT", help="Address to serve on; 127.0.0.1:8000 if not given.")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def serve(config_file: str | None, dev_addr: str | None, *, open_browser: bool) -> None:
    """Serve the site and reload it in the browser whenever a file is saved.

    \b
    Example:
      kbgen serve --open
    """
    from kbgen.site.build import serve_site
    from kbgen.site.terminal import Terminal

    with Terminal(serving=True):
        serve_site(config_file, dev_addr, open_browser=open_browser)


@main.command()
@_CONFIG
@click.option("-s", "--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--paths", is_flag=True, help="List all ways through the guides too.")
def check(config_file: str | None, *, strict: bool, paths: bool) -> None:
    """Check all content, without building anything.

    Every problem is printed with file, line, column and remedy. Exits with 1 if there are errors.

    \b
    Example:
      kbgen check
      kbgen check --paths > ways.txt
    """
    from kbgen.site.build import open_config
    from kbgen.site.configuration import complete, load
    from kbgen.site.paths import render_paths
    from kbgen.site.terminal import Terminal

    with Terminal() as terminal:
        config = open_config(config_file)
        complete(config)
        terminal.progress("Reading and checking the content", 0, 0)
        content = load(config)
        terminal.report(content.diagnostics)
        failed = [problem for problem in content.diagnostics if strict or problem.severity == "error"]
    if paths:
        click.echo("\n".join(render_paths(content.catalog)))
    sys.exit(1 if failed else 0)


@main.command()
@_CONFIG
@click.argument("form_id", metavar="[ID]", default="request")
@click.option(
    "--as",
    "wanted",
    type=click.Choice(FORM_FORMATS),
    default=FORM_FORMATS[0],
    show_default=True,
    help="Schema of a submission, text of the email, or GitHub issue form.",
)
def form(config_file: str | None, form_id: str, wanted: str) -> None:
    """Print the request form ID (`request` if not given) for another system.

    \b
    Example:
      kbgen form request --as github > .github/ISSUE_TEMPLATE/request.yml
    """
    from kbgen.site.build import open_config
    from kbgen.site.configuration import complete
    from kbgen.site.form_files import print_form

    config = open_config(config_file)
    complete(config)
    click.echo(print_form(config, form_id, wanted), nl=False)


@main.command()
@_CONFIG
@click.argument("product")
@click.option(
    "--bought", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]), help="Day of purchase, 2026-01-31."
)
@click.option("--plan", metavar="ID", default="", help="The customer's support plan; none for none.")
@click.option(
    "--on", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]), help="Day to ask for instead of today."
)
def who(
    config_file: str | None, product: str, bought: datetime | None, plan: str, on: datetime | None
) -> None:
    """Say who fixes PRODUCT and its parts: in warranty, with a plan, after the end of support.

    \b
    Example:
      kbgen who pressmark-p350 --bought 2025-03-12
      kbgen who alder-13 --plan yearly-plan
    """
    from kbgen.site.build import open_config
    from kbgen.site.configuration import complete, load
    from kbgen.site.terminal import Terminal
    from kbgen.site.who import render_who

    with Terminal(quiet=True):
        config = open_config(config_file)
        complete(config)
        catalog = load(config).catalog
    today = (on or datetime.now()).date()  # noqa: DTZ005 - the desk's own calendar
    click.echo("\n".join(render_who(catalog, product, bought.date() if bought else None, plan, today)))


@main.command()
@_CONFIG
@click.option("--update", is_flag=True, help="Write the list into content/_data/published.txt.")
def inventory(config_file: str | None, *, update: bool) -> None:
    """List the addresses that readers may keep: pages, questions, steps, headings with ids.

    From then on an address of content/_data/published.txt that has vanished is an error, until
    content/_data/redirects.yml says where it has gone. Nothing is written while there are such errors.

    \b
    Example:
      kbgen inventory --update
    """
    from kbgen.site.build import open_config
    from kbgen.site.inventory import read_inventory, write_published
    from kbgen.site.terminal import Terminal

    with Terminal() as terminal:
        text, problems = read_inventory(config := open_config(config_file))
        terminal.report(problems)
    if not update:
        click.echo(text, nl=False)
    elif not problems:
        click.echo(write_published(config, text))
    sys.exit(1 if problems else 0)


@main.command()
@_CONFIG
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
