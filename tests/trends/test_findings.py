"""Periods, series of every kind, and their findings: emerging, silent, key, doubtful.

Compared with counts by hand.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.records import Annotation, DateRange, Document, Mention, Passage
from flows.search.collection import Collection
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import write_annotations
from flows.trends.captions import describe_bands
from flows.trends.changes import (
    ChangeRequest,
    KeynessRequest,
    Side,
    find_emerging,
    find_keyness,
    find_silent,
)
from flows.trends.changes.silent import chance_of_at_most
from flows.trends.findings import describe_series
from flows.trends.periods import fill_periods, list_periods, period_bounds, read_division
from flows.trends.series import SeriesTable
from tests.builders import count_frame, count_table
from tests.trends.making import add_documents


@pytest.mark.parametrize(
    ("known", "by", "first", "last", "periods"),
    [
        (["2019", "2021"], "year", None, None, ["2019", "2020", "2021"]),
        (["2019-Q4", "2020-Q2"], "quarter", None, None, ["2019-Q4", "2020-Q1", "2020-Q2"]),
        (["2019-11", "2020-02"], "month", "2019-12", "2020-01", ["2019-12", "2020-01"]),
        (
            ["12th FYP 2011–2015", "14th FYP 2021–2025"],
            "plan",
            None,
            None,
            ["12th FYP 2011–2015", "13th FYP 2016–2020", "14th FYP 2021–2025"],
        ),
        (["12th FYP 2011–2015", "14th FYP 2021–2025"], "plan", "2016", "2020", ["13th FYP 2016–2020"]),
        (
            ["19th CC 2017-10–", "20th CC 2022-10–"],
            "congress",
            None,
            None,
            ["19th CC 2017-10–", "20th CC 2022-10–"],
        ),
        (["2015..2018-02"], "2015,2018-03,2023", None, None, ["2015..2018-02"]),
        ([], "year", None, None, []),
    ],
)
def test_periods(known: list[str], by: str, first: str | None, last: str | None, periods: list[str]) -> None:
    assert list_periods(known, by, DateRange(first, last)) == periods


@pytest.mark.parametrize("by", ["week", "2015", "2018,2015", "2015,2015", "2015,x"])
def test_what_is_no_period(by: str) -> None:
    with pytest.raises(UsageError):
        read_division(by)


@pytest.mark.parametrize(
    ("period", "by", "bounds"),
    [
        ("2021", "year", ("2021", "2021")),
        ("2021-Q3", "quarter", ("2021-07", "2021-09")),
        ("13th FYP 2016–2020", "plan", ("2016-01-01", "2020-12-31")),
        ("19th CC 2017-10–", "congress", ("2017-10-24", "2022-10-21")),
    ],
)
def test_bounds_of_a_period(period: str, by: str, bounds: tuple[str, str]) -> None:
    assert period_bounds(period, by) == DateRange(*bounds)


def test_months_are_complete() -> None:
    assert len(fill_periods("2019-01", "2021-12", "month")) == 36


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Store:
    """Ten documents per year from 2012 to 2023, 50 tokens each: 军民融合 until 2019, 新质生产力 from 2023, 自主创新 always."""
    store = Store(tmp_path_factory.mktemp("made") / "s.sqlite")
    run = store.begin_run("test")
    ids = {name: lexicon.find(name).id for name in ("军民融合", "新质生产力", "自主创新")}  # type: ignore[union-attr]
    documents, found = [], []
    for year in range(2012, 2024):
        for number in range(10):
            words = [
                "自主创新",
                *(["军民融合"] * 2 if year < 2020 else []),
                *(["新质生产力"] * 3 if year == 2023 else []),
            ]
            text = "、".join(words)
            place, mentions = 0, []
            for word in words:
                mentions.append(Mention(place, place + len(word), word, "TERM", ids[word], entity=ids[word]))
                place += len(word) + 1
            documents.append(
                (
                    Document(
                        "made",
                        f"{year}-{number}",
                        text,
                        title=f"{year} {number}",
                        published=f"{year}-{1 + number:02}-15",
                        written=f"{year - 1}-12-01",
                        publisher="甲" if number < 5 else "乙",
                    ),
                    [Passage(0, 0, len(text), text, language="zh")],
                )
            )
            tokens = tuple(("x", i, i + 1) for i in range(50))
            labels = ("tech_leverage",) if number == 0 else ()
            found.append(Annotation("zh", tokens, tuple(mentions), dict.fromkeys(labels, 0.9), labels))
    write_batch(store, run, SourceFile("made", "made", "0", "", 1), documents, [], complete=True)
    write_annotations(
        store,
        run,
        list(enumerate(found, 1)),
        annotation_key="l",
        model_version="m",
        kinds={"tech_leverage": "strategy"},
    )
    return store


def test_emerging_and_silent(made: Store, lexicon: Lexicon) -> None:
    emerging = find_emerging(Collection(made, lexicon), ChangeRequest("2023"))
    assert [(row.zh, row.here, row.there, row.first) for row in emerging] == [
        ("新质生产力", 30, 0, "2023-01")
    ]
    silent = find_silent(Collection(made, lexicon), ChangeRequest("2020"))
    assert [(row.zh, row.found, row.last) for row in silent] == [("军民融合", 0, "2019-10")]
    assert silent[0].expected == pytest.approx(80.0)  # 20 per year for four years
    assert (silent[0].last_date, silent[0].last_quote) == ("2019-10-15", "自主创新、军民融合、军民融合")
    assert silent[0].last_passage.endswith("-0")
    assert find_silent(Collection(made, lexicon), ChangeRequest("2016")) == []
    with pytest.raises(UsageError, match="No dated text"):
        find_emerging(Collection(made, lexicon), ChangeRequest("2012"))


def test_statistics_of_series(made: Store, lexicon: Lexicon) -> None:
    rows = {
        row.series: row
        for row in describe_series(count_table(made, lexicon, ["军民融合", "自主创新", "新质生产力"]))
    }
    assert (rows["军民融合"].first, rows["军民融合"].last, rows["军民融合"].periods) == (
        "2012",
        "2019",
        12,
    )
    assert (rows["军民融合"].level_before, rows["军民融合"].level_after) == (40_000, 0)
    assert (rows["自主创新"].verdict, rows["自主创新"].dp_norm, rows["自主创新"].bursts) == (
        "no trend",
        0.0,
        "",
    )
    assert (rows["新质生产力"].peak, rows["新质生产力"].bursts) == ("2023", "2023")
    assert (
        rows["新质生产力"].after_peak == "too few periods"
    )  # the peak is the last year: nothing comes after it


def test_a_small_p_is_not_zero(tmp_path: Path, small_lexicon: Lexicon) -> None:
    """Of the 12! orders of twelve different rates, two are as extreme as one that always rises."""
    store = Store(tmp_path / "s.sqlite")
    add_documents(
        store, small_lexicon, "a", [(f"{2010 + n}-01-01", " ".join(["小巨人"] * (n + 1))) for n in range(12)]
    )
    (row,) = describe_series(count_table(store, small_lexicon, ["小巨人"]))
    assert (row.tau, row.method, row.p) == (1.0, "exact", 4.18e-09)


def test_keyness(made: Store, lexicon: Lexicon) -> None:
    since, until = Side(dates=DateRange("2020")), Side(dates=DateRange(None, "2019"))
    rows = {row.zh: row for row in find_keyness(Collection(made, lexicon), KeynessRequest(since, until))}
    assert rows["新质生产力"].log_ratio > 0 > rows["军民融合"].log_ratio
    assert "自主创新" not in rows
    assert find_keyness(Collection(made, lexicon), KeynessRequest(Side(publisher=("甲",)))) == []


@pytest.mark.parametrize(
    ("term", "occurrences"),
    [
        ("strategy:tech_leverage", 12),
        ("entity:军民融合", 160),
        ("query:军民融合 AND 自主创新", 80),
        ("自主创新", 120),
        ('"自主创新"', 120),
    ],
)
def test_every_kind_of_series(made: Store, lexicon: Lexicon, term: str, occurrences: int) -> None:
    assert count_frame(made, lexicon, [term])["occurrences"].sum() == occurrences


def test_axes_groups_and_reprints(made: Store, lexicon: Lexicon) -> None:
    written = count_frame(made, lexicon, ["自主创新"], axis="written")
    assert (written["period"].iloc[0], written["occurrences"].iloc[0]) == ("2011", 10)
    assert len(count_frame(made, lexicon, ["自主创新"], axis="first_seen")) == 1
    groups = count_frame(made, lexicon, ["自主创新"], group="publisher")
    assert groups.groupby("series")["occurrences"].sum().to_dict() == {
        "自主创新 · 乙": 60,
        "自主创新 · 甲": 60,
    }
    plans = count_frame(made, lexicon, ["自主创新"], by="plan").set_index("period")["occurrences"].to_dict()
    assert plans == {"12th FYP 2011–2015": 40, "13th FYP 2016–2020": 50, "14th FYP 2021–2025": 30}
    first = (
        count_frame(made, lexicon, ["自主创新"], reprints="first")
        .set_index("period")["occurrences"]
        .to_dict()
    )
    assert {period: number for period, number in first.items() if number} == {
        "2012": 1,
        "2020": 1,
        "2023": 1,
    }  # three texts
    discounted = count_frame(made, lexicon, ["自主创新"], reprints="discounted")["occurrences"]
    assert discounted.tolist() == pytest.approx([10 / 80] * 8 + [10 / 30] * 3 + [1], abs=1e-3)
    by_plan = count_frame(made, lexicon, ["自主创新"], by="2011,2015,2021,2024", reprints="first")[
        "occurrences"
    ]
    assert by_plan.tolist() == [1, 1, 1]
    split = count_frame(made, lexicon, ["自主创新"], split=True)
    assert set(split["series"]) == {"自主创新 · 自主创新"}
    words = count_frame(made, lexicon, ["创新之", "query:自主创新", "自主创新"], split=True)
    assert set(words["series"]) == {"创新之", "query:自主创新", "自主创新 · 自主创新"}
    with pytest.raises(UsageError, match="--split and --group"):
        count_frame(made, lexicon, ["自主创新"], split=True, group="corpus")


def test_the_first_print_is_that_of_the_earliest_date(made: Store, lexicon: Lexicon) -> None:
    """The names of congresses and plans do not sort by time: 9th after 18th."""
    terms = count_frame(
        made,
        lexicon,
        ["自主创新", "strategy:tech_leverage", "entity:军民融合"],
        by="congress",
        reprints="first",
    )
    found = terms[terms["occurrences"] > 0].groupby("series")["period"].first().to_dict()
    assert found == {
        "自主创新": "17th CC 2007-10–",
        "strategy:tech_leverage": "17th CC 2007-10–",
        "entity:军民融合": "17th CC 2007-10–",
    }


def test_corpora_can_be_chosen(made: Store, lexicon: Lexicon) -> None:
    whole = count_frame(made, lexicon, ["自主创新"])
    assert whole.equals(count_frame(made, lexicon, ["自主创新"], corpus=["made"]))
    assert find_silent(Collection(made, lexicon), ChangeRequest("2020", corpora=("made",))) == find_silent(
        Collection(made, lexicon), ChangeRequest("2020")
    )
    for count in (
        lambda: count_frame(made, lexicon, ["自主创新"], corpus=["o'ther"]),
        lambda: find_emerging(Collection(made, lexicon), ChangeRequest("2023", corpora=("other",))),
    ):
        with pytest.raises(UsageError, match=r"no such value; known values: made"):
            count()


def test_all_terms_at_once_are_the_same_as_one_by_one(sample: Store, lexicon: Lexicon) -> None:
    every = count_frame(sample, lexicon, [], every_term=True, by="quarter", first="2015")
    names = every["series"].unique().tolist()
    assert len(names) > 100
    for name in names[::25]:
        alone = count_frame(sample, lexicon, [name], by="quarter", first="2015").drop(
            columns="occurrences_loose"
        )
        assert (
            every[every["series"] == name]
            .drop(columns="occurrences_loose")
            .reset_index(drop=True)
            .equals(alone)
        )


def test_a_period_without_documents_is_unknown_and_not_zero(sample: Store, lexicon: Lexicon) -> None:
    table = count_table(sample, lexicon, ["自主可控", "没有这个词", "strategy:whole_of_nation"], by="month")
    frame = table.frame()
    unknown = frame["total_documents"] == 0
    assert unknown.any() and not unknown.all()
    for name in (
        "occurrences",
        "passages",
        "documents",
        "occurrences_loose",
        "per_million_tokens",
        "passage_share",
        "low_base",
    ):
        assert [row[name] is None for row in table.rows()] == unknown.tolist(), name
    assert (frame.loc[(frame["series"] == "没有这个词") & ~unknown, "occurrences"] == 0).all()


def test_a_document_counts_once_however_it_writes_the_term(tmp_path: Path, lexicon: Lexicon) -> None:
    """One document with two spellings of one rendering, and with an entity under two ids."""
    concept = lexicon.find("中小企业")
    assert concept
    text = "small and medium enterprises, Small and medium enterprise; 甲公司"
    spans = [
        ("small and medium enterprises", concept.id, ""),
        ("Small and medium enterprise", concept.id, ""),
        ("甲公司", "", "org:甲公司"),
        ("甲公", "", "person:甲公司"),
    ]
    mentions = [
        Mention(text.index(surface), text.index(surface) + len(surface), surface, "TERM", key, entity=entity)
        for surface, key, entity in spans
    ]
    with Store(tmp_path / "s.sqlite") as store:
        run = store.begin_run("test")
        document = Document("made", "k", text, title="t", published="2021-05-01")
        write_batch(
            store,
            run,
            SourceFile("made", "k", "0", "", 1),
            [(document, [Passage(0, 0, len(text), text)])],
            [],
            complete=True,
        )
        found = Annotation("en", (("small", 0, 5),), tuple(mentions), {}, ())
        write_annotations(store, run, [(1, found)], annotation_key="l", model_version="m", kinds={})
        for frame in (
            count_frame(store, lexicon, ["中小企业"], split=True),
            count_frame(store, lexicon, ["entity:甲公司"]),
        ):
            assert frame[["occurrences", "passages", "documents"]].values.tolist() == [[2, 1, 1]]


def test_bands_hold_the_rate(made: Store, lexicon: Lexicon) -> None:
    frame = count_frame(made, lexicon, ["自主创新", "没有"], bands=True)
    known = frame[frame["series"] == "自主创新"]
    assert (
        (known["low"] <= known["per_million_tokens"]) & (known["per_million_tokens"] <= known["high"])
    ).all()
    assert frame[frame["series"] == "没有"]["low"].isna().all()
    banded = count_frame(made, lexicon, ["自主创新", "entity:军民融合"], group="publisher", bands=True)
    assert banded["low"].notna().all() and (banded["low"] <= banded["high"]).all()


def test_bands_on_few_documents_are_told(made: Store, lexicon: Lexicon) -> None:
    """Ten documents per year have the term, five in each group; words as typed have no bands."""
    table = count_table(made, lexicon, ["军民融合", "没有"], bands=True)
    frame = table.frame()
    assert frame.loc[frame["occurrences"] > 0, "band_documents"].tolist() == [10.0] * 8
    without, narrow = describe_bands(table)
    assert without == "no bands for 没有: only terms of the lexicon and names have them"
    assert narrow.startswith("8 of 8 bands rest on fewer than 20 documents")
    assert describe_bands(table, "zh")[1].startswith("8 个区间中有 8 个依据不足 20 份文件")
    assert describe_bands(count_table(made, lexicon, ["军民融合", "没有"])) == []
    assert describe_bands(_with_documents(table, 20.0)) == [without]
    assert describe_bands(_with_documents(table, 19.9))[1].startswith("8 of 8 bands")


def test_no_bands_where_reprints_are_not_counted(made: Store, lexicon: Lexicon) -> None:
    """The bounds for all prints would appear next to a rate of some: 124 in a band of 175 to 694."""
    table = count_table(made, lexicon, ["自主创新"], bands=True, reprints="first")
    assert table.frame()["low"].isna().all()
    assert describe_bands(table) == ["no bands: they are those of all prints, and reprints count less here"]


def _with_documents(table: SeriesTable, documents: float) -> SeriesTable:
    """Return the table with every band based on this many documents."""
    series = []
    for one in table.series:
        points = [
            replace(point, band=point.band and point.band._replace(band_documents=documents))
            for point in one.points
        ]
        series.append(replace(one, points=points))
    return replace(table, series=series)


def test_the_chance_of_silence_against_integration() -> None:
    """The negative binomial is a Poisson whose rate is Gamma: integrated numerically.

    Of equal months, fewer count.
    """
    from scipy import integrate, stats

    free = [(number, 1000) for number in (0, 9, 1, 8, 0, 7, 2, 9, 0, 8)]
    size, found = 20_000, 3
    expected = sum(number for number, _ in free) / sum(tokens for _, tokens in free) * size
    mean = sum(number for number, _ in free) / len(free)
    k = len(free) * mean**2 / sum((number - mean) ** 2 - mean for number, _ in free) * size / 1000
    law = stats.gamma(k, scale=expected / k)
    p, _ = integrate.quad(
        lambda rate: stats.poisson.cdf(found, rate) * law.pdf(rate), 0, 40 * expected, epsabs=1e-14, limit=500
    )
    assert chance_of_at_most(found, expected, free, size) == pytest.approx(p, abs=1e-9)
    alike = [(number, 1000) for number in sorted(number for number, _ in free)]
    assert chance_of_at_most(found, expected, alike, size) > 3 * p
    even = [(4, 1000)] * 10
    assert chance_of_at_most(60, 80.0, even, size) == pytest.approx(stats.poisson.cdf(60, 80.0), abs=1e-12)
