"""What each kind of chart is made of: marks, scales, axes and labels, as Altair layers."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.output.terminal import cut
from flows.trends import breadth, name_measure

if TYPE_CHECKING:
    import pandas as pd

# Okabe and Ito's palette, told apart by colour-blind readers; a grey for its yellow, which is too pale for
# lines on white.
PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C8C8C"]
_RISING, _FALLING, _LEVEL, _EVENT = "#0072B2", "#D55E00", "#8C8C8C", "#6b6b6b"
_DIRECTIONS = {"up": _RISING, "down": _FALLING, "level": _LEVEL}
_WORDS = {
    "en": {"share": "share of the row's highest value", "up": "up", "down": "down", "level": "level"},
    "zh": {"share": "与该行最高值之比", "up": "上升", "down": "下降", "level": "持平"},
}
_SHADES = ["#f1f5f9", "#9ecae1", "#3182bd", "#08306b"]  # nothing is nearly white: × tells what is unknown
_WIDTH, _HEIGHT = 720, 340
_LINE = 14.0  # pixels that two labels need between them
_TICKS = 6
_EVENT_APART, _EVENT_LETTER, _EVENT_GAP = 13, 5.0, 4  # pixels: between labels, of a Latin letter, beside one
_NO_LIMIT = 1000  # pixels of a label
_IS_LOW = "datum.low_base"
_BETWEEN = " · "  # a term and its group
_NAME = 50  # Latin letters of the name of a line, beside its end


@dataclass(frozen=True, slots=True)
class Panel:
    """What is drawn: `data` (series, period, value, occurrences, run.

    Low and high for a band), and how it is to be read.
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
        return ".1~%" if self.is_share else ",.4~g"

    @property
    def axis_title(self) -> str:
        """The title of the axis of values."""
        return name_measure(self.measure, self.language)


def shorten_names(names: Sequence[str], cells: int) -> dict[str, str]:
    """Return what each of several lines is called in so many cells: what tells them apart is kept.

    Of "term · group" all of one term are called by their groups; else the term is cut before the group is.
    Names that would be called the same keep their ends instead.
    """
    terms = {name.rpartition(_BETWEEN)[0] for name in names}
    shown = {name: name for name in names}
    if len(names) > 1 and len(terms) == 1 and terms != {""}:
        shown = {name: name.rpartition(_BETWEEN)[2] for name in names}
    short = {name: _shorten(one, cells) for name, one in shown.items()}
    alike = [one for one, times in Counter(short.values()).items() if times > 1]
    return short | {name: _keep_end(shown[name], cells) for name, one in short.items() if one in alike}


def draw_lines(alt: Any, panel: Panel) -> Any:
    """Draw one line per series, named at its end and broken where a period has no text."""
    events = _place_events(panel)
    room = _event_room(events)
    highest = _top(panel.data)
    top = highest * (_HEIGHT + room) / _HEIGHT
    base = alt.Chart(panel.data).encode(x=_time(alt, panel), color=_color(alt, panel.order))
    ticks = list_ticks(highest)
    value = _value(alt, panel, "value", top, ticks)
    layers = [*_event_layers(alt, panel, events)]
    if "low" in panel.data:
        low = _value(alt, panel, "low", top, ticks)
        layers.append(base.mark_area(opacity=0.18).encode(y=low, y2="high:Q", detail="run:N"))
    known = base.transform_filter("isValid(datum.value)")
    layers.append(known.mark_line(strokeWidth=2.2).encode(y=value, detail="run:N"))
    dots = 34 if len(panel.periods) <= 60 else 12
    layers += _dots(known.encode(y=value, tooltip=_tips(panel)), dots)
    layers += _end_labels(alt, panel, top, ticks, _HEIGHT + room)
    return alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT + room)


