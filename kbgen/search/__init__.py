"""Search: a Whoosh index of the rendered site and its export for browsers. Only this folder knows Whoosh."""

from kbgen.search.index import Index, IndexUnreadableError, build_index, read_index, write_index
from kbgen.search.ranking import Hit, search
from kbgen.search.sections import RenderedPage, Section, parse_sections

__all__ = [
    "Hit",
    "Index",
    "IndexUnreadableError",
    "RenderedPage",
    "Section",
    "build_index",
    "parse_sections",
    "read_index",
    "search",
    "write_index",
]
