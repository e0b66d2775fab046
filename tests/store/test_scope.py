"""Scopes: groups of a count are those stored by the readers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.records import Annotation, DateRange, Document, Grouping, Mention, Passage
from flows.reports.evidence import EvidenceRequest, find_evidence
from flows.search.collection import Collection
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import write_annotations
from flows.store.scope import MONTH_OR_YEAR, UNDATED, Division, Scope, compile_scope, has_whole_months
from flows.trends.request import SeriesRequest
from tests.builders import count_frame

# Ministry and province use 自主可控 twice and once, in 100 tokens each.
KINDS = {"central": "law", "province": "notice"}
TEXTS = {"central": ("部", "自主可控、自主可控。"), "province": ("省", "推动自主可控产业。")}


@pytest.fixture
def two_levels(tmp_path: Path, small_lexicon: Lexicon) -> Store:
    """One document per level of government, as the reader of web pages describes them.

    One has no known level.
    """
    store = Store(tmp_path / "s.sqlite")
    run = store.begin_run("test")
    documents, found = [], []
    for level, (publisher, text) in {**TEXTS, "": ("报", "自主可控。")}.items():
        site = {"derived": {"site": {"level": level}, "kind": KINDS[level]}} if level else {}
        document = Document(
            "c", publisher, text, title=publisher, published="2021-05-01", publisher=publisher, metadata=site
        )
        documents.append((document, [Passage(0, 0, len(text), text, language="zh")]))
        places = [place for place in range(len(text)) if text.startswith("自主可控", place)]
        mentions = [Mention(place, place + 4, "自主可控", "TERM", "controllable") for place in places]
        found.append(Annotation("zh", tuple(("x", i, i + 1) for i in range(100)), tuple(mentions), {}, ()))
    write_batch(store, run, SourceFile("c", "c", "0", "", 1), documents, [], complete=True)
    write_annotations(store, run, list(enumerate(found, 1)), annotation_key="l", model_version="m", kinds={})
    return store


def test_levels_of_government_are_groups(two_levels: Store, small_lexicon: Lexicon) -> None:
    frame = count_frame(two_levels, small_lexicon, ["自主可控"], group="level")
    rows = frame[["series", "occurrences", "total_tokens"]].values.tolist()
    assert sorted(rows) == [
        ["自主可控 · (none)", 1, 100],
        ["自主可控 · central", 2, 100],
        ["自主可控 · province", 1, 100],
    ]


def test_kinds_of_documents_are_groups(two_levels: Store, small_lexicon: Lexicon) -> None:
    frame = count_frame(two_levels, small_lexicon, ["自主可控"], group="kind")
    rows = frame[["series", "occurrences", "total_tokens"]].values.tolist()
    assert rows == [
        ["自主可控 · (none)", 1, 100],
        ["自主可控 · law", 2, 100],
        ["自主可控 · notice", 1, 100],
    ]


@pytest.mark.parametrize("hold", ["level", "kind"])
def test_the_mix_of_levels_is_held(two_levels: Store, small_lexicon: Lexicon, hold: str) -> None:
    """All three levels have text in the only year, so its rate is the plain one: 4 in 300 tokens."""
    (row,) = count_frame(two_levels, small_lexicon, ["自主可控"], hold=hold).to_dict("records")
    assert row["adjusted_per_million"] == row["per_million_tokens"] == pytest.approx(4 / 300 * 1e6, abs=1e-3)
    assert row["mix_covered"] == 1


@pytest.mark.parametrize(("level", "number"), [("central", 2), ("province", 1), ("", 1)])
def test_evidence_of_a_level(two_levels: Store, small_lexicon: Lexicon, level: str, number: int) -> None:
    series = SeriesRequest(("自主可控",), grouping=Grouping.LEVEL, dates=DateRange("2021", "2021"))
    found = find_evidence(Collection(two_levels, small_lexicon), EvidenceRequest(series, group=level))
    assert found.counts == {"2021": number}
    assert len(found.places) == number


@pytest.mark.parametrize(("kind", "number"), [("law", 2), ("notice", 1), ("", 1)])
def test_evidence_of_a_kind(two_levels: Store, small_lexicon: Lexicon, kind: str, number: int) -> None:
    series = SeriesRequest(("自主可控",), grouping=Grouping.KIND, dates=DateRange("2021", "2021"))
    found = find_evidence(Collection(two_levels, small_lexicon), EvidenceRequest(series, group=kind))
    assert found.counts == {"2021": number}
    assert len(found.places) == number


NAMED = Division(None, ("before", "after"), ("2020-01-01", "2021-03-15", "2022-01-01"))


@pytest.mark.parametrize(
    ("division", "dates", "periods"),
    [
        (Division("year"), ["2021-03-14", "2021-03", "2021", ""], ["2021", "2021", "2021", ""]),
        (Division("quarter"), ["2021-03-14", "2021-04", "2021", ""], ["2021-Q1", "2021-Q2", None, None]),
        (Division("month"), ["2021-03-14", "2021-04", "2021", ""], ["2021-03", "2021-04", None, None]),
        (Division(MONTH_OR_YEAR), ["2021-03-14", "2021-04", "2021"], ["2021-03", "2021-04", "2021"]),
        (NAMED, ["2020", "2021-03-14", "2021-03-15", "2021-12"], ["before", "before", "after", "after"]),
        (NAMED, ["2021", "2021-03", "2022", "2019-12-31", ""], [None, None, None, None, None]),
        (Division("year", is_rest=True), ["2021-03-14", "2021", ""], [None, None, UNDATED]),
        (Division("month", is_rest=True), ["2021-03", "2021", ""], [None, UNDATED, UNDATED]),
        (replace(NAMED, is_rest=True), ["2020", "2021", "2021-03", ""], [None, UNDATED, UNDATED, UNDATED]),
    ],
)
@pytest.mark.parametrize("corpora", [(), ("a", "c")])
def test_dates_are_in_periods(
    store: Store, division: Division, dates: list[str], periods: list[str | None], corpora: tuple[str, ...]
) -> None:
    sql = compile_scope(store, Scope(division, corpora=corpora))
    query = f"SELECT {sql.period} FROM (SELECT :date AS published, '' AS written, 'c' AS corpus) d"
    assert [store.value(query, {**sql.values, "date": date}) for date in dates] == periods


def test_other_corpora_are_out_of_scope(store: Store) -> None:
    sql = compile_scope(store, Scope(corpora=("a", "b")))
    query = f"SELECT {sql.period} FROM (SELECT '2021' AS published, '' AS written, :corpus AS corpus) d"
    assert [store.value(query, {**sql.values, "corpus": one}) for one in "abc"] == ["2021", "2021", None]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, True),
        ("2021-03", "2022", True),
        ("2021-03-01", "2021-03-31", True),
        ("2021-03-02", "2021-03-31", False),
        ("2021-03", "2022-05-20", False),
    ],
)
def test_ranges_of_whole_months(first: str | None, last: str | None, *, expected: bool) -> None:
    assert has_whole_months(DateRange(first, last)) is expected
