"""Run saved searches: find passages that are new since the last run, and write the feeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.alerts.feeds import Entry, read_entries, write_feeds
from flows.search import Collection, Filters, find_new
from flows.store import Store, list_watches, newest_passage, record_hits


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search. `seen` is the row of the newest passage that its last run looked at."""

    name: str
    query: str
    filters: Filters
    seen: int


@dataclass(slots=True)
class Outcome:
    """What one saved search found in this run: new hits, newest documents first, and the files written."""

    name: str
    query: str
    hits: list[Entry] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


def run_watches(
    collection: Collection, folder: Path, names: Sequence[str] = (), *, has_alerts: bool = False
) -> list[Outcome]:
    """Run all saved searches, or the named ones.

    Passages stored since the last run of a search are new; passages that were only annotated again are not.
    Every search leaves `NAME.rss`, `NAME.json` and `NAME.md` with its last 100 hits in `folder`. With
    `has_alerts` the hits are also queued for `send_alerts`, in the transaction that records them.
    """
    outcomes = []
    store = collection.store
    newest = newest_passage(store)
    for search in read_searches(store):
        if names and search.name not in names:
            continue
        rows, parts = find_new(collection, search.query, search.filters, after=search.seen, up_to=newest)
        record_hits(store, search.name, rows, newest, to_be_sent=has_alerts)
        hits = read_entries(store, rows, parts)
        files = write_feeds(store, search.name, search.query, parts, folder)
        outcomes.append(Outcome(search.name, search.query, hits, files))
    return outcomes


def read_searches(store: Store) -> list[SavedSearch]:
    """Return the saved searches, the oldest first."""
    return [
        SavedSearch(watch.name, watch.query, _as_filters(watch.filters), watch.seen)
        for watch in list_watches(store)
    ]


def _as_filters(values: dict[str, list[str]]) -> Filters:
    given: dict[str, Any] = {key: tuple(value) for key, value in values.items()}
    return Filters(**given)
