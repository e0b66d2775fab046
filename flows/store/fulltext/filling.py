"""The contents of the index: its fields, and the passages of a store as documents of the index."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import tantivy

from flows.store.database import Store
from flows.store.documents import changed_rows
from flows.store.fulltext.days import date_number, recent_weight
from flows.store.fulltext.tokens import index_tokens, read_article
from flows.text import parse_numbers

FACETS = (
    "strategy",
    "instrument",
    "topic",
    "entity",
    "publisher",
    "corpus",
    "language",
    "year",
    "status",
    "level",
    "document_kind",
)
# Types of the concepts counted by the facets of terms and programmes, which are few.
TOPIC_TYPES = ("TERM", "TECH", "PROGRAMME")
ENTITY_TYPES = "('ORG', 'PERSON', 'GPE', 'DOC', 'EVENT', 'TECH', 'PROGRAMME')"
FORMAT = 7  # raised when tokens or fields change: an index of another format is rebuilt
_MANY_VALUED = ("strategy", "instrument", "sure", "concept", "topic", "entity")
# In ordinary real texts .94 of the labels with this probability or more were right, .84 of those from .8,
# and less than half of the others (models/README.md).
SURE_LABEL = 0.95
_BATCH = 20_000
# Headings are short, so BM25 ranks them first; running text counts log2(2 + 6) = 3 times as much.
_HEADING_WEIGHT, _TEXT_WEIGHT = 0, 6
Row = dict[str, Any]  # a passage to index, by field name


def build_schema() -> Any:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("rowid", stored=True, indexed=True, fast=True)
    builder.add_integer_field("watermark", stored=True)
    builder.add_integer_field("identity", stored=True)
    builder.add_integer_field("format", stored=True)
    builder.add_text_field("body", tokenizer_name="spaced", index_option="position")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("weight", fast=True)
    builder.add_integer_field("recent", fast=True)
    builder.add_text_field("title", tokenizer_name="spaced", index_option="position")
    builder.add_text_field("docnum", tokenizer_name="raw", index_option="basic")
    for name in ("concept", "sure", "article"):  # searched, but not counted
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def make_mark(watermark: int, identity: int) -> Any:
    """Return the mark of how far the index goes: up to which change of which store."""
    mark = tantivy.Document()
    mark.add_text("kind", "watermark")
    mark.add_integer("watermark", watermark)
    mark.add_integer("identity", identity)
    mark.add_integer("format", FORMAT)
    return mark


def make_document(row: Row) -> Any:
    """Return a passage as a document of the index."""
    document = tantivy.Document()
    document.add_text("kind", "former" if row["superseded_by"] else "passage")
    document.add_integer("rowid", row["id"])
    document.add_text("body", " ".join(index_tokens(row["text"])))
    for name in ("publisher", "corpus", "language", "status", "level", "document_kind"):
        if row[name]:
            document.add_text(name, row[name])
    if row["date"]:
        document.add_text("year", row["date"][:4])
    weight = _HEADING_WEIGHT if row["kind"] in ("title", "heading") else _TEXT_WEIGHT
    document.add_integer("weight", weight)
    document.add_integer("recent", recent_weight(weight, row["date"]))
    document.add_text("title", _spaced_title(row["title"]))
    for key in parse_numbers(row["document_number"]) if row["document_number"] else ():
        document.add_text("docnum", key)
    if row["kind"] == "article" and (number := read_article(row["text"])):
        document.add_text("article", number)
    document.add_integer("day", date_number(row["date"]))
    for name in _MANY_VALUED:
        for value in row[name]:
            document.add_text(name, value)
    return document


@lru_cache(maxsize=1_000)  # the passages of a document come one after another
def _spaced_title(title: str) -> str:
    return " ".join(index_tokens(title))


def passages_to_index(store: Store, watermark: int, target: int) -> Iterator[list[Row]]:
    """Yield batches of passages changed in (watermark, target], with metadata, labels and concepts."""
    query = (
        "SELECT p.id, p.text, p.kind, p.language, d.corpus, d.publisher, d.date, d.title, "
        "d.document_number, d.superseded_by, s.status, s.level, s.kind AS document_kind "
        "FROM passage p JOIN document d ON d.id = p.document_id "
        "LEFT JOIN document_state s ON s.document_id = d.id "
        "WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id"
    )
    for ids in changed_rows(store, watermark, target, size=_BATCH):
        batch: dict[int, Row] = {
            row["id"]: {**dict(row), **{name: set() for name in _MANY_VALUED}}
            for row in store.rows(query, (json.dumps(ids),))
        }
        _add_annotations(store, batch)
        yield list(batch.values())


def _add_annotations(store: Store, batch: Mapping[int, Row]) -> None:
    """Add labels, concepts and entities to passages by row id."""
    ids = (json.dumps(list(batch)),)
    for row in store.rows(
        "SELECT passage_id, kind, label, probability FROM category "
        "WHERE passage_id IN (SELECT value FROM json_each(?)) AND rank IS NOT NULL",
        ids,
    ):
        passage = batch[row["passage_id"]]
        passage[row["kind"]].add(row["label"])
        if row["probability"] >= SURE_LABEL:
            passage["sure"].add(row["label"])
    for row in store.rows(
        f"SELECT passage_id, concept, CASE WHEN type IN {TOPIC_TYPES} THEN concept END AS topic, "
        f"CASE WHEN type IN {ENTITY_TYPES} THEN coalesce(entity, concept) END AS entity FROM mention "
        "WHERE passage_id IN (SELECT value FROM json_each(?)) AND (entity IS NOT NULL OR concept != '')",
        ids,
    ):
        for name in ("concept", "topic", "entity"):
            if row[name]:
                batch[row["passage_id"]][name].add(row[name])
