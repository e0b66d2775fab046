"""Lists of current documents: filtered, sorted, counted by group, with near-duplicates folded on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NamedTuple, get_args

from flows.errors import unknown_value
from flows.records import DateRange
from flows.store.database import Store, match_choices, within_dates
from flows.store.documents.states import STATUS_SOURCE
from flows.store.publishers import choose_publishers, publisher_groups
from flows.text import title_characters, title_years

DocumentOrder = Literal["date", "oldest", "title", "publisher", "corpus", "passages"]
DocumentGrouping = Literal["year", "corpus", "publisher", "language"]
DOCUMENT_ORDERS: tuple[DocumentOrder, ...] = get_args(DocumentOrder)
DOCUMENT_GROUPINGS: tuple[DocumentGrouping, ...] = get_args(DocumentGrouping)
_PASSAGES = "(SELECT count(*) FROM passage p WHERE p.document_id = l.id)"
# Undated documents, and those without a publisher or title, come last in every order; ties are broken by id.
_NEWEST = "l.date = '', l.date DESC, l.id"
_ORDERS = {
    "date": _NEWEST,
    "oldest": "l.date = '', l.date, l.id",
    "title": f"l.title = '', l.title, {_NEWEST}",
    "publisher": f"l.publisher = '', l.publisher, {_NEWEST}",
    "corpus": f"l.corpus, {_NEWEST}",
    "passages": f"{_PASSAGES} DESC, {_NEWEST}",
}
_GROUPS = {
    "year": "substr(l.date, 1, 4)",
    "corpus": "l.corpus",
    "publisher": "publisher_group(l.publisher)",
    "language": "l.language",
}
_LISTED, _NEAREST = (
    14,
    8,
)  # values of a field in a message: all if there are no more than 14, else the 8 nearest


class ListedDocument(NamedTuple):
    """A document of a list, with the number of its passages and its kind, level and status.

    `status_source` is the evidence for the status, "presumed" without any.
    `copies` is the number of documents behind its line, more than one if near-duplicates are folded.
    """

    id: str
    date: str
    title: str
    publisher: str
    document_number: str
    corpus: str
    language: str
    passages: int
    url: str
    kind: str = ""
    level: str = ""
    status: str = ""
    status_source: str = ""
    copies: int = 1


class DocumentGroup(NamedTuple):
    """A year, corpus, publisher or language ("" if there is none), with the number of its documents."""

    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """A filter of current documents; empty means all.

    Several values of one field are alternatives. `dates` are of publication, else of writing; a document
    without a date is in no range. `title` has words and years as `flows.text.read_title` reads them. With
    `is_folded`, only the earliest of near-duplicate documents is listed.
    """

    corpora: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    dates: DateRange = DateRange()
    title: str = ""
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """A request for a page of documents: filter, order, limit and offset.

    `grouping` sorts by group first: years and languages in order (newest year first), corpora and publishers
    by name. Publishers are grouped by `publisher_groups`.
    """

    filters: DocumentFilter = DocumentFilter()
    order: DocumentOrder = "date"
    limit: int | None = 50
    offset: int = 0
    grouping: DocumentGrouping | None = None


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The documents of a page, and the total number."""

    documents: list[ListedDocument]
    total: int


def list_documents(store: Store, request: DocumentRequest) -> DocumentList:
    """Return a page of the list of documents with the total.

    Raises UsageError for a corpus, publisher or language that no current document has.
    """
    _check(store, request.filters)
    chosen, values = _choose(store, request.filters)
    total = int(store.value(f"{chosen} SELECT count(*) FROM listed", tuple(values)) or 0)
    order = _ORDERS[request.order]
    if request.grouping:
        _group_publishers(store, request.grouping)
        group = _GROUPS[request.grouping]
        direction = " DESC" if request.grouping == "year" else ""  # newest year first
        order = f"{group} = '', {group}{direction}, {order}"
    query = (
        f"{chosen} SELECT l.id, l.date, l.title, l.publisher, l.document_number, l.corpus, l.language, "
        f"{_PASSAGES} AS passages, l.url, coalesce(s.kind, '') AS kind, coalesce(s.level, '') AS level, "
        f"coalesce(s.status, '') AS status, {STATUS_SOURCE} AS status_source, l.copies FROM listed l "
        f"LEFT JOIN document_state s ON s.document_id = l.id ORDER BY {order} LIMIT ? OFFSET ?"
    )
    limit = -1 if request.limit is None else request.limit
    found = store.select(ListedDocument, query, (*values, limit, request.offset))
    return DocumentList(list(found), total)


