"""An index can be kept in a folder, and no other folder is opened for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from corpus import corpus

from kbgen.search.documents import FIELD
from kbgen.search.index import build_index
from kbgen.search.index_folder import IndexUnreadableError, read_index, write_index
from kbgen.search.ranking import search

WRITE = """
import sys
from pathlib import Path
from corpus import corpus
from kbgen.search.index import build_index
from kbgen.search.index_folder import write_index
write_index(build_index(corpus()), Path(sys.argv[1]))
"""
SEARCH_WITH_WHOOSH_ALONE = """
import json, sys
from whoosh.index import open_dir
from whoosh.qparser import QueryParser
index = open_dir(sys.argv[1])
with index.searcher() as searcher:
    for hit in searcher.search(QueryParser("words", index.schema).parse("paper"), limit=None):
        print(json.loads(hit["record"])["url"])
assert not any(name.startswith("kbgen") for name in sys.modules)
"""
QUERIES = ["E-47", "resetting", "paper", "印刷", "how long does a cartridge last"]


def run_python(code, folder, **environment):
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    command = [sys.executable, "-W", "ignore", "-c", code, str(folder)]
    environment = {**os.environ, "PYTHONPATH": paths, **environment}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_written_answers_as_before(index, tmp_path):
    write_index(index, tmp_path / "index")
    again = read_index(tmp_path / "index")
    assert [search(again, query) for query in QUERIES] == [search(index, query) for query in QUERIES]


def test_an_index_is_the_same_bytes_under_every_hash_seed(index, tmp_path):
    write_index(index, tmp_path / "here")
    for seed in ("1", "2"):
        run_python(WRITE, tmp_path / seed, PYTHONHASHSEED=seed)
        assert files_of(tmp_path / seed) == files_of(tmp_path / "here")


def test_whoosh_alone_can_search_what_was_written(index, tmp_path):
    write_index(index, tmp_path)
    urls = run_python(SEARCH_WITH_WHOOSH_ALONE, tmp_path).splitlines()
    numbers = list(index.reader.postings(FIELD, "paper").all_ids())
    assert len(urls) > 1
    assert sorted(urls) == sorted(index.record(number)["url"] for number in numbers)


def test_an_older_index_in_the_folder_is_replaced(index, tmp_path):
    write_index(index, tmp_path)
    write_index(build_index(corpus()[:3]), tmp_path)
    assert read_index(tmp_path).documents == 3
    assert len(list(tmp_path.glob("*.trm"))) == 1


def test_a_site_without_pages_can_be_searched(tmp_path):
    write_index(build_index([]), tmp_path)
    assert search(read_index(tmp_path), "anything") == []


def test_a_missing_index_is_named(tmp_path):
    with pytest.raises(IndexUnreadableError, match="no search index"):
        read_index(tmp_path / "nowhere")


def test_a_changed_index_is_not_opened(index, tmp_path):
    write_index(index, tmp_path)
    segment = next(tmp_path.glob("*.toc"))
    segment.write_bytes(segment.read_bytes() + b".")
    with pytest.raises(IndexUnreadableError, match="was changed"):
        read_index(tmp_path)


def test_an_index_of_another_format_is_not_opened(index, tmp_path):
    write_index(index, tmp_path)
    marker = tmp_path / "kbgen-index.json"
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "format": 999}))
    with pytest.raises(IndexUnreadableError, match="format 999"):
        read_index(tmp_path)


@pytest.mark.parametrize("marker", ["", "[]", "{}", '{"format": 1}', '{"format": 1, "digests": []}'])
def test_a_broken_marker_is_no_index(tmp_path, marker):
    (tmp_path / "kbgen-index.json").write_text(marker)
    with pytest.raises(IndexUnreadableError):
        read_index(tmp_path)
