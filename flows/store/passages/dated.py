"""Current passages by corpus and date, with the meanings of their mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.store.database import CURRENT, IS_UNCOUNTED, Store, marks

_BATCH = 5000


@dataclass(frozen=True, slots=True)
class PeriodPassage:
    """A passage of a period; `mentions` are (start, end, meaning), the meaning a concept or else the type."""

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
    """A choice of passages by corpus and date.

    `first` and `last` are ISO dates, months or years, inclusive; `before` is exclusive. With any of them,
    documents without a date are left out.
    """

    corpora: Sequence[str] = ()
    first: str = ""
    last: str = ""
    before: str = ""


def newest_passage(store: Store) -> int:
    """Return the row id of the passage stored last; 0 in an empty store."""
    return int(store.value("SELECT coalesce(max(id), 0) FROM passage"))


def period_passages(store: Store, chosen: PassageFilter, *, size: int = _BATCH) -> Iterator[PeriodPassage]:
    """Yield the chosen current passages with their mentions, by row id; `size` of them are read at a time.

    The titles and numbers of documents that a rule found are not among the mentions.
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
    """Return the condition on `d`, to follow others, with its values."""
    parts: list[str] = []
    values: list[str] = []
    if chosen.first or chosen.last or chosen.before:
        parts.append("AND d.date != ''")
    if chosen.first:
        parts.append("AND d.date >= ?")
        # A document known by its month or year alone belongs to it from its first day.
        values.append(chosen.first.removesuffix("-01").removesuffix("-01"))
    if chosen.last:
        parts.append("AND d.date <= ?")
        values.append(f"{chosen.last}~")  # sorts after the days of a month and the months of a year
    if chosen.before:
        parts.append("AND d.date < ?")
        values.append(chosen.before)
    if chosen.corpora:
        parts.append(f"AND d.corpus IN ({marks(chosen.corpora)})")
        values.extend(chosen.corpora)
    return " ".join(parts), values


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
