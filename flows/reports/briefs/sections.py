"""The sections of a brief, all for the same period and compared with the same earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flows.errors import UsageError
from flows.records import DateRange, first_day
from flows.references import Cited, collect_cited, list_figures
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
from flows.reports.quotes import Quote, cut_quotes
from flows.search import Collection, QuotedPlace, find_translations
from flows.statistics import Burst, adjusted_interval, find_bursts
from flows.store import Scope, Store
from flows.store.documents import count_new_documents, newest_date
from flows.store.facts import (
    LabelShares,
    MentionPlace,
    TargetFilter,
    concept_places,
    count_strategies,
    documents_with,
    first_uses,
    surest_passages,
)
from flows.store.passages import passage_rowids
from flows.store.series import ConceptCount, all_concept_counts, period_totals
from flows.trends import (
    MONTHS,
    TYPES,
    ChangeRequest,
    KeyConcept,
    KeynessRequest,
    Rates,
    Side,
    choose_side,
    find_keyness,
    find_silent,
    has_low_base,
    list_periods,
    read_division,
)

_TERMS, _TARGETS, _CITED, _QUOTES = 15, 20, 15, 2
_ALL = 10_000  # a limit above any number of rows: the number left out is reported
_LEAST_SILENT = 10  # least occurrences in the history of a term that has fallen silent
_MONTHS = 60  # months of history in which bursts are found
_LEAST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class SlowParts:
    """The parts of a brief that are slow to collect: all cited documents, and counts by `MONTHS`."""

    cited: Sequence[Cited]
    counts: Sequence[ConceptCount]


def collect_slow_parts(store: Store) -> SlowParts:
    """Collect the slow parts of a brief; keeping them saves most of the time."""
    return SlowParts(collect_cited(store), all_concept_counts(store, MONTHS))


class Sections:
    """Collects the sections one by one.

    `shared_corpora` have new documents both in the period and in the one it is compared with, `other_corpora`
    only in one of them.
    """

    def __init__(self, collection: Collection, now: DateRange, before: DateRange, kept: SlowParts) -> None:
        self._collection, self._store, self._lexicon = collection, collection.store, collection.lexicon
        self._now, self._before, self._kept = now, before, kept
        corpora = [set(count_new_documents(self._store, dates)) for dates in (now, before)]
        self.shared_corpora = sorted(corpora[0] & corpora[1])
        self.other_corpora = sorted(corpora[0] ^ corpora[1])

    def _compared_corpora(self) -> tuple[str, ...]:
        """Return the corpora to compare within; () means all, and all are shared or none is."""
        return tuple(self.shared_corpora) if self.other_corpora else ()

    def first_uses(self) -> FirstRows[NewTerm]:
        """Return the new concepts, most widely used first; none if there are no earlier documents."""
        if not newest_date(self._store, self._before.last):
            return FirstRows([], 0)
        found = [row for row in first_uses(self._store, self._now) if row.concept in self._lexicon.concepts]
        rows = [
            NewTerm(
                *self._names(row.concept),
                row.first,
                row.occurrences,
                row.documents,
                self._quote_concept(row.concept, self._now, newest=False),
            )
            for row in found[:_TERMS]
        ]
        return FirstRows(rows, len(found))

    def moved(self) -> tuple[FirstRows[MovedTerm], FirstRows[MovedTerm]]:
        """Return the concepts that are significantly more frequent than before, and the less frequent ones.

        Only corpora with documents in both periods are compared; otherwise a new source looks like a new
        vocabulary.
        """
        if not self.shared_corpora:
            return FirstRows([], 0), FirstRows([], 0)
        corpora = self._compared_corpora()
        sides = (Side(corpora, dates=self._now), Side(corpora, dates=self._before))
        try:
            found = find_keyness(self._collection, KeynessRequest(*sides, limit=_ALL))
        except UsageError:  # no annotated text on one side
            return FirstRows([], 0), FirstRows([], 0)
        keys = [key for key in found if key.type in TYPES]
        rising = [key for key in keys if key.log_ratio > 0]
        falling = [key for key in keys if key.log_ratio < 0 and key.here]
        now, before = (choose_side(self._collection, side) for side in sides)
        more_now = documents_with(self._store, now, [key.concept for key in rising[:_TERMS]])
        more_before = documents_with(self._store, before, [key.concept for key in falling[:_TERMS]])
        up = [self._moved(key, key.here, more_now.get(key.concept, 0)) for key in rising[:_TERMS]]
        down = [self._moved(key, key.there, more_before.get(key.concept, 0)) for key in falling[:_TERMS]]
        return FirstRows(up, len(rising)), FirstRows(down, len(falling))

    def _moved(self, key: KeyConcept, occurrences: int, documents: int) -> MovedTerm:
        return MovedTerm(
            key.zh,
            key.en,
            key.here,
            key.there,
            key.per_million_here,
            key.per_million_there,
            key.log_ratio,
            key.log_ratio_low,
            key.log_ratio_high,
            self._quote_concept(key.concept, self._now, corpora=self.shared_corpora),
            documents,
            has_low_base(occurrences, documents),
        )

    def silent(self) -> FirstRows[SilentTerm]:
        """Return the concepts that have fallen silent, with their last passages."""
        dates = self._now
        request = ChangeRequest(dates.first or "", to=dates.last, limit=_ALL, minimum=_LEAST_SILENT)
        try:
            found = find_silent(self._collection, request, self._kept.counts)
        except UsageError:  # no text dated by month
            return FirstRows([], 0)
        ever_before = DateRange(None, self._before.last)
        rows = [
            SilentTerm(
                row.zh,
                row.en,
                row.expected,
                row.found,
                row.p,
                row.last,
                row.peak,
                self._quote_concept(row.concept, ever_before),
            )
            for row in found[:_TERMS]
        ]
        return FirstRows(rows, len(found))

    def bursts(self) -> FirstRows[BurstTerm]:
        """Return the concepts with a burst that reaches this period, by documents per month of five years.

        If some corpora have documents in both periods, only theirs count, as for terms that move.
        """
        corpora = self._compared_corpora()
        scope = Scope(read_division("month"), corpora=corpora)
        totals = {total.period: total.documents for total in period_totals(self._store, scope)}
        last = self._now.upper_bound[:7]
        known = list_periods(sorted(totals), "month", DateRange())
        months = [month for month in known if not last or month <= last][-_MONTHS:]
        if len(months) < _LEAST_MONTHS:
            return FirstRows([], 0)
        since = first_day(self._now.first or "0000")[:7]
        documents = [totals.get(month, 0) for month in months]
        found: list[tuple[str, Burst]] = []
        for concept, by_month in self._documents_by_month(corpora).items():
            counts = [by_month.get(month, 0) for month in months]
            if any(count for month, count in zip(months, counts, strict=True) if month >= since):
                bursts = find_bursts(counts, documents)
                found += [(concept, burst) for burst in bursts if months[burst.last] >= since]
        found.sort(key=lambda pair: (-round(pair[1].weight, 1), pair[0]))
        rows = [
            BurstTerm(
                *self._names(concept),
                months[burst.first],
                months[burst.last],
                round(burst.weight, 1),
                self._quote_concept(concept, self._now, corpora=corpora),
            )
            for concept, burst in found[:_TERMS]
        ]
        return FirstRows(rows, len(found))

    def _documents_by_month(self, corpora: Sequence[str]) -> dict[str, dict[str, int]]:
        """Return the documents of each month by concept, for the types of concepts that a brief reports.

        They are those of these corpora; of all without any.
        """
        reported = {name for name, concept in self._lexicon.concepts.items() if concept.type in TYPES}
        documents: dict[str, dict[str, int]] = {name: defaultdict(int) for name in reported}
        for row in self._kept.counts:  # also by corpus, and each document is in one corpus
            if row.concept in reported and (not corpora or row.group in corpora):
                documents[row.concept][row.period] += row.documents
        return documents

    def targets(self) -> FirstRows[NewTarget]:
        """Return the newest targets not yet due at their document's date, and the total number.

        Each sentence is listed once.
        """
        dates = self._now
        wanted = TargetFilter(kinds=("target",), first=dates.first or "", last=dates.last or "")
        figures, total = list_figures(self._store, self._lexicon, wanted)
        open_ones = {
            figure.context: figure
            for figure in reversed(figures)
            if figure.deadline and figure.deadline >= figure.date[: len(figure.deadline)]
        }
        newest = list(open_ones.values())[:_TARGETS]
        rowids = passage_rowids(self._store, [figure.passage_id for figure in newest])
        places = [
            QuotedPlace(
                figure.passage_id.rpartition("-")[0], rowids[figure.passage_id], figure.start, figure.end
            )
            for figure in newest
        ]
        versions = find_translations(self._store, places)
        return FirstRows([NewTarget(*one) for one in zip(newest, versions, strict=True)], total)

    def first_cited(self) -> FirstRows[FirstCited]:
        """Return the documents cited for the first time, those cited by most documents of the time first.

        Undated documents, and later ones, are not counted among those that cite.
        """
        found = [
            replace(entry, edges=[edge for edge in entry.edges if self._now.covers(edge.date)])
            for entry in self._kept.cited
            if self._now.covers(min((edge.date for edge in entry.edges if edge.date), default=""))
        ]
        found.sort(key=lambda entry: -len(entry.citing))
        fresh = found[:_CITED]
        rowids = passage_rowids(
            self._store, [edge.passage_id for entry in fresh for edge in entry.edges[:_QUOTES]]
        )
        return FirstRows([self._first_cited(entry, rowids) for entry in fresh], len(found))

    def _first_cited(self, entry: Cited, rowids: Mapping[str, int]) -> FirstCited:
        places = [
            MentionPlace(rowids[edge.passage_id], edge.start, edge.end) for edge in entry.edges[:_QUOTES]
        ]
        return FirstCited(
            entry.name,
            entry.number,
            entry.document is not None,
            len(entry.citing),
            sorted({edge.relation for edge in entry.edges}),
            cut_quotes(self._store, places),
        )

    def shares(self, names: Mapping[str, str], rates: Mapping[str, Rates]) -> list[StrategyShare]:
        """Return each strategy's share of the passages now and before, most frequent first.

        As with terms, only corpora with documents in both periods are compared. If there are none, the shares
        are those of now alone.
        """
        corpora = self._compared_corpora()
        now = count_strategies(self._store, self._now, corpora)
        before = LabelShares(0, {})
        if self.shared_corpora:
            before = count_strategies(self._store, self._before, corpora)
        shares = [
            StrategyShare(
                label,
                name,
                now.marked.get(label, 0),
                before.marked.get(label, 0),
                _share(now, label),
                _share(before, label),
                _correct(now, label, rates.get(label)),
                _correct(before, label, rates.get(label)),
                cut_quotes(
                    self._store,
                    [
                        MentionPlace(passage, 0, 0)
                        for passage in surest_passages(self._store, label, self._now, 1, corpora)
                    ],
                ),
            )
            for label, name in names.items()
        ]
        return sorted(shares, key=lambda share: -share.passages)

    def _names(self, concept_id: str) -> tuple[str, str]:
        concept = self._lexicon.concepts[concept_id]
        return concept.zh, concept.en

    def _quote_concept(
        self, concept: str, dates: DateRange, *, newest: bool = True, corpora: Sequence[str] = ()
    ) -> list[Quote]:
        """Return quotes of a concept from the newest (or oldest) documents of a period."""
        places = concept_places(self._store, concept, dates, _QUOTES, newest=newest, corpora=corpora)
        return cut_quotes(self._store, places, [concept])


def _share(counts: LabelShares, label: str) -> float | None:
    if not counts.annotated:
        return None
    return counts.marked.get(label, 0) / counts.annotated


def _correct(counts: LabelShares, label: str, rates: Rates | None) -> tuple[float, float, float] | None:
    """Return a share corrected for the classifier's errors, with 95 % bounds; None if impossible."""
    if rates is None or not counts.annotated or not rates.can_correct:
        return None
    part = counts.marked.get(label, 0)
    marked = [True] * part + [False] * (counts.annotated - part)
    return adjusted_interval(marked, rates.hits, rates.positives, rates.false, rates.negatives)
