"""Sentences that the parser leaves without a verb get the one that they must have."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser, load_parser
from tests.support import MODELS


@pytest.fixture(scope="module")
def parser() -> Parser:
    found = load_parser(MODELS / "artefacts")
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "subject", "indicator"),
    [
        ("The law caps foreign ownership at 49 percent.", "law", "foreign ownership"),
        (
            "Harbor Optics, a maker of lidar sensors in Hefei, controlled 27 percent of the domestic market.",
            "Harbor Optics",
            "share of domestic market",
        ),
        (
            "The outline calls on provinces to lift spending on basic research to at least 8 percent of all.",
            "outline",
            "spending on basic research",
        ),
    ],
)
def test_a_verb_read_as_a_noun(text: str, subject: str, indicator: str, parser: Parser) -> None:
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert (figure.subject, figure.indicator) == (subject, indicator)


def test_a_past_form_read_as_a_noun(parser: Parser) -> None:
    text = (
        "Chinese imports of semiconductor manufacturing equipment rose from $24 billion in 2022 "
        "to $37 billion in 2023, according to customs data."
    )
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert {figure.indicator for figure in found} == {
        "Chinese imports of semiconductor manufacturing equipment"
    }
    assert [figure.deadline for figure in found] == ["2022", "2023"]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        (
            "Industrial output was 118 billion yuan, accounting for 54 percent of GDP.",
            "Industrial output (share of GDP)",
        ),
        (
            "Its research expenses were RMB381 million, representing 5.9% of revenue.",
            "research expenses (share of revenue)",
        ),
        ("Exports reached 20 billion yuan, up 12 percent of the total.", "Exports"),
    ],
)
def test_a_share_is_that_of_the_sum_before_it(text: str, indicator: str, parser: Parser) -> None:
    assert find_targets(text, "en", setting=Setting(parser=parser))[-1].indicator.endswith(indicator)


def test_who_says_a_number_is_no_indicator(parser: Parser) -> None:
    text = "In equipment perhaps. I would say 40 percent by 2028 is realistic."
    assert find_targets(text, "en", setting=Setting(parser=parser)) == ()


def test_a_mended_demand_is_a_target(parser: Parser) -> None:
    text = "The plan asks for growth of research spending of more than 7 percent a year."
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert (figure.kind, figure.subject) == ("target", "plan")


def test_a_heading_stays_without_a_verb(parser: Parser) -> None:
    (figure,) = find_targets(
        "Exports of chips worth $3 billion in 2021", "en", setting=Setting(parser=parser)
    )
    assert figure.indicator == "Exports of chips"


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        (
            "The group's research and development expenses were 381 million yuan.",
            "group's research and development expenses",
        ),
        ("Research and development spending rose by 8 percent.", "Research and development spending"),
    ],
)
def test_research_and_development_is_one_attribute(text: str, indicator: str, parser: Parser) -> None:
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert figure.indicator == indicator


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Exports rose by 12 percent, while imports were 3.2 billion dollars.", ["Exports", "imports"]),
        ("The plant sold 400 cars, and its staff was 310 people.", ["cars", "staff"]),
        (
            "Coal output was 4.7 billion tons and power generation was 9.4 trillion kWh.",
            ["Coal output", "power generation"],
        ),
        ("GDP grew by 5.2 percent, and the target for 2024 is 5 percent.", ["GDP", "target"]),
        ("Revenue, which was 3 billion yuan, rose by 12 percent.", ["Revenue", "Revenue"]),
    ],
)
def test_a_sum_has_the_subject_of_its_own_clause(text: str, indicators: list[str], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [figure.indicator for figure in found] == indicators
