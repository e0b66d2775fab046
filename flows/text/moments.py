"""Moments as people read them."""

from __future__ import annotations


def show_minute(moment: str | None) -> str:
    """Return an ISO time to the minute, such as 2026-11-25 04:55; "" for none."""
    return (moment or "")[:16].replace("T", " ")
