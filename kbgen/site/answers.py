"""Answers of the search index in the terminal; an index that does not fit the content is made again."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from click import UsageError

from kbgen.diagnostics import did_you_mean
from kbgen.search.facets import Chosen
from kbgen.search.finder.finding import Found
from kbgen.search.hits import Hit
from kbgen.search.index import Index
from kbgen.search.ranking import answer
from kbgen.site.build import Progress, build_index_only
from kbgen.site.index_store import read_stored_index
from kbgen.site.products_found import products_for, render_products

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

Answer = dict[str, Any]
"""`query`, `corrections` (dicts of `from` and `to`), `nearest`, `products` and `hits`.

`products` is what a search for products found (`finder.Found`), or None. Hits are
dicts of source, url, title, type, products, score, section, place, passage, other, pinned, and
issue: for a known issue that the query names, its `state` in words and its `workaround`, else null.
"""


def open_index(config: MkDocsConfig, progress: Progress | None = None) -> Index:
    """Open the index of the last build, or make it where content or configuration have changed."""
    return read_stored_index(config) or build_index_only(config, progress)


def check_chosen(index: Index, chosen: Chosen) -> Chosen:
    """Return what was chosen, all of which the site has.

    Raises:
        UsageError: Where it has not.
    """
    for kind, value, known in _ids(index, chosen):
        if value and value not in known:
            raise UsageError(f"unknown {kind} '{value}'{did_you_mean(value, known)}")
    return chosen


def _ids(index: Index, chosen: Chosen) -> Iterator[tuple[str, str, set[str]]]:
    """Kind and id of everything chosen, with the ids that there are."""
    facets = index.facets
    yield "product", chosen.product, {each.id for each in facets.products}
    yield "family", chosen.family, {each.family for each in facets.products}
    yield "manufacturer", chosen.manufacturer, {each.manufacturer for each in facets.products}
    yield from (("type", each, {kept.type for kept in facets.sets}) for each in chosen.types)
    yield from (("language", each, {kept.language for kept in facets.sets}) for each in chosen.languages)


def answer_query(index: Index, query: str, chosen: Chosen, *, limit: int, as_json: bool) -> str:
    """Answer a query, as JSON or for people."""
    products = products_for(index, query, chosen)
    answered = _ask(index, query, chosen, limit, products)
    if as_json:
        return json.dumps(answered, ensure_ascii=False)
    group = [render_products(products, limit), ""] if products else []
    return "\n".join([*group, render_answer(answered)])


def _ask(index: Index, query: str, chosen: Chosen, limit: int, products: Found | None) -> Answer:
    found = answer(index, query, limit, chosen=chosen)
    corrections = [{"from": each.typed, "to": each.used} for each in found.corrections]
    return {
        "query": query,
        "corrections": corrections,
        "nearest": found.nearest,
        "products": products.as_data() if products else None,
        "hits": [_hit(hit) for hit in found.hits],
    }


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
        "other": hit.other,
        "pinned": hit.pinned,
        "issue": {"state": hit.issue[0], "workaround": hit.issue[1]} if hit.issue else None,
    }


def render_answer(answered: Answer) -> str:
    """Return hits as people read them in a terminal."""
    nothing = f"Nothing found for: {answered['query']}"
    if not answered["hits"]:
        return nothing
    used = ", ".join(f"“{each['to']}”" for each in answered["corrections"])
    lines = [f"Showing results for {used}"] if used else []
    if answered["nearest"]:
        lines = [f"{nothing}; these come nearest"]
    return "\n".join([*lines, *(_render_hit(number, hit) for number, hit in enumerate(answered["hits"], 1))])


def _render_hit(number: int, hit: dict[str, Any]) -> str:
    section = f" > {hit['section']}" if hit["section"] and hit["section"] != hit["title"] else ""
    passage = textwrap.shorten(hit["passage"], 160, placeholder=" …")
    notes = "".join(
        note for key, note in (("pinned", ", pinned"), ("other", ", of other products")) if hit[key]
    )
    head = f"{number:2}. {hit['title']}{section}  [{hit['type']}, {hit['score']:.2f}{notes}]"
    issue = hit["issue"]
    told = " ".join(("Known issue ·", f"{issue['state']}:", issue["workaround"])) if issue else passage
    return f"{head}\n    {hit['source']}\n    {told.rstrip(': ')}"
