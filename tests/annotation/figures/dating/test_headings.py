"""Years of sections: headings inside a document say more than its title."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets, read_years, section_kind

TITLE = "Ports of the Delta"


@pytest.mark.parametrize(
    ("heading", "date", "actual", "target"),
    [
        ("What the government did in 2024", "2025-06-11", "2024", ""),
        ("The record of 2023", "2024-04-16", "2023", ""),
        ("Developments in 2022", "2024-04-16", "2022", ""),
        ("2023 at a glance", "2024-07-09", "2023", ""),
        ("III. 2023 results", "2024-07-09", "2023", ""),
        ("II. Trade in fiscal year 2023", "2024-07-09", "2023", ""),
        ("Outlook for 2026", "2025-03-20", "", "2026"),
        ("Market outlook to 2030", "2024-05-02", "", "2030"),
        ("Vision 2030", "2025-02-10", "", "2030"),
        ("1. Execution of the 2024 Budget", "2025-01-20", "2024", ""),
        ("2. Draft Budget for 2025", "2025-01-20", "", "2025"),
        ("Funding for fiscal year 2025", "2024-04-16", "", "2025"),
        ("一、2023年进展", "2024-06-21", "2023", ""),
        ("二、2023年产量", "2024-02-06", "2023", ""),
        ("（二）2022年投资", "2024-02-06", "2022", ""),
        ("三、2025年工作思路", "2025-01-08", "", "2025"),
        ("二、2025年展望", "2025-01-08", "", "2025"),
        # years ahead: the first is the year that has just begun
        ("The next five years", "2021-02-23", "", "2025"),
        ("The next five years", "2021-11-23", "", "2026"),
        ("Main targets for the next year", "2024-12-23", "", "2025"),
        ("Main targets for the next year", "2025-01-23", "", "2025"),
        ("二、今后五年的目标", "2021-02-03", "", "2025"),
        ("三、未来三年展望", "2022-03-15", "", "2024"),
        ("三、未来三年展望", "2022", "", ""),  # the time of year is unknown
        ("二、下半年展望", "2024-08-30", "", "2024"),
        # years that do not date the text below
        ("The 2008 crisis", "2024-05-02", "", ""),
        ("Lessons of 1997", "2024-05-02", "", ""),
        ("Since 2015", "2024-05-02", "", ""),
        ("Policies after 2019", "2021-05-02", "", ""),
        ("二、2015年以来的变化", "2016-05-02", "", ""),
        ("三、2021年反垄断法", "2022-05-02", "", ""),
        ("What comes next", "2024-05-02", "", ""),
    ],
)
def test_years_of_sections(heading: str, date: str, actual: str, target: str) -> None:
    years = read_years((heading, TITLE), date)
    assert (years.actual, years.target) == (actual, target)


@pytest.mark.parametrize("title", ["Vision 2030", "Market outlook to 2030", "Developments in 2021"])
def test_a_title_alone_sets_no_year(title: str) -> None:
    years = read_years((title,), "2024-05-02")
    assert (years.actual, years.target) == ("", "")


@pytest.mark.parametrize(
    "heading", ["About Brightwater Battery", "第二节 公司简介", "三、关于公司", "ABOUT CALDER & WRAY"]
)
def test_a_profile_of_a_firm_does_not_take_the_year_of_its_report(heading: str) -> None:
    years = read_years((heading, "Brightwater Battery Full Year 2023 Results"), "2024-03-05", "2023")
    assert (years.actual, years.whole) == ("", "")
    assert read_years(("About the market", "Full Year 2023 Results"), "2024-03-05").actual == "2023"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("公司注册资本为3.6亿元。", "zh"),
        ("Registered share capital was RMB360 million.", "en"),
        ("Its authorised capital is RMB360 million.", "en"),
    ],
)
def test_registered_capital_does_not_take_the_year_of_a_report(text: str, language: str) -> None:
    setting = Setting(year=2024, years=read_years(("Overview", "Annual report"), "2024-03-28", "2023"))
    assert [found.deadline for found in find_targets(text, language, setting=setting)] == [""]


def test_registered_capital_has_its_own_year() -> None:
    setting = Setting(year=2024, years=read_years(("Annual report",), "2024-03-28", "2023"))
    (found,) = find_targets("2021年，公司注册资本增至3.6亿元。", "zh", setting=setting)
    assert found.deadline == "2021"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("今后五年，地区生产总值年均增长7%左右，高新技术企业达到600家。", ["2025", "2025"]),
        ("今后五年，每年培训技能人才3万人，高新技术企业达到600家。", ["", "2025"]),
    ],
)
def test_averages_of_years_ahead_are_due_at_their_end(text: str, years: list[str]) -> None:
    setting = Setting(year=2021, years=read_years(("二、目标", "政府工作报告"), "2021-02-03"))
    assert [found.deadline for found in find_targets(text, "zh", setting=setting)] == years


def test_a_yearly_amount_is_not_due_at_the_end_of_the_section() -> None:
    setting = Setting(year=2026, years=read_years(("三、今后五年的目标", "政府工作报告"), "2026-01-12"))
    found = find_targets("今后三年每年安排2亿元支持企业。", "zh", setting=setting)
    assert [figure.deadline for figure in found] == [""]


def test_years_ahead_of_a_sentence_take_precedence_over_those_of_the_heading() -> None:
    setting = Setting(year=2022, years=read_years(("三、未来三年展望", TITLE), "2022-03-15"))
    text = "未来三年，销量将达到50万台。未来五年，行业投资总额将达到800亿元。"
    assert [found.deadline for found in find_targets(text, "zh", setting=setting)] == ["2024", "2026"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("一、2024年工作情况", "actual"),
        ("一、2024年重点工作完成情况 / （一）招商引资", "actual"),
        ("一、“十四五”发展成就和2025年主要工作", "actual"),
        ("一、2025年主要工作和“十四五”工作成效", "actual"),
        ("二、“十四五”发展成就和“十五五”主要目标", ""),
        ("三、2025年工作思路", "target"),
        ("四、下阶段工作计划", "target"),
        ("二、基本情况", ""),
    ],
)
def test_kinds_of_sections(heading: str, kind: str) -> None:
    assert section_kind(heading) == kind


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("Results for 2022", "2022"),
        ("Results for 2018", ""),
        ("In 2008", ""),
        ("Implementation of the 2010 Act", "2023"),
    ],
)
def test_a_section_of_an_old_year_does_not_take_the_year_of_the_title(heading: str, year: str) -> None:
    assert read_years((heading, "Annual Report 2023"), "2024-03-02").actual == year


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("青川市国民经济和社会发展第十四个五年规划和2035年远景目标纲要", "2025"),
        ("关于制定第十五个五年规划和二〇四〇年远景目标的建议", "2030"),
        ("青川市“九五”计划和2010年远景目标纲要", "2000"),
        ("Outline of the 14th Five-Year Plan and Long-Range Objectives Through the Year 2035", "2025"),
        ("The 14th Five-Year Plan and Vision 2035 of Qingchuan", "2025"),
        ("青川市2035年远景目标", "2035"),
        ("面向2035年的第十四个五年规划", ""),
    ],
)
def test_a_vision_in_the_title_of_a_plan_does_not_date_its_goals(title: str, target: str) -> None:
    assert read_years((title,), "2021-03-12").target == target


@pytest.mark.parametrize(
    "text",
    [
        "2011年是关键的一年。过去一年，工作取得了成绩。出口增长8%。",
        "2011年是关键的一年。过去一年，出口增长8%。",
    ],
)
def test_the_past_year_is_not_that_of_the_report(text: str) -> None:
    setting = Setting(year=2011, years=read_years(("2011年政府工作报告",), "2011"))
    assert [found.deadline for found in find_targets(text, "zh", setting=setting)] == ["2010"]


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("青禾電子截至二零二四年六月三十日止六個月之業績公告", (1, 6)),
        ("青禾电子截至2024年9月30日止九个月之业绩公告", (1, 9)),
        ("Foreign trade in the first three quarters of 2024", (1, 9)),
    ],
)
def test_months_of_a_title(title: str, months: tuple[int, int]) -> None:
    years = read_years((title,), "2024-10-28")
    assert (years.actual, years.months) == ("2024", months)


def test_months_of_a_section_that_sets_the_year() -> None:
    title = "介绍2024年上半年渔业运行情况"
    setting = Setting("actual", due="2024", year=2024, years=read_years((title, title), "2024-07-14"))
    (found,) = find_targets("上半年，渔业收入19.5亿元。", "zh", setting=setting)
    assert (found.deadline, found.period_start, found.period_end) == ("2024", "2024-01", "2024-06")
