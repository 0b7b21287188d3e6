"""An index can be kept in a folder, and no other folder is opened for it."""

import json

import pytest
from corpus import corpus

from kbgen.search import IndexUnreadableError, build_index, read_index, search, write_index

QUERIES = ["E-47", "resetting", "paper", "印刷", "how long does a cartridge last"]


def test_what_was_written_answers_as_before(index, tmp_path):
    write_index(index, tmp_path / "index")
    again = read_index(tmp_path / "index")
    assert [search(again, query) for query in QUERIES] == [search(index, query) for query in QUERIES]


def test_an_older_index_in_the_folder_is_replaced(index, tmp_path):
    write_index(index, tmp_path)
    write_index(build_index(corpus()[:3]), tmp_path)
    assert read_index(tmp_path).documents == 3
    assert len(list(tmp_path.glob("*.seg"))) == 1


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
