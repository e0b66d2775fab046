"""Trees that the parser misread are repaired."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.annotation.figures import Setting, find_targets
from flows.annotation.figures.parsed.mending import mend
from flows.annotation.parsing import Parser, Tree

# Words that the repairs look for, and what may stand between them.
WORDS = st.sampled_from(
    [
        "start",
        "starts",
        "at",
        "begin",
        "and",
        "or",
        "but",
        "to",
        "of",
        "in",
        "by",
        "from",
        "the",
        "a",
        "before",
        "after",
        "since",
        "until",
        "were",
        "was",
        "are",
        "has",
        "have",
        "had",
        "down",
        "up",
        "fell",
        "rose",
        "cost",
        "cut",
        "put",
        "hit",
        "forecast",
        "its",
        "who",
        "that",
        "which",
        "taxes",
        "cars",
        "tolls",
        "loans",
        "costs",
        "prices",
        "mills",
        "sold",
        "paid",
        "built",
        "half",
        "most",
        "two-thirds",
        "15",
        "40",
        "percent",
        "million",
        "yuan",
        "2024",
        "May",
        ",",
        "(",
        ")",
        "-",
    ]
)


@given(st.lists(WORDS, min_size=3, max_size=24))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_repaired_tree_is_whole(parser: Parser, words: list[str]) -> None:
    text = f"{' '.join(words)}."
    tree = parser.parse(text)
    assert tree is not None
    assert mend(tree).is_whole()
    find_targets(text, "en", setting=Setting(parser=parser))


def test_a_noun_that_starts_at_a_number_may_be_the_root(parser: Parser) -> None:
    text = "Taxes on imported cars start at 15 percent and rise to 40 percent for the largest engines."
    first = find_targets(text, "en", setting=Setting(parser=parser))[0]
    assert (first.indicator, first.value, first.comparator) == ("Taxes on imported cars", 15, ">=")


@pytest.mark.parametrize(
    ("heads", "is_whole"),
    [([0, 0, 1], True), ([0, 1, 1], True), ([1, 2, 0], False), ([0, 2, 1], False)],
)
def test_a_tree_is_whole_if_each_word_has_a_root(heads: list[int], is_whole: bool) -> None:
    tree = Tree("a b c", [0, 2, 4], [1, 3, 5], list("abc"), ["NN"] * 3, heads, ["dep"] * 3)
    assert tree.is_whole() is is_whole


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


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("The subsidy amounts to 30 percent of the price.", "subsidy (share of price)"),
        ("Investment amounts to 5 billion yuan.", "Investment"),
        ("The subsidy amounts to banks rose by 30 percent.", "subsidy amounts to banks"),
    ],
)
def test_what_amounts_to_a_number(text: str, indicator: str, parser: Parser) -> None:
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert (figure.kind, figure.indicator) == ("actual", indicator)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("With a registered capital of 344 million yuan, the fund aims to buy shipyards.", ["actual"]),
        ("The yard, with a staff of 400, aims to train 5,000 welders.", ["actual", "target"]),
        ("With an investment of 5 billion yuan, the firm plans to build a port in Hefei.", ["target"]),
        ("With output of 20 million tonnes, the yard will be the largest in Asia.", ["target"]),
    ],
)
def test_what_a_doer_has_is_not_its_aim(text: str, kinds: list[str], parser: Parser) -> None:
    assert [figure.kind for figure in find_targets(text, "en", setting=Setting(parser=parser))] == kinds


@pytest.mark.parametrize(
    ("text", "comparator", "indicator"),
    [
        ("Its shares gave up 3.5 percent.", "-", "shares"),
        ("The index shed about 4 percent in March.", "-", "index"),
        ("The yard lost 40 percent of its buyers.", "=", "share of buyers lost"),
    ],
)
def test_what_is_lost_is_a_fall(text: str, comparator: str, indicator: str, parser: Parser) -> None:
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert (figure.comparator, figure.indicator) == (comparator, indicator)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        # An aside in brackets without a figure.
        (
            "Today, China's share in all stages (such as hulls, decks and engines) exceeds 80%.",
            ["all stages"],
        ),
        ("Sales of electric ferries (EFs) rose 12 percent.", ["Sales of electric ferries"]),
        # The subject of an auxiliary, and a preposition before a compound.
        (
            "Exports are small although capacity has more than doubled from 18 GW in 2022 to 38 GW in 2023.",
            ["capacity"] * 3,
        ),
        (
            "India has 3% of solar module manufacturing and 1% of cell manufacturing.",
            ["share of solar module manufacturing", "share of cell manufacturing"],
        ),
        # A list of which something is a share, and a clause without a comma.
        (
            "China holds 80% of the world's hull, deck and engine capacity.",
            ["share of world's hull, deck and engine capacity"],
        ),
        ("China dominates the industry accounting for 80% of all hulls.", ["share of hulls"]),
        # A measure in units of shipping.
        ("New orders totaled 66.60 million DWT, down 23.5 percent.", ["New orders"] * 2),
        # A change that points to the sentence before.
        (
            "Orders stand at 3,256 vessels. This represents a 37% increase from 2023 and a sharp 72% rise from 2022.",
            ["Orders"] * 3,
        ),
        ("Exports reached 5 billion dollars in 2023. That marks a 12% rise.", ["Exports"] * 2),
        # A clause without a verb, a rank, and another with which something is compared.
        (
            "The first tungsten quota rose 10% to 11,955 tonnes, and the antimony quota 5% to 40,969 tonnes.",
            ["first tungsten quota"] * 2 + ["antimony quota"] * 2,
        ),
        ("The yard came second with around 11 percent.", ["rank"]),
        (
            "Annual sales of hybrids grew 82.5%, against 20.8% for electric ferries.",
            ["sales of hybrids", "sales of electric ferries"],
        ),
        ("Spending on 5G came to almost 90 billion yuan.", ["Spending on 5G"]),
        (
            "The yard earned 21 billion yuan, already above the 16 billion yuan of the previous year.",
            ["earnings"] * 2,
        ),
        # Who else did the same, a number glued to a letter, patents abroad and a time of three quarters.
        (
            "China spent around $300 million in 2022, Norway around $72 million and the U.S. around $812 million.",
            ["spending"] * 3,
        ),
        (
            "Norway's revenue was 20 million yuan and profits 3 million yuan.",
            ["Norway's revenue", "Norway's profits"],
        ),
        ("5G users numbered 15.4 million in 2020.", ["5G users"]),
        ("The yard sent in 69,000 PCT applications.", ["PCT applications"]),
        (
            "Loans grew by 16 billion yuan in three quarters, and deposits by 3 billion yuan.",
            ["Loans", "deposits"],
        ),
        # Prices, and a name before a dash.
        ("Shares of the yard closed at 36.5 yuan.", ["closing price"]),
        (
            "It has invested 50 billion dollars in new capacity – ten times more than Europe – since 2011.",
            ["new capacity"] * 2,
        ),
        # Where a leap began.
        ("China holds a 65% share of orders, a leap from its less than 10% share in 2000.", ["orders"] * 2),
        ("The share has dwindled from 78% to 31% over the same period.", ["share"] * 2),
    ],
)
def test_what_figures_in_analysis_measure(text: str, indicators: list[str], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert len(found) == len(indicators)
    assert all(figure.indicator.endswith(name) for figure, name in zip(found, indicators, strict=True))


def test_a_clause_without_a_verb_has_the_kind_and_sign_of_its_like(parser: Parser) -> None:
    text = "The tungsten quota rose 10% to 11,955 tonnes, and the antimony quota 5% to 40,969 tonnes."
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [(figure.kind, figure.comparator) for figure in found] == [("actual", "+"), ("actual", "=")] * 2


def test_each_sum_is_of_the_one_named_beside_it(parser: Parser) -> None:
    text = "China spent around $300 million in 2022, Norway around $72 million and yards $812 million."
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [figure.subject for figure in found] == ["China", "Norway", "yards"]


def test_up_on_a_year_is_a_rise(parser: Parser) -> None:
    text = "Spending on ports was $198 million in 2020, 2.6 percent up on 2019 and 9.3 percent up on 2011."
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [figure.comparator for figure in found] == ["=", "+", "+"]


def test_a_particle_is_no_bound(parser: Parser) -> None:
    (figure,) = find_targets("The yard handed over 131 ferries.", "en", setting=Setting(parser=parser))
    assert figure.comparator == "="


def test_the_year_of_a_start_is_not_that_of_what_was_reached(parser: Parser) -> None:
    text = "China holds a 65% share of orders, a leap from its less than 10% share in 2000."
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [figure.deadline for figure in found] == ["", "2000"]


def test_the_year_of_what_was_done_before_is_not_that_of_the_main_clause(parser: Parser) -> None:
    text = "After raising 5 billion yuan in 2022, the firm raised 3 billion yuan."
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [figure.deadline for figure in found] == ["2022", ""]


def test_what_was_done_before_is_no_target(parser: Parser) -> None:
    text = "After raising more than 5 billion yuan in March, the firm plans to list in Shanghai."
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert figure.kind == "actual"


@pytest.mark.parametrize("organ", ["Ministry of Industry", "Ministry of Industry (MIIT)"])
def test_a_ministry_that_plans_is_the_subject(organ: str, parser: Parser) -> None:
    text = f"The {organ} plans to spend 5 billion yuan on ports."
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert (figure.kind, figure.subject) == ("target", "Ministry of Industry")


def test_a_doer_that_plans_is_the_subject(parser: Parser) -> None:
    (figure,) = find_targets(
        "The fund plans to invest 5 billion yuan in ports.", "en", setting=Setting(parser=parser)
    )
    assert (figure.kind, figure.subject) == ("target", "fund")


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
def test_a_share_takes_the_indicator_of_the_sum_before_it(text: str, indicator: str, parser: Parser) -> None:
    assert find_targets(text, "en", setting=Setting(parser=parser))[-1].indicator.endswith(indicator)


def test_the_source_of_a_number_is_not_an_indicator(parser: Parser) -> None:
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
        ("The plant sold 400 cars, and its staff was 310 people.", ["cars sold", "staff"]),
        (
            "Coal output was 4.7 billion tons and power generation was 9.4 trillion kWh.",
            ["Coal output", "power generation"],
        ),
        ("GDP grew by 5.2 percent, and the target for 2024 is 5 percent.", ["GDP", "target"]),
        ("Revenue, which was 3 billion yuan, rose by 12 percent.", ["Revenue", "Revenue"]),
        (
            "By 2030, emissions will be 30 percent lower, and the share of coal will be 20 percent.",
            ["emissions", "share of coal"],
        ),
    ],
)
def test_a_sum_has_the_subject_of_its_own_clause(text: str, indicators: list[str], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [figure.indicator for figure in found] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Patents granted rose 12 percent to 1.2 million in 2023.", ["Patents granted"] * 2),
        ("Goods exported to Russia grew 47 percent last year.", ["Goods exported to Russia"]),
        ("Contracts signed at the fair reached 2.7 billion yuan.", ["Contracts signed"]),
        ("People living in cities rose to 930 million.", ["People living in cities"]),
        (
            "Tools installed last year exceeded 30 percent of the stock.",
            ["Tools installed (share of stock)"],
        ),
        ("Funds raised on the exchange halved to 350 billion yuan.", ["Funds raised on the exchange"] * 2),
        (
            "Exports helped by a weak yuan grew 8 percent, and imports hit by tariffs fell 3 percent.",
            ["Exports helped by a weak yuan", "imports hit by tariffs"],
        ),
        ("Wages paid to migrants averaged 4,600 yuan in 2022.", ["Wages paid to migrants"]),
        (
            "The report found subsidies paid to farmers exceeded 12 billion euros.",
            ["subsidies paid to farmers"],
        ),
        (
            "Shares owned by employees made up 18 percent of capital.",
            ["Shares owned by employees (share of capital)"],
        ),
        ("The bank lent to firms hit by tariffs 3 billion yuan.", ["bank lent to firms hit by tariffs"]),
        (
            "The agency said shares held by funds accounted for 12 percent of the market.",
            ["shares held by funds (share of market)"],
        ),
        ("Analysts said exports fell 5 percent.", ["exports"]),
        ("Officials told reporters exports rose 3 percent in June.", ["exports"]),
        ("Falling prices cut revenue by 8 percent.", ["revenue"]),
        (
            "The proportion of surface water reaching Grade III or above will rise to 85 percent.",
            ["proportion of surface water reaching Grade III or above"],
        ),
        (
            "Our model suggests that Chile's share of separated heavy salts could fall from 95 to 80 percent.",
            ["Chile's share of separated heavy salts", "Chile's share of separated heavy salts"],
        ),
        (
            "The text asks for 40 percent of core nets and basic lines to be made at home by 2020.",
            ["core nets and basic lines be made at home"],
        ),
        ("Vendors' pay, which unions had fought over, rose 5 percent.", ["Vendors' pay"]),
        (
            "Chilean imports of kelp drying equipment rose 5 percent.",
            ["Chilean imports of kelp drying equipment"],
        ),
        ("The fund, founded in 2003, grew quickly and reached 30 billion yuan.", ["fund"]),
    ],
)
def test_a_participle_is_part_of_the_subject(text: str, indicators: list[str], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [figure.indicator for figure in found] == indicators


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Foreign brands' share dropped to 38 percent in 2023.", "Foreign brands' share"),
        ("Foreign brands’ share dropped to 38 percent in 2023.", "Foreign brands’ share"),
        (
            "Local banks' lending to chipmakers reached 120 billion yuan.",
            "Local banks' lending to chipmakers",
        ),
        ("By 2025, suppliers' share should reach 40 percent.", "suppliers' share"),
        ("The 'smart factories' plan raised output 4 percent.", "output"),
    ],
)
def test_a_plural_owns_what_follows(text: str, indicator: str, parser: Parser) -> None:
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert figure.indicator == indicator


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Its suppliers' costs, driven by wages, climbed 9 percent in 2022.", ["suppliers' costs"]),
        ("Output of wafers, a measure of capacity, climbed by 12 percent.", ["Output of wafers"]),
        (
            "Lending to makers of tools, which the bank began in 2019, reached 40 billion yuan.",
            ["Lending to makers of tools"],
        ),
        (
            "Imports of chips, led by memory, increased 11 percent, to $385 billion.",
            ["Imports of chips"] * 2,
        ),
        ("Profits at state firms, hurt by energy costs, dropped 5 percent.", ["Profits at state firms"]),
        ("Exports of tires, despite the duties, climbed 9 percent in 2022.", ["Exports of tires"]),
        ("Sales of cars, of trucks and of buses grew 8 percent.", ["Sales of cars, of trucks and of buses"]),
        ("At the end of June, reserves stood at 3.2 trillion dollars.", ["reserves"]),
        (
            "Up 23 percent from 2021, exports of batteries reached 50 billion dollars in 2022.",
            ["exports of batteries"] * 2,
        ),
        (
            "Down payments of 30 percent, the minimum, are required for first homes.",
            ["Down payments for first homes"],
        ),
    ],
)
def test_an_aside_does_not_separate_subject_and_verb(
    text: str, indicators: list[str], parser: Parser
) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [figure.indicator for figure in found] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Drivers' pay, which unions had fought over, rose 5 percent.", ["Drivers' pay"]),
        ("Nurses' pay rose 5 percent.", ["Nurses' pay"]),
        ("Steel mills cut output and raised prices by 6 percent.", ["prices"]),
        ("Farmers planted less rice and cut fertiliser use by 3 percent.", ["fertiliser use"]),
        (
            "The state raised the minimum wage by 6 percent and cut taxes by 3 percent.",
            ["minimum wage", "taxes"],
        ),
        ("The fund raised its stake to 30 percent and limited loans to 70 percent.", ["stake", "loans"]),
        ("The company raised output by 6 percent and sales by 9 percent.", ["output", "sales"]),
        (
            "Goods exported to Russia, Belarus and Iran grew 47 percent.",
            ["Goods exported to Russia, Belarus and Iran"],
        ),
        ("Exports to Russia, Belarus and Iran grew 47 percent.", ["Exports to Russia, Belarus and Iran"]),
        (
            "The ratio, which regulators require to be at least 8 percent, stood at 11 percent.",
            ["ratio", "ratio"],
        ),
        ("The share, which the plan wants to reach 25 percent by 2025, was low.", ["share"]),
        ("Investment, which the government hopes to raise to 3 percent of GDP, was low.", ["Investment"]),
        ("Up to 49 percent may be held by foreigners.", []),
        (
            "The number of patents filed by Huawei, ZTE and Oppo rose 14 percent.",
            ["number of patents filed by Huawei, ZTE and Oppo"],
        ),
        ("The levy, which economists say should be at least 3 percent, is 1 percent.", ["levy", "levy"]),
        ("Solar makers expanded capacity and slashed costs by 40 percent.", ["costs"]),
        ("The firm sold twice as many cars as Volkswagen.", ["cars"]),
        ("The plant employs three times as many people as its rival.", ["people"]),
        ("China installed more than twice as much solar capacity as Europe in 2022.", ["solar capacity"]),
    ],
)
def test_each_value_has_the_noun_of_its_own_clause(text: str, indicators: list[str], parser: Parser) -> None:
    assert [one.indicator for one in find_targets(text, "en", setting=Setting(parser=parser))] == indicators


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("The Suzhou government set up a 100-billion-yuan fund on July 26, 2024 for chips.", "fund"),
        ("It signed a contract worth 3 billion yuan.", "contract"),
        ("The firm signed a five-year deal worth $2 billion.", "five-year deal"),
    ],
)
def test_the_noun_beside_a_sum(text: str, indicator: str, parser: Parser) -> None:
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert figure.indicator == indicator


@pytest.mark.parametrize(
    "text",
    [
        "20 percent of the employed",
        "60% of insured",
        "Exports took 20 percent of chemical",
        "The foundry replaced roughly half of its imported",
        "Of contracts worth $3 billion",
        "Of goods worth 5 billion yuan.",
        "and of chips worth 5 billion yuan",
    ],
)
def test_fragments_are_read(text: str, parser: Parser) -> None:
    assert len(find_targets(text, "en", setting=Setting(parser=parser))) <= 1


@pytest.mark.parametrize(
    ("text", "subject", "indicator"),
    [
        ("The ministry wants the forest coverage rate to reach 28 percent.", "", "forest coverage rate"),
        ("Hainan expects output to rise to 5 million tons by 2030.", "", "output"),
        ("The rules require the share of local parts to reach 60 percent.", "", "share of local parts"),
        (
            "The institute projects China's share of cells to fall to 70 percent.",
            "China",
            "China's share of cells",
        ),
        ("The city expects the park to attract 200 firms.", "park", "firms attracted"),
        ("The law requires yards to raise research spending to 5 percent.", "yards", "research spending"),
        (
            "The Outline of the Sample Plan says that by 2030 the energy use per unit of output is to reach 13%.",
            "",
            "energy use per unit of output",
        ),
        ("The goal is for 75 percent of yards to be digitised.", "", "share of yards"),
        (
            "China refines about 90 percent of the kelp of the world.",
            "China",
            "share of kelp of the world refined",
        ),
        (
            "The state bank lent the yard money at an interest rate of 2.3 percent.",
            "state bank",
            "interest rate",
        ),
    ],
)
def test_what_is_wanted_of_something(text: str, subject: str, indicator: str, parser: Parser) -> None:
    """Whoever wants or says it is not what the figure measures."""
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert (figure.subject, figure.indicator) == (subject, indicator)


def test_a_gerund_with_its_own_verb_before_an_aside(parser: Parser) -> None:
    text = "Spending on kelp research reached 221.2 billion yuan, the first time it topped 200 billion yuan."
    figure = find_targets(text, "en", setting=Setting(parser=parser))[0]
    assert (figure.indicator, figure.rule) == ("Spending on kelp research", "choose_changed_subject")


def test_a_number_before_the_time_that_it_takes(parser: Parser) -> None:
    text = "The plan would raise the number of national laboratories to 20 within five years."
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert (figure.text, figure.unit) == ("20", "laboratories")


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("YMTC's market share reached 8 percent in 2025.", "YMTC's market share"),
        ("YMTC's overseas sales rose to 400,000 vehicles.", "YMTC's overseas sales"),
        ("BYD's overseas sales rose to 400,000 vehicles.", "BYD's overseas sales"),
        ("ZTE's overseas sales rose to 400,000 vehicles.", "ZTE's overseas sales"),
        ("NDRC's overseas sales rose to 400,000 vehicles.", "NDRC's overseas sales"),
        ("By 2023 YMTC's revenue had climbed to 8 billion yuan.", "YMTC's revenue"),
        ("Analysts say Huawei's spending on research grew 12 percent.", "Huawei's spending on research"),
    ],
)
def test_owners_that_the_parser_does_not_know(text: str, indicator: str, parser: Parser) -> None:
    (figure,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert figure.indicator == indicator


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "The yard expects sales to grow 20 percent after a rise of 12 percent in 2023.",
            ["target", "actual"],
        ),
        ("The 2015 plan foresaw a share of 40 percent in 2020 and 70 percent in 2025.", ["target", "target"]),
        ("Its order book is said to exceed 1,150 trucks.", ["actual"]),
        ("The rebate is estimated to have cost the treasury 28 billion yuan.", ["actual"]),
        ("The fund is estimated to reach 30 billion yuan by 2030.", ["target"]),
        ("Farms had to buy at least 65 percent of their feed at home.", ["target"]),
        ("The firm had to sell 30 percent of its shares.", ["actual"]),
        ("Some 400 firms employ 30,000 people.", ["actual", "actual"]),
        ("The fund committed 6.5 billion yuan to the yard.", ["actual"]),
        ("The fund is committed to cutting costs by 30 percent.", ["target"]),
        ("Some 300 firms plan to employ 30,000 people.", ["actual", "target"]),
        ("The scheme will help 30 million people find work.", ["target"]),
    ],
)
def test_what_is_over_and_what_was_foreseen(text: str, kinds: list[str], parser: Parser) -> None:
    assert [one.kind for one in find_targets(text, "en", setting=Setting(parser=parser))] == kinds


def test_a_part_of_a_whole_is_the_subject_of_the_verb_behind_it(parser: Parser) -> None:
    text = "Fewer than 400 of the bakers that registered in 2010 were still paying tax in 2023."
    (target,) = find_targets(text, "en", setting=Setting(parser=parser))
    assert (target.indicator, target.value, target.comparator) == ("bakers were still paying tax", 400, "<")
