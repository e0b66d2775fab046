"""Moments as people read them."""

from __future__ import annotations

import pytest

from flows.text.moments import month_number, show_minute


@pytest.mark.parametrize(
    ("moment", "shown"),
    [("2026-11-25T04:55:12+00:00", "2026-11-25 04:55"), ("2026-11-25", "2026-11-25"), ("", ""), (None, "")],
)
def test_an_iso_time_is_shown_to_the_minute(moment: str | None, shown: str) -> None:
    assert show_minute(moment) == shown


@pytest.mark.parametrize(("name", "number"), [("March", 3), ("sep", 9), ("dec", 12), ("Marsh", 0)])
def test_the_number_of_a_month(name: str, number: int) -> None:
    assert month_number(name) == number
