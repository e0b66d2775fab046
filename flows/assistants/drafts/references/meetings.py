"""Meetings that a draft names by year or session: 2022年中央经济工作会议, 二十届三中全会.

A meeting without its year or session may be any of its kind, so it names no source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from flows.annotation import normalise_title
from flows.assistants.drafts.references.names import Names
from flows.assistants.drafts.references.reference import Reference
from flows.store.documents import Titled
from flows.text import HAN, Cover, has_han, lazy_pattern, parse_numeral

_N = r"[一二三四五六七八九十\d]{1,4}"
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth", "twenty-first"),
)
_ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(reversed(_ORDINALS))})"
_PARTY = r"(?:cpc|ccp|party|national congress|congress)"
# Each has the groups `congress` and `number`.
_PLENUMS = (
    lazy_pattern(
        rf"(?:党的|中共|中国共产党)?第?(?P<congress>{_N})届(?:中央委员会)?第?(?P<number>{_N})"
        r"(?:中全会|次全体会议)"
    ),
    lazy_pattern(
        rf"\b(?P<number>{_ORDINAL}) plen(?:um|ary session) of the (?P<congress>{_ORDINAL})"
        rf" (?:{_PARTY} )?central committee|\b(?P<congress_first>{_ORDINAL}) (?:{_PARTY} )?"
        rf"central committee[’']s (?P<number_after>{_ORDINAL}) plen(?:um|ary session)",
        re.IGNORECASE,
    ),
)
_DISCIPLINE = lazy_pattern(
    rf"(?:党的|中共|中国共产党)?第?(?P<congress>{_N})届中央纪(?:委|律检查委员会)"
    rf"第?(?P<number>{_N})次全(?:会|体会议)"
)
_ENGLISH_NAMES = {
    "central economic work conference": "中央经济工作会议",
    "central rural work conference": "中央农村工作会议",
    "central financial work conference": "中央金融工作会议",
}
_ENGLISH_NAME = "|".join(_ENGLISH_NAMES)
_CONFERENCES = (
    lazy_pattern(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:\d{1,2}日)?)?"
        r"(?:[至—–-](?:\d{1,2}月)?\d{1,2}日)?(?:召开的?|举行的?|年?[底末]的?|度|的)?"
        rf"(?P<name>(?:中央|全国|国务院|中共中央)(?:(?!的)[{HAN}]){{0,10}}?(?:会议|大会)"
        rf"(?![{HAN}]{{0,4}}委员会))"
    ),
    lazy_pattern(
        rf"\b(?P<year>(?:19|20)\d\d) (?P<name>{_ENGLISH_NAME})"
        rf"|\b(?P<name_first>{_ENGLISH_NAME})(?: held)? (?:of|in) (?:[A-Z][a-z]+ )?"
        r"(?P<year_after>(?:19|20)\d\d)",
        re.IGNORECASE,
    ),
)
# The year in brackets after the name: 中央经济工作会议（2022年12月）.
_DATED_BEHIND = lazy_pattern(
    rf"(?<!届)(?P<name>(?:中央|全国|国务院|中共中央)(?:(?!的)[{HAN}]){{0,10}}?(?:会议|大会))"
    r"[（(](?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:\d{1,2}日)?)?"
    r"(?:[至—–-](?:\d{1,2}月)?\d{1,2}日)?(?:[，,][^（）()\n]{1,8})?[）)]"
    rf"|\b(?P<name_first>{_ENGLISH_NAME}) \((?P<year_after>(?:19|20)\d\d)\)",
    re.IGNORECASE,
)
_YEAR_BEHIND = lazy_pattern(r"^(.+?) ?[（(]((?:19|20)\d\d年?)[^（）()]*[）)]$")
# What makes a meeting the speaker of the words that follow, in its clause.
_SPEAKS = lazy_pattern(
    r"(?!精神|以来|以后|之后|后|前|期间|部署|关于|召开|举行|闭幕)[^。；;“”\n]{0,24}?"
    r"(?:指出|强调|提出|要求|明确|认为|称|说|表示|写道|决定|确定|部署|公报|《)"
    r"|[，,：:]?\s?[“「『\"]"
    r"|,? ?(?:communiqu|readout|said|says|stated|states|stressed|called|noted|declared|decided|pledged"
    r"|emphasi[sz]ed)",
    re.IGNORECASE,
)
_CITED = lazy_pattern(
    r"(?:[（(]|——?|according to (?:the )?(?:communiqu[eé] of |readout of )?(?:the )?)[见引自据]{0,2}$"
    r"|(?:根据|依据|按照|据)$"
)
# Between a plenum and the title of what it decided.
_DECIDED = lazy_pattern(r"(?:审议)?(?:通过|发布|公布)?的?《")
# Behind the meeting that adopted a document: 《样例决定》（…第三次全体会议通过）.
_ADOPTED = lazy_pattern(r"(?:审议|表决)?通过[）)]")
# Titles of documents about a meeting that do not have its words.
_ABOUT = lazy_pattern("关于|学习|贯彻|落实|精神|解读|评论|社论|专题|答记者|传达|述评|专访")
# Titles of the records of a meeting. A later text that names a meeting is not that of another one.
_RECORD = lazy_pattern("公报|举行|召开|闭幕|新闻稿|communiqu|readout|held in", re.IGNORECASE)
_DAYS = timedelta(days=15)  # after a plenum, in which its decisions are published
_DECISIONS = "中共中央关于"
_REACH = 40


class Meeting(NamedTuple):
    """A meeting: its kind, and the year, month or number that tells it from others of its kind."""

    series: str
    session: str


def find_meetings(text: str, titles: Sequence[Reference], names: Names) -> list[Reference]:
    """Return the meetings to which a draft ascribes words, by start, without those inside titles."""
    found: list[Reference] = []
    taken = Cover(len(text), titles)
    stored = {title.start for title in titles if title.documents}
    for start, end, meeting in _find_named(text):
        if taken.overlaps(start, end):
            continue  # also 2022年中央经济工作会议（2022年12月）, found without its bracket
        decided = _DECIDED.match(text, end)
        if decided and decided.end() in stored:
            continue  # 三中全会《决定》: the words are those of the decision
        if _ADOPTED.match(text, end):
            continue
        is_cited = _CITED.search(text, max(0, start - _REACH), start)
        if is_cited or _SPEAKS.match(text, end):
            documents, others = _documents_of(meeting, names)
            key = _with_year_first(text[start:end])
            found.append(Reference("meeting", start, end, key, documents, others=others, is_claim=False))
            taken.add(start, end)
    return sorted(found, key=lambda one: one.start)


def _with_year_first(name: str) -> str:
    """Return 2022年中央经济工作会议 for 中央经济工作会议（2022年12月）; other names are unchanged."""
    return _YEAR_BEHIND.sub(r"\2 \1", name).replace("年 ", "年")


def decided_at(text: str, end: int, kind: str, names: Names) -> tuple[str, ...]:
    """Return the documents of a kind (决定) decided at the plenum named right before `text[end]`, or ()."""
    window = text[max(0, end - _REACH) : end]
    for match in _PLENUMS[0].finditer(window):
        if _DECIDED.fullmatch(window, match.end()):
            documents, _ = _documents_of(_plenum_of(match), names)
            rows = names.titled(documents)
            return tuple(row.id for row in rows if _is_of_kind(row.title, kind))
    return ()


def _is_of_kind(title: str, kind: str) -> bool:
    return re.search(rf"{kind}(?:》(?:公布|发布|全文)?)?$", title) is not None


def _find_named(text: str) -> Iterator[tuple[int, int, Meeting]]:
    """Yield the spans of meetings named with their session or year."""
    for pattern in _PLENUMS:
        for match in pattern.finditer(text):
            yield *match.span(), _plenum_of(match)
    for match in _DISCIPLINE.finditer(text):
        yield *match.span(), Meeting("discipline", _session_of(match))
    for pattern in _CONFERENCES:
        for match in pattern.finditer(text):
            yield *match.span(), _conference_of(match)
    for match in _DATED_BEHIND.finditer(text):
        yield *match.span(), _conference_of(match)


def _conference_of(match: re.Match[str]) -> Meeting:
    groups = match.groupdict()
    name = (groups["name"] or groups["name_first"]).lower()
    session = groups["year"] or groups["year_after"]
    if month := groups.get("month"):
        session += f"-{int(month):02}"
    return Meeting(_ENGLISH_NAMES.get(name, name), session)


def _plenum_of(match: re.Match[str]) -> Meeting:
    return Meeting("plenum", _session_of(match))


def _session_of(match: re.Match[str]) -> str:
    groups = match.groupdict()
    congress = groups["congress"] or groups["congress_first"]
    number = groups["number"] or groups["number_after"]
    return f"{_read_number(congress)}:{_read_number(number)}"


def _read_number(number: str) -> int:
    lower = number.lower()
    if lower in _ORDINALS:
        return _ORDINALS.index(lower) + 1
    return parse_numeral(number) or int(re.sub(r"\D", "", number) or 0)


# Stored documents ----------------------------------------------------------------------------------------


def _documents_of(meeting: Meeting, names: Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the stored documents of a meeting, and those of the others of its kind."""
    of_kind = [
        (row, session) for row in _rows_of(meeting.series, names) if (session := _session(row, meeting))
    ]
    own = [row for row, session in of_kind if session.startswith(meeting.session)]
    others = [row for row, _ in of_kind if row not in own and _RECORD.search(row.title)]
    if meeting.series == "plenum":
        own += [row for row in names.titles_with(_DECISIONS) if _is_decided_at(row, own) and row not in own]
    return tuple(row.id for row in own), tuple(row.id for row in others)


