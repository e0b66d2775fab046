"""Line charts: all lines in one panel, with events, or one small panel per series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flows.output.charts.events import draw_events, place_labels, room_for
from flows.output.charts.labels import NO_LIMIT, spread_values
from flows.output.charts.names import shorten_names
from flows.output.charts.panel import (
    BAND_ROOM,
    HEIGHT,
    PALETTE,
    WIDTH,
    Panel,
    color_of,
    draw_dots,
    list_ticks,
    list_tips,
    time_axis,
    value_axis,
)

if TYPE_CHECKING:
    import pandas as pd

_NAME = 50  # Latin letters of a line's name, at its end


def draw_lines(alt: Any, panel: Panel) -> Any:
    """Draw one line per series, named at its end and broken where a period has no text."""
    events = place_labels(panel)
    room = room_for(events)
    highest = _top(panel.data)
    top = highest * (HEIGHT + room) / HEIGHT
    base = alt.Chart(panel.data).encode(x=time_axis(alt, panel), color=color_of(alt, panel.order))
    ticks = list_ticks(highest)
    value = value_axis(alt, panel, "value", top, ticks)
    layers = [*draw_events(alt, panel, events)]
    if "low" in panel.data:
        low = value_axis(alt, panel, "low", top, ticks)
        layers.append(base.mark_area(opacity=0.18, clip=True).encode(y=low, y2="high:Q", detail="run:N"))
    known = base.transform_filter("isValid(datum.value)")
    layers.append(known.mark_line(strokeWidth=2.2).encode(y=value, detail="run:N"))
    dots = 34 if len(panel.periods) <= 60 else 12
    layers += draw_dots(known.encode(y=value, tooltip=list_tips(panel)), dots)
    layers += _end_labels(alt, panel, top, ticks, HEIGHT + room)
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT + room)


def draw_multiples(alt: Any, panel: Panel) -> Any:
    """Draw one panel per series, each with its own scale."""
    known = (
        alt.Chart(panel.data)
        .encode(x=time_axis(alt, panel, labels=5))
        .transform_filter("isValid(datum.value)")
    )
    axis = alt.Axis(tickCount=3, format=panel.number, title=None)
    value = alt.Y("value:Q", scale=alt.Scale(zero=True, domainMin=0), axis=axis)
    layers = [known.mark_area(opacity=0.22, color=PALETTE[0]).encode(y=value.stack(None), detail="run:N")]
    if "low" in panel.data:
        layers = [
            known.mark_area(opacity=0.22, color=PALETTE[0]).encode(
                y=alt.Y("low:Q", axis=axis), y2="high:Q", detail="run:N"
            )
        ]
    layers.append(known.mark_line(color=PALETTE[0], strokeWidth=1.6).encode(y=value, detail="run:N"))
    layers += draw_dots(known.encode(y=value, tooltip=list_tips(panel)), 10, color=PALETTE[0])
    header = alt.Header(
        title=None,
        labelLimit=230,
        labelFontWeight="bold",
        labelAnchor="start",
        labelFontSize=11.5,
        labelColor="#222222",
    )
    facet = (
        alt.layer(*layers)
        .properties(width=220, height=96)
        .facet(
            facet=alt.Facet("series:N", sort=list(panel.order), header=header),
            columns=min(3, len(panel.order)),
            spacing={"row": 18, "column": 26},
        )
    )
    return facet.resolve_scale(y="independent").resolve_axis(x="independent")


def _top(data: pd.DataFrame) -> float:
    highest = data["value"].max()
    if "high" in data:
        highest = max(highest, min(data["high"].max(), BAND_ROOM * highest))
    return float(max(highest, 1e-12)) * 1.06


def _end_labels(alt: Any, panel: Panel, top: float, ticks: Sequence[float], height: float) -> list[Any]:
    """Draw the name of each series beside its last known value, moved apart if they would overlap.

    A single series gets no label.
    """
    if len(panel.order) < 2:
        return []
    ends = panel.data.dropna(subset=["value"]).drop_duplicates("series", keep="last")
    names = shorten_names(panel.order, _NAME)
    places = spread_values(ends["value"].tolist(), top, height)
    texts = alt.Chart(ends.assign(place=places, name=ends["series"].map(names))).mark_text(
        align="left", dx=8, fontSize=11, limit=NO_LIMIT
    )
    return [
        texts.encode(
            x=alt.value(WIDTH),
            y=value_axis(alt, panel, "place", top, ticks),
            text="name:N",
            color=color_of(alt, panel.order),
        )
    ]
