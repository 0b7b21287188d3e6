"""The reviewed table of units.

Factors are exact or those of NIST SP 811; codes were compared one by one with UN/CEFACT Recommendation 20.
What Recommendation 20 does not have (frames per second, pixels per inch) has no code here.
US gallons, quarts and fluid ounces; a year of 365.25 days and twelve months, as Recommendation 20 has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

System = Literal["", "metric", "imperial"]


@dataclass(frozen=True)
class Unit:
    """A unit of measure: a number of them is `number * factor + offset` base units of their dimension.

    Attributes:
        symbol: As it is printed.
        dimension: What it measures; values of one dimension can be compared.
        factor: How many base units of the dimension one of this unit is.
        code: UN/CEFACT Recommendation 20 code, empty where there is none that fits.
        offset: Added after multiplying, in base units (temperatures only).
        aliases: Other spellings that writers use.
        system: Where the unit is at home; empty where all countries use it.
        counterpart: Symbol of the unit that readers of the other system expect; empty where they use this.
    """

    symbol: str
    dimension: str
    factor: float
    code: str = ""
    offset: float = 0.0
    aliases: tuple[str, ...] = ()
    system: System = ""
    counterpart: str = ""

    def to_base(self, number: float) -> float:
        """Return a number of this unit in base units of its dimension."""
        return number * self.factor + self.offset

    def from_base(self, number: float) -> float:
        """Return a number of base units in this unit."""
        return (number - self.offset) / self.factor


_metric = partial(Unit, system="metric")
_imperial = partial(Unit, system="imperial")

_POUND, _INCH, _FOOT = 0.45359237, 0.0254, 0.3048
_POUND_FORCE = _POUND * 9.80665
_GALLON = 231 * _INCH**3
_BTU = 1055.05585262
_YEAR = 365.25 * 86400

_DATA = (
    # `GB` in Rec 20 is gallon per day; gigabyte is E34, megabyte 4L, terabyte E35.
    Unit("bit", "data", 0.125, "A99", aliases=("bits",)),
    Unit("B", "data", 1.0, "AD", aliases=("byte", "bytes")),
    Unit("kB", "data", 1e3, "2P", aliases=("KB", "kilobytes")),
    Unit("MB", "data", 1e6, "4L", aliases=("megabytes",)),
    Unit("GB", "data", 1e9, "E34", aliases=("gigabytes",)),
    Unit("TB", "data", 1e12, "E35", aliases=("terabytes",)),
    Unit("KiB", "data", 2.0**10, "E64"),
    Unit("MiB", "data", 2.0**20, "E63"),
    Unit("GiB", "data", 2.0**30, "E62"),
    Unit("TiB", "data", 2.0**40, "E61"),
    Unit("bit/s", "data rate", 1.0, "B10", aliases=("bps",)),
    Unit("kbit/s", "data rate", 1e3, "C74", aliases=("Kbit/s", "kbps", "Kbps", "kb/s")),
    Unit("Mbit/s", "data rate", 1e6, "E20", aliases=("Mbps", "Mb/s")),
    Unit("Gbit/s", "data rate", 1e9, "B80", aliases=("Gbps", "Gb/s")),
    Unit("kB/s", "data rate", 8e3, "P94", aliases=("KB/s",)),
    Unit("MB/s", "data rate", 8e6, "P95"),
    Unit("GB/s", "data rate", 8e9, "E68"),
    Unit("MT/s", "transfer rate", 1e6),
)

_SPACE = (
    Unit("nm", "length", 1e-9, "C45"),
    Unit("µm", "length", 1e-6, "4H", aliases=("um", "μm", "micron", "microns")),
    _metric("mm", "length", 1e-3, "MMT", aliases=("millimetres", "millimeters"), counterpart="in"),
    _metric("cm", "length", 1e-2, "CMT", aliases=("centimetres", "centimeters"), counterpart="in"),
    _metric("m", "length", 1.0, "MTR", aliases=("metre", "metres", "meter", "meters"), counterpart="ft"),
    _metric("km", "length", 1e3, "KMT", aliases=("kilometres", "kilometers"), counterpart="mi"),
    _imperial("in", "length", _INCH, "INH", aliases=("inch", "inches", '"', "″", "”"), counterpart="cm"),
    _imperial("ft", "length", _FOOT, "FOT", aliases=("foot", "feet", "'", "′"), counterpart="m"),
    _imperial("yd", "length", 0.9144, "YRD", aliases=("yard", "yards"), counterpart="m"),
    _imperial("mi", "length", 1609.344, "SMI", aliases=("mile", "miles"), counterpart="km"),
    Unit("mm²", "area", 1e-6, "MMK", aliases=("mm2", "sq mm")),
    _metric("cm²", "area", 1e-4, "CMK", aliases=("cm2", "sq cm"), counterpart="in²"),
    _metric("m²", "area", 1.0, "MTK", aliases=("m2", "sqm", "sq m"), counterpart="ft²"),
    _imperial("in²", "area", _INCH**2, "INK", aliases=("in2", "sq in"), counterpart="cm²"),
    _imperial("ft²", "area", _FOOT**2, "FTK", aliases=("ft2", "sq ft", "sqft"), counterpart="m²"),
    Unit("pl", "volume", 1e-15, "Q33", aliases=("pL",)),
    _metric("ml", "volume", 1e-6, "MLT", aliases=("mL", "millilitres", "milliliters"), counterpart="fl oz"),
    _metric("cl", "volume", 1e-5, "CLT", aliases=("cL",), counterpart="fl oz"),
    _metric("l", "volume", 1e-3, "LTR", aliases=("L", "litre", "litres", "liters"), counterpart="gal"),
    _metric("cm³", "volume", 1e-6, "CMQ", aliases=("cm3", "cc", "ccm"), counterpart="in³"),
    _metric("m³", "volume", 1.0, "MTQ", aliases=("m3",), counterpart="ft³"),
    _imperial("fl oz", "volume", _GALLON / 128, "OZA", counterpart="ml"),
    _imperial("qt", "volume", _GALLON / 4, "QTL", aliases=("quart", "quarts"), counterpart="l"),
    _imperial("gal", "volume", _GALLON, "GLL", aliases=("gallon", "gallons"), counterpart="l"),
    _imperial("in³", "volume", _INCH**3, "INQ", aliases=("in3", "cu in"), counterpart="cm³"),
    _imperial("ft³", "volume", _FOOT**3, "FTQ", aliases=("ft3", "cu ft"), counterpart="m³"),
    _metric("l/min", "flow", 1e-3 / 60, "L2", aliases=("L/min",), counterpart="gal/min"),
    _metric("m³/h", "flow", 1 / 3600, "MQH", aliases=("m3/h",), counterpart="ft³/min"),
    _imperial("gal/min", "flow", _GALLON / 60, "G2", aliases=("gpm",), counterpart="l/min"),
    _imperial("ft³/min", "flow", _FOOT**3 / 60, "2L", aliases=("ft3/min", "cfm", "CFM"), counterpart="m³/h"),
    Unit("°", "angle", 1.0, "DD", aliases=("deg", "degrees")),
)

_MOTION = (
    Unit("ns", "time", 1e-9, "C47"),
    Unit("µs", "time", 1e-6, "B98", aliases=("us", "μs")),
    Unit("ms", "time", 1e-3, "C26", aliases=("milliseconds",)),
    Unit("s", "time", 1.0, "SEC", aliases=("sec", "second", "seconds")),
    Unit("min", "time", 60.0, "MIN", aliases=("minute", "minutes", "mins")),
    Unit("h", "time", 3600.0, "HUR", aliases=("hour", "hours", "hr", "hrs")),
    Unit("d", "time", 86400.0, "DAY", aliases=("day", "days")),
    Unit("weeks", "time", 7 * 86400.0, "WEE", aliases=("week", "wk")),
    Unit("months", "time", _YEAR / 12, "MON", aliases=("month", "mo")),
    Unit("years", "time", _YEAR, "ANN", aliases=("year", "yr", "yrs")),
    Unit("Hz", "frequency", 1.0, "HTZ", aliases=("hertz",)),
    Unit("kHz", "frequency", 1e3, "KHZ"),
    Unit("MHz", "frequency", 1e6, "MHZ"),
    Unit("GHz", "frequency", 1e9, "A86"),
    Unit("rpm", "rotation", 1.0, "RPM", aliases=("min⁻¹", "1/min", "r/min", "RPM")),
    Unit("fps", "frame rate", 1.0, aliases=("frames/s", "frames per second")),
    _metric("m/s", "speed", 1.0, "MTS", counterpart="ft/s"),
    _metric("km/h", "speed", 1 / 3.6, "KMH", aliases=("kph", "kmh"), counterpart="mph"),
    _imperial("ft/s", "speed", _FOOT, "FS", counterpart="m/s"),
    _imperial("mph", "speed", 0.44704, "HM", aliases=("mi/h",), counterpart="km/h"),
    Unit("m/s²", "acceleration", 1.0, "MSK", aliases=("m/s2",)),
    Unit("gₙ", "acceleration", 9.80665, "K40", aliases=("gn", "g-force")),
)

_MATTER = (
    Unit("mg", "mass", 1e-6, "MGM"),
    _metric("g", "mass", 1e-3, "GRM", aliases=("gram", "grams"), counterpart="oz"),
    _metric("kg", "mass", 1.0, "KGM", aliases=("kilo", "kilos", "kilograms"), counterpart="lb"),
    _metric("t", "mass", 1e3, "TNE", aliases=("tonne", "tonnes"), counterpart="lb"),
    _imperial("oz", "mass", _POUND / 16, "ONZ", aliases=("ounce", "ounces"), counterpart="g"),
    _imperial("lb", "mass", _POUND, "LBR", aliases=("lbs", "pound", "pounds"), counterpart="kg"),
    Unit("g/m²", "grammage", 1.0, "GM", aliases=("gsm", "g/m2")),
    _metric("N", "force", 1.0, "NEW", aliases=("newton", "newtons"), counterpart="lbf"),
    _metric("kN", "force", 1e3, "B47", counterpart="lbf"),
    _imperial("lbf", "force", _POUND_FORCE, "C78", counterpart="N"),
    _metric("N·m", "torque", 1.0, "NU", aliases=("Nm", "N m", "N*m"), counterpart="lbf·ft"),
    _imperial(
        "lbf·ft",
        "torque",
        _POUND_FORCE * _FOOT,
        "M92",
        aliases=("lbf ft", "ft-lb", "ft·lbf"),
        counterpart="N·m",
    ),
    _imperial(
        "lbf·in", "torque", _POUND_FORCE * _INCH, "F21", aliases=("lbf in", "in-lb"), counterpart="N·m"
    ),
    Unit("Pa", "pressure", 1.0, "PAL"),
    Unit("hPa", "pressure", 1e2, "A97"),
    Unit("mbar", "pressure", 1e2, "MBR"),
    _metric("kPa", "pressure", 1e3, "KPA", counterpart="psi"),
    _metric("MPa", "pressure", 1e6, "MPA", counterpart="psi"),
    _metric("bar", "pressure", 1e5, "BAR", counterpart="psi"),
    _imperial("psi", "pressure", _POUND_FORCE / _INCH**2, "PS", aliases=("lbf/in²",), counterpart="bar"),
    Unit("K", "temperature", 1.0, "KEL"),
    _metric("°C", "temperature", 1.0, "CEL", 273.15, ("C", "degC", "℃"), counterpart="°F"),
    _imperial("°F", "temperature", 5 / 9, "FAH", 459.67 * 5 / 9, ("degF", "℉"), counterpart="°C"),
)

_ELECTRICITY = (
    Unit("mV", "voltage", 1e-3, "2Z"),
    Unit("V", "voltage", 1.0, "VLT", aliases=("volt", "volts")),
    Unit("kV", "voltage", 1e3, "KVT"),
    Unit("µA", "current", 1e-6, "B84", aliases=("uA", "μA")),
    Unit("mA", "current", 1e-3, "4K"),
    Unit("A", "current", 1.0, "AMP", aliases=("amp", "amps")),
    Unit("mW", "power", 1e-3, "C31"),
    Unit("W", "power", 1.0, "WTT", aliases=("watt", "watts")),
    Unit("kW", "power", 1e3, "KWT", aliases=("kilowatts",)),
    _imperial("BTU/h", "power", _BTU / 3600, "2I", aliases=("Btu/h", "BTU/hr"), counterpart="W"),
    Unit("VA", "apparent power", 1.0, "D46"),
    Unit("kVA", "apparent power", 1e3, "KVA"),
    Unit("W/m²", "irradiance", 1.0, "D54", aliases=("W/m2",)),
    Unit("J", "energy", 1.0, "JOU", aliases=("joule", "joules")),
    Unit("kJ", "energy", 1e3, "KJO"),
    Unit("MJ", "energy", 1e6, "3B"),
    Unit("Wh", "energy", 3600.0, "WHR", aliases=("watt-hours",)),
    Unit("kWh", "energy", 3.6e6, "KWH"),
    Unit("kcal", "energy", 4184.0, "K53"),
    _imperial("BTU", "energy", _BTU, "BTU", aliases=("Btu",), counterpart="kJ"),
    Unit("mAh", "charge", 3.6, "E09"),
    Unit("Ah", "charge", 3600.0, "AMH"),
    Unit("mΩ", "resistance", 1e-3, "E45"),
    Unit("Ω", "resistance", 1.0, "OHM", aliases=("\u2126", "ohm", "ohms")),
    Unit("kΩ", "resistance", 1e3, "B49", aliases=("k\u2126", "kohm")),
    Unit("MΩ", "resistance", 1e6, "B75", aliases=("M\u2126", "Mohm")),
    Unit("pF", "capacitance", 1e-12, "4T"),
    Unit("nF", "capacitance", 1e-9, "C41"),
    Unit("µF", "capacitance", 1e-6, "4O", aliases=("uF", "μF")),
    Unit("F", "capacitance", 1.0, "FAR"),
)

_PERCEPTION = (
    Unit("%", "ratio", 0.01, "P1", aliases=("percent", "per cent")),
    Unit("dB(A)", "sound level", 1.0, "2N", aliases=("dBA",)),
    Unit("dB", "sound level", 1.0, "2N"),
    Unit("dBm", "power level", 1.0, "DBM"),
    Unit("dBi", "antenna gain", 1.0),
    Unit("lx", "illuminance", 1.0, "LUX", aliases=("lux",)),
    Unit("lm", "luminous flux", 1.0, "LUM", aliases=("lumen", "lumens")),
    Unit("cd/m²", "luminance", 1.0, "A24", aliases=("nit", "nits", "cd/m2")),
    Unit("px", "pixels", 1.0, "E37", aliases=("pixel", "pixels")),
    Unit("MP", "pixels", 1e6, "E38", aliases=("megapixel", "megapixels", "Mpx")),
    Unit("dpi", "resolution", 1.0, "E39"),
    Unit("ppi", "pixel density", 1.0),
    Unit("ppm", "print speed", 1.0, aliases=("pages/min", "ipm", "pages per minute", "pages a minute")),
    Unit("sheets", "sheets", 1.0, aliases=("sheet",)),
    Unit("pages", "pages", 1.0, "ZP", aliases=("page",)),
    Unit("cycles", "cycles", 1.0, "B7", aliases=("cycle",)),
)

UNITS = (*_DATA, *_SPACE, *_MOTION, *_MATTER, *_ELECTRICITY, *_PERCEPTION)
