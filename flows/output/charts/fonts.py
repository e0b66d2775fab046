"""The font of Chinese labels, Noto Sans CJK, from a package, since a bare machine has none."""

from __future__ import annotations

import base64
import re
from functools import cache
from html import unescape
from importlib import resources
from pathlib import Path

import vl_convert

FAMILY = "Noto Sans CJK SC"
# The Simplified Chinese face: its index in the font collection.
_FACE = 2
# Features that browsers apply by default. Others, such as forms for vertical text, would double the glyphs.
_FEATURES = ("calt", "ccmp", "clig", "halt", "kern", "liga", "locl", "mark", "mkmk", "rlig")
_DROPPED = ("DSIG", "VORG", "vhea", "vmtx")  # a signature, and measures of vertical text


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
    """Return a CSS @font-face rule with the glyphs of `text` (about 250 bytes per Chinese character)."""
    import uharfbuzz

    request = uharfbuzz.SubsetInput()
    request.unicode_set.update(map(ord, text))
    request.layout_feature_tag_set.clear()
    request.layout_feature_tag_set.update(map(_number_of, _FEATURES))
    request.drop_table_tag_set.update(map(_number_of, _DROPPED))
    request.flags |= uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_file())), _FACE)
    data = base64.b64encode(uharfbuzz.subset(face, request).blob.data).decode()
    return f'@font-face{{font-family:"{FAMILY}";src:url(data:font/otf;base64,{data}) format("opentype")}}'


def _number_of(tag: str) -> int:
    """Return an OpenType tag as a number: its four characters, the first one highest."""
    return int.from_bytes(tag.ljust(4).encode("ascii"), "big")
