"""Related pages, found with arrays, are those that plain loops find."""

import math
import random
from collections import defaultdict

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
        best = sorted(values, key=best_first)[:24]
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
            for others, other in sorted(holders[term], key=best_first)[:40]:
                alike[other] += value * others
        alike.pop(number, None)
        if close := [each for each in close_pages(index, number, alike, telling) if each[0] >= 0.13]:
            found[f"{number}.md"] = [f"{other}.md" for _, other in sorted(close, key=best_first)[:5]]
    return found


def best_first(each):
    """Order what has a value by that, and then as the index numbers it."""
    value, name = each
    return -round(value * 1e9), name


def close_pages(index, number, alike, telling):
    for other, cosine in alike.items():
        if cosine >= 0.13 / 1.25 and len(telling[number].keys() & telling[other].keys()) > 1:
            own, its = (index.record(each)["products"] for each in (number, other))
            fit = (0.5 if set(own).isdisjoint(its) else 1.25) if own and its else 1
            yield cosine * fit, other


def test_of_the_many_that_hold_a_term_those_count_that_it_tells_most_of():
    choose = random.Random(7)  # noqa: S311 - the same each time
    words = [f"{word}{end}" for word in WORDS for end in ("ta", "no", "li")]
    texts = [" ".join(choose.choices(words, k=9)) for _ in range(450)]
    index = build_index(
        [
            page(source=f"{at}.md", url=f"{at}/", title=f"No{at}", html=f"<p>{each}</p>")
            for at, each in enumerate(texts)
        ]
    )
    frequencies = [index.document_frequency(term) for term in index.vocabulary.words_of]
    assert any(40 < each <= 45 for each in frequencies), "there are terms that tell, with too many holders"
    assert related_pages(index) == plainly(index)


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_related_pages_are_those_that_loops_find(told):
    pages = [
        page(source=f"{at}.md", url=f"{at}/", title=title, html=f"<p>{text}</p>", products=products)
        for at, (title, text, products) in enumerate(told)
    ]
    index = build_index(pages)
    assert related_pages(index) == plainly(index)
