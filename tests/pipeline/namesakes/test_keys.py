"""Records with the same id are distinguished by content: rows may be removed, inserted, sorted, edited."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pytest

from flows.pipeline.ingest import ingest_paths
from flows.pipeline.reading import IngestCounts
from flows.store.database import Store
from flows.store.documents import remove_documents

Row = dict[str, str]
KINDS = {
    "甲": ("2023-01-05", "省里支持集成电路企业，给予设备补助和人才津贴。"),
    "乙": ("2023-02-06", "市里新建智能计算中心，算力面向中小企业开放。"),
    "丙": ("2023-03-07", "县里推广屋顶光伏发电，农户装机逐年扩大规模。"),
    "丁": ("2023-04-08", "区里修订数据交易规则，明确登记与结算的办法。"),
}


def row(kind: str, **changed: str) -> Row:
    date, text = KINDS[kind]
    return {"id": "1", "title": kind, "date": date, "text": text, **changed}


def rows(titles: str) -> list[Row]:
    return [row(title) for title in titles]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.sqlite")


def ingest(store: Store, records: Sequence[Row], name: str = "a.jsonl") -> IngestCounts:
    path = store.path.parent / name
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records), encoding="utf-8")
    with store.run("ingest") as run:
        return ingest_paths(store, run.id, "made", [path])


class State(NamedTuple):
    """The state after an ingest: titles that left the file, rejections, and each version's replacement."""

    absent: str
    rejected: int
    replaced: dict[str, str]
    current: str


def state(store: Store, counts: IngestCounts) -> State:
    titles = {one["id"]: one["title"] for one in store.rows("SELECT id, title FROM document")}
    versions = store.rows("SELECT title, superseded_by FROM document WHERE superseded_by IS NOT NULL")
    current = store.column("SELECT title FROM document WHERE superseded_by IS NULL ORDER BY date, rowid")
    return State(
        "".join(titles[one] for one in counts.absent),
        counts.rejected,
        {one["title"]: titles[one["superseded_by"]] for one in versions},
        "".join(current),
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # removed, inserted, sorted
        (rows("甲乙丙"), rows("乙丙"), State("甲", 0, {}, "甲乙丙")),
        (rows("甲乙丙"), rows("甲丙"), State("乙", 0, {}, "甲乙丙")),
        (rows("甲乙丙"), rows("丁甲乙丙"), State("", 0, {}, "甲乙丙丁")),
        (rows("甲乙丙"), rows("丁丙甲"), State("乙", 0, {}, "甲乙丙丁")),
        (rows("甲乙"), rows("丙丁"), State("甲乙", 0, {}, "甲乙丙丁")),
        (rows("甲"), rows("乙甲"), State("", 0, {}, "甲乙")),
        # edited: the right one is replaced, wherever it is now
        (
            rows("甲乙丙"),
            [row("乙", text="市里新建智能计算中心，不再开放。"), row("丙")],
            State("甲", 0, {"乙": "乙"}, "甲乙丙"),
        ),
        (rows("甲乙丙"), [row("丙", title="丁"), row("甲"), row("乙")], State("", 0, {"丙": "丁"}, "甲乙丁")),
        (
            rows("甲乙丙"),
            [row("丁"), row("丙", date="2023-03-09"), row("甲", text="另行通知。")],
            State("乙", 0, {"丙": "丙", "甲": "甲"}, "甲乙丙丁"),
        ),
        # a unique id identifies the record, whatever happened to it
        (rows("甲"), [row("乙", id="1")], State("", 0, {"甲": "乙"}, "乙")),
        # the same record twice is a duplicate, not another record
        (rows("甲乙"), rows("甲甲"), State("乙", 1, {}, "甲乙")),
        (rows("甲乙"), rows("丙丙乙"), State("甲", 1, {}, "甲乙丙")),
    ],
)
def test_records_of_one_id_keep_to_themselves(
    store: Store, before: list[Row], after: list[Row], expected: State
) -> None:
    ingest(store, before)
    assert state(store, ingest(store, after)) == expected
    assert ingest(store, after).unchanged == 1


@pytest.mark.parametrize("order", ["".join(one) for one in permutations("甲乙丙")])
def test_the_order_of_rows_changes_nothing(store: Store, order: str) -> None:
    ingest(store, rows("甲乙丙"))
    before = store.column("SELECT id || key FROM document ORDER BY id")
    counts = ingest(store, [*rows(order), {"id": "2", "title": "附", "text": "使文件的内容不同。"}])
    assert (counts.documents, counts.rejected, counts.superseded, counts.absent) == (1, 0, 0, [])
    assert store.column("SELECT id || key FROM document WHERE title != '附' ORDER BY id") == before


def test_each_edit_of_several_goes_to_its_own_record(store: Store) -> None:
    ingest(store, rows("甲乙丙"))
    edited = [row(title, text=KINDS[title][1] + "另有附件。") for title in "丙甲乙"]
    assert state(store, ingest(store, edited)).replaced == {"甲": "甲", "乙": "乙", "丙": "丙"}


def test_a_forgotten_record_of_an_id_stays_away_wherever_it_is(store: Store) -> None:
    ingest(store, rows("甲乙丙"))
    remove_documents(store, store.column("SELECT id FROM document WHERE title = '甲'"))
    assert state(store, ingest(store, rows("丁乙丙甲"))).current == "乙丙丁"
    assert (
        state(store, ingest(store, [*rows("甲丙乙丁"), row("甲", id="2", title="己")])).current == "己乙丙丁"
    )


