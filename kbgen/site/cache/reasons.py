"""Why pages were written again, in words: the names of what they are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kbgen.diagnostics import did_you_mean

_WORDS = {
    "text": "its text",
    "links": "where its links lead",
    "former ids": "former ids of it, or where they lead now",
    "navigation": "the navigation around it",
    "site": "the configuration, the theme, kbgen or something else that is installed",
    "kb.title": "its title",
    "kb.description": "its description",
    "kb.page": "what it shows of products, plans and other records",
    "kb.about": "what stands around it: products, known issues, dates, related pages",
    "kb.place": "the pages above it",
    "kb.order": "the pages before and after it",
    "kb.feedback": "the question whether it helped",
    "kb.structured_data": "what it says to search engines",
    "kb.sharing": "what previews of links to it show",
}
"""Name of a part, as `made` gives it → what it is. The others are data of templates."""


def explain(page: str, why: Mapping[str, Sequence[str]], pages: Sequence[str]) -> str:
    """Return why a page was written, or that it was not.

    Args:
        page: Its path in the content folder.
        why: Path of each page that was written → names of its parts that have changed, none for new pages.
        pages: All pages.

    Raises:
        LookupError: Where there is no such page; the text says what may have been meant.
    """
    if page not in pages:
        raise LookupError(f"there is no page '{page}'{did_you_mean(page, pages)}")
    if page not in why:
        return f"{page} is as it was: nothing that it is made from has changed"
    if not why[page]:
        return f"{page} was written: no former build has kept anything of it"
    return f"{page} was written, for this has changed: {'; '.join(map(in_words, why[page]))}"


def in_words(part: str) -> str:
    """Return what a part of a page is."""
    return _WORDS.get(part, f"'{part}' of its template" if part.startswith("kb.") else part)


def summarise(why: Mapping[str, Sequence[str]], pages: int, most: int = 3) -> str:
    """Return how many pages were written and what has changed for most of them; empty where all are new."""
    if len(why) == pages and not any(why.values()):
        return ""
    counts = Counter(in_words(part) for parts in why.values() for part in parts)
    new = sum(not parts for parts in why.values())
    reasons = [*([f"{new} new"] if new else []), *(f"{n} for {part}" for part, n in counts.most_common(most))]
    return f"{len(why)} written{': ' if reasons else ''}{', '.join(reasons)}"
