"""Editions of documents: those of a law, but not the reports on yearly meetings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.pipeline import ingest_paths
from flows.store import Store
from flows.store.documents import document_editions


@pytest.mark.parametrize(
    ("title", "number", "expected"),
    [
        ("样例省海带条例", 2, 2),
        ("样例省海带条例", 5, 5),
        ("样例省海带目录", 4, 4),
        ("样例省海带目录", 5, 0),  # a title of so many is a series
        ("样例省渔业会议在样例市举行", 2, 0),
        ("样例省政府工作报告", 2, 0),
        ("样例省海带条例", 1, 0),
    ],
)
def test_laws_have_editions_and_meetings_have_none(
    tmp_path: Path, title: str, number: int, expected: int
) -> None:
    rows = [
        {"id": str(year), "title": title, "date": f"{year}-05-01", "text": f"海带养殖应当登记，{year}年起。"}
        for year in range(2010, 2010 + number)
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "laws", [path])
        (first,) = store.column("SELECT id FROM document WHERE published = '2010-05-01'")
        found = [edition.date[:4] for edition in document_editions(store, first)]
    assert found == [str(year) for year in range(2010, 2010 + expected)]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["样例省海带条例", "样例省海带条例（2021年修订）"], 2),
        (["样例省海带条例(2012年修正)", "样例省海带条例（2021年第二次修订）"], 2),
        (["中华人民共和国海带法", "海带法（2021年修正）"], 2),
        (["Kelp Law", "Kelp Law (2021 Amendment)"], 2),
        (["样例省海带工作方案", "样例省海带工作方案（2021年修订版）"], 2),
        (["样例省海带工作方案（2020年）", "样例省海带工作方案（2021年）"], 0),  # two years' plans
        (["样例省海带条例", "样例省海带条例（修订草案）"], 0),
        (["样例省海带条例", "样例省海带条例实施细则"], 0),
        (["样例省海带条例", "关于修改《样例省海带条例》的决定"], 0),
    ],
)
def test_titles_with_a_remark_on_the_edition(tmp_path: Path, titles: list[str], expected: int) -> None:
    rows = [
        {
            "id": str(year),
            "title": title,
            "date": f"{year}-05-01",
            "text": f"第一条 海带养殖应当登记，{year}年起。",
        }
        for year, title in enumerate(titles, 2015)
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "laws", [path])
        found = [len(document_editions(store, one)) for one in store.column("SELECT id FROM document")]
    assert found == [expected, expected]
