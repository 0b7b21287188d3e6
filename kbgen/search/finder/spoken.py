"""English words of a search for products: comparisons, qualities, and words of other questions."""

from __future__ import annotations

from dataclasses import dataclass

BEFORE, AFTER, EITHER = "b", "a", "e"
"""Where a comparison stands: before its number, after it, or either."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


COMPARISONS: dict[tuple[str, str], tuple[str, ...]] = {
    ("<", BEFORE): _listed(
        "under, below, less than, lower than, smaller than, shorter than, fewer than, within, not over, <"
    ),
    (">", BEFORE): _listed(
        "over, above, more than, higher than, bigger than, larger than, longer than, greater "
        "than, exceeding, beyond, >"
    ),
    ("<=", BEFORE): _listed("no more than, not more than, not above, <=, ≤"),
    ("<=", EITHER): _listed("at most, max, maximum, at the most"),
    ("<=", AFTER): _listed(
        "or less, or lower, or under, or below, or fewer, or lighter, or smaller, and below"
    ),
    (">=", BEFORE): _listed("no less than, not less than, not under, not below, from, starting at, >=, ≥"),
    (">=", EITHER): _listed("at least, min, minimum"),
    (">=", AFTER): _listed(
        "or more, or higher, or better, or above, or over, or bigger, or larger, or longer, or "
        "up, and up, and more, and above, upwards, plus, +"
    ),
    ("~", BEFORE): _listed("about, around, approximately, approx, roughly, circa, ca, nearly, ~, ≈"),
    ("=", EITHER): _listed("exactly, precisely"),
    ("=", BEFORE): _listed("=, equal to"),
    ("to", BEFORE): _listed("up to, down to"),
}
"""Sign and place → the words for it. "to" is at most, and within a range."""


BETWEEN = ("between",)
WITH = _listed(
    """
    with, has, having, have, including, includes, featuring, supports, supporting, plus
    """
)
WITHOUT = ("without", "with no", "lacking")
NO = ("no",)
"""Says "without" only beside something that is surely asked for: "printer no wifi" is a complaint."""

OR = ("or", "nor")

FILLERS = _listed(
    """
    a, an, the, for, of, and, or, nor, in, on, is, are, be, to, at, it, its, as, than, by, i, we, you,
    me, us, your, their, one, any, all, some, which, what, that, who's, need, needs, want, wants,
    looking, search, find, show, list, get, buy, give, please, would, like, can, do, should, must,
    could, there, product, products, model, models, device, devices, good, great, nice, suitable, about,
    very, only, also, too, but, both, each, per, type, kind, sort, looking for, do you have, is there,
    are there, i need, i want
    """
)
"""Words that say nothing here."""

VETO = _listed(
    """
    my, our, mine, not, cannot, cant, wont, doesnt, dont, didnt, isnt, arent, wasnt, hasnt, couldnt,
    why, how, when, where, whose, error, errors, fault, faulty, problem, problems, issue, issues,
    trouble, broken, break, broke, damage, dead, stuck, stop, crash, freeze, frozen, slow, hot,
    overheat, beep, flash, blink, flicker, black, blank, leak, smoke, smell, jam, jammed, fail, connect,
    disconnect, pair, detect, recognise, recognize, notice, appear, disappear, install, uninstall,
    setup, set, configure, adjust, update, upgrade, downgrade, change, replace, swap, remove, insert,
    add, clean, reset, restart, reboot, turn, press, hold, open, close, start, boot, repair, fix,
    return, refund, warranty, guarantee, cancel, cost, print, pull, scan, copy, send, receive, work,
    charge, drain, lose, lost, missing, wrong, login, password, account, driver, download, firmware,
    manual, serial, code, codes, message, says, said, tell, shows, asks, asked, page, pages, since,
    after, before, while, always, sometimes, suddenly, yesterday, today, keep, happen, became, become,
    use, using, used, save, create, move, transfer, choose, select, enable, disable, activate, switch,
    support, help, contact, mean, difference, forgot, does, did, was, were, will, possible, allowed,
    safe, normal, bought, purchased, pay, paid, delete, wipe, sell
    """
)
"""Words of a question to support; none of them is left over in a search for products."""

MOST = ("most", "highest", "largest", "biggest", "greatest", "longest", "maximal")
LEAST = ("least", "lowest", "smallest", "shortest", "minimal", "fewest")
BEST = ("best",)
"""Before a property: the direction is its own."""


@dataclass(frozen=True)
class Quality:
    """A pair of adjectives for what is measured in some dimensions."""

    comparative: str
    superlative: str
    dimensions: tuple[str, ...]
    direction: int
    """1 where more is meant, -1 where less is."""


QUALITIES = (
    Quality("lighter", "lightest", ("mass",), -1),
    Quality("heavier", "heaviest", ("mass",), 1),
    Quality("faster", "fastest", ("print speed", "data rate", "frequency"), 1),
    Quality("quicker", "quickest", ("print speed", "data rate", "frequency"), 1),
    Quality("slower", "slowest", ("print speed", "data rate", "frequency"), -1),
    Quality("quieter", "quietest", ("sound level",), -1),
    Quality("louder", "loudest", ("sound level",), 1),
    Quality("brighter", "brightest", ("luminance",), 1),
    Quality("sharper", "sharpest", ("resolution",), 1),
    Quality("longer lasting", "longest lasting", ("time",), 1),
)

SPOKEN_UNITS = {
    "KB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes", "meg", "megs"),
    "GB": ("gigabyte", "gigabytes", "gig", "gigs", "GiB", "Go"),
    "TB": ("terabyte", "terabytes", "TiB", "To"),
    "mm": ("millimetre", "millimetres", "millimeter", "millimeters"),
    "cm": ("centimetre", "centimetres", "centimeter", "centimeters"),
    "m": ("metre", "metres", "meter", "meters"),
    "in": ("″", "''", "′′", "-inch"),
    "g": ("gram", "grams", "gramme", "grammes", "gr"),
    "kg": ("kilo", "kilos", "kilogram", "kilograms", "kgs"),
    "lb": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "°C": ("celsius", "degrees celsius", "degree celsius"),
    "°F": ("fahrenheit", "degrees fahrenheit"),
    "V": ("volt", "volts"),
    "W": ("watt", "watts"),
    "Wh": ("watt hours",),
    "Hz": ("hertz",),
    "ms": ("milliseconds",),
    "s": ("second", "secs"),
    "min": ("minute", "mins"),
    "h": ("hrs", "hr"),
    "%": ("percent", "per cent"),
    "dB(A)": ("decibel", "decibels"),
    "ppm": ("pages per minute", "pages a minute", "pages minute"),
    "px": ("pixel",),
    "MP": ("megapixel", "mpx", "Mpix"),
    "l": ("litre", "litres", "liter", "liters"),
    "bar": ("bars",),
    "rpm": ("revolutions per minute",),
}
"""Symbol → how people say it; what the unit table has as aliases besides is known too."""

COMMON_DIMENSIONS = frozenset(
    {"ratio", "pages", "sheets", "time", "temperature", "angle", "pixels", "current", "voltage"}
)
"""Numbers in these stand in questions of every kind; they need the name of a property beside them."""
