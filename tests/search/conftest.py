"""The small site's index and its export, made once."""

import os

import pytest
import whoosh
from corpus import corpus

from kbgen.search.export import export_index
from kbgen.search.index import build_index


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "search":
            item.add_marker(pytest.mark.search)


@pytest.fixture(scope="session", autouse=True)
def whoosh_asked_for():
    """A lane that asks for another Whoosh must not silently test the same one twice."""
    wanted = os.environ.get("KBGEN_WHOOSH")
    assert wanted is None or ".".join(map(str, whoosh.__version__)) == wanted


@pytest.fixture(scope="session")
def index():
    return build_index(corpus())


@pytest.fixture(scope="session")
def export(index):
    return export_index(index)


@pytest.fixture(scope="session")
def export_folder(export, tmp_path_factory):
    """The export as it lies on a server, below `search/`."""
    folder = tmp_path_factory.mktemp("site") / "search"
    for name, content in export.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
