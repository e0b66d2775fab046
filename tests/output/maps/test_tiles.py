"""Tiles: a place for every province, shades that follow the numbers, and blanks for unknown values."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.output.maps import SHADES, lay_out_map
from flows.output.maps.tiles import read_grid, spread_shades, write_value
from flows.store.series import PeriodTotal
from flows.text.places import list_provinces
from flows.trends import Counts, Point

NAMES = [one.name for one in list_provinces()]


def point(occurrences: float, documents: int = 20, tokens: int = 1_000_000) -> Point:
    return Point(
        "", Counts(occurrences, occurrences, documents), None, PeriodTotal("", "", tokens, 9, 9, documents)
    )


def test_every_province_has_a_place_of_its_own() -> None:
    grid = read_grid()
    assert sorted(grid) == sorted(NAMES)
    assert len(set(grid.values())) == len(NAMES)
    assert max(column for _, column in grid.values()) == 6 and max(row for row, _ in grid.values()) == 7


@pytest.mark.parametrize(
    ("one", "side", "other"),
    [
        ("黑龙江省", "north", "海南省"),
        ("吉林省", "north", "辽宁省"),
        ("新疆维吾尔自治区", "west", "江苏省"),
        ("西藏自治区", "west", "四川省"),
        ("四川省", "west", "重庆市"),
        ("北京市", "north", "河北省"),
        ("上海市", "east", "江苏省"),
        ("香港特别行政区", "south", "广东省"),
        ("台湾省", "east", "福建省"),
    ],
)
def test_places_follow_geography(one: str, side: str, other: str) -> None:
    (row, column), (other_row, other_column) = read_grid()[one], read_grid()[other]
    placed = {
        "north": row < other_row,
        "south": row > other_row,
        "west": column < other_column,
        "east": column > other_column,
    }
    assert placed[side]


def test_states_values_and_texts() -> None:
    found = lay_out_map(
        "词",
        {
            "广东省": point(250),
            "北京市": point(0),
            "上海市": point(3),
            "天津市": point(0, documents=0),
            "重庆市": point(9, tokens=0),
            "": point(7),
        },
        "per_million_tokens",
        "2020–2021",
    )
    tiles = {tile.province.short: (tile.state, tile.value, tile.text) for tile in found.tiles}
    assert tiles["广东"] == ("known", 250, "250")
    assert tiles["北京"] == ("zero", 0, "0")
    assert tiles["上海"] == ("low", 3, "3")
    assert tiles["天津"] == tiles["重庆"] == tiles["西藏"] == ("blank", None, "")
    assert [tile.province.short for tile in found.known] == ["广东", "上海", "北京"]
    assert found.elsewhere is not None and found.elsewhere.counts.occurrences == 7
    assert found.legend == [(0, ">0–50"), (1, "50–100"), (2, "100–150"), (3, "150–200"), (4, "200–250")]


def test_what_is_not_on_the_map_does_not_stretch_the_scale() -> None:
    with_centre = lay_out_map("词", {"广东省": point(4), "": point(9_999)}, "occurrences")
    assert with_centre.bounds[-1] == 4


@pytest.mark.parametrize("points", [{}, {"广东省": point(0)}])
def test_without_values_above_zero_there_is_one_shade(points: dict[str, Point]) -> None:
    found = lay_out_map("词", points, "per_million_tokens")
    assert found.legend == [] and {tile.shade for tile in found.tiles} == {0}


RATES = st.floats(0, 1e7, allow_nan=False).map(lambda rate: round(rate, 3))


@given(st.dictionaries(st.sampled_from(NAMES), RATES, max_size=34))
def test_higher_rates_have_no_lighter_shade(rates: dict[str, float]) -> None:
    found = lay_out_map("词", {name: point(rate) for name, rate in rates.items()}, "occurrences")
    known = found.known
    assert [tile.value for tile in known] == sorted(rates.values(), reverse=True)
    for higher, lower in pairwise(known):
        assert higher.shade >= lower.shade
    assert all(0 <= tile.shade < SHADES for tile in found.tiles)
    assert len(found.legend) <= SHADES
    assert {tile.shade for tile in known} <= {shade for shade, _ in found.legend} | {0}


@given(st.integers(0, SHADES))
def test_shades_reach_from_end_to_end(number: int) -> None:
    shades = spread_shades(number)
    assert shades == sorted(set(shades)) and len(shades) == number
    assert number < 2 or (shades[0], shades[-1]) == (0, SHADES - 1)


@pytest.mark.parametrize(
    ("value", "measure", "text"),
    [
        (1234.56, "per_million_tokens", "1,235"),
        (56.78, "per_million_tokens", "56.8"),
        (0.1234, "per_10k_characters", "0.123"),
        (7.0, "occurrences", "7"),
        (0.1234, "document_share", "12.3%"),
        (1.0, "document_share", "100%"),
        (0.0, "document_share", "0%"),
    ],
)
def test_numbers_are_short(value: float, measure: str, text: str) -> None:
    assert write_value(value, measure) == text
