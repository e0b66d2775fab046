"""The temporary tables and views of a part, under the names of the usual tables.

SQLite looks up temporary tables before those of the file, so an unqualified name means the part's own table
where there is one. A part creates these:

- `chosen` (id, status): the versions of the part.
- `shown` (id) and the view `passage`: only if the part has some passages of these versions, not all.
- `document`, a view: chosen versions are current, all others are superseded.
- `document_state`, a view: the chosen versions, with the status that each was chosen with.
- `document_total`: the counts per chosen version.
- `slice`: one row (waiting) if passages wait for annotation, else none.
- `annotation_version`: `passages` is 0 for a version that no annotation of the part has.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from flows.store.database import IS_UNCOUNTED

if TYPE_CHECKING:
    import sqlite3

_TOTALS = (  # columns of document_total, and how each is counted from the passages `p` of a document `d`
    ("id", "d.id"),
    ("tokens", "coalesce(sum(a.token_count), 0)"),
    ("characters", "coalesce(sum(a.character_count), 0)"),
    ("passages", f"sum(NOT {IS_UNCOUNTED})"),
    ("corpus", "d.corpus"),
    ("publisher", "d.publisher"),
    ("published", "d.published"),
    ("written", "d.written"),
    ("first_seen", "d.first_seen"),
    ("slice", "0"),
    ("pending", "sum(a.version IS NULL)"),
)


class _Source(NamedTuple):
    """The SQL by which the counts of a part are found.

    `kept` is the condition for rows of the file's document_total that are valid in the part. `counted` are
    the documents `d` and passages `p` to count now. `used` is the condition that the part has annotations of
    a version `v`.
    """

    kept: str
    counted: str
    used: str


# The kept counts of current documents are valid here; those of former versions are summed up now. Passages
# of the current documents are not read: the versions of their annotations are taken to be those in the file.
_BY_VERSIONS = _Source(
    kept="id IN (SELECT id FROM temp.chosen)",
    counted="temp.chosen x CROSS JOIN main.document d "
    "ON d.id = x.id AND d.id NOT IN (SELECT id FROM main.document_total) "
    "JOIN main.passage p ON p.document_id = d.id",
    used="v.passages > 0 OR v.id IN (SELECT a.version FROM temp.chosen x "
    "CROSS JOIN main.document d ON d.id = x.id AND d.superseded_by IS NOT NULL "
    "JOIN main.passage p ON p.document_id = d.id JOIN main.annotated_passage a ON a.passage_id = p.id)",
)
# If only some passages are shown, everything is counted from these.
_BY_PASSAGES = _Source(
    kept="0",
    counted="temp.shown x CROSS JOIN main.passage p ON p.id = x.id "
    "JOIN main.document d ON d.id = p.document_id",
    used="v.id IN (SELECT a.version FROM temp.shown x JOIN main.annotated_passage a ON a.passage_id = x.id)",
)


def show_versions(connection: sqlite3.Connection, chosen: Iterable[tuple[str, str]]) -> None:
    """Show these versions, given as (id, status), as the current ones: `document` and `document_state`.

    `superseded_by` is NULL for a chosen version; for another, it is its successor, or "" if it has none.
    """
    connection.execute("CREATE TEMP TABLE chosen (id TEXT PRIMARY KEY, status TEXT) WITHOUT ROWID")
    connection.executemany("INSERT OR IGNORE INTO temp.chosen VALUES (?, ?)", chosen)
    rows = connection.execute("SELECT name FROM pragma_table_info('document', 'main')")
    columns = {name: f"d.{name}" for (name,) in rows}
    columns["superseded_by"] = (
        "CASE WHEN d.id IN (SELECT id FROM temp.chosen) THEN NULL ELSE coalesce(d.superseded_by, '') END"
    )
    columns["rowid"] = "d.rowid"
    listed = ", ".join(f"{value} AS {name}" for name, value in columns.items())
    connection.execute(f"CREATE TEMP VIEW document AS SELECT {listed} FROM main.document d")
    connection.execute(
        "CREATE TEMP VIEW document_state AS SELECT s.document_id, s.kind, s.level, x.status "
        "FROM temp.chosen x CROSS JOIN main.document_state s ON s.document_id = x.id"
    )


def show_passages(connection: sqlite3.Connection, passages: Iterable[int]) -> None:
    """Show only these passages (row ids) of the chosen versions: `passage`."""
    connection.execute("CREATE TEMP TABLE shown (id INTEGER PRIMARY KEY)")
    connection.executemany("INSERT OR IGNORE INTO temp.shown VALUES (?)", ((row,) for row in passages))
    connection.execute(
        "CREATE TEMP VIEW passage AS SELECT * FROM main.passage WHERE id IN (SELECT id FROM temp.shown)"
    )


def count_versions(connection: sqlite3.Connection) -> None:
    """Count the chosen versions, all of whose passages are shown."""
    _count(connection, _BY_VERSIONS)


def count_passages(connection: sqlite3.Connection) -> None:
    """Count the passages shown; a version without any of them has no row in `document_total`."""
    _count(connection, _BY_PASSAGES)


def _count(connection: sqlite3.Connection, source: _Source) -> None:
    """Create `document_total`, `slice` and `annotation_version`."""
    names = ", ".join(name for name, _ in _TOTALS)
    values = ", ".join(value for _, value in _TOTALS)
    for statement in (
        f"CREATE TEMP TABLE document_total AS SELECT * FROM main.document_total WHERE {source.kept}",
        f"INSERT INTO temp.document_total ({names}) SELECT {values} FROM {source.counted} "
        "LEFT JOIN main.annotated_passage a ON a.passage_id = p.id GROUP BY d.id",
        "CREATE UNIQUE INDEX temp.document_total_id ON document_total (id)",
        # Without kept counts, slices are only asked whether passages wait.
        "CREATE TEMP TABLE slice AS SELECT count(*) AS waiting FROM temp.document_total t "
        "CROSS JOIN passage p ON p.document_id = t.id "
        "LEFT JOIN main.annotated_passage a ON a.passage_id = p.id "
        f"WHERE t.pending AND a.version IS NULL AND NOT {IS_UNCOUNTED} HAVING count(*) > 0",
        # The versions in a part are listed without reading each passage; their numbers are the file's.
        "CREATE TEMP TABLE annotation_version AS SELECT v.id, v.lexicon_hash, v.model_version, "
        f"v.code_version, v.run_id, CASE WHEN {source.used} THEN max(v.passages, 1) ELSE 0 END AS passages "
        "FROM main.annotation_version v",
    ):
        connection.execute(statement)
