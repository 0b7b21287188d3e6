"""Pages that are not published yet: what MkDocs' `draft_docs` names, shown where a site is only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel

if TYPE_CHECKING:
    from mkdocs.structure.files import Files


def show_drafts(files: Files) -> frozenset[str]:
    """Let drafts be built like pages outside the navigation, and return their paths."""
    drafts = [file for file in files if file.inclusion is InclusionLevel.DRAFT]
    for file in drafts:
        file.inclusion = InclusionLevel.NOT_IN_NAV
    return frozenset(file.src_uri for file in drafts)