def _rows_of(series: str, names: Names) -> list[Titled]:
    if series == "plenum":
        found = [*names.titles_with("次全体会议"), *names.titles_with("中全会"), *names.titles_with("plen")]
    elif series == "discipline":
        found = names.titles_with("中央纪")
    else:
        english = [name for name, chinese in _ENGLISH_NAMES.items() if chinese == series]
        found = [row for name in (series, *english) for row in names.titles_with(normalise_title(name))]
    return [row for row in dict.fromkeys(found) if not _ABOUT.search(row.title)]


def _session(row: Titled, meeting: Meeting) -> str:
    """Return the session of the meeting of a kind that a document is on, or "" for none."""
    if meeting.series in ("plenum", "discipline"):
        patterns = (_DISCIPLINE,) if meeting.series == "discipline" else _PLENUMS
        match = next(filter(None, (pattern.search(row.title) for pattern in patterns)), None)
        return _session_of(match) if match else ""
    stated = re.search(r"(?<!\d)(?:19|20)\d\d(?=年)", row.title)
    if stated and not row.date.startswith(stated[0]):
        return stated[0]
    return row.date


def _is_decided_at(row: Titled, communiques: Sequence[Titled]) -> bool:
    """Return whether a document of the Central Committee was published within days of a plenum."""
    if not has_han(row.title) or len(row.date) < len("2024-07-18"):
        return False
    published = date.fromisoformat(row.date)
    held = [date.fromisoformat(one.date) for one in communiques if len(one.date) == len(row.date)]
    return any(day <= published <= day + _DAYS for day in held)
