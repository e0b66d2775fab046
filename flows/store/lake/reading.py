"""A lake read as a store: the same questions, answered by DuckDB from the files named in the manifests."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

from flows.errors import StoreError, reason_of
from flows.store.database import IS_UNCOUNTED, Run, Store, find_province, has_title_words, marks
from flows.store.lake.dialect import SETTINGS, translate
from flows.store.lake.location import Location
from flows.store.lake.manifest import LEXICONS, Manifest, check_place, lexicon_name, read_manifests
from flows.store.lake.tables import LakeTable, lake_tables
from flows.store.lake.views import CHOSEN_BY, DROPPED, DROPPED_PASSAGES, store_views
from flows.store.publishers import names_of_bodies
from flows.text import OtherNames, lazy_pattern, match_publishers

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")
Parameters = Sequence[object] | Mapping[str, object]
_FETCHED = 10_000  # rows fetched from DuckDB at a time
_TRACEBACK, _LONGEST_REASON = "Traceback ", 200
_MODULE = lazy_pattern(r"^(?:\w+\.)+(?=\w+:)")
# A lake up to this size (bytes) is read into memory as a whole: opening 200 small files takes as long as two
# questions, and each question then takes a fifth of the time.
IN_MEMORY = 4_000_000


class LakeChoice(NamedTuple):
    """A choice of documents by fields of a lake: each field with values must have one of them.

    `words` are the command-line options that make the choice.
    """

    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


_ALL = LakeChoice()


class LakeRow(tuple[Any, ...]):
    """A row with access by position and by column name."""

    __slots__ = ()
    places: Mapping[str, int] = {}

    def keys(self) -> list[str]:
        """Return the names of the columns."""
        return list(self.places)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            key = self.places[key]
        return tuple.__getitem__(self, key)


@dataclass(slots=True)
class LakeCursor:
    """The result of a statement, row by row."""

    result: Any
    kind: type[LakeRow]

    def __iter__(self) -> Iterator[LakeRow]:
        while block := self.result.fetchmany(_FETCHED):
            yield from map(self.kind, block)

    def fetchone(self) -> LakeRow | None:
        """Return the next row; None after the last one."""
        return next((self.kind(row) for row in self.result.fetchmany(1)), None)

    def fetchall(self) -> list[LakeRow]:
        """Return all remaining rows."""
        return list(self)


class LakeConnection:
    """A DuckDB connection that accepts the statements of the store."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, address: str) -> None:
        self._connection, self._address = connection, address

    def execute(self, query: str, parameters: Parameters = ()) -> LakeCursor:
        """Run a statement. Raises StoreError for a question that a lake can't answer."""
        result = self.run(*translate(query, parameters))
        names = [column[0] for column in result.description or ()]
        places = {name: place for place, name in reversed(list(enumerate(names)))}
        return LakeCursor(result, type("LakeRow", (LakeRow,), {"places": places, "__slots__": ()}))

    def run(self, statement: str, values: Parameters = ()) -> Any:
        """Run a DuckDB statement on a separate cursor and return the cursor."""
        import duckdb

        cursor = self._connection.cursor()
        try:
            return cursor.execute(statement, values or None)
        except (duckdb.CatalogException, duckdb.BinderException):  # a table or column that lakes lack
            raise StoreError("store.lake_lacks", address=self._address) from None
        except (duckdb.IOException, OSError) as error:
            raise StoreError(
                "store.lake_unreadable", address=self._address, reason=_first_line(error)
            ) from None
        except duckdb.Error as error:
            if not (reason := _reason_of_store(str(error))):
                raise
            is_gone = reason.startswith("FileNotFoundError")
            code = "store.lake_unreadable" if is_gone else "store.lake_unreachable"
            raise StoreError(code, address=self._address, reason=reason) from None

    def cursor(self) -> NoReturn:
        """Raise StoreError: a lake can't answer questions to SQLite itself."""
        raise StoreError("store.lake_lacks", address=self._address)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _reason_of_store(message: str) -> str:
    """Return the message of an object store's library in one line; "" for other errors of DuckDB.

    DuckDB passes it on as a traceback, whose last line without indentation has the reason: with the module of
    the error's class (botocore.exceptions.ClientError) or without, by version of Python.
    """
    if not message.startswith(_TRACEBACK):
        return ""
    reason = message.partition("\n\nLINE ")[0].rpartition("\n  ")[2].partition("\n")[2]
    return _MODULE.sub("", " ".join(reason.split()))[:_LONGEST_REASON]


