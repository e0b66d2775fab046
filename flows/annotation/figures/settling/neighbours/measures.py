"""Tell whether two figures of a sentence measure the same thing."""

from __future__ import annotations

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, TIMES, load_units

# Units of a change, whatever it changes.
CHANGE_UNITS = frozenset((PERCENT, PERMILLE, POINTS, TIMES))


def is_same_measure(figure: Figure, reached: Statement) -> bool:
    """Return whether a starting value measures what was reached: not 4 billion dollars from 12 investors."""
    if figure.is_multiple:
        return False
    reached_unit = reached.figure.unit or reached.reading.unit
    is_bare = not figure.unit and (not reached_unit or reached_unit.isascii())
    if is_bare or figure.unit == reached_unit:
        return True
    if {figure.unit, reached_unit} <= load_units().times:
        return True  # 从12个工作日延长到30天
    is_change = reached.reading.comparator in ("+", "-", "x") or reached_unit in (POINTS, TIMES)
    return is_change and reached_unit in CHANGE_UNITS
