"""The meaning and type of each column of each table, read from `columns.toml`.

`describe_exports` generates `outputs/README.md`, and a test compares the two.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from flows.references import (
    counted_columns,
    describe_directives,
    describe_events,
    describe_figures,
    describe_tools,
)

ColumnType = Literal["integer", "number", "string"]
Columns = Mapping[str, str]
_FOLDER = Path(__file__).parent
_TITLES = {
    "annotations": "annotations (W3C Web Annotation, one JSON-LD object per line)",
    "alignment annotations": "alignment (W3C Web Annotation, one JSON-LD object per link)",
    "tokens": "tokens (CoNLL-U)",
    "evidence": "evidence (JSONL)",
    "evidence table": "evidence (CSV and XLSX)",
    "trends": "trends, columns that options add",
    "batch": "batch, columns besides those of trends",
    "statistics": "trends --stats",
}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The dictionary of columns: meanings by table and column, and the keys between the exports.

    `exports` are the tables of an export, `commands` the columns that commands print besides or instead of
    these, and `formats` the keys of formats other than tables. `contents` describes each export.
    """

    exports: Mapping[str, Columns]
    commands: Mapping[str, Columns]
    formats: Mapping[str, Columns]
    contents: Mapping[str, str]
    primary_keys: Mapping[str, list[str]]
    foreign_keys: Mapping[str, Mapping[str, str]]
    types: Mapping[ColumnType, list[str]]


@cache
def read_dictionary() -> Dictionary:
    """Return the dictionary of columns."""
    tables = tomllib.loads((_FOLDER / "columns.toml").read_text(encoding="utf-8"))
    exports = {
        **tables["exports"],
        "targets": describe_figures(),
        "events": describe_events(),
        "directives": describe_directives(),
        "tools": describe_tools(),
    }
    ordered = {kind: exports[kind] for kind in tables["contents"] if kind in exports}
    return Dictionary(**{**tables, "exports": ordered})


def export_columns(kind: str) -> Columns:
    """Return the columns of an export with their meanings, in order."""
    return read_dictionary().exports[kind]


def command_columns(name: str) -> Columns:
    """Return the meanings of the columns of a command's table; {} for a command without described columns."""
    return read_dictionary().commands.get(name, {})


def column_types(kind: str) -> dict[str, ColumnType]:
    """Return the type of each column of a table, including those added by options."""
    dictionary = read_dictionary()
    names = {**dictionary.exports.get(kind, {}), **dictionary.commands.get(kind, {})}
    known = {name: column_type for column_type, chosen in dictionary.types.items() for name in chosen}
    if kind == "tools":
        known |= dict.fromkeys(counted_columns(), "integer")
    return {name: known.get(name, "string") for name in names}


def describe_exports() -> str:
    """Return the dictionary of columns as Markdown, the text of outputs/README.md."""
    dictionary = read_dictionary()
    lines = [(_FOLDER / "exports_readme.md").read_text(encoding="utf-8")]
    for kind, columns in dictionary.exports.items():
        lines += _describe_table(kind, "column", columns)
    for name, columns in dictionary.formats.items():
        first = "column" if name == "tokens" else "key"
        lines += _describe_table(_TITLES[name], first, columns)
    lines += ["# What commands print as CSV and JSON", ""]
    for name, columns in dictionary.commands.items():
        lines += _describe_table(_TITLES.get(name, name), "column", columns)
    return "\n".join(lines)


def _describe_table(title: str, first: str, columns: Columns) -> Iterator[str]:
    yield from (f"## {title}", "", f"| {first} | meaning |", "|---|---|")
    for name, meaning in columns.items():
        escaped = meaning.replace("|", "\\|")
        yield f"| `{name}` | {escaped} |"
    yield ""
