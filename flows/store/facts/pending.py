"""Passages with or without annotations of a version, in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from flows.store.database import CURRENT, IS_UNCOUNTED, Store, marks

_VERSIONS = "SELECT id FROM annotation_version WHERE lexicon_hash = ? AND model_version = ?"
_PENDING = (
    f"FROM {CURRENT} LEFT JOIN annotated_passage a ON a.passage_id = p.id WHERE p.id > ? AND "
    f"(? OR a.version IS NULL OR a.version NOT IN ({_VERSIONS}))"
)
_NEW = (
    "FROM document_total d CROSS JOIN passage p ON p.document_id = d.id "
    "LEFT JOIN annotated_passage a ON a.passage_id = p.id WHERE d.pending AND p.id > ? AND a.version IS NULL"
)
_FEW = 20_000  # pending passages found by their documents; more by reading all passages in order
Batch = tuple[list[int], list[str]]


class _TextOfPassage(NamedTuple):
    id: int
    text: str


def count_pending(
    store: Store,
    annotation_key: str,
    model_version: str,
    *,
    everything: bool = False,
    corpora: Sequence[str] | None = None,
    excluded: Sequence[str] = (),
) -> int:
    """Count the current passages without annotations by this lexicon and model, or all with `everything`.

    Counts only `corpora` (None: all), without `excluded`.
    """
    chosen, values = _choose_corpora(corpora, excluded)
    if not everything and _lacks_others(store, annotation_key, model_version):
        query = f"SELECT coalesce(sum(d.pending), 0) FROM document_total d WHERE d.pending {chosen}"
        return int(store.value(query, values))
    parameters = (0, everything, annotation_key, model_version, *values)
    return int(store.value(f"SELECT count(*) {_PENDING} {chosen}", parameters))


def pending_passages(
    store: Store,
    annotation_key: str,
    model_version: str,
    *,
    everything: bool,
    size: int,
    corpora: Sequence[str] | None = None,
    excluded: Sequence[str] = (),
) -> Iterator[Batch]:
    """Yield batches of (row ids, texts) of the passages that `count_pending` counts, by row id.

    Annotations may be written between two batches. Uncounted passages are yielded with empty text, so that
    they get an annotation without tokens, mentions and labels.
    """
    chosen, values = _choose_corpora(corpora, excluded)
    key = (annotation_key, model_version)
    text = f"SELECT p.id, CASE WHEN {IS_UNCOUNTED} THEN '' ELSE p.text END AS text"
    if not everything and _lacks_others(store, *key):
        number = count_pending(store, *key, corpora=corpora, excluded=excluded)
        if number <= _FEW:
            query = f"{text} {_NEW} {chosen} ORDER BY p.id LIMIT ?"
            return _read_batches(store, query, lambda last: (last, *values, size))
    query = f"{text} {_PENDING} {chosen} ORDER BY p.id LIMIT ?"
    return _read_batches(store, query, lambda last: (last, everything, *key, *values, size))


def _lacks_others(store: Store, annotation_key: str, model_version: str) -> bool:
    """Return whether no current passage has annotations by another lexicon or model."""
    query = "SELECT 1 FROM annotation_version WHERE passages AND NOT (lexicon_hash = ? AND model_version = ?)"
    return store.value(query, (annotation_key, model_version)) is None


def annotated_passages(
    store: Store, annotation_key: str, model_version: str, *, size: int
) -> Iterator[Batch]:
    """Yield batches of (row ids, texts) of the passages annotated with this lexicon and model, by row id."""
    query = (
        f"SELECT p.id, p.text FROM {CURRENT} JOIN annotated_passage a ON a.passage_id = p.id WHERE p.id > ? "
        f"AND a.version IN ({_VERSIONS}) ORDER BY p.id LIMIT ?"
    )
    return _read_batches(store, query, lambda last: (last, annotation_key, model_version, size))


def _choose_corpora(corpora: Sequence[str] | None, excluded: Sequence[str]) -> tuple[str, list[str]]:
    """Return a condition on the corpus, to append to others, and its values."""
    conditions = []
    if corpora is not None:
        conditions.append(f"AND d.corpus IN ({marks(corpora)})")
    if excluded:
        conditions.append(f"AND d.corpus NOT IN ({marks(excluded)})")
    return " ".join(conditions), [*(corpora or ()), *excluded]


def _read_batches(
    store: Store, query: str, parameters: Callable[[int], tuple[object, ...]]
) -> Iterator[Batch]:
    """Yield batches of a query that starts after a row id; `parameters` returns its values for a row id."""
    last = 0
    while rows := list(store.select(_TextOfPassage, query, parameters(last))):
        last = rows[-1].id
        yield [row.id for row in rows], [row.text for row in rows]
