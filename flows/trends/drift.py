"""Drift of renderings: when each name of a concept is used, as its share of all names in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.search import Collection, check_tagged, suggest_terms
from flows.statistics import wilson_interval
from flows.text import has_han
from flows.trends.request import SeriesKind, SeriesRequest, read_spec
from flows.trends.series import Point, count_series


class RenderingShare(NamedTuple):
    """A rendering in a period.

    `of` is how often the concept is named in the language, `share` this rendering's share of that. `low` to
    `high` is the 95 % interval of the share (Wilson 1927). `is_leading` means that no other is more frequent.
    """

    rendering: str
    period: str
    occurrences: int
    documents: int
    of: int
    share: float
    low: float
    high: float
    is_leading: bool


DRIFT_COLUMNS = list(RenderingShare._fields)


@dataclass(frozen=True, slots=True)
class Lead:
    """Consecutive periods in which one rendering leads, and its occurrences in them."""

    rendering: str
    first: str
    last: str
    occurrences: int


def rendering_shares(
    collection: Collection, term: str, request: SeriesRequest, *, language: Literal["zh", "en"] = "en"
) -> list[RenderingShare]:
    """Return one row per rendering of a concept and period in which any occurs, the most frequent first.

    A rendering is a lexicon name in that language, with its inflections and other scripts. `request` supplies
    periods, dates and corpora. Raises UsageError if `term` is not a concept, or if the lexicon behind the
    annotations lacks it.
    """
    spec = read_spec(term, collection.lexicon)
    check_no_word(collection.lexicon, term)
    if spec.kind is not SeriesKind.CONCEPT:
        raise UsageError("trends.no_renderings", term=term, hint=suggest_terms(collection.lexicon, term))
    check_tagged(collection.lexicons, spec.value, term)
    table = count_series(collection, replace(request, terms=(term,), split=True))
    is_chinese = language == "zh"
    used = {
        series.group or "": {
            point.period: point for point in series.points if point.counts.occurrences and not point.is_blank
        }
        for series in table.series
        if has_han(series.group or "") is is_chinese
    }
    renderings = {name: points for name, points in used.items() if points}
    order = [point.period for series in table.series[:1] for point in series.points]
    periods = [period for period in order if any(period in points for points in renderings.values())]
    counts = {period: [_occurrences(points, period) for points in renderings.values()] for period in periods}
    ordered = sorted(renderings.items(), key=lambda entry: (-_total(entry[1].values()), entry[0]))
    return [_share(name, period, points, counts[period]) for name, points in ordered for period in periods]


def _total(points: Iterable[Point]) -> int:
    return int(sum(point.counts.occurrences for point in points))


def _occurrences(points: dict[str, Point], period: str) -> int:
    return int(points[period].counts.occurrences) if period in points else 0


def _share(name: str, period: str, points: dict[str, Point], counts: Sequence[int]) -> RenderingShare:
    number, whole = _occurrences(points, period), sum(counts)
    documents = int(points[period].counts.documents) if period in points else 0
    low, high = wilson_interval(number, whole)
    return RenderingShare(
        name,
        period,
        number,
        documents,
        whole,
        round(number / whole, 4),
        round(low, 4),
        round(high, 4),
        number == max(counts),
    )


def check_no_word(lexicon: Lexicon, term: str) -> None:
    """Raise UsageError for a general word: texts are not tagged with it, so its names can't be told apart."""
    concept = lexicon.look_up(term)
    if concept and concept.is_word:
        raise UsageError("trends.general_word", term=term)


def leading_renderings(rows: Sequence[RenderingShare]) -> list[Lead]:
    """Return the runs of periods that one rendering leads, in order of time."""
    leaders: dict[str, RenderingShare] = {}
    for row in rows:
        if row.is_leading:
            leaders.setdefault(row.period, row)
    leads: list[Lead] = []
    for period in dict.fromkeys(row.period for row in rows):
        row = leaders[period]
        if leads and leads[-1].rendering == row.rendering:
            before = leads.pop()
            leads.append(replace(before, last=period, occurrences=before.occurrences + row.occurrences))
        else:
            leads.append(Lead(row.rendering, period, period, row.occurrences))
    return leads
