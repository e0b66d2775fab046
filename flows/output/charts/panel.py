"""The data of a chart, and parts common to all kinds: colours, scales, axes, dots and tooltips."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.trends import name_measure

if TYPE_CHECKING:
    import pandas as pd

# Okabe and Ito's palette, which colour-blind readers can distinguish; grey replaces its yellow, which is too
# pale for lines on white.
PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C8C8C"]
WIDTH, HEIGHT = 720, 340
_TICKS = 6
_PLAIN = ",.10~g"  # a d3 format: with fewer digits, 10,000 is 1e+4
BAND_ROOM = 1.5  # of the highest value of the lines: the axis follows these, and bands are cut above
IS_LOW = "datum.low_base"


@dataclass(frozen=True, slots=True)
class Panel:
    """The data of a chart, and how to read them.

    `data` has the columns series, period, value, occurrences and run, and low and high for a band.
    """

    data: pd.DataFrame
    measure: str
    periods: Sequence[str]
    order: Sequence[str]
    by: str
    language: str
    events: Mapping[str, str]

    @property
    def is_share(self) -> bool:
        """Whether the values are shares."""
        return self.measure.endswith("_share")

    @property
    def number(self) -> str:
        """The d3 format of the values."""
        return ".1~%" if self.is_share else _PLAIN

    @property
    def tip_number(self) -> str:
        """The d3 format of a single value, in a tooltip."""
        return self.number if self.is_share else ",.4~f"

    @property
    def axis_title(self) -> str:
        """The title of the value axis."""
        return name_measure(self.measure, self.language)


def draw_dots(base: Any, size: int, **look: str) -> list[Any]:
    """Draw the points of lines; those with a low base are hollow, as on the page."""
    solid = base.transform_filter(f"!{IS_LOW}").mark_circle(size=size, opacity=1, **look)
    hollow = base.transform_filter(IS_LOW).mark_point(
        size=size, opacity=1, fill="white", strokeWidth=1.4, **look
    )
    return [solid, hollow]


def time_axis(alt: Any, panel: Panel, *, labels: int = 16) -> Any:
    """Return the period axis with thinned-out labels; many months or quarters show years."""
    periods = list(panel.periods)
    if panel.by in ("month", "quarter") and len(periods) > 24:
        first = "-01" if panel.by == "month" else "-Q1"
        years = [period for period in periods if period.endswith(first)]
        step = max(1, -(-len(years) // labels))
        axis = alt.Axis(
            values=years[::step], labelAngle=0, labelExpr="substring(datum.value, 0, 4)", title=None
        )
    else:
        step = max(1, -(-len(periods) // labels))
        is_long = max(map(len, periods)) > 4
        axis = alt.Axis(
            values=periods[::step],
            labelAngle=-40 if is_long and len(periods) > 4 else 0,
            title=None,
            labelLimit=160,
        )
    return alt.X("period:O", sort=periods, axis=axis, scale=alt.Scale(domain=periods, paddingOuter=0.3))


def value_axis(alt: Any, panel: Panel, name: str, top: float, ticks: Sequence[float]) -> Any:
    """Return the value axis from 0 to `top`, for a column of the data."""
    axis = alt.Axis(
        title=panel.axis_title, values=list(ticks), format=panel.number, domain=False, ticks=False
    )
    return alt.Y(f"{name}:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis)


def list_ticks(highest: float) -> list[float]:
    """Return about six round values from 0 to the highest one, so that grid lines end with the data."""
    rough = highest / _TICKS
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(one * scale for one in (1, 2, 2.5, 5, 10) if one * scale >= rough)
    return [number * step for number in range(math.floor(highest / step + 1e-9) + 1)]


def color_of(alt: Any, order: Sequence[str]) -> Any:
    """Return the colours of the series, in order."""
    return alt.Color(
        "series:N", sort=list(order), legend=None, scale=alt.Scale(domain=list(order), range=PALETTE)
    )


def list_tips(panel: Panel) -> list[Any]:
    """Return the fields of the tooltip."""
    import altair as alt

    return [
        "series:N",
        "period:O",
        alt.Tooltip("value:Q", title=panel.axis_title, format=panel.tip_number),
        alt.Tooltip("occurrences:Q", format=",.2~f"),
    ]


def format_value(value: float, panel: Panel) -> str:
    """Return a value as text in a chart."""
    if panel.is_share:
        return f"{value:.1%}"
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.3g}"