def draw_multiples(alt: Any, panel: Panel) -> Any:
    """Draw one panel per series, each with its own scale."""
    known = (
        alt.Chart(panel.data).encode(x=_time(alt, panel, labels=5)).transform_filter("isValid(datum.value)")
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
    layers += _dots(known.encode(y=value, tooltip=_tips(panel)), 10, color=PALETTE[0])
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


def draw_heat(alt: Any, panel: Panel) -> Any:
    """Draw one row per series, scaled to its own highest value.

    So rare and common terms can be read together.     × has no text.
    """
    highest = panel.data.groupby("series")["value"].transform("max")
    data = panel.data.assign(share=panel.data["value"] / highest.where(highest > 0, 1.0))
    words = _WORDS.get(panel.language, _WORDS["en"])
    row = alt.Y(
        "series:N",
        sort=list(panel.order),
        title=None,
        axis=alt.Axis(labelLimit=300, labelFontSize=11.5, labelColor="#222222", ticks=False, domain=False),
    )
    color = alt.Color(
        "share:Q",
        title=words["share"],
        scale=alt.Scale(range=_SHADES, domain=[0, 1]),
        legend=alt.Legend(
            orient="bottom",
            format=".0%",
            gradientLength=180,
            gradientThickness=10,
            titleFontWeight="normal",
            titleFontSize=10.5,
            titleLimit=300,
            direction="horizontal",
        ),
    )
    base = alt.Chart(data).encode(x=_time(alt, panel), y=row)
    known, unknown = (
        base.transform_filter("isValid(datum.value)"),
        base.transform_filter("!isValid(datum.value)"),
    )
    cells = known.mark_rect(stroke="white", strokeWidth=1 if len(panel.periods) <= 60 else 0).encode(
        color=color, tooltip=_tips(panel)
    )
    star = (
        known.transform_filter(_IS_LOW)
        .mark_text(text="*", fontSize=11, dy=2)
        .encode(color=alt.condition("datum.share > 0.5", alt.value("white"), alt.value("#222222")))
    )
    blank = unknown.mark_text(text="×", color="#9a9a9a", fontSize=10 if len(panel.periods) <= 60 else 6)
    tops = data[(data["value"] == highest) & (highest > 0)].drop_duplicates("series")
    label = [
        f"{_format(value, panel)} ({period})"
        for value, period in zip(tops["value"], tops["period"], strict=True)
    ]
    peaks = alt.Chart(tops.assign(label=label)).mark_text(align="left", dx=8, fontSize=10, color="#5f5f5f")
    peaks = peaks.encode(x=alt.value(_WIDTH), y=row, text="label:N")
    return alt.layer(cells, star, blank, peaks).properties(
        width=_WIDTH, height=max(60, 24 * len(panel.order))
    )


def draw_slope(alt: Any, panel: Panel) -> Any:
    """Draw the first against the last period: one line per series, named and ranked at both ends."""
    known = panel.data.dropna(subset=["value"])
    places = {period: number for number, period in enumerate(panel.periods)}
    first, last = (pick(known["period"], key=places.__getitem__) for pick in (min, max))
    ends = known[known["period"].isin([first, last])].drop_duplicates(["series", "period"])
    values = ends.pivot(index="series", columns="period", values="value").reindex(list(panel.order))
    change = values[last] - values[first]
    kinds = {name: _direction(step) for name, step in change.items()}
    height = max(300, int(_LINE * 1.35 * len(panel.order)))
    top = float(max(ends["value"].max(), 1e-12)) * 1.04
    ends = ends.assign(kind=ends["series"].map(kinds))
    axis = alt.Axis(
        labelAngle=0,
        title=None,
        orient="top",
        domain=False,
        ticks=False,
        labelFontSize=12,
        labelFontWeight="bold",
        labelColor="#222222",
    )
    x = alt.X("period:O", sort=[first, last], axis=axis, scale=alt.Scale(padding=0.5))
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=None)
    words = _WORDS.get(panel.language, _WORDS["en"])
    names = {kind: words[kind] for kind in _DIRECTIONS}
    present = [kind for kind in names if kind in set(kinds.values())]
    color = alt.Color(
        "kind:N",
        title=None,
        legend=alt.Legend(
            orient="bottom", labelExpr=f"{names!r}[datum.label]", symbolType="stroke", symbolStrokeWidth=3
        ),
        scale=alt.Scale(
            domain=present,
            range=[_DIRECTIONS[kind] for kind in present],
        ),
    )
    base = alt.Chart(ends).encode(x=x, y=y, color=color)
    layers = [
        base.mark_line(strokeWidth=2, opacity=0.85).encode(detail="series:N"),
        *_dots(base.encode(tooltip=_tips(panel)), 40),
    ]
    for period, align, shift in ((first, "right", -10), (last, "left", 10)):
        if first == last and align == "left":
            continue
        rows = ends[ends["period"] == period]
        spread = spread_values(rows["value"].tolist(), top, height)
        label = [
            f"{name}  {_format(value, panel)}" if align == "right" else f"{_format(value, panel)}  {name}"
            for name, value in zip(rows["series"], rows["value"], strict=True)
        ]
        texts = alt.Chart(rows.assign(label=label, place=spread)).mark_text(
            align=align, dx=shift, fontSize=11, limit=320
        )
        layers.append(texts.encode(x=x, y=alt.Y("place:Q", axis=None), text="label:N", color=color))
    return alt.layer(*layers).properties(width=420, height=height)


def _dots(base: Any, size: int, **look: str) -> list[Any]:
    """Draw the points of lines: those on a low base are hollow, as on the page."""
    solid = base.transform_filter(f"!{_IS_LOW}").mark_circle(size=size, opacity=1, **look)
    hollow = base.transform_filter(_IS_LOW).mark_point(
        size=size, opacity=1, fill="white", strokeWidth=1.4, **look
    )
    return [solid, hollow]


def _shorten(name: str, cells: int) -> str:
    """Return a name in so many cells; of "term · group" the group is kept where it takes half of them."""
    term, between, group = name.rpartition(_BETWEEN)
    room = cells - breadth(between + group)
    if not term or breadth(name) <= cells or room < cells // 4:
        return cut(name, cells)
    return cut(term, room) + between + group


