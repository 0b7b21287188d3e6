"""Related pages, found with arrays, are those that plain loops find."""

import math
from collections import defaultdict
from heapq import nlargest

from corpus import page
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.search.index import build_index
from kbgen.search.related import related_pages
from kbgen.search.scoring import rarity

WORDS = [f"{first}{second}r" for first in "bdfgklmp" for second in "aeiou"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
PAGES = st.lists(st.tuples(TEXTS, TEXTS, st.sampled_from([(), ("a",), ("b",), ("a", "b")])), max_size=30)


def plainly(index):
    """Source → the sources of the pages most like it, as related.py says, with loops."""
    telling = {}
    most = max(index.documents * 0.1, 10)
    stop = {index.vocabulary.terms.get(word) for word in index.plan.stop}
    for number in range(index.documents):
        values = []
        for term in index.vocabulary.words_of:
            held, frequency = dict(index.postings(term)), index.document_frequency(term)
            if 1 < frequency <= most and number in held and term not in stop and not term.isdigit():
                values.append((rarity(index.documents, frequency) * (1 + math.log(held[number])), term))
        best = nlargest(24, values)
        length = math.hypot(*(value for value, _ in best))
        telling[number] = {term: value / length for value, term in best}
    holders = defaultdict(list)
    for number, terms in telling.items():
        for term, value in terms.items():
            holders[term].append((value, number))
    found = {}
    for number, terms in telling.items():
        alike = defaultdict(float)
        for term, value in terms.items():
            for others, other in nlargest(40, holders[term]):
                alike[other] += value * others
        alike.pop(number, None)
        if close := [each for each in close_pages(index, number, alike, telling) if each[0] >= 0.13]:
            ordered = sorted((-round(score * 1e9), other) for score, other in close)[:5]
            found[f"{number}.md"] = [f"{other}.md" for _, other in ordered]
    return found


def close_pages(index, number, alike, telling):
    for other, cosine in alike.items():
        if cosine >= 0.13 / 1.25 and len(telling[number].keys() & telling[other].keys()) > 1:
            own, its = (index.record(each)["products"] for each in (number, other))
            fit = (0.5 if set(own).isdisjoint(its) else 1.25) if own and its else 1
            yield cosine * fit, other


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_related_pages_are_those_that_loops_find(told):
    pages = [
        page(source=f"{at}.md", url=f"{at}/", title=title, html=f"<p>{text}</p>", products=products)
        for at, (title, text, products) in enumerate(told)
    ]
    index = build_index(pages)
    assert related_pages(index) == plainly(index)
