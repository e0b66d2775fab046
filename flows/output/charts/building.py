"""Charts of trends with Altair: lines, small multiples, a heat map, ranked change; with title and caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.errors import UsageError
from flows.output.charts.fonts import FAMILY
from flows.output.charts.heat import draw_heat
from flows.output.charts.lines import draw_lines, draw_multiples
from flows.output.charts.names import TITLE_CELLS, list_names
from flows.output.charts.panel import BAND_ROOM, Panel
from flows.output.charts.slope import draw_slope
from flows.text import wrap_cells
from flows.trends import MarkedEvent, known_events, name_period, place_events

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("lines", "multiples", "heat", "slope")
# The most series that remain distinguishable in a kind of chart; of more, the most frequent are drawn, and
# the chart says so.
MOST = {"lines": 8, "multiples": 24, "heat": 40, "slope": 24}
_INK, _SOFT = "#222222", "#5f5f5f"
_BANDED = "per_million_tokens"  # the only measure with bands
_CUT = {
    "en": "bands that continue above the axis are cut there",
    "zh": "超出纵轴的区间在上沿截断",
}
CAPTION_CELLS = 150  # width of a chart in Latin letters of caption size


def _marked_events() -> Sequence[MarkedEvent]:
    return known_events()


@dataclass(frozen=True, slots=True)
class Style:
    """Parts of a chart besides the series: title, caption, events, and its language."""

    title: str = ""
    caption: Sequence[str] = ()
    by: str = "year"
    events: Sequence[MarkedEvent] = field(default_factory=_marked_events)
    language: str = "en"


def build_chart(frame: pd.DataFrame, measure: str, kind: str = "lines", style: Style = Style()) -> Any:
    """Return the Altair chart."""
    import altair as alt

    if kind not in KINDS:
        raise UsageError("output.unknown_chart", kind=kind, known=KINDS)
    if frame.empty or _prepare(frame, measure)["value"].isna().all():
        raise UsageError("output.nothing_to_draw")
    alt.data_transformers.disable_max_rows()
    shown, left_out = keep_most_frequent(frame, MOST[kind])
    events = place_events(style.events, list(dict.fromkeys(shown["period"])), style.by, style.language)
    shown = shown.assign(period=[name_period(period, style.language) for period in shown["period"]])
    data, is_cut = cut_bands(_prepare(shown, measure), kind)
    panel = Panel(
        data,
        measure,
        list(dict.fromkeys(shown["period"])),
        list(dict.fromkeys(shown["series"])),
        style.by,
        style.language,
        {name_period(period, style.language): label for period, label in events.items()},
    )
    draw = {"lines": draw_lines, "multiples": draw_multiples, "heat": draw_heat, "slope": draw_slope}[kind]
    notes = _notes(shown, left_out, kind, style.language)
    title = style.title or list_names(panel.order, style.language, TITLE_CELLS[kind])
    caption = style.caption
    if kind != "heat":  # heat map cells have stars; points are hollow
        caption = [re.sub(r"^\* ", "○ ", line) for line in caption]
    if is_cut:
        notes.append(_CUT.get(style.language, _CUT["en"]))
    return dress(draw(alt, panel), title, [*caption, *notes], title_cells=TITLE_CELLS[kind])


def dress(
    chart: Any,
    title: str,
    subtitle: Sequence[str],
    cells: int = CAPTION_CELLS,
    title_cells: int = TITLE_CELLS["lines"],
) -> Any:
    """Return a chart with its title and caption, in the style shared by all charts.

    Both are wrapped at these numbers of cells, the width of a chart.
    """
    import altair as alt

    head = alt.Title(
        text=wrap_cells(title, title_cells),
        subtitle=[part for line in subtitle for part in wrap_cells(line, cells)],
        anchor="start",
        frame="group",
        fontSize=15,
        fontWeight="bold",
        color=_INK,
        subtitleFontSize=10.5,
        subtitleColor=_SOFT,
        subtitlePadding=5,
        subtitleLineHeight=14,
        offset=14,
    )
    chart = chart.properties(title=head, padding=14, background="white").configure(font=FAMILY)
    return chart.configure_view(stroke=None).configure_axis(
        labelColor=_SOFT,
        titleColor=_SOFT,
        titleFontWeight="normal",
        gridColor="#e9e9e9",
        domainColor="#9a9a9a",
        tickColor="#9a9a9a",
        labelFontSize=10.5,
        titleFontSize=10.5,
    )


def keep_most_frequent(frame: pd.DataFrame, limit: int) -> tuple[pd.DataFrame, int]:
    """Return the rows of the `limit` most frequent series in order, and the number of series left out."""
    counts = (
        frame.groupby("series", sort=False)["occurrences"].sum().sort_values(ascending=False, kind="stable")
    )
    return frame[frame["series"].isin(counts.index[:limit])], max(0, len(counts) - limit)


def _prepare(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the drawn data: `value`, missing where unknown, and `run`, the number of a known stretch."""
    bounds = [name for name in ("low", "high") if name in frame and measure == _BANDED]
    columns = ["series", "period", "occurrences", *bounds]
    shown = frame[columns].copy()
    shown["low_base"] = False
    if "low_base" in frame:
        shown["low_base"] = (frame["low_base"] == 1) & (frame["occurrences"] > 0)
    shown["value"] = frame[measure].astype(float)
    if "total_documents" in frame:
        shown.loc[frame["total_documents"] == 0, "value"] = float("nan")
    shown["occurrences"] = shown["occurrences"].astype(float)
    unknown = shown["value"].isna()
    shown["run"] = shown.assign(unknown=unknown).groupby("series", sort=False)["unknown"].cumsum()
    return shown


def cut_bands(data: pd.DataFrame, kind: str) -> tuple[pd.DataFrame, bool]:
    """Return the data with bands cut where they would stretch the axis, and whether any is cut.

    Lines share an axis with a fixed end, where their bands are cut as they are drawn. Each of small multiples
    has an axis that ends with its data, so these are cut here.
    """
    if "high" not in data or kind not in ("lines", "multiples"):
        return data, False
    if kind == "lines":
        return data, bool((data["high"] > BAND_ROOM * data["value"].max()).any())
    most = BAND_ROOM * data.groupby("series")["value"].transform("max")
    is_above = data["high"] > most
    return data.assign(high=data["high"].mask(is_above, most)), bool(is_above.any())


def _notes(shown: pd.DataFrame, left_out: int, kind: str, language: str) -> list[str]:
    series, chinese = shown["series"].nunique(), language == "zh"
    notes = []
    if left_out:
        notes.append(
            f"共 {series + left_out} 个序列，绘出最常见的 {series} 个"
            if chinese
            else f"the {series} most frequent of {series + left_out} series"
        )
    if kind != "slope" and "total_documents" in shown and (shown["total_documents"] == 0).any():
        notes.append(_note_on_gaps(kind, language))
    return [("；" if chinese else "; ").join(notes)] if notes else []


def _note_on_gaps(kind: str, language: str) -> str:
    """Return the note on how periods without text look in this kind of chart."""
    if language == "zh":
        sign = "×" if kind == "heat" else "空缺"
        return f"{sign}：该时段没有文本"
    sign = "×" if kind == "heat" else "gaps"
    return f"{sign}: periods without text"
