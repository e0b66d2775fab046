"""The style of a cleaned page in its frame: the fonts of our own pages, and readable lines.

Nothing is left of the page's own styles. This is the only style, and the policy of the frame names it by its
hash, so that browsers apply no other.
"""

from __future__ import annotations

import base64
import hashlib

_FAMILIES = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Hiragino Sans GB", '
    '"Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", '
    '"zhengce CJK", sans-serif'
)
STYLE = (
    '@font-face { font-family: "zhengce CJK"; src: url("/font/cjk.ttc"); font-display: block; '
    "unicode-range: U+2e80-2fdf, U+3000-30ff, U+3400-4dbf, U+4e00-9fff, U+f900-faff, U+fe30-fe4f, "
    "U+ff00-ffef, U+20000-2ffff; } "
    f"body {{ margin: 1rem; font: 16px/1.65 {_FAMILIES}; overflow-wrap: anywhere; }} "
    "table { border-collapse: collapse; } td, th { border: 1px solid #ccc; padding: .2em .5em; } "
    # Chromium keeps drawing boxes for words laid out before the font arrived, and a sandbox has no script to
    # report its arrival, so the text is laid out again after 1, 3 and 10 seconds.
    "* { animation: came 10s forwards; } @keyframes came { 10% { text-rendering: optimizeLegibility; } "
    "30% { text-rendering: geometricPrecision; } 100% { text-rendering: optimizeLegibility; } }"
)
# What the policy allows: exactly this text as a style, and the font of this site.
SOURCES = (
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; "
    "font-src 'self'"
)
# A sandbox has no origin, so its font is loaded by CORS, without the cookie that contains the token: if a
# server has one, the frame uses the machine's fonts.
FONT_HEADERS = {"Access-Control-Allow-Origin": "*"}
