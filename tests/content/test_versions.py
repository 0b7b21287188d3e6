"""Versions are in one order, however they are written, and ranges hold what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.content.versions import parse_range, parse_version

IN_ORDER = [
    *("1.0-alpha", "1.0-beta", "1.0-rc1", "1.0-rc2", "1.0", "1.0b", "1.0.1", "1.07", "1.9", "1.10"),
    *("2.0-preview", "2", "2.1", "3.4.2-beta", "3.4.2", "3.4.10", "2025.11", "2026.03"),
]
numbers = st.lists(st.integers(0, 30), min_size=1, max_size=4)
texts = st.builds(
    lambda parts, tail: ".".join(map(str, parts)) + tail,
    numbers,
    st.sampled_from(["", "", "", "-beta", "-rc2", "a", "b", " SP1", ".0"]),
)
versions = texts.map(parse_version)


def test_versions_stand_in_this_order():
    assert [str(each) for each in sorted(map(parse_version, reversed(IN_ORDER)))] == IN_ORDER


@pytest.mark.parametrize(
    ("older", "newer"),
    [("R9", "R12"), ("A", "B"), ("v1.9", "1.10"), ("7.2.1", "7.3"), ("1.2", "1.2a"), ("1.2a", "1.2.1")],
)
def test_one_version_is_older_than_another(older, newer):
    assert parse_version(older) < parse_version(newer)
    assert not parse_version(newer) <= parse_version(older)


@pytest.mark.parametrize(
    ("one", "other"),
    [("7.3", "7.3.0"), ("1.07", "1.7"), ("v2.1", "2.1"), ("3.0-beta", "3-BETA"), ("1 SP1", "1-sp1")],
)
def test_spellings_of_one_version_are_equal(one, other):
    assert parse_version(one) == parse_version(other)
    assert len({parse_version(one), parse_version(other)}) == 1


@pytest.mark.parametrize("text", ["", "latest", "?", "1..2", "-1", "1.0 - 1.4", "<= 2", "Größe 2"])
def test_what_is_no_version_is_refused_with_a_form_to_follow(text):
    with pytest.raises(
        ValueError, match=r"is not a version; write it as the product shows it, such as '3\.4\.2'"
    ):
        parse_version(text)


@given(versions, versions, versions)
def test_the_order_is_total(one, two, three):
    assert (one < two) + (one == two) + (one > two) == 1
    low, middle, high = sorted((one, two, three))
    assert low <= middle <= high
    assert low <= high
    assert one != two or hash(one) == hash(two)


@given(numbers, numbers)
def test_numbers_are_compared_as_numbers(one, other):
    width = max(len(one), len(other))
    padded = [[*parts, *[0] * (width - len(parts))] for parts in (one, other)]
    versions_of = [parse_version(".".join(map(str, parts))) for parts in (one, other)]
    assert (versions_of[0] < versions_of[1]) == (padded[0] < padded[1])


@given(texts, texts)
def test_an_open_range_holds_what_is_on_its_side(text, asked):
    end, version = parse_version(text), parse_version(asked)
    assert parse_range(text).holds(version) == (version == end)
    assert parse_range(f"<= {text}").holds(version) == (version <= end)
    assert parse_range(f"< {text}").holds(version) == (version < end)
    assert parse_range(f">= {text}").holds(version) == (version >= end)
    assert parse_range(f"> {text}").holds(version) == (version > end)


@given(versions, versions, versions)
def test_a_range_holds_its_ends_and_what_lies_between(one, two, asked):
    low, high = sorted((one, two))
    between = parse_range(f"{low} - {high}")
    assert between.holds(asked) == (low <= asked <= high)
    if low < high:
        with pytest.raises(ValueError, match=f"write '{low} - {high}'"):
            parse_range(f"{high} - {low}")


signs = st.sampled_from(["<= ", "< ", ">= ", "> ", ""])


@given(st.builds("{}{}".format, signs, texts), st.builds("{}{}".format, signs, texts), st.lists(versions))
def test_ranges_meet_where_a_version_lies_in_both(one, other, asked):
    first, second = parse_range(one), parse_range(other)
    assert first.meets(second) == second.meets(first)
    ends = [end[0] for each in (first, second) for end in (each.lowest, each.highest) if end]
    if any(first.holds(each) and second.holds(each) for each in [*asked, *ends]):
        assert first.meets(second)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2.1", "2.1"),
        ("= 2.1", "2.1"),
        ("<= 2.3", "up to 2.3"),
        ("< 7.3.0", "before 7.3.0"),
        (">=3", "from 3 on"),
        ("> 3", "after 3"),
        ("1.0 - 1.4", "1.0 to 1.4"),
        ("1.0 – 1.4", "1.0 to 1.4"),
        ("1.0-beta to 1.4", "1.0-beta to 1.4"),
    ],
)
def test_a_range_is_said_in_words(text, words):
    assert str(parse_range(text)) == words


@pytest.mark.parametrize("text", ["", "all", "<=", "1.0 -", "older than 3", "3 or newer", "1 - 2 - x"])
def test_what_is_no_range_is_refused_with_the_forms_there_are(text):
    with pytest.raises(ValueError, match=r"names no versions; write '2\.1', '<= 2\.3'"):
        parse_range(text)
