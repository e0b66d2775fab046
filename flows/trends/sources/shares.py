"""The share of a period's text that has vanished from its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flows.errors import UsageError
from flows.search import Collection
from flows.store import Scope
from flows.store.sightings import SourceTotal, has_vanished, source_totals
from flows.trends.counting import Cell


class SourceShare(NamedTuple):
    """The shares of a period and group's text (in characters) that have vanished, and that are checked.

    `vanished_share` is None if no document's source is checked: nothing is known then. Groups of passages
    (language, strategy) have the shares of their period.
    """

    vanished_share: float | None = None
    asked_share: float | None = None


class SourceSum(NamedTuple):
    """The characters of the documents of some periods: all, those checked at their source, and those gone."""

    characters: int = 0
    asked: int = 0
    vanished: int = 0


SOURCE_COLUMNS = list(SourceShare._fields)


def read_shares(collection: Collection, scope: Scope) -> dict[Cell, SourceShare]:
    """Return the shares by period and group. Raises UsageError for a lake, which has no sources."""
    if not collection.store.knows_sources:
        raise UsageError("trends.no_sources")
    return {(one.period, one.group): _share(one) for one in source_totals(collection.store, scope)}


def _share(total: SourceTotal) -> SourceShare:
    if not total.characters:
        return SourceShare()
    asked = round(total.asked / total.characters, 5)
    if not total.asked:
        return SourceShare(None, asked)
    return SourceShare(round(total.vanished / total.characters, 5), asked)


def share_of(shares: Mapping[Cell, SourceShare], period: str, group: str) -> SourceShare:
    """Return the share of a cell, or of its period if groups are of passages."""
    return shares.get((period, group)) or shares.get((period, "")) or SourceShare()


def sum_sources(collection: Collection, scope: Scope, periods: Sequence[str]) -> SourceSum:
    """Return the sums over some periods; zeros, without counting, if nothing in the store has vanished."""
    if not has_vanished(collection.store):
        return SourceSum()
    return add_sources(source_totals(collection.store, scope), periods)


def add_sources(totals: Iterable[SourceTotal], periods: Sequence[str]) -> SourceSum:
    """Return the sums of some periods' totals."""
    chosen = set(periods)
    used = [one for one in totals if one.period in chosen]
    return SourceSum(
        sum(one.characters for one in used), sum(one.asked for one in used), sum(one.vanished for one in used)
    )
