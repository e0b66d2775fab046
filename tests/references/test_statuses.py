"""Statuses of documents: what they say themselves, what later editions and repeals say, and on which day."""

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
from flows.references import settle_states
from flows.references.statuses import find_own_events, lays_down_rules, reasons_at, status_at
from flows.search import Filters
from flows.store import Clause, StatusEvent, UnsettledDocument, all_events, remove_documents
from flows.store.database import Store
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
        ("plan", "样例省落实《样例纲要》行动方案（2016）", True),
        ("law", "以样例为中心 铸新时代法典", False),
        ("announcement", "【样例】公告来了", False),
        ("news", "样例条例今日施行", False),
        ("plan", "Action Plan for Pilot Zones", True),
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
        ("样例许可条例", "第三条　许可证有效期为5年。", []),
        ("样例标志条例", "特殊标志有效期为4年，自核准登记之日起计算。", []),
        ("样例管理办法（征求意见稿）", "", [("", "draft", "title")]),
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


def statuses(store: Store) -> dict[str, str]:
    query = "SELECT d.key, s.status FROM document_state s JOIN document d ON d.id = s.document_id"
    return {key.rpartition("#")[2]: status for key, status in map(tuple, store.rows(query))}


def test_statuses_of_a_store_follow_editions_repeals_and_the_day(laws: Store) -> None:
    assert statuses(laws) == {
        "1": "repealed",
        "2": "repealed",
        "3": "in_force",
        "4": "amended",  # a headline that says 废止 decides nothing
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
