"""What a former index knew of words changes nothing but the time that the next one takes."""

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.analysis import chunk_words
from kbgen.search.memo import Memo
from kbgen.search.vocabulary import build_vocabulary

CHUNKS = st.lists(
    st.one_of(
        st.text(min_size=1, max_size=12), st.sampled_from(["resets", "Resetting", "E-47", "écrans", "16GB"])
    ),
    max_size=20,
)


def again(memo):
    """A memo as it comes out of a cache."""
    return Memo(json.loads(json.dumps(memo.as_data())))


@given(CHUNKS, CHUNKS, st.sampled_from(["en", "fr", "ja"]))
def test_a_vocabulary_is_the_same_with_and_without_it(before, now, language):
    first = Memo()
    build_vocabulary({language: Counter(before)}, first)
    expected = build_vocabulary({language: Counter(now)})
    assert build_vocabulary({language: Counter(now)}, again(first)) == expected


def test_nothing_is_news_the_second_time():
    first = Memo()
    build_vocabulary({"en": Counter(["resets", "E-47"]), "de": Counter(["Drucker"])}, first)
    assert first.has_news
    second = again(first)
    build_vocabulary({"en": Counter(["E-47", "resets"]), "de": Counter(["Drucker"])}, second)
    assert not second.has_news
    assert second.words("E-47") == chunk_words("E-47")
    assert second.words("other") == ("other",)
    assert second.has_news


def test_the_language_counts():
    memo = Memo()
    assert memo.term("printers", "en", lambda _: "printer") == "printer"
    assert memo.term("printers", "xx", str) == "printers"


def test_what_nobody_asks_for_is_forgotten():
    first = Memo()
    first.words("resets")
    second = again(first)
    second.words("other")
    assert set(second.as_data()["words"]) == {"other"}
