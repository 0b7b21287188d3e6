"""Reads a query of which nothing was found; theme/js/nearest.js does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.search.analysis import is_unspaced
from kbgen.search.asked import asked_chunks
from kbgen.search.near import common_prefix
from kbgen.search.query import Alternative, Group, Reading

if TYPE_CHECKING:
    from kbgen.search.index import Index


def read_nearest(index: Index, query: str) -> Reading:
    """For each word of the query the known ones that begin most like it."""
    chunks, _ = asked_chunks(query, index.plan, typing=False)
    near = [(chunk, _nearest(index, chunk.words[0])) for chunk in chunks if chunk.meaningful]
    return Reading(tuple(Group((), tuple(found), typed=chunk.text) for chunk, found in near if found))


def _nearest(index: Index, word: str) -> list[Alternative]:
    plan, terms = index.plan, index.vocabulary.terms
    least = 1 if is_unspaced(word) else plan.near_from
    alike = [
        (-shared, -index.frequency(each), each)
        for each in index.neighbours(word)
        if (shared := common_prefix(word, each)) >= least
    ]
    return [
        Alternative((terms[each],), plan.near_weight, "near", each)
        for *_, each in sorted(alike)[: plan.near_limit]
    ]
