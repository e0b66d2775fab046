"""The size of the store in numbers, from the counts that it keeps."""

from __future__ import annotations

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
    """Count documents, passages, mentions, rejections, and what lacks a date or has a label."""
    return {name: int(store.value(query) or 0) for name, query in _COUNTS.items()}
