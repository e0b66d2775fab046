"""Series with the mix of sources held fixed, and how much of a change is the mix: of publishers, levels, corpora or languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

# Occurrences and tokens of one group in one period.
Cell = tuple[float, int]
MIX_COLUMNS = ["adjusted_per_million", "mix_covered", "change", "change_by_mix"]


def hold_mix(whole: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """Return the series `whole` with MIX_COLUMNS; `parts` are the same series of `term_trends` by group, named `term · value`.

    `adjusted_per_million` is the directly standardised rate: the groups' own rates, weighted by the tokens that they have over
    all periods, of the groups that have text in the period; `mix_covered` is the share of the weights that these have (below 1
    the period lacks sources, and the rate stands on the others). `change` is that of the plain rate since the last period with
    text, `change_by_mix` the part of it that comes from the mix (Kitagawa); the changes of all periods add up.
    """
    cells: dict[str, dict[str, dict[str, Cell]]] = {}
    for row in parts.to_dict("records"):
        if row["total_tokens"]:
            name, _, group = str(row["series"]).rpartition(" · ")
            cells.setdefault(name, {}).setdefault(str(row["period"]), {})[group] = (
                float(row["occurrences"]),
                int(row["total_tokens"]),
            )
    found: list[list[float | None]] = []
    for series_name, series in whole.groupby("series", sort=False):
        found += _adjust(cells.get(str(series_name), {}), [str(period) for period in series["period"]])
    return whole.assign(**dict(zip(MIX_COLUMNS, zip(*found, strict=True), strict=True)))


def _adjust(cells: Mapping[str, Mapping[str, Cell]], periods: Sequence[str]) -> list[list[float | None]]:
    weights: dict[str, int] = {}
    for found in cells.values():
        for group, (_, tokens) in found.items():
            weights[group] = weights.get(group, 0) + tokens
    rows: list[list[float | None]] = []
    before: Mapping[str, Cell] | None = None
    for period in periods:
        now = cells.get(period)
        if not now:
            rows.append([None] * 4)
            continue
        rate, covered = standardise(now, weights)
        change, mix = decompose_change(before, now) if before else (None, None)
        rows.append(
            [
                _round(rate * 1e6, 3),
                _round(covered, 4),
                *(_round(part and part * 1e6, 3) for part in (change, mix)),
            ]
        )
        before = now
    return rows


def _round(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def standardise(cells: Mapping[str, Cell], weights: Mapping[str, float]) -> tuple[float, float]:
    """Return the rate that the cells would have with the mix `weights`, and the share of the weights that have text.

    Direct standardisation (Fleiss, Levin and Paik 2003, Statistical methods for rates and proportions, chapter 19): Σ w r / Σ w
    over the groups with text.
    """
    present = sum(weights[group] for group in cells)
    rate = sum(weights[group] * count / tokens for group, (count, tokens) in cells.items()) / present
    return rate, present / sum(weights.values())


def decompose_change(before: Mapping[str, Cell], now: Mapping[str, Cell]) -> tuple[float, float]:
    """Return the change of the overall rate, and the part of it that comes from the mix.

    Kitagawa (1955, Components of a difference between two rates, JASA 50): mix = Σ (share now - share before) × mean of both
    rates; the rest is change of the groups' own rates. Of a group with text on one side only, that side's rate is taken for
    both: its coming or going is mix.
    """
    sizes = [sum(tokens for _, tokens in cells.values()) for cells in (before, now)]
    mix = change = 0.0
    for group in {**before, **now}:
        shares = [
            cells[group][1] / size if group in cells else 0.0
            for cells, size in zip((before, now), sizes, strict=True)
        ]
        rates = [cells[group][0] / cells[group][1] if group in cells else None for cells in (before, now)]
        old, new = (one if one is not None else other for one, other in (rates, rates[::-1]))
        assert old is not None and new is not None
        mix += (shares[1] - shares[0]) * (old + new) / 2
        change += shares[1] * new - shares[0] * old
    return change, mix


def summarise_mix(series: pd.DataFrame) -> dict[str, Any] | None:
    """Return the change of one series from its lowest period before the peak to the peak (or, where the peak comes first, from it
    to the last period), and how much of it the mix made; None where there is no change."""
    known = series[series["total_tokens"] > 0].reset_index(drop=True)
    rates = known["per_million_tokens"].astype(float)
    if len(known) < 2 or rates.max() == rates.min():
        return None
    peak = rates.tolist().index(rates.max())
    first, last = (rates[:peak].tolist().index(rates[:peak].min()), peak) if peak else (0, len(known) - 1)
    between = known.iloc[first + 1 : last + 1]
    change, mix = float(between["change"].sum()), float(between["change_by_mix"].sum())
    return {
        "first": known["period"][first],
        "last": known["period"][last],
        "change": round(change, 3),
        "by_mix": round(mix, 3),
    }
