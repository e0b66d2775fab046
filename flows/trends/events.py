"""Events that readers of such series look for: congresses, plans, export controls; and those of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from flows.errors import UsageError
from flows.search import check_date
from flows.trends.periods import period_within

_ROOM = 56  # Latin letters of a label written upwards in a chart of usual height


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event with its label in both languages; `date` is ISO, or a month."""

    date: str
    en: str
    zh: str


EVENTS = (
    Event("2002-11-08", "16th Congress", "十六大"),
    Event("2006-02-09", "Science plan to 2020", "中长期科技规划"),
    Event("2007-10-15", "17th Congress", "十七大"),
    Event("2011-03-14", "12th FYP", "“十二五”规划"),
    Event("2012-11-08", "18th Congress", "十八大"),
    Event("2015-05-08", "Made in China 2025", "中国制造2025"),
    Event("2016-03-16", "13th FYP", "“十三五”规划"),
    Event("2017-10-18", "19th Congress", "十九大"),
    Event("2018-04-16", "US export ban on ZTE", "美国对中兴禁售"),
    Event("2019-05-16", "Huawei on the Entity List", "华为列入实体清单"),
    Event("2020-12-01", "Export Control Law", "出口管制法施行"),
    Event("2021-03-11", "14th FYP", "“十四五”规划"),
    Event("2022-10-07", "US chip controls", "美国芯片管制"),
    Event("2022-10-16", "20th Congress", "二十大"),
    Event("2023-08-01", "Gallium, germanium controls", "镓锗出口管制"),
    Event("2024-07-15", "Third Plenum", "二十届三中全会"),
    Event("2025-04-04", "Rare-earth controls", "中重稀土管制"),
    Event("2026-03-12", "15th FYP", "“十五五”规划"),
)


def read_event(typed: str) -> Event:
    """Return the event that was typed as DATE=LABEL; raises UsageError for anything else."""
    date, equals, label = typed.partition("=")
    if not equals or not label.strip() or not date.strip():
        raise UsageError(f"--event {typed!r}: write DATE=LABEL, such as 2018-04=ZTE")
    return Event(check_date(date, "--event") or "", label.strip(), label.strip())


def place_events(events: Sequence[Event], periods: Sequence[str], by: str, language: str) -> dict[str, str]:
    """Return the labels of the events by the period they lie in, in order; those of one period joined by ' · ' as far as the height
    of a chart has room for them, and how many more there are."""
    known = set(periods)
    found: dict[str, list[str]] = {}
    for event in sorted(events, key=lambda event: event.date):
        if (period := period_within(event.date, by)) in known:
            found.setdefault(period, []).append(event.zh if language == "zh" else event.en)
    return {period: _join(labels) for period, labels in found.items()}


def _join(labels: Sequence[str]) -> str:
    shown = labels[0]
    for number, label in enumerate(labels[1:], 1):
        if breadth(shown) + breadth(label) > _ROOM:
            return f"{shown} · +{len(labels) - number}"
        shown += f" · {label}"
    return shown


def breadth(text: str) -> int:
    """Return how broad a text is, in Latin letters."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
