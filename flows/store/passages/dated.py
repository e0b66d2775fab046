"""Current passages by corpus and date, with the meanings of their mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.records import DateRange
from flows.store.database import CURRENT, IS_UNCOUNTED, Store, marks, within_dates

_BATCH = 5000


@dataclass(frozen=True, slots=True)
class PeriodPassage:
    """A passage of a period; `mentions` are (start, end, meaning): the concept, else the type."""

    id: int
    passage_id: str
    document_id: str
    date: str
    language: str
    text: str
    mentions: list[tuple[int, int, str]]


class _PeriodRow(NamedTuple):
    id: int
    passage_id: str
    document_id: str
    date: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class PassageFilter:
    """A filter of passages by corpus and date; with a date, undated documents are left out."""

    corpora: Sequence[str] = ()
    dates: DateRange = DateRange()


def newest_passage(store: Store) -> int:
    """Return the row id of the passage stored last; 0 in an empty store."""
    return int(store.value("SELECT coalesce(max(id), 0) FROM passage"))


def period_passages(store: Store, chosen: PassageFilter, *, size: int = _BATCH) -> Iterator[PeriodPassage]:
    """Yield the chosen current passages with their mentions, by row id; reads `size` at a time.

    Mentions exclude titles and numbers of documents found by a rule.
    """
    condition, values = _filter_condition(chosen)
    query = (
        "SELECT p.id, p.document_id || '-' || p.position AS passage_id, p.document_id, d.date, p.language, "
        "p.text "
        f"FROM {CURRENT} WHERE p.id > ? AND NOT {IS_UNCOUNTED} {condition} ORDER BY p.id LIMIT ?"
    )
    done = 0
    while rows := list(store.select(_PeriodRow, query, (done, *values, size))):
        done = rows[-1].id
        meanings = _meanings_between(store, rows[0].id, done)
        for row in rows:
            yield PeriodPassage(*row, meanings.get(row.id, []))


def _filter_condition(chosen: PassageFilter) -> tuple[str, list[str]]:
    """Return the condition on `d`, to append to others, with its values."""
    condition, values = within_dates("d.date", chosen.dates)
    if not chosen.corpora:
        return f"AND {condition}", [*values]
    return f"AND {condition} AND d.corpus IN ({marks(chosen.corpora)})", [*values, *chosen.corpora]


def _meanings_between(store: Store, first: int, last: int) -> dict[int, list[tuple[int, int, str]]]:
    """Return (start, end, concept or type) of the mentions in the passages from `first` to `last`.

    Mentions found by pattern have no meaning (""): they are candidates for the lexicon.
    """
    found: dict[int, list[tuple[int, int, str]]] = {}
    for passage, start, end, meaning in store.connection.execute(
        'SELECT passage_id, start, "end", '
        "CASE source WHEN 'pattern' THEN '' ELSE coalesce(nullif(concept, ''), type) END FROM mention "
        "WHERE passage_id BETWEEN ? AND ? AND (concept != '' OR type != 'DOC') "
        'ORDER BY passage_id, start, "end" DESC',
        (first, last),
    ):
        found.setdefault(passage, []).append((start, end, meaning))
    return found
