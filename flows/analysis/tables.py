"""Tables out: CSV that Excel opens, XLSX, JSONL, Parquet; text from outside can't become a formula."""

from __future__ import annotations

import filecmp
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from flows.errors import UsageError

FORMATS = ("csv", "xlsx", "jsonl", "parquet")
_XLSX_ROWS, _XLSX_CELL = 1_048_575, 32_767
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BLOCK = 50_000


def write_table(
    rows: Iterable[Mapping[str, Any]],
    columns: list[str],
    path: Path,
    format: str,
    *,
    explain: Mapping[str, str] | None = None,
) -> int:
    """Write rows to `path` in `format`, block by block; returns how many. A side file is renamed when whole.

    `explain` (column to meaning) becomes a second sheet in XLSX. Raises UsageError for more rows than XLSX can hold.
    """
    if format not in FORMATS:
        raise UsageError(f"--format {format}: known are {', '.join(FORMATS)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    side = path.with_name(f".{path.name}.part")
    written = _WRITERS[format](rows, columns, side, explain or {})
    replace_if_changed(side, path)
    return written


def replace_if_changed(side: Path, path: Path) -> bool:
    """Put `side` in the place of `path`; where both hold the same, drop it and leave the old file as it is."""
    if path.is_file() and filecmp.cmp(side, path, shallow=False):
        side.unlink()
        return False
    side.replace(path)
    return True


def defuse(value: Any) -> Any:
    """Return text that a spreadsheet would run as a formula with an apostrophe before it; other values as they are."""
    is_formula = isinstance(value, str) and len(value) > 1 and value.startswith(_FORMULA_START)  # a sign alone computes nothing
    return f"'{value}" if is_formula else value


def _blocks(rows: Iterable[Mapping[str, Any]], columns: list[str]) -> Iterator[pd.DataFrame]:
    source = iter(rows)
    while block := list(islice(source, _BLOCK)):
        yield pd.DataFrame([{name: row.get(name) for name in columns} for row in block], columns=columns)


def _write_csv(rows: Iterable[Mapping[str, Any]], columns: list[str], path: Path, explain: Mapping[str, str]) -> int:
    written = 0
    with path.open("w", encoding="utf-8-sig", newline="") as stream:  # the mark makes Excel read UTF-8
        pd.DataFrame(columns=columns).to_csv(stream, index=False)
        for frame in _blocks(rows, columns):
            frame.map(defuse).to_csv(stream, index=False, header=False, lineterminator="\n")
            written += len(frame)
    return written


def _write_jsonl(rows: Iterable[Mapping[str, Any]], columns: list[str], path: Path, explain: Mapping[str, str]) -> int:
    written = 0
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps({name: row.get(name) for name in columns}, ensure_ascii=False, default=str) + "\n")
            written += 1
    return written


def _write_parquet(rows: Iterable[Mapping[str, Any]], columns: list[str], path: Path, explain: Mapping[str, str]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    written, writer = 0, None
    try:
        for frame in _blocks(rows, columns):
            table = pa.Table.from_pandas(frame, preserve_index=False, schema=writer.schema if writer else None)
            writer = writer or pq.ParquetWriter(path, table.schema)
            writer.write_table(table)
            written += len(frame)
        if writer is None:
            pq.write_table(pa.table({name: pa.array([], pa.string()) for name in columns}), path)
    finally:
        if writer:
            writer.close()
    return written


def _write_xlsx(rows: Iterable[Mapping[str, Any]], columns: list[str], path: Path, explain: Mapping[str, str]) -> int:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.freeze_panes = "A2"
    sheet.append(columns)
    written = 0

    def cell(value: Any) -> Any:
        if isinstance(value, str):
            made = WriteOnlyCell(sheet, value=_CONTROL.sub("", value)[:_XLSX_CELL])
            made.data_type = "s"  # text, whatever it begins with
            return made
        return None if value is None or value != value else value

    for row in rows:
        written += 1
        if written > _XLSX_ROWS:
            raise UsageError(f"more than {_XLSX_ROWS:,} rows: too many for XLSX; use csv, jsonl or parquet")
        sheet.append([cell(row.get(name)) for name in columns])
    if explain:
        about = book.create_sheet("columns")
        about.append(["column", "meaning"])
        for name in columns:
            about.append([name, explain.get(name, "")])
    book.save(path)
    return written


_WRITERS = {"csv": _write_csv, "jsonl": _write_jsonl, "parquet": _write_parquet, "xlsx": _write_xlsx}
