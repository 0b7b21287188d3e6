"""Lists the ways through the guides of a site, to be read by who answers for them."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.content.catalog import Catalog
from kbgen.content.flow import Flow
from kbgen.content.flow_graph import MOST_PATHS, Path, find_paths
from kbgen.content.record import Record


def render_paths(catalog: Catalog) -> Iterator[str]:
    """Yield the lines of the list: each guide, and below it each way with its answers and its end."""
    for uri, flow in catalog.flows.items():
        yield from _render_guide(catalog.records[uri], flow)


def _render_guide(record: Record, flow: Flow) -> Iterator[str]:
    paths = find_paths(flow, MOST_PATHS + 1)
    shown = paths[:MOST_PATHS]
    more = ", the first of more" if len(paths) > MOST_PATHS else ""
    yield f"{record.source.path}: {record.title} ({len(flow.steps)} steps, {len(shown)} ways{more})"
    yield from (f"  {_render_path(path)}" for path in shown)


def _render_path(path: Path) -> str:
    answers = " › ".join(answer.text for answer in path.answers) or "no question"
    if path.end is None:
        return f"{answers} → {path.answers[-1].target if path.answers else 'another page'}"
    return f"{answers} → {path.end.outcome}: {path.end.title} (#{path.end.id})"
