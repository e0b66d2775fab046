"""Writes: documents with their passages, annotations, rejections; idempotent, one transaction a batch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from flows import __version__
from flows.records import Annotation, Document, Passage, Rejection
from flows.store.database import Store, now


@dataclass(slots=True)
class BatchCounts:
    """What one batch changed. `duplicates` are among the `rejected`."""

    documents: int = 0
    passages: int = 0
    rejected: int = 0
    duplicates: int = 0
    superseded: int = 0


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Identity of a file in its corpus: key, hash of its bytes, and of the options it was read with."""

    corpus: str
    key: str
    sha256: str
    reading: str
    bytes: int


def is_complete(store: Store, source: SourceFile) -> bool:
    """Return whether this very file, read with these options, is stored in full."""
    return bool(
        store.value(
            "SELECT complete FROM source WHERE corpus = ? AND key = ? AND sha256 = ? AND reading = ?",
            (source.corpus, source.key, source.sha256, source.reading),
        )
    )


def write_batch(
    store: Store,
    run_id: str,
    source: SourceFile,
    documents: Sequence[tuple[Document, Sequence[Passage]]],
    rejections: Sequence[Rejection],
    *,
    complete: bool,
) -> BatchCounts:
    """Store one batch of one file in one transaction; what is stored already is left as it is.

    A document whose title, dates and text stand already in the corpus under another key becomes a rejection. A document
    under a known key with new content supersedes the one before, which stays stored.
    """
    counts = BatchCounts()
    with store.transaction() as connection:
        moment = now()
        connection.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET complete = max(complete, excluded.complete)",
            (
                source.corpus,
                source.key,
                source.sha256,
                source.reading,
                source.bytes,
                int(complete),
                run_id,
                moment,
            ),
        )
        if complete:  # what stood under this key before is no longer what was read last
            connection.execute(
                "UPDATE source SET complete = 0 WHERE corpus = ? AND key = ? AND (sha256 != ? OR reading != ?)",
                (source.corpus, source.key, source.sha256, source.reading),
            )
        found = list(rejections)
        for document, passages in documents:
            if duplicate := _insert_document(store, run_id, moment, document, passages, counts):
                found.append(duplicate)
                counts.duplicates += 1
        for rejection in found:
            counts.rejected += connection.execute(
                "INSERT OR IGNORE INTO rejection VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    rejection.corpus,
                    rejection.where,
                    rejection.stage,
                    rejection.reason,
                    source.sha256,
                    run_id,
                    moment,
                ),
            ).rowcount
    return counts


def record_reading(
    store: Store, run_id: str, corpus: str, problem: str, counts: dict[str, int], *, outcome: str = "done"
) -> None:
    """Remember how the last reading of a corpus went."""
    moment = now()
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO corpus_read VALUES (:corpus, :now, :outcome, :problem, :good, :counts, :run) ON CONFLICT (corpus) DO UPDATE SET "
            "finished = :now, outcome = :outcome, problem = :problem, counts = :counts, run_id = :run, "
            "good = CASE WHEN :good != '' THEN :good ELSE good END",
            {
                "corpus": corpus,
                "now": moment,
                "outcome": outcome,
                "problem": problem[:500],
                "good": moment if outcome == "done" else "",
                "counts": json.dumps(counts),
                "run": run_id,
            },
        )


def _insert_document(
    store: Store,
    run_id: str,
    moment: str,
    document: Document,
    passages: Sequence[Passage],
    counts: BatchCounts,
) -> Rejection | None:
    connection = store.connection
    identifier, content_hash = document.id, document.content_hash
    twin = connection.execute(
        "SELECT id, key, title FROM document WHERE corpus = ? AND content_hash = ? AND superseded_by IS NULL",
        (document.corpus, content_hash),
    ).fetchone()
    if twin:
        if twin["id"] == identifier:
            _refresh_document(store, document, passages)
            return None
        return Rejection(
            document.corpus, document.key, "store", f"a duplicate of {twin['key']} ({twin['title'][:60]})"
        )
    change = next_change(store)
    counts.superseded += _supersede(store, document, identifier, change)
    if connection.execute("SELECT 1 FROM document WHERE id = ?", (identifier,)).fetchone():
        _revive(store, identifier, change)  # content that an older version had
        return None
    connection.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)",
        (
            identifier,
            document.corpus,
            document.key,
            content_hash,
            document.title,
            document.publisher,
            document.document_number,
            document.written,
            document.published,
            document.date,
            document.url,
            document.language,
            document.format,
            document.encoding,
            document.source_sha256,
            json.dumps(document.metadata, ensure_ascii=False, default=str),
            json.dumps(document.notes, ensure_ascii=False),
            document.text,
            moment,
            run_id,
            __version__,
        ),
    )
    connection.executemany(
        'INSERT INTO passage (document_id, position, start, "end", kind, heading, language, text, first_seen, changed) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                identifier,
                passage.position,
                passage.start,
                passage.end,
                passage.kind,
                passage.heading,
                passage.language,
                passage.text,
                moment,
                change,
            )
            for passage in passages
        ],
    )
    counts.documents += 1
    counts.passages += len(passages)
    return None


_READ = ("publisher", "document_number", "url", "language", "metadata", "notes")


