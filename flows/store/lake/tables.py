"""The tables of a lake: their columns, and the queries that read them from a store."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flows.store.database import FIGURE, IS_UNCOUNTED, LEVEL, list_columns

SCHEMA = 2  # raised when a column changes: a lake of another schema is rewritten
_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN"}
_FOLDERS = {
    "corpus": ["string", "The corpus: a folder, not a column of the files."],
    "year": ["string", "The year of the document's date: a folder; null for documents without a date."],
}
# The documents whose rows are wanted, by id, as one JSON list.
_CHOSEN = "(SELECT value AS id FROM json_each(:documents)) j"
_PASSAGES = f"{_CHOSEN} CROSS JOIN passage p ON p.document_id = j.id"
_PLACE = ":first + p.id AS passage, p.document_id"


@dataclass(frozen=True, slots=True)
class LakeColumn:
    """A column of a table: its type in Arrow, and its meaning."""

    name: str
    type: str
    meaning: str

    @property
    def sql_type(self) -> str:
        """The type in DuckDB."""
        return _TYPES[self.type]


@dataclass(frozen=True, slots=True)
class LakeTable:
    """A table of a lake."""

    name: str
    about: str
    columns: tuple[LakeColumn, ...]

    def schema(self) -> Any:
        """Return the Arrow schema of the table's files."""
        import pyarrow as pa

        types = {"string": pa.string(), "int64": pa.int64(), "double": pa.float64(), "bool": pa.bool_()}
        return pa.schema([(column.name, types[column.type]) for column in self.columns])


@cache
def lake_tables() -> Mapping[str, LakeTable]:
    """Return the tables of a lake by name."""
    text = Path(__file__).with_name("columns.toml").read_text(encoding="utf-8")
    return {
        name: LakeTable(
            name,
            table["about"],
            tuple(LakeColumn(column, *described) for column, described in table["columns"].items()),
        )
        for name, table in tomllib.loads(text).items()
    }


@cache
def column_names() -> frozenset[str]:
    """Return the names of all columns of all tables, including those of the folders."""
    return frozenset(_FOLDERS).union(
        column.name for table in lake_tables().values() for column in table.columns
    )


def describe_lake() -> str:
    """Return the tables of a lake with their columns as Markdown."""
    return "\n".join(line for table in lake_tables().values() for line in _describe(table)).rstrip() + "\n"


def _describe(table: LakeTable) -> Iterator[str]:
    yield from (f"### {table.name}", "", table.about, "", "| column | type | meaning |", "|---|---|---|")
    folders = (LakeColumn(name, kind, meaning) for name, (kind, meaning) in _FOLDERS.items())
    for column in (*table.columns, *folders):
        meaning = column.meaning.replace("|", "\\|")
        yield f"| `{column.name}` | {column.type} | {meaning} |"
    yield ""


def select_table(name: str) -> str:
    """Return the query that reads the rows of a table for the documents in `:documents` (a JSON list).

    `:first` is added to the store's row ids of passages, `:store` names the store. Rows are ordered by
    document and place, columns as in the table.
    """
    return _QUERIES[name]


_SUMS = (
    f"SELECT p.document_id, count(*) AS passages, sum(NOT {IS_UNCOUNTED}) AS counted, "
    "count(a.passage_id) AS annotated, sum(a.token_count) AS tokens, sum(a.character_count) AS characters "
    f"FROM {_PASSAGES} LEFT JOIN annotation a ON a.passage_id = p.id GROUP BY p.document_id"
)


def _joined(kind: str) -> str:
    return (
        "coalesce((SELECT group_concat(label, '|') FROM (SELECT label FROM category c WHERE "
        f"c.passage_id = p.id AND c.kind = '{kind}' AND c.rank IS NOT NULL ORDER BY c.rank)), '')"
    )


def _of_passages(table: str, columns: str, condition: str = "1", order: str = "") -> str:
    return (
        f"SELECT {_PLACE}, {columns} FROM {_PASSAGES} CROSS JOIN {table} m ON m.passage_id = p.id "
        f"WHERE {condition} ORDER BY p.document_id, p.position{order}"
    )


_QUERIES = {
    "documents": (
        "SELECT d.id, n.content_id, :store, d.title, d.publisher, "
        f"CAST({LEVEL} AS TEXT), d.document_number, d.written, d.published, d.date, d.url, d.language, "
        "d.format, d.encoding, d.key, d.source_sha256, d.notes, d.first_seen, d.metadata, d.characters, "
        "coalesce(s.passages, 0), coalesce(s.counted, 0), coalesce(s.annotated, 0), coalesce(s.tokens, 0), "
        f"coalesce(s.characters, 0), c.cluster, c.similarity FROM {_CHOSEN} "
        "CROSS JOIN document d ON d.id = j.id JOIN document_content_id n ON n.document_id = d.id "
        f"LEFT JOIN document_cluster c ON c.document_id = d.id LEFT JOIN ({_SUMS}) s "
        "ON s.document_id = d.id ORDER BY d.id"
    ),
    "passages": (
        f"SELECT {_PLACE}, :store, p.document_id || '-' || p.position, p.position, p.start, p.\"end\", "
        "p.kind, p.heading, p.language, p.text, a.token_count, a.character_count, "
        f"{_joined('strategy')}, {_joined('instrument')}, a.lexicon_hash, a.model_version, a.code_version "
        f"FROM {_PASSAGES} LEFT JOIN annotation a ON a.passage_id = p.id ORDER BY p.document_id, p.position"
    ),
    "mentions": _of_passages(
        "mention",
        'm.start, m."end", m.surface, m.type, m.concept, m.entity, m.source, m.score, m.nested',
        order=', m.start, m."end" DESC, m.type, m.concept',
    ),
    "labels": _of_passages(
        "category",
        "m.label, m.kind, m.probability, m.rank",
        "m.rank IS NOT NULL",
        order=", m.kind DESC, m.rank",
    ),
    "citations": _of_passages(
        "citation",
        'm.start, m."end", m.surface, m.relation, m.title, m.number, m.concept, m.date',
        order=', m.start, m."end"',
    ),
    "figures": _of_passages(
        "target",
        list_columns(FIGURE, "m"),
        order=', m.start, m."end"',
    ),
    "events": _of_passages(
        "event",
        'm.start, m."end", m.surface, m.actor, m.actor_entity, m.action, m.object, m.object_entity, '
        "m.counterpart, m.counterpart_entity, m.value, m.unit, m.date, m.date_to, m.date_source, "
        "m.instrument, m.is_resolved, m.rule, m.score",
        order=', m.start, m."end", m.rule',
    ),
    "directives": _of_passages(
        "directive",
        'm.start, m."end", m.grade, m.addressee_start, m.addressee_end, m.object_start, m.object_end, m.rule',
        order=", m.start",
    ),
    "loose": _of_passages("loose", "m.concept, m.extra", order=", m.concept"),
    "names": (
        f"SELECT n.document_id, n.kind, n.name FROM {_CHOSEN} "
        "CROSS JOIN document_name n ON n.document_id = j.id ORDER BY 1, 2, 3"
    ),
}
