"""Moments as people read them, and the English names of months."""

from __future__ import annotations

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def month_number(name: str) -> int:
    """Return the number of a month by its English name, in any case, or the beginning of it; 0 for none."""
    return next((number for number, full in enumerate(MONTH_NAMES, 1) if full.startswith(name.lower())), 0)


def show_minute(moment: str | None) -> str:
    """Return an ISO time to the minute, such as 2026-11-25 04:55; "" for none."""
    return (moment or "")[:16].replace("T", " ")
