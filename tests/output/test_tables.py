"""Tables open in common programs, describe their contents, and run no formula."""

from __future__ import annotations

import csv
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.output.charts import check_ending
from flows.output.tables import (
    TABLE_FORMATS,
    flat_row,
    replace_if_changed,
    start_side,
    write_side,
    write_table,
)
from flows.reports import KINDS, export_chart, export_kinds
from flows.reports.columns import command_columns, describe_exports, export_columns
from flows.search.collection import Collection
from flows.search.collocates import COLLOCATE_COLUMNS, NEW_COLUMNS
from flows.search.concordance import Line
from flows.store.database import Store
from flows.store.documents import ListedDocument
from flows.trends.changes import EMERGING, KEYNESS, SILENT
from flows.trends.drift import DRIFT_COLUMNS
from flows.trends.shares import LabelShare
from tests.support import PROJECT

ROWS: list[dict[str, Any]] = [
    {"text": "=1+1", "n": 1},
    {"text": "@SUM(A1)", "n": 2},
    {"text": "自主可控", "n": None},
    {"text": "-2\n两行", "n": 4},
]


@pytest.mark.parametrize("format", TABLE_FORMATS)
def test_what_is_written_can_be_read_back(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"t.{format}"
    assert write_table(ROWS, ["text", "n"], path, format) == 4
    if format == "csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found = [row["text"] for row in csv.DictReader(stream)]
        assert found == ["'=1+1", "'@SUM(A1)", "自主可控", "'-2\n两行"]
    elif format == "xlsx":
        sheet = load_workbook(path)["data"]
        assert [cell.value for cell in sheet["A"]][1:] == [row["text"] for row in ROWS]
        assert all(cell.data_type == "s" for cell in sheet["A"]) and sheet.freeze_panes == "A2"
    elif format == "jsonl":
        assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == ROWS
    else:
        assert pd.read_parquet(path)["text"].tolist() == [row["text"] for row in ROWS]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (" <b>&amp; \r\n\t“引号” ", " <b>&amp; \r\n\t“引号” "),
        ("a\x00b\x1b\ufffe\uffff\U00020000", "ab\U00020000"),
        ("#N/A", "#N/A"),
        ("=" + "一" * 40_000, "=" + "一" * 32_766),
        ("", None),
        (None, None),
        (float("nan"), None),
        (float("inf"), None),
        (12345678901, 12345678901),
        (-0.25, -0.25),
        (True, True),
        (np.int64(7), 7),
        (np.float64("nan"), None),
    ],
)
def test_a_cell_of_a_sheet_has_its_value(tmp_path: Path, value: object, found: object) -> None:
    write_table([{"a": 1, "text": value}, {"a": 2}], ["a", "text"], tmp_path / "t.xlsx", "xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx")["data"]
    cell = sheet["B2"]
    assert (cell.value, type(cell.value)) == (found, type(found))
    assert cell.data_type == "s" or not isinstance(found, str)
    assert [row[0].value for row in sheet.iter_rows()] == ["a", 1, 2]


def test_the_same_sheet_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_table(ROWS, ["text", "n"], tmp_path / f"{name}.xlsx", "xlsx", explain={"n": "number"})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert load_workbook(tmp_path / "a.xlsx")["columns"]["B3"].value == "number"


@pytest.mark.parametrize("format", TABLE_FORMATS)
def test_an_empty_table_still_has_its_columns(tmp_path: Path, format: str) -> None:
    assert write_table([], ["a", "b"], tmp_path / f"t.{format}", format) == 0
    assert (tmp_path / f"t.{format}").exists()


def test_an_unchanged_table_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_table(ROWS, ["text"], path, "csv")
    before = path.stat().st_mtime_ns
    write_table(ROWS, ["text"], path, "csv")
    assert path.stat().st_mtime_ns == before and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "alignment"])
def test_exports_have_exactly_the_described_columns(
    sample: Store, lexicon: Lexicon, tmp_path: Path, kind: str
) -> None:
    (path,) = export_kinds(Collection(sample, lexicon), [kind], tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows and list(rows[0]) == list(export_columns(kind))
    if kind == "mentions":
        assert any(row["concept"] for row in rows) and any(row["source"] == "rule" for row in rows)


def test_the_dictionary_of_columns_is_the_one_in_outputs() -> None:
    assert (PROJECT / "outputs" / "README.md").read_text(encoding="utf-8") == describe_exports()


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("emerging", EMERGING),
        ("keyness", KEYNESS),
        ("silent", SILENT),
        ("drift", DRIFT_COLUMNS),
        ("shares", LabelShare._fields),
        ("collocates", COLLOCATE_COLUMNS),
        ("new collocates", NEW_COLUMNS),
        ("concordance", Line._fields),
        ("documents", ListedDocument._fields),
    ],
)
def test_every_column_of_a_command_is_described(table: str, columns: Sequence[str]) -> None:
    assert list(command_columns(table)) == list(columns)


def test_mentions_stand_where_the_export_says(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    export_kinds(Collection(sample, lexicon), ["passages", "mentions"], tmp_path, "jsonl")
    texts = {}
    for line in (tmp_path / "passages.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts[row["passage_id"]] = row["text"]
    for line in (tmp_path / "mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert texts[row["passage_id"]][row["start"] : row["end"]] == row["text"]


def test_an_unknown_export_is_refused(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose from"):
        export_kinds(Collection(sample, lexicon), ["everything"], tmp_path)


@pytest.mark.parametrize(
    ("ending", "start"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".html", b"<!DOCTYPE html>")]
)
def test_charts_are_what_their_ending_says(
    sample: Store, lexicon: Lexicon, tmp_path: Path, ending: str, start: bytes
) -> None:
    path = export_chart(Collection(sample, lexicon), tmp_path / f"chart{ending}")
    assert path and path.read_bytes().lstrip().startswith(start)
    if ending == ".svg":
        assert "自主可控" in path.read_text(encoding="utf-8")
    if ending == ".html":
        assert 'src="http' not in path.read_text(encoding="utf-8")  # opens offline


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ending"):
        check_ending(tmp_path / "chart.gif")


def test_lists_and_mappings_are_one_cell_each() -> None:
    row = {"labels": ["a", "b"], "counts": {"x": 1, "y": 2}, "span": (1, 2), "text": "t", "score": None}
    assert flat_row(row) == {
        "labels": "a|b",
        "counts": "x:1|y:2",
        "span": "1|2",
        "text": "t",
        "score": None,
    }


@pytest.mark.parametrize("format", TABLE_FORMATS)
def test_two_jobs_may_write_the_same_table_at_once(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"table.{format}"
    between: list[Path] = []

    def rows() -> Iterator[dict[str, Any]]:
        yield ROWS[0]
        between.append(write_side(ROWS[:2], ["text", "n"], path, format)[0])
        yield ROWS[2]

    side, _ = write_side(rows(), ["text", "n"], path, format)
    assert side != between[0] and side.stat().st_size and between[0].stat().st_size
    replace_if_changed(between[0], path)
    replace_if_changed(side, path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_what_a_killed_job_left_is_removed_after_a_day(tmp_path: Path) -> None:
    path = tmp_path / "new [1]" / "table.csv"
    old, fresh = (start_side(path) for _ in range(2))
    for side in (old, fresh):
        side.write_text("half")
    os.utime(old, (time.time() - 25 * 3600,) * 2)
    start_side(path)
    assert not old.exists() and fresh.exists()
