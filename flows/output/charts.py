"""Charts of trends with Altair: lines, small multiples, a heat map, ranked change.

SVG, PNG or HTML, offline, Chinese labels included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.errors import UsageError
from flows.output.chart_layers import Panel, draw_heat, draw_lines, draw_multiples, draw_slope
from flows.output.fonts import FAMILY, embed_font, font_rule, register_fonts
from flows.text import wrap_cells
from flows.trends import Event, breadth, known_events, name_period, place_events

if TYPE_CHECKING:
    import pandas as pd

CHART_FORMATS = (".svg", ".png", ".html")
KINDS = ("lines", "multiples", "heat", "slope")
# Series that a kind of chart can show so that they can be told apart; of more, the most frequent are drawn,
# and the chart says so.
MOST = {"lines": 8, "multiples": 24, "heat": 40, "slope": 24}
_INK, _SOFT = "#222222", "#5f5f5f"
CAPTION_CELLS = 150  # of a chart's width, Latin letters in the size of a caption
# Latin letters of a line of the title: the width of a chart of each kind.
TITLE_CELLS = {"lines": 92, "multiples": 92, "heat": 92, "slope": 54}
_TITLE_LINES = 2


def _marked_events() -> Sequence[Event]:
    return known_events()


@dataclass(frozen=True, slots=True)
class Style:
    """What a chart shows besides the series: title, caption, events, and the language of its words."""

    title: str = ""
    caption: Sequence[str] = ()
    by: str = "year"
    events: Sequence[Event] = field(default_factory=_marked_events)
    language: str = "en"


def check_ending(path: Path) -> str:
    """Return the ending of a chart's file; raises UsageError for one that charts can't have."""
    ending = path.suffix.lower()
    if ending not in CHART_FORMATS:
        raise UsageError("output.unknown_ending", name=path.name, known=CHART_FORMATS)
    return ending


def save_chart(chart: Any, path: Path, ending: str) -> None:
    """Write an Altair chart with its font drawn in (PNG) or embedded (SVG, HTML)."""
    register_fonts()
    if ending == ".png":
        chart.save(str(path), format="png", scale_factor=2)
        return
    if ending == ".svg":
        chart.save(str(path), format="svg")
        path.write_text(embed_font(path.read_text(encoding="utf-8")), encoding="utf-8")
        return
    chart.save(str(path), format="html", inline=True, embed_options={"renderer": "svg"})
    page = path.read_text(encoding="utf-8")
    text = "".join(sorted(set(str(chart.to_dict()))))
    # Behind <head>, not before </head>: the scripts in between have that word, too.
    page = page.replace("<head>", f"<head><style>{font_rule(text)}</style>", 1)
    # A page measures and draws its text at once: the font has to be there before.
    drawing = "vegaEmbed('#vis', spec, embedOpt)"
    assert page.count(drawing) == 1
    path.write_text(
        page.replace(drawing, f"document.fonts.load('12px \"{FAMILY}\"').then(() => {drawing})"),
        encoding="utf-8",
    )


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
    panel = Panel(
        _prepare(shown, measure),
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
    if kind != "heat":  # its cells have stars, points are hollow
        caption = [re.sub(r"^\* ", "○ ", line) for line in caption]
    return dress(draw(alt, panel), title, [*caption, *notes], title_cells=TITLE_CELLS[kind])


def dress(
    chart: Any,
    title: str,
    subtitle: Sequence[str],
    cells: int = CAPTION_CELLS,
    title_cells: int = TITLE_CELLS["lines"],
) -> Any:
    """Return a chart with its title and caption, and the looks that all charts share.

    Both are wrapped at so many cells: at the width of a chart.
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
    """Return the rows of the `limit` most frequent series in order, and how many that leaves out."""
    counts = (
        frame.groupby("series", sort=False)["occurrences"].sum().sort_values(ascending=False, kind="stable")
    )
    return frame[frame["series"].isin(counts.index[:limit])], max(0, len(counts) - limit)


def _prepare(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return what is drawn: `value`, missing where unknown, and `run`, the number of a known stretch."""
    columns = ["series", "period", "occurrences", *[name for name in ("low", "high") if name in frame]]
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


def list_names(order: Sequence[str], language: str, cells: int = TITLE_CELLS["lines"]) -> str:
    """Return the names of the series as far as two lines of a title have room for them.

    Of "term · group" each term is listed once, and so is each group: the lines have both.
    """
    comma = {"zh": "、"}.get(language, ", ")
    parts = [name.rpartition(" · ") for name in order]
    terms = list(dict.fromkeys(term for term, _, _ in parts))
    if len(order) == 1 or "" in terms:
        return _list_some(order, comma, _TITLE_LINES * cells)
    groups = list(dict.fromkeys(group for _, _, group in parts))
    listed = _list_some(terms, comma, _TITLE_LINES * cells - 20)
    rest = _TITLE_LINES * cells - breadth(listed) - 6
    return f"{listed} · {_list_some(groups, comma, rest)}"


def _list_some(names: Sequence[str], comma: str, cells: int) -> str:
    """Return names in a row as far as so many cells have room for them, at least one."""
    shown: list[str] = []
    for name in names:
        if shown and sum(breadth(other) + 2 for other in shown) + breadth(name) > cells:
            return comma.join(shown) + " …"
        shown.append(name)
    return comma.join(shown)


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
        sign = "×" if kind == "heat" else "空缺" if chinese else "gaps"
        notes.append(f"{sign}：该时段没有文本" if chinese else f"{sign}: periods without text")
    return [("；" if chinese else "; ").join(notes)] if notes else []
