"""The year of figures by their document's declaration, and by words that count from the document's date."""

from __future__ import annotations

import pytest

from flows.annotation.figures import (
    Setting,
    find_reported,
    find_targets,
    read_years,
    section_kind,
    section_year,
)
from flows.annotation.parsing import Parser


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Tidewater Optics Limited\nResults for the Year Ended 31 December 2023", "2023"),
        ("Tidewater Optics today announced results for its fiscal year ended June 30, 2024.", "2024"),
        ("the six months ended 30 June 2024 (the “Reporting Period”)", "2024"),
        ("截至二零二三年十二月三十一日止年度的業績公告", "2023"),
        ("截至2024年6月30日止六个月，本集团收入增加。", "2024"),
        ("释义\n报告期 指 2023年1月1日至2023年12月31日", "2023"),
        ("本报告期指2023年度", "2023"),
        # several years, and a year named far after the beginning
        ("For the years ended December 31, 2021, 2022 and 2023", ""),
        ("报告期指2021年、2022年及2023年", ""),
        ("报告期各期，指最近三年", ""),
        ("Results for the year ended March 31, 2023 and 2024", ""),
        ("A study of ports. " * 40 + "Its results for the year ended 31 December 2023", ""),
        ("The plant was built in 2023.", ""),
    ],
)
def test_a_report_declares_its_year_once(text: str, year: str) -> None:
    assert find_reported(text) == year


def test_figures_without_a_year_take_the_declared_one() -> None:
    years = read_years(("Outlook", "Tidewater Optics Limited"), "2024-03-28", "2023")
    setting = Setting(year=2024, years=years)
    (found,) = find_targets("公司毛利率为22.6%。", "zh", setting=setting)
    assert (found.deadline, found.kind) == ("2023", "actual")


@pytest.mark.parametrize(
    ("headings", "date", "reported"),
    [
        (("过去五年工作回顾",), "2024-03-28", "2023"),  # several years
        (("Tidewater Optics Limited",), "2024-03-28", "2019"),  # of a much earlier report
    ],
)
def test_the_declared_year_is_not_that_of_other_reports(
    headings: tuple[str, ...], date: str, reported: str
) -> None:
    assert read_years(headings, date, reported).actual == ""


@pytest.mark.parametrize(
    ("headings", "date", "actual", "target"),
    [
        (("民國113年機械產業統計",), "", "2024", ""),
        (("113年度統計年報",), "2025-03-01", "2024", ""),
        (("二零二三年度業績回顧",), "2024-02-20", "2023", ""),
        (("二〇二四年工作要点",), "2024-02-20", "", "2024"),
        (("一九五八年发展计划的安排",), "1958", "", ""),
        (("2024年前三季度进出口情况",), "2024-10-22", "2024", ""),
        (("前三季度集成电路进出口情况",), "2024-10-18", "2024", ""),
        (("四季度集成电路进出口情况",), "2025-01-18", "2024", ""),
        (("前三季度集成电路进出口情况",), "2024-05-18", "", ""),  # not over yet
        (("关于2024年专项资金申报情况的公示",), "2024-06-20", "", ""),
        (("关于开展2024年经济情况调查的通知",), "2024-03-20", "", ""),
        (("下半年工作安排",), "2024-07-18", "", ""),
        (("Execution in 2023-24", "Budget Report"), "2024-05-26", "2024", ""),
        (("Estimates for 2024/25", "Budget Report"), "2024-05-26", "", "2025"),
        (("一、１９９３年回顾", "政府工作报告"), "1994", "1993", "1994"),
    ],
)
def test_years_of_other_calendars_in_headings(
    headings: tuple[str, ...], date: str, actual: str, target: str
) -> None:
    years = read_years(headings, date)
    assert (years.actual, years.target) == (actual, target)


