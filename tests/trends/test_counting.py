"""Counts equal a brute-force count of the same texts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Concept, Lexicon
from flows.errors import UsageError
from flows.search import Collection
from flows.store.database import IS_UNCOUNTED, Store
from flows.store.series.amounts import PeriodTotal
from flows.trends.counting import Counts
from flows.trends.findings import Doubt, find_doubts
from flows.trends.periods import fill_periods
from flows.trends.request import SeriesRequest, read_spec
from flows.trends.series import SERIES_COLUMNS, Point, Series, SeriesTable, count_series
from tests.builders import concordance, count_frame, search
from tests.stores import read_key_lines
from tests.trends.making import add_documents

TERMS = [
    "关键核心技术",
    "自主创新",
    "新型举国体制",
    "自主可控",
    "专精特新",
    "小巨人",
    "新质生产力",
    "自立自强",
]


def _texts() -> list[tuple[str, str]]:
    """Return (year, text and title) of the dated core documents, the title once if the text begins with it."""
    found = []
    for line in read_key_lines():
        record = json.loads(line)
        if record["date"]:
            lines = ["".join(line.split()).strip("《》") for line in record["text"][:600].splitlines()]
            title = (
                ""
                if "".join(record["title"].split()) in (*lines, "".join(lines[:2]), "".join(lines[:3]))
                else record["title"]
            )
            found.append((record["date"][:4], f"{title}\n\n{record['text']}"))
    return found


@pytest.mark.parametrize("term", TERMS)
def test_yearly_counts_equal_brute_force(key_store: Path, lexicon: Lexicon, term: str) -> None:
    expected: Counter[str] = Counter()
    for year, text in _texts():
        expected[year] += text.count(term)
    with Store(key_store) as store:
        frame = count_frame(store, lexicon, [term])
    assert {row.period: row.occurrences for row in frame.itertuples() if row.occurrences} == {
        year: n for year, n in expected.items() if n
    }
    assert (frame["occurrences"] == frame["occurrences_loose"]).all()


@pytest.mark.parametrize("phrase", ["量子", "的", "集成电路", "产业链供应链", "，推动", "G60", "人工智能+"])
def test_any_phrase_is_found_as_often_as_it_stands_there(
    key_store: Path, lexicon: Lexicon, phrase: str
) -> None:
    with Store(key_store) as store:
        found = search(store, lexicon, f'"{phrase}"', limit=1, expand=False)
        word = phrase.lower()
        texts = [row["text"] for row in store.rows("SELECT p.text FROM passage p WHERE NOT " + IS_UNCOUNTED)]
    assert found.total == sum(word in text.lower() for text in texts)


def test_the_concordance_shows_every_occurrence(key_store: Path, lexicon: Lexicon) -> None:
    with Store(key_store) as store:
        rows = concordance(store, lexicon, "自主可控")
        texts = {
            row["id"]: row["text"]
            for row in store.rows("SELECT document_id || '-' || position AS id, text FROM passage")
        }
    assert len(rows) == sum(text.count("自主可控") for text in texts.values())
    assert all(texts[row.passage_id][row.start : row.end] == row.keyword for row in rows)


def test_facets_and_totals_count_every_match(sample: Store, lexicon: Lexicon) -> None:
    few = search(sample, lexicon, "自主可控", limit=2)
    everything = search(sample, lexicon, "自主可控", limit=1000)
    assert len(few.hits) == 2 and few.total == everything.total == len(everything.hits)
    assert few.facets == everything.facets
    assert everything.facets["language"] == dict(Counter(hit.language for hit in everything.hits))
    assert sum(everything.facets["year"].values()) == sum(bool(hit.date) for hit in everything.hits)


def test_both_languages_are_found_and_can_be_turned_off(sample: Store, lexicon: Lexicon) -> None:
    both = search(sample, lexicon, "小巨人", limit=1000)
    one = search(sample, lexicon, "小巨人", limit=1000, expand=False)
    assert {hit.language for hit in both.hits} >= {"zh", "en"}
    assert one.total < both.total and all("小巨人" in hit.text for hit in one.hits)
    assert all(hit.highlights for hit in both.hits)


def test_trends_have_the_contracts_columns_and_every_period(sample: Store, lexicon: Lexicon) -> None:
    frame = count_frame(sample, lexicon, ["自主可控", "没有这个词"])
    assert list(frame.columns) == [*SERIES_COLUMNS, "kind", "value", "group"]
    for _, series in frame.groupby("series"):
        assert list(series["period"]) == [str(year) for year in range(2012, 2027)]
    assert frame.loc[frame["series"] == "没有这个词", "occurrences"].sum() == 0
    row = frame[(frame["series"] == "自主可控") & (frame["period"] == "2023")].iloc[0]
    assert row["per_million_tokens"] == pytest.approx(
        row["occurrences"] / row["total_tokens"] * 1e6, abs=1e-3
    )


@pytest.mark.parametrize("group", ["corpus", "language", "strategy", "publisher"])
def test_groups_add_up(sample: Store, lexicon: Lexicon, group: str) -> None:
    whole = count_frame(sample, lexicon, ["自主可控"])
    parts = count_frame(sample, lexicon, ["自主可控"], group=group)
    assert (
        parts.groupby("period")["occurrences"].sum().to_dict()
        == whole.set_index("period")["occurrences"].to_dict()
    )
    assert (
        parts.groupby("period")["total_tokens"].sum().to_dict()
        == whole.set_index("period")["total_tokens"].to_dict()
    )


@pytest.mark.parametrize(("by", "number"), [("year", 15), ("quarter", 57), ("month", 169)])
def test_periods_are_complete(sample: Store, lexicon: Lexicon, by: str, number: int) -> None:
    frame = count_frame(sample, lexicon, ["自主可控"], by=by)
    assert len(frame) == number
    assert frame["occurrences"].sum() == count_frame(sample, lexicon, ["自主可控"])["occurrences"].sum()


@pytest.mark.parametrize(
    ("first", "last", "by", "periods"),
    [
        ("2019", "2021", "year", ["2019", "2020", "2021"]),
        ("2019-Q4", "2020-Q2", "quarter", ["2019-Q4", "2020-Q1", "2020-Q2"]),
        ("2019-11", "2020-02", "month", ["2019-11", "2019-12", "2020-01", "2020-02"]),
    ],
)
def test_fill_periods(first: str, last: str, by: str, periods: list[str]) -> None:
    assert fill_periods(first, last, by) == periods


def test_no_term_is_an_error(sample: Store, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="at least one term"):
        count_frame(sample, lexicon, [])


@pytest.mark.parametrize(("term", "number"), [('"“试点”"', 1), ("“试点”", 2), ('"试点"', 2), ("试点。", 2)])
def test_marks_count_within_quotes_alone(
    tmp_path: Path, small_lexicon: Lexicon, term: str, number: int
) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        add_documents(store, small_lexicon, "a", [("2021-03-01", "开展“试点”工作。试点范围扩大。")])
        table = count_series(Collection(store, small_lexicon), SeriesRequest((term,)))
        assert [row["occurrences"] for row in table.rows()] == [number]


def test_a_query_without_its_sign_is_told(sample: Store, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="write 'query:稀土 NEAR/0 管制'"):
        count_series(Collection(sample, lexicon), SeriesRequest(("稀土 NEAR/0 管制",)))


def test_what_lies_outside_a_concepts_years_is_doubtful() -> None:
    concepts = [
        Concept("new", "PROGRAMME", "自主可控", "", valid_from="2020"),
        Concept("old", "PROGRAMME", "自主创新", "", valid_to="2013"),
    ]
    lexicon = Lexicon(concepts)
    counted = {
        "自主可控": {"2018": 3, "2021": 2},
        "自主创新": {"2012": 4, "2015": 1},
        "其他": {"2012": 9},
    }
    series = [
        Series(
            read_spec(term, lexicon),
            None,
            [
                Point(period, Counts(number), None, PeriodTotal(period, "", 9, 9, 9, 9))
                for period, number in counts.items()
            ],
        )
        for term, counts in counted.items()
    ]
    assert find_doubts(SeriesTable(SeriesRequest(tuple(counted)), series), lexicon) == [
        Doubt("自主可控", "自主可控", "before", "2020", 3),
        Doubt("自主创新", "自主创新", "after", "2013", 1),
    ]
