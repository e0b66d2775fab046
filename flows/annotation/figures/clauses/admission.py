"""Decide whether a number of a Chinese text can state anything."""

from __future__ import annotations

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.rejections_zh import MEASURED_TIME
from flows.annotation.figures.units import has_unknown_rate, load_units
from flows.annotation.figures.words_zh import load_words
from flows.text import lazy_pattern

_STEPS = lazy_pattern("[百千万亿]{1,3}元?级?[^,;。\\d]{0,4}(?:台阶|大关)")
_NUMBERED = lazy_pattern("[a-z]-$")  # the name of a model before its number
_AWAY = ("之外", "开外", "之遥")
_RATE_BEFORE = lazy_pattern(r"每(?:增长|增加|提高|下降|减少|上升)$")
# Inches before a product; alone or before a comma they are a value.
_NAMES_PRODUCT = lazy_pattern(r"(?:英?寸|吋)的?(?![提缩升降到至变之和与及以左])[\u4e00-\u9fffa-z]")
_TIME_BEFORE = lazy_pattern(
    r"(?:[到至达由从]|(?<![期分])为)(?:了|约|近)?$|(?:由|从)(?:(?:19|20)\d\d年的?|\D{0,3})$"
    "|(?:由|从)(?:目前|现在|原来|原先|过去|以前|之前|现行)的?(?:平均)?$"
)
_MEASURED_REACH = 16  # code points before a time
_PARTS_OF_DATES = ("月", "日", "号")
_LARGE = ("大国", "大省", "大市", "大县")
_THE_PEOPLE, _SHARES = "人民", "shares"
_PER_SHARES = lazy_pattern("每[\\d十百]{1,3}股(?:转增?|送红?股?|派送|配售?)$")
_MORE_TIME = lazy_pattern("多(?:月|小时|星期|钟头|季度|世纪|工作日)")


def is_figure(text: str, figure: Figure) -> bool:
    """Return whether a figure may state anything; a duration must be measured or reached (缩短至45天)."""
    if _RATE_BEFORE.search(text, max(0, figure.start - 4), figure.start):
        return False  # 每增长1个百分点: has no indicator
    if not figure.unit and text[figure.end : figure.end + 1] in _PARTS_OF_DATES:
        return False
    if not figure.unit and text.startswith(_THE_PEOPLE, figure.end):
        return False  # 凝聚13亿人民的力量: nobody is counted
    if figure.unit == _SHARES and not figure.is_scaled:
        # 一股热潮, 每10股; but 每10股转增|4股
        return bool(_PER_SHARES.search(text, max(0, figure.start - _MEASURED_REACH), figure.start))
    if text.startswith(_LARGE, figure.end):
        return False  # 14亿多人口大国
    if text.startswith(_AWAY, figure.end) or _STEPS.match(text, figure.end):
        return False  # 4亿公里之外的火星, 跨越3个千亿元台阶
    is_counted = figure.unit in load_units().counting
    if is_counted and _NUMBERED.search(text, max(0, figure.start - 2), figure.start):
        return False  # KD-50个人计算机
    if is_counted and _MORE_TIME.match(text, figure.end):
        return False  # 10个多月调研
    if text.startswith("示", figure.end) and text.endswith(("图", "表"), 0, figure.start):
        return False  # 如图6所示
    if has_unknown_rate(text, figure.unit, figure.end):
        return False
    if not figure.unit and _NAMES_PRODUCT.match(text, figure.end):
        return False  # 12英寸晶圆产能
    if figure.unit not in load_units().times:
        return True
    if text[figure.end : figure.end + 1] in load_words().after_times:
        return False
    if MEASURED_TIME.search(text, max(0, figure.start - _MEASURED_REACH), figure.start):
        return True
    return bool(_TIME_BEFORE.search(text, max(0, figure.start - 8), figure.start))
