"""Events: what passages report about firms, bodies, persons and places."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.records import DateOrder, DateRange
from flows.store.database import Store, marks, match_choices, order_dates, within_dates

_PARTIES = ("actor", "object", "counterpart")
# Events with their current passages and documents. CROSS JOIN keeps SQLite from reading all per document.
# DuckDB, which reads lakes, takes no ON after it.
_CURRENT_EVENTS = (
    "told e CROSS JOIN passage p CROSS JOIN document d "
    "WHERE p.id = e.passage_id AND d.id = p.document_id AND d.superseded_by IS NULL"
)
# The date that orders events: the event's own, else the document's.
_DATE = "coalesce(nullif(e.date, ''), d.date)"


def _bare(party: str) -> str:
    """Return SQL for the words of a party without the marks of a title and the underscores of a file name."""
    return f"lower(replace(trim({party}, '《》'), '_', ''))"


def _contains(name: str) -> str:
    """Return SQL for whether one of two names of parties, of `e` and `o`, contains the other."""
    return f"(instr(e.{name}, o.{name}) > 0 OR instr(o.{name}, e.{name}) > 0)"


def _longer_title_condition(longer: str, shorter: str) -> str:
    """Return SQL for whether a title is a fuller form of another.

    中华人民共和国样例条例 and 样例条例（试行） are the same document, 样例条例实施细则 is another one.
    """
    ends = f"substr({longer}, -length({shorter})) = {shorter}"
    follows = " OR ".join(f"instr({longer}, {shorter} || '{mark}') > 0" for mark in _AFTER_TITLE)
    return f"{ends} OR {follows}"


# What may follow the shorter form of a title: years, 试行, and the next of several titles.
_AFTER_TITLE = ("（2", "(2", "（试行", "(试行", "（暂行", "(暂行", "》")
# Heads of state and government, whom headlines give a shorter office: 某国总统, 某联邦共和国总统.
_SAME_OFFICE = " OR ".join(
    f"(e.object LIKE '%{office}' AND o.object LIKE '%{office}')"
    for office in ("总统", "总理", "首相", "国王")
)
# A headline has the day of its document, the text below it may state a day before. Days are compared by their
# places in a list: on lakes, a cast of a month without a day fails.
_DAYS = "".join(f" {day:02}" for day in range(1, 32))
_DAYS_APART = (
    "(d.date IN (e.date, o.date) AND length(e.date) = 10 AND length(o.date) = 10 "
    "AND substr(e.date, 1, 7) = substr(o.date, 1, 7) "
    f"AND abs(instr('{_DAYS}', ' ' || substr(e.date, 9)) - instr('{_DAYS}', ' ' || substr(o.date, 9))) <= 6)"
)
_SAME_ACTOR = f"(o.actor_entity = e.actor_entity OR (e.object != '' AND {_contains('actor_name')}))"
_SAME_TITLE = (
    "(e.object NOT LIKE '《%' OR o.object NOT LIKE '《%' "
    f"OR {_longer_title_condition('e.object_name', 'o.object_name')} "
    f"OR {_longer_title_condition('o.object_name', 'e.object_name')})"
)
_SAME_OBJECT = (
    f"((e.object = '') = (o.object = '') AND (({_contains('object_name')} AND {_SAME_TITLE}) "
    f"OR (e.action = 'appointed' AND substr(e.object, 1, 2) = substr(o.object, 1, 2) AND ({_SAME_OFFICE}))))"
)
# Two givers are two events: 20 million yuan from one fund, 20 million yuan from another.
_SAME_COUNTERPART = (
    "(e.counterpart = '' OR o.counterpart = '' OR o.counterpart_entity = e.counterpart_entity "
    f"OR {_contains('counterpart_name')})"
)
_SAME_PERIOD = (
    f"(e.date = '' OR o.date = '' OR instr(e.date, o.date) = 1 OR instr(o.date, e.date) = 1 OR {_DAYS_APART})"
)
_SAME_SUM = "(e.value IS NULL OR o.value IS NULL OR e.value = o.value)"


def _rank(event: str) -> str:
    """Return SQL for the rank of a report: the dated, the fuller, then the earlier one."""
    return (
        f"({event}.date != '', length({event}.date), {event}.date != d.date, "
        f"length({event}.object) + length({event}.actor), -{event}.position, -{event}.start, "
        f'-{event}."end", {event}.rule)'
    )


# No other report of the same event in its document: the headline and the text below it count once. What is
# quick to compare comes first.
_IS_FULLEST = (
    "NOT EXISTS (SELECT 1 FROM told o WHERE o.document_id = e.document_id AND o.action = e.action "
    f"AND {_SAME_PERIOD} AND {_SAME_SUM} AND {_SAME_ACTOR} AND {_SAME_OBJECT} AND {_SAME_COUNTERPART} "
    f"AND {_rank('o')} > {_rank('e')})"
)


@dataclass(frozen=True, slots=True)
class EventFilter:
    """A filter of stored events; an empty field sets no condition, several values are alternatives.

    `entities` are ids of entities, `names` words in a party's name, in any case; an event matches with
    either. `first` and `last` limit the date of the event (else of the document), inclusively: 2020 includes
    all of 2020. `passages` are row ids (None: all); what other passages report does not count then.
    """

    entities: Sequence[str] = ()
    names: Sequence[str] = ()
    actions: Sequence[str] = ()
    first: str = ""
    last: str = ""
    corpora: Sequence[str] = ()
    languages: Sequence[str] = ()
    least_score: float = 0.0
    passages: Sequence[int] | None = None


class StoredEvent(NamedTuple):
    """An event with its passage and document; offsets are in code points of the passage."""

    start: int
    end: int
    event_text: str
    actor: str
    actor_entity: str | None
    action: str
    object: str
    object_entity: str | None
    counterpart: str
    counterpart_entity: str | None
    value: float | None
    unit: str
    date: str
    date_to: str
    date_source: str
    instrument: str
    is_resolved: int
    rule: str
    score: float
    rowid: int
    passage_id: str
    document_id: str
    language: str
    text: str
    title: str
    reported: str
    publisher: str
    corpus: str
    url: str


def stored_events(
    store: Store, wanted: EventFilter, limit: int | None = None, order: DateOrder = "earliest"
) -> Iterator[StoredEvent]:
    """Yield events in current passages by date (undated last), document and place.

    An event that a document reports several times occurs once.
    """
    told, condition, values = _filter_condition(wanted)
    return store.select(
        StoredEvent,
        f'{told} SELECT e.start, e."end", e.surface AS event_text, e.actor, e.actor_entity, e.action, '
        "e.object, e.object_entity, e.counterpart, e.counterpart_entity, e.value, e.unit, e.date, e.date_to, "
        "e.date_source, e.instrument, e.is_resolved, e.rule, e.score, p.id AS rowid, "
        "p.document_id || '-' || p.position AS passage_id, p.document_id, p.language, p.text, d.title, "
        "d.date AS reported, d.publisher, d.corpus, d.url "
        f"FROM {_CURRENT_EVENTS} AND {condition} "
        f'ORDER BY {order_dates(_DATE, order)}, d.id, p.position, e.start, e."end", e.rule LIMIT ?',
        (*values, -1 if limit is None else limit),
    )


def count_events(store: Store, wanted: EventFilter) -> int:
    """Count the events that `stored_events` yields without a limit."""
    told, condition, values = _filter_condition(wanted)
    query = f"{told} SELECT count(*) FROM {_CURRENT_EVENTS} AND {condition}"
    return int(store.value(query, values))


def _told(documents: str = "", *, of_passages: bool = False) -> str:
    """Return a WITH clause: `told`, the events of documents (SQL for their ids; "" for all) with bare names.

    With `of_passages`, they are those of passages, whose row ids are its last value.

    It is read once: a search for other reports from each event would read all passages each time.
    """
    names = ", ".join(f"{_bare(f'o.{party}')} AS {party}_name" for party in _PARTIES)
    within = " AND q.id IN (SELECT value FROM json_each(?))" if of_passages else ""
    told = f"WITH told AS MATERIALIZED (SELECT o.*, q.document_id, q.position, {names} FROM"
    if not documents:
        return f"{told} event o JOIN passage q ON q.id = o.passage_id WHERE o.score >= ?{within})"
    return (
        f"{told} passage q CROSS JOIN event o "
        f"WHERE o.passage_id = q.id AND q.document_id IN ({documents}) AND o.score >= ?{within})"
    )


def _filter_condition(wanted: EventFilter) -> tuple[str, str, list[object]]:
    """Return the WITH clause of `told`, the condition on `e` (of it), `p` and `d`, and the values of both."""
    parts: list[str] = [_IS_FULLEST]
    has_passages = wanted.passages is not None
    bound: list[object] = [wanted.least_score]
    if has_passages:
        bound.append(json.dumps(list(wanted.passages or ())))
    values = [*bound]
    told = _told(of_passages=has_passages)
    parties: list[str] = []
    if wanted.entities:
        chosen = marks(wanted.entities)
        # Three indexed searches; a single condition with OR would read every event.
        ids = " UNION ".join(
            f"SELECT passage_id FROM event WHERE {party}_entity IN ({chosen})" for party in _PARTIES
        )
        either = " OR ".join(f"e.{party}_entity IN ({chosen})" for party in _PARTIES)
        parties.append(f"({either})")
        if not wanted.names:
            told = _told(f"SELECT document_id FROM passage WHERE id IN ({ids})", of_passages=has_passages)
            values = [*[*wanted.entities] * 3, *bound]
        values += [*wanted.entities] * 3
    for name in wanted.names:
        parties.append("instr(lower(e.actor || char(10) || e.object || char(10) || e.counterpart), lower(?))")
        values.append(name)
    if parties:
        parts.append(f"({' OR '.join(parties)})")
    conditions, chosen_values = match_choices(
        ("e.action", wanted.actions), ("d.corpus", wanted.corpora), ("p.language", wanted.languages)
    )
    is_dated, bounds = within_dates(_DATE, DateRange(wanted.first or None, wanted.last or None))
    return told, " AND ".join([*parts, *conditions, is_dated]), [*values, *chosen_values, *bounds]
