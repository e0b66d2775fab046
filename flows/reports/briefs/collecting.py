"""A brief: what has changed in the corpus since a date, each line with the passage behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flows.errors import UsageError
from flows.records import DateRange
from flows.reports.briefs.rows import (
    BurstTerm,
    FirstCited,
    Found,
    MovedTerm,
    NewTarget,
    NewTerm,
    SilentTerm,
    StrategyShare,
    Time,
)
from flows.reports.briefs.sections import Kept, Sections, collect_kept
from flows.search import Collection, read_date
from flows.store import (
    NewDocument,
    Store,
    count_new_documents,
    has_annotated,
    new_documents,
    newest_date,
)
from flows.trends import Rates

_DOCUMENTS = 25
_YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Brief:
    """All sections of a brief on the time from `since` to `until`, both inclusive.

    `compared` and `compared_zh` name the time before that terms and shares are compared with. `corpora`
    counts the new documents by corpus, of which `documents` are the newest. Each section has its first rows;
    `totals` counts all of it by its name. Rising and falling terms are those of the corpora
    `compared_within`, which have text in both times; `left_out` have it in one.
    """

    since: str
    until: str
    compared: str
    compared_zh: str
    corpora: dict[str, int]
    documents: list[NewDocument]
    first_uses: list[NewTerm]
    rising: list[MovedTerm]
    falling: list[MovedTerm]
    silent: list[SilentTerm]
    bursts: list[BurstTerm]
    targets: list[NewTarget]
    cited: list[FirstCited]
    strategies: list[StrategyShare]
    totals: dict[str, int]
    compared_within: list[str]
    left_out: list[str]


def choose_since(store: Store, today: str, days: int = 30) -> str:
    """Return the day `days` before the newest document dated up to `today`; "" where none is dated."""
    newest = newest_date(store, today)
    if not newest:
        return ""
    return (_first_day(newest) - timedelta(days)).isoformat()


def collect_brief(
    collection: Collection,
    strategies: Mapping[str, str],
    since: str,
    *,
    until: str = "",
    rates: Mapping[str, Rates] | None = None,
    kept: Kept | None = None,
) -> Brief:
    """Collect what is new from `since` (a date, month or year) to `until` ("": the newest document).

    A document is dated by its publication, else by when it was written. Terms and shares are compared with
    the year before `since`, or with all documents before it where that year has no text. `strategies` gives
    their names by id; with `rates` their shares are corrected for the classifier's errors. `kept` is what
    `collect_kept` returns, where it is known already. Raises UsageError where no document is dated in that
    time.
    """
    store = collection.store
    since = read_date(since, "--since") or ""
    # "~" sorts after the days of a month and the months of a year; with nothing before it, after every date.
    corpora = count_new_documents(store, since, f"{until}~")
    if not corpora:
        raise UsageError("reports.nothing_since", since=since)
    newest = newest_date(store, f"{until}~")
    before = _time_before(store, since)
    sections = Sections(collection, Time(DateRange(since, newest)), before, kept or collect_kept(store))
    rising, falling = sections.moved()
    found: dict[str, Found[Any]] = {
        "first_uses": sections.first_uses(),
        "rising": rising,
        "falling": falling,
        "silent": sections.silent(),
        "bursts": sections.bursts(),
        "targets": sections.targets(),
        "cited": sections.first_cited(),
    }
    first, last = before.dates.first, before.dates.last
    return Brief(
        since=since,
        until=newest,
        compared=f"{first} to {last}" if first else f"all before {since}",
        compared_zh=f"{first} 至 {last}" if first else f"{since} 以前",
        corpora=corpora,
        documents=new_documents(store, since, f"{until}~", _DOCUMENTS),
        strategies=sections.shares(strategies, rates or {}),
        totals={name: section.total for name, section in found.items()},
        compared_within=sections.both,
        left_out=sections.left_out,
        **{name: section.rows for name, section in found.items()},
    )


def _time_before(store: Store, since: str) -> Time:
    """Return the year before a date, or all the time before it where that year has no annotated text."""
    last = (_first_day(since) - timedelta(1)).isoformat()
    first = (_first_day(since) - timedelta(_YEAR_DAYS)).isoformat()
    if not has_annotated(store, first, last):
        return Time(DateRange(None, last))
    return Time(DateRange(first, last))


def _first_day(text: str) -> date:
    """Return the first day of an ISO date, month or year."""
    return date.fromisoformat(f"{text}-01-01"[:10])
