"""A store that shows only chosen versions of documents, under the names of the usual tables.

SQLite looks up temporary tables first, so every query of this room answers for the part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from flows.errors import StoreError
from flows.store.database import IS_UNCOUNTED, Run, Store, open_file
from flows.store.part.choosing import Hints

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_CHOSEN = "SELECT id FROM temp.chosen"
_TOTALS = (
    f"coalesce(sum(a.token_count), 0), coalesce(sum(a.character_count), 0), sum(NOT {IS_UNCOUNTED}), "
    "d.corpus, d.publisher, d.published, d.written, d.first_seen, 0, sum(a.version IS NULL)"
)
_WAITING = (
    # Without kept counts, slices are only asked whether passages wait.
    "CREATE TEMP TABLE slice AS SELECT count(*) AS waiting FROM temp.document_total t "
    "CROSS JOIN {passage} p ON p.document_id = t.id "
    "LEFT JOIN main.annotated_passage a ON a.passage_id = p.id "
    f"WHERE t.pending AND a.version IS NULL AND NOT {IS_UNCOUNTED} HAVING count(*) > 0"
)
_VERSIONS = (
    # The versions in a part are listed without reading each passage; their numbers are the store's.
    "CREATE TEMP TABLE annotation_version AS SELECT v.id, v.lexicon_hash, v.model_version, v.code_version, "
    "v.run_id, CASE WHEN {is_used} THEN max(v.passages, 1) ELSE 0 END AS passages "
    "FROM main.annotation_version v"
)
_SHOWN = (
    # The kept counts of current documents are valid here; former versions are summed up now.
    "CREATE TEMP TABLE document_total AS SELECT * FROM main.document_total "
    "WHERE id IN (SELECT id FROM temp.chosen)",
    f"INSERT INTO temp.document_total SELECT d.id, {_TOTALS} FROM temp.chosen x CROSS JOIN main.document d "
    "ON d.id = x.id JOIN main.passage p ON p.document_id = d.id "
    "LEFT JOIN main.annotated_passage a ON a.passage_id = p.id "
    "WHERE d.id NOT IN (SELECT id FROM main.document_total) GROUP BY d.id",
    "CREATE UNIQUE INDEX temp.document_total_id ON document_total (id)",
    _WAITING.format(passage="main.passage"),
    _VERSIONS.format(
        is_used="(v.passages > 0 OR v.id IN (SELECT a.version FROM temp.chosen x "
        "CROSS JOIN main.document d ON d.id = x.id AND d.superseded_by IS NOT NULL "
        "JOIN main.passage p ON p.document_id = d.id "
        "JOIN main.annotated_passage a ON a.passage_id = p.id))"
    ),
)
# If only some passages are shown, everything is counted from these.
_SHOWN_PASSAGES = (
    "CREATE TEMP VIEW passage AS SELECT * FROM main.passage WHERE id IN (SELECT id FROM temp.shown)",
    "CREATE TEMP TABLE document_total AS SELECT * FROM main.document_total WHERE 0",
    f"INSERT INTO temp.document_total SELECT d.id, {_TOTALS} FROM temp.shown x "
    "CROSS JOIN main.passage p ON p.id = x.id JOIN main.document d ON d.id = p.document_id "
    "LEFT JOIN main.annotated_passage a ON a.passage_id = p.id GROUP BY d.id",
    "CREATE UNIQUE INDEX temp.document_total_id ON document_total (id)",
    _WAITING.format(passage="temp.passage"),
    _VERSIONS.format(
        is_used="v.id IN (SELECT a.version FROM temp.shown x "
        "JOIN main.annotated_passage a ON a.passage_id = x.id)"
    ),
)


class StorePart(Store):
    """Chosen versions of a store's documents, read-only; every count covers only them.

    `whole` is the store, which stays open while the part is used and is closed with it. `hints` let the index
    select with few exceptions. `day` is the day as of which the versions are chosen, "" for now; the statuses
    are those of that day. `words` are the command-line options that choose them. `passages` are the row ids
    of the passages shown, None for all of the chosen versions. `find_beside` returns the store in which their
    translations are read (see `beside`); None if that is this part.
    """

    keeps_counts = False
    counts_versions = False

    def __init__(
        self,
        whole: Store,
        chosen: Iterable[tuple[str, str]],
        hints: Hints | None = None,
        day: str = "",
        words: Sequence[str] = (),
        *,
        passages: Collection[int] | None = None,
        find_beside: Callable[[], Store] | None = None,
    ) -> None:
        """Show these versions, given as (id, status)."""
        self.whole = whole
        self.day = day
        self.words = tuple(words)
        self._find_beside = find_beside
        self.hints = hints or Hints()
        self.path = whole.path
        self.raw_folder = whole.raw_folder
        self.index_folder = whole.index_folder
        self.connection, self.is_frozen, self.publisher_groups = open_file(
            whole.path, only_read=True, on_full_disk=whole.is_on_full_disk
        )
        self.connection.row_factory = whole.connection.row_factory
        self.passages = passages
        self._show(chosen)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.connection.close()
        if beside := self.__dict__.get("beside"):
            beside.connection.close()
        self.whole.__exit__(kind, error, trace)

    @cached_property
    def beside(self) -> Store:
        """The store in which translations of the chosen texts are read: of the same day, chosen or not."""
        return self._find_beside() if self._find_beside else self

    @property
    def is_read_only(self) -> bool:
        """Whether this connection refuses every write: always true."""
        return True

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Refuse to write."""
        raise StoreError("store.part_read_only", path=self.path)
        yield self.connection

    @contextmanager
    def run(self, command: str) -> Iterator[Run]:  # noqa: ARG002
        """Refuse to write."""
        raise StoreError("store.part_read_only", path=self.path)
        yield Run("")

    def _show(self, chosen: Iterable[tuple[str, str]]) -> None:
        connection = self.connection
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("CREATE TEMP TABLE chosen (id TEXT PRIMARY KEY, status TEXT) WITHOUT ROWID")
        connection.executemany("INSERT OR IGNORE INTO temp.chosen VALUES (?, ?)", chosen)
        statements: tuple[str, ...] = _SHOWN
        if self.passages is not None:
            statements = _SHOWN_PASSAGES
            connection.execute("CREATE TEMP TABLE shown (id INTEGER PRIMARY KEY)")
            rows = [(one,) for one in self.passages]
            connection.executemany("INSERT OR IGNORE INTO temp.shown VALUES (?)", rows)
        for statement in statements:
            connection.execute(statement)
        names = self.column("SELECT name FROM pragma_table_info('document', 'main')")
        columns = [f"d.{name}" for name in names]
        columns[columns.index("d.superseded_by")] = (
            f"CASE WHEN d.id IN ({_CHOSEN}) THEN NULL ELSE coalesce(d.superseded_by, '') END AS superseded_by"
        )
        listed = ", ".join([*columns, "d.rowid AS rowid"])
        connection.execute(
            "CREATE TEMP VIEW document_state AS SELECT s.document_id, s.kind, s.level, x.status "
            "FROM temp.chosen x CROSS JOIN main.document_state s ON s.document_id = x.id"
        )
        connection.execute(f"CREATE TEMP VIEW document AS SELECT {listed} FROM main.document d")
