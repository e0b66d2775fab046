"""Texts cited by their occasion: reports to a congress or the people's congress, five-year plans.

Each has one key for both languages and all its names: `congress-report:20`, `work-report:2023`, `plan:14`,
`plan-proposal:14`. A report without its year has the key `work-report`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.annotation.citations.english_edges import end_of_title
from flows.text import HAN, fold, has_han, lazy_pattern, parse_numeral, start_of
from flows.text.places import list_provinces

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
_NUMBER = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})"
_HAN_NUMBER = "(?:二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_CONGRESS = (
    r"(?:cpc |ccp |party )?(?:national )?(?:party )?congress(?: of the (?:cpc|communist party of china))?"
)
_PARTY = r"(?:cpc|ccp|(?:chinese )?communist party(?: of china)?)"
_COMMITTEE = rf"(?:cpc central committee|central committee of the {_PARTY}(?: \((?:cpc|ccp)\))?)"
_OUTLINE = r"(?:和(?:20\d\d|二[〇零]三五)年远景目标)?(?:《纲要》|纲要)?"
_STATE = r"(?:people['’]s republic of china|prc|china)"
_YEARS = r"(?: \(?\d{4} \d{4}\)?)?"  # folding turns a dash into a space
_ENGLISH_PLAN = (
    rf"(?P<number>{_NUMBER}|\d{{1,2}}(?=fyp)) ?(?:five[ -]year (?:plan|program(?:me)?)|fyp)\b{_YEARS}"
)
_ENGLISH_SUBJECT = (
    r"(?: for (?:the )?(?:national )?economic and social development)?"
    rf"(?: of (?:the )?{_STATE})?"
    r"(?:,? and (?:the )?(?:outline of )?(?:the )?(?:vision|long (?:range|term) (?:objective|goal|target)s?)"
    r"(?: (?:(?:through|for|to|of|by) )?(?:the year )?20\d\d)?)?"
    rf"(?: of (?:the )?{_STATE})?{_YEARS}"
)
# Each has the group `number` or `year`. Those of one kind are alternatives. They match folded text.
_KINDS: dict[str, tuple[str, ...]] = {
    "congress-report": (
        rf"(?:党的|中共|中国共产党)?(?P<number>{_HAN_NUMBER})大(?:政治)?报告",
        rf"(?:在)?(?:中国共产党|党的)?第(?P<number>{_HAN_NUMBER})次全国代表大会(?:上)?的?(?:政治)?报告",
        rf"report (?:(?:delivered |made )?at|to|of) the (?P<number>{_NUMBER}) {_CONGRESS}",
        rf"(?P<number>{_NUMBER}) {_CONGRESS} report",
    ),
    "work-report": (
        r"(?:(?P<year>(?:19|20)\d{2})年?)?(?:中华人民共和国)?(?:国务院)?《?政府工作报告》?",
        r"(?:(?P<year>(?:19|20)\d{2}) )?(?:government work report|report on the work of the government)"
        r"(?:,? \(?(?P<year_after>(?:19|20)\d{2})\)?)?",
    ),
    "plan-proposal": (
        rf"(?:中共中央)?关于制定国民经济和社会发展第(?P<number>{_HAN_NUMBER})个五年(?:规划|计划)"
        r"(?:和[^的]{4,20})?的建议",
        rf"[“\"]?(?P<number>{_HAN_NUMBER})五[”\"]?(?:规划|计划)的?《?建议》?",
        rf"(?:{_COMMITTEE} )?(?:recommendations?|proposals?|suggestions?) (?:of the {_COMMITTEE} )?"
        r"(?:for|on) (?:the formulation of |formulating |drawing up )?(?:the )?"
        rf"{_ENGLISH_PLAN}{_ENGLISH_SUBJECT}",
        rf"{_ENGLISH_PLAN} (?:recommendations?|proposals?)",
    ),
    "plan": (
        rf"(?:中华人民共和国)?(?:国民经济和社会发展)?第(?P<number>{_HAN_NUMBER})个五年(?:规划|计划)"
        rf"{_OUTLINE}",
        rf"[“\"]?(?P<number>{_HAN_NUMBER})五[”\"]?(?:规划|计划){_OUTLINE}",
        rf"(?:outline (?:of|for) (?:the )?(?:{_STATE}(?:['’]s)? )?)?{_ENGLISH_PLAN}"
        rf"(?: outline)?{_ENGLISH_SUBJECT}",
    ),
}
# What a stored document's title may have around the name of its occasion.
_BEFORE_TITLE = lazy_pattern(
    rf"^(?:.{{0,60}}[—:： -])?(?:[{HAN}]{{0,6}}在)?(?=中国共产党第|党的第)"
    r"|^(?:the |china['’]s )|^.{0,50} is china['’]s "
)
_AFTER_TITLE = lazy_pattern(
    rf"(?:[_ ][{HAN}]{{2,4}}"
    r"|\((?:摘要|全文|草案)\)|\(\d{4}[ –-]\d{4}\)|, covering the years.*|\(20\d\d-.*)$"
)
_IN_BRACKETS = lazy_pattern(rf"\((?P<number>{_HAN_NUMBER})大\)$")
# After a place, firm or field, the name is that of another text; before some words, it means a time.
_LOCAL_WORDS = "省|市|区|县|州|旗|集团|公司|学校|大学|开发|产业|行业|领域|事业"
_READING = "解读|学习|热议|聚焦|听取|审议|讨论|宣讲|落实"  # 解读|省政府工作报告: no name of a place
# 写入|省“十四五”规划, 落实|全市“十四五”规划: no names of places either.
_NO_NAME = (
    "[写列纳载编融]入|制定|编制|修订|执行|实施|按照|根据|结合|贯彻|衔接|对接|完成"
    f"|[{HAN}](?:[全本我该各](?=[省市区县州])|了)"
)
# In English, by capitals in the text itself: a place before the name, a field or place after it.
_RANK = r"(?:Province|Provincial|Municipality|Municipal|City|Autonomous Region|Region|County|District)"
_CAPITALS = r"[A-Z][\w’'-]*(?:,? (?:(?:and|of|the|in|for) ){0,3}[A-Z][\w’'-]*){0,8}"
# After the national plan: who made it or whom it is for, and its date.
_NATIONAL = (
    "People|PRC|China|Chinese(?! [A-Z])|Chinese (?:Government|State|Communist|People|Nation)|State Council"
    "|Nation|National People|NPC|CPC|CCP|Communist Party|Party|Central (?:Committee|Government)|Country"
    "|January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_FIELD = lazy_pattern(
    rf"[”\"]? (?:for|on|of) (?:the )?(?!(?:{_NATIONAL})\b){_CAPITALS}"
    rf"|[”\"]? (?!Outline|Period)(?:{_CAPITALS} )?(?:Plan|Programme|Program|Strategy|Guidelines)\b"
)
_TIME_BEFORE = lazy_pattern(r"\bduring (?:the |china['’]s )?[“\"]?$")  # during the 14th Five-Year Plan
_PLAN_NAME = lazy_pattern(r".*(?:five[ -]year (?:plan|program(?:me)?)|fyp)")
# the seventh five-year plan for spreading public knowledge
_LOWER_FIELD = lazy_pattern(r"[”\"]? for [a-z]+ing\b")
# Every name contains one of these.
_ANCHORS = (
    *("大报告", "大政治报告", "代表大会", "政府工作报告", "个五年", "五规划", "五计划", "五”", '五"'),
    *(
        "congress",
        "government work report",
        "work of the government",
        "five year plan",
        "five year program",
        "fyp",
    ),
)
_TIME_AFTER = lazy_pattern(r"[》”\"]?(?:时期|期间|期末|以来|第[一二三四五]年|末|\s?period\b|['’]s period)")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, patterns in _KINDS.items() for pattern in patterns)


@cache
def _searched() -> re.Pattern[str]:
    parts = (re.sub(r"\?P<\w+>", "?:", pattern) for patterns in _KINDS.values() for pattern in patterns)
    return re.compile(rf"(?<![a-z\d第一二三四五六七八九十])(?:{'|'.join(parts)})(?![a-z])")


@cache
def official_key(name: str) -> str:
    """Return the key of the text that a name means ("党的二十大报告", "14th Five-Year Plan"), or ""."""
    folded = fold(name).text.strip("《》“”\"' ").removeprefix("the ").removeprefix("china's ")
    for kind, pattern in _patterns():
        if match := pattern.fullmatch(folded):
            return _make_key(kind, match)
    return ""


def title_key(title: str) -> str:
    """Return the key of a stored document by its title, or ""; a final (二十大) shows the occasion."""
    folded = fold(title).text.strip()
    if match := _IN_BRACKETS.search(folded):
        return _make_key("congress-report", match)
    return official_key(_BEFORE_TITLE.sub("", _AFTER_TITLE.sub("", folded).strip()))


def find_plan_number(title: str) -> int:
    """Return the number of the five-year plan in a title (“十四五”样例规划: 14), or 0 without any."""
    match = _numbered().search(fold(title).text)
    given = next(filter(None, match.groups()), "") if match else ""
    return _read_number(given) if given else 0


@cache
def _numbered() -> re.Pattern[str]:
    """Return the pattern of names of five-year plans in the titles of any documents."""
    return re.compile(
        rf"第({_HAN_NUMBER})个五年(?:规划|计划)|[“\"]({_HAN_NUMBER})五[”\"]"
        r"|(?<![第零一二三四五六七八九十])((?:二)?十[一二三四五六七八九])五(?![年月日号条项届章个])"
        rf"|\b({_NUMBER}) ?(?:five[ -]year (?:(?!report|review)[a-z]+ ){{0,6}}?(?:plan|program(?:me)?)|fyp)\b"
        rf"|\b({_NUMBER}) five[ -]year period\b|\b(\d{{1,2}})fyp\b"
    )


def _make_key(kind: str, match: re.Match[str]) -> str:
    groups = match.groupdict()
    number, year = groups.get("number"), groups.get("year") or groups.get("year_after")
    if not number:
        return f"{kind}:{year}" if year else kind
    return f"{kind}:{_read_number(number)}"


def _read_number(number: str) -> int:
    """Return the number of a congress or plan: 14th, fourteenth, 十四."""
    if number in _ORDINALS:
        return _ORDINALS.index(number) + 1
    if number[0].isdigit():
        return int(number.rstrip("stndrh"))
    return parse_numeral(number) or 0


def find_official(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of such names in folded text, including the place before them if the text is local.

    A name that means the years of a plan is left out.
    """
    if not any(word in text for word in _ANCHORS):
        return  # most texts; the pattern is slow
    for match in _searched().finditer(text):
        if _TIME_AFTER.match(text, match.end()) or is_time_of_plan(text, *match.span()):
            continue
        local = _local().search(text, max(0, match.start() - 12), match.start())
        start, end = match.span()
        if text[start] == "《" and text[end - 1] == "》":
            start, end = start + 1, end - 1
        yield start_of(local, start), end


