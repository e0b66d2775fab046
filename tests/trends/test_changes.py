"""Changes of words are distinguished from changes of sources: only sources with text on both sides are compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import UsageError, choose_terminal_locale
from flows.records import DateRange
from flows.search import Collection
from flows.store import Store
from flows.trends.changes import (
    ChangeRequest,
    KeynessRequest,
    Side,
    compare_sides,
    count_overlap,
    count_waiting_in,
    describe_change,
    find_emerging,
    find_keyness,
    find_silent,
)
from tests.trends.making import add_documents


def yearly(first: int, last: int, text: str) -> list[tuple[str, str]]:
    return [(f"{year}-{month:02}-01", text) for year in range(first, last + 1) for month in range(1, 11)]


@pytest.fixture
def two(tmp_path: Path, small_lexicon: Lexicon) -> Collection:
    """Reports with 自主可控 until 2020, then news without it: the sources have changed, not the words.

    A continuing corpus has 小巨人 until 2020 and 新型举国体制 since 2021: these have changed.
    """
    store = Store(tmp_path / "s.sqlite")
    add_documents(store, small_lexicon, "reports", yearly(2018, 2020, "自主可控 自主可控"))
    add_documents(store, small_lexicon, "news", yearly(2021, 2022, "高质量 高质量"))
    add_documents(store, small_lexicon, "journal", yearly(2018, 2020, "小巨人"))
    add_documents(store, small_lexicon, "journal", yearly(2021, 2022, "新型举国体制"))
    return Collection(store, small_lexicon)


def test_a_term_is_not_gone_because_its_source_is(two: Collection) -> None:
    assert [row.zh for row in find_silent(two, ChangeRequest("2021"))] == ["小巨人"]
    apart = find_silent(two, ChangeRequest("2021", hold=False))
    assert {row.zh for row in apart} == {"小巨人", "自主可控"}


def test_a_term_is_not_new_because_its_source_is(two: Collection) -> None:
    assert [row.zh for row in find_emerging(two, ChangeRequest("2021"))] == ["新型举国体制"]
    apart = find_emerging(two, ChangeRequest("2021", hold=False))
    assert {row.zh for row in apart} == {"新型举国体制", "高质量"}


def test_a_first_use_is_one_that_is_counted(two: Collection, small_lexicon: Lexicon) -> None:
    """A term in the journal since 2021, and before that in the excluded reports, is new in the journal."""
    add_documents(two.store, small_lexicon, "reports", yearly(2018, 2018, "新型举国体制"))
    (row,) = find_emerging(two, ChangeRequest("2021"))
    assert (row.zh, row.there, row.first) == ("新型举国体制", 0, "2021-01")
    whole = {row.zh: row for row in find_emerging(two, ChangeRequest("2021", hold=False))}
    assert (whole["新型举国体制"].there, whole["新型举国体制"].first) == (10, "2018-01")


def test_a_first_use_is_of_the_time_that_is_compared(two: Collection, small_lexicon: Lexicon) -> None:
    add_documents(two.store, small_lexicon, "journal", yearly(2018, 2018, "新型举国体制"))
    (row,) = find_emerging(two, ChangeRequest("2021", before="2019"))
    assert (row.there, row.first) == (0, "2021-01")


def test_more_of_the_source_that_always_had_it_is_no_rise(tmp_path: Path, small_lexicon: Lexicon) -> None:
    """Both corpora keep their rates; the one with the term grows tenfold."""
    store = Store(tmp_path / "s.sqlite")
    add_documents(store, small_lexicon, "a", yearly(2018, 2020, "自主可控"))
    add_documents(store, small_lexicon, "a", yearly(2021, 2022, "自主可控") * 10)
    add_documents(store, small_lexicon, "b", yearly(2018, 2022, "x") * 3)
    collection = Collection(store, small_lexicon)
    assert find_emerging(collection, ChangeRequest("2021")) == []
    assert [row.zh for row in find_emerging(collection, ChangeRequest("2021", hold=False))] == ["自主可控"]


def test_what_is_left_out_is_said(two: Collection) -> None:
    assert describe_change(two, ChangeRequest("2021")) == [
        "compared within journal; left out, because they have text on one side only "
        "(only since: news; only before: reports). --any-source compares all text as it is"
    ]
    choose_terminal_locale("zh")
    try:
        (line,) = describe_change(two, ChangeRequest("2021"))
    finally:
        choose_terminal_locale("en")
    assert "（仅之后：news；仅之前：reports）" in line
    assert describe_change(two, ChangeRequest("2021", hold=False)) == []
    assert describe_change(two, ChangeRequest("2021", corpora=("journal",)), is_silence=True) == []


@pytest.mark.parametrize("find", [find_emerging, find_silent])
def test_no_corpus_on_both_sides_is_an_error(two: Collection, find: object) -> None:
    request = ChangeRequest("2021", corpora=("news", "reports"))
    with pytest.raises(UsageError, match=r"both before 2021 \(reports\) and since \(news\)"):
        find(two, request)  # type: ignore[operator]
    assert find(two, ChangeRequest("2021", corpora=("news", "reports"), hold=False))  # type: ignore[operator]


def test_one_corpus_compares_as_all_text_does(two: Collection) -> None:
    for find in (find_emerging, find_silent):
        held, apart = (
            find(two, ChangeRequest("2021", corpora=("journal",), hold=hold)) for hold in (True, False)
        )
        assert held == apart


def test_months_that_wait_are_left_out(two: Collection, small_lexicon: Lexicon) -> None:
    add_documents(two.store, small_lexicon, "journal", [("2022-05-09", "小巨人")], annotated=False)
    (row,) = find_emerging(two, ChangeRequest("2021"))
    assert row.here == 19
    (row,) = find_emerging(two, ChangeRequest("2021", allow_partial=True))
    assert row.here == 20


@pytest.mark.parametrize(
    ("allow_partial", "note"),
    [
        (False, "not annotated: 1 of 101 passages in scope; left out with their months: 2 passages in all"),
        (True, "not annotated and not counted: 1 of 101 passages in scope"),
    ],
)
def test_the_note_counts_what_passages_that_wait_take_along(
    two: Collection, small_lexicon: Lexicon, allow_partial: bool, note: str
) -> None:
    add_documents(two.store, small_lexicon, "journal", [("2022-05-09", "小巨人")], annotated=False)
    assert describe_change(two, ChangeRequest("2021", allow_partial=allow_partial))[0].startswith(note)


def test_the_note_on_passages_that_wait_is_in_the_terminals_language(
    two: Collection, small_lexicon: Lexicon
) -> None:
    add_documents(two.store, small_lexicon, "journal", [("2022-05-09", "小巨人")], annotated=False)
    choose_terminal_locale("zh")
    try:
        note = describe_change(two, ChangeRequest("2021"))[0]
    finally:
        choose_terminal_locale("en")
    assert note.startswith("范围内 101 段中有 1 段尚未标注，其所在月份共 2 段均未计入")


def test_passages_that_wait_outside_both_sets_of_keyness_are_not_noted(
    two: Collection, small_lexicon: Lexicon
) -> None:
    add_documents(two.store, small_lexicon, "journal", [("2022-05-09", "小巨人")], annotated=False)
    news, reports, journal = (Side(corpus=(name,)) for name in ("news", "reports", "journal"))
    assert count_waiting_in(two, KeynessRequest(news, reports)) == (0, 50)
    assert count_waiting_in(two, KeynessRequest(news, journal)) == (1, 71)
    assert count_waiting_in(two, KeynessRequest(news)) == (1, 101)


def test_nothing_annotated_is_an_error(tmp_path: Path, small_lexicon: Lexicon) -> None:
    store = Store(tmp_path / "s.sqlite")
    add_documents(store, small_lexicon, "a", yearly(2018, 2022, "自主可控"), annotated=False)
    collection = Collection(store, small_lexicon)
    for find in (find_emerging, find_silent):
        with pytest.raises(UsageError, match="None of the 50 passages in scope is annotated"):
            find(collection, ChangeRequest("2021"))
    with pytest.raises(UsageError, match="None of the 50 passages in scope is annotated"):
        find_keyness(collection, KeynessRequest(Side(corpus=("a",))))


def test_low_bases_are_marked(tmp_path: Path, small_lexicon: Lexicon) -> None:
    store = Store(tmp_path / "s.sqlite")
    add_documents(store, small_lexicon, "a", [*yearly(2018, 2020, "x"), ("2021-01-01", "自主可控 " * 9)])
    (row,) = find_emerging(Collection(store, small_lexicon), ChangeRequest("2021"))
    assert (row.here, row.low_base) == (9, True)


@pytest.mark.parametrize(
    ("side", "said"),
    [
        (Side(corpus=("nope",)), "corpus 'nope': no such value; known values: journal"),
        (Side(publisher=("nope",)), "publisher 'nope': no such value"),
        (Side(language=("fr",)), "language 'fr': no such value; known values: zh"),
    ],
)
def test_an_unknown_side_is_refused(two: Collection, side: Side, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        find_keyness(two, KeynessRequest(side))
    with pytest.raises(UsageError, match=said):
        find_keyness(two, KeynessRequest(Side(corpus=("journal",)), side))


def test_silence_without_a_past_finds_nothing_and_says_so(two: Collection) -> None:
    request = ChangeRequest("2018")
    assert find_silent(two, request) == []
    assert describe_change(two, request, is_silence=True) == [
        "No dated text before 2018-01 to compare with. Only the 36 months before it count."
    ]
    with pytest.raises(UsageError, match="No dated text before 2018-01"):
        find_emerging(two, request)


def test_any_query_is_compared_with_any_other_exactly(tmp_path: Path, small_lexicon: Lexicon) -> None:
    """Of 50 passages with 芯片, 10 also have 规划; the counts are written by hand."""
    store = Store(tmp_path / "s.sqlite")
    texts = [
        *["芯片 自主可控"] * 40,
        *["芯片 规划 自主可控"] * 10,
        *["规划 小巨人"] * 50,
        *["其他 高质量"] * 25,
    ]
    documents = [(f"20{10 + number % 10}-01-01", text) for number, text in enumerate(texts)]
    add_documents(store, small_lexicon, "a", documents)
    collection = Collection(store, small_lexicon)

    def compare(here: str, there: str = "") -> tuple[dict[str, tuple[int, int]], int]:
        request = KeynessRequest(Side(query=here), Side(query=there) if there else None, minimum=1)
        rows = find_keyness(collection, request)
        return {row.zh: (row.here, row.there) for row in rows}, count_overlap(collection, request)

    assert compare("芯片", "规划") == ({"自主可控": (50, 10), "小巨人": (0, 50)}, 10)
    assert compare("规划", "芯片") == ({"自主可控": (10, 50), "小巨人": (50, 0)}, 10)
    assert compare("芯片 规划", "其他") == ({"自主可控": (10, 0), "高质量": (0, 25)}, 0)
    assert compare("芯片") == ({"自主可控": (50, 0), "小巨人": (0, 50), "高质量": (0, 25)}, 0)
    for here, there, side in (("不存在", "芯片", "first"), ("芯片", "不存在", "other")):
        with pytest.raises(UsageError, match=f"The {side} set"):
            compare(here, there)


def test_a_query_is_limited_to_the_documents_of_its_side(tmp_path: Path, small_lexicon: Lexicon) -> None:
    store = Store(tmp_path / "s.sqlite")
    add_documents(store, small_lexicon, "a", [("2010-01-01", "芯片 自主可控")] * 20)
    add_documents(store, small_lexicon, "b", [("2012-01-01", "芯片 小巨人")] * 30)
    collection = Collection(store, small_lexicon)
    for side in (Side(corpus=("a",), query="芯片"), Side(dates=DateRange(None, "2011"), query="芯片")):
        rows = find_keyness(collection, KeynessRequest(side, minimum=1))
        assert {row.zh: (row.here, row.there) for row in rows} == {"自主可控": (20, 0), "小巨人": (0, 30)}


def test_documents_dated_by_year_count_where_the_whole_year_is_compared(
    tmp_path: Path, small_lexicon: Lexicon
) -> None:
    store = Store(tmp_path / "s.sqlite")
    texts = [(str(year), "小巨人 " * 9) for year in range(2015, 2019)]
    texts += [(str(year), "高质量 " * 9) for year in range(2019, 2023)]
    add_documents(store, small_lexicon, "a", texts)
    collection = Collection(store, small_lexicon)
    (new,) = find_emerging(collection, ChangeRequest("2019"))
    assert (new.zh, new.here, new.there, new.first) == ("高质量", 36, 0, "2019")
    (gone,) = find_silent(collection, ChangeRequest("2019"))
    assert (gone.zh, gone.before, gone.found, gone.last, gone.peak) == ("小巨人", 27, 0, "2018", "2015")
    assert (gone.expected, gone.last_date) == (36, "2018")
    assert describe_change(collection, ChangeRequest("2019")) == []
    add_documents(
        store, small_lexicon, "a", [("2018", "小巨人"), ("2018-02-01", "小巨人"), ("2020-01-01", "x")]
    )
    (gone,) = find_silent(collection, ChangeRequest("2018-06", minimum=1))
    assert (gone.zh, gone.last) == ("小巨人", "2018-02")  # not a document of some day of that year


def test_documents_of_a_cut_year_are_left_out_and_named(two: Collection, small_lexicon: Lexicon) -> None:
    add_documents(two.store, small_lexicon, "journal", [("2021", "高质量"), ("2019", "小巨人 " * 9)])
    add_documents(two.store, small_lexicon, "yearbook", [("2021", "高质量")])
    assert [row.zh for row in find_emerging(two, ChangeRequest("2021-02"))] == ["新型举国体制"]
    lines = describe_change(two, ChangeRequest("2021-02"))
    assert lines[0] == (
        "left out, because their date is only a year and that year is only partly in a compared period "
        "(documents): journal 1, yearbook 1"
    )
    with pytest.raises(UsageError, match="No dated text from 2021-02 on"):
        find_emerging(two, ChangeRequest("2021-02", corpora=("yearbook",)))


def test_dates_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(UsageError, match="--to 2020 is before 2023-02"):
        ChangeRequest("2023-02", to="2020")
    with pytest.raises(UsageError, match="--before 2023-02 is not before 2023-02"):
        ChangeRequest("2023-02", before="2023-02")
    ChangeRequest("2023-02", to="2023", before="2023")  # to its last month, from its first


def test_a_low_base_is_that_of_what_is_compared(tmp_path: Path, small_lexicon: Lexicon) -> None:
    """Documents of excluded corpora are not part of the base: 20 occurrences in 2 documents of `a` are few."""
    store = Store(tmp_path / "s.sqlite")
    add_documents(store, small_lexicon, "a", yearly(2018, 2022, "高质量"))
    add_documents(store, small_lexicon, "a", [("2021-03-01", "小巨人 " * 10), ("2021-04-01", "小巨人 " * 10)])
    add_documents(store, small_lexicon, "new", yearly(2021, 2022, "小巨人"))
    rows = {row.zh: row for row in find_emerging(Collection(store, small_lexicon), ChangeRequest("2021"))}
    assert (rows["小巨人"].here, rows["小巨人"].low_base) == (20, 1)


def test_silence_ends_with_the_time_looked_at(tmp_path: Path, small_lexicon: Lexicon) -> None:
    store = Store(tmp_path / "s.sqlite")
    add_documents(store, small_lexicon, "a", yearly(2018, 2020, "小巨人 小巨人"))
    add_documents(store, small_lexicon, "a", yearly(2021, 2021, "x x"))
    add_documents(store, small_lexicon, "a", yearly(2022, 2022, "小巨人 " * 9))
    (row,) = find_silent(Collection(store, small_lexicon), ChangeRequest("2021", to="2021"))
    assert (row.zh, row.peak, row.last) == ("小巨人", "2018-01", "2020-10")


def test_a_key_term_of_one_document_has_a_low_base(tmp_path: Path, small_lexicon: Lexicon) -> None:
    store = Store(tmp_path / "s.sqlite")
    add_documents(
        store, small_lexicon, "a", [("2021-03-01", "小巨人 " * 20), *yearly(2021, 2021, "高质量 x")]
    )
    add_documents(store, small_lexicon, "b", yearly(2021, 2021, "x x"))
    request = KeynessRequest(Side(corpus=("a",)), Side(corpus=("b",)))
    found = compare_sides(Collection(store, small_lexicon), request)
    assert {row.zh: row.low_base for row in found.rows} == {"小巨人": 1, "高质量": 0}
    assert (found.here.documents, found.there) == (11, (1000, 10))
    rest = compare_sides(Collection(store, small_lexicon), KeynessRequest(Side(corpus=("a",))))
    assert (rest.rows, rest.there) == (found.rows, (1000, None))
    # The number of single documents compared says nothing.
    apart = find_keyness(Collection(store, small_lexicon), replace(request, least_documents=0))
    assert {row.low_base for row in apart} == {0}
