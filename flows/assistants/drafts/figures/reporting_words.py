"""Words of a draft between the name of a document and a figure: 《政府工作报告》提出, the plan says that."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.text import HAN, lazy_pattern

# Words that precede an English indicator if the sentence names the document.
_SAYS_ENGLISH = lazy_pattern(
    r"^.*\b(?:says?|said|states?|stated|adds?|wants?|calls? for|provides?|puts?|sets?|expects?)\b"
    r"(?: that)?\s*",
    re.IGNORECASE,
)
# The same after a Chinese name without marks: 政府工作报告明确提出, 政府工作报告将.
_SAYS = lazy_pattern(
    r"(?:[中里]|还|也|又|已|首次|明确|进一步|继续)*"
    r"(?:提出|要求|给出|列出|写[作道明]|指出|强调|明确|确定|设定|定下|安排|规定|提到|显示|称|说|预[计期]"
    r"|[将把对])"
    r"(?:了|的|将|把|对)?"
)
# A speaker that is no title: 报告提出, 一份券商研报称; and what a goal is: 增长目标是国内生产总值.
_SPEAKER = lazy_pattern(
    rf"[{HAN}]{{0,8}}?(?:报告|研报|规划|计划|纲要|方案|意见|通知|文件|材料|媒体|机构|文章)"
    r"(?=还|也|又|首次|明确|进一步|提出|指出|给出|列出|写[作道明]|显示|提到|预[计期]|称|说)"
)
# Inside a sentence: X, the report says, shall reach 50 percent; X，该报告称，达到50%.
_INSIDE = lazy_pattern(
    r",\s(?:the|its|this|that)\s(?:[\w’'-]+\s){1,5}(?:says?|said|states?|stated|notes?|noted|adds?|added),"
    r"|,\saccording to (?:the|its|this|that)(?:\s[\w’'-]+){1,5},"
    "|，(?:该|这份|上述|同一)?(?:报告|规划|计划|纲要|方案|意见|通知|文件)(?:称|说|写道|指出|显示|提到)，"
)
_IS_GOAL = lazy_pattern(rf"^[{HAN}]{{0,6}}(?:目标|指标)[是为](?=[{HAN}]{{2}})")
_ENDING = 3  # characters at the end of a name by which an indicator that contains it is known
# What makes a figure one that a document sets itself, and what makes it a result after all.
_SETS = lazy_pattern(r"提出|设定|定下|力争|\b(?:propos|set|sets|target|aim)", re.IGNORECASE)
_LOOKS_BACK = lazy_pattern(
    r"过去|[去上]一?年|完成|回顾|已经|实际|\b(?:last year|previous year|past year|achieved|grew|reached)\b",
    re.IGNORECASE,
)


def strip_speaker(indicator: str, names: Iterable[str]) -> str:
    """Return an indicator without the document and its verb: 政府工作报告提出城镇新增就业 is 城镇新增就业.

    `names` are the documents named before the figure in its sentence.
    """
    for name in names:
        ending = name[-_ENDING:]
        place = indicator.rfind(ending) if len(ending) == _ENDING else -1
        says = _SAYS.match(indicator, place + _ENDING) if place >= 0 else None
        if says and says.end() < len(indicator):
            return _strip_goal(indicator[says.end() :])
    if speaker := _SPEAKER.match(indicator):
        says = _SAYS.match(indicator, speaker.end())
        if says and says.end() < len(indicator):
            return _strip_goal(indicator[says.end() :])
    indicator = _strip_goal(indicator)
    return _SAYS_ENGLISH.sub("", indicator) or indicator


def _strip_goal(indicator: str) -> str:
    """Return what a goal is of: 给出的增长目标是国内生产总值 is 国内生产总值."""
    return _IS_GOAL.sub("", indicator)


def hide_reporting(text: str) -> str:
    """Return a text of the same length without who says it in the middle of a sentence."""
    return _INSIDE.sub(lambda match: " " * len(match[0]), text)


def is_set(lead: str) -> bool:
    """Return whether the words of a sentence before a figure say that a document sets it as a goal."""
    return _SETS.search(lead) is not None and _LOOKS_BACK.search(lead) is None
