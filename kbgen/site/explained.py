"""Explained scores in the terminal: a table of terms for each hit, and what was done to their sum."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from click import UsageError

from kbgen.diagnostics import did_you_mean
from kbgen.search.explain import Explainer
from kbgen.search.explanation import Explained, Part
from kbgen.search.relevance import Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbgen.search.facets import Chosen
    from kbgen.search.index import Index

_HEAD = ("typed", "found as", "in pages", "idf", "weight", "score")


def explain_query(
    index: Index, query: str, chosen: Chosen, *, limit: int, as_json: bool, page: str = ""
) -> str:
    """Explain the first hits of a query, or the one page that is named, as JSON or for people.

    Raises:
        UsageError: Where there is no such page in the index.
    """
    explainer = Explainer(index, query, chosen)
    explained = _page(explainer, page) if page else explainer.hits(limit)
    if as_json:
        return json.dumps(explanation_data(explainer, explained), ensure_ascii=False)
    return render_explanation(explainer, explained, page)


def _page(explainer: Explainer, page: str) -> list[Explained]:
    source, _, fragment = page.partition("#")
    found = explainer.page(Target(source, fragment))
    if found is None and source not in (known := _sources(explainer.index)):
        raise UsageError(f"there is no page '{source}' in the index{did_you_mean(source, known)}")
    return [found] if found else []


def _sources(index: Index) -> set[str]:
    return {index.record(number)["source"] for number in range(index.documents)}


def explanation_data(explainer: Explainer, explained: Iterable[Explained]) -> dict[str, Any]:
    """Return an explanation as JSON has it."""
    corrections = [{"from": each.typed, "to": each.used} for each in explainer.reading.corrections]
    return {
        "query": explainer.query,
        "documents": explainer.index.documents,
        "corrections": corrections,
        "unknown": list(explainer.unknown),
        "nearest": explainer.answer.nearest,
        "hits": [each.as_data() for each in explained],
    }


def render_explanation(explainer: Explainer, explained: list[Explained], page: str = "") -> str:
    """Return an explanation as people read it."""
    found = f"{explainer.answer.total} of {explainer.index.documents} pages and questions match"
    lines = [f"{explainer.query}: {found}"]
    lines += [f"“{each.typed}” was taken for “{each.used}”" for each in explainer.reading.corrections]
    lines += [f"“{word}” is nowhere in the site" for word in explainer.unknown]
    if explainer.answer.nearest:
        lines.append("Nothing was found; these have words that begin like those typed")
    if page and not explained:
        lines.append(f"{page} has none of the words")
    return "\n".join([*lines, *(line for each in explained for line in _render(each))])


def _render(each: Explained) -> list[str]:
    place = f"{each.place}." if each.place else "–"
    lines = ["", f"{place} {each.title}  [{each.type}, {each.score:.2f}]", f"   {each.target}"]
    lines += _table(each.parts)
    lines += [f"   not there: {', '.join(f'“{word}”' for word in each.missing)}"] if each.missing else []
    return [*lines, f"   {_sum(each)}", *(f"   {note}" for note in _notes(each))]


def _table(parts: tuple[Part, ...]) -> list[str]:
    rows = [_HEAD, *(_row(part) for part in parts)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    return ["   " + _aligned(row, widths) for row in rows] if parts else []


def _row(part: Part) -> tuple[str, ...]:
    found = f"{part.found} ({part.kind})" if part.kind else part.found
    numbers = (f"{part.rarity:.2f}", str(part.weight), f"{part.score:.2f}")
    return (part.typed, found, str(part.frequency), *numbers)


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    texts = [text.ljust(width) for text, width in zip(row[:2], widths[:2], strict=True)]
    numbers = [text.rjust(width) for text, width in zip(row[2:], widths[2:], strict=True)]
    return "  ".join([*texts, *numbers])


def _sum(each: Explained) -> str:
    """The sum of the terms and all that it is multiplied by."""
    boost = f" × {each.boost:.2f} boost" if each.boost != 1 else ""
    coverage = f"{each.coverage:.2f} for {each.matched} of {each.groups} words"
    close = f"{each.closeness:.2f} for words close together or in the title"
    return f"{each.sum:.2f} × {coverage}{boost} × {close} = {each.score:.2f}"


def _notes(each: Explained) -> list[str]:
    told = (
        (each.named, "put first as a known issue that the query names"),
        (each.pinned, "put first by _search/pins.yml"),
        (each.other, "of other products than the chosen, so after all that fit"),
        (each.hidden, "left out by the types or languages chosen"),
        (each.place is None and not each.hidden, "not among the first hundred"),
    )
    return [note for holds, note in told if holds]
