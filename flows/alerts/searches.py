"""Run saved searches: find passages that are new since the last run, or documents that vanished since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.alerts.feeds import Entry, read_entries, write_feeds
from flows.alerts.vanished import find_vanished
from flows.records import SourceState
from flows.references import read_ways
from flows.search import Collection, Filters, find_new
from flows.store import Store, Subject, Watch, list_watches, newest_passage, newest_sighting, record_hits


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search. `seen` is the row of the newest passage that its last run looked at.

    One for vanished documents has the ways in which they vanish, and `seen` is the number of a sighting.
    """

    name: str
    query: str
    filters: Filters
    seen: int
    subject: Subject = "passages"
    ways: tuple[SourceState, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What one saved search found in this run: new hits, newest documents first, and the files written."""

    name: str
    query: str
    hits: list[Entry] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


def run_watches(
    collection: Collection,
    folder: Path,
    names: Sequence[str] = (),
    *,
    has_alerts: bool = False,
    locale: str = "en",
) -> list[Outcome]:
    """Run all saved searches, or the named ones.

    Passages stored since the last run of a search are new; passages that were only annotated again are not. A
    search for vanished documents finds those that vanished since, each by its first matching passage.
    Every search leaves `NAME.rss`, `NAME.json` and `NAME.md` with its last 100 hits in `folder`, in words of
    `locale` (en or zh). With
    `has_alerts` the hits are also queued for `send_alerts`, in the transaction that records them.
    """
    outcomes = []
    store = collection.store
    newest: dict[Subject, int] = {"passages": newest_passage(store), "vanished": newest_sighting(store)}
    for search in read_searches(store):
        if names and search.name not in names:
            continue
        query, filters, last = search.query, search.filters, newest[search.subject]
        if search.subject == "vanished":
            rows, parts = find_vanished(collection, query, filters, search.ways, search.seen)
        else:
            rows, parts = find_new(collection, query, filters, after=search.seen, up_to=last)
        record_hits(store, search.name, rows, last, to_be_sent=has_alerts)
        hits = read_entries(store, rows, parts, search.subject)
        files = write_feeds(store, search.name, query, parts, folder, search.subject, locale)
        outcomes.append(Outcome(search.name, search.query, hits, files))
    return outcomes


def read_searches(store: Store) -> list[SavedSearch]:
    """Return the saved searches, the oldest first."""
    return [_as_search(watch) for watch in list_watches(store)]


def _as_search(watch: Watch) -> SavedSearch:
    given: dict[str, Any] = {key: tuple(value) for key, value in watch.filters.items()}
    ways = read_ways(given.pop("vanished", ()))
    return SavedSearch(watch.name, watch.query, Filters(**given), watch.seen, watch.subject, ways)
