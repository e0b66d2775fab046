"""Lists of terms and queries: headings, encodings, delimiters, line numbers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import UsageError, ZhengceError
from flows.trends.batches import BatchLine, read_batch, split_batch

LISTS = (
    ("one per line", "自主可控\n\n军民融合\n", "a.txt", [(1, "自主可控", ""), (3, "军民融合", "")]),
    ("exact as typed", '"出口管制"\n', "a.txt", [(1, '"出口管制"', "")]),
    ("comma kept in text", "自主可控,稀土\n", "a.txt", [(1, "自主可控,稀土", "")]),
    ("heading", "label,query\nA,自主可控\n,稀土\n", "a.csv", [(2, "自主可控", "A"), (3, "稀土", "")]),
    ("Chinese heading", "名称;检索式\n甲;query:a AND b\n", "a.csv", [(2, "query:a AND b", "甲")]),
    ("no heading", "自主可控,A\n稀土,B\n", "a.csv", [(1, "自主可控", "A"), (2, "稀土", "B")]),
    ("first column", "主题,label\n稀土,B\n", "a.csv", [(2, "稀土", "B")]),
    ("title above", "检索词表,\n,\nterm,label\n稀土,A\n", "a.csv", [(4, "稀土", "A")]),
    ("no title", "稀土,\nterm,A\n", "a.csv", [(1, "稀土", ""), (2, "term", "A")]),
    ("a term that is a heading", "稀土\nterm\n", "a.txt", [(1, "稀土", ""), (2, "term", "")]),
    ("only the term", "term\r\n稀土\r\n", "a.csv", [(2, "稀土", "")]),
    ("quotes in CSV", 'term\n"""出口管制"""\n', "a.csv", [(2, '"出口管制"', "")]),
    (
        "quotes by hand",
        '"军民融合" NEAR/5 企业\n稀土\n',
        "a.csv",
        [(1, '"军民融合" NEAR/5 企业', ""), (2, "稀土", "")],
    ),
    ("Excel's line", "sep=;\nterm;label\n稀土;A\n", "a.csv", [(3, "稀土", "A")]),
    ("tab-separated", "term\tlabel\n稀土\tA\n", "a.txt", [(2, "稀土", "A")]),
    (
        "a cell of two lines",
        'term,label\n稀土,"A\nB"\n芯片,C\n',
        "a.csv",
        [(2, "稀土", "A B"), (4, "芯片", "C")],
    ),
)


@pytest.mark.parametrize(
    ("text", "name", "lines"), [case[1:] for case in LISTS], ids=[case[0] for case in LISTS]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_list_is_read(text: str, name: str, lines: list[tuple[int, str, str]], encoding: str) -> None:
    if encoding == "gb18030" and len(text.encode(encoding)) < 12:
        pytest.skip("too short to tell GBK from Big5")
    assert read_batch(text.encode(encoding), name) == [BatchLine(*line) for line in lines]


def test_a_spreadsheet_is_read() -> None:
    from openpyxl import Workbook

    book, stream = Workbook(), io.BytesIO()
    for row in (["label", "query"], ["A", '"出口管制"'], [None, None], [None, 863]):
        book.active.append(row)
    book.save(stream)
    assert read_batch(stream.getvalue(), "a.xlsx") == [BatchLine(2, '"出口管制"', "A"), BatchLine(4, "863")]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.csv", "it contains no term or query"),
        (b"term,label\n,A\n", "a.csv", "it contains no term or query"),
        (b'a,b\n"x" y,c\n', "a.csv", "a.csv:2: not CSV"),
        (b"PK\x03\x04nothing", "a.xlsx", "not a readable spreadsheet"),
        (b"\x00\x01\x02\x81\xff" * 40, "a.csv", "a.csv: binary data, not text"),
        (b"\x00\x01\x02\x03" * 50, "a.csv", ""),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(data: bytes, name: str, said: str) -> None:
    with pytest.raises(ZhengceError) as caught:
        read_batch(data, name)
    assert said in str(caught.value) and "\n" not in str(caught.value)
    assert caught.value.message("zh") != str(caught.value)


def test_a_pasted_list_may_be_empty() -> None:
    assert split_batch(" \r\n") == []
    assert split_batch("稀土\tA\r\n芯片") == [BatchLine(1, "稀土", "A"), BatchLine(2, "芯片")]


_CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).filter(
    lambda text: text.strip() == text and text.strip("\ufeff") == text
)


@given(st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=6))
def test_what_a_spreadsheet_program_writes_comes_back(rows: list[tuple[str, str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([("query", "label"), *rows])
    found = read_batch(stream.getvalue().encode("utf-8-sig"), "a.csv")
    assert [(line.query, line.label) for line in found] == [
        (query, " ".join(label.split())) for query, label in rows
    ]


def test_an_error_is_one_of_usage() -> None:
    with pytest.raises(UsageError):
        read_batch(b"\n\n", "a.txt")
