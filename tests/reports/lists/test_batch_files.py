"""Files of batches: readable spreadsheets, formulas kept as text, the sidecar, the heat map."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.references.networks import NetworkRequest, find_network
from flows.reports.lists import BatchFile, batch_frame, write_batch_table, write_network_file
from flows.search import Collection
from flows.store import Store
from flows.trends.batches import BATCH_COLUMNS, BatchLine, BatchRequest, BatchTable, count_batch

LINES = (
    BatchLine(1, "自主可控", "=HYPERLINK(1)"),
    BatchLine(2, "稀土"),
    BatchLine(4, "稀土", "again"),
    BatchLine(5, "nosuchword"),
)


@pytest.fixture
def collection(sample: Store, lexicon: Lexicon) -> Collection:
    return Collection(sample, lexicon)


@pytest.fixture
def table(collection: Collection) -> BatchTable:
    return count_batch(collection, BatchRequest(LINES))


def test_a_spreadsheet_is_wide_and_holds_text_as_text(
    collection: Collection, table: BatchTable, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    write_batch_table(collection, table, BatchFile(path, True, ["batch", "a.csv"]))
    book = load_workbook(path)
    rows = list(book["data"].iter_rows(values_only=True))
    assert rows[0][:3] == ("series", "query", "2012")
    assert [row[:2] for row in rows[1:]] == [
        ("=HYPERLINK(1)", "自主可控"),
        ("稀土", "稀土"),
        ("again", "稀土"),
    ]
    assert book["data"]["A2"].data_type == "s"
    assert all(isinstance(value, int) for row in rows[1:] for value in row[2:])
    assert ("2012", "occurrences: 2012") in list(book["columns"].iter_rows(values_only=True))


def test_csv_is_tidy_and_defused(collection: Collection, table: BatchTable, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_batch_table(collection, table, BatchFile(path, False, ["batch", "a.csv"], ["counted"]))
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig")))
    assert list(rows[0]) == BATCH_COLUMNS and rows[0]["series"] == "'=HYPERLINK(1)"
    assert {row["line"] for row in rows} == {"1", "2", "4"}
    about = json.loads((tmp_path / "a.csv.meta.json").read_text(encoding="utf-8"))
    assert about["again"].startswith("zhengce batch a.csv")
    assert about["options"]["not_counted"] == [5] and about["rows"] == len(rows)


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_other_formats_are_written(
    collection: Collection, table: BatchTable, tmp_path: Path, ending: str
) -> None:
    for is_wide in (False, True):
        path = tmp_path / f"{is_wide}.{ending}"
        assert write_batch_table(collection, table, BatchFile(path, is_wide, [])).stat().st_size > 100


def test_a_heat_map_has_a_row_per_line(table: BatchTable) -> None:
    frame = batch_frame(table)
    assert list(dict.fromkeys(frame["series"])) == ["=HYPERLINK(1)", "稀土", "again"]


def test_lines_of_one_name_are_kept_apart(collection: Collection) -> None:
    lines = (BatchLine(1, "稀土", "A"), BatchLine(7, "芯片", "A"))
    table = count_batch(collection, BatchRequest(lines, "corpus"))
    assert list(batch_frame(table)["series"]) == ["A (1)", "A (7)"]


def test_a_network_has_a_sidecar_that_repeats_it(sample: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    request = NetworkRequest("mentions", minimum=3, unit="document")
    network = find_network(sample, lexicon, request)
    path = write_network_file(sample, lexicon, network, request, tmp_path / "network.gexf")
    about = json.loads((tmp_path / "network.gexf.meta.json").read_text(encoding="utf-8"))
    assert about["again"].startswith(
        "zhengce export network --kind mentions --minimum 3 --unit document --store"
    ) and about["again"].endswith(f"--out {path}")
    assert about["rows"] == len(network.edges) and path.exists()
    with pytest.raises(UsageError):
        write_network_file(sample, lexicon, network, request, tmp_path / "network.dot")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["network.gexf", "network.gexf.meta.json"]
