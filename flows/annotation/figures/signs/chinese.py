"""The signs of Chinese figures: 达到50%以上 is a bound, 增长5%以上 a change with one."""

from __future__ import annotations

from flows.annotation.figures.rejections_zh import Clause
from flows.annotation.figures.signs.bounds import choose_bound
from flows.annotation.figures.units import PERCENT, POINTS, TIMES
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_zh import load_words
from flows.text import lazy_pattern

SUFFIX = lazy_pattern(
    r"(?P<about>左右|上下|前后)|(?P<least>及以上|或以上|以上)|(?P<most>及以下|以下|以内|之内|之下)"
)
# Bounds of a level, which with percentage points state a lead over another value: 高于全国0.7个百分点.
_LEADS = lazy_pattern("[高低]于|[高超]出")
_LESS = (["减少"], ["压减"], ["削减"], ["缩减"])
# 近 before a number of years is no bound: 产量近五年提高了4%.
_LAST_YEARS = lazy_pattern(f"近(?:{GAP}|[\\d几一二两三四五六七八九十]{{1,3}}年)")
_SUFFIX_SIGNS = {"about": "~", "least": ">=", "most": "<="}


def choose_comparator(clause: Clause) -> str:
    """Return the comparator of a figure, one of COMPARATORS."""
    figure, effects = clause.figure, clause.effects
    change = next((effect for effect in effects if effect in "+-"), "")
    if not change and ("=" not in effects or _is_amount_of_fall(clause)):
        change = _change_by_action(clause)
    is_rate = figure.unit in (PERCENT, POINTS) and any(word.startswith("增长") for word in clause.tail)
    if (
        "=" in effects
        and not (is_rate or _is_amount_of_fall(clause))
        and (not change or effects.index("=") < effects.index(change))
    ):
        change = ""  # 增长达到50亿元 and 提高到 state a level, 增长达到5% a change
    if figure.is_multiple:
        return "x"
    if clause.written_sign:
        return clause.written_sign
    if change:
        return change
    if clause.suffix and clause.suffix.lastgroup:
        return _SUFFIX_SIGNS[clause.suffix.lastgroup]
    if figure.value_to is not None:
        return "range"
    if _is_more(clause):
        return ">"
    return next((effect for effect in effects if effect != "="), "x" if figure.unit == TIMES else "=")


def bound_of_change(clause: Clause, comparator: str) -> str:
    """Return the bound of a change or multiple, "" for a level: 增长9%以上 is at least 9 percent."""
    suffix = clause.suffix
    behind = _SUFFIX_SIGNS[suffix.lastgroup] if suffix and suffix.lastgroup else ""
    leads = clause.figure.unit == POINTS and _LEADS.search(clause.left)
    is_span = _LAST_YEARS.search(clause.left) is not None
    dropped = "<>" * bool(leads) + "~" * is_span
    effects = [effect for effect in clause.effects if effect not in dropped]
    return choose_bound(comparator, [behind, ">" * _is_more(clause), *effects])


def _is_more(clause: Clause) -> bool:
    """Return whether a number is a little above what is written: 40多万, 40%多."""
    return clause.figure.is_more or (clause.figure.unit == PERCENT and clause.after.startswith("多"))


def _is_amount_of_fall(clause: Clause) -> bool:
    """Return whether a level is that of a fall named before it: 减少垫付金额达4亿元, not 减少到4亿元."""
    is_reached = any(word.endswith(("到", "至")) and word != "达到" for word in clause.tail)
    return clause.actions[-1:] in _LESS and bool(clause.phrase) and not is_reached


def _change_by_action(clause: Clause) -> str:
    """Return + or - for a rate after the object of a change, - for what becomes less.

    >>> 提升开发效率60%以上, 降低成本15%, 减少贫困人口20万人
    """
    if clause.phrase and clause.actions[-1:] in _LESS:
        return "-"
    if clause.figure.unit not in (PERCENT, POINTS) or not clause.actions or not clause.phrase:
        return ""
    effect = load_words().tails.get(clause.actions[-1], "")
    return (
        effect
        if effect in ("+", "-") and clause.phrase.endswith(("效率", "成本", "能耗", "负担", "产量"))
        else ""
    )
