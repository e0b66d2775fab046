"""What a value is restricted to by the words behind it belongs to its name; cause and manner do not."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Spending on repairs rose by 8 percent at state dairies.", ["Spending on repairs at state dairies"]),
        ("Wages rose 9 percent in the coastal provinces.", ["Wages in coastal provinces"]),
        ("Illiteracy fell to 4 percent among fishermen.", ["Illiteracy among fishermen"]),
        ("Sales of tea grew 12 percent in Norway.", ["Sales of tea in Norway"]),
        ("Sales of tea grew 12 percent in 2023 in Norway.", ["Sales of tea in Norway"]),
        ("Productivity was 40 percent lower in village mills.", ["Productivity in village mills"]),
        ("Demand for salt rose 5 percent in the east.", ["Demand for salt in east"]),
        # of each value its own
        ("Costs rose 8 percent in Norway and 3 percent in Chile.", ["Costs in Norway", "Costs in Chile"]),
        (
            "The rate is 12 percent in towns, compared with 9 percent in villages.",
            ["rate in towns", "rate [villages]"],
        ),
        # from or to whom, or where, something was done
        ("The ministry sold 300 boats to Chile.", ["boats sold to Chile [ministry]"]),
        ("The chain opened 12 shops in Norway last year.", ["shops opened in Norway [chain]"]),
        ("The farm bought 40 ploughs from the Netherlands.", ["ploughs bought from Netherlands [farm]"]),
        (
            "The firm filed 300 patents in Chile and 20 in Norway.",
            ["patents filed in Chile [firm]", "patents filed in Norway"],
        ),
        ("The bank invested 4.2 billion yuan in 63 farms.", ["invested in farms [bank]", "farms [bank]"]),
        ("The army closed 12 schools in response to the storm.", ["schools closed [army]"]),
        ("Build 48 berths for vessels of 10,000 tons and above.", ["berths built", "vessels"]),
        # a cause, a manner, a time, a measure
        ("Sales of tea grew 12 percent on strong demand.", ["Sales of tea"]),
        ("Output of salt fell 12 percent in response to the toll.", ["Output of salt"]),
        ("Mortality dropped to 3 percent within five years.", ["Mortality"]),
        ("Exports of tea rose 5 percent at current prices.", ["Exports of tea"]),
        ("Spending on repairs grew 7.2 percent in real terms.", ["Spending on repairs in real terms"]),
        ("Sales of tea fell 3 percent in part because of rain.", ["Sales of tea"]),
    ],
)
def test_scope_of_a_value(text: str, names: list[str], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [f"{one.indicator} [{one.subject}]".removesuffix(" []") for one in found] == names
