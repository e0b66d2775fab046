"""Starting values as separate figures: their indicators, their years, and values that are not starts."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser

LIFTED = ("占比", 1.2, "2015", "actual")


def starts(text: str, language: str, parser: Parser | None = None) -> list[tuple[str, float, str, str]]:
    found = find_targets(text, language, setting=Setting(parser=parser))
    return [(one.indicator, one.value, one.deadline, one.kind) for one in found if one.rule == "choose_start"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("占比由2015年的1.2%提高到2020年的2.4%。", LIFTED),
        ("占比由2015年的1.2%左右，提高到2020年的2.4%。", LIFTED),
        ("占比为2.4%，比2015年的1.2%提高1.2个百分点。", LIFTED),
        ("占比为2.4%，高于2015年的1.2%。", LIFTED),
        ("占比为2.4%，低于上年同期的2.6%。", ("占比", 2.6, "", "actual")),
        ("2023年，占比为2.4%，低于上年同期的2.6%。", ("占比", 2.6, "2022", "actual")),
        ("企业从0.9万家增加到1.5万家、平台达到28个。", ("企业", 9000.0, "", "actual")),
        ("到2025年，占比由1.2%提高到2.4%。", ("占比", 1.2, "", "actual")),
    ],
)
def test_chinese_starts(text: str, start: tuple[str, float, str, str]) -> None:
    assert starts(text, "zh") == [start]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The share rose from 12 percent in 2022 to 24 percent in 2026.", ("share", 12.0, "2022", "actual")),
        ("The share will rise from 12 percent to 24 percent by 2030.", ("share", 12.0, "", "actual")),
        ("Margins narrowed to 18.6 percent from 24.2 percent.", ("Margins", 24.2, "", "actual")),
        (
            "The share of its plants will rise from 20 to 60 percent.",
            ("share of its plants", 20.0, "", "actual"),
        ),
        ("Exports rose to 14 GW in 2024, up from 5 GW a year earlier.", ("Exports", 5.0, "2023", "actual")),
        ("Exports fell to 5 GW in 2024 from 14 GW three years earlier.", ("Exports", 14.0, "2021", "actual")),
        ("Exports were $5 billion in 2024, against $4 billion in 2020.", ("Exports", 4e9, "2020", "actual")),
        ("Exports fell 12 percent in 2023 from $4 billion in 2022.", ("Exports", 4e9, "2022", "actual")),
        (
            "The bank's stake rose from 9% of the firm in 2019 to 20%.",
            ("bank's stake", 9.0, "2019", "actual"),
        ),
    ],
)
def test_english_starts(text: str, start: tuple[str, float, str, str], parser: Parser) -> None:
    assert starts(text, "en", parser) == [start]


@pytest.mark.parametrize(
    "text",
    [
        "The share was 31 percent, compared with 12 percent for France.",  # a different subject
        "The fund raised $3 billion from 27 investors in 2021.",
        "Exports rose to $5 billion; Japan's fell from $4 billion.",
        "The panel saw 500 videos of protests from May 26 through June 5.",
        "Output fell 3 percent from 2019.",
        "Upstream firms on the eastern coast pay rates from 3 percent to 6 percent.",
    ],
)
def test_values_that_are_not_starts(text: str, parser: Parser) -> None:
    assert not [start for start in starts(text, "en", parser) if "500" not in text or start[1] == 26]


def test_a_list_of_starts_has_one_date() -> None:
    found = starts("高技术制造业和装备制造业占比分别由2012年的9%、28%提高到2021年的15%和32%。", "zh")
    assert [(value, year) for _, value, year, _ in found] == [(9.0, "2012"), (28.0, "2012")]


@pytest.mark.parametrize(
    ("text", "language", "comparator"),
    [
        ("占比由不足20%提高到50%。", "zh", "<"),
        ("The share rose from under 20 percent to 50 percent.", "en", "<"),
    ],
)
def test_a_start_keeps_its_bound(text: str, language: str, comparator: str) -> None:
    start, _ = find_targets(text, language)
    assert (start.value, start.comparator) == (20.0, comparator)


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        # Points change the share before them; the area that a site takes up is not a share.
        (
            "研发投入212亿元，占产值的3.4%，提高0.9个百分点。",
            "indicator",
            ["研发投入", "研发投入占产值", "研发投入占产值"],
        ),
        ("项目总投资86亿元，占地320亩。", "indicator", ["项目总投资", "占地"]),
        # A part (其中) has the kind of its whole; the value of a year before a goal's is actual.
        ("全年新增减税1.6万亿元，其中制造业企业占三成以上。", "kind", ["actual", "actual"]),
        ("到2025年数控化率达10%，2020年这一比重为7.8%。", "kind", ["target", "actual"]),
        ("规则于2022年10月将28家实体列入清单，次年又追加了13家。", "deadline", ["2022-10", "2023"]),
        ("工业机器人密度达到每万人500台。", "unit", ["台/10,000 people"]),
        ("早上8点开门，门诊从1个科室增加到5个科室。", "value", [1.0, 5.0]),
        ("巩固率从60%降到50%，到2021年，升学率达到95.4%。", "indicator", ["巩固率", "巩固率", "升学率"]),
    ],
)
def test_fields_that_one_figure_takes_from_another(text: str, field: str, values: list[object]) -> None:
    assert [getattr(one, field) for one in find_targets(text, "zh")] == values


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        (
            "Imports were $39 billion in 2023; two years before they had been $31 billion.",
            "deadline",
            ["2023", "2021"],
        ),
        (
            "It listed 25 firms on 22 July 2019. They raised 37 billion yuan.",
            "deadline",
            ["2019-07-22", "2019"],
        ),
        ("It burned 3 million tonnes of coal in 2019. It employs 3,000 people.", "deadline", ["2019", ""]),
        ("In 2023 the yuan fell to 7.3 per dollar, and reserves fell by $45 billion.", "value", [4.5e10]),
        ("Filings peaked at 9,800 in 2019 and slipped to 8,900 the next year.", "deadline", ["2019", "2020"]),
        ("Our model suggests that its share fell from 95 to 80 percent.", "indicator", ["its share"] * 2),
        (
            "The province's fund for new forces has 30 billion yuan.",
            "indicator",
            ["province's fund for new forces"],
        ),
        ("The province approved 31 overseas acquisitions.", "indicator", ["overseas acquisitions approved"]),
        ("Total assets: RMB 1.2 trillion (2023).", "kind", ["actual"]),
        ("Its budget climbed from 48 billion yuan in 2015 to 86 billion in 2022.", "unit", ["CNY", "CNY"]),
        ('The bureau has certified 14,600 "little giants" in six years.', "value", [14600.0]),
        (
            "State banks' lending to makers grew 32 percent in 2022.",
            "indicator",
            ["State banks' lending to makers"],
        ),
        ("Of the 1,182 applications, 734 have been granted and 96 refused.", "value", [1182.0, 734.0, 96.0]),
        (
            "It grants $39 billion in tax credits and $2 billion for legacy chips.",
            "indicator",
            ["tax credits", "legacy chips"],
        ),
    ],
)
def test_fields_that_english_figures_take_from_others(
    text: str, field: str, values: list[object], parser: Parser
) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [getattr(one, field) for one in found] == values


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Two years ago the share was 12 percent.", "2023"),
        ("A decade ago the share was 12 percent.", ""),
        ("In its work plan for 2026 the city sets a target of 6.5 percent for retail sales.", "2026"),
        ("In the whole of 2023 the United States took 2,900 tonnes.", "2023"),
        ("The ministry said on 3 March 2025 that 412 firms had applied.", "2025-03-03"),
        ("Dams generated 372 billion kWh in 2024, 64 percent of provincial output.", "2024"),
    ],
)
def test_years_by_the_date_of_the_document(text: str, deadline: str, parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(year=2025, parser=parser))
    assert found[-1].deadline == deadline


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        # A milestone before a later goal is a target; a value before it is actual.
        ("到2030年，非化石能源消费比重达到25%左右，2025年达到20%左右。", "kind", ["target", "target"]),
        ("到2035年，森林覆盖率达到30%，其中2028年达到27%。", "kind", ["target", "target"]),
        # Targets keep their bound.
        ("研发投入强度不得低于2020年的3%。", "comparator", [">="]),
        ("财政教育支出不应低于上年的350亿元。", "value", [3.5e10]),
        ("2023年失业率为5.2%，高于2022年的4.9%。", "comparator", ["=", "="]),
        # 次年 inside other words, ranges, names of processes, other subjects.
        ("2021年公司首次年营收超过10亿元。", "deadline", ["2021"]),
        ("从业人员从10人到50人的企业共有320家。", "value", [50.0, 320.0]),
        ("芯片制程从14纳米、7纳米到5纳米不断突破。", "value", [5.0]),
        (
            "农业用水12亿立方米，占地下水开采总量的40%。",
            "indicator",
            ["农业用水", "农业用水占地下水开采总量"],
        ),
        ("产量由2020年的12万辆，猛增到2023年的98万辆。", "deadline", ["2020", "2023"]),
        ("经济增长预期由4.8%下调至4.5%。", "kind", ["target", "target"]),
    ],
)
def test_figures_that_only_look_like_starts(text: str, field: str, values: list[object]) -> None:
    assert [getattr(one, field) for one in find_targets(text, "zh")] == values


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("It listed 25 firms on 22 July 2019. $37 billion was raised in all.", "value", [25.0, 3.7e10]),
        (
            "In 2023 sales reached $3 billion, up 12 percent from a year earlier, the ministry said.",
            "deadline",
            ["2023"] * 2,
        ),
        (
            "Net income for 2021 jumped 42 percent from a year earlier, its annual report showed.",
            "deadline",
            ["2021"],
        ),
        ("Repairs will take from 12 to 24 months.", "value", [24.0]),
        ("Interest rates on the loans run from 3 percent to 6 percent.", "value", [6.0]),
        ("The navy keeps ships at 12 ports.", "indicator", ["ports"]),
        ("In May 31 firms won licences worth 30 million yuan.", "value", [31.0, 3e7]),
        (
            "Spending on progress reports rose 12 percent in 2021.",
            "indicator",
            ["Spending on progress reports"],
        ),
        ("It exported 40 ships in 2010. It was founded with 300 workers.", "deadline", ["2010", ""]),
    ],
)
def test_english_figures_that_only_look_like_starts(
    text: str, field: str, values: list[object], parser: Parser
) -> None:
    found = find_targets(text, "en", setting=Setting(parser=parser))
    assert [getattr(one, field) for one in found] == values


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "By 2030, sales will reach 15 trillion yen, three times the level of 2020 (5 trillion yen).",
            "en",
            [("15 trillion yen", "2030", "target"), ("three times", "2030", "target")],
        ),
        (
            "By 2030, sales will exceed 15 trillion yen, three times the 2020 level (about 5 trillion yen).",
            "en",
            [("15 trillion yen", "2030", "target"), ("three times", "2030", "target")],
        ),
        (
            "Sales are to reach 15 trillion yen by 2030, or three times those of 2020 (5 trillion yen).",
            "en",
            [("15 trillion yen", "2030", "target"), ("three times", "2030", "target")],
        ),
        (
            "到2030年，销售额达到15万亿日元，是2020年（约5万亿日元）的三倍以上。",
            "zh",
            [("15万亿日元", "2030", "target"), ("三倍", "2030", "target")],
        ),
        (
            "到2030年，企业销售额合计达到15万亿日元以上，为2020年（5万亿日元）的3倍。",
            "zh",
            [("15万亿日元", "2030", "target"), ("3倍", "2030", "target")],
        ),
    ],
)
def test_a_value_in_brackets_after_the_year_of_a_comparison(
    text: str, language: str, expected: list[tuple[str, str, str]], parser: Parser
) -> None:
    setting = Setting(year=2024, parser=parser if language == "en" else None)
    found = {one.text: (one.deadline, one.kind) for one in find_targets(text, language, setting=setting)}
    assert [(surface, *found.pop(surface)) for surface, _, _ in expected] == expected
    assert set(found.values()) <= {("2020", "actual")}  # either not a separate figure, or of 2020


@pytest.mark.parametrize(
    "text",
    [
        "By 2030, sales will reach 15 trillion yen (100 billion dollars).",
        "Sales will reach 15 trillion yen in 2030 (100 billion dollars).",
    ],
)
def test_a_value_in_brackets_after_another_one_or_the_year_of_a_goal(text: str, parser: Parser) -> None:
    found = find_targets(text, "en", setting=Setting(year=2024, parser=parser))
    assert {one.kind for one in found} == {"target"}
