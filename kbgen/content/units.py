"""Units of measure: what a spelling means, and a number in another unit."""

from __future__ import annotations

from kbgen.content.unit_table import UNITS, System, Unit

__all__ = ["UNITS", "System", "Unit", "counterpart", "find_unit", "spellings", "unit_names"]


def find_unit(name: str) -> Unit | None:
    """Return the unit of a symbol or another spelling, None where the table has none."""
    return _BY_NAME.get(" ".join(name.split()))


def unit_names(dimension: str = "") -> tuple[str, ...]:
    """Return the symbols of all units, or of one dimension."""
    return tuple(unit.symbol for unit in UNITS if not dimension or unit.dimension == dimension)


def spellings() -> tuple[str, ...]:
    """Return every spelling of every unit."""
    return tuple(_BY_NAME)


def counterpart(unit: Unit, declared: Unit | None = None) -> Unit | None:
    """Return the unit of the other system for a value, None where every reader uses this one.

    The declared unit of the property is taken where it is of the other system.
    """
    if not unit.counterpart:
        return None
    if declared and declared.dimension == unit.dimension and declared.system not in {"", unit.system}:
        return declared
    return find_unit(unit.counterpart)


_BY_NAME = {name: unit for unit in UNITS for name in (unit.symbol, *unit.aliases)}
