"""The reviewed table of units: symbol, spellings, dimension, factor to the base unit, UN/CEFACT code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A unit of measure.

    Attributes:
        symbol: As it is printed.
        dimension: What it measures; values of one dimension can be compared.
        factor: How many base units of the dimension one of this unit is.
        code: UN/CEFACT Recommendation 20 code, empty where there is none that fits.
        offset: Added after multiplying, in base units (temperatures only).
        aliases: Other spellings that writers use.
    """

    symbol: str
    dimension: str
    factor: float
    code: str = ""
    offset: float = 0.0
    aliases: tuple[str, ...] = ()


UNITS = (
    # `GB` in Rec 20 is gallon per day; gigabyte is E34, megabyte 4L, terabyte E35.
    Unit("KB", "data", 1e3, "2P", aliases=("kB",)),
    Unit("MB", "data", 1e6, "4L"),
    Unit("GB", "data", 1e9, "E34"),
    Unit("TB", "data", 1e12, "E35"),
    Unit("Mbit/s", "data rate", 1e6, "E20", aliases=("Mbps", "Mb/s")),
    Unit("Gbit/s", "data rate", 1e9, "B80", aliases=("Gbps", "Gb/s")),
    Unit("mm", "length", 1e-3, "MMT"),
    Unit("cm", "length", 1e-2, "CMT"),
    Unit("m", "length", 1.0, "MTR"),
    Unit("in", "length", 0.0254, "INH", aliases=("inch", "inches", '"', "″")),
    Unit("µm", "length", 1e-6, "4H", aliases=("um", "μm")),
    Unit("g", "mass", 1e-3, "GRM"),
    Unit("kg", "mass", 1.0, "KGM"),
    Unit("lb", "mass", 0.45359237, "LBR", aliases=("lbs",)),
    Unit("oz", "mass", 0.028349523125, "ONZ"),
    Unit("g/m²", "grammage", 1.0, "GM", aliases=("gsm", "g/m2")),
    Unit("°C", "temperature", 1.0, "CEL", 273.15, ("C", "degC")),
    Unit("°F", "temperature", 5 / 9, "FAH", 459.67 * 5 / 9, ("F", "degF")),
    Unit("V", "voltage", 1.0, "VLT"),
    Unit("A", "current", 1.0, "AMP"),
    Unit("mA", "current", 1e-3, "4K"),
    Unit("W", "power", 1.0, "WTT"),
    Unit("mW", "power", 1e-3, "C31"),
    Unit("Wh", "energy", 3600.0, "WHR"),
    Unit("kWh", "energy", 3.6e6, "KWH"),
    Unit("mAh", "charge", 3.6, "E09"),
    Unit("Ah", "charge", 3600.0, "AMH"),
    Unit("Hz", "frequency", 1.0, "HTZ"),
    Unit("kHz", "frequency", 1e3, "KHZ"),
    Unit("MHz", "frequency", 1e6, "MHZ"),
    Unit("GHz", "frequency", 1e9, "A86"),
    Unit("ms", "time", 1e-3, "C26"),
    Unit("s", "time", 1.0, "SEC", aliases=("sec", "seconds")),
    Unit("min", "time", 60.0, "MIN", aliases=("minutes",)),
    Unit("h", "time", 3600.0, "HUR", aliases=("hours", "hour")),
    Unit("d", "time", 86400.0, "DAY", aliases=("days", "day")),
    Unit("%", "ratio", 0.01, "P1"),
    Unit("dB(A)", "sound level", 1.0, "2N", aliases=("dBA", "dB")),
    Unit("cd/m²", "luminance", 1.0, "A24", aliases=("nit", "nits", "cd/m2")),
    Unit("ppm", "print speed", 1.0, aliases=("pages/min", "ipm")),
    Unit("dpi", "resolution", 1.0, "E39"),
    Unit("px", "pixels", 1.0, "E37", aliases=("pixels",)),
    Unit("MP", "camera resolution", 1.0, aliases=("megapixels",)),
    Unit("l", "volume", 1e-3, "LTR", aliases=("L",)),
    Unit("ml", "volume", 1e-6, "MLT", aliases=("mL",)),
    Unit("pl", "volume", 1e-15, aliases=("pL",)),
    Unit("N", "force", 1.0, "NEW"),
    Unit("bar", "pressure", 1e5, "BAR"),
    Unit("kPa", "pressure", 1e3, "KPA"),
    Unit("sheets", "sheets", 1.0, aliases=("sheet",)),
    Unit("pages", "pages", 1.0, aliases=("page",)),
    Unit("rpm", "rotation", 1.0, "RPM", aliases=("min⁻¹",)),
    Unit("°", "angle", 1.0, "DD", aliases=("deg",)),
)

_BY_NAME = {name: unit for unit in UNITS for name in (unit.symbol, *unit.aliases)}


def find_unit(name: str) -> Unit | None:
    """Return the unit of a symbol or another spelling, None where the table has none."""
    return _BY_NAME.get(name.strip())


def unit_names(dimension: str = "") -> tuple[str, ...]:
    """Return the symbols of all units, or of one dimension."""
    return tuple(unit.symbol for unit in UNITS if not dimension or unit.dimension == dimension)
