"""Laws and their amendments: dated steps, the date of an undated text, and a comparison of editions."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from flows.corpus.metadata.histories import issuer_of, last_amended, read_history
from flows.pipeline.ingest import ingest_paths
from flows.pipeline.provenance import collect_provenance, compare_editions
from flows.store.database import Store
from tests.support import read_one, shared_data

STEPS = [
    "2004年4月30日 示范令第406号公布",
    "2012年11月9日 《示范决定》第一次修订）",
    "2013年1月1日 施行",
    "# 总则",
]


def test_steps_of_a_record() -> None:
    found = read_history({"history": STEPS}, "")
    assert [(step["date"], step["act"]) for step in found] == [
        ("2004-04-30", "passed"),
        ("2012-11-09", "revised"),
        ("2013-01-01", "in_force"),
    ]
    assert last_amended(found) == "2012-11-09" and last_amended([]) == ""


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            (
                "样例法\n"
                "（2004年4月30日示范会议通过　2012年11月9日示范会议第一次修正（节录）　2020年1月1日起施"
                "行）\n第一条"
            ),
            ["passed", "revised", "in_force"],
        ),
        ("样例法\n（2004年4月30日示范会议通过）\n第一条", []),
        (
            "Sample Law\n\n(Adopted on 30 April 2004 by the Sample Congress; amended on November 9, 2012)\nArticle 1",
            ["passed", "revised"],
        ),
        ("Sample Law\n(Adopted on 30 April 2004 by the Sample Congress)\nArticle 1", []),
        ("会议（2004年4月30日）举行", []),
        ("", []),
    ],
)
def test_steps_in_brackets(text: str, acts: list[str]) -> None:
    assert [step["act"] for step in read_history({}, text)] == acts


@pytest.mark.parametrize(
    ("step", "issuer"),
    [
        ("2004年8月28日 第十届全国人民代表大会常务委员会第十一次会议通过", "全国人民代表大会常务委员会"),
        ("2020年5月28日 第十三届全国人民代表大会第三次会议通过", "全国人民代表大会"),
        ("2004年4月30日 中华人民共和国国务院令第406号公布", "国务院"),
        ("2006年12月25日 最高人民法院审判委员会第1411次会议通过", "最高人民法院"),
        ("2010年1月1日 国务院、中央军事委员会令第1号公布", "国务院 中央军委"),
        ("2010年1月1日 示范会议通过", ""),
    ],
)
def test_who_passed_a_law(step: str, issuer: str) -> None:
    assert issuer_of(read_history({"history": [step]}, "")) == issuer


def test_a_text_without_a_date_is_of_its_last_amendment() -> None:
    document = read_one(
        json.dumps({"title": "样例法", "date": None, "history": STEPS, "text": "第一条 正文若干。"}).encode(),
        "a.jsonl",
    )
    assert (document.written, document.metadata["derived"]["origins"]["written"]) == ("2012-11-09", "history")
    assert len(document.metadata["derived"]["history"]) == 3


@pytest.mark.parametrize(
    ("steps", "date"),
    [
        ("（2004年4月30日示范会议通过　2012年11月9日示范会议修订）", "2012-11-09"),
        ("（2004年4月30日示范会议通过）", "2004-04-30"),
        ("(Adopted on 30 April 2004 by the Congress; amended on 9 November 2012)", "2012-11-09"),
    ],
)
def test_a_text_with_its_history_is_of_the_last_amendment(steps: str, date: str) -> None:
    text = f"样例法\n{steps}\n第一条 正文若干。\n第二条 正文若干。"
    assert read_one(text.encode(), "a.txt").written == date


def test_editions_are_compared(tmp_path: Path) -> None:
    records = [
        {
            "id": n,
            "title": "样例管理条例",
            "date": date,
            "text": f"第一条 目标为{n}成。\n第二条 附则{'(一)' if n == 2 else '（ 一 ）'}。",
        }
        for n, date in ((1, "2012-01-01"), (2, "2019-01-01"), (3, "2023-01-01"))
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "c", [tmp_path / "a.jsonl"])
        document = store.value("SELECT id FROM document WHERE date = '2019-01-01'")
        steps = list(compare_editions(store, document))
        assert [step.dates for step in steps] == [
            ("2012-01-01", "2019-01-01"),
            ("2019-01-01", "2023-01-01"),
        ]
        assert [(change.kind, change.line) for change in steps[0].changes] == [("changed", 1)]
        assert [row["date"] for row in collect_provenance(store, document)["editions"]] == [
            "2012-01-01",
            "2019-01-01",
            "2023-01-01",
        ]


def test_real_laws_have_a_date() -> None:
    """Check that at least 40 % of the undated laws are dated by their history (measured: 44 of 98)."""
    with gzip.open(shared_data("national_laws", "laws_national.jsonl.gz"), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    undated = [row for row in rows if not row["date"]]
    dated = [row for row in undated if last_amended(read_history(row, ""))]
    assert len(dated) > 0.4 * len(undated), (len(undated), len(dated))
