"""Ranked change: the first and the last period compared, one line per series."""

from __future__ import annotations

from typing import Any

from flows.output.charts.labels import LEAST_GAP, spread_values
from flows.output.charts.panel import Panel, draw_dots, format_value, list_tips

_WORDS = {
    "en": {"up": "up", "down": "down", "level": "level"},
    "zh": {"up": "上升", "down": "下降", "level": "持平"},
}
_RISING, _FALLING, _LEVEL = "#0072B2", "#D55E00", "#8C8C8C"
_DIRECTIONS = {"up": _RISING, "down": _FALLING, "level": _LEVEL}


def draw_slope(alt: Any, panel: Panel) -> Any:
    """Draw the first and last period: one line per series, named and ranked at both ends."""
    known = panel.data.dropna(subset=["value"])
    places = {period: number for number, period in enumerate(panel.periods)}
    first, last = (pick(known["period"], key=places.__getitem__) for pick in (min, max))
    ends = known[known["period"].isin([first, last])].drop_duplicates(["series", "period"])
    values = ends.pivot(index="series", columns="period", values="value").reindex(list(panel.order))
    change = values[last] - values[first]
    kinds = {name: _direction(step) for name, step in change.items()}
    height = max(300, int(LEAST_GAP * 1.35 * len(panel.order)))
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
        *draw_dots(base.encode(tooltip=list_tips(panel)), 40),
    ]
    for period, align, shift in ((first, "right", -10), (last, "left", 10)):
        if first == last and align == "left":
            continue
        rows = ends[ends["period"] == period]
        spread = spread_values(rows["value"].tolist(), top, height)
        label = [
            f"{name}  {format_value(value, panel)}"
            if align == "right"
            else f"{format_value(value, panel)}  {name}"
            for name, value in zip(rows["series"], rows["value"], strict=True)
        ]
        texts = alt.Chart(rows.assign(label=label, place=spread)).mark_text(
            align=align, dx=shift, fontSize=11, limit=320
        )
        layers.append(texts.encode(x=x, y=alt.Y("place:Q", axis=None), text="label:N", color=color))
    return alt.layer(*layers).properties(width=420, height=height)


def _direction(step: float) -> str:
    if step > 0:
        return "up"
    return "down" if step < 0 else "level"
