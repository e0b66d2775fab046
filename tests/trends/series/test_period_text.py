"""Series over partly annotated text: blank where counts are unknown, and words that no text contains."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError
from flows.search import Collection
from flows.store import Store
from flows.store.scope import Scope
from flows.store.series import count_waiting, period_totals
from flows.trends import answer_series
from flows.trends.captions import describe_gaps
from tests.builders import count_table, series_request
from tests.trends.making import add_documents

YEARS = [(f"{year}-05-01", "自主可控 芯片") for year in (2019, 2020, 2021)]


@pytest.fixture
def waiting(tmp_path: Path, small_lexicon: Lexicon) -> Store:
    """Three annotated years, with another document waiting in 2021 and the only one of 2022."""
    store = Store(tmp_path / "s.sqlite")
    add_documents(store, small_lexicon, "a", YEARS)
    later = [("2021-06-01", "自主可控 芯片"), ("2022-06-01", "自主可控 芯片")]
    add_documents(store, small_lexicon, "b", later, annotated=False)
    return store


def rows_of(store: Store, lexicon: Lexicon, term: str, **options: object) -> list[tuple[object, ...]]:
    table = count_table(store, lexicon, [term], **options)
    names = ("period", "occurrences", "per_million_tokens", "document_share", "total_tokens")
    return [tuple(row[name] for name in names) for row in table.rows()]


@pytest.mark.parametrize("term", ["自主可控", "entity:自主可控"])
def test_what_waits_is_blank_and_not_zero(waiting: Store, small_lexicon: Lexicon, term: str) -> None:
    assert rows_of(waiting, small_lexicon, term) == [
        ("2019", 1, 10000.0, 1.0, 100),
        ("2020", 1, 10000.0, 1.0, 100),
        ("2021", None, None, None, None),
        ("2022", None, None, None, None),
    ]


def test_allowed_what_is_annotated_counts_and_the_rest_stays_blank(
    waiting: Store, small_lexicon: Lexicon
) -> None:
    rows = rows_of(waiting, small_lexicon, "自主可控", allow_partial=True)
    assert rows[2:] == [("2021", 1, 10000.0, None, 100), ("2022", None, None, None, None)]


def test_words_count_in_all_text_but_their_rates_are_unknown(waiting: Store, small_lexicon: Lexicon) -> None:
    assert rows_of(waiting, small_lexicon, "芯片")[1:] == [
        ("2020", 1, 10000.0, 1.0, 100),
        ("2021", 2, None, 1.0, None),
        ("2022", 1, None, 1.0, None),
    ]


@pytest.mark.parametrize(
    "options", [{"group": "corpus"}, {"split": True}, {"hold": "corpus"}, {"bands": True}]
)
def test_every_view_is_blank(waiting: Store, small_lexicon: Lexicon, options: dict[str, object]) -> None:
    rows = count_table(waiting, small_lexicon, ["自主可控"], **options).rows()
    unknown = [row for row in rows if row["period"] == "2022" and row["total_documents"]]
    assert unknown and all(row["occurrences"] is None for row in unknown)
    assert all(row.get("low") is None and row.get("adjusted_per_million") is None for row in unknown)


def test_the_strategies_of_what_waits_are_unknown(waiting: Store, small_lexicon: Lexicon) -> None:
    rows = count_table(waiting, small_lexicon, ["自主可控"], group="strategy").rows()
    assert [row["occurrences"] for row in rows] == [1, 1, None, None]


def test_every_term_is_blank_there(waiting: Store, small_lexicon: Lexicon) -> None:
    rows = count_table(waiting, small_lexicon, [], every_term=True).rows()
    assert [row["occurrences"] for row in rows] == [1, 1, None, None]


def test_how_much_waits_is_said(waiting: Store, small_lexicon: Lexicon) -> None:
    table = count_table(waiting, small_lexicon, ["自主可控"])
    assert (table.unannotated, table.passages) == (2, 5)
    assert describe_gaps(table)[0].startswith("2 of 5 passages in scope are not annotated; their periods are")
    assert describe_gaps(table, "zh")[0].startswith("范围内 5 段中有 2 段尚未标注，所在时段留空")
    partial = count_table(waiting, small_lexicon, ["自主可控"], allow_partial=True)
    assert describe_gaps(partial)[0].startswith("2 of 5 passages in scope are not annotated and not counted")
    words = count_table(waiting, small_lexicon, ["芯片"])
    assert describe_gaps(words)[0].startswith(
        "2 of 5 passages in scope are not annotated; their periods have"
    )
    before = count_table(waiting, small_lexicon, ["自主可控"], last="2020")
    assert before.unannotated == 0 and "not annotated" not in " ".join(describe_gaps(before))
    assert count_waiting(waiting) == (2, 5) and count_waiting(waiting, ["a"]) == (0, 3)


def test_nothing_annotated_is_an_error(waiting: Store, small_lexicon: Lexicon) -> None:
    for options in ({"corpus": ["b"]}, {"first": "2022"}):
        with pytest.raises(
            UsageError, match=r"None of the . passages in scope is annotated.*zhengce annotate"
        ):
            count_table(waiting, small_lexicon, ["自主可控"], **options)
    assert count_table(waiting, small_lexicon, ["芯片"], first="2022").rows()[0]["occurrences"] == 1


def test_where_all_is_annotated_nothing_waits(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        add_documents(store, small_lexicon, "a", YEARS)
        assert {total.unannotated for total in period_totals(store, Scope())} == {0}
        assert count_waiting(store) == (0, 0)


def test_a_word_that_nothing_has_is_an_error_alone_and_a_note_beside_others(
    waiting: Store, small_lexicon: Lexicon
) -> None:
    with pytest.raises(
        UsageError, match=r"'自主可空': not in the lexicon, and nowhere .* Did you mean 自主可控"
    ):
        count_table(waiting, small_lexicon, ["自主可空"])
    with pytest.raises(UsageError, match="strategy 'nope': no such value"):
        count_table(waiting, small_lexicon, ["strategy:nope"])
    with pytest.raises(UsageError, match="'NoSuch': not in the lexicon, and no stored passage mentions it"):
        count_table(waiting, small_lexicon, ["entity:NoSuch"])
    with pytest.raises(UsageError, match="'zzqqx': not in the lexicon"):
        count_table(waiting, small_lexicon, ["query:自主可控 zzqqx"])
    assert count_table(waiting, small_lexicon, ["query:自主可控 OR zzqqx"]).unknown == ()
    with pytest.raises(UsageError, match="column 1: strategy 'nope'"):
        count_table(waiting, small_lexicon, ["query:strategy:nope"])
    table = count_table(waiting, small_lexicon, ["自主可控,自主可空"])
    assert [word.typed for word in table.unknown] == ["自主可空"]
    assert describe_gaps(table)[0].startswith("'自主可空': not in the lexicon")


def test_low_bases_and_peaks_on_them_are_marked(tmp_path: Path, small_lexicon: Lexicon) -> None:
    """Ten occurrences in five documents are not a low base; three in eight documents, or ten in four, are."""
    lines = [("2018-05-01", "自主可控")] * 3 + [("2019-05-01", "自主可控 自主可控")] * 5
    lines += [("2020-05-01", "自主可控 " * 4)] * 4 + [("2021-05-01", "x")]
    with Store(tmp_path / "s.sqlite") as store:
        add_documents(store, small_lexicon, "a", lines)
        answer = answer_series(Collection(store, small_lexicon), series_request(["自主可控"]))
        marked = {row["period"]: row["low_base"] for row in answer.table.rows()}
        assert marked == {"2018": 1, "2019": 0, "2020": 1, "2021": 0}
        assert answer.notes == [
            "* low base: 2 of 3 numbers above zero rest on fewer than 10 occurrences or 5 documents",
            "peaks with a low base: 自主可控 2020 (occurrences 16, documents 4)",
            "2021 is incomplete: the stored text ends on 2021-05-01",
        ]


@pytest.mark.parametrize("term", ["自主可控", '"自主可控"', "query:自主可控"])
def test_what_undated_documents_have_is_said(tmp_path: Path, small_lexicon: Lexicon, term: str) -> None:
    number = 2 if term.startswith("query") else 3  # a query counts passages
    lines = [("2020-05-01", "自主可控"), ("", "自主可控 自主可控"), ("", "自主可控"), ("", "x")]
    with Store(tmp_path / "s.sqlite") as store:
        add_documents(store, small_lexicon, "a", lines)
        add_documents(store, small_lexicon, "b", [("", "自主可控")])
        collection = Collection(store, small_lexicon)
        request = series_request([term], corpus=("a",))
        said = f"not shown, as their documents have no date: {term} (occurrences {number}, documents 2)"
        assert said in answer_series(collection, request).notes
        said = f"所在文件无日期，未列入：{term}（{number} 次，2 份文件）"
        assert said in answer_series(collection, request, "zh").notes
        of_range = series_request([term], corpus=("a",), first="2019")
        assert "no date" not in " ".join(answer_series(collection, of_range).notes)


def test_a_document_of_a_year_has_no_month(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        add_documents(store, small_lexicon, "a", [("2020-05-01", "自主可控"), ("2020", "自主可控")])
        notes = answer_series(
            Collection(store, small_lexicon), series_request(["自主可控"], by="month")
        ).notes
    assert "no date or no month: 自主可控 (occurrences 1, documents 1)" in " ".join(notes)


def test_a_period_of_other_sources_is_said(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        add_documents(
            store, small_lexicon, "reports", [(f"{year}-05-01", "自主可控") for year in (2019, 2020)]
        )
        add_documents(store, small_lexicon, "news", [("2020-06-01", "x"), *[("2021-06-01", "x")] * 3])
        collection = Collection(store, small_lexicon)
        notes = answer_series(collection, series_request(["自主可控"])).notes
        # In 2020 half of the text is from the same source; in 2021 too: neither differs by more than half.
        assert not any("other corpora" in note for note in notes)
        notes = answer_series(collection, series_request(["自主可控"], by="2019,2020-06,2022")).notes
        assert any("2020-06..2021-12 (news 0% → 100%, reports 100% → 0%)" in note for note in notes)
        held = answer_series(collection, series_request(["自主可控"], by="2019,2020-06,2022", hold="corpus"))
        assert not any("other corpora" in note for note in held.notes)
