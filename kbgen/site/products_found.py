"""Products that a search found by their sheets, as people read them in a terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kbgen.search.finder.finding import Found, FoundProduct, find_products

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbgen.search.facets import Chosen
    from kbgen.search.index import Index

_SIGNS = {
    "<": "under {}",
    "<=": "at most {}",
    "to": "up to {}",
    ">": "over {}",
    ">=": "at least {}",
    "~": "about {}",
    "=": "exactly {}",
    "-": "{} to {}",
}
_BETTER = {1: "at least {}", -1: "at most {}", 0: "{}"}


def products_for(index: Index, query: str, chosen: Chosen) -> Found | None:
    """Find products; a chosen product says which family is meant."""
    product = index.facets.product.get(chosen.product)
    return find_products(
        index.specs, query, replace(chosen, family=chosen.family or (product.family if product else ""))
    )


def render_products(found: Found, limit: int) -> str:
    """Return what was understood, and the first products."""
    return "\n".join(_lines(found, limit))


def _lines(found: Found, limit: int) -> Iterator[str]:
    head = "Nearest" if found.nearest else "Matching"
    yield f"{head} products: {' · '.join((found.label, *map(understood_words, found.understood)))}"
    if found.unused:
        yield f"    Not used: {', '.join(found.unused)}"
    if found.nearest:
        yield f"    None of {found.of} has all of this; these come nearest"
    for number, product in enumerate(found.products[:limit], 1):
        yield f"{number:2}. {product.name}{', another product' if product.other else ''}  [{product.url}]"
        yield f"    {_values(product)}"
    if len(found.products) > limit:
        yield f"    and {len(found.products) - limit} more"


def understood_words(told: dict[str, Any]) -> str:
    """Return a constraint in words: `Memory at least 16 GB`."""
    kind, label = told["kind"], told["label"]
    if kind == "limits":
        return f"{label} {_limits(told)}"
    if kind == "options":
        return f"{label}: {told['option']}" if told["wanted"] else f"{label} without {told['option']}"
    if kind == "best":
        return f"{label}, {'highest' if told['direction'] > 0 else 'lowest'} first"
    if kind == "yes/no":
        return f"{label}: {'yes' if told['wanted'] else 'no'}"
    return str(label)


def _limits(told: dict[str, Any]) -> str:
    form = _SIGNS[told["sign"]] if told["sign"] else _BETTER[told["better"]]
    return f"{form.format(*told['text'])} {told['symbol']}".strip()


def _values(product: FoundProduct) -> str:
    return "; ".join(map(_value, product.values))


def _value(value: dict[str, str]) -> str:
    text = value["text"] or "not stated"
    condition = f" ({value['condition']})" if value["condition"] else ""
    return f"{'not met: ' if value['state'] == 'missed' else ''}{value['label']} {text}{condition}"
