"""Turns what was measured into Markdown tables and JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median, quantiles
from typing import Any

from browser import Cold, Warm
from engines import Prepared
from quality import Quality


@dataclass(frozen=True)
class Measured:
    """Everything about one engine on one content."""

    prepared: Prepared
    short: list[Cold]
    long: list[Cold]
    warm: Warm
    quality: dict[str, Quality] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the figures, without paths of this machine."""
        kept = ("index_cpu", "files", "size")
        return {
            "engine": self.prepared.engine.label,
            **{name: getattr(self.prepared, name) for name in kept},
            "short": [asdict(cold) for cold in self.short],
            "long": [asdict(cold) for cold in self.long],
            "warm": asdict(self.warm),
            "quality": {name: asdict(quality) for name, quality in self.quality.items()},
        }


def render_tables(measured: Sequence[Measured]) -> str:
    """Return the tables of one content, a row for each engine."""
    tables = [table(WIRE, measured, wire_row), table(TIME, measured, time_row)]
    names = list(measured[0].quality)
    if names:
        counts = [f"{name} ({measured[0].quality[name].questions})" for name in names]
        tables.append(table(["MRR@10 / nDCG@10", *counts], measured, quality_row))
    return "\n\n".join(tables)


WIRE = [
    "engine",
    "index CPU s",
    "data on disk",
    "script KB",
    "words: data KB",
    "requests",
    "rounds",
    "s on slow 4G",
    "question: data KB",
    "requests",
    "rounds",
    "s on slow 4G",
]
TIME = [
    "engine",
    "first answer, fast line s",
    "query p50 ms",
    "p95",
    "main thread busy p50 ms",
    "p95",
    "page without search KB",
    "fewer than five results",
]


def table(head: Sequence[str], measured: Sequence[Measured], row: Callable[[Measured], list[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *(row(each) for each in measured)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def wire_row(each: Measured) -> list[str]:
    """Return what an engine costs to make, to keep and to send."""
    prepared = each.prepared
    return [
        prepared.engine.label,
        f"{prepared.index_cpu:.1f}",
        f"{prepared.size / 1e6:.2f} MB in {prepared.files:,}",
        kilobytes(each.short + each.long, lambda cold: cold.script.size),
        *cold_columns(each.short),
        *cold_columns(each.long),
    ]


def cold_columns(cold: Sequence[Cold]) -> list[str]:
    """Return the medians of first answers."""
    return [
        kilobytes(cold, lambda one: one.data.size),
        f"{median(one.data.requests for one in cold):.0f}",
        f"{median(one.data.rounds for one in cold):.0f} / {median(one.search.rounds for one in cold):.0f}",
        f"{median(one.seconds for one in cold):.1f}",
    ]


def kilobytes(cold: Sequence[Cold], of: Callable[[Cold], int]) -> str:
    """Return the median of a number of bytes."""
    return f"{median(of(one) for one in cold) / 1e3:.1f}"


def time_row(each: Measured) -> list[str]:
    """Return how fast an engine is once it is loaded."""
    cold = each.short + each.long
    return [
        each.prepared.engine.label,
        f"{each.warm.first / 1e3:.2f}",
        *percentiles(each.warm.times),
        *percentiles(each.warm.blocks),
        kilobytes(cold, lambda one: one.page.size),
        f"{sum(one.results < 5 for one in cold)} of {len(cold)}",
    ]


def percentiles(times: Sequence[float]) -> list[str]:
    """Return the median and the 95th percentile."""
    return [f"{median(times):.2f}", f"{quantiles(times, n=20)[-1]:.2f}"]


def quality_row(each: Measured) -> list[str]:
    """Return how well an engine finds."""
    scores = (f"{quality.mrr:.3f} / {quality.ndcg:.3f}" for quality in each.quality.values())
    return [each.prepared.engine.label, *scores]
