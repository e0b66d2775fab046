"""The composition of each period's text by corpus."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from flows.records import Grouping
from flows.search import Collection
from flows.store.series import period_totals
from flows.trends.mix import MixShift, find_shifts
from flows.trends.series.period_text import scope_of
from flows.trends.series.tables import SeriesTable


@dataclass(frozen=True, slots=True)
class Composition:
    """The tokens of each period by corpus, in order of time; {} for a period without text."""

    sizes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def within(self, periods: Container[str]) -> Composition:
        """Return the composition of some periods only, such as those drawn in a chart."""
        return Composition({period: sizes for period, sizes in self.sizes.items() if period in periods})

    @property
    def shifts(self) -> list[MixShift]:
        """The periods made up of other corpora than the period before."""
        return find_shifts(self.sizes)

    @property
    def corpora(self) -> list[str]:
        """The corpora, the largest by tokens first."""
        totals: dict[str, int] = {}
        for sizes in self.sizes.values():
            for corpus, tokens in sizes.items():
                totals[corpus] = totals.get(corpus, 0) + tokens
        return sorted(totals, key=lambda corpus: (-totals[corpus], corpus))


def read_composition(collection: Collection, table: SeriesTable) -> Composition:
    """Return which corpora make up the periods of a table.

    Empty if the mix of corpora is held fixed, or if each series is of one corpus.
    """
    request = table.request
    if Grouping.CORPUS in (request.hold, request.grouping):
        return Composition()
    scope = replace(scope_of(request, collection), grouping=Grouping.CORPUS)
    sizes: dict[str, dict[str, int]] = {
        point.period: {} for series in table.series[:1] for point in series.points
    }
    for total in period_totals(collection.store, scope):
        if total.period in sizes and total.tokens:
            sizes[total.period][total.group] = total.tokens
    return Composition(sizes)
