"""Events that explain a series: congresses, plans, export controls, and those that a user adds."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width

from flows.errors import UsageError
from flows.search import read_date
from flows.trends.periods import period_within

_WIDTH = 56  # Latin letters of a vertical label in a chart of usual height


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """A dated event with its label in both languages; `date` is an ISO date or month."""

    date: str
    en: str
    zh: str


@cache
def known_events() -> tuple[MarkedEvent, ...]:
    """Return the events that charts mark by default."""
    with Path(__file__).with_name("events.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(MarkedEvent(row["date"], row["en"], row["zh"]) for row in csv.DictReader(lines))


def read_event(typed: str) -> MarkedEvent:
    """Return the event typed as DATE=LABEL. Raises UsageError for anything else."""
    date, _, label = (part.strip() for part in typed.partition("="))
    if not label or not date:
        raise UsageError("trends.no_event", typed=typed)
    return MarkedEvent(read_date(date, "--event") or "", label, label)


def place_events(
    events: Sequence[MarkedEvent], periods: Sequence[str], by: str, language: str
) -> dict[str, str]:
    """Return the labels of the events by the period that they fall in.

    The labels of a period are in order, joined by ' · ' as far as a chart has room, followed by the number of
    further ones.
    """
    known = set(periods)
    labels: dict[str, list[str]] = {}
    for event in sorted(events, key=lambda event: event.date):
        if (period := period_within(event.date, by)) in known:
            labels.setdefault(period, []).append({"zh": event.zh}.get(language, event.en))
    return {period: _join(some) for period, some in labels.items()}


def _join(labels: Sequence[str]) -> str:
    shown = labels[0]
    for number, label in enumerate(labels[1:], 1):
        if breadth(shown) + breadth(label) > _WIDTH:
            return f"{shown} · +{len(labels) - number}"
        shown += f" · {label}"
    return shown


def breadth(text: str) -> int:
    """Return the width of a text in Latin letters; a Chinese character counts as two."""
    return len(text) + sum(east_asian_width(character) in "WF" for character in text)
