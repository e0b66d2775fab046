"""The exports as a Frictionless data package: one descriptor with a Table Schema for each CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.reports.columns import EXPORTS, FOREIGN_KEYS, PRIMARY_KEYS, WHAT, column_types

NAME = "datapackage.json"


def describe_package(files: Mapping[str, Mapping[str, Any]], origin: Mapping[str, Any]) -> dict[str, Any]:
    """Return the descriptor (Data Package v1, profile tabular-data-package) of exported CSV files.

    `files` has for each kind its `path` in the package, `bytes`, `sha256` and `rows`; `origin` is what they were made from.
    Foreign keys are given where the package has both files.
    """
    return {
        "profile": "tabular-data-package",
        "name": "zhengce-exports",
        "title": "Policy texts: documents, passages, mentions and series exported by zhengce",
        "description": "Spans are in Unicode code points. Text that a spreadsheet would run as a formula has an apostrophe before it.",
        "version": str(origin["code_version"]),
        "zhengce": dict(origin),
        "resources": [_resource(kind, entry, list(files)) for kind, entry in files.items()],
    }


def _resource(kind: str, entry: Mapping[str, Any], kinds: Sequence[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": kind,
        "title": kind.capitalize(),
        "description": WHAT[kind],
        "path": entry["path"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "bytes": entry["bytes"],
        "hash": f"sha256:{entry['sha256']}",
        "zhengce:rows": entry["rows"],
        "schema": describe_table(kind, kinds),
    }


def describe_table(kind: str, kinds: Sequence[str]) -> dict[str, Any]:
    """Return the Table Schema of an export, with the foreign keys to those of `kinds`."""
    types = column_types(kind)
    keys = PRIMARY_KEYS[kind]
    schema: dict[str, Any] = {
        "fields": [
            {"name": name, "type": types[name], "title": name.replace("_", " "), "description": meaning}
            for name, meaning in EXPORTS[kind].items()
        ],
        "missingValues": [""],
        "primaryKey": keys,
    }
    references = {column: other for column, other in FOREIGN_KEYS.get(kind, {}).items() if other in kinds}
    if references:
        schema["foreignKeys"] = [
            {"fields": column, "reference": {"resource": other, "fields": PRIMARY_KEYS[other][0]}}
            for column, other in references.items()
        ]
    return schema
