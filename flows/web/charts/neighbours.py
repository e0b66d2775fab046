"""The drawing of a document's neighbourhood in time: the documents it cites above, citing ones below."""

from __future__ import annotations

import math
from dataclasses import dataclass

from flows.output import clean, cut
from flows.references.networks import Neighbourhood, NeighbouringDocument

_WIDTH, _LABELS = 860, 12
_ROW, _AXIS, _SIDE = 26, 26, 36  # height of a row and of the axis, margins
_LABEL_CELLS, _CELL = 60, 6.8  # the longest label in terminal cells, and the pixels of a cell


@dataclass(frozen=True, slots=True)
class Tie:
    """A neighbouring document in the drawing: its point, its label, and the curve between the two points.

    `side` is cites or cited_by; `label` is before the point (`is_before`) or after it.
    """

    x: float
    y: float
    label: str
    is_before: bool
    side: str
    curve: str
    document: NeighbouringDocument


@dataclass(frozen=True, slots=True)
class NeighbourChart:
    """The neighbourhood of a document, from left to right in time: cited documents above, citing ones below.

    `own` is the point of the document itself, `years` are the axis marks.
    """

    width: int
    height: int
    own: tuple[float, float]
    ties: list[Tie]
    years: list[tuple[float, str]]


def draw_neighbours(found: Neighbourhood, date: str) -> NeighbourChart | None:
    """Lay out the neighbourhood of a document with this date; None if there is none.

    Undated documents are at the left edge.
    """
    if not found:
        return None
    others = [*found.cites, *found.cited_by]
    known = [year for one in (date, *(other.date for other in others)) if (year := _year(one)) is not None]
    low, high = math.floor(min(known, default=0)), math.ceil(max(known, default=1) + 0.01)

    def across(text: str) -> float:
        year = _year(text)
        if year is None:
            return _SIDE / 2
        return round(_SIDE + (year - low) / (high - low) * (_WIDTH - 2 * _SIDE), 1)

    above = sorted(found.cites, key=lambda one: (not one.date, one.date))
    below = sorted(found.cited_by, key=lambda one: (not one.date, one.date))
    middle = _ROW * (len(above) + 1)
    own = (across(date) if date else _WIDTH / 2, float(middle))
    rows = [(one, "cites", _ROW * (number + 1)) for number, one in enumerate(above)]
    rows += [(one, "cited_by", middle + _ROW * (number + 1)) for number, one in enumerate(below)]
    height = middle + _ROW * (len(below) + 1) + _AXIS
    ties = [_make_tie(one, side, (across(one.date), float(y)), own) for one, side, y in rows]
    step = max(1, -(-(high - low) // _LABELS))
    years = [(across(str(year)), str(year)) for year in range(low, high + 1, step) if known]
    return NeighbourChart(_WIDTH, height, own, ties, years)


def _make_tie(
    document: NeighbouringDocument, side: str, point: tuple[float, float], own: tuple[float, float]
) -> Tie:
    x, y = point
    is_before = x > _WIDTH * 0.55
    room = (x if is_before else _WIDTH - x) - 14
    label = cut(clean(document.name), max(8, min(_LABEL_CELLS, int(room / _CELL))))
    bend = round((y + own[1]) / 2, 1)
    curve = f"M{own[0]},{own[1]} C{own[0]},{bend} {x},{bend} {x},{y}"
    return Tie(x, y, label, is_before, side, curve, document)


def _year(date: str) -> float | None:
    """Return an ISO date, month or year as years with a fraction; None for no date."""
    if not date[:4].isdecimal():
        return None
    year, month, day = (int(part) for part in f"{date}-01-01"[:10].split("-"))
    return year + (month - 1) / 12 + (day - 1) / 366
