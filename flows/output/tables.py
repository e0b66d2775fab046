"""Output tables: CSV that Excel opens, XLSX, JSONL and Parquet; outside text can't become a formula."""

from __future__ import annotations

import csv
import filecmp
import glob
import io
import json
import math
import re
import time
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from flows.errors import UsageError
from flows.text import lazy_pattern

TABLE_FORMATS = ("csv", "xlsx", "jsonl", "parquet")
XLSX_ROWS = 1_048_575  # rows of a sheet below its heading
_XLSX_CELL = 32_767
# What spreadsheets take for the start of a formula (OWASP, CSV injection), including full-width forms.
_FORMULA = r"'*[=+@\t\r\n＝＋－＠-]"
_FORMULA_START, _DEFUSED = lazy_pattern(_FORMULA), lazy_pattern(f"'(?={_FORMULA})")
_NOT_IN_XML = lazy_pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Sheet columns that contain sentences.
_BROAD = frozenset(
    ["text", "zh_text", "en_text", "title", "heading", "context", "citing", "cited", "series", "last_quote"]
)
_BLOCK = 50_000
_ABANDONED = 24 * 3600  # seconds
_CHUNK = 65_536  # characters
_Rows = Iterable[Mapping[str, Any]]


def write_table(
    rows: _Rows,
    columns: list[str],
    path: Path,
    file_format: str,
    *,
    explain: Mapping[str, str] | None = None,
    types: Mapping[str, str] | None = None,
    bom: bool = True,
) -> int:
    """Write rows to `path` in `file_format`; return their number. A side file is renamed when complete.

    See `write_side`.
    """
    side, written = write_side(rows, columns, path, file_format, explain=explain, types=types, bom=bom)
    replace_if_changed(side, path)
    return written


def write_side(
    rows: _Rows,
    columns: list[str],
    path: Path,
    file_format: str,
    *,
    explain: Mapping[str, str] | None = None,
    types: Mapping[str, str] | None = None,
    bom: bool = True,
) -> tuple[Path, int]:
    """Write rows to a side file of `path`, row by row or block by block.

    Returns the side file and its number of rows.

    `explain` (column to meaning) becomes a second sheet in XLSX. `types` (column to integer, number or
    string) are the types in a Parquet file, otherwise guessed from the first 50,000 rows. `bom` is CSV's
    byte-order mark. The same rows yield the same bytes in every format. Raises UsageError for another format
    and for more rows than XLSX allows; no side file is left then.
    """
    if file_format not in TABLE_FORMATS:
        raise UsageError("output.unknown_format", format=file_format, known=[*TABLE_FORMATS])
    side = start_side(path)
    try:
        if file_format == "csv":
            return side, _write_csv(rows, columns, side, bom)
        if file_format == "jsonl":
            return side, _write_jsonl(rows, columns, side)
        if file_format == "parquet":
            return side, _write_parquet(rows, columns, side, types or {})
        return side, _write_xlsx(rows, columns, side, explain or {}, types or {})
    except BaseException:  # Ctrl-C must not leave a partial file either
        side.unlink(missing_ok=True)
        raise


