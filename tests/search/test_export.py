"""What browsers read is the index, whole, and the same bytes every time."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from corpus import page
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.search.documents import FIELD
from kbgen.search.export import export_index
from kbgen.search.index import build_index

DIGESTS = """
import hashlib
from corpus import corpus
from kbgen.search.index import build_index
from kbgen.search.export import export_index
for name, content in export_index(build_index(corpus())).items():
    print(name, hashlib.sha256(content).hexdigest())
"""


def data_of(content):
    """The JSON of a file, without the call around it."""
    text = content.decode()
    assert text.startswith('kbgenShard("')
    return json.loads(text[text.index(",") + 1 : text.rindex(");")])


class Reader:
    """Reads an export as theme/js/shards.js does, as plainly as possible."""

    def __init__(self, export):
        self.export = export
        self.meta = data_of(export["meta.js"])

    def shard_of(self, word):
        begins = terms_of(self.meta["words"])[0]
        at = max([number for number, begin in enumerate(begins) if begin <= word], default=0)
        return data_of(self.export[f"{self.meta['folder']}/words-{at}.js"])

    def postings(self, word):
        """Document → weight, and the words of the term; None for an unknown word."""
        terms, postings = self.shard_of(word)
        for words, coded in zip(terms_of(terms), postings.split(" "), strict=True):
            if word in words:
                return weights_of(coded), words
        return None

    def pages(self):
        for at in range(len(numbers_of(self.meta["pages"]))):
            yield from data_of(self.export[f"{self.meta['folder']}/pages-{at}.js"])


def numbers_of(signs):
    """Digits, the smallest first; those up to 71 are the last of a number."""
    numbers, number, scale = [], 0, 1
    for digit in (ord(sign) - 0x23 - (sign > "\\") for sign in signs):
        number, scale = number + scale * digit, scale * 19
        if digit < 72:
            numbers, number, scale = [*numbers, number], 0, 1
    return numbers


def weights_of(coded):
    found, number, rest = {}, 0, iter(numbers_of(coded))
    for each in rest:
        number += each // 4
        found[number] = each % 4 + 1 if each % 4 < 3 else 4 + next(rest)
    return found


def terms_of(coded):
    """Each word begins with a capital that tells how much of the word before it shares."""
    found, before = [], ""
    for term in coded.split(" "):
        found.append([])
        for shared, rest in re.findall("([A-Z])([^A-Z]*)", term):
            before = before[: ord(shared) - ord("A")] + rest
            found[-1].append(before)
    return found


def postings_of(index, word):
    """The same from Whoosh."""
    term = index.vocabulary.terms[word]
    matcher = index.reader.postings(FIELD, term)
    found = {}
    while matcher.is_active():
        found[matcher.id()] = matcher.weight()
        matcher.next()
    return found, index.vocabulary.words_of[term]


def test_shards_hold_every_word_with_its_postings(index, export):
    reader = Reader(export)
    for word in index.vocabulary.words:
        assert reader.postings(word) == postings_of(index, word)


SYLLABLES = st.lists(
    st.sampled_from(["print", "er", "ing", "s", "a", "zu", "本", "é", "-4", "𠀀"]), min_size=1, max_size=4
)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(SYLLABLES.map("".join), max_size=30), min_size=1, max_size=6), st.text(max_size=5))
def test_shards_of_any_site_are_the_whole_index(texts, unknown):
    pages = [page(html=" ".join(text), url=f"{at}/") for at, text in enumerate(texts)]
    filler = [
        page(title=f"{first}{second}x{third}", url="f/")
        for first in "abps"
        for second in "prz"
        for third in "abc"
    ]
    index = build_index(pages + filler * 40)
    reader = Reader(export_index(index))
    assert len(terms_of(reader.meta["words"])[0]) > 1, "the words are spread over several shards"
    for word in index.vocabulary.words:
        assert reader.postings(word) == postings_of(index, word)
    assert (reader.postings(unknown) is None) == (unknown not in index.vocabulary.terms)


def test_lengths_and_pages_are_those_of_the_index(index, export):
    reader = Reader(export)
    meta = reader.meta
    assert [meta["lengths"][at] for at in numbers_of(meta["lengthOf"])] == [
        index.reader.doc_field_length(number, FIELD, 0) for number in range(index.documents)
    ]
    pages = list(reader.pages())
    assert len(pages) == index.documents == sum(numbers_of(meta["pages"])) == meta["documents"]
    for number, shown in enumerate(pages):
        record = index.record(number)
        del record["source"]
        assert shown == record


def test_plan_is_exported_whole(index, export):
    assert data_of(export["meta.js"])["plan"] == index.plan.as_data()


def test_folder_is_named_after_its_content(export):
    folder = data_of(export["meta.js"])["folder"]
    assert {name.split("/")[0] for name in export} == {folder, "meta.js"}
    changed = export_index(build_index([page(title="Something else")]))
    assert data_of(changed["meta.js"])["folder"] != folder


def test_scripts_cannot_be_broken_out_of(export):
    for content in export.values():
        assert "\u2028" not in content.decode()
        assert content.count(b"\n") == 1


@pytest.mark.parametrize("seed", ["1", "2"])
def test_export_is_the_same_bytes_under_every_hash_seed(export, seed):
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", DIGESTS],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in export.items()]
    assert done.stdout.splitlines() == expected
    assert list(export) == sorted(export)


def test_small_documents_share_a_file_and_large_ones_do_not():
    pages = [page(url=f"{at}/", html="short") for at in range(20)] + [
        page(url="long/", html="<p>long text</p>" * 900)
    ]
    sizes = numbers_of(data_of(export_index(build_index(pages))["meta.js"])["pages"])
    assert sizes[-1] == 1
    assert len(sizes) < 6


def test_a_page_of_megabytes_is_shown_in_part_and_searched_whole():
    index = build_index(
        [page(html="<p>filler words here</p>" * 100_000 + "<p>needle</p>"), page(html="other")]
    )
    export = export_index(index)
    assert max(len(content) for content in export.values()) < 40_000
    assert Reader(export).postings("needle") is not None
