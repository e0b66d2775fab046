"""Phrases of nouns that "and" joins: what a number counts, and what limits a whole."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser


def read_first(text: str, parser: Parser) -> str:
    return find_targets(text, "en", setting=Setting(parser=parser))[0].indicator


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        (
            "The city renovated 300 schools, clinics and libraries.",
            "schools, clinics and libraries renovated",
        ),
        ("We will support 500 villages and townships in the west.", "villages and townships supported"),
        (
            "Some 300 villages and districts were connected.",
            "villages and districts were connected",
        ),
        (
            "They insured 2,000 farmers and other rural residents.",
            "farmers and other rural residents insured",
        ),
        # not counted by the same number
        ("The firm built 12 plants and a harbour.", "plants built"),
        ("The plan supports 40 universities and trains 300 engineers.", "universities supported"),
        ("We will upgrade 10 centers and ensure that they work.", "centers upgraded"),
    ],
)
def test_nouns_counted_by_one_number(text: str, indicator: str, parser: Parser) -> None:
    assert read_first(text, parser) == indicator


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        (
            "By 2023 local firms supplied 14 percent of the kilns bought by potteries.",
            "share of kilns bought by potteries supplied",
        ),
        ("It holds 30 percent of the licences issued in Hefei.", "share of licences issued in Hefei"),
        ("About 60 percent of the kilns sold in 2023 were electric.", "kilns sold were electric"),
    ],
)
def test_a_whole_with_its_participle(text: str, indicator: str, parser: Parser) -> None:
    assert read_first(text, parser) == indicator


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The maker hopes to sell 150 of its jets a year.", [(150, "jets", "jets sold")]),
        ("Some 400 of the firms moved.", [(400, "enterprises", "firms moved")]),
        ("Seventeen of the laboratories passed.", [(17, "laboratories", "laboratories passed")]),
        # the number of the whole follows
        ("It closed 14 of its 30 mines.", [(14, "", "mines closed"), (30, "mines", "mines")]),
        (
            "By May 962 of the contacts had gone, while 324 were still in care.",
            [(962, "contacts", "contacts had gone"), (324, "contacts", "contacts were still in care")],
        ),
        (
            "Of the 62 projects, 41 were under way and 9 had been completed.",
            [
                (62, "projects", "projects"),
                (41, "projects", "projects were under way"),
                (9, "projects", "projects had been completed"),
            ],
        ),
        ("Article 12 of the regulations limits it.", []),
    ],
)
def test_a_number_of_some(text: str, figures: list[tuple[float, str, str]], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [(one.value, one.unit, one.indicator) for one in found] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Grants made up 14 percent of the aid, below-market loans 39 percent, and cheap land the other 47 percent.",
            [
                ("Grants (share of aid)", "Grants"),
                ("share of aid", "below-market loans"),
                ("share of aid", "cheap land"),
            ],
        ),
        (
            "Old buyers accounted for 44 percent and new ones for 18 percent of its sales.",
            [("Old buyers", ""), ("share of sales", "new ones")],
        ),
        (
            "Harbor spent 4 billion yuan on blades and Lakeside 3 billion yuan on batteries.",
            [("spent on blades", "Harbor"), ("spent on batteries", "Lakeside")],
        ),
        (
            "Imports of kelp fell by 11 percent in volume but rose by 4 percent in value.",
            [("Imports of kelp in volume", ""), ("Imports of kelp in value", "")],
        ),
        (
            "The fund committed 6.5 billion yuan to the yard, of which 2.1 billion yuan had been drawn down.",
            [("committed to yard", "fund"), ("drawn down", "")],
        ),
    ],
)
def test_clauses_that_share_a_verb(text: str, figures: list[tuple[str, str]], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [(one.indicator, one.subject) for one in found] == figures
