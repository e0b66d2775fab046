"""Write a store into a lake: new and changed partitions, then the manifest, then tidy up.

If killed at any moment, an export leaves the old manifest with all of its files, or the new one with all of
its files. The next export removes whatever else is left.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from flows import __version__
from flows.errors import StoreError, reason_of
from flows.records import ReportCount, report_nothing
from flows.store.database import Store, lock_work, store_identity
from flows.store.facts import list_tagged
from flows.store.lake.location import Location
from flows.store.lake.manifest import (
    LEXICONS,
    LakeFile,
    Manifest,
    Partition,
    check_place,
    choose_number,
    dump_lexicon,
    first_passage,
    lexicon_name,
    manifest_name,
    read_manifests,
)
from flows.store.lake.partitions import Group, group_documents
from flows.store.lake.tables import LakeTable, lake_tables, select_table

_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"  # what Hive, Spark, DuckDB, Polars and Arrow read as null
_BLOCK = 50_000  # rows per row group
_LONGEST = 200  # bytes of a folder's name; file systems allow 255


@dataclass(frozen=True, slots=True)
class LakeCounts:
    """The result of an export: partitions in all, written and removed; rows and bytes written; rows by table.

    `lexicons` are those behind the annotations of all stores in the lake.
    """

    partitions: int
    written: int
    removed: int
    bytes: int
    rows: dict[str, int]
    stores: int
    lexicons: tuple[str, ...]


def export_lake(store: Store, address: str, report: ReportCount | None = None) -> LakeCounts:
    """Bring the store's partitions in a lake up to date; create the lake if there is none.

    `report(done, total)` counts the passages written. Raises StoreError if the location can't be written,
    contains a lake of a newer schema, or is being written to by another export of this store.
    """
    if store.is_frozen:
        lock: Any = nullcontext()  # a store that nobody can write to; its exports name their files by content
    else:
        lock = lock_work(store, "+lake", "store.lake_in_use")
    with lock, _one_state(store), _explaining_errors(address):
        return _Export(store, Location(address), report or report_nothing).run()


@contextmanager
def _one_state(store: Store) -> Iterator[None]:
    """Read one state of the store during the `with` block, whatever is written meanwhile."""
    store.connection.execute("BEGIN")
    try:
        yield
    finally:
        store.connection.execute("ROLLBACK")


@contextmanager
def _explaining_errors(address: str) -> Iterator[None]:
    try:
        yield
    except StoreError:
        raise
    except OSError as error:
        raise StoreError("store.lake_not_written", address=address, reason=reason_of(error)) from None


class _Export:
    """An export: its store, the lake, and what is known of both."""

    def __init__(self, store: Store, location: Location, report: ReportCount) -> None:
        check_place(location)
        self._store, self._location, self._report = store, location, report
        self._identity = store_identity(store)
        manifests = read_manifests(location)
        self._others = [manifest for manifest in manifests if manifest.store != self._identity]
        self._old = next((one for one in manifests if one.store == self._identity), None)
        self._number = choose_number(self._identity, manifests)

    def run(self) -> LakeCounts:
        grouped = group_documents(self._store)
        groups = grouped.groups
        known = {}
        if self._old:
            there = {name for table in lake_tables() for name in self._location.names(table)}
            known = {
                (one.corpus, one.year, one.key): one
                for one in self._old.partitions
                if all(file.name in there for file in one.files.values())
            }
        kept = [known.get((group.corpus, group.year, group.key)) for group in groups]
        waiting = [group for group, partition in zip(groups, kept, strict=True) if partition is None]
        made = self._write_all(waiting)
        partitions = [
            partition or made[group.corpus, group.year] for group, partition in zip(groups, kept, strict=True)
        ]
        manifest = Manifest(
            self._identity,
            self._number,
            __version__,
            grouped.annotations,
            tuple(partitions),
        )
        self._write_lexicons({version.lexicon_hash for version in grouped.annotations})
        if self._old is None or manifest.dump() != self._old.dump():
            self._location.write(manifest_name(self._identity), manifest.dump())
        self._tidy(manifest)
        return self._count(manifest, made, known)

    def _count(
        self,
        manifest: Manifest,
        made: dict[tuple[str, str], Partition],
        known: dict[tuple[str, str, str], Partition],
    ) -> LakeCounts:
        places = {(one.corpus, one.year) for one in manifest.partitions}
        everyone = [manifest, *self._others]
        lexicons = {version.lexicon_hash for one in everyone for version in one.annotations}
        return LakeCounts(
            partitions=len(manifest.partitions),
            written=len(made),
            removed=len({place[:2] for place in known} - places),
            bytes=sum(file.bytes for partition in made.values() for file in partition.files.values()),
            rows=manifest.rows,
            stores=len(everyone),
            lexicons=tuple(sorted(lexicons)),
        )

    def _write_lexicons(self, keys: Collection[str]) -> None:
        """Write the concepts of lexicons behind annotations that the lake lacks, or has without names."""
        held = set(self._location.names(LEXICONS))
        for key, concepts in list_tagged(self._store, list(keys)).items():
            name, dump = lexicon_name(key), dump_lexicon(concepts)
            if name not in held or self._location.read(name) != dump:
                self._location.write(name, dump)

    def _write_all(self, groups: list[Group]) -> dict[tuple[str, str], Partition]:
        """Write the partitions to a staging folder, and move them into place once all are complete."""
        if not groups:
            return {}
        made, done, total = {}, 0, sum(group.passages for group in groups)
        with self._location.staging(self._identity) as staging:
            finished: list[tuple[Path, str]] = []
            for number, group in enumerate(groups):
                files = {}
                for table in lake_tables().values():
                    side = staging / f"{number}-{table.name}.part"
                    if file := self._write_table(group, table, side):
                        files[table.name] = file
                        finished.append((side, file.name))
                made[group.corpus, group.year] = Partition(group.corpus, group.year, group.key, files)
                done += group.passages
                self._report(done, total)
            for side, name in finished:
                self._location.publish(side, name)
        return made

    def _write_table(self, group: Group, table: LakeTable, side: Path) -> LakeFile | None:
        """Write the rows of a table to a side file; None if there are none."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows = self._store.connection.cursor()
        rows.row_factory = None
        rows.execute(
            select_table(table.name),
            {
                "documents": json.dumps(group.documents),
                "first": first_passage(self._number),
                "store": self._identity,
            },
        )
        schema, written = table.schema(), 0
        writer: Any = None
        try:
            while block := list(islice(rows, _BLOCK)):
                columns = [
                    pa.array(_typed(values, kind), kind)
                    for values, kind in zip(zip(*block, strict=True), schema.types, strict=True)
                ]
                writer = writer or pq.ParquetWriter(side, schema, compression="zstd")
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
                written += len(block)
        finally:
            if writer:
                writer.close()
        if not written:
            return None
        name = f"{folder_of(table.name, group.corpus, group.year)}/{self._identity}-{group.key}.parquet"
        return LakeFile(name, written, side.stat().st_size)

    def _tidy(self, manifest: Manifest) -> None:
        """Remove the files of this store that its manifest does not name."""
        named = {file.name for one in manifest.partitions for file in one.files.values()}
        for table in lake_tables():
            for name in self._location.names(table):
                if name.rpartition("/")[2].startswith(f"{self._identity}-") and name not in named:
                    self._location.remove(name)


def _typed(values: Sequence[Any], kind: Any) -> Sequence[Any]:
    """Return the values of a column as Arrow needs them: SQLite stores booleans as 0 and 1."""
    if str(kind) == "bool":
        return [bool(value) for value in values]
    return values


def folder_of(table: str, corpus: str, year: str) -> str:
    """Return the folder of a partition below the lake, as Hive names it.

    Names of corpora may contain anything: characters other than letters, digits, `_`, `.` and `-` become %XX,
    so that a name is never a path. Raises StoreError for a name too long for a folder.
    """
    folder = f"corpus={escape_name(corpus)}"
    if len(folder.encode()) > _LONGEST:
        raise StoreError("store.lake_name", corpus=corpus, longest=_LONGEST)
    return f"{table}/{folder}/year={escape_name(year) or _NO_YEAR}"


def escape_name(name: str) -> str:
    """Return a name with %XX for each byte of characters with a meaning in paths or partitions."""
    return "".join(
        one if one.isalnum() or one in "_.-" else "".join(f"%{byte:02X}" for byte in one.encode())
        for one in name
    )
