"""Run saved searches: find passages that are new since the last run, or documents that vanished since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.alerts.feeds import Entry, read_entries, write_feeds
from flows.alerts.finding import Found, find_passages
from flows.alerts.vanished import find_vanished
from flows.errors import UsageError
from flows.records import SourceState
from flows.references import read_ways
from flows.search import Collection, Filters
from flows.store import Store, Subject, Watch, list_watches, record_hits
from flows.store.desk import documents_of_rows
from flows.store.part import documents_of_provinces


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search. `seen` is the row of the newest passage that its last run checked.

    A search for vanished documents has the ways in which they vanish, and `seen` is the number of a sighting.
    With `provinces`, only what bodies of these issued is found.
    """

    name: str
    query: str
    filters: Filters
    seen: int
    subject: Subject = "passages"
    ways: tuple[SourceState, ...] = ()
    provinces: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """The result of a saved search in this run: new hits, newest documents first, and the files written.

    `waiting` passages (or vanished documents) are new but not annotated; a later run checks them. With a
    `problem`, the search could not be run.
    """

    name: str
    query: str
    hits: list[Entry] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    waiting: int = 0
    problem: UsageError | None = None

    def as_failure(self) -> dict[str, object]:
        """Return why the search could not be run, in the form that other messages take as a value."""
        reason = self.problem.as_value() if self.problem else ""
        return {"code": "alerts.not_run", "values": {"name": self.name, "reason": reason}}


def run_watches(
    collection: Collection,
    folder: Path,
    names: Sequence[str] = (),
    *,
    has_alerts: bool = False,
    locale: str = "en",
) -> list[Outcome]:
    """Run all saved searches, or the named ones.

    Passages stored since the last run of a search are new. Passages that were only annotated again are not,
    nor is text that occurs word for word in the previous version. A search that needs annotations waits for
    them. A search for vanished documents finds those that vanished since, each by its first matching passage.
    A search that is no longer valid has a problem, and the others are run.

    Every search writes `NAME.rss`, `NAME.json` and `NAME.md` with its last 100 hits to `folder`, in the
    language of `locale` (en or zh). With `has_alerts`, the hits are also queued for `send_alerts`, in the
    transaction that records them.
    """
    outcomes = []
    store = collection.store
    for search in read_searches(store):
        if names and search.name not in names:
            continue
        name, query, subject = search.name, search.query, search.subject
        try:
            found = _find(collection, search)
        except UsageError as error:
            outcomes.append(Outcome(name, query, problem=error))
            continue
        record_hits(store, name, found.rows, found.last, to_be_sent=has_alerts)
        hits = read_entries(store, found.rows, found.parts, subject)
        files = write_feeds(store, name, query, found.parts, folder, subject, locale)
        outcomes.append(Outcome(name, query, hits, files, found.waiting))
    return outcomes


def _find(collection: Collection, search: SavedSearch) -> Found:
    """Return what is new to a saved search. Raises UsageError if it is no longer valid."""
    if search.subject == "vanished":
        found = find_vanished(collection, search.query, search.filters, search.ways, search.seen)
    else:
        found = find_passages(collection, search.name, search.query, search.filters, search.seen)
    if not search.provinces:
        return found
    inside = documents_of_provinces(collection.store, search.provinces)
    owners = documents_of_rows(collection.store, found.rows)
    return found._replace(rows=[row for row in found.rows if owners[row] in inside])


def read_searches(store: Store) -> list[SavedSearch]:
    """Return the saved searches, oldest first."""
    return [_as_search(watch) for watch in list_watches(store)]


def _as_search(watch: Watch) -> SavedSearch:
    given = dict(watch.filters)
    ways = read_ways(given.pop("vanished", ()))
    provinces = tuple(given.pop("province", ()))
    return SavedSearch(watch.name, watch.query, Filters.of(given), watch.seen, watch.subject, ways, provinces)
