"""Provinces as groups: exact rates, equal to the sums over publishers and over the documents themselves."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.output.maps.sums import name_span, sum_periods, sum_places, sum_points
from flows.store import Store
from flows.store.series import PeriodTotal
from flows.text.places import province_of
from flows.trends import Counts, Point
from tests.builders import count_table
from tests.trends.provinces import TERM, make_provincial


@pytest.fixture
def provincial(tmp_path: Path) -> Store:
    return make_provincial(tmp_path / "s.sqlite")


def test_provinces_are_groups_and_rates_are_exact(provincial: Store, small_lexicon: Lexicon) -> None:
    table = count_table(provincial, small_lexicon, [TERM], group="province")
    places = sum_places(table)[TERM]
    found = {name: (point.counts.occurrences, point.total.documents) for name, point in places.items()}
    assert found == {
        "广东省": (7, 4),
        "上海市": (4, 1),
        "山东省": (2, 2),
        "西藏自治区": (0, 1),
        "": (7, 2),
    }
    assert places["广东省"].rate("per_million_tokens") == 17_500
    assert places["上海市"].rate("document_share") == 1
    assert places["西藏自治区"].rate("per_million_tokens") == 0
    assert {name for name, point in places.items() if point.is_low} == {"广东省", "上海市", "山东省", ""}


def test_a_table_of_sums_has_one_row_per_province_the_highest_first(
    provincial: Store, small_lexicon: Lexicon
) -> None:
    table = count_table(provincial, small_lexicon, [TERM], group="province")
    rows = sum_periods(table, "per_million_tokens").rows()
    places = sum_places(table)[TERM]
    assert len(rows) == len(places)
    rates = [float(row["per_million_tokens"] or 0) for row in rows]
    assert rates == sorted(rates, reverse=True)
    assert {row["period"] for row in rows} == {name_span(table)}


@pytest.mark.parametrize("reprints", ["raw", "discounted", "first", "fold"])
@pytest.mark.parametrize("term", [TERM, f"query:{TERM}", f'"{TERM}"'])
def test_provinces_are_the_sums_over_publishers(
    provincial: Store, small_lexicon: Lexicon, term: str, reprints: str
) -> None:
    def sums(group: str) -> dict[str, Point]:
        table = count_table(provincial, small_lexicon, [term], group=group, reprints=reprints)
        (places,) = sum_places(table).values()
        return places

    stated = dict.fromkeys(("青岛市人民政府", "济南市人民政府"), "山东省")
    expected: dict[str, Counter[str]] = {}
    for publisher, point in sums("publisher").items():
        total = expected.setdefault(province_of(publisher, stated.get(publisher)), Counter())
        total.update(tokens=point.total.tokens, occurrences=round(1e6 * point.counts.occurrences))
    found = {
        name: Counter(tokens=point.total.tokens, occurrences=round(1e6 * point.counts.occurrences))
        for name, point in sums("province").items()
    }
    assert found == expected


NUMBERS = st.integers(0, 50)
POINTS = st.builds(
    lambda counts, size, waiting, partial: Point(
        "2020",
        Counts(*counts),
        counts[0],
        PeriodTotal("2020", "", 100 * size, 200 * size, 2 * size, size, waiting),
        is_partial=partial,
    ),
    st.tuples(NUMBERS, NUMBERS, NUMBERS),
    NUMBERS,
    st.integers(0, 2),
    st.booleans(),
)


@given(st.lists(POINTS, max_size=6))
def test_a_sum_of_points_has_what_is_known_of_them(points: list[Point]) -> None:
    total = sum_points(points)
    known = [point for point in points if not point.is_blank]
    assert total.counts == tuple(sum(point.counts[place] for point in known) for place in range(3))
    assert total.total.documents == sum(point.total.documents for point in known)
    assert total.is_blank == (not known)
    if known:
        rate = total.rate("per_10k_characters")
        assert rate == pytest.approx(
            1e4 * total.counts.occurrences / sum(point.total.characters for point in known), abs=1e-4
        )


def test_unknown_tokens_leave_the_rate_unknown() -> None:
    counted = Point("2020", Counts(3, 2, 1), 3, PeriodTotal("2020", "", 100, 200, 2, 1))
    waiting = Point("2021", Counts(1, 1, 1), 1, PeriodTotal("2021", "", 0, 0, 2, 1, 2))
    total = sum_points([counted, waiting])
    assert total.counts.occurrences == 4
    assert total.rate("per_million_tokens") is None
