"""The year of figures in tables without years in their heads: from the caption, headings or title."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets, read_years


def read(text: str, title: str = "", date: str = "2024-04-19", currency: str = "") -> list[tuple[str, ...]]:
    """Return value, unit, indicator, kind and year of each figure of a table."""
    setting = Setting(year=int(date[:4]), years=read_years((title,), date), currency=currency)
    return [
        (item.text, item.unit, item.indicator, item.kind, item.deadline)
        for item in find_targets(text, "zh", setting=setting)
    ]


def test_this_period_and_the_one_before_count_from_the_year_of_the_report() -> None:
    text = (
        "单位：万元\n\n| 项目 | 本期 | 上年同期 | 本期比上年同期增减（%） |\n|---|---|---|---|\n"
        "| 营业收入 | 2,386.4 | 2,014.5 | 18.44 |"
    )
    assert read(text, "样例股份有限公司2023年年度报告") == [
        ("2,386.4", "CNY", "营业收入", "actual", "2023"),
        ("2,014.5", "CNY", "营业收入", "actual", "2022"),
        ("18.44", "%", "营业收入（本期比上年同期增减）", "actual", "2023"),
    ]


def test_a_table_without_years_takes_the_year_of_the_title() -> None:
    text = "| 商品 | 金额（亿元） | 同比（%） |\n|---|---|---|\n| 集成电路 | 318.6 | 15.2 |"
    years = [found[-1] for found in read(text, "2024年前三季度样例关区进出口情况", "2024-10-22")]
    assert years == ["2024", "2024"]


def test_a_table_of_a_document_without_a_year_has_none() -> None:
    text = "| 项目 | 本期（万元） |\n|---|---|\n| 营业收入 | 2,386.4 |"
    assert read(text, "样例制度汇编") == [("2,386.4", "CNY", "营业收入（本期）", "actual", "")]


def test_a_change_column_has_the_last_year() -> None:
    text = (
        "| 项目 | 2023年 | 2022年 | 增减（%） |\n|---|---|---|---|\n| 研发费用（万元） | 159 | 133 | 18.88 |"
    )
    assert [found[-1] for found in read(text)] == ["2023", "2022", "2023"]


@pytest.mark.parametrize(
    ("caption", "year"),
    [
        ("表1 2023年主要数据", "2023"),
        ("主要数据（截至2023年底）", "2023"),
        ("Selected data as of June 30, 2023", "2023"),
        ("民國112年主要數據", "2023"),
        ("Key data, FY2022-23", "2023"),
        # not captions: dates, sources, comparisons, sentences
        ("2024年前三季度主要数据", "2024"),
        ("2023年5月6日", ""),
        ("主要指标（2020年不变价）", ""),
        ("根据2019年修订的标准", ""),
        ("样例市人民政府令2019年第3号", ""),
        ("《样例目录》（2019年版）", ""),
        ("2018年7月1日起施行", ""),
        ("2018年以前", ""),
        ("“2030工程”经费", ""),
        ("Amounts at 2015 prices", ""),
        ("发布时间：2023年", ""),
        ("与2020年相比的变化", ""),
        ("2023年以来，全市推进各项工作。", ""),
        ("主要数据（2021—2023年）", ""),
        # dates of adoption or change
        ("（2023年7月调整）", ""),
        ("表1 进口暂定税率（2023年7月1日起执行）", ""),
        ("表1 进口暂定税率（2023年第二次修订）", ""),
        ("Table 1. Tariffs (revised in July 2023)", ""),
        ("Tariffs, effective from January 1, 2023", ""),
        ("表1 2023年调整后的预算", "2023"),
        ("表2 2023年实施的项目", "2023"),
    ],
)
def test_year_of_a_caption(caption: str, year: str) -> None:
    text = f"{caption}\n\n| 项目 | 金额（亿元） |\n|---|---|\n| 贷款总额 | 1,020 |"
    assert [found[-1] for found in read(text)] == [year]


def test_heads_with_years_of_the_republic_and_of_two_calendar_years() -> None:
    text = "| 產品 | 112年 | 113年 |\n|---|---|---|\n| 工具機（億元） | 1,268 | 1,301 |"
    assert read(text, currency="TWD") == [
        ("1,268", "TWD", "工具機", "actual", "2023"),
        ("1,301", "TWD", "工具機", "actual", "2024"),
    ]
    text = "| 项目 | 2022-23 | 2023-24 |\n|---|---|---|\n| 教育（亿元） | 108 | 105 |"
    assert [found[-1] for found in read(text)] == ["2023", "2024"]


def test_a_table_in_renminbi_stays_so_in_taiwan() -> None:
    text = "單位：人民幣億元\n\n| 產品 | 113年 |\n|---|---|\n| 工具機 | 1,301 |"
    assert [found[1] for found in read(text, currency="TWD")] == ["CNY"]


@pytest.mark.parametrize(
    ("head", "unit", "value"),
    [
        ("HK$ million", "HKD", 1_940e6),
        ("NT$ billion", "TWD", 1_940e9),
        ("RMB'000", "CNY", 1_940e3),
        ("（万元）", "CNY", 1_940e4),
        ("项目", "", 1_940.0),
    ],
)
def test_the_unit_may_be_the_head_of_the_first_column(head: str, unit: str, value: float) -> None:
    text = f"| {head} | 2024 | 2023 |\n|---|---|---|\n| Revenue | 1,940 | 1,641 |"
    first, *_ = find_targets(text, "zh")
    assert (first.value, first.unit, first.deadline) == (value, unit, "2024")


def test_columns_of_a_budget() -> None:
    text = "| 科目 | 预算数（亿元） | 执行数（亿元） |\n|---|---|---|\n| 教育支出 | 42.10 | 43.56 |"
    assert [found[3] for found in read(text)] == ["target", "actual"]


def test_the_unit_of_the_first_head_does_not_apply_to_counts_and_rates() -> None:
    text = (
        "| HK$ million | 2023 |\n|---|---|\n| Revenue | 2,150 |\n| Employees | 300 |\n| Number of shops "
        "| 51 |\n"
        "| Earnings per share (cents) | 12 |"
    )
    found = [(item.value, item.unit) for item in find_targets(text, "en")]
    assert found == [(2150e6, "HKD"), (300, ""), (51, ""), (12, "cents")]


def test_a_head_that_ends_in_percent_sets_the_unit() -> None:
    text = "| 项目 | 2023年 | 增长% |\n|---|---|---|\n| 税收收入（万元） | 2,150 | 5.0 |"
    assert [(item.value, item.unit) for item in find_targets(text, "zh")] == [(2150e4, "CNY"), (5.0, "%")]


def test_spans_of_time_are_not_years_of_the_republic() -> None:
    text = "| 企业 | 成立年限 | 职工（人） |\n|---|---|---|\n| 甲厂 | 113年 | 300 |"
    assert [(item.text, item.unit, item.deadline) for item in find_targets(text, "zh")] == [
        ("113年", "years", ""),
        ("300", "people", ""),
    ]
    text = "| 项目 | 建校115年 |\n|---|---|\n| 毕业生（万人） | 20.5 |"
    assert [item.deadline for item in find_targets(text, "zh")] == [""]


def test_the_beginning_of_a_period_and_the_year_before_the_last_have_no_year() -> None:
    text = "| 项目 | 期末余额 | 期初余额 |\n|---|---|---|\n| 存货（万元） | 2,150 | 1,875 |"
    assert [found[-1] for found in read(text, "样例股份有限公司2023年年度报告")] == ["2023", ""]
    text = "| 项目 | 本年 | 上年 | 前年 |\n|---|---|---|---|\n| 产值（万元） | 2,150 | 1,875 | 1,750 |"
    assert [found[-1] for found in read(text, "样例股份有限公司2023年年度报告")] == ["2023", "2022", ""]


@pytest.mark.parametrize(("head", "year"), [("立项年度", "2025"), ("年份", "2025"), ("批次", "")])
def test_a_column_of_years_dates_its_rows(head: str, year: str) -> None:
    text = f"| 企业 | 补助金额（万元） | {head} |\n|---|---|---|\n| 样例公司 | 1,250.00 | 2025 |"
    assert read(text, "样例名单") == [("1,250.00", "CNY", "样例公司（补助金额）", "actual", year)]


@pytest.mark.parametrize(
    ("heads", "kinds"),
    [
        ("2024年 | 2027年目标 | 2030年", ["actual", "target", "target"]),
        ("2024 | 2027E | 2028E", ["actual", "target", "target"]),
        ("2023年 | 2024年（F） | 2025年（F）", ["actual", "target", "target"]),
        ("2022年 | 2023年 | 2024年", ["actual", "actual", "actual"]),
        ("2022年目标 | 2022年实际 | 2023年实际", ["target", "actual", "actual"]),
    ],
)
def test_years_from_a_goal_on_are_to_be_reached_without_a_date_of_the_document(
    heads: str, kinds: list[str]
) -> None:
    text = f"| 指标 | {heads} |\n|---|---|---|---|\n| 渔业产值（亿元） | 120 | 150 | 200 |"
    found = find_targets(text, "zh")
    assert [(item.indicator, item.kind) for item in found] == [("渔业产值", kind) for kind in kinds]


@pytest.mark.parametrize(
    ("text", "language", "indicator"),
    [
        ("📈 渔业总产值达到120亿元。", "zh", "渔业总产值"),
        ("✅ 2024年新增渔船32艘。", "zh", "新增渔船"),
        ("▲渔业产值为120亿元。", "zh", "渔业产值"),
        ("渔业产值🐟为120亿元。", "zh", "渔业产值"),
        ("| 指标 | 2024年 |\n|---|---|\n| 📊 渔业产值（亿元） | 120 |", "zh", "渔业产值"),
        ("| Indicator | 2024 |\n|---|---|\n| 🐟 Fish output (kt) | 120 |", "en", "Fish output (kt)"),
    ],
)
def test_pictures_and_marks_are_no_part_of_a_name(text: str, language: str, indicator: str) -> None:
    (found,) = find_targets(text, language)
    assert found.indicator == indicator
