"""The small site that the search tests share."""

import json
from pathlib import Path

from kbgen.search.sections import RenderedPage

GOLDEN = Path(__file__).parents[1] / "golden"
_BLANK = {
    "type": "article",
    "place": (),
    "products": (),
    "product_names": (),
    "aliases": (),
    "symptoms": (),
    "numbers": (),
}


def page(**told):
    """A page with what a test tells of it."""
    told = {"source": "a.md", "url": "a/", "title": "T", "html": "", **told}
    return RenderedPage(
        **{
            **_BLANK,
            **{key: tuple(value) if isinstance(value, list) else value for key, value in told.items()},
        }
    )


def golden(name):
    """What a golden file says."""
    return json.loads((GOLDEN / name).read_text(encoding="utf-8"))


def corpus():
    """The pages of tests/golden/search-corpus.json."""
    return [page(**told) for told in golden("search-corpus.json")]
