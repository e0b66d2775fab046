"""Save searches: validate what the command line and the page keep before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.errors import UsageError
from flows.references import read_document_choice, read_ways
from flows.search import VALUE_FILTERS, Collection, Filters, check_values, select_passages
from flows.search.kept import check_lists, join_query
from flows.store import Subject, add_watch
from flows.text import is_safe_name


@dataclass(frozen=True, slots=True)
class SearchToSave:
    """A search to save under a name.

    `filters` have no dates; `first` and `last` are dates, or "". With `vanished`, documents that vanish in
    these ways are reported instead of new passages. `collections`, `tags` and `provinces` narrow the search.
    """

    name: str
    query: str
    filters: Filters = Filters()
    first: str = ""
    last: str = ""
    vanished: Sequence[str] = ()
    collections: Sequence[str] = ()
    tags: Sequence[str] = ()
    provinces: Sequence[str] = ()


def save_search(collection: Collection, wanted: SearchToSave, *, everything: bool = False) -> Subject:
    """Save a search; return what it reports. With `everything`, its first run reports what is already stored.

    Publishers, corpora and names may be saved before any text has them; other values must be known.

    Raises UsageError for an invalid or taken name, QueryError for a query that can't be parsed.
    """
    if not is_safe_name(wanted.name):
        raise UsageError("alerts.bad_name", name=wanted.name)
    given = {name: list(getattr(wanted.filters, name)) for name in VALUE_FILTERS}
    given["province"] = list(read_document_choice(province=wanted.provinces).province)
    kept = {key: values for key, values in given.items() if values}
    subject: Subject = "passages"
    if wanted.vanished:
        kept["vanished"], subject = list(read_ways(wanted.vanished)), "vanished"
    check_lists(collection.store, wanted.collections, wanted.tags)
    query = _with_dates(join_query(wanted.query, wanted.collections, wanted.tags), wanted.first, wanted.last)
    if query or wanted.filters or not (wanted.vanished or wanted.provinces):
        select_passages(collection, query, wanted.filters)
    check_values(collection, replace(wanted.filters, publisher=(), corpus=(), entity=()))
    if not add_watch(collection.store, wanted.name, query, kept, from_now=not everything, subject=subject):
        raise UsageError("alerts.name_taken", name=wanted.name)
    return subject


def _with_dates(query: str, first: str, last: str) -> str:
    """Return the query with the dates as a field, the form in which saved searches keep them."""
    if not first and not last:
        return query
    dates = f"date:{first}..{last}"
    return f"({query}) {dates}" if query.strip() else dates
