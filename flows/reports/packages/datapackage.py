"""The exports as a Frictionless data package: one descriptor, with a Table Schema for each CSV file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flows.reports.columns import column_types, export_columns, read_dictionary

PACKAGE_FILE = "datapackage.json"
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """An exported CSV file: its path in the package, its size, its SHA-256 and its number of rows."""

    path: str
    bytes: int
    sha256: str
    rows: int


def describe_package(files: Mapping[str, PackagedFile], origin: Mapping[str, Any]) -> dict[str, Any]:
    """Return the descriptor of exported CSV files by kind (Data Package v1, tabular-data-package).

    `origin` is what they were made from. Foreign keys are included if the package has both files.
    """
    return {
        "profile": "tabular-data-package",
        "name": "zhengce-exports",
        "title": "Policy texts: documents, passages, mentions and series exported by zhengce",
        "description": "Spans are in Unicode code points. Text that a spreadsheet would run as a formula "
        "has an apostrophe before it, which spans do not count.",
        "version": str(origin["code_version"]),
        "zhengce": dict(origin),
        "resources": [_describe_file(kind, file, files) for kind, file in files.items()],
    }


def _describe_file(kind: str, file: PackagedFile, kinds: Collection[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": kind,
        "title": kind.capitalize(),
        "description": read_dictionary().contents[kind],
        "path": file.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "zhengce:rows": file.rows,
        "schema": _describe_table(kind, kinds),
    }


def _describe_table(kind: str, kinds: Collection[str]) -> dict[str, Any]:
    """Return the Table Schema of an export, with the foreign keys to those of `kinds`."""
    dictionary, types = read_dictionary(), column_types(kind)
    schema: dict[str, Any] = {
        "fields": [
            {"name": name, "type": types[name], "title": name.replace("_", " "), "description": meaning}
            for name, meaning in export_columns(kind).items()
        ],
        "missingValues": [""],
        "primaryKey": dictionary.primary_keys[kind],
    }
    keys = [
        {"fields": column, "reference": {"resource": other, "fields": dictionary.primary_keys[other][0]}}
        for column, other in dictionary.foreign_keys.get(kind, {}).items()
        if other in kinds
    ]
    return {**schema, "foreignKeys": keys} if keys else schema
