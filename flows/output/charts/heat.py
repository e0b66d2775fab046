"""A heat map: one row per series, scaled to its own highest value."""

from __future__ import annotations

from typing import Any

from flows.output.charts.panel import IS_LOW, WIDTH, Panel, format_value, list_tips, time_axis

_SHARE = {"en": "share of the row's highest value", "zh": "与该行最高值之比"}
_SHADES = ["#f1f5f9", "#9ecae1", "#3182bd", "#08306b"]  # zero is nearly white; unknown is marked ×


def draw_heat(alt: Any, panel: Panel) -> Any:
    """Draw one row per series, scaled to its own highest value.

    This makes rare and common terms readable together. × marks periods without text.
    """
    highest = panel.data.groupby("series")["value"].transform("max")
    data = panel.data.assign(share=panel.data["value"] / highest.where(highest > 0, 1.0))
    row = alt.Y(
        "series:N",
        sort=list(panel.order),
        title=None,
        axis=alt.Axis(labelLimit=300, labelFontSize=11.5, labelColor="#222222", ticks=False, domain=False),
    )
    color = alt.Color(
        "share:Q",
        title=_SHARE.get(panel.language, _SHARE["en"]),
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
    base = alt.Chart(data).encode(x=time_axis(alt, panel), y=row)
    known, unknown = (
        base.transform_filter("isValid(datum.value)"),
        base.transform_filter("!isValid(datum.value)"),
    )
    cells = known.mark_rect(stroke="white", strokeWidth=1 if len(panel.periods) <= 60 else 0).encode(
        color=color, tooltip=list_tips(panel)
    )
    star = (
        known.transform_filter(IS_LOW)
        .mark_text(text="*", fontSize=11, dy=2)
        .encode(color=alt.condition("datum.share > 0.5", alt.value("white"), alt.value("#222222")))
    )
    blank = unknown.mark_text(text="×", color="#9a9a9a", fontSize=10 if len(panel.periods) <= 60 else 6)
    tops = data[(data["value"] == highest) & (highest > 0)].drop_duplicates("series")
    label = [
        f"{format_value(value, panel)} ({period})"
        for value, period in zip(tops["value"], tops["period"], strict=True)
    ]
    peaks = alt.Chart(tops.assign(label=label)).mark_text(align="left", dx=8, fontSize=10, color="#5f5f5f")
    peaks = peaks.encode(x=alt.value(WIDTH), y=row, text="label:N")
    return alt.layer(cells, star, blank, peaks).properties(width=WIDTH, height=max(60, 24 * len(panel.order)))
