"""The mix of sources: rates at a fixed mix, and the part of a change that the mix accounts for.

A source is a publisher, a level of government, a corpus or a language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

_SAME_MIX = 0.5  # of the text, by tokens: a smaller common share is a shift
_NAMED = 2  # groups named when the mix shifts
# Occurrences and tokens of one group in one period.
GroupCount = tuple[float, int]


class MixPoint(NamedTuple):
    """A period at a fixed mix; values are None if the period has no text, or is the first that has.

    `adjusted_per_million` is the directly standardised rate: the rates of the groups with text in the period,
    weighted by each group's tokens over all periods. `mix_covered` is these groups' share of the weights:
    below 1, the period lacks sources and the rate rests on the others. `change` is the change of the plain
    rate since the last period with text, `change_by_mix` the part of it due to the mix. Both add up over
    periods.
    """

    adjusted_per_million: float | None = None
    mix_covered: float | None = None
    change: float | None = None
    change_by_mix: float | None = None


@dataclass(frozen=True, slots=True)
class MixSummary:
    """The change of a series between two periods, and the part due to the mix, per million tokens."""

    first: str
    last: str
    change: float
    by_mix: float


class _Point(Protocol):
    """The fields of a series' point that a summary needs."""

    @property
    def period(self) -> str: ...

    @property
    def mix(self) -> MixPoint | None: ...

    def rate(self, column: str) -> float | None: ...


def adjust_mix(cells: Mapping[str, Mapping[str, GroupCount]], periods: Sequence[str]) -> list[MixPoint]:
    """Return the periods at a fixed mix.

    `cells` are by group and period; only periods in which the group has text.
    """
    weights = {group: sum(tokens for _, tokens in known.values()) for group, known in cells.items()}
    points: list[MixPoint] = []
    before: Mapping[str, GroupCount] = {}
    for period in periods:
        now = {group: known[period] for group, known in cells.items() if period in known}
        if not now:
            points.append(MixPoint())
            continue
        rate, covered = standardise(now, weights)
        point = MixPoint(round(rate * 1e6, 3), round(covered, 4))
        if before:
            change, by_mix = decompose_change(before, now)
            point = point._replace(change=round(change * 1e6, 3), change_by_mix=round(by_mix * 1e6, 3))
        points.append(point)
        before = now
    return points


def standardise(cells: Mapping[str, GroupCount], weights: Mapping[str, float]) -> tuple[float, float]:
    """Return the rate that the cells would have with the mix `weights`, and the weight of those with text.

    The latter is a share of all weights. Direct standardisation (Fleiss, Levin and Paik 2003, Statistical
    methods for rates and proportions, chapter 19): Σ w r / Σ w over the groups with text.
    """
    present = sum(weights[group] for group in cells)
    rate = sum(weights[group] * count / tokens for group, (count, tokens) in cells.items()) / present
    return rate, present / sum(weights.values())


def decompose_change(before: Mapping[str, GroupCount], now: Mapping[str, GroupCount]) -> tuple[float, float]:
    """Return the change of the overall rate, and the part of it due to the mix.

    Kitagawa (1955, Components of a difference between two rates, JASA 50): mix = Σ (share now - share before)
    × mean of both rates; the rest is change of the groups' own rates. A group with text on one side only gets
    that side's rate on both, so its arrival or departure counts as mix.
    """
    size_before, size_now = (sum(tokens for _, tokens in cells.values()) for cells in (before, now))
    mix = change = 0.0
    for group in {**before, **now}:
        count_before, tokens_before = before.get(group, (0, 0))
        count_now, tokens_now = now.get(group, (0, 0))
        share_before, share_now = tokens_before / size_before, tokens_now / size_now
        rate_before = count_before / tokens_before if tokens_before else count_now / tokens_now
        rate_now = count_now / tokens_now if tokens_now else rate_before
        mix += (share_now - share_before) * (rate_before + rate_now) / 2
        change += share_now * rate_now - share_before * rate_before
    return change, mix


def summarise_mix(points: Sequence[_Point]) -> MixSummary | None:
    """Return the part of a series' main change due to the mix; `points` are those of periods with text.

    The main change is from the lowest period before the peak to the peak or, if the peak comes first, from it
    to the last period. Returns None if the rate does not change.
    """
    rates = [point.rate("per_million_tokens") or 0.0 for point in points]
    if len(rates) < 2 or max(rates) == min(rates):
        return None
    peak = rates.index(max(rates))
    first, last = 0, len(rates) - 1
    if peak:
        first, last = rates.index(min(rates[:peak])), peak
    between = [point.mix or MixPoint() for point in points[first + 1 : last + 1]]
    return MixSummary(
        points[first].period,
        points[last].period,
        round(sum(mix.change or 0.0 for mix in between), 3),
        round(sum(mix.change_by_mix or 0.0 for mix in between), 3),
    )


class MixShift(NamedTuple):
    """A period whose text comes from other groups than that of the last period with text.

    `common` is the share of the mix that both periods have in common. `shares` has, for the groups that
    changed most, the share before and now.
    """

    period: str
    common: float
    shares: dict[str, tuple[float, float]]


def find_shifts(sizes: Mapping[str, Mapping[str, int]]) -> list[MixShift]:
    """Return the periods whose mix differs from the previous one's by more than half.

    `sizes` are the tokens by period, in order of time, and by group.
    """
    shifts = []
    before: Mapping[str, float] = {}
    for period, groups in sizes.items():
        if not (total := sum(groups.values())):
            continue
        now = {group: size / total for group, size in groups.items()}
        common = sum(min(share, before.get(group, 0.0)) for group, share in now.items())
        if before and common < _SAME_MIX:
            pairs = {group: (before.get(group, 0.0), now.get(group, 0.0)) for group in {**before, **now}}
            most = sorted(pairs, key=lambda group: (-abs(pairs[group][1] - pairs[group][0]), group))
            shifts.append(MixShift(period, common, {group: pairs[group] for group in most[:_NAMED]}))
        before = now
    return shifts
