"""Guess whether a figure is a target or a result if no word shows it."""

from __future__ import annotations

from bisect import bisect_left

from flows.annotation.figures.clauses.comparatives import is_stated
from flows.annotation.figures.clauses.splitting import LEAD
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.rejections_zh import Clause
from flows.annotation.figures.statements import WEAK, Kind, Sentence
from flows.annotation.figures.units import PERCENT, POINTS, RANK
from flows.annotation.figures.words_zh import load_words
from flows.text import lazy_pattern

_GUESSED = ("也就", "大概", "差不多", "只剩")  # guesses about the present, in speech
_DEMANDED = frozenset((">=", "<="))
_PRECISE_DIGITS = 3
# Verbs of what is counted afterwards, in reports and goals alike.
_DONE = frozenset(
    (
        "新增",
        "完成",
        "惠及",
        "评选出",
        "破获",
        "查处",
        "立案",
        "查获",
        "抓获",
        "缴获",
        "侦破",
        "涌现",
        "涌现出",
    )
)
# What something is able to do: 新设备可以在半小时内处理 | 125个以上.
_CAN = lazy_pattern("(?<![只不才便就])(?:可以|能够)在[^,;。]{1,10}[内里][^,;。\\d]{0,6}$")
# A clause that says what to bring from one level to another, and not who has done so.
_BRINGS = lazy_pattern(
    r"(?:\(?[\d一二三四五六七八九十]{1,3}[)、.]+)?"
    r"(?:逐步|统一|同步|进一步|相应|继续|适当|适时|全面)*[将把](?![来近军领])"
)


def default_kind(clause: Clause, sentence: Sentence) -> Kind:
    """Return the usual kind of a figure: plans demand round figures and bounds, reports count exactly."""
    if clause.begun and _is_to_be_brought(clause, sentence):
        return "target"
    if clause.plan and "<=" in clause.effects:
        return "target"  # 不得超过预算10%
    is_share = any(word in clause.phrase for word in ("占", "相当于"))
    if is_share and not _DEMANDED.isdisjoint(clause.effects):
        return "target"  # 研发费用不低于总销售额的3%
    if (
        clause.begun
        or clause.plan
        or clause.figure.unit == RANK
        or LEAD.search(clause.left)
        or is_stated(clause)
        or "占" in clause.phrase
    ):
        return "actual"
    if clause.figure.unit == PERCENT and not clause.suffix and _has_decimals(clause.figure.value):
        return "actual"
    if clause.suffix and _CAN.search(clause.left):
        return "actual"
    is_guess = any(word in clause.left for word in _GUESSED)
    if (clause.suffix and not is_guess) or any(word in load_words().target_changes for word in clause.tail):
        return "target"
    is_demand = any(action not in _DONE and not action.endswith("了") for action in clause.actions)
    if is_demand and not is_exact(clause.figure):
        return "target"
    return "actual"


def _is_to_be_brought(clause: Clause, sentence: Sentence) -> bool:
    """Return whether a change is a task: its clause opens with 将 or 把, and nothing is said to be done.

    >>> 将渔民养老金由每月100元提高到120元
    """
    begin = sentence.border_before(bisect_left(sentence.borders, clause.begun))
    if any(marker.kind == "actual" and marker.strength >= WEAK for marker in sentence.markers):
        return False
    return _BRINGS.match(sentence.text, begin, clause.begun) is not None


def _has_decimals(value: float) -> bool:
    """Return whether a percentage has two decimals: 76.58% was counted."""
    return round(value, 1) != value


def is_exact(figure: Figure) -> bool:
    """Return whether a figure has three or more significant digits, or is a little more (40多万)."""
    if figure.is_more:
        return True
    digits = f"{figure.value:.6e}".split("e")[0].replace(".", "").rstrip("0")
    return figure.unit not in (PERCENT, POINTS) and len(digits) >= _PRECISE_DIGITS