def group_documents(store: Store, filters: DocumentFilter, grouping: DocumentGrouping) -> list[DocumentGroup]:
    """Return the groups of the documents that pass the filters.

    Years come newest first, others by their number of documents.
    """
    _group_publishers(store, grouping)
    chosen, values = _choose(store, filters)
    order = {"year": "name = '', name DESC"}.get(grouping, "documents DESC, name")
    query = (
        f"{chosen} SELECT {_GROUPS[grouping]} AS name, count(*) AS documents FROM listed l "
        f"GROUP BY 1 ORDER BY {order}"
    )
    return list(store.select(DocumentGroup, query, tuple(values)))


def _group_publishers(store: Store, grouping: DocumentGrouping) -> None:
    if grouping == "publisher":
        store.group_publishers(publisher_groups(store))


def _ask_title(typed: str) -> tuple[str, list[str]]:
    """Return the condition that a title has the words of a typed one, and its values.

    Only the few titles with the characters of the words, or with the year, are folded: folding 80,000 takes
    0.7 s.
    """
    forms, years = title_characters(typed), title_years(typed)
    has_any = ("(" + " OR ".join(["instr(d.title, ?)"] * len(one)) + ")" for one in forms)
    has_years = (
        f"(substr(d.date, 1, 4) = ?{' OR instr(d.title, ?)' * (1 + len(digits))})" for _, digits in years
    )
    may_have = " AND ".join(["1", *has_any, *has_years])
    condition = f"CASE WHEN {may_have} THEN has_title_words(d.title, d.date, ?) END"
    texts = (text for year, digits in years for text in (year, year, *digits))
    return condition, [*(character for one in forms for character in one), *texts, typed]


def _choose(store: Store, filters: DocumentFilter) -> tuple[str, list[object]]:
    """Return the beginning of a query that defines `listed`, and its values."""
    conditions, values = match_choices(
        ("d.corpus", filters.corpora),
        ("d.publisher", choose_publishers(store, filters.publishers) if filters.publishers else ()),
        ("d.language", filters.languages),
    )
    is_dated, bounds = within_dates("d.date", filters.dates)
    conditions += ["d.superseded_by IS NULL", is_dated]
    values += bounds
    if filters.title:
        condition, bound = _ask_title(filters.title)
        conditions.append(condition)
        values += bound
    fields = "d.id, d.date, d.title, d.publisher, d.document_number, d.corpus, d.language, d.url"
    where = " AND ".join(conditions)
    if not filters.is_folded:
        return f"WITH listed AS (SELECT {fields}, 1 AS copies FROM document d WHERE {where})", values
    # Few documents are near-duplicates of others: only these are ranked.
    earliest = "PARTITION BY c.cluster"
    return (
        f"WITH ranked AS (SELECT {fields}, count(*) OVER ({earliest}) AS copies, "
        f"row_number() OVER ({earliest} ORDER BY d.date = '', d.date, d.id) AS place "
        f"FROM document_cluster c JOIN document d ON d.id = c.document_id WHERE {where}), "
        f"listed AS (SELECT {fields}, 1 AS copies FROM document d WHERE {where} "
        "AND d.id NOT IN (SELECT document_id FROM document_cluster) "
        "UNION ALL SELECT id, date, title, publisher, document_number, corpus, language, url, copies "
        "FROM ranked WHERE place = 1)",
        [*values, *values],
    )


def _check(store: Store, filters: DocumentFilter) -> None:
    """Raise UsageError for a filter value that no current document has, with similar values.

    What only the whole store has or only a former version in a part of it is not a mistake.
    """
    for column, wanted in (
        ("corpus", filters.corpora),
        ("publisher", filters.publishers),
        ("language", filters.languages),
    ):
        for value in wanted:
            if column == "publisher" and choose_publishers(store, [value]) != [value]:
                continue
            own = f"SELECT 1 FROM document WHERE superseded_by IS NULL AND {column} = ?"
            query = f"SELECT 1 FROM {store.all_documents} WHERE {column} = ? UNION ALL {own} LIMIT 1"
            if not store.value(query, (value, value)):
                raise unknown_value(column, value, _nearest(store, column, value))


def _nearest(store: Store, column: str, value: str) -> Sequence[str]:
    """Return the known values, the most frequent first; of many, only those that contain or resemble a value.

    If some are left out, the last entry says how many there are.
    """
    known = store.column(
        f"SELECT {column} FROM {store.all_documents} WHERE {column} != '' "
        "GROUP BY 1 ORDER BY count(*) DESC, 1"
    )
    if len(known) <= _LISTED:
        return known or ["-"]
    parts = [name for name in known if value and value.casefold() in name.casefold()]
    near = parts or get_close_matches(value, known, n=_NEAREST, cutoff=0.5)
    return [*(near or known)[:_NEAREST], f"… ({len(known):,})"]
