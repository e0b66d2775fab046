"""Charts of trends with Altair: SVG, PNG or HTML, offline, with Chinese labels that render on a bare machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from flows.analysis.tables import replace_if_changed
from flows.errors import UsageError

FORMATS = (".svg", ".png", ".html")
_SAVE_OPTIONS: dict[str, dict[str, Any]] = {".html": {"inline": True}, ".png": {"scale_factor": 2}}
# Okabe and Ito's palette: told apart by colour-blind readers.
_PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442"]
_FONTS = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, SimHei, Arial, sans-serif"


def plot_trends(frame: pd.DataFrame, path: Path, *, measure: str = "per_million_tokens", caption: str = "") -> Path:
    """Draw one line a series over the periods and write it to `path` (.svg, .png or .html).

    Raises UsageError for another ending. The caption states measure, corpus and date axis.
    """
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"--plot {path.name}: the ending must be one of {', '.join(FORMATS)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    chart = _chart(frame, measure, caption)
    side = path.with_name(f".part-{path.name}")
    chart.save(str(side), **_SAVE_OPTIONS.get(path.suffix.lower(), {}))
    replace_if_changed(side, path)
    return path


def _chart(frame: pd.DataFrame, measure: str, caption: str) -> Any:
    import altair as alt

    alt.data_transformers.disable_max_rows()
    shown = frame[["series", "period", measure, "occurrences"]].copy()
    order = list(dict.fromkeys(shown["series"]))
    periods = list(dict.fromkeys(shown["period"]))
    step = max(1, len(periods) // 16)
    title = measure.replace("_", " ")
    x = alt.X(
        "period:O",
        title=None,
        sort=periods,
        axis=alt.Axis(values=periods[::step], labelAngle=0 if len(periods[0]) == 4 else -45),
    )
    return (
        alt.Chart(shown, title=alt.Title(text=" · ".join(order[:4]), subtitle=caption, anchor="start"))
        .mark_line(point=True, strokeWidth=2)
        .encode(
            x=x,
            y=alt.Y(f"{measure}:Q", title=title, scale=alt.Scale(zero=True)),
            color=alt.Color(
                "series:N",
                sort=order,
                title=None,
                scale=alt.Scale(range=_PALETTE),
                legend=alt.Legend(orient="bottom", columns=4, labelLimit=300),
            ),
            tooltip=["series:N", "period:O", f"{measure}:Q", "occurrences:Q"],
        )
        .properties(width=720, height=340)
        .configure(font=_FONTS)
        .configure_view(stroke=None)
    )
