"""Statuses of documents: from their own text, from later editions and repeals, and as of which day."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.errors import UsageError
from flows.pipeline import ingest_paths
from flows.pipeline.annotate import annotate_store
from flows.records import DateRange
from flows.references import note_old_statuses, read_status, settle_states
from flows.references.statuses import find_own_events, lays_down_rules, reasons_at, status_at
from flows.search import Filters
from flows.store import change_number
from flows.store.database import Store, count_differences, recounting
from flows.store.documents import (
    Clause,
    StatusEvent,
    UnsettledDocument,
    all_events,
    remove_documents,
)
from tests.builders import search
from tests.support import MODELS


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [
        ("law", "中华人民共和国样例法", True),
        ("notice", "中共中央 国务院关于样例工作的通知", True),
        ("notice", "示范部关于印发《样例规划》的通知", True),
        ("regulation", "样例管理办法（试行）", True),
        ("regulation", "示范部修订发布《样例管理办法》", False),
        ("regulation", "示范部发布《样例管理办法》（全文）", False),
        ("law", "以样例为中心 铸新时代法典", False),
        ("announcement", "【样例】公告来了", False),
        ("news", "样例条例今日施行", False),
        ("plan", "Action Plan for Pilot Zones", True),
        ("law", "中华人民共和国公司法", True),
        ("law", "中华人民共和国样例法实施条例", True),
        ("regulation", "示范军实施《中华人民共和国样例法》办法", True),
        ("regulation", "《样例管理办法》", True),
        ("announcement", "示范部公告（2025年第18号）", True),
        ("announcement", "示范部公告2025年第61号 公布对海带物项实施出口管制的决定", True),
        ("announcement", "示范部公告2025年第70号 公布暂停实施示范部公告2025年第61号等公告", True),
        ("announcement", "示范署公告2024年第35号（关于公布《样例办法》的公告）", True),
        ("announcement", "海带清单工作机制公告2025年第11号 关于将海带公司列入海带清单的公告", True),
        ("announcement", "示范部公告2025年第70号 公布暂停实施示范部公告2025年第61号", True),
        ("announcement", "示范部公告2026年第3号 公布《样例管理办法》", True),
        ("announcement", "关于样例税收政策的公告（示范部 样例总局公告2025年第10号）", True),
        ("announcement", "示范部公告2025年第61号 示范部就海带管制答记者问", False),
        ("announcement", "示范部公告2025年第61号 发布后海带价格上涨", False),
        ("announcement", "中华人民共和国国务院令 第641号", True),
        ("notice", "示范部关于公布2021年样例名单的通知", True),
        ("law", "国务院举行宪法宣誓仪式", False),
        ("law", "各界人士支持释法", False),
        ("law", "《样例法（草案）》对四类行为作出规定", False),
        ("plan", "某国政府启动样例重建计划", False),
        ("notice", "联合国大会高票通过样例决议", False),
        ("announcement", "示范署发布关于样例审计的公告", False),
        ("notice", "某理事会通过样例决议", False),
        ("plan", "某国称已完成样例方案", False),
        ("regulation", "示范市今起实施新版样例条例", False),
        ("regulation", "企业名称登记管理规定", True),
        ("opinion", "样例法修订草案向社会征求意见", False),
        ("regulation", "List of Typical Samples in Drug Regulation", False),
        ("opinion", "国务院关于深入实施“样例智能+”行动的意见", True),
        ("notice", "国务院关于印发“十四五”样例发展规划的通知", True),
        ("notice", "示范部关于规范“样例巨人”企业认定的通知（2024年修订）", True),
        ("regulation", "样例省关于“样例码”管理的若干规定（试行）", True),
        ("plan", "“十四五”样例产业发展规划", True),
        ("plan", "湖南省“十四五”样例发展规划（2021—2025年）", True),
        ("notice", "样例市人民政府办公厅印发《样例市管理办法》的通知", True),
        ("notice", "样例市人民政府办公厅印发《关于支持“样例巨人”的若干措施》的通知", True),
        ("notice", "中共中央 国务院印发《“样例”总体方案》", True),
        ("news", "中共中央印发《样例工作条例》", False),
        ("notice", "示范部下发通知印发《样例办法》", False),
        ("notice", "示范部印发《样例办法》的通知引发关注", False),
        ("opinion", "“样例智能+”意见", False),
        ("notice", "“样例办”发出关于样例会议的通知", False),
        ("opinion", "示范部发布关于“样例智能+”行动的意见", False),
        ("notice", "关于“样例”，示范部作出决定", False),
        ("plan", "示范省编制“十四五”规划", False),
        ("plan", "聚焦“十四五”样例发展规划", False),
        ("plan", "样例省深入实施“样例智能+”行动方案（2026—2028年）（样例）", True),
        ("plan", "样例省印发“样例智能+”行动方案（2026—2028年）", False),
        ("plan", "样例省深入实施“样例智能+”行动方案", False),
        ("plan", "湖南实施“样例×”行动计划（2024—2026年）", False),
        ("plan", "“十四五”样例规划如何制定规划", False),
        ("opinion", "专家关于“样例”规划的意见", False),
        ("regulation", "论刑法关于“样例”的规定", False),
        ("notice", "示范省政府拟印发《样例条例》", False),
        ("opinion", "教育部等五部门关于“样例”工作的意见", True),
        ("notice", "示范网信办关于“样例”行动的通知", True),
        ("plan", "湖南省启动“十四五”样例发展规划", False),
        ("announcement", "“样例”今起施行 关于“样例”的公告", False),
        ("regulation", "樣例管理辦法（試行）", True),
        ("notice", "關於廢止部分樣例規章的決定", True),
        ("regulation", "示範部發布《樣例管理辦法》", False),
        ("notice", "示範部下發通知印發《樣例辦法》", False),
        ("plan", "樣例省啟動樣例重建計劃", False),
        ("regulation", "样例奖励办法 / Measures for Awarding Sample Work", True),
        ("notice", "关于国家标准《样例技术 样例接口规范》征求意见稿征求意见的通知", True),
        ("opinion", "公开征求《样例管理办法（征求意见稿）》的意见", True),
        ("notice", "示范部办公厅对政协第十届委员会第四次会议第4号提案的答复", False),
        ("notice", "示范部关于样例规则适用问题的答复", True),
        ("notice", "Notice on Issuing the Kelp Plan 关于印发《海带规划》的通知", True),
        ("regulation", "示范部发布样例办法 Ministry Issues New Measures", False),
    ],
)
def test_texts_about_a_document_lay_down_no_rules(kind: str, title: str, expected: bool) -> None:
    assert lays_down_rules(kind, title) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("样例管理办法", "第九条　本办法自2021年5月1日起施行。", [("2021-05-01", "in_force", "text")]),
        ("样例管理办法", "本办法自二〇二一年五月一日起施行。", [("2021-05-01", "in_force", "text")]),
        (
            "样例实施细则",
            "本细则自2021年5月1日起实施，有效期至2026年4月30日。",
            [("2021-05-01", "in_force", "text"), ("2026-05-01", "expired", "text")],
        ),
        (
            "样例管理办法",
            "本办法自2020年2月29日起施行，有效期五年。",
            [("2020-02-29", "in_force", "text"), ("2025-02-28", "expired", "text")],
        ),
        ("样例管理办法", "本办法自发布之日起30日后施行。", [("2020-12-31", "in_force", "text")]),
        ("样例管理办法", "本办法自公布之日起三十日后施行。", [("2020-12-31", "in_force", "text")]),
        ("样例管理办法", "本办法自公布之日起满60日施行。", [("2021-01-30", "in_force", "text")]),
        ("样例管理办法", "本办法自公布之日起30个工作日后施行。", []),
        ("样例管理办法", "许可证自公布之日起30日后生效。", []),
        (
            "样例规定",
            "本规定自印发之日起3个月后施行，有效期2年。",
            [("2021-03-01", "in_force", "text"), ("2023-03-01", "expired", "text")],
        ),
        (
            "样例管理办法",
            "本办法自2022年9月1日起施行，有效期自2022年9月1日至2023年8月31日。",
            [("2022-09-01", "in_force", "text"), ("2023-09-01", "expired", "text")],
        ),
        (
            "样例管理办法",
            "本办法自2022年8月31日起施行，试行期6个月。",
            [("2022-08-31", "in_force", "text"), ("2023-02-28", "expired", "text")],
        ),
        (
            "关于样例的通知",
            "本通知自2022年9月1日起施行，执行期限至2023年12月31日。",
            [("2022-09-01", "in_force", "text"), ("2024-01-01", "expired", "text")],
        ),
        (
            "样例管理办法",
            "有效期五年，自发布之日起施行。",
            [("", "in_force", "text"), ("2025-12-01", "expired", "text")],
        ),
        (
            "Measures for Samples",
            "These Measures shall enter into force 30 days after promulgation.",
            [("2020-12-31", "in_force", "text")],
        ),
        (
            "Notice on Samples",
            "This Notice shall take effect thirty days after the date of its issuance.",
            [("2020-12-31", "in_force", "text")],
        ),
        (
            "Measures for Samples",
            "These Measures take effect from the date of issue and are valid for two years.",
            [("", "in_force", "text"), ("2022-12-01", "expired", "text")],
        ),
        ("样例办法", "认定结果有效期3年，自公布之日起生效。", []),
        ("样例规定", "本规定实施期限为三年的项目，给予补助。", []),
        ("样例规定", "本规定所称临时许可执行期为一年。", []),
        ("样例办法", "本办法规定的认定结果自公布之日起30日后生效。", []),
        (
            "Measures for Samples",
            "The results of an assessment passed under these Measures are valid for 2 years.",
            [],
        ),
        (
            "Regulations on Samples",
            "A licence issued under these Regulations shall be valid for 5 years.",
            [],
        ),
        (
            "Measures for Samples",
            "A licence issued under these Measures shall take effect 30 days after its issuance.",
            [],
        ),
        (
            "样例规定",
            "本规定自印发之日起执行，试行期一年。",
            [("", "in_force", "text"), ("2021-12-01", "expired", "text")],
        ),
        ("样例许可条例", "第三条　许可证有效期为5年。", []),
        ("样例标志条例", "特殊标志有效期为4年，自核准登记之日起计算。", []),
        ("样例备案条例", "备案自主管部门准予备案之日起生效，有效期为10年。", []),
        ("样例许可条例", "按照本规定取得的许可证有效期至2025年12月31日。", []),
        (
            "样例管理办法",
            "本办法自印发之日起施行，有效期2年。",
            [("", "in_force", "text"), ("2022-12-01", "expired", "text")],
        ),
        (
            "样例数据法",
            "本法自公布之日起施行，第三条自2027年1月1日起施行。",
            [("", "in_force", "text")],
        ),
        ("样例纲要", "本纲要自印发之日起实施。", [("", "in_force", "text")]),
        ("样例计划", "三、自发布之日起执行。", [("", "in_force", "text")]),
        ("样例办法", "现予公布，自公布之日起施行。", [("", "in_force", "text")]),
        ("样例办法", "本办法规定的补贴标准自公布之日起执行。", []),
        ("样例办法", "自公布之日起实施新的收费标准。", []),
        ("Measures", "These Measures take effect upon promulgation.", [("", "in_force", "text")]),
        ("Measures", "A licence takes effect upon its issuance.", []),
        (
            "示范省决定",
            "《样例决定》已经省政府常务会议通过，现予公布，自2022年3月1日起施行。",
            [("2022-03-01", "in_force", "text")],
        ),
        (
            "示范部公告",
            "现发布《样例目录（2021年版）》，自2022年3月1日起施行。",
            [("2022-03-01", "in_force", "text")],
        ),
        ("关于样例的通知", "省政府公布了样例办法，自2022年3月1日起施行。", []),
        (
            "样例办法（试行）",
            "本办法自2021年5月1日起试行，试行期两年。",
            [("2021-05-01", "in_force", "text"), ("2023-05-01", "expired", "text")],
        ),
        (
            "关于样例的通知",
            "五、自2021年5月1日起执行，有效期3年。",
            [("2021-05-01", "in_force", "text"), ("2024-05-01", "expired", "text")],
        ),
        ("样例办法", "本办法规定的补贴标准自2021年5月1日起执行。", []),
        ("样例办法", "本办法印发后，自2021年5月1日起实施的项目适用本办法。", []),
        ("样例办法", "本办法施行前，自2018年5月1日起执行的合同继续有效。", []),
        ("样例办法", "参照本办法自2021年5月1日起执行。", []),
        ("样例办法", "本办法中补贴标准自2021年5月1日起执行。", []),
        ("样例办法", "《某地基本法》自1997年7月1日起实施。", []),
        ("样例办法", "《样例资本办法》自2024年1月1日起施行。", []),
        ("Sample Law", "Under this Law, licences issued before are effective from 1 May 2019.", []),
        ("Sample Law", "If this law takes effect on 1 May 2019, firms will register.", []),
        ("样例办法", "自2021年5月1日起执行新的补贴标准。", []),
        (
            "Measures for Samples",
            "These Measures shall be implemented from 1 July 2021 and shall be valid for two years.",
            [("2021-07-01", "in_force", "text"), ("2023-07-01", "expired", "text")],
        ),
        ("Measures for Samples", "The project shall be implemented from 1 July 2021.", []),
        ("Measures for Licences", "A licence is valid until December 31, 2025.", []),
        (
            "Interim Measures for Pilot Zones",
            "These Measures shall remain valid until December 31, 2025.",
            [("2026-01-01", "expired", "text")],
        ),
        ("Notice on Pilot Zones", "The Measures for Samples shall come into force on May 1, 2021.", []),
        ("样例管理办法（征求意见稿）", "", [("", "draft", "title")]),
        ("樣例管理辦法（徵求意見稿）", "", [("", "draft", "title")]),
        ("樣例管理條例（草案）", "", [("", "draft", "title")]),
        ("樣例辦法", "本辦法自發布日施行。", [("", "in_force", "text")]),
        ("樣例辦法", "本辦法自公布之日起30日後實施。", [("2020-12-31", "in_force", "text")]),
        (
            "樣例辦法",
            "本辦法施行期間至中華民國一百一十二年十二月三十一日止。",
            [("2024-01-01", "expired", "text")],
        ),
        ("樣例辦法", "許可證施行期間至中華民國一百一十二年十二月三十一日止。", []),
        (
            "Law on Samples",
            "This Law shall go into effect as of October 1, 1993.",
            [("1993-10-01", "in_force", "text")],
        ),
        ("关于公开征求样例办法意见的通知", "", [("", "draft", "title")]),
        (
            "Interim Measures for Pilot Zones",
            "These Measures shall come into force on May 1, 2021.",
            [("2021-05-01", "in_force", "text")],
        ),
    ],
)
def test_what_a_document_says_of_itself(title: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    document = UnsettledDocument("d", title, "2020-12-01", "regulation", "", "{}")
    found = find_own_events(document, [Clause("d", "d-0", text)])
    assert [(event.since, event.status, event.source) for event in found] == expected


def test_an_official_table_takes_precedence_over_an_extension() -> None:
    events = [
        StatusEvent("d", "", "expired", "table"),
        StatusEvent("d", "2024-11-20", "in_force", "citation", "e"),
    ]
    assert status_at("regulation", "样例管理办法", events, "2025-01-01") == "expired"


def test_the_official_table_and_the_period_of_a_plan() -> None:
    derived = {"validity": {"status": "repealed", "until": "2024-01-31"}}
    document = UnsettledDocument(
        "d", "样例行动计划（2021—2023年）", "2021-01-01", "plan", "", json.dumps({"derived": derived})
    )
    assert [event[1:4] for event in find_own_events(document, [])] == [
        ("", "repealed", "table"),
        ("2024-02-01", "expired", "text"),
        ("2024-01-01", "expired", "period"),
    ]


@pytest.mark.parametrize(
    ("title", "derived", "since"),
    [
        ("样例行动计划（2021—2023年）", {"period": "2020-2030"}, "2024-01-01"),
        ("中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要", {}, "2026-01-01"),
        ("“十四五”样例产业发展规划", {}, "2026-01-01"),
        ("十五五样例产业发展规划", {}, "2031-01-01"),
        ("国民经济和社会发展第一个五年计划", {}, "1958-01-01"),
        ("Outline of the Sample 14th Five-Year Plan and Long-Range Objectives for 2035", {}, "2026-01-01"),
        ("Sample Plan for Steel", {"period": "2016-2020"}, "2021-01-01"),
        ("样例工作方案（十五条措施）", {}, ""),
        ("二十五项样例行动计划", {}, ""),
        ("Sample Plan for Steel", {}, ""),
        ("样例实施方案（2020―2025年）", {}, "2026-01-01"),
        ("样例实施方案（2020─2025年）", {}, "2026-01-01"),
        ("样例实施方案（2020−2025年）", {}, "2026-01-01"),
        ("样例实施方案（2020‑2025年）", {}, "2026-01-01"),
        ("样例规划（二〇一六—二〇二〇年）", {}, "2021-01-01"),
        ("一九五六—一九六七年样例远景规划纲要", {}, "1968-01-01"),
        ("樣例發展規劃（2016至2020年）", {}, "2021-01-01"),
        ("Sample Plan for Steel (2016–20)", {}, "2021-01-01"),
        ("Sample Plan for Steel, 2016 to 2020", {}, "2021-01-01"),
        ("Sample Plan for Steel (2016-12)", {}, ""),  # may be a month
        ("Sample Plan No. 2016-20 for Steel", {}, ""),
        ("样例行动计划（二千零二十件）", {}, ""),
        ("Tenth Five-Year Plan for Steel", {}, "2006-01-01"),
        ("“十五”样例发展规划", {}, "2006-01-01"),
        ("2025年样例发展工作要点", {}, "2026-01-01"),
        ("样例省2025年样例产业工作要点（修订）", {}, "2026-01-01"),
        ("示范市2024年度样例行动计划", {}, "2025-01-01"),
        ("2025 Work Plan for Samples", {}, "2026-01-01"),
        ("样例省到2025年样例工作计划", {}, ""),
        ("2030年前样例达峰工作计划", {}, ""),
        ("样例制造2025行动计划", {}, ""),
        ("2025年样例三年工作计划", {}, ""),
        ("2025年第四批样例标准工作计划", {}, ""),
        ("Sample Made 2025 Plan", {}, ""),
        ("样例市2025年以后重点工作计划", {}, ""),
        ("面向2030年样例重点任务方案", {}, ""),
        ("样例市落实2019年样例督查意见整改工作计划", {}, ""),
        ("样例市2023年度目标考核工作方案", {}, ""),
    ],
)
def test_a_plan_expires_with_its_years(title: str, derived: dict[str, str], since: str) -> None:
    document = UnsettledDocument("d", title, "2021-01-01", "plan", "", json.dumps({"derived": derived}))
    assert [event[1:4] for event in find_own_events(document, [])] == (
        [(since, "expired", "period")] if since else []
    )


def test_the_day_of_the_official_table_takes_precedence_over_the_day_of_publication() -> None:
    metadata = json.dumps({"derived": {"validity": {"from": "2021-05-01"}}})
    document = UnsettledDocument("d", "样例办法", "2021-04-01", "regulation", "", metadata)
    found = find_own_events(document, [Clause("d", "d-0", "本办法自公布之日起施行。")])
    assert [event.since for event in found] == ["2021-05-01"]


@pytest.mark.parametrize(("issued", "expected"), [("plan", ["2026-01-01"]), ("regulation", []), ("", [])])
def test_a_notice_expires_with_the_plan_that_it_issues(issued: str, expected: list[str]) -> None:
    metadata = json.dumps({"derived": {"issued_kind": issued}})
    title = "关于印发“十四五”样例发展规划的通知"
    document = UnsettledDocument("d", title, "2021-01-01", "notice", "", metadata)
    assert [event.since for event in find_own_events(document, [])] == expected


@pytest.mark.parametrize(
    ("events", "day", "expected"),
    [
        ([], "2021-01-01", "in_force"),  # presumed
        ([("2021-05-01", "in_force", "text")], "2021-04-30", "not_yet"),
        ([("2021-05-01", "in_force", "text")], "2021-05-01", "in_force"),
        ([("2022-01-01", "amended", "edition")], "2021-12-31", "in_force"),
        ([("2022-01-01", "amended", "edition")], "2022-01-01", "amended"),
        ([("2022-01-01", "amended", "edition"), ("2023-01-01", "repealed", "citation")], "2023", "amended"),
        (
            [("2022-01-01", "amended", "edition"), ("2023-01-01", "repealed", "citation")],
            "2023-06-01",
            "repealed",
        ),
        ([("", "in_force", "table"), ("2022-01-01", "amended", "citation")], "2023-01-01", "in_force"),
        ([("", "in_force", "table"), ("2022-01-01", "repealed", "citation")], "2023-01-01", "repealed"),
        ([("", "expired", "table")], "2000-01-01", "expired"),
    ],
)
def test_the_status_on_a_day(events: list[tuple[str, str, str]], day: str, expected: str) -> None:
    made = [StatusEvent("d", since, status, source) for since, status, source in events]  # type: ignore[arg-type]
    assert status_at("regulation", "样例管理办法", made, day) == expected
    assert all(reason.status in (expected, "in_force") for reason in reasons_at(made, expected, day))


RECORDS = [
    {
        "id": "1",
        "title": "样例数据条例",
        "date": "2010-01-01",
        "text": "第一条　为了规范样例数据处理，制定本条例。",
    },
    {
        "id": "2",
        "title": "样例数据条例",
        "date": "2015-01-01",
        "text": "第一条　为了规范样例数据的处理，制定本条例。",
    },
    {
        "id": "3",
        "title": "样例数据法",
        "date": "2020-06-01",
        "text": "第一条　为了规范样例数据活动，制定本法。\n第二条　本法自2021年1月1日起施行。《样例数据条例》同时废止。",
    },
    {"id": "4", "title": "样例旧规定", "date": "2012-01-01", "text": "第一条　样例单位应当登记。"},
    {
        "id": "5",
        "title": "示范局关于修改《样例旧规定》的决定",
        "date": "2018-03-01",
        "text": "决定对《样例旧规定》作如下修改：第一条修改为样例单位应当备案。",
    },
    {"id": "6", "title": "示范报讯", "date": "2019-01-01", "text": "《样例旧规定》同时废止。"},
]


@pytest.fixture
def laws(tmp_path: Path, annotator: Annotator) -> Store:
    path = tmp_path / "laws.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in RECORDS), encoding="utf-8")
    store = Store(tmp_path / "zhengce.sqlite")
    with store.run("test") as run:
        ingest_paths(store, run.id, "laws", [path])
        annotate_store(store, run.id, annotator, MODELS)
    return store


@pytest.mark.parametrize(
    ("named", "later"),
    [
        ("《示范样品办法》（2010年发布）", "in_force"),
        ("《示范样品办法》（示政发〔2010〕5号）", "repealed"),  # as since amended
        ("2010年4月1日发布的《示范样品办法》", "repealed"),
        ("《示范样品办法》（2009年发布）", "repealed"),  # no edition of that year is stored
    ],
)
def test_a_repeal_of_one_year_leaves_the_editions_after_it(
    tmp_path: Path, annotator: Annotator, named: str, later: str
) -> None:
    records = [
        {"id": "a", "title": "示范样品办法", "date": "2010-04-01", "text": "第一条　样品应当登记。"},
        {"id": "b", "title": "示范样品办法", "date": "2022-04-01", "text": "第一条　样品应当备案。"},
        {"id": "c", "title": "示范清理决定", "date": "2023-04-01", "text": f"第一条　{named}予以废止。"},
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in records), encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "laws", [path])
        annotate_store(store, run.id, annotator, MODELS)
        assert statuses(store) == {"a": "repealed", "b": later, "c": "in_force"}


@pytest.mark.parametrize(
    ("settled", "today", "status", "since", "is_old"),
    [
        ("2020-12-31", "2020-12-31", "not_yet", "2021-01-01", False),
        ("2020-12-31", "2021-03-01", "not_yet", "2021-01-01", True),
        ("2021-03-01", "2021-03-01", "in_force", "2021-01-01", False),
        ("2021-03-01", "2020-12-31", "in_force", "2021-01-01", True),  # the clock was ahead
    ],
)
def test_a_status_and_its_reasons_are_those_of_one_day(
    laws: Store, settled: str, today: str, status: str, since: str, is_old: bool
) -> None:
    """A law may come into force on a day between the last settling and today."""
    settle_states(laws, datetime.date.fromisoformat(settled))
    law = laws.value("SELECT id FROM document WHERE key LIKE '%#3'")
    found = read_status(laws, law)
    assert (found.status, [reason.since for reason in found.reasons], found.as_of) == (
        status,
        [since],
        settled,
    )
    old = note_old_statuses(laws, law, datetime.date.fromisoformat(today))
    assert bool(old) is is_old
    if old:
        assert old.values == {"day": settled, "number": 1}
        assert old.message().startswith(f"statuses are those of {settled}; 1 document has another")
        assert old.message("zh").startswith(f"效力状态为 {settled} 的状态；今天已有 1 份文件")


@pytest.mark.parametrize(
    ("date", "since"),
    [
        ("2022-06-24", []),  # in force since an unknown day: the text has that of the first edition
        ("2007-08-30", ["2008-08-01"]),
        ("2008-08-01", ["2008-08-01"]),
        ("2008", ["2008-08-01"]),
        ("2009", []),
        ("", ["2008-08-01"]),
    ],
)
def test_an_edition_is_not_in_force_before_its_own_date(
    tmp_path: Path, annotator: Annotator, date: str, since: list[str]
) -> None:
    text = "第一条　为了规范样例竞争，制定本法。\n第二条　本法自2008年8月1日起施行。"
    path = tmp_path / "law.jsonl"
    path.write_text(json.dumps({"title": "样例竞争法", "date": date, "text": text}), encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "laws", [path])
        annotate_store(store, run.id, annotator, MODELS)
        (law,) = store.column("SELECT id FROM document")
        found = read_status(store, law)
        assert (found.status, [reason.since for reason in found.reasons]) == ("in_force", since)
        assert read_status(store, law, "2026-01-01").reasons == found.reasons
        assert read_status(store, law, "2005-01-01").status == "not_yet"


def statuses(store: Store) -> dict[str, str]:
    query = "SELECT d.key, s.status FROM document_state s JOIN document d ON d.id = s.document_id"
    return {key.rpartition("#")[2]: status for key, status in map(tuple, store.rows(query))}


def test_statuses_of_a_store_follow_editions_repeals_and_the_day(laws: Store) -> None:
    assert statuses(laws) == {
        "1": "repealed",
        "2": "repealed",
        "3": "in_force",
        "4": "amended",  # a headline with 废止 decides nothing
        "5": "in_force",
        "6": "",
    }
    assert settle_states(laws, datetime.date(2020, 12, 31)) == 3
    assert statuses(laws) == {
        "1": "amended",
        "2": "in_force",
        "3": "not_yet",
        "4": "amended",
        "5": "in_force",
        "6": "",
    }
    assert settle_states(laws, datetime.date(2020, 12, 31)) == 0
    said = [event for events in all_events(laws).values() for event in events if event.source == "citation"]
    assert {(event.status, event.since) for event in said} == {
        ("repealed", "2021-01-01"),
        ("amended", "2018-03-01"),
    }
    assert all(event.passage_id.startswith(event.other_id) for event in said)


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        ("status:废止", Filters(), "12"),
        ("status:repealed", Filters(), "12"),
        ("", Filters(status=("in force",)), "35"),
        ("", Filters(status=("现行有效",)), "35"),
        ("kind:法律", Filters(), "3"),
        ("条例 -status:已废止", Filters(dates=DateRange("2020")), "3"),
        ("", Filters(kind=("regulation",), status=("amended",)), "4"),
        ("status:草案", Filters(), ""),
    ],
)
def test_status_and_kind_are_searched_in_both_languages(
    laws: Store, annotator: Annotator, query: str, filters: Filters, expected: str
) -> None:
    found = search(laws, annotator.tagger.lexicon, query, filters, facets=("status", "kind"))
    keys = {laws.value("SELECT key FROM document WHERE id = ?", (hit.document_id,)) for hit in found.hits}
    assert {key.rpartition("#")[2] for key in keys} == set(expected)
    assert sum(found.facets["status"].values()) == found.total


def test_a_word_that_is_no_status_is_an_error(laws: Store, annotator: Annotator) -> None:
    with pytest.raises(UsageError, match="repealed"):
        search(laws, annotator.tagger.lexicon, "", Filters(status=("nonsense",)))


def test_statuses_go_with_the_document_that_says_them(laws: Store) -> None:
    law = laws.value("SELECT id FROM document WHERE title = '样例数据法'")
    remove_documents(laws, [law])
    settle_states(laws)
    assert statuses(laws) == {"1": "amended", "2": "in_force", "4": "amended", "5": "in_force", "6": ""}


def settled(
    tmp_path: Path,
    annotator: Annotator,
    rows: list[dict[str, str]],
    day: datetime.date = datetime.date(2026, 6, 1),
    *,
    with_days: bool = True,
) -> dict[str, str]:
    """Return the statuses of documents by id on a day, `with_days` with the first day of those that have ended."""
    path = tmp_path / "laws.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    with Store(tmp_path / "zhengce.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "laws", [path])
        annotate_store(store, run.id, annotator, MODELS)
        settle_states(store, day)
        events = all_events(store)
        found = {}
        for key, identifier, status in store.rows(
            "SELECT d.key, d.id, s.status FROM document d JOIN document_state s ON s.document_id = d.id"
        ):
            since = [event.since for event in events.get(identifier, ()) if event.status == status]
            is_ended = with_days and status in ("amended", "repealed")
            found[key.rpartition("#")[2]] = f"{status} {min(since)}" if is_ended else status
    return found


def made(key: str, title: str, date: str, text: str, publisher: str = "") -> dict[str, str]:
    return {"id": key, "title": title, "date": date, "text": text, "publisher": publisher}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [
                made("1", "样例数据法", "2010-03-01", "第一条　旧文。\n第二条　本法自2011年1月1日起施行。"),
                made("2", "样例数据法", "2020-03-01", "第一条　新文。\n第二条　本法自2027年1月1日起施行。"),
            ],
            {"1": "in_force", "2": "not_yet"},
            id="an edition holds until the next one does",
        ),
        pytest.param(
            [
                made(
                    "1", "样例问题的规定", "2021-06-08", "第一条　甲。\n第二条　本规定自2021年8月1日起施行。"
                ),
                made(
                    "2",
                    "样例问题的规定",
                    "2021-07-27",
                    "第一条　甲乙。\n第二条　本规定自2021年8月1日起施行。",
                ),
            ],
            {"1": "in_force", "2": "in_force"},
            id="copies dated by passing and by publication",
        ),
        pytest.param(
            [
                made("1", "样例竞争法", "2007-08-30", "第一条　旧文。\n第二条　本法自2008年8月1日起施行。"),
                made("2", "样例竞争法", "2022-06-24", "第一条　新文。\n第二条　本法自2008年8月1日起施行。"),
                made(
                    "3",
                    "关于修改《样例竞争法》的决定",
                    "2022-06-24",
                    "对《样例竞争法》作如下修改：第一条改为新文。\n本决定自2022年8月1日起施行。",
                ),
            ],
            {"1": "amended 2022-08-01", "2": "in_force", "3": "in_force"},
            id="an amendment applies from the day in the decision",
        ),
        pytest.param(
            [
                made("1", "樣例成果辦法", "2001-04-01", "第一條　為規範登記，制定本辦法。"),
                made("2", "關於廢止部分樣例規章的決定", "2019-04-01", "現決定廢止《樣例成果辦法》。"),
            ],
            {"1": "repealed 2019-04-01", "2": "in_force"},
            id="a decision in traditional characters",
        ),
        pytest.param(
            [
                made("1", "Interim Rules on Kelp Awards", "1984-09-12", "Article 1 Kelp is rewarded."),
                made(
                    "2",
                    "Law on the Progress of Kelp",
                    "1993-07-02",
                    "Article 62 This Law shall go into effect as of October 1, 1993. The Interim Rules on Kelp "
                    "Awards promulgated by the Sample Council on September 12, 1984 shall be repealed "
                    "simultaneously.",
                ),
            ],
            {"1": "repealed 1993-10-01", "2": "in_force"},
            id="a repeal that names who issued the rules",
        ),
        pytest.param(
            [
                made("1", "样例数据法", "2020", "第一条　甲，为了规范样例数据处理。"),
                made("2", "样例数据法", "2020-05-12", "第一条　甲乙，为了规范数据处理。"),
            ],
            {"1": "in_force", "2": "in_force"},
            id="a year and a day of it are not in order",
        ),
        pytest.param(
            [
                made("1", "中华人民共和国宪法修正案（1988年）", "1988-04-12", "第一条　增加规定。"),
                made("2", "中华人民共和国宪法修正案（1993年）", "1993-03-29", "第三条　修改为。"),
            ],
            {"1": "in_force", "2": "in_force"},
            id="amendments stand side by side",
        ),
        pytest.param(
            [
                made(
                    "1", "物业管理条例", "2010-03-01", "第一条　甲省的物业。", "山东省人民代表大会常务委员会"
                ),
                made(
                    "2", "物业管理条例", "2020-03-01", "第一条　乙省的物业。", "江苏省人民代表大会常务委员会"
                ),
                made(
                    "3",
                    "物业服务条例",
                    "2021-03-01",
                    "第一条　本条例自2021年5月1日起施行。《物业管理条例》同时废止。",
                    "山东省人民代表大会常务委员会",
                ),
            ],
            {"1": "repealed 2021-05-01", "2": "in_force", "3": "in_force"},
            id="regulations of the same title of two places",
        ),
        pytest.param(
            [
                made("1", "样例细则", "1992-12-12", "第一条　最早的样例细则文本。"),
                made("2", "样例细则", "2010-01-09", "第一条　较新的样例细则文本，自行规范。"),
                made(
                    "3",
                    "样例细则",
                    "2023-12-11",
                    "第一条　最新。\n第二条　本细则自2001年7月1日起施行。1992年12月12日发布的《样例细则》同时废止。",
                ),
            ],
            {"1": "repealed 2001-07-01", "2": "amended 2023-12-11", "3": "in_force"},
            id="a later edition repeats an old repeal",
        ),
        pytest.param(
            [
                made(
                    "1",
                    "样例引进办法",
                    "2019-11-20",
                    "第二条　本办法自2020年1月1日起施行，有效期至2024年12月31日。",
                ),
                made(
                    "2",
                    "关于延长《样例引进办法》有效期的通知",
                    "2024-11-20",
                    "经研究，决定将《样例引进办法》（样政规〔2019〕2号）有效期延长至2029年12月31日。",
                ),
                made("3", "样例奖励办法", "2019-11-20", "第二条　本办法自2020年1月1日起施行，有效期五年。"),
                made("4", "样例资助办法", "2016-11-20", "第二条　本办法自2017年1月1日起施行，有效期五年。"),
                made(
                    "5",
                    "关于延长样例文件有效期的通知",
                    "2021-11-20",
                    "《样例补贴办法》、《样例资助办法》有效期延长至2024年12月31日。",
                ),
                made(
                    "6",
                    "关于样例许可的通知",
                    "2024-11-20",
                    "按照《样例奖励办法》颁发的许可证有效期延长至2029年12月31日。",
                ),
            ],
            {
                "1": "in_force",
                "2": "in_force",
                "3": "expired",
                "4": "expired",
                "5": "in_force",
                "6": "in_force",
            },
            id="validity extended by another document",
        ),
        pytest.param(
            [
                made(
                    "1",
                    "Regulations on Sample Items",
                    "2024-10-19",
                    "The Regulations on Sample Items are hereby promulgated and shall come into force as of March 1,"
                    " 2099.",
                ),
                made("2", "Decision on Sample Items", "2024-10-19", "The Rules are hereby promulgated."),
            ],
            {"1": "not_yet", "2": "in_force"},
            id="an English decree says from when what it promulgates holds",
        ),
        pytest.param(
            [
                made(
                    "1",
                    "Interim Measures for Sample Subsidies",
                    "2019-12-20",
                    "Article 2 These Measures shall come into force on January 1, 2020 and shall remain valid until"
                    " December 31, 2024.",
                ),
                made(
                    "2",
                    "Notice on Extending Sample Documents",
                    "2024-12-01",
                    "The validity of the Interim Measures for Sample Subsidies is extended to December 31, 2029.",
                ),
                made(
                    "3",
                    "Interim Provisions on Sample Credits",
                    "2019-12-20",
                    "Article 2 These Provisions shall take effect on January 1, 2020 and be valid for five years.",
                ),
                made(
                    "4",
                    "Reply on Sample Credits",
                    "2024-12-01",
                    "Banks proposed that the validity of the Interim Provisions on Sample Credits be extended; it may"
                    " not be extended to December 31, 2029.",
                ),
                made(
                    "5",
                    "Measures for Sample Loans",
                    "2019-12-20",
                    "Article 2 These Measures shall take effect on January 1, 2020 and be valid for five years.",
                ),
                made(
                    "6",
                    "Notice on Sample Loans",
                    "2024-12-01",
                    "On May 5, the term of validity of the Measures for Sample Loans is extended for another five years.",
                ),
            ],
            {
                "1": "in_force",
                "2": "in_force",
                "3": "expired",
                "4": "in_force",
                "5": "in_force",
                "6": "in_force",
            },
            id="validity extended in English",
        ),
        pytest.param(
            [
                made(
                    "1",
                    "样例引进办法",
                    "2019-11-20",
                    "第二条　本办法自2020年1月1日起施行，有效期至2024年12月31日。",
                ),
                made(
                    "2",
                    "关于延长《样例引进办法》有效期的通知（征求意见稿）",
                    "2024-11-20",
                    "决定将《样例引进办法》有效期延长至2029年12月31日。",
                ),
                made("3", "样例奖励办法", "2019-11-20", "第二条　本办法自2020年1月1日起施行，有效期五年。"),
                made(
                    "4",
                    "关于样例文件的通知",
                    "2024-11-20",
                    "不同意将《样例奖励办法》有效期延长至2029年12月31日。",
                ),
                made("5", "样例资助办法", "2019-11-20", "第二条　本办法自2020年1月1日起施行，有效期五年。"),
                made(
                    "6",
                    "关于样例清理的通知",
                    "2024-11-20",
                    "各单位提出将《样例资助办法》有效期延长至2029年12月31日的建议。",
                ),
            ],
            {
                "1": "expired",
                "2": "draft",
                "3": "expired",
                "4": "in_force",
                "5": "expired",
                "6": "in_force",
            },
            id="drafts, refusals and proposals of an extension",
        ),
        pytest.param(
            [
                made("1", "样例引进办法", "2019-11-20", "第二条　本办法自2020年1月1日起施行，有效期五年。"),
                made("2", "关于延长样例甲文件有效期的通知", "2024-11-20", "《样例引进办法》有效期延长两年。"),
                made("3", "样例奖励办法", "2019-11-20", "第二条　本办法自2020年1月1日起施行，有效期五年。"),
                made(
                    "4",
                    "关于延长样例乙文件有效期的通知",
                    "2024-11-20",
                    "《样例奖励办法》有效期延长至2027年底。",
                ),
                made("5", "样例资助办法", "2019-11-20", "第二条　本办法自2020年1月1日起施行，有效期五年。"),
                made("6", "关于延长样例丙文件有效期的通知", "2024-11-20", "《样例资助办法》有效期延长1年。"),
            ],
            {
                "1": "in_force",
                "2": "in_force",
                "3": "in_force",
                "4": "in_force",
                "5": "expired",
                "6": "in_force",
            },
            id="extended by years, and to the end of a year",
        ),
        pytest.param(
            [
                made("1", "样例引进办法", "2019-11-20", "第二条　本办法自2020年1月1日起施行，有效期五年。"),
                made("2", "样例奖励办法", "2019-11-20", "第二条　本办法自2020年1月1日起施行，有效期八年。"),
                made(
                    "3",
                    "关于修改《样例奖励办法》和延长《样例引进办法》有效期的决定",
                    "2024-11-20",
                    "一、《样例引进办法》有效期延长至2029年12月31日。\n二、对《样例奖励办法》作出修改。",
                ),
            ],
            {"1": "in_force", "2": "amended 2024-11-20", "3": "in_force"},
            id="one is extended, another amended",
        ),
        pytest.param(
            [
                made("1", "样例引进办法", "2019-11-20", "第二条　本办法自2020年1月1日起施行。"),
                made(
                    "2",
                    "样例管理办法（征求意见稿）",
                    "2024-11-20",
                    "第二条　本办法自2025年1月1日起施行。《样例引进办法》同时废止。",
                ),
                made("3", "样例数据法", "2010-03-01", "第一条　旧文，为了规范样例数据处理。"),
                made("4", "样例数据法（修订草案）", "2020-03-01", "第一条　新文，自行规范。"),
            ],
            {"1": "in_force", "2": "draft", "3": "in_force", "4": "draft"},
            id="drafts repeal and replace nothing",
        ),
        pytest.param(
            [
                made("1", "宪法宣誓", "2016-07-02", "今天举行仪式。"),
                made("2", "国务院举行宪法宣誓仪式", "2018-07-02", "今天在京举行仪式。"),
                made("3", "国务院举行宪法宣誓仪式", "2020-07-02", "今天又举行了仪式。"),
            ],
            {"1": "", "2": "", "3": ""},
            id="news have no editions",
        ),
    ],
)
def test_no_status_is_wrong_silently(
    tmp_path: Path, annotator: Annotator, rows: list[dict[str, str]], expected: dict[str, str]
) -> None:
    assert settled(tmp_path, annotator, rows) == expected


def test_levels_of_older_rules_are_derived_again(tmp_path: Path, annotator: Annotator) -> None:
    """A store that recorded the name of a province as a level has only the issuer's after annotating."""
    records = [
        {
            "title": "样例管理办法",
            "text": "为规范样例管理，制定本办法。",
            "publisher": "山东省人民政府",
            "level": "shandong",
        },
        {
            "title": "另一办法",
            "text": "为规范样例，制定本办法。",
            "publisher": "样例公司",
            "level": "central",
        },
    ]
    source = tmp_path / "r.jsonl"
    source.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store:
        with store.run("ingest") as run:
            ingest_paths(store, run.id, "c", [source])
        with store.run("annotate") as run:
            annotate_store(store, run.id, annotator, MODELS)
        _make_old(store)
        assert sorted(store.column("SELECT DISTINCT level FROM document_state")) == ["central", "shandong"]
        settle_states(store)
        assert sorted(store.column("SELECT DISTINCT level FROM document_state")) == ["central", "province"]
        assert count_differences(store) == 0
        changed = store.rows("SELECT count(*) FROM passage WHERE changed = ?", (change_number(store),))
        assert changed[0][0] > 0  # the index follows
        (metadata,) = store.column("SELECT metadata FROM document WHERE publisher LIKE '山东%'")
        assert json.loads(metadata)["stated_level"] == "shandong"
        number = change_number(store)
        settle_states(store)
        assert change_number(store) == number


def _make_old(store: Store) -> None:
    """Give a store what the previous version wrote: the record's own level, and no version of the rules."""
    ids = store.column("SELECT id FROM document")
    with store.transaction() as connection, recounting(store, ids):
        connection.execute("DELETE FROM counter WHERE name = 'levels'")
        connection.execute(
            "UPDATE document SET metadata = json_remove(json_set(metadata, '$.level', 'shandong'), "
            "'$.stated_level') WHERE json_extract(metadata, '$.stated_level') = 'shandong'"
        )
        connection.execute("UPDATE document_state SET level = 'shandong' WHERE level = 'province'")
