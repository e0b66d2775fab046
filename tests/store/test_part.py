"""Parts of a store: as of a past day it answers like a store made from the documents of that time."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.corpus.splitting import passages_of
from flows.errors import StoreError, UsageError
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.references import DocumentChoice, open_part, read_document_choice, settle_states
from flows.search import Collection, Filters, SearchRequest, search_passages
from flows.store import Store, all_documents, all_mentions, all_passages
from flows.store.database.opening import DatabaseFault
from flows.store.documents import SourceFile, read_text, write_batch
from flows.store.part import StorePart
from flows.store.totals import is_all_annotated
from tests.builders import count_frame, search
from tests.stores import copy_whole
from tests.support import MODELS

DAYS = [f"20{year}-0{month}-15" for year in (18, 19, 20) for month in (1, 5, 9)]
TEXTS = ("各单位要坚持自主可控。", "支持芯片研发。", "芯片应当自主可控，加强出口管制。", "加强出口管制。")
VERSIONS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(DAYS), st.integers(0, 3)),
    min_size=1,
    max_size=8,
    unique_by=lambda v: (v[0], v[1]),
)


def store_versions(store: Store, versions: list[tuple[int, str, int]]) -> None:
    """Store versions of documents, given as (key, date, text), in the order of their dates."""
    with store.run("test") as run:
        for key, date, text in sorted(versions, key=lambda version: version[1]):
            document = Document(
                "c",
                f"k{key}",
                f"{TEXTS[text]}{date}号",
                title=f"样例通知{key}",
                published=date,
                language="zh",
                metadata={"derived": {"kind": "notice"}},
            )
            source = SourceFile("c", f"k{key}", f"{key}{date}", "", 1)
            batch = [(document, passages_of(document))]
            write_batch(store, run.id, source, batch, [], complete=True)


def answers(store: Store, annotator: Annotator) -> list[object]:
    lexicon = annotator.tagger.lexicon
    found = [
        (one.total, sorted((hit.document_id, hit.text) for hit in one.hits), one.facets)
        for one in (
            search(store, lexicon, query, filters, limit=50)
            for query, filters in (
                ("自主可控", Filters()),
                ("芯片 OR 出口管制", Filters()),
                ("", Filters(kind=("通知",))),
            )
        )
    ]
    frame = count_frame(store, lexicon, ["自主可控", "出口管制"], by="month", group="corpus")
    current = store.column("SELECT id FROM document WHERE superseded_by IS NULL ORDER BY id")
    return [found, frame.to_csv(), [(one, read_text(store, one)) for one in current]]


@settings(max_examples=12, deadline=None)
@given(VERSIONS, st.sampled_from(DAYS))
def test_as_of_a_day_is_what_a_store_of_then_answers(
    annotator: Annotator, versions: list[tuple[int, str, int]], day: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Store(Path(folder, "whole.sqlite")) as store, store.run("test") as run:
            for date in sorted({version[1] for version in versions}):  # each version is annotated at its date
                store_versions(store, [version for version in versions if version[1] == date])
                annotate_store(store, run.id, annotator, MODELS)
        with Store(Path(folder, "then.sqlite")) as then, then.run("test") as run:
            store_versions(then, [version for version in versions if version[1] <= day])
            annotate_store(then, run.id, annotator, MODELS)
            expected = answers(then, annotator)
        with open_part(Store(Path(folder, "whole.sqlite")), DocumentChoice(as_of=day)) as part:
            assert answers(part, annotator) == expected


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    path = tmp_path_factory.mktemp("changed") / "zhengce.sqlite"
    versions = [(1, "2018-01-15", 0), (1, "2020-01-15", 2), (2, "2019-05-15", 1)]
    with Store(path) as store, store.run("test") as run:
        for version in versions:
            store_versions(store, [version])
            annotate_store(store, run.id, annotator, MODELS)
    return path


@pytest.fixture
def changed(annotated: Path, tmp_path: Path) -> Path:
    return copy_whole(annotated, tmp_path / "changed")


@pytest.mark.parametrize(
    ("day", "texts"),
    [
        ("2017", []),
        ("2018", ["各单位要坚持自主可控。2018-01-15号"]),
        ("2019-12", ["各单位要坚持自主可控。2018-01-15号", "支持芯片研发。2019-05-15号"]),
        ("2020-01-15", ["支持芯片研发。2019-05-15号", "芯片应当自主可控，加强出口管制。2020-01-15号"]),
    ],
)
def test_the_versions_that_stood(changed: Path, annotator: Annotator, day: str, texts: list[str]) -> None:
    with open_part(Store(changed), read_document_choice(day)) as part:
        request = SearchRequest("号", limit=20)
        found = search_passages(Collection(part, annotator.tagger.lexicon), request)
        assert sorted(hit.text for hit in found.hits if hit.kind != "title") == texts


def kept_of(part: Store) -> tuple[list[tuple[object, ...]], list[int]]:
    """Return (date, counted passages, pending passages) per document; per annotation version, whether used."""
    totals = part.rows("SELECT published, passages, pending FROM document_total ORDER BY 1")
    used = part.column("SELECT passages > 0 FROM annotation_version ORDER BY id")
    return [tuple(row) for row in totals], used


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2017", []),  # none
        ("2018", [("2018-01-15", 2, 0)]),  # a former version: counted when the part is opened
        ("2019-12", [("2018-01-15", 2, 0), ("2019-05-15", 2, 0)]),  # with one whose counts are kept
        ("2020-01-15", [("2019-05-15", 2, 0), ("2020-01-15", 2, 0)]),  # both kept
    ],
)
def test_documents_of_a_part_are_counted(changed: Path, day: str, expected: list[tuple[object, ...]]) -> None:
    with open_part(Store(changed), read_document_choice(day)) as part:
        assert kept_of(part) == (expected, [1])


def test_only_passages_shown_are_counted(changed: Path) -> None:
    with Store(changed) as store:
        rows = store.column("SELECT id FROM document WHERE published = '2019-05-15'")
        shown = store.column("SELECT max(id) FROM passage WHERE document_id = ?", rows)
    with StorePart(Store(changed), [(rows[0], "expired")], passages=shown) as part:
        assert kept_of(part) == ([("2019-05-15", 1, 0)], [1])
        assert part.column("SELECT id FROM passage") == shown
        assert part.column("SELECT status FROM document_state") == ["expired"]
        assert part.column("SELECT published FROM document WHERE superseded_by IS NULL") == ["2019-05-15"]


def test_versions_that_are_not_chosen_are_former_ones(changed: Path) -> None:
    """The current version that is not chosen has no successor to name."""
    with open_part(Store(changed), read_document_choice("2018")) as part:
        rows = part.rows("SELECT published, superseded_by FROM document ORDER BY 1")
        assert [tuple(row) for row in rows] == [("2018-01-15", None), ("2019-05-15", ""), ("2020-01-15", "")]


@pytest.mark.parametrize("by_passages", [False, True])
def test_passages_that_wait_are_told(changed: Path, *, by_passages: bool) -> None:
    with Store(changed) as store:
        chosen = [(one, "") for one in store.column("SELECT id FROM document WHERE superseded_by IS NULL")]
        store_versions(store, [(3, "2021-01-15", 1)])
        later = store.column("SELECT id FROM document WHERE published = '2021-01-15'")[0]
        rows = store.column("SELECT id FROM passage") if by_passages else None
    for versions, expected in ((chosen, True), ([*chosen, (later, "")], False)):
        known = [one for one, _ in versions]
        with Store(changed) as store:
            shown = rows and [
                row
                for row in rows
                if store.value("SELECT document_id FROM passage WHERE id = ?", (row,)) in known
            ]
        with StorePart(Store(changed), versions, passages=shown) as part:
            assert is_all_annotated(part) is expected


def test_a_part_is_not_written_to(changed: Path) -> None:
    with open_part(Store(changed), DocumentChoice(kind=("notice",))) as part:
        assert part.is_read_only
        with pytest.raises(StoreError, match="can only be read"), part.transaction():
            pass
        with pytest.raises(StoreError), part.run("test"):
            pass


def test_what_a_query_chooses_of_a_part_is_of_the_part(changed: Path, annotator: Annotator) -> None:
    with open_part(Store(changed), read_document_choice("2018")) as part:
        rows = part.column("SELECT id FROM passage WHERE text LIKE '%自主可控%' ORDER BY id")
        assert len(rows) == 2
        assert [row.date for row in all_documents(part, rows)] == ["2018-01-15"]
        assert [row.text for row in all_passages(part, rows)] == ["各单位要坚持自主可控。2018-01-15号"]
        assert "自主可控" in {row.text for row in all_mentions(part, rows)}
        assert [row.date for row in all_documents(part)] == ["2018-01-15"]


def test_a_part_refuses_what_would_write_to_the_file(changed: Path) -> None:
    with open_part(Store(changed), DocumentChoice(kind=("notice",))) as part:
        for statement in (
            "DELETE FROM main.passage",
            "CREATE TABLE main.other (id)",
            "DELETE FROM rejection",
        ):
            with pytest.raises(DatabaseFault, match="readonly"):
                part.connection.execute(statement)


def test_statuses_are_those_of_the_day(changed: Path, annotator: Annotator) -> None:
    with Store(changed) as store:
        document = store.value("SELECT id FROM document WHERE key = 'k2'")
        store.connection.execute(
            "INSERT INTO status_event VALUES (?, '2021-01-01', 'expired', 'text', '', '')", (document,)
        )
        settle_states(store)
    lexicon = annotator.tagger.lexicon
    for day, expected in (("2020", {"in_force": 1}), ("2022", {"expired": 1})):
        with open_part(Store(changed), read_document_choice(day)) as part:
            found = search(part, lexicon, '"支持芯片"', facets=("status",))
            assert found.facets["status"] == expected
            assert search(part, lexicon, '"支持芯片" status:失效').total == expected.get("expired", 0)
        with open_part(Store(changed), read_document_choice(day, status=["expired"])) as part:
            assert search(part, lexicon, '"支持芯片"').total == expected.get("expired", 0)


@pytest.mark.parametrize("typed", ["2019-13", "yesterday", "2019-6-31"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="--as-of"):
        read_document_choice(typed)
