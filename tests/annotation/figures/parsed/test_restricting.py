"""Names of English figures say which ones are meant, of what a share is, and in whose clause a value stands."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets, settle_norms
from flows.annotation.parsing import Parser


def read_names(text: str, parser: Parser) -> list[str]:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    return [f"{one.indicator} [{one.subject}]".removesuffix(" []") for one in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The board approved 61 percent of the pensions claimed by widows.",
            ["share of pensions claimed by widows approved [board]"],
        ),
        (
            "The judge awarded 3 million dollars to 700 tenants who were denied heating.",
            ["awarded to tenants [judge]", "tenants who were denied heating [judge]"],
        ),
        (
            "The judge awarded 3 million dollars to 800 anglers whose boats had been seized.",
            ["awarded to anglers [judge]", "anglers whose boats had been seized [judge]"],
        ),
        (
            "The mayor wants 35 percent of new flats built near parks to be cheap.",
            ["share of new flats built near parks to be cheap [mayor]"],
        ),
        ("Joblessness among people under 30 stood at 22 percent.", ["Joblessness among people under 30"]),
        (
            "Among men who left college early, the smoking rate is 31 percent.",
            ["smoking rate among men who left college early"],
        ),
        (
            "Families spend 28 percent of their budget on food in the port.",
            ["share of budget spent on food [Families]"],
        ),
        ("The clinic hired 90 midwives from abroad in 2021.", ["midwives hired from abroad [clinic]"]),
        (
            "Some 900 flats were let last year, 14 percent of them for people on low pay.",
            ["flats were let", "flats for people on low pay"],
        ),
        (
            "In a poll of 800 bakers held for the guild, 41 percent had thought about closing their shops"
            " and 12 percent had already sold theirs.",
            [
                "bakers polled",
                "bakers had thought about closing their shops",
                "bakers had already sold theirs",
            ],
        ),
        # no restriction: behind a comma, or the verb of the clause
        ("Boats were built by 68 yards, judged after a year.", ["yards"]),
        ("The state paid little, and 3 percent of policies led to a claim.", ["policies led to a claim"]),
        ("Among them, the cost of salt rose by 28 percent.", ["cost of salt"]),
        ("In interviews with 64 owners they named rents.", ["owners"]),
        ("Children below 1.2 meters enter free of charge.", ["Children"]),
    ],
)
def test_which_ones_are_meant(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Migrants from the coast accounted for about half (48 percent) of the new tenants.",
            ["Migrants from the coast (share of new tenants) [Migrants from the coast]"],
        ),
        ("Losses on loans reached 3 percent of lending.", ["Losses on loans (share of lending)"]),
        ("The lending rate reached 3 percent of the principal.", ["lending rate"]),
        (
            "Plastic makes up 12 percent of the refuse, and food makes up 44 percent.",
            ["Plastic (share of refuse) [Plastic]", "food (share of refuse) [food]"],
        ),
        (
            "Sales to inns accounted for 36 percent of the output, those to shops for 51 percent.",
            [
                "Sales to inns (share of output) [Sales to inns]",
                "Sales to shops (share of output)",
            ],
        ),
        (
            "The strike cost the region 150 million dollars, or 2 percent of its yearly output.",
            ["strike (cost)", "strike (cost) (share of yearly output) [strike]"],
        ),
        (
            "The state owns 58 percent of the port, and the remaining 42 percent belongs to a bank.",
            ["share of port [state]", "port belongs to a bank"],
        ),
        ("The state guarantees 80 percent of the loans.", ["share of loans guaranteed [state]"]),
        # another share of the same whole
        (
            "Its share of the market for kilns fell to 16 percent, behind a Danish rival with 21 percent.",
            ["share of the market for kilns", "share of the market for kilns [Danish rival]"],
        ),
    ],
)
def test_the_whole_of_a_share(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The gap in test scores between towns and villages shrank from 14 to 9 points.",
            ["gap in test scores between towns and villages"] * 2,
        ),
        (
            "The number of inmates held before trial has come down by 37 percent.",
            ["number of inmates held before trial"],
        ),
        (
            "Exports of tea rose 8 percent, but shipments by rail were down 5 percent.",
            ["Exports of tea", "shipments by rail"],
        ),
        ("Prices for the smallest kiln start at 900 dollars.", ["Prices for the smallest kiln"]),
        ("The firm's debt is put at 4.1 times its revenue.", ["firm's debt"]),
        ("The scheme reaches 30,000 children.", ["children [scheme]"]),
        ("The office cut the wait for a permit to 12 days.", ["wait for a permit [office]"]),
        ("The office raised the fee in May to 12 dollars.", ["fee [office]"]),
        ("Ticket sales brought in 48 million euros.", ["brought in [Ticket sales]"]),
        ("Migrants sent home 3 billion dollars.", ["sent home [Migrants]"]),
        ("The bank set aside 40 million euros for bad loans.", ["set aside for bad loans [bank]"]),
        (
            "The carrier lost 19 million dollars on its coastal routes and made 7 million dollars on inland ones.",
            ["lost on coastal routes [carrier]", "made on inland routes [carrier]"],
        ),
        (
            "Savers put 9 billion dollars into bond funds and pulled 4 billion dollars out of stock funds.",
            ["put into bond funds [Savers]", "pulled out of stock funds [Savers]"],
        ),
        (
            "Small farms pay nothing, and those in the plain pay 2 percent.",
            ["paid [those in the plain]"],
        ),
        (
            "The toll will be 4 dollars for cars and 15 dollars for lorries.",
            ["toll for cars", "toll for lorries"],
        ),
        ("Some 62 percent said they would stay.", ["said they would stay"]),
        ("About 40 percent hope to hire.", ["hope to hire"]),
        ("Of 300 mills, 58 percent expect to cut jobs.", ["mills", "expect to cut jobs [mills]"]),
        ("Most of the gains came in the first two years.", []),
    ],
)
def test_whose_value_it_is(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "kind", "comparator"),
    [
        ("The mill is expected to create 900 jobs and cost 2 billion dollars.", "target", "="),
        ("The mill will create 900 jobs and cost 2 billion dollars.", "target", "="),
        ("Of 300 mills, 58 percent expect to cut jobs.", "actual", "="),
        ("The bank has already promised to lend 40 billion yuan by 2027.", "target", "="),
        ("Receipts fell short of the budget by 35 million dollars.", "actual", "="),
        ("Prices for the smallest kiln start at 900 dollars.", "actual", ">="),
        ("The ratio of bad loans edged up to 2.9 percent.", "actual", "="),
        (
            "The owners promised to invest 75 million dollars but have so far spent only 20 million dollars.",
            "actual",
            "=",
        ),
        ("The dam displaced 23,000 people, of whom 9,000 have yet to be paid.", "actual", "="),
        ("The province should rank in the first ten in the country by 2027.", "target", "="),
    ],
)
def test_kinds_and_bounds(text: str, kind: str, comparator: str, parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))[-1]
    assert (found.kind, found.comparator) == (kind, comparator)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The rule applies to carriers with more than 20 ships, which must report each year.", "carriers"),
        ("The code applies to hotels with more than 30 seats, which must sort their waste.", "hotels"),
    ],
)
def test_whom_a_threshold_is_for(text: str, subject: str, parser: Parser) -> None:
    (found,) = settle_norms(find_targets(text, "en", setting=Setting(parser=parser)), text, "")
    assert (found.kind, found.subject) == ("norm", subject)
