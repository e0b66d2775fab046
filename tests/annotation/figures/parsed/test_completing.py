"""Names of English figures: what restricts them behind the value, and what is done with the things counted."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser


def read_names(text: str, parser: Parser) -> list[str]:
    return [target.indicator for target in find_targets(text, "en", setting=Setting(parser=parser))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In 2021 Norland imposed a surtax of 100 percent on used cars.", ["surtax on used cars"]),
        (
            "Norland imposed a surtax of 90 percent on used cars and one of 15 percent on tyres.",
            ["surtax on used cars", "surtax on tyres"],
        ),
        ("Brussels slapped duties of up to 34 percent on bicycles.", ["duties on bicycles"]),
        ("The city pays a subsidy of 2,000 yuan for each electric bus.", ["subsidy for each electric bus"]),
        ("The bank made a loan of 300 million yuan to the shipyard in 2019.", ["loan to shipyard"]),
        ("A loan of 2.2 billion yuan from Exim Bank financed the dam.", ["loan from Exim Bank"]),
        ("The fund took a stake of 12 percent in the maker of kilns.", ["stake in maker of kilns"]),
        ("The state granted tax breaks of 40 billion yuan to exporters.", ["tax breaks to exporters"]),
        # values that differ by what follows them
        (
            "Prices rose 5 percent in towns and 3 percent in villages.",
            ["Prices in towns", "Prices in villages"],
        ),
        (
            "Water use per bolt is kept below 31 grams in existing mills and below 30 grams in new mills.",
            ["Water use per bolt in existing mills", "Water use per bolt in new mills"],
        ),
        ("Sales rose 8 percent in May and 3 percent in June.", ["Sales", "Sales"]),
        # what follows does not belong to the value
        ("The ministry issued bonds of 3 billion yuan on Monday.", ["bonds"]),
        ("It posted a loss of 3 billion yuan for the first half.", ["loss"]),
        (
            "Norland added a duty of 15 percent on top of the 10 percent that traders pay.",
            ["duty", "duty"],
        ),
    ],
)
def test_what_restricts_a_value_behind_it(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The dairy laid off 700 employees.", ["employees laid off"]),
        ("The dairy has laid off 700 employees.", ["employees laid off"]),
        ("The bank had shut 12 branches by then.", ["branches shut"]),
        ("The school has been given 300 desks.", ["desks"]),
        ("The bishop approved 33 of the 60 requests.", ["requests approved", "requests"]),
        ("The ministry revoked 40 licences in 2021.", ["licences revoked"]),
        ("Its brand, listed in Oslo, sold 97,000 tractors in 2023.", ["tractors sold"]),
        ("The mill imported 3 million tons of wheat in 2022.", ["wheat imported"]),
        ("Hefei closed 120 boilers and planted 30,000 trees.", ["boilers closed", "trees planted"]),
        ("The yard opened 12 docks and 3 schools in 2020.", ["docks opened", "schools opened"]),
        ("The dairies are cutting 60 jobs.", ["jobs cut"]),
        (
            "The province will train 20,000 technicians for paper mills by 2027.",
            ["technicians trained for paper mills"],
        ),
        ("The mill ships 60,000 crates a month.", ["crates shipped a month"]),
        # plain demands, which are not parsed
        ("We will upgrade 10 clinics and ensure that they work.", ["clinics upgraded"]),
        ("Create 55 million urban jobs by 2025.", ["urban jobs created"]),
        ("We will keep 20 reserves.", ["reserves"]),
        # nothing is done with them
        ("The dairy employs 8,500 workers and owns 30 lorries.", ["workers employed", "lorries"]),
        ("The mill can process 60,000 sacks of wheat.", ["sacks of wheat"]),
        ("When police shut the bank, 6,400 savers were owed money.", ["savers were owed money"]),
        ("In their place came 26 makers of lenses.", ["makers of lenses"]),
        ("The dairy failed to sell 300 lorries in 2020.", ["lorries"]),
        ("The dairy did not sell 300 lorries.", ["lorries"]),
    ],
)
def test_what_is_done_with_the_things_counted(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Costs were RMB3.2 billion in 2022, compared with RMB4.1 billion in 2021, and we now expect to spend "
            "RMB2.5 billion in 2023.",
            ["Costs", "Costs", "spending"],
        ),
        ("Losses were 2.4 million tonnes in 2023; we aim to cut them by 40 percent by 2035.", ["Losses"] * 2),
        (
            "Mills built with public loans made up a third of capacity, and at least 12 of them have closed.",
            [
                "Mills built with public loans (share of capacity)",
                "Mills built with public loans",
            ],
        ),
        (
            "The fund bought a 19 percent stake, just short of the 20 percent at which a bid is due.",
            ["stake", "stake"],
        ),
        (
            "Orders came to $9 billion in May, of which orders from abroad made up $6 billion.",
            ["Orders", "orders from abroad"],
        ),
        (
            "Exports rose to $21.6 billion, whereas imports were virtually unchanged at $17.9 billion.",
            ["Exports", "imports"],
        ),
        (
            "The bank forecasts that output will grow by 2 percent in 2025, with inflation peaking at 6.4 percent.",
            ["output", "inflation"],
        ),
        ("Within the total, peat declined to 91 terawatt-hours.", ["peat"]),
        (
            "Interviews were held with 64 farmers, 37 of whom had worked abroad.",
            ["farmers", "farmers had worked abroad"],
        ),
        (
            "Foreign investment actually used in services was 98.7 billion yuan.",
            ["Foreign investment actually used in services"],
        ),
        ("A shortage of parts has left 34 finished looms parked outside.", ["finished looms parked outside"]),
        (
            "A shortage of sails has left 34 finished boats parked on the shore.",
            ["finished boats parked on the shore"],
        ),
    ],
)
def test_names_that_other_words_would_hide(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The port opened four new berths, and its annual throughput reached 18 million tons.", "port"),
        ("Farmers planted more wheat, and their incomes rose 5 percent.", "Farmers"),
        # its may be the firm's
        ("The rule hit the firm, and its sales fell 3 percent.", ""),
    ],
)
def test_its_refers_to_the_subject_of_the_clause_before(text: str, owner: str, parser: Parser) -> None:
    assert find_targets(text, "en", setting=Setting(parser=parser))[-1].subject == owner


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("The mine produced 40,000 ounces of gold in 2020.", "gold produced", "ounces"),
        ("The mill used 4 million gallons of water.", "water used", "gallons"),
        ("The refinery handles 400,000 barrels of oil a day.", "oil handled", "barrels"),
    ],
)
def test_amounts_in_other_measures(text: str, name: str, unit: str, parser: Parser) -> None:
    (target,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert (target.indicator, target.unit) == (name, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Losses in the pipes were 9.6 percent. The bureau hopes to bring them below 8.5 percent next year.",
        "Losses in the pipes were 9.6 percent; the bureau aims to cut them by 4 percent by 2035.",
    ],
)
def test_them_is_what_the_figure_before_measures(text: str, parser: Parser) -> None:
    assert read_names(text, parser) == ["Losses in the pipes"] * 2
