"""A lake answers exactly as its store does."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Concept, Lexicon
from flows.errors import ZhengceError
from flows.records import DateAxis, DateRange, Grouping, Reprints
from flows.search import Collection, Compiler
from flows.store import Store, all_documents, all_mentions, all_passages
from flows.store.documents import document_names
from flows.store.facts import (
    DirectiveFilter,
    EventFilter,
    TargetFilter,
    annotation_versions,
    count_directives,
    frequent_concepts,
    stored_citations,
    stored_directives,
    stored_events,
    stored_targets,
)
from flows.store.lake import Lake, export_lake, reading
from flows.trends import (
    ChangeRequest,
    KeynessRequest,
    SeriesRequest,
    Side,
    answer_series,
    count_series,
    describe_change,
    find_emerging,
    find_keyness,
    find_silent,
)
from flows.workspace import Workspace
from tests.store.lake.conftest import OTHER
from tests.trends.making import add_documents

# Random series, and a quarter as many keyness tables: 80 and 20 if the environment says that it is CI.
MANY = 80 if os.environ.get("CI") else 40
CORPORA = ("sample", OTHER)
TERMS = (
    "自主可控",
    "新型举国体制",
    "半导体",
    "rare earth",
    "export control",
    "小巨人",
    '"自主 可控"',
    "补贴",
    "chips",
    "内卷",
    "entity:华为",
    "entity:SMIC",
    "strategy:whole_of_nation",
    "strategy:tech_leverage",
    "instrument:export_control",
    "query:芯片 AND NOT 补贴",
    "query:稀土 NEAR/9 出口",
    "query:title:计划 OR semicond*",
    "query:language:en publisher:sample",
    "query:term:稀土 date:2014..2023",
)
DATES = ("2012", "2016-05", "2019", "2021-03-12", "2024")
BY = ("year", "quarter", "month", "plan", "congress", "2013,2018-03,2023")


def outcome(ask: Callable[[Collection], Any], collection: Collection) -> Any:
    """Return an answer, or the message of its refusal."""
    try:
        return ask(collection)
    except ZhengceError as error:
        return str(error)


def ranges() -> st.SearchStrategy[DateRange]:
    ends = st.none() | st.sampled_from(DATES)
    return st.tuples(ends, ends).map(lambda pair: DateRange(*sorted(pair, key=lambda end: end or "")))


def some(values: tuple[str, ...], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@st.composite
def series_requests(draw: st.DrawFn) -> SeriesRequest:
    everything = draw(st.integers(0, 19)) == 0
    way = draw(st.sampled_from(("plain", "group", "group", "split", "hold")))
    plain = everything or way == "plain"
    return SeriesRequest(
        () if everything else draw(st.lists(st.sampled_from(TERMS), min_size=1, max_size=3).map(tuple)),
        by=draw(st.sampled_from(BY)),
        grouping=draw(st.sampled_from(Grouping)) if way == "group" and not plain else None,
        split=way == "split" and not plain,
        hold=draw(st.sampled_from((Grouping.CORPUS, Grouping.PUBLISHER, Grouping.LEVEL, Grouping.KIND)))
        if way == "hold" and not plain
        else None,
        dates=draw(ranges()),
        axis=draw(st.sampled_from(DateAxis)),
        corpora=draw(some(CORPORA)),
        reprints=Reprints.RAW if everything else draw(st.sampled_from(Reprints)),
        every_term=everything,
        bands=way in ("plain", "group") and not everything and draw(st.integers(0, 4)) == 0,
        # They are made from the same counts, and those of every term take three seconds.
        statistics=not everything and draw(st.integers(0, 4)) == 0,
        as_typed=draw(st.integers(0, 4)) == 0,
        measure=draw(st.sampled_from((None, "passages", "none"))),
    )


def answer(request: SeriesRequest) -> Callable[[Collection], Any]:
    def ask(collection: Collection) -> Any:
        found = answer_series(collection, request)
        return found.table.rows(), found.statistics, found.mix, found.caption, found.notes, found.doubts

    return ask


@settings(max_examples=MANY)
@given(series_requests())
def test_series(asked: Collection, counted: Collection, request: SeriesRequest) -> None:
    assert outcome(answer(request), counted) == outcome(answer(request), asked)


def test_series_are_answered_at_all(counted: Collection) -> None:
    rows = answer_series(counted, SeriesRequest(("自主可控",))).table.rows()
    assert {row["period"]: row["occurrences"] for row in rows}["2016"] is not None
    assert sum(int(row["occurrences"] or 0) for row in rows) > 10


def test_a_large_lake_answers_from_its_files(
    asked: Collection, mixed_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "IN_MEMORY", 0)
    request = SeriesRequest(
        ("自主可控", "补贴", "query:稀土"), grouping=Grouping.STRATEGY, reprints=Reprints.FIRST
    )
    with Lake(str(mixed_path.with_name("lake"))) as lake:
        assert answer(request)(Collection(lake, asked.lexicon)) == answer(request)(asked)


def test_a_term_that_one_store_did_not_look_for_is_unknown(tmp_path: Path) -> None:
    """Not zero: the other store's lexicon lacks the term."""
    older = Lexicon([Concept("controllable", "TERM", "自主可控", "controllable")])
    newer = Lexicon([*older.concepts.values(), Concept("licence", "TERM", "许可证", "licence")])
    for name, lexicon in (("a", older), ("b", newer)):
        with Store(tmp_path / f"{name}.sqlite") as store:
            add_documents(store, lexicon, name, [("2020-03-01", "自主可控 许可证"), ("2021-03-01", "许可证")])
            export_lake(store, str(tmp_path / "lake"))
    with Lake(str(tmp_path / "lake")) as lake:
        found = {
            term: [
                row["occurrences"]
                for row in count_series(Collection(lake, newer), SeriesRequest((term,))).rows()
            ]
            for term in ("自主可控", "许可证")
        }
    assert found == {"自主可控": [2, 0], "许可证": [None, None]}


