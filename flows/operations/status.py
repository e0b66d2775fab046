"""What is stored, when it was last read, what failed."""

from __future__ import annotations

from typing import Any

from flows.store.database import Store
from flows.store.fetching import fetch_overview
from flows.store.reading import corpus_overview, count_rows, label_counts, recent_runs, rejections


def collect_status(store: Store, *, with_rejections: bool = False) -> dict[str, Any]:
    """Return counts, corpora, labels, the last runs, and (where asked for) every rejection."""
    found: dict[str, Any] = {
        "store": str(store.path),
        "stored": count_rows(store),
        "corpora": corpus_overview(store),
        "labels": label_counts(store),
        "runs": recent_runs(store),
        "fetching": fetch_overview(store),
    }
    if with_rejections:
        found["rejections"] = rejections(store)
    return found
