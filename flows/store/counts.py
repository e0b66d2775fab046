"""The size of the store in numbers."""

from __future__ import annotations

from flows.store.database import CURRENT, Store

_COUNTS = {
    "documents": "SELECT count(*) FROM document WHERE superseded_by IS NULL",
    "passages": f"SELECT count(*) FROM {CURRENT}",
    "annotated": f"SELECT count(*) FROM {CURRENT} JOIN annotation a ON a.passage_id = p.id",
    "mentions": f"SELECT count(*) FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE NOT m.nested",
    "labelled": f"SELECT count(DISTINCT c.passage_id) FROM {CURRENT} JOIN category c ON c.passage_id = p.id "
    "WHERE c.kind = 'strategy' AND c.rank IS NOT NULL",
    "rejections": "SELECT count(*) FROM rejection",
    "undated": "SELECT count(*) FROM document WHERE superseded_by IS NULL AND date = ''",
}


def count_rows(store: Store) -> dict[str, int]:
    """Count documents, passages, mentions, rejections, and what lacks a date or has a label."""
    return {name: int(store.value(query)) for name, query in _COUNTS.items()}
