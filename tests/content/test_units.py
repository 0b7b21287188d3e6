"""The table of units against pint, an implementation of its own, and against Recommendation 20."""

from collections import Counter

import pint
import pytest

from kbgen.content.units import UNITS, counterpart, find_unit

PINT = pint.UnitRegistry()
AS_PINT_SPELLS = {
    "°C": "degC",
    "°F": "degF",
    "°": "degree",
    "%": "percent",
    "B": "byte",
    "d": "day",
    "h": "hour",
    "l": "liter",
    "pl": "picoliter",
    "cl": "centiliter",
    "ml": "milliliter",
    "t": "metric_ton",
    "in": "inch",
    "in²": "inch**2",
    "in³": "inch**3",
    "ft": "foot",
    "ft²": "foot**2",
    "ft³": "foot**3",
    "ft/s": "foot/second",
    "mi": "mile",
    "fl oz": "fluid_ounce",
    "qt": "quart",
    "gal": "gallon",
    "gal/min": "gallon/minute",
    "ft³/min": "foot**3/minute",
    "m³/h": "meter**3/hour",
    "l/min": "liter/minute",
    "lbf·ft": "force_pound*foot",
    "lbf·in": "force_pound*inch",
    "N·m": "newton*meter",
    "lbf": "force_pound",
    "gₙ": "standard_gravity",
    "BTU": "Btu_it",
    "BTU/h": "Btu_it/hour",
    "rpm": "revolution/minute",
    "months": "month",
    "years": "year",
    "weeks": "week",
    "kcal": "kilocalorie",
    "lm": "lumen",
    "lx": "lux",
    "cd/m²": "candela/meter**2",
    "g/m²": "gram/meter**2",
    "W/m²": "watt/meter**2",
    "m/s²": "meter/second**2",
    "mm²": "millimeter**2",
    "cm²": "centimeter**2",
    "cm³": "centimeter**3",
    "m²": "meter**2",
    "m³": "meter**3",
    "µm": "micrometer",
    "µs": "microsecond",
    "µA": "microampere",
    "µF": "microfarad",
    "Ω": "ohm",
    "mΩ": "milliohm",
    "kΩ": "kiloohm",
    "MΩ": "megaohm",
    "km/h": "kilometer/hour",
    "m/s": "meter/second",
    "kB": "kilobyte",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "kB/s": "kilobyte/second",
    "MB/s": "megabyte/second",
    "GB/s": "gigabyte/second",
    "kbit/s": "kilobit/second",
    "Mbit/s": "megabit/second",
    "Gbit/s": "gigabit/second",
    "mAh": "milliampere*hour",
    "Ah": "ampere*hour",
    "Wh": "watt*hour",
    "kWh": "kilowatt*hour",
    "VA": "volt*ampere",
    "kVA": "kilovolt*ampere",
    "fps": "1/second",
}
BASES = {
    "data": "byte",
    "data rate": "bit/second",
    "length": "meter",
    "area": "meter**2",
    "volume": "meter**3",
    "flow": "meter**3/second",
    "angle": "degree",
    "time": "second",
    "frequency": "hertz",
    "rotation": "revolution/minute",
    "frame rate": "1/second",
    "speed": "meter/second",
    "acceleration": "meter/second**2",
    "mass": "kilogram",
    "grammage": "gram/meter**2",
    "force": "newton",
    "torque": "newton*meter",
    "pressure": "pascal",
    "temperature": "kelvin",
    "voltage": "volt",
    "current": "ampere",
    "power": "watt",
    "apparent power": "volt*ampere",
    "irradiance": "watt/meter**2",
    "energy": "joule",
    "charge": "coulomb",
    "resistance": "ohm",
    "capacitance": "farad",
    "ratio": "dimensionless",
    "illuminance": "lux",
    "luminous flux": "lumen",
    "luminance": "candela/meter**2",
}
KNOWN_TO_NOBODY_ELSE = {
    "transfer rate",
    "sound level",
    "power level",
    "antenna gain",
    "pixels",
    "resolution",
    "pixel density",
    "print speed",
    "sheets",
    "pages",
    "cycles",
}
"""Dimensions that pint counts as pure numbers or does not have; each has one unit, but for megapixels."""


@pytest.mark.parametrize(
    "unit", [unit for unit in UNITS if unit.dimension in BASES], ids=lambda unit: unit.symbol
)
@pytest.mark.parametrize("number", [1.0, 40.0])
def test_a_number_has_the_size_that_pint_says(unit, number):
    quantity = PINT.Quantity(number, AS_PINT_SPELLS.get(unit.symbol, unit.symbol))
    assert unit.to_base(number) == pytest.approx(quantity.to(BASES[unit.dimension]).magnitude, rel=1e-9)
    assert unit.from_base(unit.to_base(number)) == pytest.approx(number)


def test_dimensions_without_an_oracle_have_one_unit_each():
    others = Counter(unit.dimension for unit in UNITS if unit.dimension not in BASES)
    assert set(others) == KNOWN_TO_NOBODY_ELSE
    assert {name for name, count in others.items() if count > 1} == {"pixels", "sound level"}
    assert find_unit("MP").to_base(12) == 12_000_000


def test_no_spelling_means_two_units():
    spellings = Counter(name for unit in UNITS for name in (unit.symbol, *unit.aliases))
    assert [name for name, count in spellings.items() if count > 1] == []


def test_no_code_means_two_units():
    codes = Counter(unit.code for unit in UNITS if unit.code)
    assert {code: count for code, count in codes.items() if count > 1} == {"2N": 2}  # dB, weighted or not


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("GB", "E34"),  # GB is gallon per day
        ("MB", "4L"),
        ("kB", "2P"),
        ("TB", "E35"),
        ("MP", "E38"),
        ("pl", "Q33"),
        ("psi", "PS"),
        ("GHz", "A86"),
        ("km/h", "KMH"),
        ("mAh", "E09"),
        ("°F", "FAH"),
        ("fl oz", "OZA"),
        ("lbf·ft", "M92"),
        ("cd/m²", "A24"),
    ],
)
def test_codes_that_are_easily_confused(symbol, code):
    assert find_unit(symbol).code == code


def test_a_counterpart_measures_the_same_in_the_other_system():
    for unit in UNITS:
        other = counterpart(unit)
        assert (other is None) == (unit.system == ""), unit.symbol
        if other is not None:
            assert other.dimension == unit.dimension, unit.symbol
            assert other.system != unit.system, unit.symbol


def test_the_declared_unit_is_the_counterpart_where_it_can_be():
    inch, millimetre = find_unit("in"), find_unit("mm")
    assert counterpart(inch).symbol == "cm"
    assert counterpart(inch, millimetre) is millimetre
    assert counterpart(millimetre, millimetre) is inch
    assert counterpart(find_unit("GB")) is None
