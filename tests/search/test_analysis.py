"""Texts become words, and words terms, as tests/golden/analysis.json says; node --test reads it too."""

from collections import Counter

import pytest
from corpus import golden
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.analysis import chunk_words, chunks, fold, pieces, words
from kbgen.search.vocabulary import build_vocabulary

CASES = golden("analysis.json")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_text_becomes_the_words_and_terms_of_the_golden_file(case):
    vocabulary = build_vocabulary({"en": Counter(chunks(case["text"]))})
    found = words(case["text"])
    assert found == case["words"]
    assert [vocabulary.terms[word] for word in found] == case["terms"]


def test_a_word_is_stemmed_as_it_is_mostly_spelled():
    vocabulary = build_vocabulary({"fr": Counter(["Écrans", "écrans", "ecrans", "imprimées"])})
    assert vocabulary.terms == {"ecrans": "ecran", "imprimees": "imprim"}


def test_a_language_without_a_stemmer_is_indexed_as_it_is():
    assert build_vocabulary({"pl": Counter(["dziennik", "dzienniki"])}).terms == {
        "dziennik": "dziennik",
        "dzienniki": "dzienniki",
    }


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_word_can_be_typed_back(text):
    """A word that the index holds is among the words of a query that is that word."""
    for word in words(text):
        assert word in words(word)


@given(st.text(alphabet="aZ9é.-_/'’+#本ー 🖨\n"))
def test_pieces_lie_in_order_within_the_text(text):
    found = list(pieces(text))
    assert all(0 <= start < end <= len(text) and held for start, end, held in found)
    assert [start for start, _, _ in found] == sorted(start for start, _, _ in found)


def test_pieces_of_words_cover_what_was_written():
    text = "Error E-47: don't panic"
    assert [(text[start:end], held) for start, end, held in pieces(text)] == [
        ("Error", ("error",)),
        ("E-47", chunk_words("E-47")),
        ("don't", ("dont",)),
        ("panic", ("panic",)),
    ]