def _refresh_document(store: Store, document: Document, passages: Sequence[Passage]) -> None:
    """Give a stored document what a better reading of the same text finds: its fields, and what its passages are.

    When it was fetched does not count; passages that would be cut elsewhere now stay as they are.
    """
    row = store.rows(f"SELECT {', '.join(_READ)} FROM document WHERE id = ?", (document.id,))[0]
    metadata, stored = dict(document.metadata), json.loads(row["metadata"])
    if "fetched" in stored:
        metadata["fetched"] = stored["fetched"]
    new = (
        document.publisher,
        document.document_number,
        document.url or row["url"],
        document.language,
        json.dumps(metadata, ensure_ascii=False, default=str),
        json.dumps(document.notes, ensure_ascii=False),
    )
    kept = {
        (entry["position"], entry["start"], entry["end"]): entry
        for entry in store.rows(
            'SELECT id, position, start, "end", kind FROM passage WHERE document_id = ?', (document.id,)
        )
    }
    places = {(passage.position, passage.start, passage.end): passage.kind for passage in passages}
    kinds = (
        [(kind, kept[place]["id"]) for place, kind in places.items() if kept[place]["kind"] != kind]
        if places.keys() == kept.keys()
        else []
    )
    if tuple(row) == new and not kinds:
        return
    change = next_change(store)
    store.connection.execute(
        f"UPDATE document SET {', '.join(f'{name} = ?' for name in _READ)} WHERE id = ?", (*new, document.id)
    )
    store.connection.executemany("UPDATE passage SET kind = ? WHERE id = ?", kinds)
    store.connection.executemany(
        "DELETE FROM annotation WHERE passage_id = ?", [(passage,) for _, passage in kinds]
    )  # to be made anew
    store.connection.execute("UPDATE passage SET changed = ? WHERE document_id = ?", (change, document.id))


def _supersede(store: Store, document: Document, identifier: str, change: int) -> int:
    """Mark the current version under the document's key as replaced by `identifier`; returns how many there were."""
    rows = store.rows(
        "SELECT id FROM document WHERE corpus = ? AND key = ? AND superseded_by IS NULL",
        (document.corpus, document.key),
    )
    for row in rows:
        store.connection.execute(
            "UPDATE document SET superseded_by = ? WHERE id = ?", (identifier, row["id"])
        )
        store.connection.execute("UPDATE passage SET changed = ? WHERE document_id = ?", (change, row["id"]))
    return len(rows)


def _revive(store: Store, identifier: str, change: int) -> None:
    store.connection.execute("UPDATE document SET superseded_by = NULL WHERE id = ?", (identifier,))
    store.connection.execute("UPDATE passage SET changed = ? WHERE document_id = ?", (change, identifier))


def next_change(store: Store) -> int:
    """Advance the counter by which the full-text index follows the store; inside a transaction."""
    store.connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'change'")
    return int(store.value("SELECT value FROM counter WHERE name = 'change'"))


def write_annotations(
    store: Store,
    run_id: str,
    annotations: Sequence[tuple[int, Annotation]],
    *,
    lexicon_hash: str,
    model_version: str,
    kinds: dict[str, str],
) -> None:
    """Replace the annotations of the passages named by their row ids, in one transaction."""
    keys = [(passage_id,) for passage_id, _ in annotations]
    with store.transaction() as connection:
        change = next_change(store)
        for table in ("mention", "category", "citation", "target", "loose", "annotation"):
            connection.executemany(f"DELETE FROM {table} WHERE passage_id = ?", keys)
        connection.executemany(
            "INSERT INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    passage_id,
                    len(found.tokens),
                    sum(end - start for _, start, end in found.tokens),
                    lexicon_hash,
                    model_version,
                    __version__,
                    run_id,
                )
                for passage_id, found in annotations
            ],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    passage_id,
                    mention.start,
                    mention.end,
                    mention.type,
                    mention.concept,
                    mention.text,
                    mention.source,
                    mention.score,
                    int(mention.nested),
                    mention.entity or None,
                )
                for passage_id, found in annotations
                for mention in found.mentions
            ],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO citation VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    passage_id,
                    made.start,
                    made.end,
                    made.text,
                    made.relation,
                    made.title,
                    made.number,
                    made.concept,
                )
                for passage_id, found in annotations
                for made in found.citations
            ],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO target VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    passage_id,
                    made.start,
                    made.end,
                    made.text,
                    made.subject,
                    made.indicator,
                    made.value,
                    made.value_to,
                    made.unit,
                    made.comparator,
                    made.deadline,
                    made.baseline,
                    made.kind,
                )
                for passage_id, found in annotations
                for made in found.targets
            ],
        )
        connection.executemany(
            "INSERT INTO loose VALUES (?, ?, ?)",
            [
                (concept, passage_id, extra)
                for passage_id, found in annotations
                for concept, extra in found.loose
            ],
        )
        connection.executemany(
            "INSERT INTO category VALUES (?, ?, ?, ?, ?)",
            [row for passage_id, found in annotations for row in _category_rows(passage_id, found, kinds)],
        )
        connection.executemany(
            "UPDATE passage SET changed = ? WHERE id = ?", [(change, *key) for key in keys]
        )


def _category_rows(
    passage_id: int, found: Annotation, kinds: dict[str, str]
) -> list[tuple[int, str, str, float, int | None]]:
    ranks = {label: rank for chosen in (found.labels, found.instruments) for rank, label in enumerate(chosen)}
    probabilities = {**found.strategies, **found.instrument_probabilities}
    return [
        (passage_id, label, kinds[label], round(probability, 4), ranks.get(label))
        for label, probability in probabilities.items()
        if probability >= 0.01 or label in ranks
    ]
