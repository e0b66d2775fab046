"""Figures as records, the text that they are read from, and the values of their digits.

All patterns run on folded text (lower case, half width) that keeps its dashes as "-", as `fold_figures` makes
it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.annotation.figures.units import load_units
from flows.text import HAN_DIGITS, HAN_SCALES, Shadow, compile_alternatives, fold, lazy_pattern

_DASH = lazy_pattern(r"[-‐‑‒–—―－﹣]")
# Blanks separate thousands in texts of the European Union and Hong Kong (1 227 transactions), but not after
# the name of what is numbered (phase 2 500 megawatts), and not in a row of numbers.
_NUMBERED = "".join(
    f"(?<!{word} )"
    for word in (
        *(
            "table",
            "figure",
            "article",
            "section",
            "chapter",
            "phase",
            "part",
            "page",
            "level",
            "grade",
            "no.",
        ),
        *("type", "annex", "stage", "top", "class", "category", "batch", "表", "图", "第", "附件", "专栏"),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december"),
    )
)
_BLANKED = rf"(?<!\d ){_NUMBERED}[1-9]\d{{0,2}}(?: \d{{3}}){{1,4}}(?!\d|[ ,-]\d)(?:\.\d{{1,8}})?"
DIGITS = (
    rf"(?<![\d])(?<!\d[.’'])(?:{_BLANKED}"
    r"|\d{1,3}(?:[’']\d{3}){1,5}(?![\d’'])"
    r"|\d{1,3}(?:,\d{3}){1,5}(?!\d)(?:\.\d{1,8})?|\d{1,15}(?:\.\d{1,8})?)(?!\d)"
)
_SEPARATORS = lazy_pattern("[, ’']")  # of thousands; Swiss texts write 1’234
HAN_MAGNITUDES = {**HAN_SCALES, "兆": 1e12}
_MAYBE_FIGURE = compile_alternatives(
    r"[\d%番成倍分两兩二三四五六七八九十百千万萬亿億]|doubl|tripl|quadrupl|quintupl|fold|halv",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit in folded text: `text[start:end]`. `unit` is "" if none follows it.

    `value_to` is the upper end of a range. `is_more` marks a number a little above `value` (40多万),
    `is_scaled` one with a magnitude such as 万 or million, `is_multiple` a verb (doubled, 翻番). `noun_end`
    is the end of the counted English noun phrase (30 national laboratories), or 0. `is_worded` marks a figure
    in words other than numerals (two-thirds, 排名第二).
    """

    start: int
    end: int
    value: float
    unit: str
    value_to: float | None = None
    is_more: bool = False
    is_scaled: bool = False
    noun_end: int = 0
    is_multiple: bool = False
    is_worded: bool = False


# The months of a period in words: 一至三月.
_HAN_MONTHS = lazy_pattern(
    "(?<![一二三四五六七八九十百第\\d])(?P<first>[一二三四五六七八九])(?P<to>[至到])"
    "(?P<last>[一二三四五六七八九])(?=月)"
)


def fold_figures(text: str) -> Shadow:
    """Return the shadow of `text` with dashes kept as "-": 5–7 and 70%—80% are ranges.

    >>> 一至三月 -> 1至3月
    """
    shadow = fold(text)
    if "月" in shadow.text:
        shadow = Shadow(_HAN_MONTHS.sub(_in_digits, shadow.text), shadow.offsets)
    kept = text
    if shadow.offsets is not None:
        kept = "".join(map(text.__getitem__, shadow.offsets))
    if not _DASH.search(kept):
        return shadow
    parts, position = [], 0
    for match in _DASH.finditer(kept):
        parts += [shadow.text[position : match.start()], "-"]
        position = match.end()
    return Shadow("".join([*parts, shadow.text[position:]]), shadow.offsets)


def _in_digits(match: re.Match[str]) -> str:
    first, last = (HAN_DIGITS[match[name]] for name in ("first", "last"))
    return f"{first}{match['to']}{last}"


def has_figures(text: str) -> bool:
    """Return whether `text`, folded or not, may contain a figure; if false, it contains none."""
    return bool(_MAYBE_FIGURE.search(text))


def parse_number(digits: str, scale: str = "") -> float:
    """Return the value of Arabic digits with a Chinese (万, 万亿) or English (million) magnitude."""
    value = float(_SEPARATORS.sub("", digits))
    english = load_units().scales
    if scale in english:
        return round_off(value * english[scale])
    for char in scale:
        value *= HAN_MAGNITUDES[char]
    return round_off(value)


def round_off(value: float) -> float:
    """Return a product without the error in its last digits: 1.1 million is not 1100000.0000000002."""
    return float(f"{value:.15g}")
