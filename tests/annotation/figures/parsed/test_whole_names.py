"""Names of English figures keep what says which ones are meant, and say what was done."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser


def read_names(text: str, parser: Parser) -> list[str]:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    return [f"{one.indicator} [{one.subject}]".removesuffix(" []") for one in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Wells that were dug by hand made up 61 percent of the total.",
            ["Wells that were dug by hand (share of total) [Wells that were dug by hand]"],
        ),
        (
            "About 12 percent of the loans that were made to tenants are overdue.",
            ["loans that were made to tenants are overdue"],
        ),
        (
            "A fifth of the people who had moved to the coast have come back.",
            ["people who had moved to the coast have come back"],
        ),
        ("The bank wrote off 30 loans that had failed.", ["loans written off that had failed [bank]"]),
        (
            "In 2022 the ministry named 14 mills that recycle their water.",
            ["mills named that recycle their water [ministry]"],
        ),
        # the end of the clause was read as the next subject
        (
            "Tenants who sell a barn and buy a new tractor will receive a subsidy of 900 yuan.",
            ["subsidy [Tenants]"],
        ),
        # a clause after a comma only tells more
        ("The mills, which had closed in May, owe 40 million yuan.", ["owed [mills]"]),
    ],
)
def test_a_relative_clause_says_which_are_meant(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Two-thirds of respondents to the guild's poll complained of late payments.",
            ["respondents to the guild's poll complained of late payments"],
        ),
        ("Three-quarters of respondents cited costs.", ["respondents cited costs"]),
        ("Half of the farmers objected to the new rules.", ["farmers objected to the new rules"]),
        (
            "One in six teachers trained in the province had left the profession within a decade.",
            ["teachers trained in the province had left the profession within a decade"],
        ),
        (
            "Only one in ten of the boats inspected by the agency were fit for sea.",
            ["boats inspected by the agency were fit for sea"],
        ),
        (
            "Of the 90 farms visited, 34 said that they had switched to rain-fed crops.",
            ["farms", "farms visited said that they had switched to rain-fed crops"],
        ),
    ],
)
def test_what_is_said_of_a_part(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Analysts valued the orchard business at $2.1 billion.", ["valuation [orchard business]"]),
        ("The firm was valued at 5 billion yuan in 2021.", ["valuation [firm]"]),
        ("The machine sells for 18,000 yuan.", ["price [machine]"]),
        ("The purchase cost Linden Foods $310 million.", ["purchase (cost)"]),
        ("The retailer was taken over for 3 billion yuan in 2021.", ["retailer taken over [retailer]"]),
        ("The mines ship 64,000 tonnes a year.", ["shipments [mines]"]),
        ("The warehouse, which occupies 40,000 square feet, opened in 2020.", ["area occupied [warehouse]"]),
        ("The baker loses 3 yuan on each loaf.", ["lost on loaf [baker]"]),
        ("The two lakes' plans add up to 480 megawatts.", ["two lakes' plans [two lakes]"]),
        (
            "The prize is dwarfed by the $60 million that the foundation has set aside for schools.",
            ["set aside for schools [foundation]"],
        ),
        ("Of the 60 billion yuan raised by the bonds, little was spent.", ["raised by the bonds"]),
        (
            "A loan of 12 billion yuan led by the development bank was rolled over.",
            ["loan rolled over"],
        ),
        ("The second round would raise at least 400 million yuan.", ["raised [second round]"]),
        ("The sector would be short of 40,000 welders by 2030.", ["shortage of welders [sector]"]),
        ("Fees at the port may now be as high as 4,000 yuan.", ["Fees at the port"]),
    ],
)
def test_what_a_sum_or_amount_is(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The city spent 12 percent of its budget on schools.", ["share of budget spent on schools [city]"]),
        (
            "Banks lent 40 percent of their deposits to builders in 2021.",
            ["share of deposits lent to builders [Banks]"],
        ),
        (
            "The bank will provide 60 percent of the principal at an annual rate of 2 percent.",
            ["share of principal provided [bank]", "annual rate [bank]"],
        ),
        ("One study puts aid to farms at 2 percent of GDP.", ["aid to farms (share of GDP)"]),
        ("The report puts total aid to the fleet at $5 billion.", ["total aid to the fleet"]),
        (
            "Its yards won 31 percent of orders, with Japan's taking 12 percent and Italy's 4 percent.",
            [
                "share of orders won [yards]",
                "Japan's share of orders won [Japan]",
                "Italy's share of orders won [Italy]",
            ],
        ),
    ],
)
def test_what_a_share_is_of(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The basin has 3.1 cranes for every ten barges, while the port has 1.2.",
            ["cranes for every ten barges [basin]", "cranes [port]"],
        ),
        (
            "Imports of barley fell by 11 percent in volume but rose by 4 percent in value.",
            ["Imports of barley in volume", "Imports of barley in value"],
        ),
        (
            "We will build 2.4 million units of rental housing and renovate 900 units of student housing.",
            ["units of rental housing built", "units of student housing renovated"],
        ),
        (
            "Complete the paving of 520 km of village roads and mountain paths.",
            ["village roads and mountain paths"],
        ),
        ("An additional 300,000 hectares of pasture were fenced.", ["pasture fenced"]),
        (
            "The plan foresaw a literacy rate of 60 percent by 2010 and of 80 percent five years later.",
            ["literacy rate [plan]", "literacy rate"],
        ),
    ],
)
def test_what_stands_behind_the_value(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The county promised a bonus of 5 million yuan to each dairy that made the list.",
            ["bonus to each dairy that made the list [county]"],
        ),
        ("A tariff of 25 percent was imposed on imported steel.", ["tariff imposed on imported steel"]),
        ("A fund of 5 billion yuan was set up for young farmers.", ["fund for young farmers"]),
        ("Loans of 40 billion yuan were extended to orchards.", ["Loans extended to orchards"]),
        ("Another 620,000 tons of capacity was under construction.", ["capacity under construction"]),
        ("Some 40 gigawatts of wind turbines were idle last year.", ["wind turbines idle"]),
        # that a value was there changes nothing
        ("A loss of 300 million yuan was recorded in 2021.", ["loss"]),
        ("The target of 40 percent was missed.", ["target"]),
    ],
)
def test_what_became_of_what_has_the_value(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Companies with more than 500 employees will have to publish a plan.", ["employees [Companies]"]),
        ("Banks with assets of over $50 billion must hold a reserve.", ["assets [Banks]"]),
        ("In interviews with 64 owners they named rents.", ["owners"]),
    ],
)
def test_who_has_what_follows_with(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    "text",
    [
        "The dam supplies water to 34 million people in four districts.",
        "The parish has 14 farms, which house 200 horses and generate 41 percent of its income.",
    ],
)
def test_a_verb_that_the_parser_loses_is_no_demand(text: str, parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert {one.kind for one in found} == {"actual"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "In 2018, Norway's output grew to 21 tons, surpassing the Baltic League's 19 tons.",
            ["Norway's output [Norway]", "output [Baltic League]"],
        ),
        (
            "Norway's share is 14 percent, more than Chile's 9 percent.",
            ["Norway's share [Norway]", "share [Chile]"],
        ),
        # the rest of an opening phrase is no part of the name
        ("In that regard, Norway's index fell to 1.1 in 2016.", ["Norway's index [Norway]"]),
        ("About 200 of its 900 suppliers are state-owned.", ["suppliers are state-owned", "suppliers"]),
        # the second of two nouns has its own sum
        ("The dairy has 3,400 workers and sales of 2 billion yuan.", ["workers [dairy]", "sales [dairy]"]),
        # a fronted noun is no subject
        ("Since the ban, prices of tea have tripled.", ["prices of tea"]),
        ("After the war, exports of tin doubled to 40,000 tons.", ["exports of tin", "exports of tin"]),
        # the verb of the clause before, as a participle in its place
        (
            "Norway spends 3.4 percent of its output on research, and Chile 0.3 percent.",
            ["share of output spent on research [Norway]", "share of output spent on research [Chile]"],
        ),
        (
            "Norway spends 3 percent of its budget on schools and Chile 5 percent.",
            ["share of budget spent on schools [Norway]", "share of budget spent on schools [Chile]"],
        ),
        # a participle that the parser does not know
        (
            "Towns have sunk 3 million yuan into idle parks.",
            ["sunk into idle parks [Towns]"],
        ),
        # both nouns that "and" joins
        ("Norway spent 3 million yuan on roads and bridges.", ["spent on roads and bridges [Norway]"]),
        (
            "Norway spent 3 million yuan on roads and built 300 ships.",
            ["spent on roads [Norway]", "ships built [Norway]"],
        ),
    ],
)
def test_whose_value_and_for_what(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Coal, oil and gas output fell 3 percent in 2020.", ["Coal, oil and gas output"]),
        ("Wheat, rice and maize output reached 600 million tonnes.", ["Wheat, rice and maize output"]),
        ("Imports of coal, oil and gas rose 5 percent in 2021.", ["Imports of coal, oil and gas"]),
        (
            "Steel, cement and glass capacity will be cut by 30 million tonnes.",
            ["Steel, cement and glass capacity"],
        ),
        (
            "Today, cement and glass capacity will be cut by 30 million tonnes.",
            ["cement and glass capacity"],
        ),
        ("Coal, a fuel, rose 3 percent in 2020.", ["Coal"]),
        ("Imports of coal rose 5 percent, and exports fell 3 percent.", ["Imports of coal", "exports"]),
    ],
)
def test_names_have_whole_lists(text: str, names: list[str], parser: Parser) -> None:
    assert [name.partition(" [")[0] for name in read_names(text, parser)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Revenues at Yutian grew at an annual rate of 40 percent.", ["Revenues at Yutian"]),
        ("The firm pays tax at a rate of 15 percent.", ["rate [firm]"]),
        # the number was read as that of the years
        (
            "The ministry allocated CNY 10 billion over five years to support more than 1,000 mills.",
            ["allocated to support mills [ministry]", "mills supported [ministry]"],
        ),
        (
            "The ministry granted RMB 300 million over three years for chip design.",
            ["granted for chip design [ministry]"],
        ),
        ("The ministry expects the industry to be worth 10 trillion yuan in 2030.", ["industry"]),
        # a multiple in other words
        (
            "The industry was worth 10 trillion yuan in 2020, twice its present size.",
            ["industry", "industry"],
        ),
        (
            "Investors put $37 billion into start-ups making lasers, five times what their rivals raised.",
            ["put into start-ups making lasers [Investors]", "put into start-ups making lasers"],
        ),
        # a goal for what was measured before
        (
            "The share of local mills was 16 percent in 2021; the plan had called for 40 percent.",
            ["share of local mills", "share of local mills [plan]"],
        ),
        ("Several loans carried rates below 3 percent.", ["rates [Several loans]"]),
        (
            "Guangdong and Jiangsu, with 867 and 709 little giants respectively, lead the table.",
            ["little giants [Guangdong]", "little giants [Jiangsu]"],
        ),
    ],
)
def test_values_that_stand_apart_from_what_they_measure(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The firm, founded in Shanghai, has a staff of 344.", ["actual"]),
        ("The fund, registered in May 2024, has a capital of RMB 344 billion.", ["actual"]),
        ("Have at least 500 little giants by 2030.", ["target"]),
        ("The share is 7 percent, short of the 8 percent that the plan had promised.", ["actual", "target"]),
        ("The share is 12 percent, below the 15 percent that officials had sought.", ["actual", "target"]),
        ("The share was 16 percent; the plan had called for 40 percent.", ["actual", "target"]),
    ],
)
def test_what_somebody_has_and_what_was_promised(text: str, kinds: list[str], parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [one.kind for one in found] == kinds


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The port set duties of 34 percent on kelp boats built in Shanghai.",
            ["duties on kelp boats built in Shanghai [port]"],
        ),
        (
            "Guilds and towns accounted for 45 percent and 28 percent, respectively, of the capital raised"
            " by harbour firms in 2022.",
            [
                "share of capital raised by harbour firms [Guilds]",
                "share of capital raised by harbour firms [towns]",
            ],
        ),
        ("Last year 4,200 km of tram lines were opened to traffic.", ["tram lines opened to traffic"]),
        (
            "Washington froze $40 million in accounts held by shell firms in Dubai.",
            ["accounts held by shell firms in Dubai [Washington]"],
        ),
        (
            "The fund plans to invest 500 million yuan in start-ups that make sensors.",
            ["start-ups that make sensors [fund]"],
        ),
        # not what says when, who is the subject, or what the next figure counts
        (
            "Some 96 boatyards had been certified in Jiangsu by the end of last year.",
            ["boatyards had been certified in Jiangsu"],
        ),
        (
            "Less than 1 percent of the servers installed by the big four state banks ran on local chips.",
            ["servers installed ran on local chips"],
        ),
        ("Up 8 percent on the year, boatyard profits rebounded in May.", ["boatyard profits"]),
        ("The new boats have 20 percent more power than the old ones.", ["power"]),
    ],
)
def test_what_describes_a_name_belongs_to_it(text: str, names: list[str], parser: Parser) -> None:
    assert read_names(text, parser) == names
