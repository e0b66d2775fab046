"""Corrected shares recover the true shares given to a classifier with known errors."""

from __future__ import annotations

import numpy as np
import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.search.collection import Collection
from flows.store.database import Store
from flows.trends.request import SeriesRequest
from flows.trends.shares import LabelShare, Rates, _with_shares, category_shares, read_rates
from tests.trends.making import add_documents


def test_rates_are_read_off_metrics() -> None:
    metrics = {
        "passages": 1000,
        "labels": {
            "a": {"positives": 100, "precision": 0.8, "recall": 0.6},
            "b": {"positives": 10, "precision": 0.0, "recall": 0.0},
        },
    }
    assert read_rates(metrics) == {"a": Rates(60, 100, 15, 900), "b": Rates(0, 10, 0, 990)}


@pytest.mark.parametrize("truth", [0.02, 0.1, 0.4])
def test_the_correction_recovers_the_true_share(truth: float) -> None:
    generator = np.random.default_rng(3)
    rates = Rates(700, 1000, 30, 3000)
    covered = 0
    for _ in range(40):
        positives = generator.binomial(4000, truth)
        marked = generator.binomial(positives, 0.7) + generator.binomial(4000 - positives, 0.01)
        row = _with_shares(LabelShare("a", "2021", 4000, int(marked), None), rates)
        point, low, high = row.corrected, row.low, row.high
        assert point is not None and low is not None and high is not None
        assert abs(point - truth) < 0.04
        covered += low <= truth <= high
    assert covered >= 34


def test_none_marked_has_an_upper_bound() -> None:
    row = _with_shares(LabelShare("a", "2022", 55, 0, None), Rates(571, 776, 37, 4277))
    assert (row.share, row.corrected, row.low) == (0, 0, 0)
    assert row.high is not None and 0.05 < row.high < 0.08


@pytest.mark.parametrize("rates", [Rates(0, 0, 0, 10), Rates(5, 10, 0, 0), Rates(1, 10, 10, 100)])
def test_rates_that_tell_nothing_correct_nothing(rates: Rates) -> None:
    row = _with_shares(LabelShare("a", "2022", 50, 10, None), rates)
    assert row.share == 0.2
    assert row.corrected is row.low is row.high is None


def test_shares_of_the_sample(sample: Store, lexicon: Lexicon) -> None:
    rows = category_shares(
        Collection(sample, lexicon),
        ["whole_of_nation"],
        {"whole_of_nation": Rates(80, 100, 5, 500)},
        SeriesRequest(),
    )
    assert sum(row.marked or 0 for row in rows) == sample.value(
        "SELECT count(*) FROM category WHERE label = 'whole_of_nation' AND rank IS NOT NULL"
    )
    for row in rows:
        if row.passages:
            assert (
                row.marked is not None
                and row.low is not None
                and row.corrected is not None
                and row.high is not None
            )
            assert row.low <= row.corrected <= row.high
            assert row.share == pytest.approx(row.marked / row.passages, abs=1e-5)
        else:
            assert row.share is row.corrected is None


def test_a_label_that_was_not_learned_is_unknown(sample: Store, lexicon: Lexicon) -> None:
    rows = category_shares(
        Collection(sample, lexicon), ["no_passages"], {"other": Rates(80, 100, 5, 500)}, SeriesRequest()
    )
    assert rows
    assert {(row.marked, row.share) for row in rows} == {(None, None)}


def test_a_label_that_no_stored_passage_was_weighed_for_is_unknown(sample: Store, lexicon: Lexicon) -> None:
    """The newest model learned it, but an older one labelled the store."""
    known = {"no_passages": Rates(80, 100, 5, 500)}
    for rates in (known, {}):
        rows = category_shares(Collection(sample, lexicon), ["no_passages"], rates, SeriesRequest())
        assert {(row.marked, row.share) for row in rows} == {(None, None)}


def test_a_label_that_was_found_nowhere_is_zero(sample: Store, lexicon: Lexicon) -> None:
    sample.connection.execute("INSERT INTO label (name, kind) VALUES ('no_passages', 'strategy')")
    known = {"no_passages": Rates(80, 100, 5, 500)}
    rows = category_shares(Collection(sample, lexicon), ["no_passages"], known, SeriesRequest())
    sample.connection.rollback()
    assert {row.marked for row in rows} == {0}


def test_a_period_without_text_has_no_number_of_marked_passages(store: Store, lexicon: Lexicon) -> None:
    add_documents(store, lexicon, "c", [("2021", "自主可控"), ("2023", "自主可控")])
    store.connection.execute("INSERT INTO label (name, kind) VALUES ('a', 'strategy')")
    rows = category_shares(Collection(store, lexicon), ["a"], {"a": Rates(80, 100, 5, 500)}, SeriesRequest())
    assert [(row.period, row.marked) for row in rows] == [("2021", 0), ("2022", None), ("2023", 0)]
