"""Tables in markup: in a page, and in the text field of a record."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.readers.web.blocks import read_marked_tables
from flows.corpus.splitting.passages import split_passages
from tests.support import read_one

TABLE = (
    "<table border=1><tr><th>指标</th><th>2025年</th></tr><tr><td>研发 投入</td><td>3.2%</td></tr></table>"
)
ROWS = "| 指标 | 2025年 |\n| 研发投入 | 3.2% |"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"主要指标：\n{TABLE}\n正文。", f"主要指标：\n{ROWS}\n正文。"),
        (f"主要指标：{TABLE}正文。", f"主要指标：\n{ROWS}\n正文。"),
        (TABLE, ROWS),
        (f"甲\n<html><body>{TABLE}</body></html>\n乙", f"甲\n{ROWS}\n乙"),
        (f"甲\n\n{TABLE}\n乙\n{TABLE.upper()}", f"甲\n\n{ROWS}\n乙\n{ROWS}"),
        (f"<p>主要指标：</p>{TABLE}<p>正文&amp;附表。</p>", f"主要指标：\n{ROWS}\n正文&附表。"),
        (
            "<table><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr></table>",
            "| 甲 | 1 |\n| | 2 |",
        ),
        (f"<table><tr><td>{TABLE}</td></tr></table>", ROWS),
        ("没有表格，a < b，<tableau> 也不是。", "没有表格，a < b，<tableau> 也不是。"),
        ("<table><tr><td>没有结束", "<table><tr><td>没有结束"),
        ("</table>多余的结束", "</table>多余的结束"),
        ("", ""),
    ],
)
def test_tables_in_a_text(text: str, read: str) -> None:
    assert read_marked_tables(text)[0] == read


@given(
    st.lists(st.sampled_from(["<table>", "</table>", "<tr>", "<td>", "甲", "</td>", "\n", "<"]), max_size=25)
)
def test_any_markup_is_read(pieces: list[str]) -> None:
    text, tables = read_marked_tables("".join(pieces))
    assert (text == "".join(pieces)) or tables


def test_a_table_in_a_record_has_rows_and_cells() -> None:
    record = {"title": "主要指标", "text": f"“十四五”时期主要指标如下，各单位要认真落实。\n{TABLE}"}
    written = io.StringIO()
    rows = csv.DictWriter(written, list(record))
    rows.writeheader()
    rows.writerow(record)
    files = {"a.jsonl": json.dumps(record), "a.json": json.dumps([record]), "a.csv": written.getvalue()}
    for name, data in files.items():
        document = read_one(data.encode(), name)
        assert document.text.splitlines()[1:] == ROWS.splitlines()
        assert document.metadata["html_tables"] == 1
        assert "table" in [passage.kind for passage in split_passages(document.text)]
