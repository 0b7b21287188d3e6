"""What customers type, and what they find."""

import pytest
from corpus import page

from kbgen.search import build_index, search
from kbgen.search.query import completions, nearest_word, wanted_terms


def urls(index, query, **options):
    return [hit.url for hit in search(index, query, **options)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("E-47", "articles/e47/"),
        ("E47", "articles/e47/"),
        ("e 47", "articles/e47/"),
        ("resetting my printer", "articles/reset/"),
        ("hard reboot", "articles/reset/"),
        ("white streaks", "articles/clean/"),
        ("c++", "articles/cpp/"),
        ("AL14-512-16", "specs/alder-14/"),
        ("xt20838", "specs/alder-14/"),
        ("16GB", "specs/alder-14/"),
        ("uberhitzung", "articles/drucker/"),
        ("印刷しない", "articles/ja/"),
        ("wifi", "articles/wifi/"),
        ("turn off laptop", "guides/turn-off/"),
        ("does the laptop turn on?", "guides/no-power/"),
        ("PH-350-B", "articles/e47/"),
    ],
)
def test_first_hit(index, query, first):
    assert urls(index, query)[0].split("#")[0] == first


def test_a_question_of_an_faq_is_a_hit_of_its_own(index):
    hit = search(index, "can I refill the cartridges?")[0]
    assert (hit.url, hit.title, hit.place) == (
        "faq/paper/#refill",
        "Can I refill cartridges?",
        ("Questions and answers", "Paper and ink"),
    )
    assert hit.source == "faq/paper.md"


def test_a_hit_links_to_the_section_that_fits_and_shows_it(index):
    hit = search(index, "wps button")[0]
    assert (hit.url, hit.section) == ("articles/wifi/#wps", "With WPS")
    assert [text for text, marked in hit.passage_parts if marked] == ["WPS", "button"]


def test_a_hit_found_by_its_title_links_to_the_page(index):
    hit = search(index, "hard reboot")[0]
    assert (hit.url, hit.section) == ("articles/reset/", "")
    assert hit.passage.startswith("A reset removes the Wi-Fi password")


def test_a_question_mark_and_query_syntax_are_only_text(index):
    assert urls(index, "E-47?") == urls(index, "E-47") == urls(index, '(E-47) AND* "')


def test_question_words_do_not_count_unless_there_is_nothing_else(index):
    assert urls(index, "how do I refill") == urls(index, "refill")
    assert urls(index, "what is this") != []


def test_negation_counts(index):
    assert [each.term for each in wanted_terms(index, "does not turn off")] == ["not", "turn", "off"]


def test_equal_pages_stand_in_the_order_of_the_site(index):
    assert urls(index, "stand screws") == ["articles/twin-a/", "articles/twin-b/"]


def test_nothing_is_found_for_nothing(index):
    assert search(index, "") == search(index, "?!") == search(index, "qqqq") == []


def test_limit_is_kept(index):
    assert len(search(index, "printer", limit=2)) == 2


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("cartrigde", "cartridge"),
        ("cleening", None),
        ("refil", "refill"),
        ("resetting", "reset"),
        ("wpx", None),
        ("0x80070058", None),
    ],
)
def test_an_unknown_word_gives_way_to_the_nearest_known_one(index, typed, known):
    assert nearest_word(index, typed) == known


def test_among_equally_near_words_the_more_frequent_wins():
    index = build_index([page(html="printable"), page(html="printing"), page(html="printing")])
    assert nearest_word(index, "printx") == "printing"


def test_the_last_word_is_completed_while_it_is_typed(index):
    assert "faq/paper/#refill" in urls(index, "can i ref", typing=True)
    assert urls(index, "can i ref ", typing=True) == []


def test_completions_come_by_frequency_then_alphabet():
    index = build_index([page(html="toner tone tonality"), page(html="toner"), page(html="toner tone")])
    assert completions(index, "ton") == ["toner", "tone", "tonality"]


def test_scores_are_bm25_with_rarity_counted_over_documents():
    index = build_index([page(title="", html="alpha"), page(title="", html="beta beta gamma delta")])
    hit = search(index, "alpha")[0]
    # idf = ln(1 + (2 - 1 + .5) / (1 + .5)); lengths 1 and 4, mean 2.5; k1 1.2, b .35
    assert hit.score == pytest.approx(0.693147 * 2.2 / (1 + 1.2 * (0.65 + 0.35 * 1 / 2.5)), rel=1e-5)


def test_titles_outweigh_headings_and_headings_outweigh_text():
    index = build_index(
        [
            page(url="text/", title="One", html="<p>toner filler</p>"),
            page(url="heading/", title="Two", html="<h2 id='x'>toner</h2><p>filler</p>"),
            page(url="title/", title="Toner", html="<p>filler filler</p>"),
        ]
    )
    assert [url.split("#")[0] for url in urls(index, "toner")] == ["title/", "heading/", "text/"]
