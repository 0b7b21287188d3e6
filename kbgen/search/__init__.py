"""Search: a Whoosh index of the rendered site and its export for browsers. Only this folder knows Whoosh."""

from kbgen.search.hits import Hit
from kbgen.search.index import Index, IndexUnreadableError, build_index, read_index, write_index
from kbgen.search.ranking import Answer, answer, search
from kbgen.search.sections import RenderedPage, Section, parse_sections

__all__ = [
    "Answer",
    "Hit",
    "Index",
    "IndexUnreadableError",
    "RenderedPage",
    "Section",
    "answer",
    "build_index",
    "parse_sections",
    "read_index",
    "search",
    "write_index",
]
