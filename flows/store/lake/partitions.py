"""The partitions of a store: its current documents by corpus and year, each with a key of their content."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.store.database import Store
from flows.store.facts import CountedVersion
from flows.store.lake.tables import SCHEMA

_YEAR = "substr(d.date, 1, 4)"
_DOCUMENTS = (
    f"SELECT d.corpus, {_YEAR}, d.id, n.content_id, d.title, d.publisher, d.document_number, d.written, "
    "d.published, d.date, d.url, d.language, d.format, d.encoding, d.key, d.source_sha256, d.notes, "
    "d.first_seen, d.metadata, c.cluster, c.similarity "
    "FROM document d JOIN document_content_id n ON n.document_id = d.id "
    "LEFT JOIN document_cluster c ON c.document_id = d.id WHERE d.superseded_by IS NULL "
    "ORDER BY 1, 2, 3"
)
# Every change of a passage raises its `changed`, and a sum of numbers that only grow never repeats.
_PASSAGES = (
    "SELECT document_id, count(*), min(id), max(id), sum(id), sum(changed), max(changed) "
    "FROM passage GROUP BY document_id"
)
# Annotations may be confirmed for another lexicon without changing the passage.
_ANNOTATIONS = (
    "SELECT p.document_id, a.lexicon_hash, a.model_version, a.code_version, count(*), sum(a.token_count), "
    "sum(a.character_count) FROM passage p JOIN annotation a ON a.passage_id = p.id "
    "GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
)
_NAMES = "SELECT document_id, kind, name FROM document_name ORDER BY 1, 2, 3"


@dataclass(slots=True)
class Group:
    """The documents of a corpus and year: their ids in order, their passages, and a key of the content."""

    corpus: str
    year: str
    documents: list[str] = field(default_factory=list)
    passages: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The partitions of a store by corpus and year, and the versions behind its annotations."""

    groups: list[Group]
    annotations: tuple[CountedVersion, ...]


def group_documents(store: Store) -> Grouped:
    """Return the partitions of a store (6 s for 550,000 passages in 79,000 documents)."""
    passages = dict(_by_document(store, _PASSAGES))
    annotations, names = (_all_by_document(store, query) for query in (_ANNOTATIONS, _NAMES))
    groups: dict[tuple[str, str], Group] = {}
    hashes: dict[tuple[str, str], Any] = {}
    for row in store.connection.execute(_DOCUMENTS):
        corpus, year, document = place = tuple(row)[:3]
        group = groups.setdefault(place[:2], Group(corpus, year))
        group.documents.append(document)
        counted = passages.get(document, (0,))
        group.passages += counted[0]
        content = (SCHEMA, tuple(row), counted, annotations[document], names[document])
        hasher = hashes.setdefault(place[:2], hashlib.sha256())
        hasher.update(repr(content).encode("utf-8", "surrogatepass"))
    for which, group in groups.items():
        group.key = hashes[which].hexdigest()[:16]
    current = (document for group in groups.values() for document in group.documents)
    return Grouped(list(groups.values()), _count_versions(annotations[one] for one in current))


def _count_versions(annotations: Iterable[Sequence[tuple[Any, ...]]]) -> tuple[CountedVersion, ...]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for rows in annotations:
        for lexicon, model, code, passages, *_ in rows:
            counts[lexicon, model, code] += passages
    return tuple(CountedVersion(*version, counts[version]) for version in sorted(counts))


def _by_document(store: Store, query: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the rest of each row by its first column."""
    for document, *rest in store.connection.execute(query):
        yield document, tuple(rest)


def _all_by_document(store: Store, query: str) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for document, row in _by_document(store, query):
        found[document].append(row)
    return found
