"""Commands that make a site and check its content."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from kbgen.cli.group import CONFIG, main


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
@CONFIG
@click.option(
    "-d", "--site-dir", type=click.Path(file_okay=False), help="Folder to build into instead of ./site."
)
@click.option("-s", "--strict", is_flag=True, help="Publish nothing and exit with 1 if anything is wrong.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help="How many processes work on pages; as many as cores if not given.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Work on pages in the Dask cluster of this scheduler, such as tcp://10.0.0.5:8786.",
)
@click.option(
    "--explain-rebuild", metavar="PAGE", help="Say why a page, such as faq/paper.md, was written again."
)
@click.option("--cache/--no-cache", default=True, help="Whether to use what the last build kept in .kbgen.")
def build(
    config_file: str | None,
    site_dir: str | None,
    jobs: int | None,
    scheduler: str | None,
    explain_rebuild: str | None,
    *,
    strict: bool,
    quiet: bool,
    cache: bool,
) -> None:
    """Build the site.

    Problems in single files are reported and the rest is built. The old site stays in place until
    the new one is complete. What the build before has made from the same is taken from there.

    \b
    Example:
      kbgen build --strict
      kbgen build --explain-rebuild faq/paper.md
    """
    from kbgen.site.cache.unchanged import unchanged_site
    from kbgen.site.garbage import no_search
    from kbgen.site.listening import say_again
    from kbgen.site.terminal import Terminal

    if jobs and scheduler:
        raise click.UsageError("--jobs are processes of this machine, --scheduler has those of others.")
    with Terminal(quiet=quiet) as terminal, no_search():
        if cache and not explain_rebuild and (known := unchanged_site(config_file, site_dir, strict=strict)):
            say_again(known.said)
            terminal.unchanged(known.pages, known.site)
            return
        from kbgen.site.build import build_site, open_config
        from kbgen.site.cache.reasons import explain

        config = open_config(config_file, site_dir=site_dir, strict=strict or None)
        built = build_site(config, terminal.progress, jobs or 0, scheduler or "", cache=cache)
        terminal.summary(built)
        if explain_rebuild:
            try:
                terminal.print(explain(explain_rebuild, built.why, built.uris))
            except LookupError as error:
                raise click.UsageError(str(error)) from error


@main.command()
@CONFIG
@click.option("-a", "--dev-addr", metavar="IP:PORT", help="Address to serve on; 127.0.0.1:8000 if not given.")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option(
    "--poll",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=0,
    help="Look at all files this often: for network folders and containers, which do not tell of changes.",
)
def serve(config_file: str | None, dev_addr: str | None, poll: float, *, open_browser: bool) -> None:
    """Serve the site, and show in the browser what is saved: the page at once, then all that follows from it.

    Problems of the content are told here and on the pages. Whatever is saved, the server goes on.

    \b
    Example:
      kbgen serve --open
    """
    from kbgen.site.serving.preview import serve_site
    from kbgen.site.terminal import Terminal

    gc.enable()  # see `leaving.run`
    with Terminal(serving=True):
        serve_site(config_file, dev_addr, open_browser=open_browser, poll=poll)


@main.command()
@CONFIG
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
@CONFIG
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
