"""Statuses of documents of which several corpora hold copies or editions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.pipeline import collect_provenance, ingest_paths
from flows.pipeline.annotate import annotate_store
from flows.references import read_status, settle_states
from flows.store.database import Store
from tests.references.test_statuses import made
from tests.support import MODELS

OLD = "第一条　为规范海带出口，制定本条例。\n第二条　出口海带应当申请许可。\n第三条　本条例自2002年2月1日起施行。"
NEW = "第一条　为规范海带和紫菜出口，制定本条例。\n第二条　本条例自2024年12月1日起施行。"
EXPORT = "海带出口管制条例"
BOARD = "样例部"
NOTICE = "样例部关于规范海带包装的通知"


def read_statuses(
    tmp_path: Path,
    annotator: Annotator,
    corpora: Mapping[str, list[dict[str, str]]],
    day: str = "2026-06-01",
) -> dict[str, str]:
    """Return the statuses on a day of documents by corpus and id (`a1`)."""
    with Store(tmp_path / "zhengce.sqlite") as store, store.run("test") as run:
        for corpus, rows in corpora.items():
            path = tmp_path / f"{corpus}.jsonl"
            path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
            ingest_paths(store, run.id, corpus, [path])
        annotate_store(store, run.id, annotator, MODELS)
        settle_states(store, date.fromisoformat(day))
        documents = store.rows("SELECT corpus, key, id FROM document")
        return {
            corpus + key.rpartition("#")[2]: read_status(store, identifier).status
            for corpus, key, identifier in documents
        }


def test_what_is_known_of_a_document_is_as_of_a_day(tmp_path: Path, annotator: Annotator) -> None:
    later = made("2", "海产品出口管制条例", "2024-09-30", NEW + f"\n《{EXPORT}》同时废止。")
    read_statuses(tmp_path, annotator, {"a": [regulation("1", "2002-01-05", OLD), later]})
    with Store(tmp_path / "zhengce.sqlite") as store:
        (document,) = store.column("SELECT id FROM document WHERE key LIKE '%#1'")
        found = [
            collect_provenance(store, document, day=day)["state"]["status"]
            for day in ("", "2020-12-31", "2024-12-01")
        ]
        assert found == ["repealed", "in_force", "repealed"]


def regulation(key: str, day: str, text: str) -> dict[str, str]:
    return made(key, EXPORT, day, text)


def notice(key: str, day: str) -> dict[str, str]:
    text = "为规范海带包装，现就有关事项通知如下：\n包装应当防水。\n本通知有效期至2025年12月31日。"
    return made(key, NOTICE, day, text, BOARD) | {"document_number": "样例〔2020〕5号"}


@pytest.mark.parametrize(
    ("corpora", "expected"),
    [
        pytest.param(
            {
                "a": [
                    regulation("1", "2002-01-05", OLD),
                    made("2", "海产品出口管制条例", "2024-09-30", NEW + f"\n《{EXPORT}》同时废止。"),
                ],
                "b": [regulation("1", "2002-01-05", OLD)],
            },
            {"a1": "repealed", "a2": "in_force", "b1": "repealed"},
            id="a repeal reaches each copy",
        ),
        pytest.param(
            {
                "a": [made("2", "海产品出口管制条例", "2024-09-30", NEW + f"\n《{EXPORT}》同时废止。")],
                "b": [regulation("1", "2002-01-05", OLD)],
                "c": [regulation("1", "2002-01-20", "样例网讯\n" + OLD)],
            },
            {"a2": "in_force", "b1": "repealed", "c1": "repealed"},
            id="a repeal reaches copies dated by another day",
        ),
        pytest.param(
            {"a": [regulation("1", "2002-01-05", OLD)], "b": [regulation("1", "2024-09-30", NEW)]},
            {"a1": "amended", "b1": "in_force"},
            id="the next edition is in another corpus",
        ),
        pytest.param(
            {"a": [regulation("1", "2002-01-05", OLD)], "b": [regulation("1", "2010-03-05", "转载\n" + OLD)]},
            {"a1": "in_force", "b1": "in_force"},
            id="a reprint of a later day is no edition",
        ),
        pytest.param(
            {
                "a": [regulation("1", "2002-01-05", OLD)],
                "b": [regulation("1", "2010-03-05", OLD.replace("申请许可", "申请出口许可"))],
            },
            {"a1": "amended", "b1": "in_force"},
            id="an edition that changes one article and repeats the first day",
        ),
        pytest.param(
            {
                "a": [
                    notice("1", "2020-03-01"),
                    made("2", "样例部关于废止一批文件的公告", "2024-05-06", f"现废止《{NOTICE}》。", BOARD),
                ],
                "b": [notice("1", "2020-03-01")],
                "c": [notice("1", "2020-03-09")],
            },
            {"a1": "repealed", "a2": "in_force", "b1": "repealed", "c1": "repealed"},
            id="a repeal of a notice reaches each copy, by date or number",
        ),
        pytest.param(
            {
                "a": [
                    notice("1", "2020-03-01"),
                    made("2", "样例部公告", "2025-05-06", f"《{NOTICE}》有效期延长至2027年12月31日。", BOARD),
                ],
                "b": [notice("1", "2020-03-01")],
            },
            {"a1": "in_force", "a2": "in_force", "b1": "in_force"},
            id="an extension reaches each copy",
        ),
        pytest.param(
            {
                "a": [
                    notice("1", "2020-03-01"),
                    made("2", "样例部公告", "2025-05-06", f"自即日起，暂停实施《{NOTICE}》。", BOARD),
                ],
                "b": [notice("1", "2020-03-01")],
            },
            {"a1": "suspended", "a2": "in_force", "b1": "suspended"},
            id="a suspension reaches each copy",
        ),
        pytest.param(
            {
                "a": [
                    made("1", "海带奖励办法", "2010-01-05", "为奖励海带，制定本办法。", "江苏省人民政府"),
                    made("2", "决定", "2020-05-06", "《海带奖励办法》同时废止。", "江苏省人民政府"),
                ],
                "b": [made("1", "海带奖励办法", "2010-01-05", "为奖励种植，制定本办法。", "浙江省人民政府")],
            },
            {"a1": "repealed", "a2": "in_force", "b1": "in_force"},
            id="rules of another place are no copy",
        ),
    ],
)
def test_statuses_reach_each_copy(
    tmp_path: Path,
    annotator: Annotator,
    corpora: dict[str, list[dict[str, str]]],
    expected: dict[str, str],
) -> None:
    day = "2025-11-15" if "suspended" in expected.values() else "2026-06-01"
    assert read_statuses(tmp_path, annotator, corpora, day) == expected


def test_copies_of_what_repeals_a_document_are_one_reason(tmp_path: Path, annotator: Annotator) -> None:
    repeal = NEW + f"\n《{EXPORT}》同时废止。\n附则：原《{EXPORT}》自本条例施行之日起废止。"
    later = made("2", "海产品出口管制条例", "2024-09-30", repeal)
    old = regulation("1", "2002-01-05", OLD)
    read_statuses(tmp_path, annotator, {"a": [later], "b": [old, later], "c": [old, later], "d": [old]})
    with Store(tmp_path / "zhengce.sqlite") as store:
        rows = store.rows("SELECT id, corpus FROM document WHERE key LIKE '%#1'")
        reasons = {corpus: read_status(store, document).reasons for document, corpus in rows}
        corpus_of = dict(tuple(row) for row in store.rows("SELECT id, corpus FROM document"))
    named = {key: [corpus_of[one.other_id] for one in found] for key, found in reasons.items()}
    assert (named["b"], named["c"], len(named["d"])) == (["b"], ["c"], 1)
