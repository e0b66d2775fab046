"""Reviews of past work: their periods, and the events of passages below their headings."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.names import Context


@pytest.fixture(scope="module")
def read(annotator: Annotator):  # type: ignore[no-untyped-def]
    def _read(text: str, heading: str, date: str = "2026-02-05", running: str = ""):  # type: ignore[no-untyped-def]
        headings = (heading,) if heading else ()
        context = Context(date=date, section="actual", headings=headings, running=running)
        events = annotator.annotate([text], [context])[0].events
        return [(one.action, one.actor, one.date, one.date_to, one.date_source) for one in events]

    return _read


@pytest.mark.parametrize(
    ("heading", "date", "period"),
    [
        ("一、2025年工作回顾", "2026-02-05", ("2025", "")),
        ("一、2025年和“十四五”时期工作回顾", "2026-02-05", ("2021", "2025")),
        ("一、过去五年工作回顾 / （三）全面加强社会建设", "2018-03-05", ("2013", "2017")),
        ("一、去年工作回顾", "2018-03-05", ("2017", "")),
        ("一、过去五年的工作和新时代十年的伟大变革", "2022-10-25", ("", "")),
        ("一、工作回顾", "2026-02-05", ("", "")),
        ("一、2025年工作回顾 / （三）提升改革开放质效", "2026-02-05", ("2025", "")),
        ("一、2025年工作回顾 / （三）奋力谱写新时代青云篇章", "2026-02-05", ("2025", "")),
        ("一、2025年工作回顾 / （三）改革开放以来的成就", "2026-02-05", ("", "")),
    ],
)
def test_a_review_covers_the_years_of_its_heading(heading: str, date: str, period: tuple[str, str]) -> None:
    from flows.annotation.events import read_review

    found = read_review(heading, date)
    assert (found.first, found.last) == period


@pytest.mark.parametrize(
    ("heading", "title", "year"),
    [
        ("一、工作回顾", "2026年青云省政府工作报告", "2025"),
        ("一、工作回顾", "青云省2026年政府工作报告", "2025"),
        ("一、工作回顾", "政府工作报告", "2025"),
        ("一、去年工作回顾", "政府工作报告", "2025"),
        ("一、工作回顾", "青云省“十五五”规划", ""),
        ("一、新时代十年的伟大变革回顾", "2026年青云省政府工作报告", ""),
    ],
)
def test_a_government_report_reviews_the_year_before_its_own(heading: str, title: str, year: str) -> None:
    from flows.annotation.events import read_review

    assert read_review(heading, "2026-02-05", title).first == year


@pytest.mark.parametrize(
    ("heading", "date", "title", "period"),
    [
        ("一、三年来工作回顾", "2023-01-20", "政府工作报告", ("", "")),
        ("一、六年来的工作", "2023-01-20", "政府工作报告", ("", "")),
        ("一、近三年工作回顾", "2023-01-20", "青云市政府工作报告", ("", "")),
        ("一、本届政府工作回顾", "2023-01-20", "政府工作报告", ("", "")),
        ("一、本届政府五年工作回顾", "2023-01-20", "政府工作报告", ("2018", "2022")),
        ("一、2020年以来工作回顾", "2023-01-20", "政府工作报告", ("", "")),
        ("一、今年上半年工作回顾", "2023-07-20", "政府工作报告", ("2023", "")),
        ("一、上半年工作回顾", "2023-07-20", "政府工作报告", ("", "")),
        ("一、一年来工作回顾", "2023-01-20", "政府工作报告", ("2022", "")),
        ("一、工作回顾 / （一）办好第八届运动会", "2023-01-20", "政府工作报告", ("2022", "")),
        ("一、工作回顾 / （一）国企改革三年行动收官", "2023-01-20", "政府工作报告", ("2022", "")),
    ],
)
def test_a_heading_with_another_span_has_no_default(
    heading: str, date: str, title: str, period: tuple[str, str]
) -> None:
    from flows.annotation.events import read_review

    found = read_review(heading, date, title)
    assert (found.first, found.last) == period


@pytest.mark.parametrize(
    ("title", "date", "year"),
    [
        ("《2025年政府工作报告》重点任务落实情况", "2025-11-03", ""),
        ("2025年政府工作报告重点任务落实情况", "2025-11-03", ""),
        ("学习《政府工作报告》体会", "2023-03-20", ""),
        ("关于政府工作报告的决议", "2023-03-13", ""),
        ("政府工作报告辅导读本", "2023-03-20", ""),
        ("政府工作报告", "2024-12-28", "2024"),
        ("2025年青云县政府工作报告", "2024-12-28", "2024"),
        ("2024年青云县政府工作报告", "2024-12-28", ""),
        ("青云省政府工作报告（2025年1月15日）", "2025-02-02", "2024"),
        ("政府工作报告——2024年12月28日在青云市第九届人民代表大会上", "2025-01-04", "2024"),
        ("政府工作报告", "", ""),
    ],
)
def test_only_the_report_itself_dates_a_bare_review(title: str, date: str, year: str) -> None:
    from flows.annotation.events import read_review

    assert read_review("一、工作回顾", date, title).first == year


def test_a_deed_in_a_review_counts_as_done_without_a_sign(read) -> None:  # type: ignore[no-untyped-def]
    told = read("海螺集团与皖维集团启动重组。", "一、2025年工作回顾")
    assert told == [("merged", "海螺集团", "2025", "", "document")]


def test_a_review_of_several_years_dates_events_with_its_whole_period(read) -> None:  # type: ignore[no-untyped-def]
    told = read("港珠澳大桥建成通车。", "一、2025年和“十四五”时期工作回顾")
    assert told == [("opened", "港珠澳大桥", "2021", "2025", "document")]


@pytest.mark.parametrize(("running", "period"), [("2025", ("2025", "")), ("", ("2021", "2025"))])
def test_events_have_the_year_that_the_text_turns_to(read, running, period) -> None:  # type: ignore[no-untyped-def]
    told = read("港珠澳大桥建成通车。", "一、2025年和“十四五”时期工作回顾", running=running)
    assert [(first, last) for _, _, first, last, _ in told] == [period]


def test_a_passage_about_more_years_than_its_review_is_undated(read) -> None:  # type: ignore[no-untyped-def]
    told = read("五年来，苏州市入选国家碳达峰试点城市。", "一、2025年工作回顾")
    assert [(action, date) for action, _, date, _, _ in told] == [("designated", "")]


def test_announced_tasks_are_not_events(annotator: Annotator) -> None:
    context = Context(date="2026-02-05", section="target", headings=("二、2026年重点任务",))
    assert annotator.annotate(["青云大桥建成通车。"], [context])[0].events == ()


def test_plans_in_a_review_are_not_events(read) -> None:  # type: ignore[no-untyped-def]
    assert read("推动海螺集团与皖维集团重组。", "一、2025年工作回顾") == []


@pytest.mark.parametrize(
    ("title", "count"),
    [("青云市创新奖励办法（试行）", 0), ("青云市创新奖励条例", 0), ("青云市的创新做法", 1)],
)
def test_a_case_of_a_rule_is_not_an_event(annotator: Annotator, title: str, count: int) -> None:
    context = Context(date="2026-02-05", headings=(title,))
    events = annotator.annotate(["郑州入选国家级示范城市。"], [context])[0].events
    assert len(events) == count
