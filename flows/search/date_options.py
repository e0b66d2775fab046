"""Dates as a user types them on the command line."""

from __future__ import annotations

import re
from datetime import date

from flows.errors import UsageError


def check_range(first: str, last: str) -> tuple[str | None, str | None]:
    """Return both bounds as `check_date` does; raises UsageError where the first lies behind the last."""
    bounds = check_date(first, "--from"), check_date(last, "--to")
    if bounds[0] and bounds[1] and bounds[0] > bounds[1] + "-99":
        raise UsageError(f"--from {first} lies behind --to {last}")
    return bounds


def check_date(text: str, option: str) -> str | None:
    """Return an ISO date, month or year as typed; raises UsageError for anything else. None for nothing."""
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text.strip())
    try:
        if not match:
            raise ValueError
        parts = [int(part) for part in match.groups() if part]
        date(*([*parts, 1, 1])[:3])
    except ValueError:
        raise UsageError(f"{option} {text!r}: not a date; write 2021, 2021-03 or 2021-03-12") from None
    return "-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)])
