"""Send a table: CSV and JSON Lines row by row as read, XLSX as a file."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

from fastapi.responses import FileResponse, Response, StreamingResponse
from starlette.background import BackgroundTask

from flows.output import XLSX_ROWS, csv_chunks, jsonl_chunks, write_table

Ending = Literal["csv", "xlsx", "jsonl"]
_TYPES: Mapping[Ending, str] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LEFT_OUT = "X-Rows-Left-Out"  # the header for a sheet that lacks rows because of its limit


class Table(NamedTuple):
    """The rows of a file, read once, and its columns."""

    columns: Sequence[str]
    rows: Iterable[Mapping[str, Any]]


async def send_table(read: Callable[[], Table], name: str, ending: Ending) -> Response:
    """Return the answer that sends every row of a table; an XLSX file has at most 1,048,575.

    Everything is read in a separate thread, since a connection to the store stays in its thread. Errors from
    `read` and from the first rows are raised here.
    """
    worker = ThreadPoolExecutor(1, "download")
    loop = asyncio.get_running_loop()
    try:
        if ending == "xlsx":
            answer = await loop.run_in_executor(worker, _write_sheet, read, name)
            worker.shutdown(wait=False)
            return answer
        chunks = _chunks(read, ending)
        first = await loop.run_in_executor(worker, next, chunks, b"")
    except BaseException:  # also if the reader leaves: no thread may stay behind
        worker.shutdown(wait=False)
        raise

    async def send() -> AsyncIterator[bytes]:
        try:
            chunk = first
            while chunk:
                yield chunk
                chunk = await loop.run_in_executor(worker, next, chunks, b"")
        finally:  # also if the reader leaves
            worker.submit(chunks.close)
            worker.shutdown(wait=False)

    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return StreamingResponse(send(), media_type=_TYPES[ending], headers=headers)


def _chunks(read: Callable[[], Table], ending: Ending) -> Generator[bytes, None, None]:
    table = read()
    write = {"csv": csv_chunks, "jsonl": jsonl_chunks}[ending]
    yield from write(table.rows, table.columns)


def _write_sheet(read: Callable[[], Table], name: str) -> Response:
    table = read()
    rows = iter(table.rows)
    folder = tempfile.TemporaryDirectory(prefix="zhengce-")
    path = Path(folder.name) / f"{name}.xlsx"
    try:
        write_table(islice(rows, XLSX_ROWS), list(table.columns), path, "xlsx")
        left_out = sum(1 for _ in rows)
    except BaseException:  # Ctrl-C must not leave a partial file either
        folder.cleanup()
        raise
    return FileResponse(
        path,
        media_type=_TYPES["xlsx"],
        filename=path.name,
        headers={_LEFT_OUT: str(left_out)} if left_out else None,
        background=BackgroundTask(folder.cleanup),
    )
