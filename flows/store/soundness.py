"""Check a store (file, index, raw bytes and sums), and copy it while it is in use."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from flows.errors import StoreError
from flows.records import ReportCount
from flows.store.database import (
    CURRENT,
    IS_UNCOUNTED,
    Layout,
    Store,
    count_differences,
    explain_fault,
    is_damage,
    is_full,
)
from flows.store.documents import read_text
from flows.store.fulltext import FullText
from flows.store.raw import raw_path, read_raw

_LISTED = 5  # damaged files named in a finding
_YEAR = "[0-9][0-9][0-9][0-9]"  # as in SQLite's GLOB
_ISO_DATES = (_YEAR, f"{_YEAR}-[0-1][0-9]", f"{_YEAR}-[0-1][0-9]-[0-3][0-9]")


class Finding(NamedTuple):
    """A finding of a check: the `code` of its message with `values`; an error, or only a note."""

    code: str
    values: dict[str, object]
    is_fault: bool = True


def check_store(store: Store, report: ReportCount | None = None) -> Iterator[Finding]:
    """Yield a store's errors and notes. `report(done, total)` counts the raw files read.

    If the file can't be read any further, that is the last finding.
    """
    checks = (_check_file, _check_spans, _check_dates, _check_links, _check_totals, _check_index)
    try:
        for check in checks:
            yield from check(store)
        yield from _check_raw(store, report)
        yield from _check_leftovers(store)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        yield unreadable(error)


def unreadable(reason: object) -> Finding:
    """Return the finding for a file that can't be read as a store."""
    return Finding("store.doctor_unreadable", {"reason": reason})


def _check_file(store: Store) -> Iterator[Finding]:
    try:
        problems = [line for line in store.column("PRAGMA integrity_check(20)") if line != "ok"]
    except sqlite3.DatabaseError as error:
        problems = [str(error)]
    if problems:
        yield Finding("store.doctor_integrity", {"number": len(problems), "first": problems[0]})
    if broken := store.rows("PRAGMA foreign_key_check"):
        tables = sorted({row[0] for row in broken})
        yield Finding("store.doctor_references", {"number": len(broken), "tables": tables})


def _check_spans(store: Store) -> Iterator[Finding]:
    """Compare mentions and passages with the text they are cut from (titles may come from metadata)."""
    number = store.value(
        "SELECT count(*) FROM mention m JOIN passage p ON p.id = m.passage_id "
        'WHERE substr(p.text, m.start + 1, m."end" - m.start) != m.surface AND NOT instr(p.text, char(0))'
    )
    if number:
        yield Finding("store.doctor_spans", {"number": number})
    number = sum(_count_misplaced(store, row["id"], json.loads(row["layout"])) for row in _layouts(store))
    if number:
        yield Finding("store.doctor_passages", {"number": number})


def _layouts(store: Store) -> sqlite3.Cursor:
    return store.connection.execute("SELECT id, layout FROM document")


def _count_misplaced(store: Store, document_id: str, layout: Layout) -> int:
    """Count the passages of a document that are missing from their place in the layout of its text."""
    passages = {
        row["position"]: row
        for row in store.rows(
            'SELECT position, start, "end", kind, text FROM passage WHERE document_id = ?', (document_id,)
        )
    }
    place, misplaced = 0, 0
    for part in layout:
        if isinstance(part, str):
            place += len(part)
        elif (row := passages.pop(part, None)) is None or row["start"] != place:
            misplaced += 1
        else:
            place += len(row["text"])
            if row["end"] != place:
                misplaced += 1
    apart = [row for row in passages.values() if row["kind"] != "title"]
    if not apart:
        return misplaced
    text = read_text(store, document_id)  # they may overlap: a text may begin with the title from its data
    return misplaced + len([row for row in apart if text[row["start"] : row["end"]] != row["text"]])


def _check_dates(store: Store) -> Iterator[Finding]:
    """Find dates that are not ISO dates, which no range or period includes."""
    is_wrong = " AND ".join(f"date NOT GLOB '{form}'" for form in ("", *_ISO_DATES))
    found = store.rows(
        f"SELECT id, date FROM document WHERE superseded_by IS NULL AND {is_wrong} ORDER BY id"
    )
    if found:
        document_id, date = found[0]
        yield Finding("store.doctor_dates", {"number": len(found), "document": document_id, "date": date})


