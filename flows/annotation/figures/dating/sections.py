"""Kinds of figures by the headings above them: a review states actual values, tasks state targets."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from flows.annotation.figures.numbers import fold_figures
from flows.annotation.figures.statements import Kind
from flows.annotation.figures.words import join_alternatives, read_table
from flows.text import compile_alternatives, lazy_pattern

_REVIEW = lazy_pattern(
    r"回顾|(?<!做好)工作总结"
    r"|(?:发展|主要|工作|历史性|取得的?)(?:成就|成绩|成效)|取得.{0,12}(?:成就|成绩|成效)|过去.{1,3}年"
    r"|现状|(?<![筑夯打巩固实牢厚][^，,、]{2})(?<![筑夯打巩固实牢厚][^，,、]{4})(?<![实牢固])发展基础"
    r"|预算(?:收支)?执行(?:情况)?|决算情况|20\d\d年[^,;]{0,8}(?:工作|完成|进展|运行|发展)情况"
    r"|(?:经济|财政|收支|政策|生产|预算|计划|进出口)[^,;与和及]{0,6}(?:运行|执行|收支)情况$"
    r"|差距|存在.{0,8}问题|面临.{0,8}(?:形势|挑战)"
    r"|\b(?:review|achievements?|accomplishments|progress made|budget execution|execution in"
    r"|current situation|what has been done)\b",
    re.IGNORECASE,
)
# What is reviewed: 2025年主要工作和“十四五”发展成就, 2024年重点工作情况.
_WORK_DONE = lazy_pattern(
    r"20\d\d年(?:主要|重点)(?:目标)?(?:工作|任务)"
    r"(?=(?:完成|进展)?情况|(?:和|及|与|以及).{0,8}(?:回顾|成就|成绩|成效))"
    r"|(?:回顾|成就|成绩|成效)(?:和|及|与|以及)20\d\d年(?:主要|重点)工作$"
)
_TASKS = lazy_pattern(
    r"(?:主要|预期|发展|总体|工作|约束性)目标|(?:主要|重点|目标|重大)(?:任务|工作|举措)"
    r"|工作的?(?:总体)?(?:安排|部署|打算|建议|任务|思路|计划)|总体(?:工作)?要求"
    r"|民生实事(?![,，]|，)|下一步|保障措施"
    r"|预算(?:草案|(?:收支)?(?:总体)?安排)|(?<![a-z])(?:draft budget|budget proposal|estimates for)(?![a-z])"
    r"|\b(?:goals?|objectives?|targets?|(?:main|major|key) tasks|work for|next steps|priorities)\b"
    r"|\brequirements\b",
    re.IGNORECASE,
)

_CONDITIONS = lazy_pattern(
    r"(?:申报|申请|认定|准入|推荐|遴选|入选|评选|参评|备案|许可|资格|资质|入库|入围)(?:的)?(?:基本)?条件"
    r"|(?:申报|申请|准入|从业)(?:资格|门槛)|资格(?:要求|条件)"
    r"|\b(?:eligibility|qualification (?:requirements|conditions)|conditions (?:for|of) "
    r"(?:application|recognition|admission))\b",
    re.IGNORECASE,
)

_NEWS_AT_HEAD, _NEWS_AT_END = 300, 100  # code points at either end of a document searched for words of news

_MEASURES_AT_HEAD = 600  # code points
_MEASURES = lazy_pattern(
    "(?:制[定订]|提出|出台)(?:本|如下|以下|下列)(?:若干|有关|具体|支持|激励|政策|工作|行动|实施)*"
    "(?:措施|方案|意见|计划|政策|举措)"
)

_LONGEST_STORY = 12_000  # code points; a longer text that quotes somebody is a speech or report
# Somebody's words in a story: “日子好起来了。”老张笑着说; 村支书告诉记者，“…
_REPORTED = lazy_pattern(
    "[。！？…，~]”[^。；\\n“”]{0,24}?(?:说(?![明法服教])|告诉|坦言|感慨|感叹|介绍道?(?=[。，,]))"
    "|(?:说(?![明法服教])|告诉(?:记者|我们)|坦言|感慨|感叹|介绍[说道])[:：，,]“[^”\\n]{0,200}[。！？…，]”"
)
# A single year: neither part of 2021-2025 nor of the name of a document.
_YEAR = lazy_pattern(
    r"(?<![\d—–-])(20\d\d)\s?年(?!版|第|[—–-]|至|到)|\b(?:in|for|of) (20\d\d)\b(?![—–-])|^(20\d\d)\b(?![—–-])"
)
_PLAN = lazy_pattern("[一二三四五六七八九十]五(?!年)|五年|five-year", re.IGNORECASE)
_THIS_YEAR = lazy_pattern("今年|本年度|this year")


# A numbered heading in the line of its first paragraph: 二、2026年工作安排。
_OPENED = lazy_pattern("[\\s\u3000]*[一二三四五六七八九十]{1,3}、\\s*(?P<heading>[^。；;，,\\n]{4,24})。")

# The kind by whether the heading is a review.
_KINDS: dict[bool, Kind] = {True: "actual", False: "target"}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compile_alternatives(join_alternatives(read_table("dating/words.toml")["zh"][name]))


def foresees(sentence: str) -> bool:
    """Return whether a sentence of news reports what a plan or meeting has set, or what may come."""
    return _pattern("foreseen").search(sentence) is not None


def shows_news(text: str) -> bool:
    """Return whether a passage contains words of news, which reports what has happened."""
    return _pattern("news").search(text) is not None


def reads_as_news(text: str) -> bool:
    """Return whether a document contains words of news at its beginning or end, or quotes what people say."""
    if shows_news(text[:_NEWS_AT_HEAD]) or shows_news(text[-_NEWS_AT_END:]):
        return True
    is_short = len(text) <= _LONGEST_STORY
    return is_short and "“" in text and _REPORTED.search(text) is not None


def announces_measures(text: str) -> bool:
    """Return whether a document lays down measures or a plan at its beginning: 为…，制定以下措施."""
    return _MEASURES.search(text, 0, _MEASURES_AT_HEAD) is not None


def announces_conditions(heading: str) -> bool:
    """Return whether one of the headings, joined by ' / ', announces conditions of application."""
    return _CONDITIONS.search(fold_figures(heading).text) is not None


@lru_cache(maxsize=1_000)  # the passages below a heading come one after another
def section_kind(heading: str) -> Kind:
    """Return the kind of the figures under `heading`, whose levels are joined by ' / ', the widest first.

    The widest level that names a review or tasks, but not both, decides (成就和目标 names both). "" if none
    does. The work of a year next to achievements counts as done (2025年主要工作和“十四五”发展成就).
    """
    for level in fold_figures(heading).text.split(" / "):
        is_review, is_tasks = bool(_REVIEW.search(level)), bool(_TASKS.search(_WORK_DONE.sub("", level)))
        if is_review != is_tasks:
            return _KINDS[is_review]
    return ""


def open_heading(text: str) -> str:
    """Return the numbered heading that opens a passage and names a review or tasks, or "".

    >>> 二、2026年工作安排。产值增长5%。 -> 2026年工作安排
    """
    opened = _OPENED.match(text)
    return opened["heading"] if opened and section_kind(opened["heading"]) else ""


def section_year(heading: str, date: str) -> str:
    """Return the year of the review or tasks that headings announce (2026年工作安排), or "".

    `date` is the document's, for headings that say "this year".
    """
    if not section_kind(heading):
        return ""
    for level in reversed(fold_figures(heading).text.split(" / ")):
        if _PLAN.search(level):
            continue  # goals for five years and for one
        years = {"".join(filter(None, match.groups())) for match in _YEAR.finditer(level)}
        if len(years) == 1:
            return years.pop()
        if _THIS_YEAR.search(level):
            return date[:4]
    return ""
