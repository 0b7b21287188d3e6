"""Arrays give what counting by hand gives, and what Whoosh keeps of it."""

from collections import defaultdict

from corpus import corpus
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.coding import all_coded_postings, coded_postings
from kbgen.search.documents import page_documents, unpack_documents
from kbgen.search.index import build_index
from kbgen.search.index_folder import read_index, write_index
from kbgen.search.inverted import gather, invert, pack_weights, unpack_counts

CHUNKS = st.text("abcXY7-. é", min_size=1, max_size=4)
WEIGHTS = st.integers(1, 300) | st.sampled_from([0xD7DF, 0xD7E0, 0xD7E1, 70_000, 1_000_000])
DOCUMENTS = st.lists(st.dictionaries(CHUNKS, WEIGHTS, max_size=6), max_size=8)


def terms_of(chunk):
    """Cut a chunk as the index may: into several terms, the same one twice, or none."""
    return [part for part in chunk.lower().split("-") if part]


@given(DOCUMENTS)
def test_weights_come_back_as_they_were_packed(documents):
    packed = [pack_weights(weights) for weights in documents]
    counts = unpack_counts("".join(each.counts for each in packed)).tolist()
    assert counts == [weight for weights in documents for weight in weights.values()]
    assert not any("\n" in text for each in packed for text in each), "each is a line"


@given(DOCUMENTS)
def test_postings_are_those_counted_by_hand(documents):
    chunked = gather([pack_weights(weights) for weights in documents])
    found = invert(chunked, terms_of)
    expected = defaultdict(dict)
    for number, weights in enumerate(documents):
        for chunk, weight in weights.items():
            for term in terms_of(chunk):
                expected[term][number] = expected[term].get(number, 0) + weight
    assert found.terms == sorted(expected)
    postings = {term: found.of(place) for place, term in enumerate(found.terms)}
    assert postings == {term: sorted(held.items()) for term, held in expected.items()}
    assert found.totals() == {term: sum(held.values()) for term, held in expected.items()}
    assert found.frequencies() == {term: len(held) for term, held in expected.items()}
    lengths = [sum(held.get(number, 0) for held in expected.values()) for number in range(len(documents))]
    assert found.lengths.tolist() == lengths
    coded = all_coded_postings(found.starts, found.documents, found.weights)
    assert coded == [coded_postings(postings[term]) for term in found.terms]


@given(DOCUMENTS, st.data())
def test_chunks_are_counted_for_some_documents(documents, data):
    among = [data.draw(st.booleans()) for _ in documents]
    totals = gather([pack_weights(weights) for weights in documents]).totals(among)
    expected = defaultdict(int)
    for weights, wanted in zip(documents, among, strict=True):
        for chunk, weight in weights.items() if wanted else ():
            expected[chunk] += weight
    assert totals == expected


def test_documents_come_back_as_they_were_packed():
    documents = [document for page in corpus() for document in page_documents(page)]
    assert len(documents) > 3
    assert unpack_documents("\n".join(document.packed() for document in documents)) == documents
    assert unpack_documents("") == []


def test_whoosh_keeps_what_was_built(tmp_path):
    index = build_index(corpus())
    write_index(index, tmp_path)
    read = read_index(tmp_path)
    assert read.lengths == index.lengths
    assert read.average_length == index.average_length
    for number in range(index.documents):
        assert read.record(number) == index.record(number)
        assert read.shown(number) == index.shown(number)
    for term in index.vocabulary.words_of:
        assert list(read.postings(term)) == list(index.postings(term))
        assert read.document_frequency(term) == index.document_frequency(term)
