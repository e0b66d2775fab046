"""Figures of dated documents: year, kind, unit and indicator, on sentences written for this test.

Each line of the tables contains the document's date, its headings (title first, separated by ' // '), a
text, and its figures: surface, unit (* for a measure word), year (- for none), kind, and part of the indicator.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from flows.annotation.figures import (
    Setting,
    find_targets,
    read_years,
    section_kind,
    section_year,
    settle_kinds,
)
from flows.annotation.parsing import Parser
from flows.records import SURE_SCORE, Target

HERE = Path(__file__).parents[1]


class Expected(NamedTuple):
    surface: str
    unit: str
    year: str
    kind: str
    indicator: str


class Row(NamedTuple):
    date: str
    headings: tuple[str, ...]
    text: str
    figures: list[Expected]


def read_expected(written: str) -> Expected:
    words = written.split(" ")
    place = next(index for index, word in enumerate(words) if word in ("target", "actual"))
    surface, indicator = " ".join(words[: place - 2]), " ".join(words[place + 1 :])
    return Expected(surface, words[place - 2], words[place - 1].replace("-", ""), words[place], indicator)


def read_rows(language: str) -> list[Row]:
    lines = (HERE / f"dated_{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = []
    for line in lines:
        date, headings, text, figures = line.split("\t")
        levels = tuple(reversed(headings.split(" // "))) if headings else ()
        rows.append(Row(date, levels, text, [read_expected(item) for item in figures.split("; ") if item]))
    return rows


def read(row: Row, language: str, parser: Parser) -> tuple[Target, ...]:
    heading = row.headings[0] if len(row.headings) > 1 else ""
    setting = Setting(
        section_kind(heading),
        due=section_year(heading, row.date),
        year=int(row.date[:4]),
        parser=parser if language == "en" else None,
        years=read_years(row.headings, row.date),
    )
    return settle_kinds(find_targets(row.text, language, setting=setting), row.date)


def is_right(found: Target, expected: Expected) -> bool:
    named = f"{found.subject} {found.indicator}".lower()
    return (
        expected.unit in ("*", found.unit)
        and found.deadline[:4] == expected.year
        and found.kind == expected.kind
        and expected.indicator.lower() in named
    )


def count(language: str, parser: Parser) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in read_rows(language):
        left = list(read(row, language, parser))
        counts["found"] += len(left)
        for expected in row.figures:
            counts["expected"] += 1
            found = next(
                (
                    item
                    for item in left
                    if item.text.startswith(expected.surface) or expected.surface.startswith(item.text)
                ),
                None,
            )
            if found is None:
                continue
            left.remove(found)
            right = is_right(found, expected)
            counts["right"] += right
            if found.score >= SURE_SCORE:
                counts["sure"] += 1
                counts["sure_right"] += right
    return counts


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_contain_many_texts(language: str) -> None:
    rows = read_rows(language)
    assert len(rows) >= 80
    assert sum(not row.figures for row in rows) >= 18


@pytest.mark.parametrize(("language", "least_sure"), [("zh", 0.3), ("en", 0.4)])
def test_figures_of_dated_documents(language: str, least_sure: float, parser: Parser) -> None:
    counts = count(language, parser)
    assert counts["right"] >= 0.93 * counts["found"]
    assert counts["right"] >= 0.93 * counts["expected"]
    assert counts["sure"] >= least_sure * counts["expected"]
    assert counts["sure_right"] >= 0.97 * counts["sure"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_texts_without_figures_yield_none(language: str, parser: Parser) -> None:
    empty = [row for row in read_rows(language) if not row.figures]
    found = [(row.text, item.text) for row in empty for item in read(row, language, parser)]
    assert found == []


@pytest.mark.parametrize(
    ("headings", "date", "actual", "target"),
    [
        (("2023年青川市国民经济和社会发展统计公报",), "2024-03-20", "2023", ""),
        (("青川市“十四五”科技创新规划",), "2021-12-01", "", "2025"),
        (("半导体产业发展行动计划（2022—2025年）",), "2022-06-30", "", "2025"),
        (("2024年数字经济工作要点",), "2024-04-02", "", "2024"),
        (("2024年国民经济和社会发展计划执行情况与2025年计划草案的报告",), "2025-01-16", "2024", "2025"),
        (("2026年青川市政府工作报告",), "2026-01-20", "", "2026"),
        (("一、过去一年工作回顾", "政府工作报告"), "2025-01-16", "2024", "2025"),
        (("一、过去五年工作回顾", "2023年工作总结"), "2024-01-16", "", ""),
        (("一九五八年国民经济各部门发展计划的安排",), "1958", "", ""),
        (("关于公布2009年审查结果的通知",), "2024-01-16", "", ""),
        (("Action Plan for Robotics (2022-2025)",), "2022-06-30", "", "2025"),
        (("Outline of the 14th Five-Year Plan",), "", "", "2025"),
        (("Farsail Electronics FY2023 annual results",), "2024-03-01", "2023", ""),
        (("国办发〔2021〕46号文件",), "2021-05-01", "", ""),
    ],
)
def test_years_of_headings(headings: tuple[str, ...], date: str, actual: str, target: str) -> None:
    years = read_years(headings, date)
    assert (years.actual, years.target) == (actual, target)


@pytest.mark.parametrize(
    ("text", "date", "year"),
    [
        ("7月份，全市用电量增长5%。", "2024-09-01", "2024-07"),
        ("11月份，全市用电量增长5%。", "2024-02-01", "2023-11"),
        ("7月份，全市用电量增长5%。", "2024-05-01", ""),
        ("五年来，全市用电量增长50%。", "2024-05-01", ""),
        ("全年用电量增长5%。", "2024-07-01", ""),
        ("全年用电量增长5%。", "2024-02-01", "2023"),
        ("目前，全市充电桩超过2万个。", "2024-05-01", "2024"),
        ("全市充电桩超过2万个。", "2024-05-01", ""),
        ("2019年，用电量增长5%。此后，产值增长8%。", "2024-05-01", ""),
        ("2019年，用电量增长5%。产值增长8%。", "2024-05-01", "2019"),
    ],
)
def test_year_of_words(text: str, date: str, year: str) -> None:
    setting = Setting(year=int(date[:4]), years=read_years((), date))
    assert find_targets(text, "zh", setting=setting)[-1].deadline == year


# date, headings (title last), text, and per figure: surface, deadline, period.
PARTS = [
    (
        "2024-03-18",
        (),
        "1—2月份，全市发电量增长7%，比上年12月份加快0.2个百分点；用电量增长5%。其中，农业用电量增长3%。",
        [("7%", "2024", "2024-01", "2024-02")] * 4,
    ),
    ("2024-03-09", (), "1至2月全市完成投资65亿元。", [("65亿元", "2024", "2024-01", "2024-02")]),
    ("2024-03-09", (), "今年前两个月，全市出口额增长8%。", [("8%", "2024", "2024-01", "2024-02")]),
    (
        "2024-10-28",
        (),
        "今年前三季度，全市软件业务收入120亿元。其中，嵌入式软件收入40亿元。",
        [("120亿元", "2024", "2024-01", "2024-09")] * 2,
    ),
    (
        "2024-10-28",
        ("青川市2024年前三季度软件业运行情况",),
        "嵌入式软件收入40亿元，增长5%。全年收入力争达到150亿元。",
        [("40亿元", "2024", "2024-01", "2024-09")] * 2 + [("150亿元", "2024", "", "")],
    ),
    (
        "2024-10-28",
        ("青川市2024年前三季度软件业运行情况",),
        "| 指标 | 单位 | 2023年1—9月 | 2024年1—9月 | 同比（%） |\n|---|---|---|---|---|\n"
        "| 软件收入 | 亿元 | 96.7 | 121.4 | 25.5 |\n",
        [("96.7", "2023", "2023-01", "2023-09")] + [("121.4", "2024", "2024-01", "2024-09")] * 2,
    ),
    (
        "2024-10-28",
        ("青川市2024年1—9月主要指标",),
        "| 指标 | 单位 | 9月 | 1—9月累计 |\n|---|---|---|---|\n| 软件收入 | 亿元 | 15.4 | 121.4 |\n",
        [("15.4", "2024", "", ""), ("121.4", "2024", "2024-01", "2024-09")],
    ),
    # A time that is only compared with dates nothing.
    (
        "2024-09-20",
        (),
        "1—8月，全市工业产值增长8%，比上半年加快2个百分点。",
        [("8%", "2024", "2024-01", "2024-08")] * 2,
    ),
    (
        "2024-04-20",
        (),
        "一季度，全市工业产值增长8%，增速比2023年全年加快1.2个百分点。",
        [("8%", "2024", "2024-01", "2024-03")] * 2,
    ),
    (
        "2024-10-20",
        (),
        "9月份，全市出口额由8月份的120亿元增加到150亿元。",
        [("120亿元", "", "", ""), ("150亿元", "2024-09", "", "")],
    ),
    ("2024-10-20", (), "与8月份相比，9月份有40家企业扩产。", [("40家", "2024-09", "", "")]),
    ("2024-10-20", (), "与一季度相比，全市有40家企业扩产。", [("40家", "", "", "")]),
    ("2024-10-20", (), "延续一季度良好态势，全市工业产值增长7%。", [("7%", "", "", "")]),
    (
        "2024-10-20",
        (),
        "9月份，日均加注120吨，是8月份的2.5倍，单日加注最高达到180吨。",
        [("120吨", "2024-09", "", "")] * 3,
    ),
    (
        "2024-07-20",
        (),
        "上半年，全市工业产值增长6%，在一季度增长5%的良好基础上，出口额增长8%。",
        [
            ("6%", "2024", "2024-01", "2024-06"),
            ("5%", "2024", "2024-01", "2024-03"),
            ("8%", "2024", "2024-01", "2024-06"),
        ],
    ),
    # The first months, the end of a quarter, and what is so from a month on.
    ("2024-07-20", (), "前5月，全市出口额120亿元。", [("120亿元", "2024", "2024-01", "2024-05")]),
    ("2024-06-20", (), "4月份和5月份，全市出口额增长3%。", [("3%", "2024", "", "")]),
    ("2024-04-20", (), "二月份，全市出口额增长3%。", [("3%", "2024-02", "", "")]),
    # A month carries over to changes, not to what is so at one time.
    (
        "2024-09-14",
        (),
        "8月份，全市用电量增长5%。用气量增长9%。供气企业有30家。",
        [("5%", "2024-08", "", ""), ("9%", "2024-08", "", ""), ("30家", "2024", "", "")],
    ),
    ("2024-09-14", (), "今年5月，全市出口额增长3%。", [("3%", "2024-05", "", "")]),
    # Other months after the first, in a clause of their own or of several.
    (
        "2024-09-14",
        (),
        "2024年5月，全市出口额同比增长3%；1—5月，进口额同比增长2%。",
        [("3%", "2024-05", "", ""), ("2%", "2024", "2024-01", "2024-05")],
    ),
    (
        "2024-09-14",
        (),
        "2024年5月，全市出口额增长3%，6月，进口额增长2%，渔业前7个月产值增长1%。",
        [("3%", "2024-05", "", ""), ("2%", "2024-06", "", ""), ("1%", "2024", "2024-01", "2024-07")],
    ),
    # Each part of a list of parts has its own figure, unless names are dealt out.
    (
        "2024-10-20",
        (),
        "前三季度，全市渔业产值增长5%，其中一、二、三季度分别增长5.1%、4.9%、5.2%。",
        [
            ("5%", "2024", "2024-01", "2024-09"),
            ("5.1%", "2024", "2024-01", "2024-03"),
            ("4.9%", "2024", "2024-04", "2024-06"),
            ("5.2%", "2024", "2024-07", "2024-09"),
        ],
    ),
    (
        "2024-10-20",
        (),
        "2024年4月份、5月份，全市渔业产值分别增长5%和3%。",
        [("5%", "2024-04", "", ""), ("3%", "2024-05", "", "")],
    ),
    (
        "2024-10-20",
        (),
        "4月、5月，全市进口和出口分别增长5%和3%。",
        [("5%", "2024", "", ""), ("3%", "2024", "", "")],
    ),
    # What a place has at one time is of the end of a period; a change is of all of it.
    (
        "2026-01-25",
        (),
        "2021年至2025年，全市渔业产值年均增长5%，渔业存款余额超过30亿元。",
        [("5%", "2025", "2021", "2025"), ("30亿元", "2025", "", "")],
    ),
    # A base is not the year of what follows.
    (
        "2024-04-25",
        (),
        "全市出口额在上年高基数基础上增长5%。一季度，全市进口额增长3%。",
        [("5%", "", "", ""), ("3%", "2024", "2024-01", "2024-03")],
    ),
    # The time of one province is not that of another.
    (
        "2024-06-25",
        (),
        "浙江一季度完成渔业投资5亿元；福建已安排渔业资金8亿元。",
        [("5亿元", "2024", "2024-01", "2024-03"), ("8亿元", "2024", "", "")],
    ),
    ("2024-10-25", (), "三季度末，全市贷款余额3000亿元。", [("3000亿元", "2024-09", "", "")]),
    ("2024-11-20", (), "自5月起，全市发放消费券3亿元。", [("3亿元", "2024", "", "")]),
    ("2024-11-20", (), "前三季累计营收300亿元。", [("300亿元", "2024", "2024-01", "2024-09")]),
    ("2024-11-20", (), "该剧第二季播出后，带动旅游收入3亿元。", [("3亿元", "", "", "")]),
    ("2024-11-20", (), "各区办好四季文化活动，旅游收入3亿元。", [("3亿元", "", "", "")]),
    (
        "2024-10-28",
        ("青川市2024年前三季度软件业运行情况",),
        "园区总投资30亿元，建成后年产能达到10万台。",
        [("30亿元", "2024", "", ""), ("10万台", "2024", "", "")],
    ),
    # Months end where another time begins, and do not apply to what counts at one time.
    (
        "2024-10-20",
        (),
        "前三季度，全市用电量120亿千瓦时。截至10月15日，全市建成充电桩3万个。",
        [("120亿千瓦时", "2024", "2024-01", "2024-09"), ("3万个", "2024", "", "")],
    ),
    (
        "2024-10-20",
        (),
        "前三季度，全市用电量120亿千瓦时。我市现有企业3万家。",
        [("120亿千瓦时", "2024", "2024-01", "2024-09"), ("3万家", "2024", "", "")],
    ),
    (
        "2024-07-20",
        (),
        "上半年，用电量增长5%；6月份，用气量增长3%。其中，工业用气量增长2%。",
        [("5%", "2024", "2024-01", "2024-06"), ("3%", "2024-06", "", ""), ("2%", "2024", "", "")],
    ),
    (
        "2025-03-05",
        (),
        "去年下半年，出口降幅收窄。扭转下降局面，全年利用外资90亿美元。对外投资43亿美元。",
        [("90亿美元", "2024", "", ""), ("43亿美元", "", "", "")],
    ),
    (
        "2024-08-01",
        ("青川市一季度服务贸易快速增长",),
        "数据还显示，2024年前5个月，周边各市增长较快。其中，西河市增长13%。",
        [("13%", "2024", "", "")],
    ),
    (
        "2024-10-20",
        ("青川市9月物价涨幅比上半年回落",),
        "食品价格上涨3%。",
        [("3%", "", "", "")],
    ),
    # A whole year, a month of several, and months before an application stay as they are.
    ("2024-10-28", (), "2024年，全市出口额30亿元。其中，软件出口3亿元。", [("30亿元", "2024", "", "")] * 2),
    ("2024-10-28", (), "2024年9月，工程开工。总投资10亿元。", [("10亿元", "2024", "", "")]),
    ("2024-10-28", (), "申请补贴前6个月缴费的员工不少于5人。", [("5人", "", "", "")]),
    ("2024-03-09", (), "截至2月底，全市共有企业300家。", [("300家", "2024-02", "", "")]),
    # An average of one year is of that year, and so is what follows it.
    (
        "2026-02-09",
        ("一、2025年工作回顾", "2026年青川市政府工作报告"),
        "PM2.5年均浓度为26微克/立方米，新增公园127座。",
        [("26微克/立方米", "2025", "", ""), ("127座", "2025", "", "")],
    ),
    # A day without its year is of the document's year, or of the one before if its month is still to come.
    ("2024-03-09", (), "截至2月20日，全市发放贷款12亿元。", [("12亿元", "2024", "", "")]),
    ("2024-03-09", (), "截至12月31日，全市发放贷款12亿元。", [("12亿元", "2023", "", "")]),
    # Two goals of one indicator: the first is due in the year of the document, or nobody knows when.
    (
        "2024-10-28",
        (),
        "力争全年产业规模突破1800亿元，到2027年达到3000亿元。",
        [("1800亿元", "2024", "", ""), ("3000亿元", "2027", "", "")],
    ),
    (
        "2024-10-28",
        (),
        "力争产业规模突破1800亿元，到2027年达到3000亿元。",
        [("1800亿元", "", "", ""), ("3000亿元", "2027", "", "")],
    ),
    (
        "2024-10-28",
        (),
        "培育企业100家，到2027年产业规模达到3000亿元。",
        [("100家", "2027", "", ""), ("3000亿元", "2027", "", "")],
    ),
    (
        "2016-03-05",
        (),
        "到2020年，人均受教育年限从10.23年提高到10.8年。",
        [("10.23年", "", "", ""), ("10.8年", "2020", "", "")],
    ),
    # What grew in five years is not of their first year.
    (
        "2024-02-19",
        (),
        "2018年我市研发投入占比只有2.1%，去年达到3.05%，五年提高近1个百分点。",
        [("2.1%", "2018", "", ""), ("3.05%", "2023", "", ""), ("1个百分点", "", "", "")],
    ),
]


@pytest.mark.parametrize(("date", "headings", "text", "expected"), PARTS)
def test_parts_of_years(
    date: str, headings: tuple[str, ...], text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    found = find_targets(text, "zh", setting=Setting(year=int(date[:4]), years=read_years(headings, date)))
    dated = [(one.deadline, one.period_start, one.period_end) for one in found]
    assert dated == [row[1:] for row in expected]


def test_a_year_of_comparison_does_not_hide_that_of_the_report() -> None:
    years = read_years(("Annual results for the year 2023",), "2024-03-28", "2023")
    text = "Revenue was 4.3 billion yuan, a decrease of 6.8 percent from 4.6 billion yuan in 2022."
    found = find_targets(text, "en", setting=Setting(year=2024, years=years))
    assert [one.deadline for one in found] == ["2023", "2023", "2022"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024年建设高标准农田20万亩。", "target"),
        ("今年前两个月建设高标准农田20万亩。", "actual"),
        ("2024年已建设高标准农田20万亩。", "actual"),
        ("2023年建设高标准农田20万亩。", "actual"),
        ("2024年春节期间，全市建设高标准农田5万亩。", "actual"),
    ],
)
def test_a_year_that_has_just_begun_has_no_results(text: str, kind: str) -> None:
    setting = Setting(year=2024, years=read_years((), "2024-02-21"))
    assert [one.kind for one in find_targets(text, "zh", setting=setting)] == [kind]


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Retail sales rose 4 percent in January and February.", [("2024", "2024-01", "2024-02")]),
        ("In January and February, sales rose by 4% and 5%, respectively.", [("2024", "", "")] * 2),
        ("In January, March and April, sales rose by 4%.", [("2024", "", "")]),
        (
            "Exports of 900 tonnes in January shrank to 75 tonnes by March.",
            [("2024-01", "", ""), ("2024", "", "")],
        ),
        ("Linchuan said in February that it wants to raise output by 20 percent.", [("", "", "")]),
        ("The firm cut prices in February, and output has fallen by 10 percent.", [("2024", "", "")]),
        (
            "Ten years ago exports were half of sales; today they are 60 percent.",
            [("", "", ""), ("2024", "", "")],
        ),
        (
            "In March, it opened a yard in Linchuan. Its sales rose 8 percent that month.",
            [("2024-03", "", "")],
        ),
        ("Its sales rose 8 percent that month.", [("", "", "")]),
        ("Haiwei sold 65,000 tonnes of salt in March.", [("2024-03", "", "")]),
        ("In March the bank announced it would lend 5 billion yuan.", [("", "", "")]),
        (
            "In March, the board raised the deficit target from 3 percent to 4 percent.",
            [("", "", ""), ("", "", "")],
        ),
        ("The ministry issued rules in March that require firms to spend 3% of revenue.", [("", "", "")]),
        ("Since 2016, the programme has lifted 3,809 households out of poverty.", [("", "2016", "")]),
        (
            "Sales rose 5.7 percent in the first quarter, after 5.4 percent.",
            [("2024", "2024-01", "2024-03"), ("2024", "", "")],
        ),
        # several months, and months counted back from the last
        ("During the January–April period, salt exports fell 4 percent.", [("2024", "2024-01", "2024-04")]),
        ("From January to April, salt exports fell 4 percent.", [("2024", "2024-01", "2024-04")]),
        ("Salt exports fell 4 percent in January-April period.", [("2024", "2024-01", "2024-04")]),
        ("Salt exports fell 4 percent in Jan.-Apr.", [("2024", "2024-01", "2024-04")]),
        ("Salt exports fell 4 percent between January and April 2023.", [("2023", "2023-01", "2023-04")]),
        ("In January-April this year, salt exports fell 4 percent.", [("2024", "2024-01", "2024-04")]),
        ("Salt exports fell 4 percent in the three months to April.", [("2024", "2024-02", "2024-04")]),
        ("In the 12 months through March, Haiwei sold 900 tonnes.", [("2024", "2023-04", "2024-03")]),
        ("Salt exports fell 4% in the year to March.", [("2024", "2023-04", "2024-03")]),
        ("Salt exports fell 4% in the quarter ended March.", [("2024", "2024-01", "2024-03")]),
        (
            "Salt exports fell 4 percent for the 12 months ended in March 2023.",
            [("2023", "2022-04", "2023-03")],
        ),
        ("Salt exports fell 4 percent in the first 4 months.", [("2024", "2024-01", "2024-04")]),
        ("Salt exports fell 4 percent in Q1.", [("2024", "2024-01", "2024-03")]),
        ("Salt exports fell 4 percent last month.", [("2024-04", "", "")]),
        # behind the base and the level of a change
        (
            "Salt exports fell 4 percent year-on-year in the first four months of the year.",
            [("2024", "2024-01", "2024-04")],
        ),
        (
            "Salt exports rose 4 percent year on year to 20 million yuan (3 million U.S. dollars) in April.",
            [("2024-04", "", "")] * 3,
        ),
        (
            "Salt exports rose 4 percent from a year earlier to 20 million yuan in the first quarter.",
            [("2024", "2024-01", "2024-03")] * 2,
        ),
        # the months of the sentence before
        (
            "Salt exports rose 4 percent in the first quarter. Imports fell 2 percent.",
            [("2024", "2024-01", "2024-03")] * 2,
        ),
        ("Salt exports rose 4 percent in April. Imports fell 2 percent.", [("2024-04", "", "")] * 2),
        # what is only compared with
        (
            "In the first four months, exports fell 4 percent, 2 points less than in the first quarter.",
            [("2024", "2024-01", "2024-04"), ("2024", "2024-01", "2024-04")],
        ),
    ],
)
def test_english_parts_of_years(parser: Parser, text: str, dated: list[tuple[str, str, str]]) -> None:
    setting = Setting(year=2024, years=read_years(("News",), "2024-05-20"), parser=parser)
    found = find_targets(text, "en", setting=setting)
    assert [(one.deadline, one.period_start, one.period_end) for one in found] == dated


def test_a_column_without_a_year_keeps_the_name_of_its_half() -> None:
    text = "| 指标 | 单位 | 2024年上半年 | 下半年 |\n|---|---|---|---|\n| 产值 | 亿元 | 145.4 | 300 |\n"
    years = read_years(("青川市产值",), "2024-10-28")
    found = find_targets(text, "zh", setting=Setting(year=2024, years=years))
    assert [one.indicator for one in found] == ["产值", "产值（下半年）"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("五年前，渔港覆盖率为58%。", [""]),
        ("“十四五”开局之年，渔业产值突破400亿元。", [""]),
        ("疫情期间，渔民失业率一度升至8%。", [""]),
        ("渔业产值增加到500亿元，最高时达到520亿元。", ["2025", ""]),
        ("上届政府之初，渔港航道里程为2万公里。", [""]),
        # no state of its own, but the base of a comparison or a cause
        ("比五年前提高12个百分点，渔港覆盖率达到94%。", ["2025"]),
        ("克服疫情影响，渔业产值突破400亿元。", ["2025"]),
    ],
)
def test_earlier_states_in_the_review_of_a_plan_are_not_of_its_last_year(
    text: str, years: list[str], parser: Parser
) -> None:
    headings = ("一、2025年和“十四五”时期工作回顾", "2026年样例省政府工作报告")
    found = read(Row("2026-01-31", headings, text, []), "zh", parser)
    assert [one.deadline for one in found] == years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Imports fell 3 percent.", "2021"),
        ("Imports fell 3 percent from the previous year.", "2021"),
        ("Imports fell 3 percent to 20 billion yuan by the end of the year.", "2021"),
        ("Imports fell 3 percent in the latest quarter.", ""),
        ("By the end of the war imports fell 40 percent.", ""),
        ("Imports fell 3 percent during the strike.", ""),
        ("Imports fell 3 percent, it said Tuesday.", ""),
    ],
)
def test_a_change_at_another_time_does_not_take_the_year_before(text: str, year: str, parser: Parser) -> None:
    row = Row("2024-08-14", (), f"Exports of salt rose 5 percent in 2021. {text}", [])
    found = read(row, "en", parser)
    assert found[0].deadline == "2021" and {one.deadline for one in found[1:]} == {year}


def test_months_of_a_title_apply_beside_a_comparison(parser: Parser) -> None:
    years = read_years(("Foreign trade in the first three quarters of 2024",), "2024-10-14")
    text = "Trade grew by 5 percent, 1 percentage point less than in the same period last year. Sales rose 3 percent."
    found = find_targets(text, "en", setting=Setting(year=2024, years=years, parser=parser))
    assert {(one.deadline, one.period_end) for one in found} == {("2024", "2024-09")}


@pytest.mark.parametrize(
    ("language", "text", "years"),
    [
        ("zh", "2021年海带产量增长5%。二??二??年，关键零部件国产化率达到70%。", ["2021", ""]),
        ("zh", "到2025年，研发强度达到3%；到二??三?年，国产化率达到80%。", ["2025", ""]),
        ("zh", "二〇?二年，海带产量增长6%，渔船达到300艘。", ["", ""]),
        ("zh", "2021年海带产量增长5%。20??年前建成渔港30座。2022年渔业产值下降3%。", ["2021", "", "2022"]),
        ("en", "In 2021 output rose 5%. In 20??, output rose 6%.", ["2021", ""]),
        ("en", "Exports rose 5% in 2021. Exports reached 30 million tonnes in 2??2.", ["2021", ""]),
        ("en", "In 2021 output rose 5%. By 20??, output is to rise to 30 million tonnes.", ["2021", ""]),
    ],
)
def test_a_year_with_lost_characters_leaves_a_figure_without_one(
    parser: Parser, language: str, text: str, years: list[str]
) -> None:
    row = Row("2024-03-20", ("2023年青川市工作报告",) * (language == "zh"), text.replace("?", "\ufffd"), [])
    assert [found.deadline for found in read(row, language, parser)] == years
