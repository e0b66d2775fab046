"""Fixed mix: standardised rates and the parts of a change, compared with counts by hand and the definitions."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.store.database import Store
from flows.store.series.amounts import PeriodTotal
from flows.trends import captions
from flows.trends.counting import Counts
from flows.trends.mix import MixPoint, MixSummary, decompose_change, find_shifts, standardise, summarise_mix
from flows.trends.series import Point
from tests.builders import count_frame

CELLS = st.dictionaries(
    st.sampled_from("abcd"), st.tuples(st.integers(0, 50).map(float), st.integers(1, 10_000)), min_size=1
)


def test_a_rise_that_is_mix_alone() -> None:
    """Two publishers with rates of 1 and 5 a thousand.

    The second grows from a tenth of the text to a half.
    """
    before, now = {"a": (9.0, 9000), "b": (5.0, 1000)}, {"a": (5.0, 5000), "b": (25.0, 5000)}
    assert decompose_change(before, now) == pytest.approx((0.0016, 0.0016))
    weights = {"a": 14_000, "b": 6000}
    for cells in (before, now):
        assert standardise(cells, weights) == pytest.approx((0.0022, 1.0))


def test_a_rise_without_a_change_of_mix() -> None:
    before, now = {"a": (9.0, 9000), "b": (1.0, 1000)}, {"a": (18.0, 9000), "b": (2.0, 1000)}
    assert decompose_change(before, now) == pytest.approx((0.001, 0.0))


def test_who_comes_and_goes_is_mix() -> None:
    before, now = {"a": (1.0, 1000)}, {"b": (3.0, 1000)}
    assert decompose_change(before, now) == pytest.approx((0.002, 0.002))
    assert standardise(now, {"a": 1000, "b": 3000}) == pytest.approx((0.003, 0.75))


@given(CELLS, CELLS)
def test_the_change_is_that_of_the_plain_rate(
    before: dict[str, tuple[float, int]], now: dict[str, tuple[float, int]]
) -> None:
    rates = [
        sum(count for count, _ in cells.values()) / sum(size for _, size in cells.values())
        for cells in (before, now)
    ]
    change, mix = decompose_change(before, now)
    assert change == pytest.approx(rates[1] - rates[0], abs=1e-12)
    backwards = decompose_change(now, before)
    assert backwards == pytest.approx((-change, -mix), abs=1e-12)
    if before.keys() == now.keys():
        shares = [
            {group: size / sum(size for _, size in cells.values()) for group, (_, size) in cells.items()}
            for cells in (before, now)
        ]
        own = sum(
            (now[g][0] / now[g][1] - before[g][0] / before[g][1]) * (shares[0][g] + shares[1][g]) / 2
            for g in before
        )
        assert change - mix == pytest.approx(own, abs=1e-12)  # Kitagawa's other component


def test_frames(sample: Store, lexicon: Lexicon) -> None:
    whole = count_frame(sample, lexicon, ["自主可控", "没有"])
    held = count_frame(sample, lexicon, ["自主可控", "没有"], hold="publisher")
    assert held[whole.columns.tolist()].equals(whole)
    for _, series in held.groupby("series"):
        known = series[series["total_tokens"] > 0]
        assert (known["adjusted_per_million"] >= 0).all() and known["mix_covered"].between(0, 1).all()
        first, last = (float(known["per_million_tokens"].iloc[place]) for place in (0, -1))
        assert known["change"].iloc[1:].astype(float).sum() == pytest.approx(last - first, abs=0.05)
    alone = count_frame(sample, lexicon, ["自主可控", "没有"], hold="corpus")
    assert alone["adjusted_per_million"].tolist() == pytest.approx(
        alone["per_million_tokens"].tolist(), nan_ok=True
    )  # one corpus: no mix
    assert (alone["change_by_mix"].dropna().abs() < 1e-9).all()


def test_how_much_of_a_rise_is_mix() -> None:
    """Rates of 1, 5 and 3 per million; 2020 has no text and is not among the points."""
    known = [
        Point("2019", Counts(1), None, PeriodTotal("2019", "", 1_000_000, 9, 9, 9), mix=MixPoint()),
        Point(
            "2021",
            Counts(5),
            None,
            PeriodTotal("2021", "", 1_000_000, 9, 9, 9),
            mix=MixPoint(change=4.0, change_by_mix=1.0),
        ),
        Point(
            "2022",
            Counts(3),
            None,
            PeriodTotal("2022", "", 1_000_000, 9, 9, 9),
            mix=MixPoint(change=-2.0, change_by_mix=-2.0),
        ),
    ]
    assert summarise_mix(known) == MixSummary("2019", "2021", 4.0, 1.0)
    assert summarise_mix(known[1:]) == MixSummary("2021", "2022", -2.0, -2.0)
    assert summarise_mix(known[:1]) is None


def test_shifts_are_of_more_than_half() -> None:
    """2021 has 60 % of the mix of 2020, 2022 has 40 % of that of 2021; periods without text are skipped."""
    sizes = {
        "2020": {"a": 100},
        "2021": {"a": 60, "b": 40},
        "none": {},
        "2022": {"b": 100},
        "2023": {"b": 10},
    }
    (shift,) = find_shifts(sizes)
    assert (shift.period, shift.common) == ("2022", 0.4)
    assert shift.shares == {"a": (0.6, 0.0), "b": (0.4, 1.0)}


def test_the_note_on_a_shift_of_sources_names_the_option_in_both_languages() -> None:
    texts = tomllib.loads((Path(captions.__file__).with_suffix(".toml")).read_text("utf-8"))
    notes = [table["mix_shifts"] for table in texts.values() if "mix_shifts" in table]
    assert len(notes) == 2
    assert all("--hold corpus" in note for note in notes)
