"""Maps as pictures: title, caption, unit, legend and every province, in both languages."""

from __future__ import annotations

import json

import pytest

from flows.errors import UsageError
from flows.output import Style
from flows.output.maps import LIMIT, draw_map, lay_out_map
from flows.text.places import list_provinces
from tests.output.maps.test_tiles import point

MAP = lay_out_map("自主可控", {"广东省": point(250), "北京市": point(3), "": point(7)}, "occurrences", "2021")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Guangdong", "Mongolia", "200–250", "all periods together: 2021", "not on the map: 20")),
        ("zh", ("广东", "内蒙古", "出现次数", "各时段合计：2021", "未入图")),
    ],
)
def test_a_map_says_what_it_shows(language: str, words: tuple[str, ...]) -> None:
    chart = draw_map([MAP], Style(caption=["from here"], language=language))
    drawn = json.dumps(chart.to_dict(), ensure_ascii=False)
    for word in ("自主可控", "from here", '"250"', '"3*"', *words):
        assert word in drawn


def test_a_zero_is_empty_and_the_caption_says_so() -> None:
    found = lay_out_map("词", {"广东省": point(250), "北京市": point(0)}, "occurrences", "2021")
    drawn = json.dumps(draw_map([found], Style()).to_dict())
    assert "white with a thin line: 0" in drawn and '"state": "zero"' in drawn
    assert "white with a thin line: 0" not in json.dumps(draw_map([MAP], Style()).to_dict())


def test_several_maps_have_names_and_scales_of_their_own() -> None:
    other = lay_out_map("稀土", {"广东省": point(7_000)}, "occurrences", "2021")
    chart = draw_map([MAP, other], Style()).to_dict()
    assert [one["title"] for one in chart["concat"]] == ["自主可控", "稀土"]
    assert chart["resolve"] == {"scale": {"color": "independent"}}
    rows = [row for data in chart["datasets"].values() for row in data]
    assert len(rows) == 2 * len(list_provinces())


@pytest.mark.parametrize(
    ("maps", "error"),
    [
        ([], "nothing to map"),
        ([lay_out_map("词", {"": point(7)}, "occurrences")], "nothing to map"),
        ([MAP] * (LIMIT + 1), "too many"),
    ],
)
def test_what_cannot_be_drawn_is_said(maps: list[object], error: str) -> None:
    with pytest.raises(UsageError, match=error):
        draw_map(maps, Style())  # type: ignore[arg-type]
