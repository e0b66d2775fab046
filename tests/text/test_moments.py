"""Points in time in a readable form."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from flows.text.moments import is_recent, last_known_day, month_number, show_minute


@pytest.mark.parametrize(
    ("moment", "shown"),
    [("2026-11-25T04:55:12+00:00", "2026-11-25 04:55"), ("2026-11-25", "2026-11-25"), ("", ""), (None, "")],
)
def test_an_iso_time_is_shown_to_the_minute(moment: str | None, shown: str) -> None:
    assert show_minute(moment) == shown


@pytest.mark.parametrize(("name", "number"), [("March", 3), ("sep", 9), ("dec", 12), ("Marsh", 0)])
def test_the_number_of_a_month(name: str, number: int) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize(
    ("moment", "days", "recent"),
    [
        ("2026-03-01T12:00:00+00:00", 2, True),
        ("2026-02-27T12:00:00+00:00", 2, False),
        ("2026-03-02T12:00:00+00:00", 0, False),
        ("2026-12-31T00:00:00+00:00", 0, False),  # by a clock that was ahead
        ("2026-12-31T00:00:00+00:00", 7, False),
    ],
)
def test_a_time_after_now_is_not_recent(moment: str, days: float, recent: bool) -> None:
    assert is_recent(moment, datetime(2026, 3, 2, 12, tzinfo=UTC), timedelta(days=days)) is recent


def test_tomorrow_is_not_the_future() -> None:
    assert last_known_day(date(2026, 12, 31)) == date(2027, 1, 1)
