"""The manifests of a lake: one per store, listing what the store has written, with the versions.

A manifest names every file of its store. It is replaced in the last step of an export. Files that it does not
name are not part of the lake, whoever left them there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flows.errors import StoreError
from flows.store.facts import CountedVersion
from flows.store.lake.location import Location
from flows.store.lake.tables import SCHEMA, column_names

FOLDER, LEXICONS = "manifests", "lexicons"
_PATTERN = "*?["  # characters that DuckDB treats as a pattern in file names


@dataclass(frozen=True, slots=True)
class LakeFile:
    """A file of a partition: its name below the lake, with its rows and bytes."""

    name: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Partition:
    """The documents of one corpus and year (`""`: without a date) in one store.

    `key` changes with their content; `files` has one file per table with rows.
    """

    corpus: str
    year: str
    key: str
    files: dict[str, LakeFile]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of a store in a lake. `number` distinguishes its passages from those of other stores."""

    store: str
    number: int
    code_version: str
    annotations: tuple[CountedVersion, ...]
    partitions: tuple[Partition, ...]

    @property
    def rows(self) -> dict[str, int]:
        """The number of rows of each table."""
        counts: dict[str, int] = {}
        for partition in self.partitions:
            for table, file in partition.files.items():
                counts[table] = counts.get(table, 0) + file.rows
        return counts

    def dump(self) -> bytes:
        """Return the manifest as JSON, without a time, so that equal content yields equal bytes."""
        described = {
            "lake": SCHEMA,
            "store": self.store,
            "number": self.number,
            "zhengce": self.code_version,
            "annotations": [asdict(version) for version in self.annotations],
            "rows": self.rows,
            "partitions": [asdict(partition) for partition in self.partitions],
        }
        return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def check_place(location: Location) -> None:
    """Raise StoreError for a place with a name that Parquet readers misinterpret.

    A folder above the lake such as date=2024-01-01 is read as a column, replacing the one in the files.
    """
    reason = ""
    if any(mark in location.root for mark in _PATTERN):
        reason = f"one of {_PATTERN} in its name"
    for folder in location.root.replace("\\", "/").split("/"):
        name, sign, _ = folder.partition("=")
        if sign and name.lower() in column_names():
            reason = f"{folder} would be read as the column {name.lower()}"
    if reason:
        raise StoreError("store.lake_unusable", address=location.address, reason=reason)


def manifest_name(store: str) -> str:
    """Return the name of a store's manifest within the lake."""
    return f"{FOLDER}/{store}.json"


def lexicon_name(key: str) -> str:
    """Return the name of a lexicon's concepts within the lake, by the key of its annotations."""
    return f"{LEXICONS}/{key}.json"


def dump_lexicon(concepts: Iterable[Sequence[Any]]) -> bytes:
    """Return the concepts of a lexicon, each with its id first, as JSON."""
    return (json.dumps(sorted(concepts), ensure_ascii=False) + "\n").encode()


def read_manifests(location: Location) -> list[Manifest]:
    """Return the manifests of all stores in a lake, by their numbers.

    Raises StoreError for an invalid manifest or a lake of another schema, OSError if the place can't be read.
    """
    found = [_read(location, name) for name in location.names(FOLDER) if name.endswith(".json")]
    return sorted(found, key=lambda manifest: manifest.number)


def _read(location: Location, name: str) -> Manifest:
    data = location.read(name)
    try:
        described = json.loads(data)
        schema = described["lake"]
        if schema != SCHEMA:
            code = "store.lake_newer" if schema > SCHEMA else "store.lake_older"
            raise StoreError(code, address=location.address, schema=schema, known=SCHEMA)
        return Manifest(
            described["store"],
            described["number"],
            described["zhengce"],
            tuple(CountedVersion(**version) for version in described["annotations"]),
            tuple(_read_partition(partition) for partition in described["partitions"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError("store.lake_damaged", address=location.path_of(name), reason=error) from None


def _read_partition(described: dict[str, object]) -> Partition:
    files = described["files"]
    assert isinstance(files, dict)
    return Partition(
        str(described["corpus"]),
        str(described["year"]),
        str(described["key"]),
        {table: LakeFile(**file) for table, file in files.items()},
    )


def choose_number(store: str, known: Sequence[Manifest]) -> int:
    """Return the number of a store: the one it has, else one from its identity or the next free one."""
    for manifest in known:
        if manifest.store == store:
            return manifest.number
    taken = {manifest.number for manifest in known}
    number = int(store) % (1 << _NUMBER_BITS)
    while number in taken:
        number = (number + 1) % (1 << _NUMBER_BITS)
    return number


_NUMBER_BITS, _ROW_BITS = 22, 40  # bits of a passage's 63-bit number


def first_passage(number: int) -> int:
    """Return the offset added to the row ids of a store's passages, so that no two stores share a number."""
    return number << _ROW_BITS
