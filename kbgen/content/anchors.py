"""Fragments of links: the id that a writer meant, where hosts make ids of headings differently."""

from __future__ import annotations

import re
from collections.abc import Collection

_SEPARATORS = re.compile(r"[\W_]+")


def find_anchor(fragment: str, anchors: Collection[str]) -> str | None:
    """Return the id that a fragment leads to, None where there is none or more than one.

    GitHub writes `set-up--connect` for "Set up > Connect", Python-Markdown `set-up-connect`, and
    others keep brackets; ids that differ in such signs alone are the same to a writer.
    """
    if fragment in anchors:
        return fragment
    wanted = _letters(fragment)
    same = [anchor for anchor in anchors if _letters(anchor) == wanted]
    return same[0] if len(same) == 1 and wanted else None


def _letters(anchor: str) -> str:
    return _SEPARATORS.sub("", anchor).casefold()
