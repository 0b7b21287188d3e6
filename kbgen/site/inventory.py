"""The list of published addresses: read for the command, and written into the content folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.content.published import PUBLISHED, render_published
from kbgen.content.redirects import REDIRECTS
from kbgen.diagnostics import Diagnostic
from kbgen.site.configuration import complete, load, shown_path
from kbgen.site.site_folder import no_traceback_for

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def read_inventory(config: MkDocsConfig) -> tuple[str, list[Diagnostic]]:
    """Return the list of all addresses, and the problems of the former list and of the redirects."""
    complete(config)
    content = load(config)
    files = {f"{shown_path(Path(config.docs_dir))}/{name}" for name in (PUBLISHED, REDIRECTS)}
    problems = [problem for problem in content.diagnostics if problem.source in files]
    return render_published(content.inventory, content.redirects), problems


def write_published(config: MkDocsConfig, text: str) -> str:
    """Write the list into the content folder; return what was done, in one line.

    Raises:
        ClickException: Where the file cannot be written.
    """
    path = Path(config.docs_dir) / PUBLISHED
    before = _addresses(path.read_text(encoding="utf-8")) if path.is_file() else set()
    after = _addresses(text)
    with no_traceback_for(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return f"{shown_path(path)}: {len(after)} addresses, {len(after - before)} of them new"


def _addresses(text: str) -> set[str]:
    return {line for line in text.splitlines() if line and not line.startswith("# ")}