def start_side(path: Path) -> Path:
    """Return a unique name under which `path` is written until it is complete; create its folder.

    Two jobs may write the same file at once: each has its own name, and the last to finish wins. Removes
    files that killed jobs left under such names at least a day ago.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        with suppress(OSError):  # another job may remove it first
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
    return path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")


def replace_if_changed(side: Path, path: Path) -> bool:
    """Replace `path` with `side`.

    If both have the same content, delete `side` and leave the old file unchanged.
    """
    if path.is_file() and filecmp.cmp(side, path, shallow=False):
        side.unlink()
        return False
    side.replace(path)
    return True


def defuse(value: Any) -> Any:
    """Return text that a spreadsheet would run as a formula with a leading apostrophe.

    Other values are unchanged. Apostrophes followed by a formula get one more, so that `restore` recovers
    every text.
    """
    # A sign alone computes nothing.
    is_formula = isinstance(value, str) and len(value) > 1 and _FORMULA_START.match(value)
    return f"'{value}" if is_formula else value


def restore(text: str) -> str:
    """Return a text as it was before `defuse`."""
    return text[1:] if _DEFUSED.match(text) else text


def flat_row(row: Mapping[str, Any]) -> dict[str, object]:
    """Return a row with lists joined by |, and mappings joined by | as key:value."""
    return {name: _join(value) for name, value in row.items()}


def _join(value: object) -> object:
    if isinstance(value, Mapping):
        return "|".join(f"{key}:{number}" for key, number in value.items())
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    return value


def _write_csv(rows: _Rows, columns: list[str], path: Path, bom: bool) -> int:
    written = 0

    def count() -> Iterator[Mapping[str, Any]]:
        nonlocal written
        for row in rows:
            yield row
            written += 1

    with path.open("wb") as stream:
        stream.writelines(csv_chunks(count(), columns, bom=bom))
    return written


def csv_chunks(rows: _Rows, columns: Sequence[str], *, bom: bool = True) -> Iterator[bytes]:
    """Yield rows as CSV, about 64 KB at a time; `bom` is the mark that makes Excel read UTF-8."""
    stream = io.StringIO(newline="")
    # Lines end with CR LF (RFC 4180); otherwise a CR inside a text would not be quoted.
    writer = csv.writer(stream)
    if bom:
        stream.write("\ufeff")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([None if _is_nan(value := row.get(name)) else defuse(value) for name in columns])
        if stream.tell() >= _CHUNK:
            yield _take(stream)
    yield _take(stream)


def jsonl_chunks(rows: _Rows, columns: Sequence[str]) -> Iterator[bytes]:
    """Yield rows as JSON Lines, about 64 KB at a time."""
    stream = io.StringIO(newline="\n")
    for row in rows:
        stream.write(_json_line({name: row.get(name) for name in columns}))
        if stream.tell() >= _CHUNK:
            yield _take(stream)
    yield _take(stream)


def _take(stream: io.StringIO) -> bytes:
    """Return what was written to a stream, and empty it."""
    text = stream.getvalue()
    stream.seek(0)
    stream.truncate()
    return text.encode()


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _write_jsonl(rows: _Rows, columns: list[str], path: Path) -> int:
    return write_lines(({name: row.get(name) for name in columns} for row in rows), path)


def write_lines(entries: Iterable[Mapping[str, Any]], path: Path) -> int:
    """Write each entry as a line of JSON; return their number."""
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for entry in entries:
            stream.write(_json_line(entry))
            written += 1
    return written


def _json_line(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False, default=str) + "\n"


def write_text(lines: Iterable[str], path: Path) -> int:
    """Write lines of text, each ended by a line feed; return their number."""
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for line in lines:
            stream.write(f"{line}\n")
            written += 1
    return written


def _write_parquet(rows: _Rows, columns: list[str], path: Path, types: Mapping[str, str]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    written = 0
    schema = _schema(types, columns) if types else None
    writer = pq.ParquetWriter(path, schema) if schema else None
    try:
        for block in _blocks(rows, columns):
            table = pa.Table.from_pylist(block, schema=schema)
            if writer is None or schema is None:
                # A column that is empty so far is text, in case values follow.
                schema = pa.schema(
                    [
                        (part.name, pa.string() if pa.types.is_null(part.type) else part.type)
                        for part in table.schema
                    ]
                )
                writer, table = pq.ParquetWriter(path, schema), table.cast(schema)
            writer.write_table(table)
            written += len(block)
        if writer is None:
            pq.write_table(pa.table({name: pa.array([], pa.string()) for name in columns}), path)
    finally:
        if writer:
            writer.close()
    return written


def _schema(types: Mapping[str, str], columns: Sequence[str]) -> Any:
    import pyarrow as pa

    kinds = {"integer": pa.int64(), "number": pa.float64(), "string": pa.string()}
    return pa.schema([(name, kinds[types[name]]) for name in columns])


def _blocks(rows: _Rows, columns: list[str]) -> Iterator[list[dict[str, Any]]]:
    source = iter(rows)
    while block := [{name: row.get(name) for name in columns} for row in islice(source, _BLOCK)]:
        yield block


def _write_xlsx(
    rows: _Rows, columns: list[str], path: Path, explain: Mapping[str, str], types: Mapping[str, str]
) -> int:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    _lay_out(sheet, [_width(name, types.get(name, "string")) for name in columns])
    sheet.append(_heading(sheet, columns))
    written = 0

    def cell(value: Any) -> Any:
        if isinstance(value, str):
            made = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub("", value)[:_XLSX_CELL])
            made.data_type = "s"  # text, whatever it starts with
            return made
        return None if value is None or _is_nan(value) else value

    for row in rows:
        written += 1
        if written > XLSX_ROWS:
            raise UsageError("output.too_many_rows", most=XLSX_ROWS)
        sheet.append([cell(row.get(name)) for name in columns])
    if explain:
        about = book.create_sheet("columns")
        _lay_out(about, [24, 110])
        about.append(_heading(about, ["column", "meaning"]))
        for name in columns:
            about.append([name, explain.get(name, "")])
    timed = path.with_name(f"{path.name}.timed")
    try:
        book.save(timed)
        _drop_times(timed, path)
    finally:
        timed.unlink(missing_ok=True)
    return written


def _lay_out(sheet: Any, widths: Sequence[float]) -> None:
    """Freeze the heading and set the column widths; must precede the first row."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _heading(sheet: Any, names: Sequence[str]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill

    cells = [WriteOnlyCell(sheet, value=name) for name in names]
    for cell in cells:
        cell.font, cell.fill = (
            Font(name="Calibri", size=11, bold=True),
            PatternFill("solid", fgColor="E8EDF3"),
        )
    return cells


def _width(name: str, kind: str) -> float:
    """Return the width of a sheet column, in characters."""
    if name in _BROAD:
        return 60
    narrowest = 12 if kind in ("integer", "number") else 20
    return max(len(name) + 2, narrowest)


def _drop_times(source: Path, path: Path) -> None:
    """Copy an XLSX without its time of creation, so that the same table is the same file."""
    with zipfile.ZipFile(source) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as clean:
        for entry in made.infolist():
            member = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            if entry.filename == "docProps/core.xml":
                clean.writestr(
                    member,
                    re.sub(
                        rb"(<dcterms:(created|modified)[^>]*>)[^<]*",
                        rb"\g<1>1980-01-01T00:00:00Z",
                        made.read(entry),
                    ),
                )
                continue
            with made.open(entry) as read, clean.open(member, "w", force_zip64=True) as write:
                while part := read.read(1 << 20):
                    write.write(part)
