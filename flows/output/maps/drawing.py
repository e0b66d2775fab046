"""Maps of provinces as Altair charts for slides, with title, caption and legend."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from flows.errors import UsageError, fill_text
from flows.output.charts import Style, dress, list_names
from flows.output.maps.tiles import Tile, TileMap
from flows.text.places import name_province
from flows.trends import name_measure

# From light to dark in even steps; from the fourth on, text is white.
_FILLS = ("#d0e3f3", "#a5c9e6", "#78aed8", "#2a76b4", "#0a4480")
_INK, _PALE_INK, _SOFT = "#1d1f23", "#ffffff", "#6a6f78"
_EDGE = "#8d939c"  # around tiles with 0 only
_DARK = 3
_SIDE = 84  # pixels of a tile in a single map; smaller if there are several maps
_SMALL_SIDE = 62
_INNER = {"band": 0.86}  # of a hollow tile
_CELLS = 105  # Latin letters per line of a caption beside one map
LIMIT = 6  # most maps in one picture


@cache
def _words(language: str) -> Mapping[str, str]:
    texts = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {name: chinese if language == "zh" else english for name, (english, chinese) in texts.items()}


def draw_map(maps: Sequence[TileMap], style: Style) -> Any:
    """Return the Altair chart of maps, one per term.

    Raises UsageError if no province has a known rate, and for more maps than fit in a picture.
    """
    import altair as alt

    if not any(one.known for one in maps):
        raise UsageError("output.no_province")
    if len(maps) > LIMIT:
        raise UsageError("output.too_many_maps", number=len(maps), limit=LIMIT)
    side = _SIDE if len(maps) == 1 else _SMALL_SIDE
    drawn = [_draw(alt, one, style.language, side, is_named=len(maps) > 1) for one in maps]
    chart = drawn[0] if len(drawn) == 1 else alt.concat(*drawn, columns=2).resolve_scale(color="independent")
    cells = _CELLS * min(len(maps), 2)
    title_cells = cells * 2 // 3
    title = style.title or list_names([one.term for one in maps], style.language, title_cells)
    return dress(chart, title, [*style.caption, *_notes(maps, style.language)], cells, title_cells)


def _draw(alt: Any, one: TileMap, language: str, side: int, *, is_named: bool) -> Any:
    import pandas as pd

    data = pd.DataFrame([_row(tile, one, language) for tile in one.tiles])
    legend = one.legend or [(0, "0")]
    scale = alt.Scale(domain=[text for _, text in legend], range=[_FILLS[shade] for shade, _ in legend])
    key = alt.Legend(
        orient="bottom", symbolType="square", symbolSize=260, symbolStrokeWidth=0, titleFontWeight="normal"
    )
    key_title = name_measure(one.measure, language)
    base = alt.Chart(data).encode(
        x=alt.X("column:O", axis=None, scale=alt.Scale(paddingInner=0.07, paddingOuter=0.03)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.07, paddingOuter=0.03)),
        tooltip=[alt.Tooltip(f"{name}:N") for name in ("province", "number")],
    )

    def of(state: str) -> Any:
        return base.transform_filter(f"datum.state == '{state}'")

    corner = {"cornerRadius": 5}
    letters = side * {"zh": 0.16}.get(language, 0.123)
    color = alt.Color("range:N", scale=scale, title=key_title, legend=key)
    ink = alt.Color("ink:N", scale=None)
    layers = [
        of("known").mark_rect(**corner).encode(color=color),
        of("low").mark_rect(**corner).encode(color=color),
        of("low").mark_rect(color="white", cornerRadius=3, width=_INNER, height=_INNER),
        of("zero").mark_rect(fill="white", stroke=_EDGE, strokeWidth=1.2, **corner),
        of("blank").mark_rect(fill="#fafafa", stroke="#b9bcc2", strokeDash=[3, 3], **corner),
        base.mark_text(dy=-side * 0.13, fontSize=letters, lineBreak="\n").encode(
            text="province:N", color=ink
        ),
        base.mark_text(dy=side * 0.24, fontSize=side * 0.18, fontWeight="bold").encode(
            text="number:N", color=ink
        ),
    ]
    head = {"title": one.term} if is_named else {}
    return alt.layer(*layers).properties(width=side * 7, height=side * 8, **head)


def _row(tile: Tile, one: TileMap, language: str) -> dict[str, str | int]:
    ranges = dict(one.legend)
    ink = _PALE_INK if tile.state == "known" and tile.shade >= _DARK else _INK
    return {
        "row": tile.row,
        "column": tile.column,
        "province": name_province(tile.province.name, language).replace(" ", "\n"),
        "number": f"{tile.text or '–'}{'*' if tile.is_low else ''}",
        "state": tile.state,
        "range": ranges.get(tile.shade, "0"),
        "ink": _SOFT if tile.state == "blank" else ink,
    }


def _notes(maps: Sequence[TileMap], language: str) -> list[str]:
    words = _words(language)
    states = {tile.state for one in maps for tile in one.tiles}
    notes = [words["together"].format(periods=maps[0].periods), words["no_geometry"]]
    notes += [words[state] for state in ("zero", "low", "blank") if state in states]
    if elsewhere := max((one.elsewhere.total.documents for one in maps if one.elsewhere), default=0):
        notes.append(fill_text(words["elsewhere"], {"number": elsewhere}))
    separator = "；" if language == "zh" else "; "
    return [separator.join(notes[:2]), *filter(None, [separator.join(notes[2:])])]
