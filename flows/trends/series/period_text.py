"""The text of a scope by period: the denominators of counts, and how much of it is annotated."""

from __future__ import annotations

from collections import defaultdict

from flows.errors import UsageError
from flows.records import Grouping
from flows.search import Collection
from flows.store import Scope
from flows.store.series import PeriodTotal, period_totals
from flows.trends.counting import Cell, Counts, check_corpora
from flows.trends.periods import list_periods, read_division
from flows.trends.request import SeriesKind, SeriesRequest, SeriesSpec
from flows.trends.series.points import Point

NO_TEXT = PeriodTotal("", "", 0, 0, 0, 0)


def scope_of(request: SeriesRequest, collection: Collection) -> Scope:
    """Return what a request covers. Raises UsageError for an unknown division or corpus."""
    corpora = check_corpora(collection.store, request.corpora)
    return Scope(read_division(request.by), request.axis, request.grouping, corpora)


class PeriodText:
    """The text of a scope by period and group, and how much of it is usable for counts."""

    def __init__(self, collection: Collection, request: SeriesRequest, scope: Scope) -> None:
        self.request, self.scope = request, scope
        self._lexicons, self._lexicon = collection.lexicons, collection.lexicon
        self.totals = {(one.period, one.group): one for one in period_totals(collection.store, scope)}
        if scope.grouping is Grouping.STRATEGY:
            self._share_waiting()
        known = sorted({period for period, _ in self.totals})
        self.periods = list_periods(known, request.by, request.dates)
        chosen = set(self.periods)
        used = [total for total in self.totals.values() if total.period in chosen]
        self.passages = sum(total.passages for total in used)
        self.unannotated = min(self.passages, sum(total.unannotated for total in used))

    def _share_waiting(self) -> None:
        """Count text that waits for annotation, with no strategy yet, in each strategy of its period."""
        waiting: dict[str, int] = defaultdict(int)
        for total in self.totals.values():
            waiting[total.period] += total.unannotated
        for cell, total in self.totals.items():
            self.totals[cell] = total._replace(unannotated=waiting[cell[0]])

    def check_annotated(self, *kinds: SeriesKind) -> None:
        """Raise UsageError if annotations are counted and no passage in scope has any."""
        if self.passages and self.unannotated == self.passages and not all(kind.is_text for kind in kinds):
            raise UsageError("trends.nothing_annotated", passages=self.passages)

    def lacks(self, spec: SeriesSpec) -> bool:
        """Return whether the lexicon behind the annotations lacks a term's concept: counts are unknown."""
        if spec.kind is SeriesKind.ENTITY:
            named = self._lexicon.look_up(spec.value)
            return named is not None and not named.is_word and self._lexicons.lacks(named.id)
        return spec.kind is SeriesKind.CONCEPT and self._lexicons.lacks(spec.value)

    def point(
        self,
        spec: SeriesSpec,
        cell: Cell,
        counts: Counts,
        loose: float | None,
        total: PeriodTotal | None = None,
    ) -> Point:
        """Return a point; `total` defaults to the cell's own."""
        total = total or self.totals.get(cell, NO_TEXT)
        if self.lacks(spec):
            return Point(cell[0], Counts(), None, total, is_partial=True)
        if total.unannotated and spec.kind.is_text:
            # Words are counted in all passages, tokens only in annotated ones.
            total = total._replace(tokens=0, characters=0)
        elif total.unannotated:
            is_partial = not self.request.allow_partial or not total.tokens
            annotated = total._replace(passages=total.passages - total.unannotated)
            return Point(cell[0], counts, loose, total if is_partial else annotated, is_partial=is_partial)
        return Point(cell[0], counts, loose, total)
