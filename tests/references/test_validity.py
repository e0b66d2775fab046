"""Until when documents hold, by their own texts."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.references.statuses import find_own_events
from flows.store.database import Store
from flows.store.documents import Clause, UnsettledDocument, all_events
from tests.references.test_statuses import made, settled


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("本办法自2019年4月1日起施行，至2021年12月31日止。", "2022-01-01"),
        ("五、自2019年4月1日起执行，至2021年12月31日。", "2022-01-01"),
        ("本办法自2019年4月1日起施行，执行至2021年12月31日。", "2022-01-01"),
        ("本办法执行至二〇二一年十二月三十一日，由市样例局负责解释。", "2022-01-01"),
        ("本办法自2019年4月1日起施行至2021年12月31日。", "2022-01-01"),
        ("本办法自印发之日起施行，有效至2021年12月31日。", "2022-01-01"),
        ("本办法自2019年4月1日起实施，2021年12月31日废止。", "2021-12-31"),
        ("本办法自2019年4月1日起实施，自2022年1月1日起自动失效。", "2022-01-01"),
        ("本办法自2019年4月1日起实施，到2021年12月31日自动失效。", "2022-01-01"),
        ("本通知到2021年12月31日自动失效。", "2022-01-01"),
        ("本办法有效期为2019年4月1日至2021年12月31日。", "2022-01-01"),
        ("本措施执行期限为2019年4月1日至2021年12月31日。", "2022-01-01"),
        ("本通知实施期限：2019年4月1日—2021年12月31日。", "2022-01-01"),
        ("本办法自2019年4月1日起施行，有效期至2021年底。", "2022-01-01"),
        ("本措施自2021年2月1日起施行，有效期至“十四五”期末。", "2026-01-01"),
        ("本措施自2021年2月1日起施行，有效期至“十四五”规划期结束。", "2026-01-01"),
        ("樣例辦法：本辦法自2019年4月1日起施行，至2021年12月31日止。", "2022-01-01"),
        ("This Notice is effective from April 1, 2019 to December 31, 2021.", "2022-01-01"),
        # What others have, or do until a day:
        ("样例费新标准自2019年4月1日起执行，至2021年12月31日止。", ""),
        ("本办法自2019年4月1日起施行，至2021年12月31日，各地应当完成整改。", ""),
        ("本办法自2019年4月1日起施行，《样例规定》2021年12月31日废止。", ""),
        ("本办法规定的补贴执行期限为2019年4月1日至2021年12月31日。", ""),
        ("本办法支持项目实施期限为2019年4月1日至2021年12月31日。", ""),
        ("本办法所称许可证有效期至“十四五”期末。", ""),
        ("样例合同到2021年12月31日自动失效。", ""),
        ("按照本办法颁发的许可到2021年12月31日自动失效。", ""),
        ("A licence is effective from April 1, 2019 to December 31, 2021.", ""),
    ],
)
def test_until_when_a_document_holds_by_its_text(text: str, since: str) -> None:
    document = UnsettledDocument("d", "样例管理办法", "2019-03-04", "regulation", "", "{}")
    found = find_own_events(document, [Clause("d", "d-0", text)])
    assert [event.since for event in found if event.status == "expired"] == [since] * bool(since)


def test_a_length_counts_from_the_day_in_the_official_table() -> None:
    metadata = '{"derived": {"validity": {"from": "2019-06-01"}}}'
    document = UnsettledDocument("d", "样例管理办法", "2019-05-30", "regulation", "", metadata)
    found = find_own_events(document, [Clause("d", "d-0", "本办法有效期1年。")])
    assert [event.since for event in found if event.status == "expired"] == ["2020-06-01"]


@pytest.mark.parametrize(
    ("effect", "day", "expected"),
    [
        ("本决定自2023年9月1日起施行。", "2023-06-15", {"1": "in_force", "2": "not_yet", "3": "not_yet"}),
        ("本决定自2023年9月1日起施行。", "2023-09-01", {"1": "amended", "2": "in_force", "3": "in_force"}),
        ("", "2023-06-15", {"1": "amended", "2": "in_force", "3": "in_force"}),  # from its adoption
    ],
)
def test_a_law_as_amended_is_in_force_from_the_day_in_the_decision(
    tmp_path: Path, annotator: Annotator, effect: str, day: str, expected: dict[str, str]
) -> None:
    began = "第二条　本条例自2018年8月1日起施行。"
    rows = [
        made("1", "海带促进条例", "2018-05-31", f"第一条　为了促进海带产业，制定本条例。\n{began}"),
        made("2", "海带促进条例", "2023-05-31", f"第一条　为了海带产业高质量，制定本条例。\n{began}"),
        made("3", "关于修改《海带促进条例》的决定", "2023-05-31", f"对《海带促进条例》作出修改。\n{effect}"),
    ]
    assert settled(tmp_path, annotator, rows, datetime.date.fromisoformat(day), with_days=False) == expected


@pytest.mark.parametrize(
    ("began", "sources"),
    [
        ("第二条　本条例自2018年8月1日起施行。", ["edition_date"]),  # the day of the first edition
        ("第二条　本条例自2023年8月1日起施行。", ["edition"]),
        ("", ["edition_date"]),
    ],
)
def test_a_day_that_is_only_the_date_of_a_later_edition_is_named_so(
    tmp_path: Path, annotator: Annotator, began: str, sources: list[str]
) -> None:
    rows = [
        made("1", "海带促进条例", "2018-05-31", "第一条　为了促进海带产业，制定本条例。"),
        made("2", "海带促进条例", "2023-05-31", f"第一条　为了海带产业高质量，制定本条例。\n{began}"),
    ]
    settled(tmp_path, annotator, rows)
    with Store(tmp_path / "zhengce.sqlite") as store:
        events = [event for found in all_events(store).values() for event in found]
    assert [event.source for event in events if event.status == "amended"] == sources