@pytest.mark.parametrize(
    ("text", "date", "year"),
    [
        ("今后五年，样例产业增加值要达到800亿元。", "2021-01-20", "2025"),  # the year just begun is the first
        ("今后五年，样例产业增加值要达到800亿元。", "2021-11-20", "2026"),
        ("未来三年，确保样例产业增加值达到800亿元。", "2021-11-20", "2024"),
        ("今后五年，样例产业增加值要达到800亿元。", "2021", ""),  # the time of year is unknown
    ],
)
def test_years_ahead_end_by_the_date_of_the_document(text: str, date: str, year: str) -> None:
    setting = Setting(year=int(date[:4]), years=read_years((), date))
    (found,) = find_targets(text, "zh", setting=setting)
    assert (found.kind, found.deadline) == ("target", year)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Investment reached $46 billion in 2023, up 10% on 2022.", ["2023", "2023"]),
        ("Investment was $46 billion in 2023, up 10% on the first half of 2022.", ["2023", "2023"]),
        ("Gross margin was 22.6%, compared with 25.1% in 2022.", ["2023", "2022"]),
        ("Sales accounted for 23 percent of revenue, down from 31 percent in 2022.", ["2023", "2022"]),
        (
            "The firm will invest RMB2.4 billion in a plant, which will make 40,000 tonnes by 2026.",
            ["", "2026"],
        ),
    ],
)
def test_the_year_of_a_comparison_is_not_that_of_the_figure(
    text: str, years: list[str], parser: Parser
) -> None:
    setting = Setting(year=2024, parser=parser, years=read_years(("Annual results 2023",), "2024-03-28"))
    assert [found.deadline for found in find_targets(text, "en", setting=setting)] == years


def test_the_output_of_a_complete_plant_is_not_dated_by_its_start() -> None:
    (found,) = find_targets("工厂将于2025年投产，达产后年产能60万套。", "zh", setting=Setting(year=2024))
    assert found.deadline == ""


@pytest.mark.parametrize(
    ("heading", "kind", "year"),
    [
        ("二、2024年预算草案", "target", "2024"),
        ("一、2023年预算执行情况", "actual", "2023"),
        ("2023年预算执行情况和2024年预算草案", "", ""),
        ("二、下一階段重點工作", "target", ""),
        ("二、2024年工作总体部署", "target", "2024"),
        ("二、2024年总体工作要求", "target", "2024"),
        ("四、工作要求", "", ""),
    ],
)
def test_headings_of_budgets(heading: str, kind: str, year: str) -> None:
    assert (section_kind(heading), section_year(heading, "2024-01-16")) == (kind, year)


@pytest.mark.parametrize(
    ("text", "currency", "years"),
    [
        ("113年產值4,862億元，較112年增加6.7%。", "TWD", ["2024", "2024"]),
        ("民國113年產值4,862億元。112年產值4,556億元。", "", ["2024", "2023"]),
        ("根據統計，113年產值4,862億元。", "TWD", ["2024"]),
        ("該校創立113年來，培育人才2萬人。", "TWD", [""]),
        ("企业经营113年，产值4862亿元。", "", [""]),  # not a text of Taiwan
    ],
)
def test_years_of_the_republic(text: str, currency: str, years: list[str]) -> None:
    found = find_targets(text, "zh", setting=Setting(currency=currency))
    assert [item.deadline for item in found] == years


@pytest.mark.parametrize(
    ("text", "language", "year"),
    [
        ("In the prior year, revenue was 18 billion yuan.", "en", ""),
        ("Compared with 18 billion yuan in the previous year, revenue was 20 billion yuan.", "en", "2023"),
        ("截至本报告披露日，公司拥有专利300项。", "zh", "2024"),
    ],
)
def test_another_time_takes_precedence_over_the_declared_one(text: str, language: str, year: str) -> None:
    setting = Setting(year=2024, years=read_years(("Annual report",), "2024-03-28", "2023"))
    assert [item.deadline for item in find_targets(text, language, setting=setting)] == [year]


@pytest.mark.parametrize(
    "text",
    [
        "Between FY2016 and FY2021, aid totaled $15 billion.",
        "From fiscal year 2016 to fiscal year 2021, aid totaled $15 billion.",
        "From 2016 through 2021, aid totaled $15 billion.",
    ],
)
def test_fiscal_years_make_a_period_as_other_years_do(text: str) -> None:
    (found,) = find_targets(text, "en")
    assert (found.period_start, found.period_end) == ("2016", "2021")


@pytest.mark.parametrize(
    "text",
    [
        "The yard hired 300 welders after 2019.",
        "After 2015 the share of peat rose to 40 percent.",
        "State mills had two-thirds of the capacity added after 2012.",
    ],
)
def test_what_came_after_a_year_is_not_of_that_year(text: str, parser: Parser) -> None:
    assert [target.deadline for target in find_targets(text, "en", setting=Setting(parser=parser))] == [""]
