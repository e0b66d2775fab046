"""Notes on the text of a table's periods (what waits, what has no date, is the last one over), and on its tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.search import Collection
from flows.store import Store
from flows.trends import answer_series, describe_answer, describe_text
from tests.builders import series_request
from tests.trends.making import add_documents

WAITING = (
    "1 of 1 passages in scope are not annotated; their periods are blank, not zero (run `zhengce annotate`)"
)


@pytest.fixture
def collection(store: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> Collection:
    """A document of 2024, one of 2025 that waits for annotation, and one without a date; read in 2026."""
    monkeypatch.setattr("flows.text.moments.this_day", lambda: date(2026, 11, 28))
    add_documents(store, lexicon, "c", [("2024-12-31", "自主可控"), ("", "自主可控")])
    add_documents(store, lexicon, "c", [("2025-12-31", "自主可控")], annotated=False)
    return Collection(store, lexicon)


def test_documents_in_no_period_are_noted(collection: Collection) -> None:
    assert "in no period, for want of a date that places it: 1 document" in describe_text(
        collection, series_request(["自主可控"])
    )


def test_waiting_passages_are_those_of_the_periods_asked_for(collection: Collection) -> None:
    assert describe_text(collection, series_request(["自主可控"], first="2024", last="2024")) == []
    assert describe_text(collection, series_request(["自主可控"], first="2025", last="2025")) == [WAITING]


def test_a_last_period_that_is_not_over_is_noted(store: Store, lexicon: Lexicon) -> None:
    add_documents(store, lexicon, "c", [("2021-03-01", "自主可控")])
    assert describe_text(Collection(store, lexicon), series_request(["自主可控"])) == [
        "2021 is incomplete: the stored text ends on 2021-03-01"
    ]


@pytest.fixture
def six_years(store: Store, lexicon: Lexicon) -> Collection:
    """Six years of text with one term."""
    add_documents(store, lexicon, "c", [(f"{year}-12-31", "自主可控") for year in range(2015, 2021)])
    return Collection(store, lexicon)


def test_statistics_beside_a_mix_held_fixed_say_that_they_test_the_plain_rate(six_years: Collection) -> None:
    plain = "the statistics are of the plain rate, not of the rate with the mix held fixed"
    held = series_request(["自主可控"], hold="corpus", statistics=True)
    answer = answer_series(six_years, held)
    assert plain in answer.notes
    assert "统计检验针对原始频率，而非来源构成固定后的频率" in describe_answer(six_years, answer, "zh")
    for request in (replace(held, hold=None), replace(held, statistics=False)):
        assert plain not in answer_series(six_years, request).notes


def test_many_tests_name_how_many_find_a_trend_by_chance(six_years: Collection) -> None:
    """Words that never occur are series, too."""
    words = ["自主可控", *(f'"词{number}"' for number in range(39))]
    note = "each p is of one series alone: of 40 series without any trend, about 2 would have p below 0.05"
    assert note in answer_series(six_years, series_request(words, statistics=True)).notes
    few = answer_series(six_years, series_request(words[:19], statistics=True))
    assert not any("each p" in line for line in few.notes)
