"""The date of a draft: in its first lines or its last one, else that of its file or page.

It never changes the day as of which laws are judged. It is reported, so that the author can choose that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.assistants.drafts.claims import Draft, Note, describe_note
from flows.corpus.metadata import days_apart, find_dated_line, parse_date
from flows.text import Cover, lazy_pattern, simplify, this_day

_HEAD_LINES = 12  # lines with text in which a draft states its date
_LONGEST_LINE = 160  # code points
_HAN_YEAR = "[〇零○一二三四五六七八九]{4}"
_DATE = (
    r"(?P<date>(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?(?!\d)"
    rf"|(?:(?:19|20)\d\d|{_HAN_YEAR})\s?年\s?[\d一二三四五六七八九十元]{{1,2}}\s?月"
    r"(?:\s?[\d一二三四五六七八九十]{1,3}\s?日)?"
    r"|(?-i:[A-Z])[a-z]{2,8}\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?-i:[A-Z])[a-z]{2,8}\.?,? (?:19|20)\d\d)"
)
_VERSION = r"(?:[初草二三四五终]|讨论|修订|修改|送审|征求意见|第[一二三四五六七八九十\d]{1,2})?稿"
_TAIL = r"(?:\s?[;；—–].{0,60}|[.。])?"
# Draft of 3 March 2024; Working draft (v2), March 2024; Date drafted: 2024-03-03; 起草日期：2024年3月3日;
# 2024年3月3日修订稿; 讨论稿，2024年3月; 截至2024年3月.
_STATES_DATE = lazy_pattern(
    r"(?:(?:[a-z]+ ){0,2}(?:draft|version|revision)(?: (?:v\.? ?)?\d+(?:\.\d+)*| \(v[^()]{1,8}\))?"
    r"(?:,? (?:of|dated|from|as of)|\s?[,:—–-])?"
    r"|(?:date(?:d| drafted| written| of (?:the |this )?(?:draft|memo|memorandum|note|paper))?"
    r"|drafted|prepared|written|completed|finali[sz]ed|(?:last )?(?:updated|revised)"
    r"|(?:status )?as (?:of|at))"
    r"(?: on| in)?:?"
    r"|(?:起草|拟稿|撰写|撰稿|写作|编写|成稿|成文|定稿|完稿|完成|截稿|初稿|稿件|文稿|更新|修改|修订){0,2}"
    r"(?:日期|时间|于)\s?[:：]?"
    rf"|{_VERSION}\s?[,，:：]?|截[至止]到?)"
    rf"\s?{_DATE}{_TAIL}"
    rf"|{_DATE.replace('P<date>', 'P<version_date>')}\s?[的,，]?\s?{_VERSION}{_TAIL}",
    re.IGNORECASE,
)
_MARKS = "*_#>（()）[]【】 \t\u3000"
_COLUMNS = lazy_pattern(r"\s*[|｜·•\t]\s*|\u3000+| {3,}")
_BRACKETED = lazy_pattern(r"[（(【\[]([^（()）【】\[\]]{6,80})[）)】\]]")
# A line with a title, or with the source of a quotation, dates that and not the draft.
_DATES_ANOTHER = lazy_pattern(r"[《“\"]|^\s*(?:[—–-]{1,2}|来源|摘自|出自|Source\b|From\b)", re.IGNORECASE)
_RECENT = 60  # days since a file was saved
_MONTH = len("2024-03")
_DATED, _JUDGED = ("dated", "dated_by_file"), ("as_of_option", "as_of_field")


class DraftDate(NamedTuple):
    """The ISO date (day or month) of a draft, "" for none; `is_of_file` if only its file or page has one."""

    date: str
    is_of_file: bool = False


def find_draft_date(draft: Draft) -> DraftDate:
    """Return the date that a draft states in its first lines or its last one, else that of its file."""
    lines = list(_own_lines(draft))
    head, last = lines[:_HEAD_LINES], lines[-1:]
    for line in (*head, *last):
        if stated := _stated_in(line):
            return DraftDate(stated)
    for part in (head, last):
        plain = "\n".join(line for line in part if not _DATES_ANOTHER.search(line))
        found = next(iter(find_dated_line(plain).values()), "")
        if len(found) >= _MONTH:
            return DraftDate(found)
    return DraftDate(draft.file_date, is_of_file=bool(draft.file_date))


def _own_lines(draft: Draft) -> Iterator[str]:
    """Yield the lines with text that are not quoted, without the marks of headings and emphasis."""
    quoted = Cover(len(draft.text), draft.blocks)
    for match in re.finditer(r"[^\n]*\S[^\n]*", draft.text):
        if not quoted.overlaps(*match.span()):
            yield simplify(match[0].replace("**", "")).strip("*_#>- \t\u3000")


def _stated_in(line: str) -> str:
    """Return the date of a line that calls it that of the draft, or ""."""
    if len(line) > _LONGEST_LINE:
        return ""
    bracketed = _BRACKETED.findall(line)
    parts = [part.strip(_MARKS) for part in (line, *_COLUMNS.split(line), *bracketed)]
    for part in parts:
        if stated := _STATES_DATE.fullmatch(part):
            return parse_date(stated["date"] or stated["version_date"])
    return ""


def describe_draft_date(draft: Draft, as_of: str, locale: str = "en", *, for_page: bool = False) -> str:
    """Return that a draft has a date, and how to judge as of that day, in words, `en` or `zh`.

    Returns "" if a day was given, for a draft without a date, for one of today, and for a file saved in the
    last weeks: most are, and little changes in that time.
    """
    found, today = find_draft_date(draft), this_day().isoformat()
    if as_of or today.startswith(found.date):
        return ""
    if found.is_of_file and days_apart(found.date, today) <= _RECENT:
        return ""
    joint = {"zh": "；", "en": "; "}[locale]
    codes = (_DATED[found.is_of_file], _JUDGED[for_page])
    return joint.join(describe_note(Note(code, {"date": found.date}), locale) for code in codes)
