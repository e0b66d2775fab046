"""A brief: what has changed in the corpus since a date, every line with the passage behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.records import DateRange
from flows.references import collect_cited, list_targets
from flows.reports.evidence import cut_quote
from flows.search import Collection, read_date
from flows.statistics import adjusted_interval, find_bursts
from flows.store import (
    MentionPlace,
    NewDocument,
    Scope,
    Store,
    all_concept_counts,
    concept_places,
    count_new_documents,
    count_strategies,
    fetch_passages,
    first_uses,
    new_documents,
    newest_date,
    passage_rowids,
    period_totals,
    surest_passages,
)
from flows.trends import (
    TYPES,
    ChangeRequest,
    KeynessRequest,
    Rates,
    Side,
    find_keyness,
    find_silent,
    list_periods,
    read_division,
)

_DOCUMENTS, _TERMS, _TARGETS, _CITED, _QUOTES = 25, 15, 20, 15, 2
_MONTHS = 60  # of history that bursts are told from


@dataclass(slots=True)
class Brief:
    """All sections; what has a passage behind it has `quotes` (rows of `cut_quote`). Dates are inclusive."""

    since: str
    until: str
    before: str
    compared: str
    compared_zh: str
    corpora: dict[str, int]
    documents: list[NewDocument]
    first_uses: list[dict[str, Any]] = field(default_factory=list)
    rising: list[dict[str, Any]] = field(default_factory=list)
    falling: list[dict[str, Any]] = field(default_factory=list)
    silent: list[dict[str, Any]] = field(default_factory=list)
    bursts: list[dict[str, Any]] = field(default_factory=list)
    targets: list[dict[str, Any]] = field(default_factory=list)
    targets_in_all: int = 0
    cited: list[dict[str, Any]] = field(default_factory=list)
    strategies: list[dict[str, Any]] = field(default_factory=list)


def choose_since(store: Store, today: str, days: int = 30) -> str:
    """Return the day `days` before the newest document dated no later than `today`; "" where none is dated."""
    newest = newest_date(store, today)
    return (_first_day(newest) - timedelta(days)).isoformat() if newest else ""


def collect_brief(
    store: Store,
    lexicon: Lexicon,
    strategies: Mapping[str, str],
    since: str,
    *,
    until: str = "9999-12-31",
    rates: Mapping[str, Rates] | None = None,
) -> Brief:
    """Collect what is new from `since` (a date, month or year) to `until`, by publication date (else the date written).

    Terms and shares are compared with the year before `since`, or with all before it where that year has no text. `strategies`
    are id and name; with `rates` their shares are corrected for the classifier's errors. Raises UsageError where no document
    is dated in that time.
    """
    since = read_date(since, "--since") or ""
    corpora = count_new_documents(store, since, until + "~")
    if not corpora:
        raise UsageError(f"--since {since}: no document is dated since then")
    newest = newest_date(store, until + "~")
    day_before = (_first_day(since) - timedelta(1)).isoformat()
    year_before = (_first_day(since) - timedelta(365)).isoformat()
    start = year_before if count_strategies(store, year_before, day_before).annotated else "0000"
    compared = f"{start} to {day_before}" if start != "0000" else f"all before {since}"
    compared_zh = f"{start} 至 {day_before}" if start != "0000" else f"{since} 以前"
    brief = Brief(
        since,
        newest,
        day_before,
        compared,
        compared_zh,
        corpora,
        new_documents(store, since, until + "~", _DOCUMENTS),
    )
    collector = _Collector(store, lexicon, since, newest, start, day_before)
    brief.first_uses = collector.first_uses()
    brief.rising, brief.falling = collector.moved()
    brief.silent = collector.silent()
    brief.bursts = collector.bursts()
    brief.targets, brief.targets_in_all = collector.targets()
    brief.cited = collector.cited()
    brief.strategies = collector.shares(strategies, rates or {})
    return brief


def _first_day(text: str) -> date:
    return date.fromisoformat((text + "-01-01")[:10])


class _Collector:
    """Collects one section after another for the same stretch of time."""

    def __init__(self, store: Store, lexicon: Lexicon, since: str, until: str, start: str, end: str) -> None:
        self._store, self._lexicon = store, lexicon
        self._here, self._there = (since, until + "~"), (start, end + "~")
        self._side = (
            Side(dates=DateRange(since or None, until or None)),
            Side(dates=DateRange(None if start == "0000" else start, end or None)),
        )
        self._collection = Collection(store, lexicon)

    def first_uses(self) -> list[dict[str, Any]]:
        """Return the concepts that no earlier dated document has, the most widely used first; none where none is earlier."""
        if not newest_date(self._store, self._there[1]):
            return []
        rows = [
            asdict(row)
            for row in first_uses(self._store, *self._here)
            if row.concept in self._lexicon.concepts
        ]
        return [self._with_quotes(row, *self._here, newest=False) for row in rows[:_TERMS]]

    def moved(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return what of the terms, programmes and technologies is significantly more and less frequent than before."""
        try:
            found = find_keyness(self._collection, KeynessRequest(*self._side, limit=10_000))
        except UsageError:  # no annotated text on one side
            return [], []
        rows = [row._asdict() for row in found if row.type in TYPES]
        rising = [row for row in rows if row["log_ratio"] > 0][:_TERMS]
        falling = [row for row in rows if row["log_ratio"] < 0 and row["here"]][:_TERMS]
        return (
            [self._with_quotes(row, *self._here) for row in rising],
            [self._with_quotes(row, *self._here) for row in falling],
        )

    def silent(self) -> list[dict[str, Any]]:
        try:
            request = ChangeRequest(self._here[0], to=self._side[0].dates.last, limit=_TERMS, minimum=10)
            rows = find_silent(self._collection, request)
        except UsageError:  # no dated text by month
            return []
        return [self._with_quotes(row._asdict(), "0000", self._there[1]) for row in rows]

    def bursts(self) -> list[dict[str, Any]]:
        """Return the concepts in a burst (Kleinberg, by month and documents, of the last 60 months) that reaches this time."""
        month = Scope(read_division("month"))
        totals = {total.period: total.documents for total in period_totals(self._store, month)}
        last = self._here[1][:7]
        months = [at for at in list_periods(sorted(totals), "month", DateRange()) if at <= last][-_MONTHS:]
        if len(months) < 12:
            return []
        documents: dict[str, dict[str, int]] = defaultdict(dict)
        for row in all_concept_counts(self._store, month):
            documents[row.concept][row.period] = row.documents
        since = (self._here[0] + "-01")[:7]
        rows: list[dict[str, Any]] = []
        for concept, found in documents.items():
            entry = self._lexicon.concepts.get(concept)
            if (
                entry is None
                or entry.type not in TYPES
                or not any(found.get(at, 0) for at in months if at >= since)
            ):
                continue
            for burst in find_bursts(
                [found.get(at, 0) for at in months], [totals.get(at, 0) for at in months]
            ):
                first, end = months[burst.first], months[burst.last]
                if end >= since:
                    rows.append(
                        {"concept": concept, "first": first, "last": end, "weight": round(burst.weight, 1)}
                    )
        rows.sort(key=lambda row: (-row["weight"], row["concept"]))
        return [self._with_quotes(row, *self._here) for row in rows[:_TERMS]]

    def targets(self) -> tuple[list[dict[str, Any]], int]:
        """Return targets with a deadline that is not past on the document's date, the newest documents first, each sentence once; and how many
        targets there are."""
        rows, total = list_targets(
            self._store,
            self._lexicon,
            kinds=("target",),
            first=self._side[0].dates.first or "",
            last=self._side[0].dates.last or "",
        )
        chosen = {
            row["context"]: row
            for row in reversed(rows)
            if row["deadline"] and row["deadline"] >= row["date"][: len(row["deadline"])]
        }
        return list(chosen.values())[:_TARGETS], total

    def cited(self) -> list[dict[str, Any]]:
        """Return documents that are cited for the first time, by how many documents cite them."""
        first, last = self._here
        fresh = [
            entry
            for entry in collect_cited(self._store)
            if (dates := [edge["date"] for edge in entry.edges if edge["date"]])
            and min(dates) >= first
            and min(dates) <= last
        ][:_CITED]
        rowids = passage_rowids(
            self._store, [edge["passage_id"] for entry in fresh for edge in entry.edges[:_QUOTES]]
        )
        return [
            {
                "cited": entry.name,
                "number": entry.number,
                "is_stored": bool(entry.document),
                "documents": len({edge["document_id"] for edge in entry.edges}),
                "relations": sorted({edge["relation"] for edge in entry.edges}),
                "quotes": self._quotes(
                    MentionPlace(rowids[edge["passage_id"]], edge["start"], edge["end"])
                    for edge in entry.edges[:_QUOTES]
                ),
            }
            for entry in fresh
        ]

    def shares(self, names: Mapping[str, str], rates: Mapping[str, Rates]) -> list[dict[str, Any]]:
        """Return each strategy's share of the passages now and before, as counted and corrected, the most frequent first."""
        here, there = (count_strategies(self._store, *span) for span in (self._here, self._there))
        total, counts, total_before, counts_before = (
            here.annotated,
            here.marked,
            there.annotated,
            there.marked,
        )
        rows = []
        for label, name in names.items():
            row: dict[str, Any] = {
                "label": label,
                "name": name,
                "passages": counts.get(label, 0),
                "before": counts_before.get(label, 0),
            }
            row["share"], row["share_before"] = (
                _share(row["passages"], total),
                _share(row["before"], total_before),
            )
            rate = rates.get(label)
            row["corrected"] = _correct(row["passages"], total, rate)
            row["corrected_before"] = _correct(row["before"], total_before, rate)
            row["quotes"] = self._quotes(
                MentionPlace(passage, 0, 0) for passage in surest_passages(self._store, label, *self._here, 1)
            )
            rows.append(row)
        return sorted(rows, key=lambda row: -row["passages"])

    def _with_quotes(
        self, row: dict[str, Any], first: str, last: str, *, newest: bool = True
    ) -> dict[str, Any]:
        concept = self._lexicon.concepts[row["concept"]]
        places = concept_places(self._store, row["concept"], first, last, _QUOTES, newest=newest)
        return {**row, "zh": concept.zh, "en": concept.en, "quotes": self._quotes(places)}

    def _quotes(self, places: Iterable[MentionPlace]) -> list[dict[str, Any]]:
        chosen = list(places)
        passages = {
            row.rowid: row
            for row in fetch_passages(self._store, list(dict.fromkeys(place.passage_id for place in chosen)))
        }
        return [cut_quote(passages[place.passage_id], place.start, place.end) for place in chosen]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _correct(part: int, whole: int, rate: Rates | None) -> tuple[float, float, float] | None:
    """Return the share corrected for the classifier's errors with its 95 % interval; None where that can't be told."""
    if rate is None or not whole or not rate.positives or not rate.negatives:
        return None
    if rate.hits / rate.positives <= rate.false / rate.negatives:
        return None
    marked: Sequence[bool] = [True] * part + [False] * (whole - part)
    return adjusted_interval(marked, rate.hits, rate.positives, rate.false, rate.negatives)
