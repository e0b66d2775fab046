"""Collect a brief: what has changed in the corpus since a date, each line with its passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flows.errors import UsageError
from flows.records import DateRange, day_before, first_day
from flows.reports.briefs.rows import (
    BurstTerm,
    FirstCited,
    FirstRows,
    MovedTerm,
    NewTarget,
    NewTerm,
    SilentTerm,
    StrategyShare,
)
from flows.reports.briefs.sections import Sections, SlowParts, collect_slow_parts
from flows.search import Collection, read_date, read_range
from flows.store import Store
from flows.store.documents import (
    NewDocument,
    count_new_documents,
    new_documents,
    newest_date,
    newest_known_date,
)
from flows.store.facts import has_annotated
from flows.trends import Rates

_DOCUMENTS = 25
_YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Brief:
    """All sections of a brief on the period from `since` to `until`, both inclusive.

    `compared` and `compared_zh` name the earlier period of the comparison of terms and shares. `corpora`
    counts the new documents by corpus, of which `documents` are the newest. Each section has its first rows;
    `totals` has the full count of each by name. Rising and falling terms, bursts and the shares
    of strategies are from the corpora `compared_within`, which have text in both periods; those in `left_out`
    have it in only one. Without a corpus that has text in both, the shares are those of all corpora now.
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


def choose_since(store: Store, today: str | None, days: int = 30) -> str:
    """Return the day `days` before the newest document dated up to `today` (None: of all), or ""."""
    newest = newest_date(store, today)
    if not newest:
        return ""
    return _days_before(newest, days)


def read_brief_dates(store: Store, since: str, until: str) -> DateRange | None:
    """Return the period of a brief as typed; None if no document is dated in or before it.

    Without a start it begins 30 days before the newest document dated up to its end; without both, up to
    tomorrow. Raises UsageError for an invalid date.
    """
    last = read_date(until, "--to") or ""
    if not since and not last:
        last = newest_known_date(store)
        if not last:
            return None
    first = read_date(since, "--from") or choose_since(store, last or None)
    return DateRange(first, last or None) if first else None


def explain_no_dates(store: Store, until: str = "") -> UsageError:
    """Return the error for a store, or a choice of its documents, without a dated one (up to `until`)."""
    if until:
        code = "reports.no_choice_until" if store.words else "reports.nothing_until"
        return UsageError(code, until=until)
    return UsageError("reports.no_chosen_dates" if store.words else "reports.no_dates")


def _explain_absence(since: str, until: str, *, is_chosen: bool) -> UsageError:
    """Return the error for a period without documents; the store may have some outside the choice."""
    if until:
        code = "reports.no_choice_between" if is_chosen else "reports.nothing_between"
        return UsageError(code, since=since, until=until)
    return UsageError("reports.no_choice_since" if is_chosen else "reports.nothing_since", since=since)


def collect_brief(
    collection: Collection,
    strategies: Mapping[str, str],
    since: str,
    *,
    until: str = "",
    rates: Mapping[str, Rates] | None = None,
    kept: SlowParts | None = None,
) -> Brief:
    """Collect what is new from `since` (a date, month or year) to `until` ("": the newest document).

    A document's date is that of its publication, else of its writing. Terms and shares are compared with the
    year before `since`, or with all earlier documents if that year has no text. `strategies` has their names
    by id; with `rates`, their shares are corrected for the classifier's errors. `kept` is the result of
    `collect_slow_parts`, if already known. Raises UsageError if no document is dated in that period.
    """
    store = collection.store
    dates = read_range(since, until)
    since, until = dates.first or "", dates.last or ""
    corpora = count_new_documents(store, DateRange(since, until or None))
    if not corpora:
        raise _explain_absence(since, until, is_chosen=bool(store.words))
    newest = newest_date(store, until or None)
    before = _time_before(store, since)
    sections = Sections(
        collection, DateRange(since, until or None), before, kept or collect_slow_parts(store)
    )
    rising, falling = sections.moved()
    found: dict[str, FirstRows[Any]] = {
        "first_uses": sections.first_uses(),
        "rising": rising,
        "falling": falling,
        "silent": sections.silent(),
        "bursts": sections.bursts(),
        "targets": sections.targets(),
        "cited": sections.first_cited(),
    }
    first, last = before.first, before.last
    return Brief(
        since=since,
        until=newest,
        compared=f"{first} to {last}" if first else f"all before {since}",
        compared_zh=f"{first} 至 {last}" if first else f"{since} 以前",
        corpora=corpora,
        documents=new_documents(store, DateRange(since, until or None), _DOCUMENTS),
        strategies=sections.shares(strategies, rates or {}),
        totals={name: section.total for name, section in found.items()},
        compared_within=sections.shared_corpora,
        left_out=sections.other_corpora,
        **{name: section.rows for name, section in found.items()},
    )


def _time_before(store: Store, since: str) -> DateRange:
    """Return the year before a date, or all earlier time if that year has no annotated text."""
    last = day_before(since)
    year = DateRange(_days_before(since, _YEAR_DAYS), last)
    return year if has_annotated(store, year) else DateRange(None, last)


def _days_before(day: str, number: int) -> str:
    """Return the day a number of days before the first day of an ISO date, month or year."""
    return (date.fromisoformat(first_day(day)) - timedelta(number)).isoformat()
