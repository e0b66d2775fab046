"""Write a chart to a file: SVG, PNG or HTML, offline, Chinese labels included."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flows import __version__
from flows.errors import UsageError
from flows.output.charts.fonts import FAMILY, embed_font, font_rule, register_fonts

CHART_FORMATS = (".svg", ".png", ".html")


def check_ending(path: Path) -> str:
    """Return the ending of a chart's file. Raises UsageError for one that charts do not have."""
    ending = path.suffix.lower()
    if ending not in CHART_FORMATS:
        raise UsageError("output.unknown_ending", name=path.name, known=CHART_FORMATS)
    return ending


def hash_chart(chart: Any) -> str:
    """Return a hash of what decides how a chart is drawn: its specification and the programs that draw it."""
    programs = (__version__, version("vl-convert-python"), version("altair"))
    return hashlib.sha256("\n".join([*programs, chart.to_json()]).encode()).hexdigest()


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
    # After <head>, not before </head>: the scripts in between also contain that word.
    page = page.replace("<head>", f"<head><style>{font_rule(text)}</style>", 1)
    # Pages measure and draw their text at once, so the font must be loaded first.
    drawing = "vegaEmbed('#vis', spec, embedOpt)"
    assert page.count(drawing) == 1
    path.write_text(
        page.replace(drawing, f"document.fonts.load('12px \"{FAMILY}\"').then(() => {drawing})"),
        encoding="utf-8",
    )
