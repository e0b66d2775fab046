"""The font of Chinese labels, Noto Sans CJK, from a package, since a bare machine has none."""

from __future__ import annotations

import base64
import re
from functools import cache
from html import unescape
from importlib import resources
from io import BytesIO
from pathlib import Path

import vl_convert

FAMILY = "Noto Sans CJK SC"
# The Simplified Chinese face: its index in the font collection.
_FACE = 2
# Features that browsers apply by default. Others, such as forms for vertical text, would double the glyphs.
_FEATURES = ["calt", "ccmp", "clig", "halt", "kern", "liga", "locl", "mark", "mkmk", "rlig"]


@cache
def font_file() -> Path:
    """Return the path of the font collection."""
    return Path(str(resources.files("noto_cjk_sans_otc") / "NotoSansCJK-Regular.ttc"))


@cache
def register_fonts() -> None:
    """Register the font with the PNG renderer (once per process)."""
    vl_convert.register_font_directory(str(font_file().parent))


def embed_font(svg: str) -> str:
    """Return the SVG with the glyphs of its text embedded, so that it looks the same everywhere."""
    text = unescape("".join(re.findall(r">([^<>]+)<", svg)))
    rule = font_rule(text)
    return re.sub(r"(<svg\b[^>]*>)", lambda match: f"{match[1]}<style>{rule}</style>", svg, count=1)


def font_rule(text: str) -> str:
    """Return a CSS @font-face rule with the glyphs of `text` (about 200 bytes per Chinese character)."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        flavor="woff",
        desubroutinize=True,
        notdef_outline=True,
        layout_features=_FEATURES,
        drop_tables=["DSIG", "VORG", "vhea", "vmtx"],
    )
    with TTFont(font_file(), fontNumber=_FACE, lazy=True, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        font.flavor = "woff"
        buffer = BytesIO()
        font.save(buffer)
    data = base64.b64encode(buffer.getvalue()).decode()
    return f'@font-face{{font-family:"{FAMILY}";src:url(data:font/woff;base64,{data}) format("woff")}}'
