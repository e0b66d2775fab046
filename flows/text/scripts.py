"""Scripts: which characters are Han, by the one definition that every room uses."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from flows.text.patterns import lazy_pattern

# The Han characters, for use inside the brackets of a regular expression: the unified ideographs of the Basic
# Multilingual Plane with Extension A, the compatibility ideographs, and planes 2 and 3 (Unicode 16, table
# 18-1).
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# Programs that make PDFs write radicals instead of characters that look the same (⼊ for 入), and ligatures
# instead of letters (ﬁ for fi). The Kangxi radicals have compatibility mappings. Of the supplement, these are
# the radicals that are also whole characters (Unicode's EquivalentUnifiedIdeograph.txt).
_KANGXI = range(0x2F00, 0x2FD6)
_SUPPLEMENT = (
    "⺊卜⺌小⺎兀⺒巳⺜日⺝月⺟母⺠民⺧牛⺩王⺫目⺬示⺶羊⻁虎⻄西⻅见"
    "⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼"
    "⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
# Two radicals whose mapping is a form not used in mainland texts: 客⼾ is 客户.
_OF_THE_MAINLAND = {"⼾": "户", "⾭": "青"}
_LIGATURES = range(0xFB00, 0xFB07)  # ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ
_PRINT_FORM = lazy_pattern("[\u2e80-\u2fd5\ufb00-\ufb06]")  # quick to search for

_HAN = lazy_pattern(f"[{HAN}]")
_HAN_RUN = lazy_pattern(f"[{HAN}]+")


def is_han(text: str) -> bool:
    """Return whether `text` consists of Han characters only; false for an empty text."""
    return _HAN_RUN.fullmatch(text) is not None


def has_han(text: str) -> bool:
    """Return whether `text` contains a Han character."""
    return _HAN.search(text) is not None


def count_han(text: str, start: int = 0, end: int | None = None) -> int:
    """Return the number of Han characters in `text[start:end]`."""
    if end is None:
        end = len(text)
    return sum(map(len, _HAN_RUN.findall(text, start, end)))


@cache
def radicals() -> dict[int, int]:
    """Return a table for `str.translate` from each radical to its character."""
    pairs = {chr(point): normalize("NFKC", chr(point)) for point in _KANGXI}
    pairs |= dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)) | _OF_THE_MAINLAND
    return {ord(radical): ord(character) for radical, character in pairs.items()}


@cache
def _print_forms() -> dict[int, int | str]:
    """Return the same table with the letters of ligatures."""
    return {**radicals(), **{point: normalize("NFKC", chr(point)) for point in _LIGATURES}}


def replace_print_forms(text: str) -> str:
    """Replace radicals by characters (⼊ by 入), and ligatures by letters (ﬁ by fi)."""
    return text.translate(_print_forms()) if _PRINT_FORM.search(text) else text
