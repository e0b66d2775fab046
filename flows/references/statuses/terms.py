"""From when until when another document suspends or resumes one, by the words around its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from flows.references.statuses.own import find_date, find_period_end, next_day
from flows.text import lazy_pattern, simplify

_HOUR = r"(?:\s*(?:\d{1,2}|[零〇])\s*时(?:\s*\d{1,2}\s*分)?)?"
# 2025年11月10日, 11月10日, 2026年底, and the day alone after 至 (11月9日至21日).
_DAY = lazy_pattern(
    r"(?:(?P<year>(?:19|20)\d{2})\s*年\s*)?(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
    rf"{_HOUR}|(?P<end_of>(?:19|20)\d{{2}})\s*年(?:底|末)|(?<=[至到—–~～-])\s*(?P<only>\d{{1,2}})\s*日"
)
_TO = ("至", "到", "—", "–", "-", "~", "～")
_FROM = ("自", "从")
_STARTS = lazy_pattern(r"\s*(?:起|开始|[至到—–~～-])")
_RESUMES = lazy_pattern(r"\s*(?:起|开始)?[，,]?(?:\s*(?:全面|正式|继续|予以))?\s*恢复")

_Role = Literal["start", "end", "again", ""]


class Term(NamedTuple):
    """The first day of a suspension, and the first day after it, both ISO; "" if the sentence has none."""

    since: str
    until: str


class _Day(NamedTuple):
    """A day in a sentence (ISO), and what it is: the first or last of a suspension, or that of its end."""

    iso: str
    role: _Role


def read_term(before: str, after: str, written: str) -> Term:
    """Return the term of a suspension that the sentence before and after a document's name states.

    Days without a year have that of the day before them, or of the document, `written` (ISO). A length (一年)
    counts from the first day; without one, from `written`.
    """
    lead = list(_read_days(simplify(before), written))
    rest = list(_read_days(simplify(after), lead[-1].iso if lead else written))
    since = _first(reversed(lead), "start") or _first(rest, "start")
    since = since or find_date("suspending_from", before) or find_date("suspended_from", after)
    return Term(since, _read_end(before, after, [*rest, *reversed(lead)], since or written))


def read_resumption(before: str, after: str, written: str) -> str:
    """Return the day from which a document is resumed by its sentence (ISO), or ""."""
    days = [*reversed(list(_read_days(simplify(before), written))), *_read_days(simplify(after), written)]
    found = _first(days, "again") or _first(days, "start")
    return found or find_date("suspending_from", before) or find_date("suspended_from", after)


def _read_end(before: str, after: str, days: Sequence[_Day], since: str) -> str:
    """Return the first day after a suspension, or ""; the words after the name take precedence."""
    if last := _first((one for one in days if one.iso >= since), "end"):
        return next_day(last)
    if again := _first((one for one in days if one.iso > since), "again"):
        return again
    if last := find_date("suspended_until", after) or find_date("suspending_until", before):
        return next_day(last)
    return find_period_end("suspended_for", after, since)


def _first(days: Iterator[_Day] | Sequence[_Day], role: _Role) -> str:
    return next((one.iso for one in days if one.role == role), "")


def _read_days(text: str, written: str) -> Iterator[_Day]:
    """Yield the days of a sentence in order; an end before its beginning is of the next year."""
    year, month, last = int(written[:4] or 0), 0, ""
    for match in _DAY.finditer(text):
        role = _role_of(text, match)
        if match["end_of"]:
            yield _Day(f"{match['end_of']}-12-31", role)
            continue
        year, month = int(match["year"] or year), int(match["month"] or month)
        iso = _make_day(year, month, int(match["day"] or match["only"]))
        if role == "end" and last and not match["year"] and iso < last:
            iso = _make_day(year + 1, month, int(match["day"] or match["only"]))
        if iso:
            last = iso
            yield _Day(iso, role)


def _role_of(text: str, match: re.Match[str]) -> _Role:
    before = text[: match.start()].rstrip()
    if _RESUMES.match(text, match.end()):
        return "again"
    if match["only"] or before.endswith(_TO):
        return "end"
    if before.endswith(_FROM) or _STARTS.match(text, match.end()):
        return "start"
    return ""


def _make_day(year: int, month: int, day: int) -> str:
    """Return an ISO date, or "" for a day that does not exist."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
