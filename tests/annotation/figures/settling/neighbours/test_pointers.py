"""Pronouns and pointers are named like the figure before them."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Local content was 33 percent in 2021. By 2024 it had risen to 40 percent.",
            ["33 percent Local content 2021", "40 percent Local content 2024"],
        ),
        (
            "Local content was 33 percent in 2021. In 2015 it was 12 percent, and in 2010 it stood at 4 percent.",
            [
                "33 percent Local content 2021",
                "12 percent Local content 2015",
                "4 percent Local content 2010",
            ],
        ),
        (
            "Revenue reached 8 billion yuan in 2024. It grew 27 percent on the year before.",
            ["8 billion yuan Revenue 2024", "27 percent Revenue "],
        ),
        (
            "The number of looms reached 12,000 in 2023. By 2025 it is to reach 20,000.",
            ["12,000 number of looms 2023", "20,000 number of looms 2025"],
        ),
        (
            "The share was 33 percent in 2021; the figure fell to 20 percent in 2024.",
            ["33 percent share 2021", "20 percent share 2024"],
        ),
        # Nothing before, another thing, or too far away.
        ("The firm is large. It rose to 40 percent in 2024.", []),
        ("The mill employs 300 people. It rose to 40 percent in 2024.", ["300 people employed "]),
        (
            "Local content was 33 percent in 2021. The mill is in Sample City. It rose to 40 percent in 2024.",
            ["33 percent Local content 2021"],
        ),
    ],
)
def test_it_and_the_figure(text: str, expected: list[str], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [f"{one.text} {one.indicator} {one.deadline}" for one in found] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # its own scope takes the place of the one before
        (
            "Imports met 71 percent of demand for bearings, and for gearboxes the figure was 43 percent.",
            [
                "Imports (share of demand for bearings) [Imports]",
                "Imports (share of demand for gearboxes) [Imports]",
            ],
        ),
        (
            "Half of all trams sold in Lisbon were electric. In Oslo the proportion was one in five.",
            ["trams sold in Lisbon were electric", "trams sold in Oslo were electric"],
        ),
        (
            "The state supplies 40 percent of earths. In rare earths the figure is 85 percent.",
            ["share of earths supplied [state]", "share of rare earths supplied [state]"],
        ),
        # a level is also that of another place or thing
        (
            "The vacancy rate of warehouses stood at 9 percent in the north. In the south the rate was 21 percent.",
            ["vacancy rate of warehouses in north", "vacancy rate of warehouses in the south"],
        ),
        (
            "Spending on research is 2.6 percent of sales. The figure for dairies is 0.4 percent.",
            [
                "Spending on research (share of sales)",
                "figure for dairies [dairies]",
            ],
        ),
        (
            "Dutch growers supplied half of the bulbs planted in the park; now their portion is 7 percent.",
            [
                "share of bulbs planted in the park supplied [Dutch growers]",
                "share of bulbs planted in the park supplied [Dutch growers]",
            ],
        ),
        # not: the scope before can't be told, the value before is a goal or a change, no article
        (
            "Growers provided 38 percent of the bulbs bought by parks; in bakeries the proportion was 12 percent.",
            ["share of bulbs bought by parks provided [Growers]", "proportion [bakeries]"],
        ),
        ("The goal was 20 percent. At this pace the share will be 9 percent.", ["goal", "share"]),
        ("Rents rose 8 percent. The rate is 2 percent.", ["Rents", "rate"]),
    ],
)
def test_what_a_share_or_rate_points_to(text: str, names: list[str], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [f"{one.indicator} [{one.subject}]".removesuffix(" []") for one in found] == names
