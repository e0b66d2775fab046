"""The setting of a Chinese sentence: a report, an argument, or what others say asks nothing of anybody."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from flows.annotation.directives.clauses import Sentence
from flows.annotation.directives.tables import pattern_of
from flows.text import end_of, lazy_pattern, start_of

_CLOSING = "”\"' \n"
_NEAR = 30  # characters before a verb of saying in which its speaker is named
_ISSUER = "[^,。;:]{2,40}?(?:部|委|局|署|办|办公室|部门|院)(?:近日|日前|今天|昨天|\\d+日)?(?:联合)?"
# What a document asks, after the report that it was issued, and what a ministry says that it will do:
# 两部门近日印发《…意见》,提出支持…,加强…; 水利部日前印发通知,要求各地加强…; 水利部近日表示,今年将….
_ISSUED = lazy_pattern(
    "[^。;]{0,60}?(?:印发|发布|出台|下发|公布)[^,。;《》]{0,6}"
    "《[^《》]{2,60}(?:意见|通知|方案|规划|纲要|办法|规定|条例|指南|细则|计划|公告|措施|决定|行动)"
    "(?:\\([^()]{1,12}\\))?》,"
    "(?:其中)?(?:明确)?(?:提出|要求)"
    f"|{_ISSUER}(?:印发|发布|下发|发出)了?[^,。;《》]{{0,8}}(?:通知|意见|公告),"
    "(?:明确)?(?:要求|提出)(?:各地区?(?:和?各?有关部门|各部门)?)?"
    f"|{_ISSUER}(?:表示|介绍|透露),(?=[^,。;:]{{0,8}}将)"
)
_pattern = partial(pattern_of, "zh")


class Setting(NamedTuple):
    """The setting of a sentence: the end of its own words, and whether it is a report."""

    last: int
    is_report: bool


def read_setting(sentence: Sentence) -> Setting:
    """Return the setting of a sentence: its own words, and whether they report or argue."""
    plain, start, end = sentence.plain, sentence.start, sentence.end
    text = plain[start:end]
    if text.rstrip(_CLOSING).endswith("?") or _is_abroad(text):
        return Setting(start, is_report=False)
    issued = after_issue(text, 0, len(text))
    return Setting(_own_words(plain, start + issued, end), _is_report(text[issued:]))


def after_issue(text: str, start: int, end: int) -> int:
    """Return where what a document asks begins, after the report that it was issued; else the start."""
    return end_of(_ISSUED.match(text, start, end), start)


def _is_abroad(text: str) -> bool:
    """Return whether a sentence reports what another state orders."""
    if not _pattern("abroad", "pattern").search(text):
        return False
    return _pattern("abroad", "at_home").search(text) is None


def _own_words(plain: str, start: int, end: int) -> int:
    """Return the start of somebody else's words in a sentence, or its end if there are none."""
    demanding, officials = _pattern("speech", "demanding"), _pattern("speech", "officials")
    private = _pattern("speech", "private")
    others, others_said = _pattern("speech", "others"), _pattern("speech", "others_said")
    for match in _pattern("speech", "verbs").finditer(plain, start, end):
        if others.match(match.group()):
            return match.start()
        near = max(start, match.start() - _NEAR)
        if private.search(plain, near, match.start()):
            return match.start()
        if demanding.match(match.group()):
            continue
        is_official = officials.search(plain, near, match.start()) is not None
        if not is_official or others_said.search(plain, near, match.start()):
            return match.start()
    inner = _pattern("speech", "embedded").search(plain, start, end)
    return start_of(inner, end)


def _is_report(text: str) -> bool:
    """Return whether a sentence reports what has been done, or argues from how things are."""
    if text.rstrip(_CLOSING).endswith("的;"):
        return True  # a case in a list
    return _shows_report(text) and _shows_report(_pattern("report", "condition").sub("", text))


def _shows_report(text: str) -> bool:
    if _pattern("reasons", "opening").match(text):
        return True
    if _pattern("reasons", "pattern").search(text) or _pattern("report", "clause").search(text):
        return True
    is_counted = _pattern("report", "sentence").search(text) is not None
    return is_counted and not _pattern("report", "target").search(text)
