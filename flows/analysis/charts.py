"""Charts of trends with Altair: lines, small multiples, a heat map, ranked change; SVG, PNG or HTML, offline, Chinese labels included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from flows.analysis.fonts import FAMILY, embed_font, font_rule, register_fonts
from flows.analysis.tables import replace_if_changed
from flows.errors import UsageError

FORMATS = (".svg", ".png", ".html")
KINDS = ("lines", "multiples", "heat", "slope")
# Okabe and Ito's palette: told apart by colour-blind readers.
_PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442"]
# Dates that a reader of such series looks for; drawn where they lie in the years shown.
_EVENTS = (("2012", "18th Congress"), ("2015", "Made in China 2025"), ("2017", "19th Congress"), ("2018", "US tariffs, ZTE"), ("2020", "14th FYP proposals"),
           ("2022", "20th Congress, US chip controls"), ("2023", "gallium, germanium"))  # fmt: skip


def plot_trends(
    frame: pd.DataFrame, path: Path, *, measure: str = "per_million_tokens", caption: str = "", kind: str = "lines"
) -> Path:
    """Draw the series over the periods and write the chart to `path` (.svg, .png or .html).

    `kind`: lines (one a series, with a band where the frame has `low` and `high`), multiples (a panel a series), heat (a row a
    series), slope (first against last period with text). The caption states measure, corpus and date axis. Raises UsageError
    for another ending or kind.
    """
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"--plot {path.name}: the ending must be one of {', '.join(FORMATS)}")
    if kind not in KINDS:
        raise UsageError(f"--chart {kind}: known are {', '.join(KINDS)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    side = path.with_name(f".part-{path.name}")
    _save(build_chart(frame, measure, caption, kind), side, path.suffix.lower())
    replace_if_changed(side, path)
    return path


def _save(chart: Any, path: Path, ending: str) -> None:
    register_fonts()
    if ending == ".png":
        chart.save(str(path), scale_factor=2)
        return
    if ending == ".svg":
        chart.save(str(path))
        path.write_text(embed_font(path.read_text(encoding="utf-8")), encoding="utf-8")
        return
    chart.save(str(path), inline=True)
    page = path.read_text(encoding="utf-8")
    text = "".join(sorted(set(str(chart.to_dict()))))
    path.write_text(page.replace("</head>", f"<style>{font_rule(text)}</style></head>", 1), encoding="utf-8")


def build_chart(frame: pd.DataFrame, measure: str, caption: str, kind: str = "lines") -> Any:
    """Return the Altair chart."""
    import altair as alt

    alt.data_transformers.disable_max_rows()
    columns = ["series", "period", measure, "occurrences", *[name for name in ("low", "high") if name in frame]]
    shown = frame[columns].copy()
    order = list(dict.fromkeys(shown["series"]))
    draw = {"lines": _lines, "multiples": _multiples, "heat": _heat, "slope": _slope}[kind]
    title = alt.Title(text=" · ".join(order[:4]) + (" …" if len(order) > 4 else ""), subtitle=caption, anchor="start")
    return draw(alt, shown, measure, order).properties(title=title).configure(font=FAMILY).configure_view(stroke=None)


def _time(alt: Any, shown: pd.DataFrame, *, most: int = 16) -> Any:
    periods = list(dict.fromkeys(shown["period"]))
    step = max(1, -(-len(periods) // most))
    angle = 0 if len(periods[0]) == 4 else -45
    return alt.X("period:O", title=None, sort=periods, axis=alt.Axis(values=periods[::step], labelAngle=angle))


def _color(alt: Any, order: list[str]) -> Any:
    legend = alt.Legend(orient="bottom", columns=4, labelLimit=300)
    return alt.Color("series:N", sort=order, title=None, scale=alt.Scale(domain=order, range=_PALETTE), legend=legend)


def _tips(measure: str) -> list[str]:
    return ["series:N", "period:O", f"{measure}:Q", "occurrences:Q"]


def _lines(alt: Any, shown: pd.DataFrame, measure: str, order: list[str]) -> Any:
    base = alt.Chart(shown).encode(x=_time(alt, shown), color=_color(alt, order))
    value = alt.Y(f"{measure}:Q", title=measure.replace("_", " "), scale=alt.Scale(zero=True))
    layers = [base.mark_line(point=True, strokeWidth=2).encode(y=value, tooltip=_tips(measure))]
    if "low" in shown:
        layers.insert(0, base.mark_area(opacity=0.18).encode(y=alt.Y("low:Q", title=measure.replace("_", " ")), y2="high:Q"))
    if events := _events(alt, shown):
        layers = [*events, *layers]
    return alt.layer(*layers).properties(width=720, height=340)


def _events(alt: Any, shown: pd.DataFrame) -> list[Any]:
    """Return lines and labels for the years of events; only on an axis of years, and where a few years are shown."""
    periods = list(dict.fromkeys(shown["period"]))
    rows = [{"period": year, "event": name} for year, name in _EVENTS if year in periods]
    if not rows or len(periods[0]) != 4 or len(periods) < 4:
        return []
    base = alt.Chart(pd.DataFrame(rows)).encode(x=alt.X("period:O", sort=periods))
    return [
        base.mark_rule(strokeDash=[3, 3], color="#999999"),
        base.mark_text(angle=270, align="right", dx=-4, dy=-5, color="#6b6b6b", fontSize=9).encode(
            text="event:N", y=alt.value(4)
        ),
    ]


def _multiples(alt: Any, shown: pd.DataFrame, measure: str, order: list[str]) -> Any:
    axis = alt.Y(f"{measure}:Q", title=None, scale=alt.Scale(zero=True))
    panel = (
        alt.Chart(shown)
        .mark_area(line=True, opacity=0.3, color=_PALETTE[0])
        .encode(x=_time(alt, shown, most=6), y=axis, tooltip=_tips(measure))
    )
    header = alt.Header(title=None, labelLimit=240, labelFontWeight="bold")
    facet = panel.properties(width=220, height=110).facet(facet=alt.Facet("series:N", sort=order, header=header), columns=3)
    return facet.resolve_scale(y="independent")


def _heat(alt: Any, shown: pd.DataFrame, measure: str, order: list[str]) -> Any:
    """Each row is scaled to its own highest value, so that rare and common terms can be read together."""
    highest = shown.groupby("series")[measure].transform("max").replace(0, 1)
    scaled = shown.assign(share=shown[measure] / highest)
    color = alt.Color(
        "share:Q",
        title="share of the row's highest",
        scale=alt.Scale(scheme="cividis", domain=[0, 1]),
        legend=alt.Legend(orient="bottom"),
    )
    row = alt.Y("series:N", sort=order, title=None, axis=alt.Axis(labelLimit=320))
    return (
        alt.Chart(scaled)
        .mark_rect()
        .encode(x=_time(alt, shown), y=row, color=color, tooltip=_tips(measure))
        .properties(width=720, height=max(60, 24 * len(order)))
    )


def _slope(alt: Any, shown: pd.DataFrame, measure: str, order: list[str]) -> Any:
    known = shown.dropna(subset=[measure])
    periods = list(dict.fromkeys(known["period"]))
    ends = known[known["period"].isin([periods[0], periods[-1]])] if periods else known
    x = alt.X("period:O", sort=[periods[0], periods[-1]] if periods else [], title=None, axis=alt.Axis(labelAngle=0))
    value = alt.Y(f"{measure}:Q", title=measure.replace("_", " "))
    base = alt.Chart(ends).encode(
        x=x, y=value, color=alt.Color("series:N", sort=order, legend=None, scale=alt.Scale(domain=order, range=_PALETTE))
    )
    last = (
        base.transform_filter(alt.datum.period == (periods[-1] if periods else ""))
        .mark_text(align="left", dx=8)
        .encode(text="series:N")
    )
    return alt.layer(base.mark_line(point=True, strokeWidth=2), last).properties(width=360, height=380)
