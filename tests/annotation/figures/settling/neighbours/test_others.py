"""Values of others with which a figure is compared are figures of those others."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The United States accounted for 9 percent of exports in 2024, against 18 percent for Germany.",
            [("9 percent", "share of exports", "2024"), ("18 percent", "Germany: share of exports", "2024")],
        ),
        (
            "China spent 2.4 percent of GDP in 2020, compared with 3.4 percent in America in 2019.",
            [("2.4 percent", "", "2020"), ("3.4 percent", "America", "2019")],
        ),
        (
            "Domestic looms met 11 percent of demand, compared with 64 percent for Swiss ones.",
            [
                ("11 percent", "Domestic looms (share of demand)", ""),
                ("64 percent", "Swiss ones (share of demand)", ""),
            ],
        ),
        (
            "China's kelp intensity reached 2.6 percent in 2023, against 5 percent in Chile and 3.4 percent in "
            "Norway.",
            [
                ("2.6 percent", "China's kelp intensity", "2023"),
                ("5 percent", "Chile: kelp intensity", "2023"),
                ("3.4 percent", "Norway: kelp intensity", "2023"),
            ],
        ),
        # A goal is compared with what is so.
        (
            "The rate is to reach 10 percent by 2030, versus 25 percent in Chile.",
            [("10 percent", "rate", "2030 target"), ("25 percent", "Chile: rate", "")],
        ),
        # Changes are compared with changes.
        (
            "Sales grew 12 percent, compared with 3 percent for the trade as a whole.",
            [("12 percent", "Sales +", ""), ("3 percent", "trade as a whole: Sales +", "")],
        ),
        # The value of another time is no other's.
        (
            "Sales grew 12 percent, compared with 3 percent in the same period.",
            [("12 percent", "Sales +", "")],
        ),
        ("Sales grew 12 percent, against 3 percent in all.", [("12 percent", "Sales +", "")]),
    ],
)
def test_whose_value_it_is(text: str, expected: list[tuple[str, str, str]], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [one.text for one in found] == [value for value, _, _ in expected]
    for one, (_, name, date) in zip(found, expected, strict=True):
        is_other = one.rule == "choose_other"
        owner = f"{one.subject}: " * (is_other and one.subject not in one.indicator)
        shown = f"{owner}{one.indicator}{' +' * (one.comparator == '+')}"
        assert shown == name or name in ("", one.subject)
        assert f"{one.deadline}{' target' * (one.kind == 'target')}" == date
