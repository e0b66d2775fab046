"""Figures in English analysis, case studies and journalism: one sentence per past fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser
from flows.records import COMPARATORS

LINES = (Path(__file__).parent / "prose_en.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]
STATED = [row for row in ROWS if len(row) > 1]
UNSTATED = [row[0] for row in ROWS if len(row) == 1]

CHANGES = [
    ("Rents rose 7 percent and house prices 11 percent.", "11 percent", "+"),
    ("Imports fell 4 percent, and exports 2 percent.", "2 percent", "-"),
    ("Operating income increased $35 million, or 12 percent, to $327 million.", "12 percent", "+"),
    ("Cobalt prices were 80 percent lower in 2023 than a year earlier.", "80 percent", "-"),
    ("Hebei's GDP grew 4 percent, Shanxi's 5 percent.", "5 percent", "+"),
    ("Shipments to Europe climbed 14 percent, those to Japan 6 percent.", "6 percent", "+"),
    ("Mining output fell by 4 percent, manufacturing output by 1 percent.", "1 percent", "-"),
    ("Equity investment increased by $2 billion and debt financing by $5 billion.", "$5 billion", "+"),
    ("The gap between the two rates was 1.5 percentage points.", "1.5 percentage points", "="),
    ("Growth was 2 percentage points above the average.", "2 percentage points", "+"),
    ("The rate was 0.8 percentage points higher in May.", "0.8 percentage points", "+"),
    ("The average wage is 30 percent below that of the capital.", "30 percent", "-"),
    ("Prices were 5 percent lower.", "5 percent", "-"),
    ("The government cut fuel subsidies by 40 percent.", "40 percent", "-"),
    ("The Harbor Fund was set up in 2014 with 21 billion yuan.", "21 billion yuan", "="),
    ("The lender lined up 40 billion yuan for shipyards.", "40 billion yuan", "="),
    ("The shipyard wrote down 3 billion yuan of inventory.", "3 billion yuan", "="),
    ("The shipyard turned down 6 million dollars.", "6 million dollars", "="),
    ("The shipyard wound up with 4 billion yuan of debt.", "4 billion yuan", "="),
    ("Sales were up 7 percent.", "7 percent", "+"),
    ("Shares closed down 3 percent.", "3 percent", "-"),
    ("Fees were put up by 3 percent.", "3 percent", "+"),
    ("Fees were put up 3 percent.", "3 percent", "+"),
    ("Net exports contributed 0.6 percentage points to growth.", "0.6 percentage points", "="),
    ("The rate was 6 percent and the fee 2 percent.", "2 percent", "="),
    ("Falling prices cut revenue by 8 percent.", "8 percent", "-"),
    ("The carmaker's gross margin fell 6.8 points in May.", "6.8", "-"),
    ("Steel output exceeded the plan by 12 percent.", "12 percent", "+"),
    ("Steelworks overfulfilled the plan by 12 percent.", "12 percent", "+"),
    ("Sales of 4 billion yuan exceeded the plan by at least 12 percent.", "12 percent", ">="),
    ("Industrial production rose by 6% and investment in mines by 4%.", "4%", "+"),
    ("Machine making grew 9% and shipbuilding 8%.", "8%", "+"),
    ("Exports rose 5 percent and the jobless rate was 4 percent.", "4 percent", "="),
    ("Sales of graphite were 45 percent higher over nine months.", "45 percent", "+"),
    ("The port won a contract of 4 billion yuan.", "4 billion yuan", "="),
    ("The economy will contract by 4 percent.", "4 percent", "-"),
    ("Salt imports fell by 4 percent by value and by 15 percent by volume.", "15 percent", "-"),
    ("Salt imports rose 4 percent in value and 2 percent in volume.", "2 percent", "+"),
    ("Down 3.4 percent from a year earlier, exports of phones totaled 45 million units.", "3.4 percent", "-"),
]

INDICATORS = [
    ("The index, with chip shares rallying more than 3 percent, closed higher.", "chip shares"),
    (
        "Its owner is a ministry, with a 17 percent stake and paid-in capital of 60 billion yuan.",
        "paid-in capital",
    ),
    ("It signed up to invest 2 billion yuan that will form 6.5% of the fund.", "share of fund"),
    ("Deal volume reached the record-breaking level of US$210 billion.", "Deal volume"),
    ("VW sits in ninth place with just 2 percent of the EV market.", "share of EV market"),
    ("The margin fell 6.8 points to 18.2 percent.", "margin"),
    ("Copper falls 3% after miners' output decision.", "Copper"),
    ("Salt prices rose 24% after Eastland's export ban.", "Salt prices"),
    ("The yuan fell 0.3% after the Harbor Ministry's announcement.", "yuan"),
    ("Sales were 4.1 billion yuan, the company said in a stock market filing.", "Sales"),
    ("Sales of 10 billion yuan represented an 82% increase in comparison to 2022.", "Sales"),
    (
        "The city gave 6 million yuan, in addition to another 1 million yuan in data vouchers.",
        "data vouchers",
    ),
    ("The fund has raised roughly $50 billion in two phases.", "raised"),
    ("The state sold 65,000 tonnes of salt in the first seven months.", "salt sold"),
    ("In the first three quarters, exports came to 11 billion yuan.", "exports"),
    ("In May, imports and exports came to 11 billion yuan.", "imports and exports"),
    ("More than 60,000 jobs were created in cities and towns.", "jobs were created in cities and towns"),
    ("The share of local tools surged to 35%, a significant increase from 25%.", "share of local tools"),
    ("Linchuan sold 30,000 tonnes of salt in bags in 2023.", "salt sold in bags"),
    ("The price of salt, down by more than half within a year, hit 65 yuan in May.", "price of salt"),
    (
        "The city handed out 12 million yuan in subsidies to shipyards, according to its treasury.",
        "subsidies to shipyards",
    ),
]


@pytest.mark.parametrize("row", STATED, ids=lambda row: f"{row[1]} in {row[0][:40]}")
def test_figure_is_read(row: list[str], parser: Parser) -> None:
    text, written, unit, indicator, year, kind = row
    found = find_targets(text, "en", setting=Setting(parser=parser))
    figure = next((target for target in found if target.text.startswith(written)), None)
    assert figure, found
    named = f"{figure.subject} {figure.indicator}".lower()
    assert (figure.unit, figure.deadline[:4], figure.kind) == (unit, year.strip("-"), kind)
    assert indicator.lower() in named, figure
    assert figure.comparator in COMPARATORS


@pytest.mark.parametrize(("text", "written", "comparator"), CHANGES)
def test_change_has_its_sign(text: str, written: str, comparator: str, parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [figure.comparator for figure in found if figure.text == written] == [comparator]


@pytest.mark.parametrize("text", UNSTATED)
def test_no_figure_is_read(text: str, parser: Parser) -> None:
    assert not find_targets(text, "en", setting=Setting(parser=parser))


@pytest.mark.parametrize(
    ("text", "language", "comparator"),
    [
        ("Revenue did not reach 3 billion yuan in 2023.", "en", "<"),
        ("Exports never reached 10 billion dollars.", "en", "<"),
        ("Revenue fell short of 3 billion yuan in 2023.", "en", "<"),
        ("Sales failed to exceed 5 million units last year.", "en", "<="),
        ("2023年营收未达到30亿元。", "zh", "<"),
        ("去年产量未超过50万吨。", "zh", "<="),
    ],
)
def test_what_was_not_reached_is_a_bound(text: str, language: str, comparator: str, parser: Parser) -> None:
    (figure,) = find_targets(text, language, setting=Setting(parser=parser))
    assert figure.comparator == comparator


@pytest.mark.parametrize(("text", "indicator"), INDICATORS)
def test_an_indicator_has_no_word_too_many(text: str, indicator: str, parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert found[-1].indicator == indicator


def test_a_large_number_is_no_count(parser: Parser) -> None:
    text = "A large number of incentives have increased the sales of buses from 1,000 in 2011 to 132,000 in 2016."
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert all(one.unit != "incentives" for one in found)


def test_cut_sentences_keep_their_spans(parser: Parser) -> None:
    """A line may end anywhere: in tables, titles and PDF files."""
    for number, row in enumerate(ROWS):
        words = row[0].split(" ")
        text = " ".join(words[: 1 + number % len(words)])
        for figure in find_targets(text, "en", setting=Setting(parser=parser)):
            assert text[figure.start : figure.end] == figure.text