class Lake(Store):
    """A lake that answers like a store about passages, mentions, labels, citations and facts.

    Views named like a store's tables show the documents of all its stores, so that the functions of this room
    count in both. A document in several stores counts once: from a store whose copy is annotated, and among
    those from the one that saw it first.
    """

    parameters_per_statement = 1_000_000
    keeps_counts = False
    is_snapshot = True
    all_documents = "lake_documents"
    knows_sources = False
    knows_states = False

    def __init__(self, address: str, chosen: LakeChoice = _ALL) -> None:
        """Open the lake at a folder or address, or only the chosen documents in it.

        Raises StoreError if there is none, if it can't be read or is of another schema, and if DuckDB or the
        library of the object store is not installed.
        """
        self.address = address
        self.chosen, self.words = chosen, chosen.words
        self.names_of_bodies: OtherNames = names_of_bodies(())
        self.publisher_groups = {}
        self.path = Path(address)
        self.is_frozen = True
        location = Location(address)
        try:
            self.manifests = read_manifests(location)
        except OSError as error:
            raise StoreError("store.lake_unreachable", address=address, reason=reason_of(error)) from None
        if not self.manifests:
            code = "store.lake_is_file" if self.path.is_file() else "store.lake_missing"
            raise StoreError(code, address=address)
        check_place(location)
        connection = _connect(address)
        location.register(connection)
        self.lake = LakeConnection(connection, address)
        self.connection = self.lake  # type: ignore[assignment]
        self._make_views(location)

    def group_publishers(self, groups: Mapping[str, str]) -> None:
        """Set what the SQL function `publisher_group` returns, once; other publishers are their own group."""
        if self.publisher_groups:
            return
        self.publisher_groups = {"": ""} | dict(groups)
        run = self.lake.run
        run(
            "CREATE OR REPLACE TABLE publisher_groups AS SELECT unnest(?) AS publisher, unnest(?) AS chosen",
            [list(self.publisher_groups), list(self.publisher_groups.values())],
        )
        run(
            "CREATE OR REPLACE MACRO publisher_group(name) AS "
            "coalesce((SELECT g.chosen FROM publisher_groups g WHERE g.publisher = name), name)"
        )

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.lake.close()

    @property
    def is_read_only(self) -> bool:
        """Whether this connection refuses every write."""
        return True

    @cached_property
    def identity(self) -> str:
        """The identities of its stores, joined by +."""
        return "+".join(sorted(manifest.store for manifest in self.manifests))

    # Queries ------------------------------------------------------------------------------------------------

    def select(self, kind: Callable[..., T], query: str, parameters: Parameters = ()) -> Iterator[T]:
        """Yield each row of a query as a `kind`, as a store does."""
        cursor = self.lake.execute(query, parameters)
        columns = tuple(column[0] for column in cursor.result.description)
        fields: tuple[str, ...] = getattr(kind, "__match_args__", columns)
        assert columns == fields, f"columns {columns} for the fields {fields}"
        return starmap(kind, cursor)

    def rows(self, query: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Return every row of a query."""
        return self.lake.execute(query, parameters).fetchall()  # type: ignore[return-value]

    def column(self, query: str, parameters: Parameters = ()) -> list[Any]:
        """Return the first column of every row of a query."""
        return [row[0] for row in self.lake.execute(query, parameters)]

    def value(self, query: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row of a query; None if there is no row."""
        return next((row[0] for row in self.lake.execute(query, parameters)), None)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Refuse to write."""
        self._refuse()
        yield

    @contextmanager
    def run(self, command: str) -> Iterator[Run]:  # noqa: ARG002
        """Refuse to write."""
        self._refuse()
        yield

    def _refuse(self) -> NoReturn:
        raise StoreError("store.lake_read_only", address=self.address)

    # Opening ------------------------------------------------------------------------------------------------

    def _make_views(self, location: Location) -> None:
        run = self.lake.run
        kind = "TABLE" if self._size() <= IN_MEMORY else "VIEW"
        for table in lake_tables().values():
            run(f"CREATE {kind} lake_{table.name} AS {_read_table(table, self.manifests, location)}")
        has_dropped = False
        if len(self.manifests) > 1 or any(self.chosen):
            run(DROPPED)
            if self.chosen.publisher:
                lexicons = [_read_lexicon(location, name) for name in location.names(LEXICONS)]
                self.names_of_bodies = names_of_bodies(list(filter(None, lexicons)))
            self._drop_others()
            has_dropped = bool(run("SELECT count(*) FROM dropped_document").fetchone()[0])
            run(DROPPED_PASSAGES)
        for name, query in store_views(has_dropped=has_dropped).items():
            run(f"CREATE VIEW {name} AS {query}")
        run("CREATE TABLE counter AS SELECT 'identity' AS name, ? AS value", [self.identity])
        run("INSERT INTO counter VALUES ('change', '1')")
        run(
            "CREATE TABLE annotation_version AS SELECT lexicon_hash, model_version, code_version, "
            "count(*) AS passages FROM every_passage WHERE lexicon_hash IS NOT NULL GROUP BY 1, 2, 3"
        )
        run("CREATE VIEW label AS SELECT DISTINCT label AS name, kind FROM lake_labels")
        run("CREATE TABLE lexicon (hash VARCHAR, concepts VARCHAR)")
        self._add_lexicons(location)
        run(
            f"CREATE TABLE slice AS SELECT count(*) AS waiting FROM every_passage p "
            f"WHERE lexicon_hash IS NULL AND NOT {IS_UNCOUNTED} HAVING count(*) > 0"
        )

    def _add_lexicons(self, location: Location) -> None:
        """Load the concepts of the lexicons in the lake; exports of former versions wrote none."""
        held = location.names(LEXICONS)
        for key in self.column("SELECT DISTINCT lexicon_hash FROM annotation_version"):
            if (name := lexicon_name(key)) in held and (concepts := _read_lexicon(location, name)):
                self.lake.run("INSERT INTO lexicon VALUES (?, ?)", [key, concepts])

    def _drop_others(self) -> None:
        """Leave out the documents that are not chosen."""
        for name, expression in CHOSEN_BY.items():
            if values := getattr(self.chosen, name):
                if name == "publisher":
                    found = match_publishers(self.held(name), values, self.names_of_bodies)
                    values = [one for some in found.values() for one in some] or values
                self.lake.execute(
                    "INSERT INTO dropped_document SELECT d.store, d.document_id FROM lake_documents d "
                    f"WHERE coalesce({expression}, '') NOT IN ({marks(values)})",
                    values,
                )

    def held(self, column: str) -> set[str]:
        """Return the values of a column over the documents of the whole lake."""
        rows = self.lake.execute(f"SELECT DISTINCT {column} FROM lake_documents", ())
        return {row[0] for row in rows if row[0]}

    def _size(self) -> int:
        """Return the bytes of all files."""
        partitions = [partition for manifest in self.manifests for partition in manifest.partitions]
        return sum(file.bytes for partition in partitions for file in partition.files.values())


def _connect(address: str) -> duckdb.DuckDBPyConnection:
    """Return an empty database in memory. Raises StoreError if DuckDB is not installed."""
    try:
        import duckdb
        from duckdb.func import FunctionNullHandling
    except ImportError:
        raise StoreError(
            "store.lake_extra_missing", address=address, library="DuckDB", extra="lake"
        ) from None
    connection = duckdb.connect(":memory:", config=dict(SETTINGS))
    connection.create_function(
        "province_of", find_province, [str, str], str, null_handling=FunctionNullHandling.SPECIAL
    )
    connection.create_function("has_title_words", has_title_words, [str, str, str], bool)
    return connection


def _read_lexicon(location: Location, name: str) -> str:
    """Return the concepts of a lexicon in a lake as JSON; "" for a damaged one."""
    with suppress(ValueError):
        return json.dumps(json.loads(location.read(name).decode("utf-8", "replace")))
    return ""


def _read_table(table: LakeTable, manifests: Sequence[Manifest], location: Location) -> str:
    """Return the query that reads the files of a table; one without rows if there are none."""
    files = [
        location.path_of(partition.files[table.name].name)
        for manifest in manifests
        for partition in manifest.partitions
        if table.name in partition.files
    ]
    if not files:
        return _empty_query(table)
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    return (
        f"{_empty_query(table)} UNION ALL BY NAME SELECT * FROM read_parquet([{listed}], "
        "union_by_name = true, hive_partitioning = true, hive_types = {'corpus': VARCHAR, 'year': VARCHAR})"
    )


def _empty_query(table: LakeTable) -> str:
    """Return a query with the columns of a table and no rows: files of earlier versions lack some."""
    columns = [f'CAST(NULL AS {column.sql_type}) AS "{column.name}"' for column in table.columns]
    folders = [f"CAST(NULL AS VARCHAR) AS {name}" for name in ("corpus", "year")]
    return f"SELECT {', '.join([*columns, *folders])} WHERE false"
