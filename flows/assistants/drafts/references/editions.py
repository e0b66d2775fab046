"""Editions that a draft names beside a title: 《样例法》（2022年修正）, 2007年《样例法》."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.corpus.metadata import parse_date
from flows.store.documents import Titled
from flows.text import lazy_pattern

_AMENDED = r"第?[一二三四五六七八九十\d]{0,3}次?(?:最新)?修[正订改]"
# After a title: （2022年修正）, （2022年）, （2007年通过，2022年修正）, (2022 Amendment), (2022).
_BEHIND = lazy_pattern(
    r"》?\s?[（(](?:[^（）()]{1,24}[，,、；;\s])?"
    r"(?:(?P<zh>(?:19|20)\d\d(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?)?)"
    rf"(?:{_AMENDED}|(?<=[年月日])(?=[）)]))"
    r"|(?P<year>(?:19|20)\d\d) (?:amendment|revision|edition|version)"
    r"|(?:as )?(?:amended|revised)(?: in)? (?P<since>(?:19|20)\d\d)"
    r"|(?<=\()(?P<alone>(?:19|20)\d\d)(?=\)))[^（）()]{0,12}[）)]",
    re.IGNORECASE,
)
# At the end of a title: 样例法（2016年修正）.
_INSIDE = lazy_pattern(
    rf"[（(](?P<date>(?:19|20)\d\d)年?(?:{_AMENDED}|版)?(?:版|本)?[）)]》?$"
    r"|\((?P<year>(?:19|20)\d\d) (?:amendment|revision|edition|version)\)$",
    re.IGNORECASE,
)
# Before a title: 2007年《样例法》, 2021年修订的《样例法》, the 2007 Sample Law.
_BEFORE = lazy_pattern(
    rf"(?<!\d)(?P<zh>(?:19|20)\d\d)年(?P<amended>(?:{_AMENDED}(?:后|版|通过)?|版)的?)?(?:中华人民共和国)?《?$"
    r"|\b[Tt]he (?P<year>(?:19|20)\d\d) (?P<edition>(?:amended |revised )?(?:(?:edition|version) of the )?)"
    r"[“\"*_]?$"
)
_REACH = 40  # code points before a title
_YEAR = 4  # characters of a year
# An earlier edition, or the one in force: 旧法第四条, 现行法第九条, 改为第九条, former Article 4.
_OF_LAW_BEFORE = r"(?:的?(?:中华人民共和国)?《[^《》\n]{2,30}》|法|条例|办法|规定)?的?$"
_AGES = {
    "old": lazy_pattern(
        rf"(?:旧|(?<!草)原|(?:修[订正改]|修法)(?:之?前)(?:的|版)?|此前的?){_OF_LAW_BEFORE}"
        r"|\b(?:[Ff]ormer|[Oo]ld|[Pp]revious|[Ee]arlier|[Oo]riginal)\s(?:(?:[Ll]aw|version|text)[’']s\s)?$"
    ),
    "new": lazy_pattern(
        rf"(?:改为|调整为|现为|(?<![创革更])新|现行|(?:修[订正改]|修法)(?:之?后)(?:的|版)?){_OF_LAW_BEFORE}"
        r"|\b(?:[Nn]ew|[Cc]urrent|[Aa]mended|[Rr]evised)\s(?:(?:[Ll]aw|version|text)[’']s\s)?$"
    ),
}
_AGES_BEHIND = {
    "old": lazy_pattern(
        r",?\s(?:of|in|under) the (?:old|former|previous|earlier|original) (?:law|version|text)\b"
    ),
    "new": lazy_pattern(r",?\s(?:of|in|under) the (?:new|current|amended|revised) (?:law|version|text)\b"),
}
# Words of a sentence that turn from the edition named before to another one.
_TURNS = lazy_pattern(
    r"(?<![体表出呈发展实])(?:现在|如今)(?:的|则|又|还|也|[多增改规删新变要])|现行(?!有效)|新法|新版|新规"
    r"|(?<![创革更])新条例|旧法|旧版|(?<!草)原法|修[订正改](?:之?[前后])|改[为成写]"
    r"|\bnow (?:also )?(?:reads?|says?|adds?|requires?|provides?|states?|has)\b"
    r"|\bthe (?:new|old|current|amended|revised|former|previous) (?:law|version|text)\b",
    re.IGNORECASE,
)


class NamedEdition(NamedTuple):
    """The ISO date or year of an edition.

    A year before a title, or alone after an English one, `is_sure` only with a word such as 修正.
    """

    date: str
    is_sure: bool


def find_edition(text: str, start: int, end: int) -> NamedEdition | None:
    """Return the edition that a draft names beside the title `text[start:end]`, or inside it."""
    if match := _BEHIND.match(text, end) or _INSIDE.search(text[start:end]):
        is_alone = bool(match.groupdict().get("alone"))
        return NamedEdition(parse_date(next(filter(None, match.groups()))), not is_alone)
    if match := _BEFORE.search(text, max(0, start - _REACH), start):
        return NamedEdition(match["zh"] or match["year"], bool(match["amended"] or match["edition"]))
    return None


def find_age(text: str, start: int, end: int) -> str:
    """Return "old" or "new" for an article `text[start:end]` that is said to be of such an edition, or ""."""
    for age, before in _AGES.items():
        if before.search(text, max(0, start - _REACH), start) or _AGES_BEHIND[age].match(text, end):
            return age
    return ""


def turns_to_another(text: str, start: int, end: int) -> bool:
    """Return whether words after a title turn to another edition: 现在多了“…”, 新法删去了“…”."""
    return _TURNS.search(text, start, end) is not None


def edition_in_title(title: str) -> str:
    """Return the year of the edition that a title states at its end (样例条例（2021年修订）), or ""."""
    match = _INSIDE.search(title)
    return (match["date"] or match["year"]) if match else ""


def is_dated(row: Titled, date: str) -> bool:
    """Return whether a stored document may be of a stated ISO date; each may be a year or month."""
    return bool(date and row.date) and (row.date.startswith(date) or date.startswith(row.date))


def is_of_edition(row: Titled, date: str) -> bool:
    """Return whether a stored document is of an edition: by the year in its title, else by its date."""
    if stated := edition_in_title(row.title):
        return stated == date[:_YEAR]
    return is_dated(row, date)


def is_of_next_year(row: Titled, date: str) -> bool:
    """Return whether a stored document is dated a year after a stated year: a report on 2018, out in 2019."""
    return len(date) == _YEAR and row.date[:_YEAR] == str(int(date) + 1)