def test_records_without_an_id_that_differ_by_date_keep_to_themselves(store: Store) -> None:
    dated = [{"title": "甲", "date": f"2023-0{month}-05", "text": KINDS["甲"][1]} for month in (1, 2, 3)]
    ingest(store, dated)
    found = ingest(store, dated[1:])
    left = store.column("SELECT date FROM document WHERE id = ?", (found.absent[0],))
    assert (found.rejected, len(found.absent), left) == (0, 1, ["2023-01-05"])


def test_an_id_that_looks_like_a_numbered_one_is_another(store: Store) -> None:
    made = [row("甲"), row("乙"), row("丙", id="1#2"), row("丁", id="1#2")]
    assert ingest(store, made).documents == 4
    assert state(store, ingest(store, made[1:])) == State("甲", 0, {}, "甲乙丙丁")


def test_records_with_numbers_for_ids_that_move_up_are_still_there(store: Store) -> None:
    ingest(store, [row(title, id=str(place)) for place, title in enumerate("甲乙丙")])
    found = ingest(store, [row(title, id=str(place)) for place, title in enumerate("乙丙")])
    assert state(store, found).absent == "甲"


def forget(store: Store, condition: str) -> None:
    remove_documents(store, store.column(f"SELECT id FROM document WHERE {condition}"))


def current(store: Store) -> list[str]:
    return store.column("SELECT date FROM document WHERE superseded_by IS NULL ORDER BY date")


@pytest.mark.parametrize("forgotten", ["title = '甲'", "date = '2021-01-01'", "date = '2022-01-01'"])
@pytest.mark.parametrize("times", [1, 2])
def test_forgotten_twins_that_differ_by_date_stay_away(store: Store, forgotten: str, times: int) -> None:
    twins = [row("甲", date="2021-01-01"), row("甲", date="2022-01-01")]
    ingest(store, [*twins, row("乙", id="2")])
    forget(store, forgotten)
    before = store.column("SELECT id FROM document WHERE title = '甲' ORDER BY id")
    ingest(store, [*twins[::-1] * times, row("乙", id="2", text="另一份通知的内容已经修改。")])
    assert store.column("SELECT id FROM document WHERE title = '甲' ORDER BY id") == before


def test_a_twin_whose_date_is_edited_does_not_take_the_place_of_a_forgotten_one(store: Store) -> None:
    twins = [row("甲", date="2021-01-01"), row("甲", date="2022-01-01")]
    ingest(store, twins)
    forget(store, "date = '2022-01-01'")
    counts = ingest(store, [row("甲", date="2021-01-15"), twins[1]])
    assert (counts.documents, counts.superseded, current(store)) == (1, 1, ["2021-01-15"])


def test_a_new_record_does_not_get_the_key_of_a_forgotten_one(store: Store) -> None:
    ingest(store, rows("甲乙"))
    forget(store, "title = '乙'")
    assert state(store, ingest(store, rows("甲丙"))).current == "甲丙"
    assert state(store, ingest(store, rows("甲乙丙"))) == State("", 0, {}, "甲丙")


@pytest.mark.parametrize("edited", [20, 21, 60])
def test_any_number_of_edited_records_of_an_id_replace_their_own(store: Store, edited: int) -> None:
    made = [row("甲", text=f"第{place}条 国家支持第{place}类关键核心技术攻关。") for place in range(60)]
    ingest(store, made)
    after = [dict(one, text=one["text"] + "自公布之日起施行。") for one in made[:edited]] + made[edited:]
    counts = ingest(store, after[::-1])
    assert (counts.documents, counts.superseded, counts.absent) == (edited, edited, [])
    pairs = store.rows(
        "SELECT old.text, new.text FROM document d JOIN passage old ON old.document_id = d.id "
        "JOIN passage new ON new.document_id = d.superseded_by AND new.kind = old.kind "
        "WHERE old.kind != 'title'"
    )
    assert all(new.startswith(old) for old, new in pairs)


def test_any_number_of_records_whose_dates_are_read_anew_replace_their_own(store: Store) -> None:
    made = [row("甲", title=f"甲{place}", text=KINDS["甲"][1] + str(place)) for place in range(30)]
    ingest(store, made)
    counts = ingest(store, [dict(one, date="2024-01-01") for one in reversed(made)])
    assert (counts.documents, counts.superseded, counts.absent) == (30, 30, [])
    assert not store.column(
        "SELECT d.id FROM document d JOIN document n ON n.id = d.superseded_by WHERE n.title != d.title"
    )


@pytest.mark.parametrize(
    "marks",
    [{"title": "", "date": ""}, {"title": "同", "date": "2022-01-01"}, {"title": "同", "date": ""}],
)
def test_a_record_that_shares_no_mark_of_its_own_replaces_none_with_another_text(
    store: Store, marks: Row
) -> None:
    made = [row(kind, **marks) for kind in "甲乙丙丁"]
    ingest(store, made[:3])
    counts = ingest(store, [made[0], made[3], made[2]])
    assert (counts.documents, counts.superseded, len(counts.absent)) == (1, 0, 1)
    edited = dict(made[3], text=made[3]["text"] + "另有附件。")
    counts = ingest(store, [made[0], edited, made[2]])
    assert (counts.documents, counts.superseded, len(counts.absent)) == (1, 1, 1)
