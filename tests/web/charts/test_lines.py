"""Line charts: where lines, bands, events, strips and small charts stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.trends import Composition, Row
from flows.web.charts import Chart, ChartRequest, draw_by_term, draw_charts, silent_series
from flows.web.charts.scales import make_scale


def _rows(values: Mapping[str, Sequence[float | None]], **more: Sequence[float | None]) -> list[Row]:
    """Return rows of one series per name, from 2019 on."""
    return [
        {
            "series": name,
            "period": str(2019 + number),
            "x": value,
            "occurrences": value,
            **{column: known[number] for column, known in more.items()},
        }
        for name, some in values.items()
        for number, value in enumerate(some)
    ]


_PLAIN = ChartRequest("x")


def _one(rows: Sequence[Row], request: ChartRequest = _PLAIN) -> Chart:
    (chart,) = draw_charts(rows, request)
    return chart


def test_more_than_six_series_have_small_charts_the_most_frequent_first() -> None:
    rows = _rows({f"s{number}": (number, number) for number in range(9)})
    charts = draw_charts(rows, ChartRequest("x"))
    assert [chart.name for chart in charts] == [f"s{number}" for number in range(8, 0, -1)]
    assert silent_series(rows, "x") == ["s0"]
    assert not any(chart.ends for chart in charts)
    assert [mark.period for mark in charts[0].marks if mark.is_named] == ["2019", "2020"]


def test_silent_series_leave_room_for_one_chart() -> None:
    rows = _rows({f"s{number}": (number if number < 3 else 0, 0) for number in range(9)})
    assert [line.name for line in _one(rows).lines] == ["s1", "s2"]
    assert len(_one(_rows({"a": (0, 0), "b": (0, 0)})).lines) == 2  # of few, none is left out


def test_all_silent_is_no_chart() -> None:
    assert draw_charts(_rows({f"s{number}": (0, 0) for number in range(9)}), ChartRequest("x")) == []


@pytest.mark.parametrize(
    ("names", "is_grouped", "looks"),
    [
        (["a · x", "a · y"], True, [(0, 0), (1, 0)]),  # one term: colours tell the groups
        (["a · x", "a · y", "b · x", "b · y"], True, [(0, 0), (0, 1), (1, 0), (1, 1)]),
        (["a · x", "b · x"], False, [(0, 0), (1, 0)]),
    ],
)
def test_terms_have_colours_and_groups_dashes(
    names: list[str], is_grouped: bool, looks: list[tuple[int, int]]
) -> None:
    chart = _one(_rows(dict.fromkeys(names, (1, 2))), ChartRequest("x", is_grouped=is_grouped))
    assert [(line.number, line.dash) for line in chart.lines] == looks


def test_bounds_are_a_band_and_have_room() -> None:
    rows = [
        {
            "series": "a",
            "period": period,
            "per_million_tokens": 2.0,
            "occurrences": 2,
            "low": low,
            "high": high,
        }
        for period, low, high in (("2019", 1.0, 9.0), ("2020", 1.5, 4.0), ("2021", None, None))
    ]
    chart = _one(rows, ChartRequest("per_million_tokens"))
    (band,) = chart.lines[0].bands
    corners = [tuple(map(float, corner.split(","))) for corner in band.split()]
    assert len(corners) == 4  # out along the upper bounds of two periods, back along the lower ones
    assert corners[0][1] >= chart.top and corners[-1][1] <= chart.bottom
    assert corners[0][1] < chart.lines[0].points[0].y < corners[-1][1]


def _banded(values: Sequence[tuple[float, float, float]]) -> list[Row]:
    return [
        {
            "series": "a",
            "period": str(2019 + number),
            "per_million_tokens": value,
            "occurrences": 2,
            "low": low,
            "high": high,
        }
        for number, (value, low, high) in enumerate(values)
    ]


def test_the_axis_follows_the_lines_and_cuts_a_band_of_a_low_base() -> None:
    """One document of a hundred words has a band up to 150,000, under which every line would be flat."""
    chart = _one(
        _banded([(200, 100, 300), (180, 0, 150_000), (220, 120, 310)]), ChartRequest("per_million_tokens")
    )
    assert chart.is_cut and chart.ticks[-1][1] == "400"
    (band,) = chart.lines[0].bands
    corners = [tuple(map(float, corner.split(","))) for corner in band.split()]
    assert min(y for _, y in corners) == chart.ticks[-1][0]
    # Cut off at the top, not drawn as a lower peak: it leaves and returns beside its period.
    assert [y for _, y in corners[1:4]] == [chart.ticks[-1][0]] * 3
    assert corners[1][0] < corners[2][0] == chart.lines[0].points[1].x < corners[3][0]


def test_a_band_with_room_is_not_cut() -> None:
    chart = _one(_banded([(200, 100, 300), (180, 90, 260)]), ChartRequest("per_million_tokens"))
    assert not chart.is_cut and len(chart.lines[0].bands[0].split()) == 4


def test_a_log_scale_has_no_zero() -> None:
    chart = _one(_rows({"a": (0, 10, 1000)}), ChartRequest("x", "log"))
    points = chart.lines[0].points
    assert [point.period for point in points] == ["2020", "2021"]
    assert points[0].y == chart.bottom and [text for _, text in chart.ticks] == ["10", "100", "1,000"]


def test_a_share_is_of_a_series_own_highest_value() -> None:
    chart = _one(_rows({"a": (1, 2), "b": (500, 1000)}), ChartRequest("x", "share"))
    first, second = ([point.y for point in line.points] for line in chart.lines)
    assert first == second
    assert [text for _, text in chart.ticks] == ["0%", "20%", "40%", "60%", "80%", "100%"]


def test_events_stand_above_the_lines() -> None:
    events = {"2020": "A law", "2021": "A plan"}
    chart = _one(_rows({"a": (1, 2, 5)}), ChartRequest("x", events=events))
    assert [(mark.period, mark.event) for mark in chart.marks if mark.event] == [*events.items()]
    assert min(point.y for point in chart.lines[0].points) > chart.top + 40
    crowded = _one(_rows({"a": (1.0,) * 90}), ChartRequest("x", events={"2020": "one", "2021": "two"}))
    assert [mark.is_told for mark in crowded.marks if mark.event] == [True, False]


def test_the_strip_shows_the_corpora_of_each_period() -> None:
    mix = Composition({"2019": {"news": 75, "laws": 25}, "2020": {}, "2021": {"laws": 10}})
    chart = _one(_rows({"a": (1, 2, 3)}), ChartRequest("x", composition=mix))
    assert chart.corpora == [("news", 0), ("laws", 1)]
    told = [(part.period, part.corpus, part.share) for part in chart.strip]
    assert told == [("2019", "news", 0.75), ("2019", "laws", 0.25), ("2021", "laws", 1.0)]
    assert all(part.y >= chart.bottom and part.y + part.height <= chart.height for part in chart.strip)
    assert mix.shifts[0].period == "2021"
    alone = _one(_rows({"a": (1,)}), ChartRequest("x", composition=Composition({"2019": {"news": 7}})))
    assert alone.strip == []


@given(
    st.lists(st.just(0.0) | st.floats(1e-6, 1e9) | st.none(), min_size=1, max_size=12),
    st.sampled_from(["linear", "log", "share"]),
    st.booleans(),
)
def test_every_point_stands_inside_its_chart(
    values: list[float | None], scale: str, has_events: bool
) -> None:
    rows = _rows({"a": values, "b": values[::-1]})
    chart = _one(rows, ChartRequest("x", scale, events={"2019": "x"} if has_events else {}))
    for line in chart.lines:
        for point in line.points:
            assert chart.left <= point.x <= chart.right
            assert chart.top - 0.1 <= point.y <= chart.bottom + 0.1


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        ([0.0], "linear", ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ([], "log", ["0", "0.2", "0.4", "0.6", "0.8", "1"]),  # nothing above zero: a linear one
        ([5.0, 5.0], "log", ["1", "10"]),
    ],
)
def test_a_scale_for_few_values(values: list[float], kind: str, texts: list[str]) -> None:
    assert [text for _, text in make_scale(values, kind).ticks] == texts


def test_many_series_of_several_terms_have_a_chart_per_term() -> None:
    """7 groups of each term: the least frequent one has no line; small charts are left for few series."""
    rows = _rows({f"{term} · g{number}": (number + 1, 1) for term in "ab" for number in range(7)})
    found = draw_by_term(rows, ChartRequest("x", is_grouped=True))
    assert [(one.term, one.left_out, one.chart.name) for one in found] == [("a", 1, ""), ("b", 1, "")]
    assert [line.name for line in found[0].chart.lines] == ["g6", "g5", "g4", "g3", "g2", "g1"]
    assert [line.number for line in found[1].chart.lines] == [0, 1, 2, 3, 4, 5]


def test_a_group_has_the_same_colour_in_the_charts_of_all_terms() -> None:
    rising = {f"a · g{number}": (number + 1, 1) for number in range(9)}
    falling = {f"b · g{number}": (9 - number, 1) for number in range(9)}
    found = draw_by_term(_rows(rising | falling), ChartRequest("x", is_grouped=True))
    looks = [{line.name: (line.number, line.dash) for line in one.chart.lines} for one in found]
    assert all(looks[0][name] == looks[1][name] for name in {*looks[0]} & {*looks[1]})
    assert len({*looks[0].values(), *looks[1].values()}) == 9


@pytest.mark.parametrize(
    ("terms", "groups", "is_grouped"), [("a", 20, True), ("ab", 6, True), ("ab", 7, False)]
)
def test_few_series_or_one_term_have_no_chart_per_term(terms: str, groups: int, is_grouped: bool) -> None:
    rows = _rows({f"{term} · g{number}": (number + 1, 1) for term in terms for number in range(groups)})
    assert draw_by_term(rows, ChartRequest("x", is_grouped=is_grouped)) == []


@pytest.mark.parametrize(("highest", "scale"), [(9, "linear"), (20_000, "linear"), (300_000, "log")])
@pytest.mark.parametrize("series", [1, 7])
def test_the_longest_value_of_the_axis_has_room(highest: int, scale: str, series: int) -> None:
    """On a telephone a digit is 13 pixels wide in a large chart, 9 in a small one."""
    letter = {1: 13, 7: 9}[series]
    charts = draw_charts(
        _rows({f"s{number}": (1, highest) for number in range(series)}), ChartRequest("x", scale)
    )
    for chart in charts:
        longest = max(len(text) for _, text in chart.ticks)
        assert chart.left - 8 >= longest * letter
        assert min(spot.x for line in chart.lines for spot in line.points) == chart.left
