"""Charts of every kind, with gaps, many series and one period; their embedded font.

Also captions, events, and labels that do not overlap.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.output.charts import Style, build_chart, check_ending, list_names, save_chart
from flows.output.charts.building import KINDS, MOST
from flows.output.charts.fonts import embed_font
from flows.output.charts.labels import spread_labels
from flows.output.charts.names import shorten_names
from flows.output.charts.panel import list_ticks
from flows.search.collection import Collection
from flows.store.database import Store
from flows.trends.captions import describe_corpora, describe_counting
from flows.trends.events import breadth, known_events, place_events, read_event
from flows.trends.periods import fill_periods, period_within
from tests.builders import count_frame, series_request


def make_frame(names: list[str], periods: list[str], unknown: tuple[str, ...] = ()) -> pd.DataFrame:
    rows = [
        {
            "series": name,
            "period": period,
            "occurrences": None if period in unknown else number + place,
            "total_documents": 0 if period in unknown else 9,
            "per_million_tokens": None if period in unknown else 1.5 * number + place,
            "passage_share": None if period in unknown else 0.01 * number,
        }
        for number, name in enumerate(names)
        for place, period in enumerate(periods)
    ]
    return pd.DataFrame(rows)


def draw(frame: pd.DataFrame, path: Path, kind: str = "lines", style: Style = Style()) -> Path:
    save_chart(build_chart(frame, "per_million_tokens", kind, style), path, check_ending(path))
    return path


LONG = "self-reliance and self-strengthening"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["rare earth", "芯片"], ["rare earth", "芯片"]),
        ([f"{LONG} · news", f"{LONG} · reports"], ["news", "reports"]),
        ([f"{LONG} · news", "芯片 · news"], ["self-reliance and… · news", "芯片 · news"]),
        ([f"{LONG} 甲", f"{LONG} 乙"], ["…and self-strengthening 甲", "…and self-strengthening 乙"]),
        ([LONG], ["self-reliance and self-st…"]),
    ],
)
def test_names_keep_what_tells_them_apart(names: list[str], expected: list[str]) -> None:
    assert list(shorten_names(names, 26).values()) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (["a"], "a"),
        (["芯片 · 甲", "芯片 · 乙", "稀土 · 甲"], "芯片、稀土 · 甲、乙"),
        ([f"{LONG} {number}" for number in range(9)], f"{LONG} 0、{LONG} 1、{LONG} 2、{LONG} 3 …"),
    ],
)
def test_a_title_lists_terms_and_groups_once(order: list[str], expected: str) -> None:
    assert list_names(order, "zh") == expected


@pytest.mark.parametrize("kind", KINDS)
def test_points_on_a_low_base_are_hollow_and_the_caption_says_how(kind: str) -> None:
    frame = make_frame(["a", "b"], ["2019", "2020"]).assign(low_base=[0, 1, 0, 0])
    chart = build_chart(frame, "per_million_tokens", kind, Style(caption=["* low base: 1 of 4"])).to_dict()
    drawn = str(chart)
    assert "datum.low_base" in drawn
    assert ("○ low base: 1 of 4" in drawn) == (kind != "heat")


def test_an_svg_carries_its_own_glyphs() -> None:
    from base64 import b64decode

    import uharfbuzz

    svg = embed_font('<svg xmlns="http://www.w3.org/2000/svg"><text>稀土 &amp; rare</text></svg>')
    data = b64decode(svg.partition("base64,")[2].partition(")")[0])
    glyphs = uharfbuzz.Face(data).unicodes
    assert {ord(character) for character in "稀土&rare"} <= set(glyphs)
    assert len(glyphs) < 20


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_chart(sample: Store, lexicon: Lexicon, tmp_path: Path, kind: str) -> None:
    frame = count_frame(sample, lexicon, ["自主可控", "出口管制"], by="quarter")
    page = draw(frame, tmp_path / "c.svg", kind=kind, style=Style(caption=["说明"])).read_text(
        encoding="utf-8"
    )
    assert "自主可控" in page and "说明" in page and ("gaps:" in page or "×:" in page) == (kind != "slope")
    assert "font/otf;base64," in page  # its own glyphs: they display on machines without Chinese fonts
    with pytest.raises(UsageError, match="--chart pie"):
        draw(frame, tmp_path / "c.svg", kind="pie")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("names", "periods", "unknown", "by"),
    [
        (["词"], ["2024"], (), "year"),
        (["词", "词二"], ["2023", "2024"], ("2023",), "year"),
        ([f"第{n}个" for n in range(41)], ["2013", "2014", "2015"], ("2014",), "year"),
        (["a"], fill_periods("2019-01", "2021-12", "month"), ("2020-01", "2020-02"), "month"),
        (["a"], ["13th FYP 2016–2020", "14th FYP 2021–2025"], (), "plan"),
    ],
)
def test_odd_frames(
    kind: str, names: list[str], periods: list[str], unknown: tuple[str, ...], by: str
) -> None:
    import vl_convert

    chart = build_chart(make_frame(names, periods, unknown), "per_million_tokens", kind, Style(by=by))
    svg = vl_convert.vegalite_to_svg(chart.to_json())
    drawn = [name for name in names if name in svg]
    assert (len(names) <= MOST[kind]) == (f"most frequent of {len(names)}" not in svg)
    assert len(drawn) >= min(len(names), MOST[kind]) or "…" in svg


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ["13th FYP 2016–2020", "14th FYP 2021–2025"]), ("zh", ["十三五 2016–2020", "十四五 2021–2025"])],
)
def test_plans_have_their_name_in_the_language_of_the_chart(language: str, names: list[str]) -> None:
    frame = make_frame(["a"], ["13th FYP 2016–2020", "14th FYP 2021–2025"])
    style = Style(by="plan", language=language)
    data = build_chart(frame, "per_million_tokens", "lines", style).to_dict()["datasets"].values()
    periods = {row["period"] for rows in data for row in rows if "period" in row}
    assert periods == {*names}


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    for frame in (make_frame([], []), make_frame(["a"], ["2020"], ("2020",))):
        with pytest.raises(UsageError, match="nothing to draw"):
            draw(
                frame.reindex(columns=["series", "period", "occurrences", "per_million_tokens"]),
                tmp_path / "c.png",
            )


def test_a_line_is_broken_where_there_is_no_text() -> None:
    chart = build_chart(make_frame(["a"], ["2018", "2019", "2020", "2021"], ("2020",)), "per_million_tokens")
    data = next(iter(chart.to_dict()["datasets"].values()))
    rows = [
        row
        for data in chart.to_dict()["datasets"].values()
        for row in data
        if "run" in row and "place" not in row
    ]
    assert data and {row["period"]: (row["value"], row["run"]) for row in rows} == {
        "2018": (0, 0),
        "2019": (1, 0),
        "2020": (None, 1),
        "2021": (3, 1),
    }


def test_a_page_needs_no_network(tmp_path: Path) -> None:
    page = draw(make_frame(["词"], ["2023", "2024"]), tmp_path / "c.html").read_text(encoding="utf-8")
    assert (
        "document.fonts.load('12px \"Noto Sans CJK SC\"').then(() => vegaEmbed(" in page
    )  # drawn once the font has loaded
    tags = re.sub(r"(<script[^>]*>).*?</script>", r"\1", page, flags=re.DOTALL)
    assert "font/otf;base64," in tags  # in a style, not inside a script
    assert "<script" in tags and not re.search(
        r"<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=|@import|url\(http", tags
    )


def test_captions_say_what_is_counted(sample: Store, lexicon: Lexicon) -> None:
    lines = describe_counting(
        Collection(sample, lexicon),
        series_request(by="month", axis="written", reprints="first"),
        "document_share",
    )
    assert (
        lines[0]
        == "share of documents, by month, by the date written (else the publication date), reprints left "
        "out of the counts, not of the text that they are divided by"
    )
    assert lines[1].startswith("corpus (documents): sample 32 · lexicon " + lexicon.hash[:8])
    chinese = describe_counting(
        Collection(sample, lexicon), series_request(by="2015,2020"), "per_10k_characters", "zh"
    )
    assert (
        chinese[0] == "每万字出现次数，按时段 2015,2020，按发布日期（无则按成文日期）"
        and "语料库（文件数）：sample" in chinese[1]
    )
    assert describe_corpora({f"c{number}": 1000 for number in range(7)}) == "7 corpora, 7,000 documents"
    assert describe_corpora({}, "zh") == "没有文件"


@pytest.mark.parametrize(
    ("by", "date", "period"),
    [
        ("year", "2018-04-16", "2018"),
        ("quarter", "2018-04-16", "2018-Q2"),
        ("month", "2018-04", "2018-04"),
        ("plan", "2018-04-16", "13th FYP 2016–2020"),
        ("congress", "2022-10-21", "19th CC 2017-10–"),
        ("congress", "2022-10-22", "20th CC 2022-10–"),
        ("2015,2018-05,2020", "2018-04-16", "2015..2018-04"),
        ("2015,2018", "2018-04-16", ""),
    ],
)
def test_the_period_of_a_date(by: str, date: str, period: str) -> None:
    assert period_within(date, by) == period


def test_events_are_placed_in_order_and_joined() -> None:
    assert [event.date for event in known_events()] == sorted(event.date for event in known_events())
    own = read_event("2022-01 = mine")
    plan = place_events(known_events(), ["14th FYP 2021–2025"], "plan", "zh")["14th FYP 2021–2025"]
    assert plan == "“十四五”规划 · 美国芯片管制 · 二十大 · 镓锗出口管制 · +2"  # as many as fit the height
    assert place_events([*known_events(), own], ["2021", "2022"], "year", "zh") == {
        "2021": "“十四五”规划",
        "2022": "mine · 美国芯片管制 · 二十大",
    }
    for typed in ("2018", "soon=x", "2018-04=", "=x"):
        with pytest.raises(UsageError, match="--event"):
            read_event(typed)


@given(st.lists(st.floats(0, 340), max_size=20))
def test_labels_do_not_overlap(places: list[float]) -> None:
    moved = spread_labels(places, 14, 340)
    ordered = sorted(moved)
    assert all(after - before >= 14 - 1e-6 for before, after in itertools.pairwise(ordered))
    assert not moved or max(moved) <= 340
    order = sorted(range(len(places)), key=lambda number: places[number])
    assert [moved[number] for number in order] == ordered


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("by", ["year", "month"])
def test_labels_of_events_cross_neither_lines_nor_each_other(language: str, by: str) -> None:
    """The lines end below the longest label, which runs upwards at the top of the chart."""
    periods = [str(year) for year in range(2012, 2027)]
    if by == "month":
        periods = [f"{year}-{month:02}" for year in periods for month in range(1, 13)]
    frame = make_frame(["稀土"], periods)
    style = Style(by=by, language=language)
    spec = build_chart(frame, "per_million_tokens", "lines", style).to_dict()
    labels = place_events(known_events(), periods, by, language)
    top = next(
        layer["encoding"]["y"]["scale"]["domain"][1]
        for layer in spec["layer"]
        if "y" in layer["encoding"] and "scale" in layer["encoding"]["y"]
    )
    lines_begin = spec["height"] * (1 - frame["per_million_tokens"].max() / top)
    shown = [row for rows in spec["datasets"].values() for row in rows if row.get("event")]
    assert len(shown) > 5
    assert lines_begin > 4.9 * max(breadth(row["event"]) for row in shown)
    step = 720 / len(periods)
    places = [periods.index(row["period"]) * step for row in shown]
    assert all(after - before >= 13 for before, after in itertools.pairwise(places))
    assert {row["event"] for row in shown} <= set(labels.values())


@pytest.mark.parametrize("highest", [0.0004, 0.7, 1, 3, 9.9, 140, 1234.5, 1e6])
def test_ticks_are_round_and_end_with_the_data(highest: float) -> None:
    ticks = list_ticks(highest)
    assert ticks[0] == 0 and 4 <= len(ticks) <= 8
    assert ticks[-1] <= highest * 1.0001 < ticks[-1] + ticks[1] * 1.0002


def test_large_numbers_are_written_out(tmp_path: Path) -> None:
    frame = make_frame(["a"], ["2023", "2024"]).assign(per_million_tokens=[2_000.0, 22_000.0])
    svg = draw(frame, tmp_path / "c.svg").read_text(encoding="utf-8")
    assert ">10,000<" in svg and ">20,000<" in svg and "1e+4" not in svg


@pytest.mark.parametrize("kind", ["lines", "multiples"])
@pytest.mark.parametrize(("high", "is_cut"), [(150_000.0, True), (2.9, False)])
def test_a_band_of_a_low_base_does_not_stretch_the_axis(
    tmp_path: Path, kind: str, high: float, is_cut: bool
) -> None:
    frame = make_frame(["a", "b"], ["2023", "2024", "2025"]).assign(low=0.1, high=[2.8, high, 2.8] * 2)
    svg = draw(frame, tmp_path / "c.svg", kind=kind).read_text(encoding="utf-8")
    assert ">2<" in svg and "100,000" not in svg
    assert ("bands that continue above the axis are cut there" in svg) is is_cut


def test_only_rates_have_bands() -> None:
    frame = make_frame(["a"], ["2023", "2024"]).assign(low=10.0, high=30.0)
    assert "area" in build_chart(frame, "per_million_tokens").to_json()
    assert "area" not in build_chart(frame, "passage_share").to_json()
