"""Find passages that are new to a saved search, each once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.search import Collection, Filters, QueryPart, find_new
from flows.search.kept import needs_annotations
from flows.store import leave_out_known, waiting_passages
from flows.store.passages import newest_passage


class Found(NamedTuple):
    """The result of running a saved search: passages (row ids), and the parts of the query.

    `last` is how far the next run need not check again: the row id of a passage, or the number of a sighting.
    `waiting` passages, or vanished documents, are checked once they are annotated.
    """

    rows: Sequence[int]
    parts: tuple[QueryPart, ...]
    last: int
    waiting: int = 0


def find_passages(collection: Collection, name: str, query: str, filters: Filters, after: int) -> Found:
    """Return the matching passages with row ids above `after` that are new to the saved search `name`.

    Conditions that need annotations are checked up to the first passage without them. Words are searched for
    in all passages, and again later in those without annotations, since a concept may then also be found
    under other names. Raises QueryError or UsageError for a search that is no longer valid.
    """
    store = collection.store
    newest = newest_passage(store)
    waiting = waiting_passages(store, after)
    last = min(newest, waiting.first - 1) if waiting.number else newest
    must_wait = needs_annotations(store, query, filters)
    rows, parts = find_new(collection, query, filters, after=after, up_to=last if must_wait else newest)
    rows = leave_out_known(store, name, rows, after, must_wait=must_wait)
    return Found(rows, parts, last, waiting.number if must_wait else 0)