def _check_links(store: Store) -> Iterator[Finding]:
    """Compare the links of sentences with the passages of their pair of documents."""
    number = store.value(
        "SELECT count(*) FROM link_side s LEFT JOIN sentence_link l ON l.id = s.link_id "
        "LEFT JOIN document_pair x ON x.id = l.pair_id LEFT JOIN passage p ON p.id = s.passage_id "
        "WHERE p.document_id IS NOT iif(s.language = 'zh', x.zh_document_id, x.en_document_id) "
        'OR s.start < 0 OR s.start >= s."end" '
        'OR (s."end" > length(p.text) AND NOT instr(p.text, char(0)))'
    )
    if number:
        yield Finding("store.doctor_links", {"number": number})


def _check_totals(store: Store) -> Iterator[Finding]:
    number = store.value(
        "SELECT count(*) FROM (SELECT d.id AS id, coalesce(sum(a.token_count), 0) AS tokens, "
        f"sum(NOT {IS_UNCOUNTED}) AS passages FROM {CURRENT} "
        "LEFT JOIN annotated_passage a ON a.passage_id = p.id GROUP BY d.id) f "
        "LEFT JOIN document_total t ON t.id = f.id "
        "WHERE t.tokens IS NOT f.tokens OR t.passages IS NOT f.passages"
    )
    left = store.value(
        "SELECT count(*) FROM document_total WHERE id NOT IN "
        "(SELECT id FROM document WHERE superseded_by IS NULL)"
    )
    if number + left:
        yield Finding("store.doctor_totals", {"number": number + left})
    if differences := count_differences(store):
        yield Finding("store.doctor_counts", {"number": differences})


def _check_index(store: Store) -> Iterator[Finding]:
    folder = store.index_folder
    state = FullText(store).inspect()
    if state is None:
        yield Finding("store.doctor_no_index", {"folder": folder}, is_fault=False)
        return
    if state.watermark != state.target:
        yield Finding("store.doctor_index_behind", {"folder": folder}, is_fault=False)
        return
    expected = store.value(f"SELECT count(*) FROM {CURRENT} WHERE NOT {IS_UNCOUNTED}")
    if state.passages != expected:
        values = {"folder": folder, "indexed": state.passages, "stored": expected}
        yield Finding("store.doctor_index_differs", values)


def _check_raw(store: Store, report: ReportCount | None) -> Iterator[Finding]:
    hashes = store.column("SELECT DISTINCT source_sha256 FROM document WHERE source_sha256 != ''")
    missing, damaged = [], []
    for number, sha256 in enumerate(hashes):
        if report:
            report(number, len(hashes))
        if not raw_path(store, sha256).is_file():
            missing.append(sha256)
        elif read_raw(store, sha256) is None:
            damaged.append(str(raw_path(store, sha256)))
    if missing:
        values = {"number": len(missing), "total": len(hashes), "folder": store.raw_folder}
        yield Finding("store.doctor_raw_missing", values)
    if damaged:
        yield Finding("store.doctor_raw_damaged", {"number": len(damaged), "files": damaged[:_LISTED]})


def _check_leftovers(store: Store) -> Iterator[Finding]:
    parts = list(store.raw_folder.glob("*/*.part"))
    if parts:
        values = {"number": len(parts), "folder": store.raw_folder}
        yield Finding("store.doctor_parts", values, is_fault=False)


def back_up(store: Store, target: Path) -> None:
    """Copy the store's present state to a file, while others may read and write it.

    The copy is checked before it gets its name. Raises StoreError if it can't be written or has an error.
    """
    side = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        side.unlink(missing_ok=True)
        store.connection.execute("VACUUM INTO ?", (os.fspath(side),))
        with closing(sqlite3.connect(side)) as copy:
            outcome = copy.execute("PRAGMA quick_check").fetchone()[0]
        if outcome != "ok":
            raise StoreError("store.damaged", path=store.path, reason=outcome)
        side.replace(target)
    except (sqlite3.DatabaseError, OSError) as error:
        if is_full(target, error):
            raise explain_fault(target, error) from None
        raise StoreError("store.not_backed_up", path=target, reason=error) from None
    finally:
        with suppress(OSError):
            side.unlink()
