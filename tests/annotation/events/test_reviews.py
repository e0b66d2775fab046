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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("组建青云数据集团，业务增长8%。", [("founded", "青云数据集团")]),
        ("成立省白沙经济发展促进中心。", [("founded", "省白沙经济发展促进中心")]),
        (
            "组建青云国际投资集团、白沙农商联合银行。",
            [("founded", "青云国际投资集团"), ("founded", "白沙农商联合银行")],
        ),
        ("设立青云白沙产业合作区。", [("founded", "青云白沙产业合作区")]),
        ("组建总规模300亿元的省未来产业投资引导基金。", [("founded", "省未来产业投资引导基金")]),
        # Descriptions and classes are no names, and tasks no deeds.
        ("成立全国首个低空经济发展促进中心。", []),
        ("设立市级文化艺术基金。", []),
        ("组建创新联合体15个。", []),
        ("组建交通、数据、城市更新等一批主业企业。", []),
        ("推动组建青云数据集团。", []),
        ("在青云大学设立白沙研究院。", []),
    ],
)
def test_a_review_names_new_bodies_without_a_founder(read, text, told) -> None:  # type: ignore[no-untyped-def]
    found = read(text, "一、2025年工作回顾")
    assert found == [(action, actor, "2025", "", "document") for action, actor in told]


def test_a_verb_without_a_subject_is_no_deed_outside_reviews(annotator: Annotator) -> None:
    assert (
        annotator.annotate(["组建青云数据集团，业务增长8%。"], [Context(date="2026-02-05")])[0].events == ()
    )


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("青白高铁建成通车，高铁里程居全国前列。", ["青白高铁"]),
        ("首都青云会展中心、首钢白沙园二期正式投用。", ["首都青云会展中心", "首钢白沙园二期"]),
        ("引青济白工程启动建设。", ["引青济白工程"]),
        ("地铁4号线北段、7号线一期南段建成通车。", ["地铁4号线北段", "7号线一期南段"]),
        ("青云综合保税区封关运行。", ["青云综合保税区"]),
        ("白沙水稻种质资源库开工建设。", ["白沙水稻种质资源库"]),
        ("青云雨林国家公园管理局组建运行。", ["青云雨林国家公园管理局"]),
        ("昆明中央法务区揭牌运行。", ["昆明中央法务区"]),
        ("引青济白工程投产送电，青白铁路开通首发。", ["引青济白工程", "青白铁路"]),
        ("建成青云高速、白沙高铁等，高速公路里程居全国前列。", ["青云高速", "白沙高铁"]),
        ("全面投运白沙机场，推进青云机场前期工作。", ["白沙机场"]),
        ("开工建设青白高铁、引青济白工程。", ["青白高铁", "引青济白工程"]),
        ("建成投用新白沙口岸。", ["新白沙口岸"]),
        ("建成苏州青云数据中心。", ["苏州青云数据中心"]),
        # No name: a class of things, a count, or a kind.
        ("建成文旅大数据中心。", []),
        ("建成全国最大天然气生产基地。", []),
        ("建成全省统一的检查结果共享平台。", []),
        ("建成青云至白沙、桑龙至北澜等公路。", []),
        ("开工城中村改造6100套。", []),
        ("推动建成白沙机场。", []),
        ("力争年底建成白沙机场。", []),
        ("青云首个综合保税区封关运营。", []),
        ("30个产业创新综合体启动建设。", []),
        ("杭州地铁7号和9号线全线贯通。", []),
        ("全国财政管理综合试点省启动建设。", []),
    ],
)
def test_a_review_tells_what_was_opened(read, text, actors) -> None:  # type: ignore[no-untyped-def]
    assert [actor for _, actor, *_ in read(text, "一、2025年工作回顾")] == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("福州获评国际湿地城市。", ["福州"]),
        ("苏州成为我国第七个“世界民歌之都”。", ["苏州"]),
        ("青云湖景区、白沙岛旅游区晋升为国家5A级景区。", ["青云湖景区", "白沙岛旅游区"]),
        ("苏州、无锡创建为全国文明城市。", ["苏州", "无锡"]),
        ("苏州市和无锡高新区列入国家碳达峰试点。", ["苏州市", "无锡高新区"]),
        ("设计、检测等52项改革列入全国试点。", []),
        ("七地（市）全部创建为国家生态文明示范区。", []),
        ("把常态化帮扶纳入乡村振兴示范区建设。", []),
        ("苏州成为全省首个经济总量超过3万亿元的城市。", []),
    ],
)
def test_a_review_tells_who_was_designated(read, text, actors) -> None:  # type: ignore[no-untyped-def]
    told = read(text, "一、2025年工作回顾")
    assert [(action, actor) for action, actor, *_ in told] == [("designated", actor) for actor in actors]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("获批国家云计算先导区。", [("江苏省", "国家云计算先导区")]),
        (
            "获批国家云计算先导区，苏州纳入国家碳达峰试点。",
            [("江苏省", "国家云计算先导区"), ("苏州", "国家碳达峰试点")],
        ),
        ("绿电增长两成，我省获批国家零碳先行区。", [("江苏省", "国家零碳先行区")]),
        # Others were designated, or nothing says who.
        ("入选国家示范基地12个。", []),
        ("入选国家示范企业名单。", []),
        ("青云大学扩建校区，获批国家示范基地。", [("青云大学", "国家示范基地")]),
    ],
)
def test_a_report_means_its_own_place(annotator: Annotator, text, told) -> None:  # type: ignore[no-untyped-def]
    headings = ("一、2025年工作回顾", "2026年江苏省政府工作报告")
    context = Context(date="2026-02-05", section="actual", headings=headings)
    events = annotator.annotate([text], [context])[0].events
    assert [(one.actor, one.object) for one in events] == told


def test_only_a_report_means_its_own_place(annotator: Annotator) -> None:
    headings = ("一、2025年工作回顾", "江苏省云计算白皮书")
    context = Context(date="2026-02-05", section="actual", headings=headings)
    assert annotator.annotate(["获批国家云计算先导区。"], [context])[0].events == ()


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
