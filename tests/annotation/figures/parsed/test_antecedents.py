"""A pronoun that opens a sentence means the subject of the one before, where that is not open."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Minghu Foods opened its second mill last year. It now employs 340 people there.",
            ["people employed [Minghu Foods]"],
        ),
        ("Norway is the largest buyer. Its purchases rose 12 percent in 2023.", ["purchases [Norway]"]),
        (
            "In 2019 the lighthouse was sold. It drew 40,000 visitors in its first year.",
            ["visitors drawn [lighthouse]"],
        ),
        (
            "Village schools are closing. They lost 3,100 teachers in 2022.",
            ["teachers lost [Village schools]"],
        ),
        (
            "Minghu Foods was founded in 2011. It went public in 2020. In 2023, it earned 2.1 billion yuan.",
            ["earned [Minghu Foods]"],
        ),
        (
            "The ferry operator is old; it moved 200,000 people in 2021.",
            ["people moved [ferry operator]"],
        ),
        ("Minghu Foods is growing. It raised 37 million yuan in 2020.", ["raised [Minghu Foods]"]),
        # in one sentence
        ("The port opened four berths, and it handled 18 million tons last year.", ["handled [port]"]),
        ("The bank says it lent 4.2 billion yuan to farmers in 2022.", ["lent [bank]"]),
        ("Minghu Foods said its profit fell 12 percent.", ["profit [Minghu Foods]"]),
        ("The firm's mill grew after it won 12 contracts from the army.", ["contracts won [firm's mill]"]),
        (
            "The firm's sales doubled after it won 12 contracts.",
            ["firm's sales [firm]", "contracts won [firm]"],
        ),
        (
            "Although it employs only 300 people, Minghu Foods earned 2 billion yuan.",
            ["people employed [Minghu Foods]", "earnings [Minghu Foods]"],
        ),
        (
            "Smelters moved to the delta, where they now consume 34 percent of the hydropower.",
            ["share of hydropower consumed [Smelters]"],
        ),
        ("Officials say it lent 3 billion yuan.", ["lent"]),
        ("The bank bought a mill, and it paid 3 billion yuan for repairs.", ["paid for repairs"]),
        # the pronoun is what is measured
        ("The toll on trucks is new. It stands at 35 yuan.", ["toll on trucks"]),
        (
            "Tariffs on bicycles took effect in October. They range from 7 to 35 percent.",
            ["Tariffs on bicycles"],
        ),
        ("The price of salt has collapsed. It fell by 70 percent within a year.", ["price of salt"]),
        ("The mill is large. It rose to 40 percent.", []),
        # open, or of something else
        ("The bureau opened a hotline. It received 4,300 calls in the first week.", ["calls received"]),
        ("The bureau and the union agree. It received 4,300 calls.", ["calls received"]),
        (
            "The ministry withdrew a permit, a step which the company called unfair. Its shares fell 3 percent.",
            ["shares"],
        ),
        ("What matters is the role of farmers. They hold 94 percent of the land.", ["share of land"]),
        ("Minghu Foods hired a cook. It is expected that sales will reach 3 million yuan.", ["sales"]),
        ("Norway buys tea. The kettle boils, and it uses 3 kilowatts of power.", ["power used"]),
        ("Norway buys tea.\nIt employs 340 people.", ["people employed"]),
        ("Tea is from Minghu. It has been reviewed by 770 people.", ["people"]),
    ],
)
def test_owner_by_pronoun(text: str, names: list[str], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [f"{one.indicator} [{one.subject}]".removesuffix(" []") for one in found] == names


def test_an_owner_by_pronoun_is_less_sure(parser: Parser) -> None:
    setting = Setting(parser=parser)
    named, meant = (
        find_targets(text, "en", setting=setting)[-1]
        for text in ("Norway bought 30 boats.", "Norway is rich. It bought 30 boats.")
    )
    assert (named.subject, named.indicator) == (meant.subject, meant.indicator)
    assert meant.score < named.score
