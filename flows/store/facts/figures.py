"""Reads of figures: what passages state of an indicator, with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flows.store.database import Store
from flows.store.reading import CURRENT

_COLUMNS = (
    't.start, t."end", t.surface AS value_text, t.subject, t.indicator, t.value, t.value_to, t.unit, t.comparator, t.deadline, '
    "t.baseline, t.kind, p.document_id || '-' || p.position AS passage_id, p.document_id, p.language, p.text, d.title, d.date, "
    "d.publisher, d.corpus, d.url"
)


@dataclass(frozen=True, slots=True)
class TargetFilter:
    """Which stored figures are wanted; empty fields ask for nothing, several values of one are alternatives.

    `indicator` occurs in the indicator or the subject, in any case; `entities` are what a mention in the passage has as its
    entity, concept or surface. Deadlines are years or ISO dates, inclusive: 2025 holds all of 2025; figures without one fall out.
    `first` and `last` bound the document's date in the same way.
    """

    indicator: str = ""
    units: Sequence[str] = ()
    kinds: Sequence[str] = ()
    deadline_first: str = ""
    deadline_last: str = ""
    corpora: Sequence[str] = ()
    languages: Sequence[str] = ()
    first: str = ""
    last: str = ""
    entities: Sequence[str] = ()


def stored_targets(store: Store, wanted: TargetFilter, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield figures in current passages with the passage's text and the document's metadata, by date (those without one last), document and place."""
    where, values = _conditions(wanted)
    yield from map(
        dict,
        store.connection.execute(
            f"SELECT {_COLUMNS} FROM {CURRENT} JOIN target t ON t.passage_id = p.id WHERE {where} "
            "ORDER BY d.date = '', d.date, d.id, p.position, t.start LIMIT ?",
            (*values, -1 if limit is None else limit),
        ),
    )


def count_targets(store: Store, wanted: TargetFilter) -> int:
    """Count the figures that `stored_targets` yields without a limit."""
    where, values = _conditions(wanted)
    return int(
        store.value(
            f"SELECT count(*) FROM {CURRENT} JOIN target t ON t.passage_id = p.id WHERE {where}", values
        )
    )


def _conditions(wanted: TargetFilter) -> tuple[str, tuple[str, ...]]:
    parts: list[str] = ["1"]
    values: list[str] = []
    if wanted.indicator:
        parts.append("instr(lower(t.indicator || ' ' || t.subject), lower(?))")
        values.append(wanted.indicator)
    for column, given in (
        ("t.unit", wanted.units),
        ("t.kind", wanted.kinds),
        ("d.corpus", wanted.corpora),
        ("p.language", wanted.languages),
    ):
        if given:
            parts.append(f"{column} IN ({_marks(given)})")
            values += given
    for column, first, last in (
        ("t.deadline", wanted.deadline_first, wanted.deadline_last),
        ("d.date", wanted.first, wanted.last),
    ):
        if first or last:
            parts.append(f"{column} != '' AND {column} >= ? AND {column} <= ?")
            values += [
                first.removesuffix("-01").removesuffix("-01"),
                f"{last}~",
            ]  # "~" sorts behind digits and hyphens
    if wanted.entities:
        marks = _marks(wanted.entities)
        parts.append(
            f"EXISTS (SELECT 1 FROM mention m WHERE m.passage_id = p.id AND (m.entity IN ({marks}) OR m.concept IN ({marks})))"
        )
        values += [*wanted.entities, *wanted.entities]
    return " AND ".join(parts), tuple(values)


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
