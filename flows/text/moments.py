"""Moments as people read them, and the English names of months."""

from __future__ import annotations

from datetime import date, datetime, timedelta

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def month_number(name: str) -> int:
    """Return the number of a month by its English name or the beginning of it, in any case; 0 if unknown."""
    return next((number for number, full in enumerate(MONTH_NAMES, 1) if full.startswith(name.lower())), 0)


def show_minute(moment: str | None) -> str:
    """Return an ISO time to the minute, such as 2026-11-25 04:55, or "" for no time."""
    return (moment or "")[:16].replace("T", " ")


def this_day() -> date:
    """Return the day that every answer calls today: the local day of this machine."""
    return date.today()


def last_known_day(today: date | None = None) -> date:
    """Return the last day that is not in the future: tomorrow, which has begun in time zones further east."""
    return (today or this_day()) + timedelta(days=1)


def is_recent(moment: str, now: datetime, pause: timedelta) -> bool:
    """Return whether an ISO time is less than `pause` before `now`.

    A time after `now` is not recent: the clock was wrong when it was written.
    """
    return now - pause < datetime.fromisoformat(moment) <= now
