"""Commands that ask the content: who fixes a product, what a request form is elsewhere."""

from __future__ import annotations

from datetime import datetime

import click

from kbgen.cli.group import CONFIG, main

FORM_FORMATS = ("json-schema", "mail", "github")


@main.command()
@CONFIG
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
@CONFIG
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
