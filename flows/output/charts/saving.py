"""Write a chart to a file: SVG, PNG or HTML, offline, Chinese labels included."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vl_convert

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
    return hashlib.sha256("\n".join([*programs, chart.to_json(validate=False)]).encode()).hexdigest()


def save_chart(chart: Any, path: Path, ending: str) -> None:
    """Write an Altair chart with its font drawn in (PNG) or embedded (SVG, HTML).

    The specification is not checked against the schema of Vega-Lite, which takes longer than drawing: our
    specifications are checked by the tests.
    """
    import altair as alt

    register_fonts()
    specification = chart.to_dict(validate=False)
    vega_lite = "_".join(alt.SCHEMA_VERSION.split(".")[:2])
    if ending == ".png":
        path.write_bytes(vl_convert.vegalite_to_png(specification, vl_version=vega_lite, scale=2))
        return
    if ending == ".svg":
        svg = vl_convert.vegalite_to_svg(specification, vl_version=vega_lite)
        path.write_text(embed_font(svg), encoding="utf-8")
        return
    chart.save(str(path), format="html", inline=True, embed_options={"renderer": "svg"})
    page = path.read_text(encoding="utf-8")
    text = "".join(sorted(set(str(specification))))
    # After <head>, not before </head>: the scripts in between also contain that word.
    page = page.replace("<head>", f"<head><style>{font_rule(text)}</style>", 1)
    # Pages measure and draw their text at once, so the font must be loaded first.
    drawing = "vegaEmbed('#vis', spec, embedOpt)"
    assert page.count(drawing) == 1
    path.write_text(
        page.replace(drawing, f"document.fonts.load('12px \"{FAMILY}\"').then(() => {drawing})"),
        encoding="utf-8",
    )
