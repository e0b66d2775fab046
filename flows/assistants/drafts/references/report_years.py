"""Years in the names of government work reports: 2024年政府工作报告, 2022年3月，《政府工作报告》.

The year is that of the meeting to which the government reports. What the report says of results is mostly
of the year before, so the year of the name is not that of the figures.
"""

from __future__ import annotations

import re

from flows.assistants.drafts.claims import Span
from flows.text import HAN, lazy_pattern

_REPORT = lazy_pattern(
    r"政府工作报告|government work report|report on the work of the government", re.IGNORECASE
)
_INSIDE = lazy_pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)年?")
_BEFORE = lazy_pattern(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?初?[，,]?(?:的?(?:全国)?两会上?)?[，,]?"
    rf"(?:国务院)?(?:(?:总理)?[{HAN}]{{2,3}}(?:总理)?(?:所?作|宣读|提交))?的?《?$"
)
_BEHIND = lazy_pattern(r"\s(?:for|of)\s(?P<year>(?:19|20)\d\d)\b")  # the government work report for 2025
_REACH = 40  # code points before a title


def find_report_year(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """Return the year that names the report `text[start:end]`, and the span of its date; None for others."""
    if not _REPORT.search(text[start:end]):
        return None
    if behind := _BEHIND.match(text, end):
        return behind["year"], Span(*behind.span("year"))
    if inside := _INSIDE.search(text, start, end):
        return inside["year"], Span(*inside.span())
    if before := _BEFORE.search(text, max(0, start - _REACH), start):
        return before["year"], Span(before.start(), start)
    return None
