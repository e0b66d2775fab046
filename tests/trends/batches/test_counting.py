"""Batches: cells equal the numbers of trends, blanks stay blank, and a bad line does not stop the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.records import DateRange, Grouping
from flows.search import Collection
from flows.store import Store
from flows.trends import SeriesRequest, count_series, describe_source
from flows.trends.batches import (
    BATCH_GROUPS,
    BATCH_MEASURES,
    BatchLine,
    BatchRequest,
    batch_rows,
    count_batch,
    describe_batch,
    split_batch,
    widen,
)
from tests.trends.making import add_documents

TERMS = ("自主可控", "稀土", '"出口管制"', "query:芯片 AND 国产", "strategy:tech_leverage", "entity:华为")


@pytest.fixture
def collection(sample: Store, lexicon: Lexicon) -> Collection:
    return Collection(sample, lexicon)


def ask(*queries: str, **options: object) -> BatchRequest:
    lines = tuple(BatchLine(number, query) for number, query in enumerate(queries, 1))
    return BatchRequest(lines, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("by", ["year", "quarter", "plan", "2015,2018-03,2027"])
@pytest.mark.parametrize("measure", BATCH_MEASURES)
def test_cells_are_the_numbers_of_trends(collection: Collection, by: str, measure: str) -> None:
    wide = widen(count_batch(collection, ask(*TERMS, by=by, measure=measure)))
    for term, row in zip(TERMS, wide.rows, strict=True):
        rows = count_series(collection, SeriesRequest((term,), by=by)).rows()
        assert {name: row[name] for name in wide.cells} == {one["period"]: one[measure] for one in rows}


def test_tidy_rows_are_those_of_trends(collection: Collection) -> None:
    rows = batch_rows(count_batch(collection, ask(*TERMS)))
    expected = count_series(collection, SeriesRequest(TERMS)).rows()
    assert [{name: row[name] for name in one} for row, one in zip(rows, expected, strict=True)] == expected
    assert {(row["line"], row["query"], row["group"]) for row in rows} == {
        (number, term, "") for number, term in enumerate(TERMS, 1)
    }


@pytest.mark.parametrize("by", BATCH_GROUPS)
def test_a_group_has_what_its_periods_have_together(collection: Collection, by: str) -> None:
    for measure in ("occurrences", "passages", "documents"):
        wide = widen(count_batch(collection, ask(*TERMS, by=by, measure=measure)))
        for term, row in zip(TERMS, wide.rows, strict=True):
            table = count_series(collection, SeriesRequest((term,), grouping=Grouping(by)))
            by_group = {
                series.group or "(none)": sum(
                    getattr(point.counts, measure) for point in series.points if not point.is_blank
                )
                for series in table.series
            }
            assert {name: row[name] for name in wide.cells} == by_group


def test_numbers_written_out(store: Store, small_lexicon: Lexicon) -> None:
    add_documents(store, small_lexicon, "a", [("2019-01-05", "自主可控 自主可控"), ("2021-01-05", "高质量")])
    add_documents(store, small_lexicon, "b", [("2021-03-01", "自主可控")])
    collection = Collection(store, small_lexicon)
    years = widen(count_batch(collection, ask("自主可控", "高质量")))
    assert years.columns == ["series", "2019", "2020", "2021"]
    assert [[row[name] for name in years.cells] for row in years.rows] == [[2, None, 1], [0, None, 1]]
    assert years.used == ["2019", "2020", "2021"]
    corpora = widen(count_batch(collection, ask("自主可控", "高质量", by="corpus")))
    assert [[row[name] for name in ("a", "b")] for row in corpora.rows] == [[2, 1], [1, 0]]
    assert corpora.cells == ["a", "b"]  # a has three occurrences in total, b one


@pytest.mark.parametrize(("by", "cells"), [("year", ["2019", "2020", "2021"]), ("corpus", ["a", "b"])])
def test_a_term_that_never_occurs_has_its_zeros(
    store: Store, small_lexicon: Lexicon, by: str, cells: list[str]
) -> None:
    for corpus, date in (("a", "2019-01-05"), ("b", "2021-01-05")):
        add_documents(store, small_lexicon, corpus, [(date, "自主可控")])
    wide = widen(count_batch(Collection(store, small_lexicon), ask("小巨人", by=by)))
    assert wide.used == cells
    assert [wide.rows[0][name] for name in cells] == {"year": [0, None, 0], "corpus": [0, 0]}[by]


def test_what_the_columns_can_be_is_said_whole(collection: Collection) -> None:
    with pytest.raises(UsageError) as caught:
        count_batch(collection, ask("稀土", by="nosuch"))
    assert all(name in str(caught.value) for name in (*BATCH_GROUPS, "congress", "2015,2018-03,2023"))
    with pytest.raises(UsageError, match="must be in ascending order"):
        count_batch(collection, ask("稀土", by="2020,2015"))


def test_dates_bound_groups_by_the_day(store: Store, small_lexicon: Lexicon) -> None:
    lines = [
        ("2020-12-31", "自主可控"),
        ("2021-02-28", "自主可控"),
        ("2021-03-01", "自主可控"),
        ("2021", "自主可控"),
    ]
    add_documents(store, small_lexicon, "a", lines)
    collection = Collection(store, small_lexicon)
    for dates, number in (
        (DateRange(), 4),
        (DateRange("2021"), 3),
        (DateRange(None, "2021-02-28"), 2),
        (DateRange("2021-02", "2021-02"), 1),
        (DateRange(None, "2020"), 1),
        (DateRange("2021-01-01", "2021-12"), 3),
        (DateRange("2021-03-01", "2021-03-01"), 1),
    ):
        table = count_batch(collection, ask("自主可控", by="corpus", series=SeriesRequest(dates=dates)))
        assert widen(table).rows[0]["a"] == number, dates


def test_what_is_not_annotated_is_blank(store: Store, small_lexicon: Lexicon) -> None:
    add_documents(store, small_lexicon, "a", [("2019-01-05", "自主可控")])
    add_documents(store, small_lexicon, "b", [("2021-01-05", "自主可控 芯片")], annotated=False)
    table = count_batch(Collection(store, small_lexicon), ask("自主可控", '"自主可控"'))
    wide = widen(table)
    assert [[row[name] for name in wide.cells] for row in wide.rows] == [[1, None, None], [1, None, 1]]
    assert any(
        "are not annotated; their periods are blank" in line
        for line in describe_batch(Collection(store, small_lexicon), table)
    )


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ({"by": "corpus"}, 2),
        ({"by": "year"}, 2),
        ({"by": "month"}, 3),  # a year is not in any month
        ({"by": "corpus", "series": SeriesRequest(corpora=("b",))}, 1),
        ({"by": "corpus", "series": SeriesRequest(dates=DateRange("2019"))}, 0),  # they were not requested
    ],
)
def test_documents_without_a_date_are_said_to_be_in_no_column(
    store: Store, small_lexicon: Lexicon, options: dict[str, object], number: int
) -> None:
    add_documents(store, small_lexicon, "a", [("2019-01-05", "自主可控"), ("2021", "芯片"), ("", "芯片")])
    add_documents(store, small_lexicon, "b", [("2019-01-05", "自主可控"), ("", "自主可控")])
    collection = Collection(store, small_lexicon)
    table = count_batch(collection, ask("自主可控", **options))
    said = [line for line in describe_batch(collection, table) if "in no column" in line]
    assert [f": {number} document" in line for line in said] == [True] * bool(number)
    chinese = "".join(describe_batch(collection, table, "zh"))
    assert (f"有 {number} 份文件未列入" in chinese) == bool(number)


def test_a_source_without_dates_has_all_documents(store: Store, small_lexicon: Lexicon) -> None:
    add_documents(store, small_lexicon, "a", [("2019-01-05", "自主可控"), ("", "芯片")])
    collection = Collection(store, small_lexicon)
    assert describe_source(collection).startswith("by publication date (else the date written) · ")
    assert "corpus (documents): a 1 ·" in describe_source(collection)
    assert describe_source(collection, None).startswith("corpus (documents): a 2 ·")


@pytest.mark.parametrize(
    ("dates", "documents"),
    [
        (DateRange("2019-01", "2019-02"), "corpus (documents): a 2 "),
        (DateRange("2019-01-06"), "corpus (documents): a 2 "),
        (DateRange(None, "2018"), "no documents "),
        (DateRange(), "corpus (documents): a 3 "),
    ],
)
def test_a_source_has_the_documents_of_its_dates(
    store: Store, small_lexicon: Lexicon, dates: DateRange, documents: str
) -> None:
    given = [("2019-01-05", "自主可控"), ("2019-02-28", "芯片"), ("2021", "芯片"), ("", "芯片")]
    add_documents(store, small_lexicon, "a", given)
    collection = Collection(store, small_lexicon)
    assert f" · {documents}· lexicon" in describe_source(collection, dates=dates)
    table = count_batch(collection, ask("自主可控", by="corpus", series=SeriesRequest(dates=dates)))
    assert documents in describe_batch(collection, table)[0]


def test_rates_with_a_low_base_are_known(store: Store, small_lexicon: Lexicon) -> None:
    often = [(f"2020-0{month}-01", "自主可控 自主可控") for month in range(1, 7)]
    add_documents(store, small_lexicon, "a", [("2019-01-05", "自主可控"), *often])
    collection = Collection(store, small_lexicon)
    rates = count_batch(collection, ask("高质量", "自主可控", measure="document_share"))
    assert widen(rates).low == {(1, "2019")}
    assert any("1 of 2 numbers above zero" in line for line in describe_batch(collection, rates))
    assert widen(count_batch(collection, ask("自主可控"))).low == frozenset()


def test_a_bad_line_is_a_problem_with_its_number(collection: Collection) -> None:
    request = BatchRequest(tuple(split_batch("自主可控\n\nnosuchword\nquery:(稀土\n稀土\tRE\nstrategy:nope")))
    table = count_batch(collection, request)
    assert [(one.line.number, one.line.query) for one in table.problems] == [
        (3, "nosuchword"),
        (4, "query:(稀土"),
        (6, "strategy:nope"),
    ]
    assert all(one.message("zh") != one.message() for one in table.problems)
    wide = widen(table)
    assert [(row["series"], row["query"], row["line"]) for row in wide.rows] == [
        ("自主可控", "自主可控", 1),
        ("RE", "稀土", 5),
    ]
    assert wide.columns[:2] == ["series", "query"]


def test_several_terms_of_a_line_keep_its_label(collection: Collection) -> None:
    table = count_batch(collection, BatchRequest((BatchLine(1, "自主可控、稀土", "两词"),)))
    assert [row["series"] for row in widen(table).rows] == ["两词 · 自主可控", "两词 · 稀土"]


def test_progress_counts_lines(collection: Collection) -> None:
    seen: list[tuple[int, int]] = []
    count_batch(collection, ask("稀土", "nosuchword"), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    "options", [{"by": "week"}, {"measure": "weight"}, {"series": SeriesRequest(corpora=("nope",))}]
)
def test_what_is_wrong_with_all_lines_is_an_error(collection: Collection, options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        count_batch(collection, ask("稀土", **options))


def test_an_empty_store_has_an_empty_table(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        table = count_batch(Collection(store, small_lexicon), ask("自主可控"))
        assert widen(table).cells == [] and batch_rows(table) == []
