"""Directives: what passages require or ask of somebody, by the force of their wording."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.records import DateOrder, DateRange
from flows.store.database import CURRENT, Store, match_choices, order_dates, within_dates
from flows.store.scope import Scope, compile_scope
from flows.store.series import CountedMention, Place

_ADDRESSEE = "substr(p.text, r.addressee_start + 1, r.addressee_end - r.addressee_start)"


@dataclass(frozen=True, slots=True)
class DirectiveFilter:
    """A filter of stored directives; an empty field sets no condition, several values are alternatives.

    `addressee` is part of the addressee's name, in any case; `passages` are row ids (None: all). `first` and
    `last` limit the date of the document, inclusively: 2020 includes all of 2020. `except_documents` are left
    out.
    """

    grades: Sequence[int] = ()
    addressee: str = ""
    first: str = ""
    last: str = ""
    corpora: Sequence[str] = ()
    languages: Sequence[str] = ()
    passages: Sequence[int] | None = None
    documents: Sequence[str] = ()
    except_documents: Sequence[str] = ()


class StoredDirective(NamedTuple):
    """A directive with its passage and document; offsets are in code points of the passage."""

    start: int
    end: int
    grade: int
    addressee_start: int
    addressee_end: int
    object_start: int
    object_end: int
    rule: str
    rowid: int
    passage_id: str
    document_id: str
    language: str
    text: str
    title: str
    date: str
    publisher: str
    corpus: str
    url: str


class GradeCount(NamedTuple):
    """The number of directives of a grade, and of the passages with them."""

    grade: int
    directives: int
    passages: int


def stored_directives(
    store: Store, wanted: DirectiveFilter, limit: int | None = None, order: DateOrder = "earliest"
) -> Iterator[StoredDirective]:
    """Yield directives in current passages by date (undated last), document and place."""
    condition, values = _filter_condition(wanted)
    return store.select(
        StoredDirective,
        'SELECT r.start, r."end", r.grade, r.addressee_start, r.addressee_end, r.object_start, r.object_end, '
        "r.rule, p.id AS rowid, p.document_id || '-' || p.position AS passage_id, p.document_id, p.language, "
        f"p.text, d.title, d.date, d.publisher, d.corpus, d.url FROM {CURRENT} "
        f"JOIN directive r ON r.passage_id = p.id WHERE {condition} "
        f"ORDER BY {order_dates('d.date', order)}, d.id, p.position, r.start LIMIT ?",
        (*values, -1 if limit is None else limit),
    )


def dates_of_directives(store: Store, wanted: DirectiveFilter) -> dict[str, str]:
    """Return the dates of the documents with directives that a filter finds, by id."""
    condition, values = _filter_condition(wanted)
    query = (
        f"SELECT DISTINCT d.id, d.date FROM {CURRENT} JOIN directive r ON r.passage_id = p.id "
        f"WHERE {condition}"
    )
    return {row["id"]: row["date"] for row in store.rows(query, values)}


def count_directives(store: Store, wanted: DirectiveFilter) -> list[GradeCount]:
    """Count the directives that `stored_directives` yields without a limit, by grade, strictest first."""
    condition, values = _filter_condition(wanted)
    query = (
        "SELECT r.grade, count(*) AS directives, count(DISTINCT p.id) AS passages "
        f"FROM {CURRENT} JOIN directive r ON r.passage_id = p.id WHERE {condition} "
        "GROUP BY 1 ORDER BY 1 DESC"
    )
    return list(store.select(GradeCount, query, values))


def _filter_condition(wanted: DirectiveFilter) -> tuple[str, list[object]]:
    """Return the condition on `r`, `p` and `d`, with its values."""
    parts, values = match_choices(
        ("r.grade", wanted.grades),
        ("d.corpus", wanted.corpora),
        ("p.language", wanted.languages),
        ("p.document_id", wanted.documents),
    )
    if wanted.addressee:
        parts.append(f"r.addressee_end > 0 AND instr(lower({_ADDRESSEE}), lower(?))")
        values.append(wanted.addressee)
    if wanted.except_documents:
        parts.append("p.document_id NOT IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(wanted.except_documents)))
    if wanted.passages is not None:
        parts.append("p.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(wanted.passages)))
    is_dated, bounds = within_dates("d.date", DateRange(wanted.first or None, wanted.last or None))
    return " AND ".join([*parts, is_dated]), [*values, *bounds]


def directive_places(store: Store, grades: Sequence[int], scope: Scope) -> list[Place]:
    """Return each passage with directives of these grades; `number` is how many."""
    sql = compile_scope(store, scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, {sql.date}, p.id, d.id, count(*) "
        f"FROM {CURRENT} JOIN directive r ON r.passage_id = p.id "
        f"WHERE r.grade IN ({_listed(grades)}) AND period != '' GROUP BY 1, 2, p.id",
        sql.values,
    )
    return [Place(period, group or "", *place) for period, group, *place in rows]


def dated_directives(store: Store, grades: Sequence[int], scope: Scope) -> list[CountedMention]:
    """Return the directives of these grades by date and place, each with the place of its cue."""
    sql = compile_scope(store, scope)
    rows = store.rows(
        f'SELECT {sql.period} AS period, {sql.group}, p.id, d.id, r.start, r."end", '
        f'substr(p.text, r.start + 1, r."end" - r.start) FROM {CURRENT} '
        f"JOIN directive r ON r.passage_id = p.id WHERE r.grade IN ({_listed(grades)}) AND period != '' "
        "ORDER BY d.date, d.id, p.position, r.start",
        sql.values,
    )
    return [CountedMention(period, group or "", *place) for period, group, *place in rows]


def _listed(grades: Sequence[int]) -> str:
    return ",".join(str(int(grade)) for grade in grades)
