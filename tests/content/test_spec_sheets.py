"""Values of spec sheets as numbers; golden sheets and what is said about them."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kbgen.content.families import Property
from kbgen.content.specs import parse_value
from kbgen.content.units import UNITS, find_unit
from kbgen.diagnostics import format_diagnostic
from kbgen.site.knowledge_base import load_content

CASES = yaml.safe_load((Path(__file__).parents[1] / "golden" / "spec-sheets.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sheets_give_these_diagnostics(case, tmp_path):
    for name, text in case["files"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    content = load_content(tmp_path, "content", "Site", lambda _uri: False)
    assert [format_diagnostic(problem) for problem in content.diagnostics] == case["diagnostics"]


def parsed(kind, unit, text):
    value, problem = parse_value(Property(label="Size", type=kind, unit=unit), text)
    assert problem == ""
    return value


@pytest.mark.parametrize(
    ("unit", "text", "lower", "upper", "shown"),
    [
        ("kg", "1.24 kg ± 20 g", 1.22, 1.26, "1.24 kg ± 20 g"),
        ("kg", "2 kg +/- 5 %", 1.9, 2.1, "2 kg ± 5 %"),
        ("mm", "12 mm +0.5/-0.2 mm", 11.8, 12.5, "12 mm +0.5/−0.2 mm"),
        ("mm", "12 +0.5 −0.2 mm", 11.8, 12.5, "12 +0.5/−0.2 mm"),
        ("%", "50 % ± 5 %", 45, 55, "50 % ± 5 %"),
        ("°C", "25 °C ± 2 K", 23, 27, "25 °C ± 2 K"),
        ("dB(A)", "<= 30 dB(A)", None, 30, "≤ 30 dB(A)"),
        ("h", "up to 11 h", None, 11, "up to 11 h"),
        ("h", "11 hours or more", 11, None, "≥ 11 hours"),
        (None, ">=5", 5, None, "≥ 5"),
        ("h", "~3 h", 3, 3, "about 3 h"),
        ("min", "min. 5 min", 5, None, "min. 5 min"),
        ("g", "1,200.5g", 1200.5, 1200.5, "1,200.5 g"),
        ("in", '15.6"', 15.6, 15.6, "15.6 in"),
        ("g/m²", "80 gsm", 80, 80, "80 gsm"),
        ("°C", "-10 degC", -10, -10, "−10 °C"),
    ],
)
def test_a_number_keeps_its_bounds_and_tolerance(unit, text, lower, upper, shown):
    value = parsed("number", unit, text)
    assert (value.lower, value.upper, value.text) == (lower, upper, shown)


@pytest.mark.parametrize(
    ("text", "numbers", "shown"),
    [
        ("-10..40 °C", (-10, 40), "−10 to 40 °C"),
        ("5 °C to 35 °C", (5, 35), "5 to 35 °C"),
        ("5–35 °C", (5, 35), "5 to 35 °C"),
        ("41 °F .. 35 °C", (5, 35), "41 °F to 35 °C"),
        ("≤ 40 °C", (40,), "≤ 40 °C"),
        ("from 5 °C", (5,), "from 5 °C"),
    ],
)
def test_a_range_may_have_one_end_and_two_units(text, numbers, shown):
    value = parsed("range", "°C", text)
    assert (value.numbers, value.text) == (numbers, shown)


@pytest.mark.parametrize(
    ("text", "numbers", "symbol", "shown"),
    [
        ("313 x 222 x 15.9 mm", (313, 222, 15.9), "mm", "313 × 222 × 15.9 mm"),
        ('12.3" x 8.1"', (12.3, 8.1), "in", "12.3 × 8.1 in"),
        ("12.3 in × 8.1 in", (12.3, 8.1), "in", "12.3 × 8.1 in"),
        ("42 cm x 310 mm", (420, 310), "mm", "42 cm × 310 mm"),
        ("10 x 20 mm ± 1 mm", (10, 20), "mm", "10 × 20 mm ± 1 mm"),
    ],
)
def test_a_size_may_name_its_unit_once_or_each_time(text, numbers, symbol, shown):
    value = parsed("dimensions", "mm", text)
    assert (value.numbers, value.unit.symbol, value.text) == (numbers, symbol, shown)


def test_pixels_are_no_times_sign():
    assert parsed("dimensions", "px", "1920 x 1080 px").numbers == (1920, 1080)


@pytest.mark.parametrize("text", [None, "not stated", "Not stated"])
def test_not_stated_is_not_no(text):
    value = parsed("yes/no", None, text)
    assert (value.stated, value.text) == (False, "Not stated")
    assert parsed("yes/no", None, "no").stated


@given(
    st.sampled_from([unit for unit in UNITS if unit.symbol not in {"°", "'"}]),
    st.decimals(-10_000, 10_000, places=2, allow_nan=False),
)
def test_what_is_shown_can_be_read_again(unit, number):
    first = parsed("number", unit.symbol, f"{number} {unit.symbol}")
    again = parsed("number", unit.symbol, first.text)
    assert (first.numbers, first.unit, first.text) == ((float(number),), unit, again.text)
    assert again.numbers == first.numbers


@given(
    st.recursive(
        st.none() | st.text(max_size=12),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    )
)
def test_nothing_that_is_written_is_lost_in_silence(raw):
    for kind in ("number", "range", "dimensions", "list", "text", "yes/no"):
        value, problem = parse_value(Property(label="Size", type=kind, unit=None), raw)
        assert problem or value.stated or raw is None or "not stated" in str(raw).casefold()
        assert value.text
        if problem:
            words = [leaf for leaf in leaves(raw) if leaf.strip()]
            assert all(word.strip() in value.text or value.condition for word in words), value.text


def leaves(raw):
    """Return the texts of a YAML value."""
    if isinstance(raw, dict):
        return [leaf for item in raw.values() for leaf in leaves(item)]
    if isinstance(raw, list):
        return [leaf for item in raw for leaf in leaves(item)]
    return [] if raw is None else [raw]


def test_a_spelling_is_found_with_any_space():
    assert find_unit(" fl  oz ").symbol == "fl oz"
