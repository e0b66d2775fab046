"""Events: what documents report about a firm, body, person or place, each with its sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.errors import unknown_value
from flows.records import EVENT_ACTIONS, DateOrder, Locale
from flows.references.figures import cut_context
from flows.references.wording import show_amount
from flows.search import Collection, Filters, check_values, read_range, read_values, select_passages
from flows.store import Store
from flows.store.documents import check_sources
from flows.store.facts import EventFilter, StoredEvent, count_events, stored_events
from flows.text import lazy_pattern

_SHORTEST_NAME = 2
_SUM = lazy_pattern(r"\d.{0,14}?(?:元|yuan|euro|dollar)|(?:\$|€|rmb)\s?\d", re.IGNORECASE)
_KINDS = ("org", "person", "gpe", "programme")


class ListedEvent(NamedTuple):
    """An event as listed; see `describe_events` for the fields."""

    date: str
    date_to: str
    date_source: str
    reported: str
    action: str
    actor: str
    object: str
    counterpart: str
    value: float | None
    unit: str
    instrument: str
    is_resolved: int
    score: float
    rule: str
    event_text: str
    context: str
    actor_entity: str | None
    object_entity: str | None
    counterpart_entity: str | None
    corpus: str
    title: str
    publisher: str
    language: str
    passage_id: str
    start: int
    end: int
    url: str


EVENT_COLUMNS = list(ListedEvent._fields)


@cache
def describe_events() -> Mapping[str, str]:
    """Return the meaning of each field of an event."""
    text = Path(__file__).with_name("events.toml").read_text(encoding="utf-8")
    columns: dict[str, str] = tomllib.loads(text)
    return columns


def event_filter(
    lexicon: Lexicon,
    name: str = "",
    *,
    actions: Sequence[str] = (),
    first: str = "",
    last: str = "",
    corpora: Sequence[str] = (),
    languages: Sequence[str] = (),
    least_score: float = 0.0,
) -> EventFilter:
    """Return the filter for events of `name`: a concept in any form, an entity's id, or words of a name.

    Raises UsageError for an invalid date or an unknown action.
    """
    unknown = set(actions) - set(EVENT_ACTIONS)
    if unknown:
        raise unknown_value("action", min(unknown), EVENT_ACTIONS)
    dates = read_range(first, last)
    name = name.strip()
    concept = lexicon.find(name) if name else None
    entity = concept.id if concept else name
    is_word = bool(name) and concept is None and len(name) >= _SHORTEST_NAME
    return EventFilter(
        entities=event_entities(entity) if entity else (),
        names=(name,) if is_word else (),
        actions=actions,
        first=dates.first or "",
        last=dates.last or "",
        corpora=corpora,
        languages=read_values("language", languages),
        least_score=least_score,
    )


def narrow_events(collection: Collection, wanted: EventFilter, query: str) -> EventFilter:
    """Return a filter for events in the passages that a query finds (as in `search`; "" for all).

    Raises QueryError for a query that can't be parsed, UsageError for a value that no passage has.
    """
    if not query.strip():
        return wanted
    check_values(collection, Filters(), query)
    return replace(wanted, passages=select_passages(collection, query, Filters()).rows())


def event_entities(entity: str) -> tuple[str, ...]:
    """Return the ids under which events may name an entity.

    A name without a concept may be read as a person in one sentence and as a firm in another.
    """
    _, mark, name = entity.partition(":")
    if not mark:
        return (entity,)
    return tuple(dict.fromkeys((entity, *(f"{kind}:{name}" for kind in _KINDS))))


def list_events(
    store: Store, wanted: EventFilter, *, limit: int | None = None, order: DateOrder = "earliest"
) -> tuple[list[ListedEvent], int]:
    """Return events by date (undated last), document and place, and their number without `limit`.

    Raises UsageError for an unknown corpus or language.
    """
    check_sources(store, wanted.corpora, wanted.languages)
    events = [_as_listed(row) for row in stored_events(store, wanted, limit, order)]
    if limit is None or len(events) < limit:
        return events, len(events)
    return events, count_events(store, wanted)


def _as_listed(row: StoredEvent) -> ListedEvent:
    values = {**row._asdict(), "context": cut_context(row.text, row.start, row.end)}
    return ListedEvent(**{name: values[name] for name in EVENT_COLUMNS})


def describe_event(event: ListedEvent | StoredEvent, locale: Locale = "en") -> str:
    """Return an event in a few words: listed: the STAR Market, 1.06 billion CNY; 上市：科创板，10.6亿元."""
    is_english = locale == "en"
    action = name_action(event.action, locale, event.rule)
    colon, comma, opening, closing = (": ", ", ", " (", ")") if is_english else ("：", "，", "（", "）")
    what = f"{action}{colon}{event.object}" if event.object else action
    counterpart = f"{opening}{event.counterpart}{closing}" if event.counterpart else ""
    if event.value is None or _SUM.search(event.object):  # the text's own words are more precise: 100多亿元
        return f"{what}{counterpart}"
    amount = show_amount(event.value, event.unit, event.language if is_english else locale)
    return f"{what}{counterpart}{comma}{amount}"


def name_action(action: str, locale: Locale = "en", rule: str = "") -> str:
    """Return the name of an action: sanctioned, 受制裁. That of a rule may be more precise: 开工."""
    names = _action_names()
    if rule in names["rules"]:
        return str(names["rules"][rule][locale])
    return action.replace("_", " ") if locale == "en" else str(names[action])


@cache
def _action_names() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("action_names.toml").read_text(encoding="utf-8"))