def is_time_of_plan(text: str, start: int, end: int) -> bool:
    """Return whether the name of a plan in folded text means its years: during the 14th Five-Year Plan."""
    is_during = _TIME_BEFORE.search(text, max(0, start - 20), start)
    return bool(is_during and _PLAN_NAME.fullmatch(text, start, end))


def widen_official(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of an English name in its text, with an owner or field that makes it another text.

    Returns None if a field in small letters does, since its end is unknown.
    """
    if has_han(text[start:end]):
        return start, end
    if _LOWER_FIELD.match(text, end):
        return None
    owner = _owner().search(text, max(0, start - 80), start)
    field = _FIELD.match(text, end)
    is_quoted = field and field[0][0] in '”"' and text[start - 1 : start] in ("“", '"')
    end = end_of_title(text, start, field.end()) if field else end
    return start_of(owner, start) - bool(is_quoted), end


@cache
def _local() -> re.Pattern[str]:
    """Return the pattern of a place, firm or field before a Chinese name."""
    places = "|".join(one.short for one in list_provinces())
    own = "[全本我该各]?(?:省|市|区|县|州)"
    return re.compile(rf"(?:(?!{_READING}|{_NO_NAME})[{HAN}]{{2}}(?:{_LOCAL_WORDS})|{own}|{places})的?《?$")


@cache
def _owner() -> re.Pattern[str]:
    """Return the pattern of a place before a plan: Zhejiang, Sample City's, Zhejiang Provincial.

    "Beijing's" means the government.
    """
    places = "|".join(re.escape(name) for one in list_provinces() for name in one.english_names)
    return re.compile(rf"\b(?:(?!Beijing[’'])(?:{places})|(?:{places}|[A-Z]\w+) {_RANK})(?:[’']s)? [“\"]?$")
