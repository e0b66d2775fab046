"""Days on which a draft says that a document took effect, compared with those that the store has of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.assistants.drafts.claims import Note
from flows.corpus.metadata import parse_date
from flows.store import Store
from flows.store.documents import Titled, read_events
from flows.text import HAN, MONTH_NAMES, lazy_pattern

_LONGEST = 260  # code points from the end of a title to the end of the date
_BEFORE = 40  # code points of a date before a title: 2021年9月1日起施行的《…》
_YEAR = 4  # characters of a year
_YEARS_APART = 2  # of two days of one event, one of them a slip
_HAN_YEAR = "[〇零○一二三四五六七八九]{4}"
_ZH_DAY = r"[\d一二三四五六七八九十]{1,3}\s?日"
_ZH_YEAR = rf"(?:(?:19|20)\d\d|{_HAN_YEAR})\s?年"
_ZH_MONTH = r"[\d一二三四五六七八九十元]{1,2}\s?月"
_ZH_DATE = rf"{_ZH_YEAR}(?:\s?{_ZH_MONTH}(?:\s?{_ZH_DAY})?)?"
_ZH_STARTS = (
    r"(?:起|开始)?(?:正式|全面|开始){0,2}(?:施行|实施|生效)"
    r"(?!之?前|条例|细则|办法|方案|意见|规定|情况)"
)
_MONTHS = "|".join(MONTH_NAMES)
_EN_DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?:{_MONTHS})\.?,? (?:19|20)\d\d"
    rf"|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?:19|20)\d\d)(?![\d-])"
)
# Whatever is between the title and the day has to be known: nothing may turn it (原定, was to) or be another
# subject (its annex).
# 《…》（…）由…于2021年6月10日通过，自2021年9月1日起施行; 《…》（同年9月1日起施行）.
_CHINESE = lazy_pattern(
    r"[》”*_]{0,4}(?:[（(][^（）()《》\n]{1,80}[）)])?[，,（(]?"
    rf"(?:[由经][{HAN}]{{2,30}}?)?"
    rf"(?:[于在]?(?P<passed>{_ZH_DATE})[由经]?[{HAN}]{{0,30}}?"
    r"(?:通过|公布|发布|颁布|印发|出台|制定)(?:[，,、；;]|并){0,2})?(?:。?该(?:法|条例|办法|规定))?"
    r"(?:已经?|将|并|也|则|即){0,2}[自从于在]?"
    rf"(?P<date>{_ZH_DATE}|(?P<same>[同次翌]年)\s?{_ZH_MONTH}(?:\s?{_ZH_DAY})?){_ZH_STARTS}"
)
_CHINESE_BEFORE = lazy_pattern(rf"(?<!\d)(?P<date>{_ZH_DATE}){_ZH_STARTS}的?[《“]$")
# The …, adopted by … on 10 June 2021, took effect on 1 September 2021; the … (in force since 2021).
_ENGLISH = lazy_pattern(
    r"[”’\"'*_»》]{0,4}(?: \([^()\n]{1,60}\))?,?(?: (?:which|that))?"
    r"(?:,? (?:was )?(?:adopted|passed|promulgated|issued|published|enacted|released|approved)"
    rf"(?: by [^,.;:()\n]{{1,80}}?)?(?: (?:on|in) {_EN_DATE})?(?:\. (?:It|The law)|,?(?: and(?: it)?)?))?"
    r",? \(?(?:has been |was |is |it |will )?"
    r"(?:(?:took|takes?|taking) effect"
    r"|(?:came|comes?|enter(?:s|ed)?|went|coming|entering) into (?:force|effect)"
    r"|(?:in|into) (?:force|effect)(?= (?:since|from|as of))|effective)"
    rf"(?: (?:on|in|since|from|as of|as from))? (?P<date>{_EN_DATE})",
    re.IGNORECASE,
)


def find_stated_start(text: str, start: int, end: int) -> str:
    """Return the ISO date (or month, or year) from which a draft says that the title at a span is in force.

    Returns "" if none is stated in the words right after the title, or right before it in Chinese.
    """
    after = text[end : end + _LONGEST]
    if match := _CHINESE.match(after) or _ENGLISH.match(after):
        groups = match.groupdict()
        if not groups.get("same"):
            return parse_date(match["date"])
        passed = parse_date(match["passed"] or "")
        if not passed:
            return ""
        year = int(passed[:4]) + (match["same"] != "同年")
        return parse_date(f"{year}年{match['date'][len(match['same']) :].strip()}")
    before = _CHINESE_BEFORE.search(text[max(0, start - _BEFORE) : start])
    return parse_date(before["date"]) if before else ""


def note_start(store: Store, rows: Iterable[Titled], stated: str) -> Note | None:
    """Return a note if the store has another day from which a document is in force than the one stated.

    `rows` are its editions. None if one of them may have begun on the day stated, or if that of one is
    unknown: the text of a law as amended often has the day of its first edition only. A day years from all
    of them may be that of an edition that is not stored.
    """
    starts: set[str] = set()
    for row in rows:
        days = {
            event.since for event in read_events(store, row.id) if event.status == "in_force" and event.since
        }
        if not days or not row.date or min(days) < row.date[: len(min(days))]:
            return None
        starts |= days
    if not starts or any(_may_be_same(day, stated) for day in starts):
        return None
    if all(abs(int(day[:_YEAR]) - int(stated[:_YEAR])) > _YEARS_APART for day in starts):
        return None
    return Note("other_day_in_force", {"date": sorted(starts), "stated": stated})


def _may_be_same(day: str, stated: str) -> bool:
    return day.startswith(stated) or stated.startswith(day)
