"""One rule for dates in every room: a document lies in a range that contains all days of its date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.corpus.splitting.passages import split_passages
from flows.records import DateRange, Document
from flows.reports.evidence import EvidenceRequest, find_evidence
from flows.search import Collection, Filters, read_range
from flows.store import Scope, Store
from flows.store.documents import (
    DocumentFilter,
    DocumentRequest,
    SourceFile,
    count_new_documents,
    list_documents,
    write_batch,
)
from flows.store.facts.joint import document_issuers
from flows.store.lake import Lake, export_lake
from flows.store.passages import PassageFilter, period_passages
from flows.store.series import count_waiting
from flows.trends.counting import count_undated
from flows.trends.periods import read_division
from tests.builders import count_table, search, series_request

TERM = "自主可控"
DATES = [
    *("2023-12-31", "2023-12", "2023", "2024", "2024-01", "2024-01-01", "2024-01-02", "2024-01-31"),
    *("2024-02", "2024-02-01", "2024-02-29", "2024-06-15", "2024-06", "2024-12-31", "2024-12", "2025", ""),
]
_ENDS = [
    *("", "2023", "2023-12", "2023-12-31", "2024", "2024-01", "2024-01-01", "2024-01-02", "2024-01-31"),
    *("2024-02", "2024-02-28", "2024-02-29", "2024-06-15", "2024-06-30", "2024-11", "2024-12-31"),
]
BOUNDS = st.sampled_from(_ENDS)


class Sources(NamedTuple):
    """A store with one passage per date, and the lake exported from it."""

    store: Store
    lake: Lake
    lexicon: Lexicon


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory, small_lexicon: Lexicon) -> Iterator[Sources]:
    folder: Path = tmp_path_factory.mktemp("dates")
    with Store(folder / "s.sqlite") as store:
        documents = [
            Document("c", f"k{n}", f"第{n}份文件：{TERM}。", published=day, publisher="某部", language="zh")
            for n, day in enumerate(DATES)
        ]
        batch = [(one, split_passages(one.text)) for one in documents]
        write_batch(
            store, store.begin_run("test"), SourceFile("c", "c", "0", "", 1), batch, [], complete=True
        )
        export_lake(store, str(folder / "lake"))
        with Lake(str(folder / "lake")) as lake:
            assert isinstance(lake, Lake)
            yield Sources(store, lake, small_lexicon)


def first_of(day: str) -> date:
    return date.fromisoformat((day + "-01-01")[:10])


def last_of(day: str) -> date:
    if len(day) == 10:
        return date.fromisoformat(day)
    if len(day) == 4:
        return date(int(day), 12, 31)
    return (first_of(day) + timedelta(31)).replace(day=1) - timedelta(1)


def lies_within(day: str, first: str, last: str) -> bool:
    """Return what the rule says, day by day."""
    if not (first or last):
        return True
    if not day or (first and first_of(day) < first_of(first)):
        return False
    return not last or last_of(day) <= last_of(last)


def by_search(sources: Sources, dates: DateRange) -> int:
    return search(sources.store, sources.lexicon, TERM, Filters(dates=dates)).total


def by_list(sources: Sources, dates: DateRange) -> int:
    return list_documents(sources.store, DocumentRequest(DocumentFilter(dates=dates))).total


def by_lake(sources: Sources, dates: DateRange) -> int:
    index = Collection(sources.lake, sources.lexicon).index
    return index.count(index.all_of([index.between(dates)] if dates else []))


def by_keyness(sources: Sources, dates: DateRange) -> int:
    return count_waiting(sources.store, dates=dates)[1]


def by_discovery(sources: Sources, dates: DateRange) -> int:
    return len(list(period_passages(sources.store, PassageFilter(dates=dates))))


def by_brief(sources: Sources, dates: DateRange) -> int:
    return sum(count_new_documents(sources.store, dates).values())


def by_network(sources: Sources, dates: DateRange) -> int:
    return len(list(document_issuers(sources.store, dates, ())))


def by_record(_: Sources, dates: DateRange) -> int:
    return sum(map(dates.covers, DATES))


WAYS = [by_search, by_list, by_lake, by_keyness, by_discovery, by_brief, by_network, by_record]


def is_right_way_round(first: str, last: str) -> bool:
    return not (first and last) or first_of(first) <= last_of(last)


@pytest.mark.parametrize("count", WAYS, ids=lambda one: one.__name__)
@given(first=BOUNDS, last=BOUNDS)
def test_every_room_has_the_documents_whose_days_all_lie_in_the_range(
    sources: Sources, count: Callable[[Sources, DateRange], int], first: str, last: str
) -> None:
    if is_right_way_round(first, last):
        expected = sum(lies_within(day, first, last) for day in DATES)
        assert count(sources, read_range(first, last)) == expected


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("2024", "", 13),  # all from 2024 on, including the year itself
        ("2024-01", "", 13),
        ("2024-01-01", "", 13),
        ("2024-01", "2024-01", 4),  # the month and its three days, not the year
        ("2024-01-01", "2024-01-01", 1),
        ("2024-02-01", "2024-02-28", 1),  # the month continues for a day
        ("2024-02-01", "2024-02-29", 3),
        ("2024", "2024-12-30", 9),
        ("2024", "2024", 12),
    ],
)
def test_numbers_counted_by_hand(sources: Sources, first: str, last: str, number: int) -> None:
    assert by_search(sources, read_range(first, last)) == by_list(sources, read_range(first, last)) == number


@given(first=BOUNDS, last=BOUNDS, earlier=BOUNDS, later=BOUNDS)
def test_a_wider_range_has_no_less(sources: Sources, first: str, last: str, earlier: str, later: str) -> None:
    if not earlier or (first and first_of(earlier) > first_of(first)):
        earlier = first
    if not later or (last and last_of(later) < last_of(last)):
        later = last
    if first and last and is_right_way_round(first, last):
        inner, outer = read_range(first, last), read_range(earlier, later)
        assert by_search(sources, inner) <= by_search(sources, outer)


@pytest.mark.parametrize(
    ("by", "numbers", "left_out"),
    [
        ("year", {"2023": 3, "2024": 12, "2025": 1}, 1),
        ("2024,2025", {"2024": 12}, 1),
        # 2023 and 2024 begin in one period and end in another; so does 2024-06 in the last.
        ("2023-06,2024-06-10,2025", {"2023-06..2024-06-09": 9, "2024-06-10..2024-12-31": 3}, 4),
    ],
)
def test_periods_and_their_evidence(
    sources: Sources, by: str, numbers: dict[str, int], left_out: int
) -> None:
    table = count_table(sources.store, sources.lexicon, [f'"{TERM}"'], by=by)
    (series,) = table.series
    assert {point.period: point.counts.documents for point in series.points} == numbers
    collection = Collection(sources.store, sources.lexicon)
    (undated,) = count_undated(collection, Scope(read_division(by)), [series.spec])
    assert undated.documents == left_out
    found = find_evidence(collection, EvidenceRequest(series_request([f'"{TERM}"'], by=by)))
    assert found.counts == numbers
