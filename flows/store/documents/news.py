"""New documents in a period, by the date used on time axes (published, else written)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flows.records import DateAxis, DateRange
from flows.store.database import Store, in_corpora, within_dates
from flows.store.scope import date_sql
from flows.text import last_known_day

_CURRENT = "superseded_by IS NULL"
_YEAR = 365  # days


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document of the period, with the number of its passages."""

    document_id: str
    title: str
    date: str
    publisher: str
    document_number: str
    corpus: str
    url: str
    language: str
    passages: int


def newest_date(store: Store, until: str | None) -> str:
    """Return the newest date of a current document up to `until` (None: of all); "" if there is none."""
    is_dated, bounds = within_dates("date", DateRange(None, until))
    return str(store.value(f"SELECT max(date) FROM document WHERE {_CURRENT} AND {is_dated}", bounds) or "")


def newest_known_date(store: Store, today: date | None = None) -> str:
    """Return the newest date of a current document that is not in the future; "" if there is none.

    Tomorrow does not count as future: it has begun further east. `today` defaults to the current day.
    """
    return newest_date(store, last_known_day(today).isoformat())


def end_of_text(store: Store, axis: DateAxis, corpora: Sequence[str] = (), today: date | None = None) -> str:
    """Return the newest date by an axis, without future dates; "" if there is none.

    It is that of the `corpora` given, or else of the whole store. A part of a store (see `flows.store.part`)
    ends when the whole store does; a part as of a day ends on that day at the latest.
    """
    dated = "d.date" if axis is DateAxis.PUBLISHED else date_sql(axis)  # that column has an index
    query = f"SELECT max({dated}) FROM {store.all_documents} d WHERE {dated} <= ? {in_corpora(corpora)}"
    newest = str(store.value(query, (last_known_day(today).isoformat(), *corpora)) or "")
    return min(newest, store.day) if store.day else newest


def days_of_text(store: Store, axis: DateAxis, last: str, corpora: Sequence[str] = ()) -> list[date]:
    """Return the days with documents in the year up to `last` (ISO), in order.

    They are those of the `corpora` given, or else of the whole store. Documents dated only by month or year
    have no day.
    """
    dated = "d.date" if axis is DateAxis.PUBLISHED else date_sql(axis)
    first = date.fromisoformat(last) - timedelta(days=_YEAR)
    query = (
        f"SELECT DISTINCT {dated} AS day FROM {store.all_documents} d "
        f"WHERE {dated} BETWEEN ? AND ? AND length({dated}) = 10 {in_corpora(corpora)} ORDER BY day"
    )
    return [date.fromisoformat(day) for day in store.column(query, (first.isoformat(), last, *corpora))]


def count_new_documents(store: Store, dates: DateRange) -> dict[str, int]:
    """Count the documents of a period by corpus, the largest number first."""
    is_dated, bounds = within_dates("date", dates)
    rows = store.rows(
        f"SELECT corpus, count(*) AS n FROM document WHERE {_CURRENT} AND {is_dated} "
        "GROUP BY 1 ORDER BY n DESC, 1",
        bounds,
    )
    return {row["corpus"]: row["n"] for row in rows}


def new_documents(store: Store, dates: DateRange, limit: int) -> list[NewDocument]:
    """Return the documents of a period, newest first, numbered ones before others."""
    is_dated, bounds = within_dates("date", dates)
    query = (
        "SELECT id AS document_id, title, date, publisher, document_number, corpus, url, language, "
        "(SELECT count(*) FROM passage p WHERE p.document_id = document.id) AS passages "
        f"FROM document WHERE {_CURRENT} AND {is_dated} "
        "ORDER BY date DESC, document_number = '', corpus, id LIMIT ?"
    )
    return list(store.select(NewDocument, query, (*bounds, limit)))
