"""The size of the store in numbers, from its kept counts."""

from __future__ import annotations

from typing import NamedTuple

from flows.store.database import Store

_COUNTS = {
    "documents": "SELECT count(*) FROM document WHERE superseded_by IS NULL",
    "passages": "SELECT sum(stored) FROM slice",
    "annotated": "SELECT sum(passages) FROM annotation_version",
    "mentions": "SELECT sum(mentions) FROM slice",
    "labelled": "SELECT sum(labelled) FROM slice",
    "rejections": "SELECT count(*) FROM rejection",
    "undated": "SELECT count(*) FROM document WHERE superseded_by IS NULL AND date = ''",
}


def count_rows(store: Store) -> dict[str, int]:
    """Count documents, passages, mentions and rejections, and those without a date or with a label."""
    return {name: int(store.value(query) or 0) for name, query in _COUNTS.items()}


class CorpusCounts(NamedTuple):
    """The contents of a corpus: current documents, their passages and mentions, and rejections."""

    documents: int
    passages: int
    mentions: int
    rejections: int


def count_corpora(store: Store) -> dict[str, CorpusCounts]:
    """Return the counts of each corpus that has a document or a rejection, by its name."""
    documents = _by_name(store, "corpus, count(*) FROM document WHERE superseded_by IS NULL")
    passages = _by_name(store, "corpus, sum(stored) FROM slice")
    mentions = _by_name(store, "corpus, sum(mentions) FROM slice")
    rejections = _by_name(store, "corpus, count(*) FROM rejection")
    parts = (documents, passages, mentions, rejections)
    names = sorted({*documents, *rejections})
    return {name: CorpusCounts(*(part.get(name, 0) for part in parts)) for name in names}


def count_runs(store: Store) -> dict[str, int]:
    """Return the number of runs by outcome."""
    return _by_name(store, "outcome, count(*) FROM run")


def _by_name(store: Store, selected: str) -> dict[str, int]:
    return {str(name): int(number or 0) for name, number in store.rows(f"SELECT {selected} GROUP BY 1")}