def _keep_end(name: str, cells: int) -> str:
    """Return the end of a name, with … before it."""
    while breadth(name) > cells - 1:
        name = name[1:]
    return f"…{name}"


def _direction(step: float) -> str:
    if step > 0:
        return "up"
    return "down" if step < 0 else "level"


def spread_values(values: Sequence[float], top: float, height: float) -> list[float]:
    """Return where the labels of `values` go on a scale from 0 to `top`, moved apart."""
    return [
        top * (1 - place / height)
        for place in spread_labels([height * (1 - value / top) for value in values], _LINE, height)
    ]


def spread_labels(places: Sequence[float], least: float, height: float) -> list[float]:
    """Return the places with neighbours moved `least` apart, between 0 and `height` where they fit."""
    order = sorted(range(len(places)), key=lambda number: places[number])
    moved = list(places)
    for before, number in itertools.pairwise(order):
        moved[number] = max(moved[number], moved[before] + least)
    if order and moved[order[-1]] > height:
        moved[order[-1]] = height
        for number, before in zip(order[::-1], order[-2::-1], strict=False):
            moved[before] = min(moved[before], moved[number] - least)
    return moved


def _top(data: pd.DataFrame) -> float:
    columns = ["value", *[name for name in ("high",) if name in data]]
    return float(max(data[columns].max().max(), 1e-12)) * 1.06


def _time(alt: Any, panel: Panel, *, labels: int = 16) -> Any:
    """Return the axis of periods, its labels thinned out; many months or quarters show years."""
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


def _value(alt: Any, panel: Panel, name: str, top: float, ticks: Sequence[float]) -> Any:
    axis = alt.Axis(
        title=panel.axis_title, values=list(ticks), format=panel.number, domain=False, ticks=False
    )
    return alt.Y(f"{name}:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis)


def list_ticks(highest: float) -> list[float]:
    """Return round values from 0 to the highest one, about six: lines of the grid end where the data do."""
    rough = highest / _TICKS
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(one * scale for one in (1, 2, 2.5, 5, 10) if one * scale >= rough)
    return [number * step for number in range(math.floor(highest / step + 1e-9) + 1)]


def _color(alt: Any, order: Sequence[str]) -> Any:
    return alt.Color(
        "series:N", sort=list(order), legend=None, scale=alt.Scale(domain=list(order), range=PALETTE)
    )


def _tips(panel: Panel) -> list[Any]:
    import altair as alt

    return [
        "series:N",
        "period:O",
        alt.Tooltip("value:Q", title=panel.axis_title, format=panel.number),
        alt.Tooltip("occurrences:Q", format=",.4~g"),
    ]


def _end_labels(alt: Any, panel: Panel, top: float, ticks: Sequence[float], height: float) -> list[Any]:
    """Draw the name of each series beside its last known value, moved apart where they would overlap.

    None for a single series.
    """
    if len(panel.order) < 2:
        return []
    ends = panel.data.dropna(subset=["value"]).drop_duplicates("series", keep="last")
    names = shorten_names(panel.order, _NAME)
    places = spread_values(ends["value"].tolist(), top, height)
    texts = alt.Chart(ends.assign(place=places, name=ends["series"].map(names))).mark_text(
        align="left", dx=8, fontSize=11, limit=_NO_LIMIT
    )
    return [
        texts.encode(
            x=alt.value(_WIDTH),
            y=_value(alt, panel, "place", top, ticks),
            text="name:N",
            color=_color(alt, panel.order),
        )
    ]


def _place_events(panel: Panel) -> list[tuple[str, str]]:
    """Return the periods with events, each with its label; "" where it is too close to the one before."""
    if len(panel.periods) < 4:
        return []
    step = _WIDTH / len(panel.periods)
    placed, free = [], -1e9
    for number, period in enumerate(panel.periods):
        if label := panel.events.get(period):
            is_free = number * step - free >= _EVENT_APART
            placed.append((period, label * is_free))
            if is_free:
                free = number * step
    return placed


def _event_room(events: Sequence[tuple[str, str]]) -> float:
    """Return the pixels that labels of events, written upwards, need above the lines: they cross none."""
    widest = max((breadth(label) for _, label in events), default=0)
    return widest and _EVENT_LETTER * widest + 2 * _EVENT_GAP


def _event_layers(alt: Any, panel: Panel, events: Sequence[tuple[str, str]]) -> list[Any]:
    """Draw dotted lines at the events, their labels beside them from the top down."""
    if not events:
        return []
    import pandas as pd  # a second of import that only a chart with events needs

    base = alt.Chart(pd.DataFrame(events, columns=["period", "event"])).encode(x=_time(alt, panel))
    return [
        base.mark_rule(strokeDash=[2, 3], color="#b5b5b5"),
        base.mark_text(
            angle=270, align="right", dx=-_EVENT_GAP, dy=-6, color=_EVENT, fontSize=9.5, limit=_NO_LIMIT
        ).encode(text="event:N", y=alt.value(0)),
    ]


def _format(value: float, panel: Panel) -> str:
    if panel.is_share:
        return f"{value:.1%}"
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.3g}"
