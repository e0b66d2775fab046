"""Suspensions by other documents: from when, until when, of what, and what resumes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.pipeline import ingest_paths
from flows.pipeline.annotate import annotate_store
from flows.references import StatedStatus, collect_cited, read_status, settle_states
from flows.store.database import Store
from tests.references.test_statuses import made
from tests.support import MODELS

BOARD = "样例部"
RULES = made(
    "1",
    "样例部公告2025年第61号 公布对海带物项实施出口管制的决定",
    "2025-10-09",
    "一、出口海带物项应当申请许可。\n本公告自2025年12月1日起施行。",
    BOARD,
) | {"document_number": "样例部公告2025年第61号"}
DAYS = ("2025-11-01", "2025-11-20", "2026-01-01", "2026-11-10", "2026-11-11")
UNTIL_NOVEMBER = ["not_yet", "suspended", "suspended", "suspended", "in_force"]
NEVER = ["not_yet", "not_yet", "in_force", "in_force", "in_force"]


def suspending(text: str, key: str = "2", day: str = "2025-11-07", publisher: str = BOARD) -> dict[str, str]:
    """Return an announcement that suspends or resumes others."""
    return made(key, f"{publisher}公告2025年第7{key}号 公布暂停实施有关公告", day, text, publisher)


def read_days(tmp_path: Path, annotator: Annotator, rows: list[dict[str, str]]) -> list[str]:
    """Return the statuses of the document "1" on each of `DAYS`."""
    return [found.status for found in read_all(tmp_path, annotator, rows)]


def read_all(tmp_path: Path, annotator: Annotator, rows: list[dict[str, str]]) -> list[StatedStatus]:
    """Return what is known of the document "1" on each of `DAYS`."""
    path = tmp_path / "rules.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    with Store(tmp_path / "zhengce.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "rules", [path])
        annotate_store(store, run.id, annotator, MODELS)
        settle_states(store)
        (found,) = store.column("SELECT id FROM document WHERE key LIKE '%#1'")
        return [read_status(store, found, day) for day in DAYS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自2025年11月10日起至2026年11月10日，暂停实施样例部公告2025年第61号。", UNTIL_NOVEMBER),
        ("自即日起至2026年11月10日，暂停实施样例部公告2025年第60号、第61号和第62号。", UNTIL_NOVEMBER),
        ("自2025年11月11日起，暂停实施样例部公告2025年第61号一年。", UNTIL_NOVEMBER),
        ("自2025年11月11日13时01分起至2026年11月10日，暂停实施样例部公告2025年第61号。", UNTIL_NOVEMBER),
        ("样例部公告2025年第61号自2025年11月11日起暂停执行，为期12个月。", UNTIL_NOVEMBER),
        (
            "《公布对海带物项实施出口管制的决定》（样例部公告2025年第61号）暂停执行至2026年11月10日。",
            UNTIL_NOVEMBER,
        ),
        ("决定暂停实施样例部公告2025年第61号。", ["not_yet", *["suspended"] * 4]),
        ("決定暫停實施樣例部公告2025年第61號，至2026年11月10日。", UNTIL_NOVEMBER),
        # Measures that stop leave the announcement in place.
        (
            "自2025年11月11日13时01分起，停止实施样例部公告2025年第61号规定的措施。",
            ["not_yet", *["suspended"] * 4],
        ),
        ("暂停实施样例部公告2025年第61号第二款，至2026年11月10日。", NEVER),
        ("暂停实施样例部公告2025年第61号涉及收费的规定。", NEVER),
        ("在全国范围内至2026年11月10日暂停实施样例部公告2025年第61号。", UNTIL_NOVEMBER),
        ("至2026年11月10日，暂停实施样例部公告2025年第61号的有关规定。", NEVER),
        ("至2026年11月10日，暂停实施样例部公告2025年第61号中的收费措施。", NEVER),
        ("样例部公告2025年第61号规定的收费标准暂停执行至2026年11月10日。", NEVER),
        ("根据样例部公告2025年第61号，《样例育苗办法》暂停执行至2026年11月10日。", NEVER),
        ("美方希望中方至2026年11月10日暂停实施样例部公告2025年第61号。", NEVER),
        ("自2025年11月11日起暂停实施样例部公告2025年第60号，样例部公告2025年第61号继续执行。", NEVER),
        ("没有暂停实施样例部公告2025年第61号的计划。", NEVER),
        ("至2026年11月10日，在样例自由贸易试验区暂停实施样例部公告2025年第61号。", NEVER),
        ("至2026年11月10日，对海带企业暂停实施样例部公告2025年第61号。", NEVER),
        ("协会建议至2026年11月10日暂停实施样例部公告2025年第61号。", NEVER),
        ("各单位不得停止执行有关要求，应当贯彻样例部公告2025年第61号。", NEVER),
    ],
)
def test_when_a_document_is_suspended(
    tmp_path: Path, annotator: Annotator, text: str, expected: list[str]
) -> None:
    assert read_days(tmp_path, annotator, [RULES, suspending(text)]) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                suspending("暂停实施《海带机器人办法》。", publisher="示范市人民政府"),
                suspending(
                    "《海带机器人办法》和样例部公告2025年第61号暂停执行。", "3", publisher="示范市人民政府"
                ),
            ],
            ["not_yet", *["suspended"] * 4],  # who names the number may decide
        ),
        (
            [
                suspending("暂停实施样例部公告2025年第61号。"),
                suspending("自2026年1月1日起恢复实施样例部公告2025年第61号。", "3", "2025-12-20"),
            ],
            ["not_yet", "suspended", "in_force", "in_force", "in_force"],
        ),
        (
            [
                suspending("至2025年12月31日，暂停实施样例部公告2025年第61号。"),
                suspending("至2026年11月10日，暂停实施样例部公告2025年第61号。", "3", "2025-12-20"),
            ],
            UNTIL_NOVEMBER,
        ),
        (
            [
                suspending("至2026年11月10日，暂停实施样例部公告2025年第61号。"),
                suspending("样例部公告2025年第61号自2026年11月1日起废止。", "3", "2025-12-20"),
            ],
            ["not_yet", "suspended", "suspended", "repealed", "repealed"],
        ),
    ],
)
def test_later_decisions_on_a_suspension(
    tmp_path: Path, annotator: Annotator, rows: list[dict[str, str]], expected: list[str]
) -> None:
    assert read_days(tmp_path, annotator, [RULES, *rows]) == expected


def test_a_suspension_in_english(tmp_path: Path, annotator: Annotator) -> None:
    rules = made("1", "Regulations on Kelp Robots", "2024-10-09", "Article 1. Kelp robots need a licence.")
    text = 'The "Regulations on Kelp Robots" are hereby suspended from November 10, 2025 until November 10, 2026.'
    decision = made("2", "Notice on the Suspension of Regulations", "2025-11-07", text)
    found = read_days(tmp_path, annotator, [rules, decision])
    assert found == ["in_force", "suspended", "suspended", "suspended", "in_force"]


def test_a_suspended_document_names_the_day_on_which_it_holds_again(
    tmp_path: Path, annotator: Annotator
) -> None:
    rows = [
        suspending("至2025年12月31日，暂停实施样例部公告2025年第61号。"),
        suspending("至2026年11月10日，暂停实施样例部公告2025年第61号。", "3", "2025-12-20"),
    ]
    found = read_all(tmp_path, annotator, [RULES, *rows])
    assert [one.again for one in found] == ["", "2026-11-11", "2026-11-11", "2026-11-11", ""]
    assert [one.source for one in found[-1].reasons] == ["text", "resumption"]


def test_a_number_of_a_list_is_named_whole(tmp_path: Path, annotator: Annotator) -> None:
    path = tmp_path / "rules.jsonl"
    row = suspending("暂停实施样例部公告2025年第55号、第56号和2024年第9号。")
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    with Store(tmp_path / "zhengce.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "rules", [path])
        annotate_store(store, run.id, annotator, MODELS)
        assert [one.name for one in collect_cited(store)] == [
            "样例部公告2024年第9号",
            "样例部公告2025年第55号",
            "样例部公告2025年第56号",
        ]
