"""Helpers for several test files: reading in one call, in-memory files, texts for properties, shared data."""

from __future__ import annotations

import asyncio
import io
import os
import re
import tomllib
import zipfile
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import strategies as st

from flows.corpus.readers import read_file
from flows.corpus.readers.shared import Options, Place
from flows.records import Document, Rejection
from flows.store.database import Store
from flows.store.database.migrations import read_migrations
from flows.store.documents import read_text

PROJECT = Path(__file__).resolve().parent.parent
MODELS = PROJECT / "models"
ORIGINS = PROJECT / "tests" / "origins.toml"
T = TypeVar("T")


def wait_for(asked: Coroutine[Any, Any, T]) -> T:
    """Return the result of a coroutine; in a thread, as a browser of other tests has a loop in this one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, asked).result()


def shared_data(*parts: str) -> Path:
    """Return a path of the shared data (`ZHENGCE_SHARED`, or else `../shared` next to the checkout).

    Skips the test if it is missing; the reason says what the texts are and who publishes them.
    """
    path = Path(os.environ.get("ZHENGCE_SHARED") or PROJECT.parent / "shared").joinpath("data", *parts)
    if not path.exists():
        origin = read_origins().get(parts[0], "not published")
        pytest.skip(
            f"shared data not there: {'/'.join(parts)} (set ZHENGCE_SHARED to the folder that holds data/; "
            f"{parts[0]}: {origin})"
        )
    return path


@cache
def read_origins() -> dict[str, str]:
    """Return, by folder of the shared data, what its texts are and who publishes them."""
    origins: dict[str, str] = tomllib.loads(ORIGINS.read_text(encoding="utf-8"))
    return origins


# Statements that undo each migration, by number; later code assumes those up to the 12th.
_UNDONE = {
    13: "DROP TABLE document_correction; DROP TABLE removed_passage",
    14: "DROP TABLE document_content_id",
    15: "; ".join(
        f"ALTER TABLE target DROP COLUMN {name}" for name in ("period_start", "period_end", "rule", "score")
    ),
    16: "DROP TABLE event",
    17: "ALTER TABLE citation DROP COLUMN date",
    18: "DROP TABLE link_side; DROP TABLE sentence_link; DROP TABLE pair_decision; DROP TABLE document_pair; "
    "DROP INDEX document_language",
    20: "DROP TABLE status_event; DROP TABLE document_state; DROP INDEX citation_deciding; "
    "ALTER TABLE document DROP COLUMN revived",
    21: "DROP TABLE sighting; ALTER TABLE watch DROP COLUMN subject",
    22: "DROP TABLE directive",
    23: "DROP TABLE kept_item; DROP TABLE collection",
    24: "DROP TABLE fact_correction; DROP TABLE uncorrected; ALTER TABLE document_correction DROP COLUMN reason",
    25: "DROP TABLE uncorrected_label",
    26: "DROP INDEX document_declaring; DROP INDEX document_site; "
    "DELETE FROM counter WHERE name = 'settled_to'",
    27: "ALTER TABLE target DROP COLUMN bound",
    28: "DROP TABLE forgotten",
}


def undo_migrations(store: Store, schema: int) -> None:
    """Turn a store back into one with only the first `schema` migrations (12 or more)."""
    if schema < 19:
        _undo_compact_tables(store)
    undone = [statement for number, statement in sorted(_UNDONE.items(), reverse=True) if number > schema]
    store.connection.executescript("; ".join([*undone, f"PRAGMA user_version = {schema}"]))


def _undo_compact_tables(store: Store) -> None:
    """Restore the tables that migration 19 replaced, with their rows, and the texts of documents."""
    migrations = [statement for statements in read_migrations()[:18] for statement in statements]
    connection = store.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    texts = [(read_text(store, name), name) for name in store.column("SELECT id FROM document")]
    for name in ("mention", "annotation", "category"):
        connection.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {name}")
        connection.execute(f"DROP VIEW {name}")
        for statement in migrations:
            if re.search(rf"(TABLE|ON) {name}\b", statement):
                connection.execute(statement)
        connection.execute(f"INSERT INTO {name} SELECT * FROM temp.kept")
        connection.execute("DROP TABLE temp.kept")
    for name in ("mention_place", "sense", "annotated_passage", "annotation_version", "label_score", "label"):
        connection.execute(f"DROP TABLE {name}")
    connection.executescript(
        "DROP TABLE cell; DROP TABLE subject; DROP TABLE slice; DROP INDEX document_total_pending; "
        "ALTER TABLE document_total DROP COLUMN slice; ALTER TABLE document_total DROP COLUMN pending; "
        "CREATE TABLE annotated_with (lexicon_hash TEXT PRIMARY KEY) WITHOUT ROWID; "
        "ALTER TABLE document ADD COLUMN text TEXT NOT NULL DEFAULT ''; "
        "ALTER TABLE document DROP COLUMN layout; ALTER TABLE document DROP COLUMN characters; "
        "ALTER TABLE passage ADD COLUMN first_seen TEXT NOT NULL DEFAULT ''"
    )
    connection.executemany("UPDATE document SET text = ? WHERE id = ?", texts)
    connection.execute("PRAGMA foreign_keys = ON")


def read(data: bytes, name: str, **options: Any) -> tuple[list[Document], list[Rejection]]:
    """Read one file from memory; return its documents and its rejections."""
    results = list(
        read_file(data, Place("sample", f"in/{name}", f"in/{name}", name, "0" * 64), Options(**options))
    )
    documents = [result for result in results if isinstance(result, Document)]
    rejections = [result for result in results if isinstance(result, Rejection)]
    assert len(documents) + len(rejections) == len(results)
    return documents, rejections


def read_one(data: bytes, name: str, **options: Any) -> Document:
    """Read a file that contains exactly one document and gives no complaints."""
    documents, rejections = read(data, name, **options)
    assert (len(documents), rejections) == (1, [])
    return documents[0]


def make_zip(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def make_docx(
    *paragraphs: str, headings: Mapping[str, int] | None = None, rows: tuple[tuple[str, ...], ...] = ()
) -> bytes:
    """Return a DOCX with these paragraphs; those named in `headings` at that level.

    `rows` as a table at the end.
    """
    import docx

    document = docx.Document()
    for paragraph in paragraphs:
        if level := (headings or {}).get(paragraph):
            document.add_heading(paragraph, level)
        else:
            document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def make_pdf(
    *pages: tuple[str, ...],
    info: str = "",
    sizes: Mapping[str, int] | None = None,
    meaning: Mapping[str, str] | None = None,
) -> bytes:
    """Return a PDF of Latin text, one tuple of lines per page.

    `info` is its document information, as in "/Title (x)"; `sizes` are those of lines not set in 12 points.
    `meaning` has the characters represented by Latin letters, as given in the font's ToUnicode map.
    """
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    if meaning:
        pairs = "".join(f"<{ord(letter):02x}> <{ord(char):04x}>\n" for letter, char in meaning.items())
        cmap = (
            "begincmap\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
            f"{len(meaning)} beginbfchar\n{pairs}endbfchar\nendcmap"
        ).encode()
        objects[2] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap))
    kids = []
    for lines in pages:
        drawn = " T* ".join(f"/F1 {(sizes or {}).get(line, 12)} Tf ({line}) Tj" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {drawn} ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(f"<< {info} >>".encode())
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        size - 1,
        table,
    )
    return bytes(out)


# Typical pieces of policy texts, and characters that break offsets.
PIECES = (
    "新型举国体制",
    "新型舉國體制",
    "自主 可控",
    "自主可控",
    "關鍵信息基礎設施",
    "关键信息\n基础设施",
    "小巨人",
    "製造業單項冠軍",
    "高质量",
    "提高质量",
    "高等教育部",
    "大基金",
    "重大基金项目",
    "中国制造 2025",
    "中国制造２０２５",
    "ＡＩ",
    "人工智能",
    "whole-of-nation",
    "whole  of\nnation system",
    "Critical Information Infrastructure",
    "A&C",
    "MOST",
    "most",
    "CII",
    "U.S.",
    "2025年3月1日",
    "12.5%",
    "3亿元",
    "《关于试点的意见》",
    "某发〔2021〕3号",
    "第十二条",
    "一、",
    "（一）",
    "# ",
    "- ",
    "| ",
    "。",
    "，",
    "；",
    "! ",
    ". ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u3000",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u2028",
    "\x0b",
    "\x1c",
    "\x85",
    "İ",
    "ß",
    "ﬁ",
    "ǅ",
    "𠮷",
    "😀",
    "é",
    "e\u0301",
    "・",
    "한국",
    "カナ",
    "—",
    "‑",
    "ｗｉｄｅ",
    "\ufffd",
)


def policy_texts(max_pieces: int = 25) -> st.SearchStrategy[str]:
    """Mixed Chinese and English with odd white space, zero-width, full-width and traditional characters."""
    piece = st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(max_size=6))
    return st.lists(piece, max_size=max_pieces).map("".join)


def without_languages(page: str) -> str:
    """Return an HTML page without language marks, for tests of other things."""
    return re.sub(r'<(?:/bdi|bdi lang="[^"]*")>| lang="[^"]*"', "", page)


_BLOCK = "(?:p|div|section|h[1-6]|[uod]l|li|d[td]|table|t(?:head|body|r|d|h)|form|details|summary|pre)"


def without_breaks(page: str) -> str:
    """Return an HTML page without the white space of its template, for tests of what stands side by side."""
    page = re.sub(r"\s*\n\s*(?=[<>])|(?<=>)\s*\n\s*", "", page)
    page = re.sub(r"\s*\n\s*", " ", page)
    return re.sub(rf"\s*(</?{_BLOCK}\b[^>]*>)\s*", r"\1", page)


def words_of(text: str) -> str:
    """Return the characters of `text` that are letters or digits, in order."""
    return "".join(char for char in text if char.isalnum())
