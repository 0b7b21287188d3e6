"""Answers of the search index in the terminal; an index that does not fit the content is made again."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kbgen.search.hits import Hit
from kbgen.search.ranking import answer
from kbgen.site.build import Progress, build_index_only
from kbgen.site.index_store import read_stored_index

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Answer = dict[str, Any]
"""`query`, `corrections` (dicts of `from` and `to`), and `hits`.

These are dicts of source, url, title, type, products, score, section, place, passage.
"""


def open_index(config: MkDocsConfig, progress: Progress | None = None) -> Callable[[str, int], Answer]:
    """Open the index of the last build, or make it where content or configuration have changed.

    Returns:
        A function that takes a query and a limit and returns the answer.
    """
    index = read_stored_index(config) or build_index_only(config, progress)

    def ask(query: str, limit: int) -> Answer:
        found = answer(index, query, limit)
        corrections = [{"from": each.typed, "to": each.used} for each in found.corrections]
        return {"query": query, "corrections": corrections, "hits": [_hit(hit) for hit in found.hits]}

    return ask


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "source": hit.source,
        "url": hit.url,
        "title": hit.title,
        "type": hit.type,
        "products": list(hit.products),
        "score": round(hit.score, 6),
        "section": hit.section,
        "place": list(hit.place),
        "passage": hit.passage,
    }


def render_answer(answered: Answer) -> str:
    """Return hits as people read them in a terminal."""
    if not answered["hits"]:
        return f"Nothing found for: {answered['query']}"
    used = ", ".join(f"“{each['to']}”" for each in answered["corrections"])
    lines = [f"Showing results for {used}"] if used else []
    return "\n".join([*lines, *(_render_hit(number, hit) for number, hit in enumerate(answered["hits"], 1))])


def _render_hit(number: int, hit: dict[str, Any]) -> str:
    section = f" > {hit['section']}" if hit["section"] and hit["section"] != hit["title"] else ""
    passage = textwrap.shorten(hit["passage"], 160, placeholder=" …")
    head = f"{number:2}. {hit['title']}{section}  [{hit['type']}, {hit['score']:.2f}]"
    return f"{head}\n    {hit['source']}\n    {passage}"