def sides() -> st.SearchStrategy[Side]:
    publishers = some(("O'Brien; DROP TABLE mention --", "nobody"), 1)
    return st.builds(
        Side,
        corpus=some((*CORPORA, "nope"), 1),
        publisher=publishers,
        language=some(("zh", "en"), 1),
        dates=ranges(),
    )


@settings(max_examples=MANY // 4)
@given(sides(), st.none() | sides(), st.integers(1, 5))
def test_keyness(
    asked: Collection, counted: Collection, here: Side, there: Side | None, minimum: int
) -> None:
    request = KeynessRequest(here, there or None, limit=200, minimum=minimum)
    assert outcome(lambda one: find_keyness(one, request), counted) == outcome(
        lambda one: find_keyness(one, request), asked
    )


@settings(max_examples=MANY // 10)
@given(
    st.builds(
        ChangeRequest,
        since=st.sampled_from(DATES),
        to=st.none() | st.just("2025"),
        axis=st.sampled_from(DateAxis),
        corpora=some(CORPORA),
        minimum=st.integers(1, 3),
        hold=st.booleans(),
    )
)
def test_changes(asked: Collection, counted: Collection, request: ChangeRequest) -> None:
    for ask in (
        lambda one: find_emerging(one, request),
        lambda one: find_silent(one, request),
        lambda one: describe_change(one, request),
    ):
        assert outcome(ask, counted) == outcome(ask, asked)


def test_the_tables_of_an_export(asked: Collection, counted: Collection) -> None:
    for ask in (
        all_documents,
        all_passages,
        all_mentions,
        stored_citations,
        lambda store: stored_targets(store, TargetFilter()),
        lambda store: [row._replace(rowid=0) for row in stored_events(store, EventFilter())],
        lambda store: [row._replace(rowid=0) for row in stored_events(store, EventFilter(("huawei",)))],
        lambda store: [row._replace(rowid=0) for row in stored_directives(store, DirectiveFilter())],
        lambda store: count_directives(store, DirectiveFilter(grades=(4, 5), addressee="企业")),
        document_names,
        annotation_versions,
        lambda store: frequent_concepts(store, ("TERM", "TECH"), 50),
    ):
        theirs = list(ask(asked.store))
        assert theirs and list(ask(counted.store)) == theirs


QUERIES = st.sampled_from(
    ("自主", "主可", "可控", "控", "芯片", "chip*", "rare earth", '"of the"', "2025", "C#", "人工智能+")
)


@settings(max_examples=MANY // 4)
@given(st.lists(QUERIES, min_size=1, max_size=3), st.sampled_from((" ", " OR ", " AND NOT ")))
def test_words_match_the_same_passages(
    asked: Collection, counted: Collection, words: list[str], operator: str
) -> None:
    query = operator.join(words)

    def find(collection: Collection) -> Any:
        index = collection.index
        ids = index.matching_ids(Compiler(index, collection.lexicon).compile(query).query)
        return [number % (1 << 40) for number in ids], index.count(index.all_of([]))

    assert outcome(find, counted) == outcome(find, asked)


def test_a_page_of_hits_is_refused(counted: Collection) -> None:
    index = counted.index
    assert "Ask the store" in outcome(lambda one: index.search(index.all_of([]), limit=10), counted)


def test_two_periods_are_compared_and_two_queries_are_refused(mixed_path: Path) -> None:
    with Workspace(mixed_path) as store, Workspace(lake=str(mixed_path.with_name("lake"))) as lake:
        compared = lake.compare("2012..2015", "2021..")
        assert len(compared) > 20
        assert compared.equals(store.compare("2012..2015", "2021.."))
        with pytest.raises(ZhengceError, match="Ask the store"):
            lake.compare("芯片", "稀土")
