"""The reliability plot: the true share among passages with a given probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import vl_convert

from flows.output.charts.fonts import FAMILY, embed_font, register_fonts


def draw_reliability(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Return an SVG of reliability tables, one line per table, with the diagonal of perfect calibration.

    Rows have `probability`, `share` and `count`.
    """
    import altair as alt
    import pandas as pd

    rows = [{"labels": name, **row} for name, table in tables.items() for row in table]
    frame = pd.DataFrame(rows, columns=["labels", "probability", "share", "count"])
    axes = {
        "x": alt.X("probability:Q", title="probability given", scale=alt.Scale(domain=[0, 1])),
        "y": alt.Y("share:Q", title="share that is true", scale=alt.Scale(domain=[0, 1])),
    }
    diagonal = alt.Chart(pd.DataFrame({"probability": [0, 1], "share": [0, 1]})).mark_line(
        strokeDash=[4, 4], color="#999"
    )
    colour = alt.Color("labels:N", title=None, scale=alt.Scale(range=["#0072B2", "#D55E00"]))
    lines = alt.Chart(frame).mark_line().encode(**axes, color=colour)
    points = (
        alt.Chart(frame)
        .mark_circle(opacity=0.8)
        .encode(
            **axes, color=colour, size=alt.Size("count:Q", title="labels", scale=alt.Scale(range=[20, 400]))
        )
    )
    return _to_svg(diagonal.encode(**axes) + lines + points)


def _to_svg(chart: Any) -> str:
    register_fonts()
    drawn = chart.properties(width=360, height=360).configure(font=FAMILY)
    return embed_font(str(vl_convert.vegalite_to_svg(drawn.to_json())))
