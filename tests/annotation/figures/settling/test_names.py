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
        ("The mill employs 300 people. It rose to 40 percent in 2024.", ["300 people "]),
        (
            "Local content was 33 percent in 2021. The mill is in Sample City. It rose to 40 percent in 2024.",
            ["33 percent Local content 2021"],
        ),
    ],
)
def test_it_and_the_figure(text: str, expected: list[str], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [f"{one.text} {one.indicator} {one.deadline}" for one in found] == expected
