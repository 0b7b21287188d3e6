"""The command itself, and the option that most of its commands take."""

from __future__ import annotations

import click

from kbgen import __version__

CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False),
    help="Configuration to use instead of ./mkdocs.yml.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kbgen")
def main() -> None:
    """Turn a folder of Markdown into a searchable support site."""
