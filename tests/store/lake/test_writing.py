"""Exports to a lake: only changes are written, a kill changes nothing, several stores count as one."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from flows.annotation.figures import find_targets
from flows.annotation.lexicon.model import Lexicon
from flows.errors import StoreError
from flows.records import Annotation, Grouping
from flows.search import Collection
from flows.store import Scope, Store, all_documents, recount_all
from flows.store.documents import amend_document, corpus_sizes, known_corpora, remove_corpus
from flows.store.facts import confirm_annotations, write_annotations
from flows.store.lake import Lake, describe_lake, export_lake, lake_tables, reading
from flows.store.lake.location import Location
from flows.store.lake.writing import escape_name, folder_of
from flows.store.series import mention_counts, period_totals
from flows.trends import SeriesRequest, count_series
from tests.support import PROJECT
from tests.trends.making import add_documents

LINES = [
    ("2019-05-01", "自主可控 小巨人"),
    ("2019-06", "小巨人"),
    ("2020-01-01", "自主可控 自主可控"),
    ("", "自主可控"),
]


@pytest.fixture
def filled(store: Store, small_lexicon: Lexicon) -> Store:
    add_documents(store, small_lexicon, "a", LINES)
    add_documents(store, small_lexicon, "b", LINES[:1])
    return store


def counts_of(address: str | Path) -> list[tuple[Any, ...]]:
    """Return all counts of one term in a lake."""
    with Lake(str(address)) as lake:
        scope = Scope(grouping=Grouping.CORPUS)
        return [*period_totals(lake, scope), *mention_counts(lake, "concept", ["controllable"], scope)]


def test_an_address_of_this_machine_is_a_folder(filled: Store, tmp_path: Path) -> None:
    export_lake(filled, f"file://{tmp_path}/lake/")
    assert counts_of(tmp_path / "lake") == counts_of_store(filled)


def counts_of_store(store: Store) -> list[tuple[Any, ...]]:
    scope = Scope(grouping=Grouping.CORPUS)
    return [*period_totals(store, scope), *mention_counts(store, "concept", ["controllable"], scope)]


def files_of(lake: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(lake).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in lake.rglob("*")
        if path.is_file()
    }


def fix(store: Store, key_part: str, **values: str) -> None:
    """Change a document like a correction."""
    (document,) = store.column("SELECT id FROM document WHERE key LIKE ?", (f"%{key_part}%",))
    amend_document(store, document, values)


def test_the_second_export_writes_nothing(filled: Store, tmp_path: Path) -> None:
    first = export_lake(filled, str(tmp_path / "lake"))
    assert (first.partitions, first.written, first.rows["documents"], first.rows["passages"]) == (4, 4, 5, 5)
    before = files_of(tmp_path / "lake")
    second = export_lake(filled, str(tmp_path / "lake"))
    assert (second.partitions, second.written, second.removed, second.bytes) == (4, 0, 0, 0)
    assert files_of(tmp_path / "lake") == before
    assert counts_of(tmp_path / "lake") == counts_of_store(filled)


def test_a_changed_document_rewrites_only_its_partition(filled: Store, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    export_lake(filled, str(lake))
    before = files_of(lake)
    fix(filled, "a-2020-01-01", publisher="another")
    assert export_lake(filled, str(lake)).written == 1
    changed = {name for name, content in files_of(lake).items() if before.get(name) != content}
    assert {name.partition("/")[2].rpartition("/")[0] for name in changed} == {"corpus=a/year=2020", ""}
    with Lake(str(lake)) as opened:
        assert [row.publisher for row in all_documents(opened) if row.date == "2020-01-01"] == ["another"]


def test_a_lost_file_is_written_again(filled: Store, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    export_lake(filled, str(lake))
    before = {path: path.read_bytes() for path in lake.rglob("*.parquet")}
    lost = min(lake.glob("mentions/**/*.parquet"))
    lost.unlink()
    assert export_lake(filled, str(lake)).written == 1
    assert {path: path.read_bytes() for path in lake.rglob("*.parquet")} == before


def test_a_partition_that_is_gone_is_removed(filled: Store, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    export_lake(filled, str(lake))
    remove_corpus(filled, "b")
    found = export_lake(filled, str(lake))
    assert (found.written, found.removed) == (0, 1)
    assert not list(lake.glob("*/corpus=b*"))
    assert counts_of(lake) == counts_of_store(filled)


def test_annotations_confirmed_for_another_lexicon_are_written(filled: Store, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    export_lake(filled, str(lake))
    (passage,) = filled.column(
        "SELECT p.id FROM passage p JOIN document d ON d.id = p.document_id WHERE d.corpus = 'b'"
    )
    confirm_annotations(filled, [passage], "other")
    found = export_lake(filled, str(lake))
    assert (found.written, found.lexicons[1:]) == (1, ("other",))


def _die_at(step: int) -> Callable[..., None]:
    """Make the process end by SIGKILL at the nth operation of an export on the lake."""
    left = [step]

    def wrap(work: Callable[..., None]) -> Callable[..., None]:
        def call(*values: Any) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            work(*values)

        return call

    for name in ("publish", "write", "remove"):
        setattr(Location, name, wrap(getattr(Location, name)))
    return wrap(lambda: None)


def _export_and_die(path: Path, lake: Path, step: int) -> None:
    _die_at(step)
    with Store(path) as store:
        export_lake(store, str(lake))


def test_a_killed_export_leaves_the_old_answers_or_the_new_ones(
    filled: Store, small_lexicon: Lexicon, tmp_path: Path
) -> None:
    lake = tmp_path / "lake"
    export_lake(filled, str(lake))
    old = counts_of(lake)
    add_documents(filled, small_lexicon, "a", [("2019-07", "自主可控"), ("2021", "自主可控")])
    fix(filled, "b-2019-05-01", publisher="another")
    new = counts_of_store(filled)
    assert new != old
    seen, step = [], 0
    while True:
        step += 1
        child = multiprocessing.get_context("fork").Process(
            target=_export_and_die, args=(filled.path, lake, step)
        )
        child.start()
        child.join()
        seen.append(counts_of(lake))
        assert seen[-1] in (old, new)
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
    assert seen[0] == old and seen[-1] == new and step > 5
    assert export_lake(filled, str(lake)).written == 0
    fresh = tmp_path / "fresh"
    export_lake(filled, str(fresh))
    assert {name: content for name, (_, content) in files_of(lake).items()} == {
        name: content for name, (_, content) in files_of(fresh).items()
    }


def test_a_failed_export_says_so_and_keeps_the_lake(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Location, "publish", fail)
    with pytest.raises(StoreError, match=r"can.t be written.*no space left"):
        export_lake(filled, str(tmp_path / "lake"))
    assert not list((tmp_path / "lake").rglob("*.part"))


_CONTENT = "SELECT content_id FROM document_content_id"


@pytest.fixture
def two(tmp_path: Path, small_lexicon: Lexicon) -> Iterator[tuple[Store, Store]]:
    """Two stores that share one document; the second has it in two corpora."""
    shared = [("2019-05-01", "自主可控 小巨人")]
    with Store(tmp_path / "one.sqlite") as one, Store(tmp_path / "two.sqlite") as other:
        add_documents(one, small_lexicon, "a", [*shared, ("2020", "自主可控")])
        add_documents(other, small_lexicon, "a", shared)
        add_documents(other, small_lexicon, "c", [("2020", "自主可控 自主可控")])
        yield one, other


@pytest.mark.parametrize("is_first", [True, False])
def test_a_document_that_two_stores_hold_counts_once(
    two: tuple[Store, Store], tmp_path: Path, is_first: bool
) -> None:
    one, other = two
    (shared,) = set(one.column(_CONTENT)) & set(other.column(_CONTENT))
    one.connection.execute("UPDATE document SET first_seen = ?", ("2024" if is_first else "2026",))
    one.connection.execute("UPDATE document SET publisher = 'ours'")
    other.connection.execute("UPDATE document SET first_seen = '2025', publisher = 'theirs'")
    for stores in ((one, other), (other, one)):
        lake = tmp_path / f"lake-{stores[0].path.stem}"
        for store in stores:
            found = export_lake(store, str(lake))
        assert found.stores == 2
        with Lake(str(lake)) as opened:
            rows = list(all_documents(opened))
            assert {name: size.documents for name, size in corpus_sizes(opened).items()} == {"a": 2, "c": 1}
            assert [row.publisher for row in rows if row.content_id == shared] == [
                "ours" if is_first else "theirs"
            ]
            counted = mention_counts(opened, "concept", ["controllable"], Scope())
            assert [(count.period, count.occurrences, count.documents) for count in counted] == [
                ("2019", 1, 1),
                ("2020", 3, 2),
            ]
            assert sum(total.passages for total in period_totals(opened, Scope())) == 3


def test_a_copy_that_is_annotated_counts_before_an_older_one_that_is_not(
    two: tuple[Store, Store], tmp_path: Path
) -> None:
    one = two[0]
    one.connection.execute("UPDATE document SET first_seen = '2001'")
    one.connection.execute("DELETE FROM annotated_passage")
    one.connection.execute("UPDATE document SET publisher = 'ours'")
    for store in two:
        export_lake(store, str(tmp_path / "lake"))
    with Lake(str(tmp_path / "lake")) as lake:
        assert [row.publisher for row in all_documents(lake) if row.date == "2019-05-01"] == [""]
        assert [total.unannotated for total in period_totals(lake, Scope())] == [0, 1]


def test_a_document_that_one_store_holds_twice_counts_twice(
    store: Store, small_lexicon: Lexicon, tmp_path: Path
) -> None:
    add_documents(store, small_lexicon, "a", LINES[:1])
    add_documents(store, small_lexicon, "b", LINES[:1])
    store.connection.execute("UPDATE document_content_id SET content_id = 'same'")
    export_lake(store, str(tmp_path / "lake"))
    assert counts_of(tmp_path / "lake") == counts_of_store(store)


HOSTILE = ("../../up", "a/b", "it's", '"; DROP TABLE document; --', "a=b%2F", "中国 文件", "*?[x]", "..", " ")


def test_hostile_names_become_neither_paths_nor_sql(
    store: Store, small_lexicon: Lexicon, tmp_path: Path
) -> None:
    for name in HOSTILE:
        add_documents(store, small_lexicon, name, [("2019-05-01", "自主可控")])
    store.connection.execute("UPDATE document SET title = '\"; DROP TABLE x; --''../', publisher = corpus")
    store.connection.execute("UPDATE document SET date = '../x', published = '../x' WHERE corpus = 'a/b'")
    recount_all(store)
    lake = tmp_path / "in" / "lake"
    export_lake(store, str(lake))
    assert {path.relative_to(lake).parts[0] for path in lake.rglob("*")} <= {
        *lake_tables(),
        "lexicons",
        "manifests",
    }
    assert {len(path.relative_to(lake).parts) for path in lake.rglob("*.parquet")} == {4}
    with Lake(str(lake)) as opened:
        assert known_corpora(opened) == sorted(HOSTILE) == known_corpora(store)
        for name in HOSTILE:
            scope = Scope(corpora=(name,), grouping=Grouping.PUBLISHER)
            assert mention_counts(opened, "concept", ["controllable"], scope) == mention_counts(
                store, "concept", ["controllable"], scope
            )


@pytest.mark.parametrize("folder", ["date=2024-01-01", "corpus=x/y", "Year=1999", "lake[1]"])
def test_a_folder_that_would_be_read_as_a_column_or_pattern_is_refused(
    filled: Store, tmp_path: Path, folder: str
) -> None:
    with pytest.raises(StoreError) as caught:
        export_lake(filled, str(tmp_path / folder))
    assert caught.value.code == "store.lake_unusable"
    assert not (tmp_path / folder).exists()


def test_another_folder_with_a_sign_is_fine(filled: Store, tmp_path: Path) -> None:
    export_lake(filled, str(tmp_path / "plain"))
    export_lake(filled, str(tmp_path / "snapshot=1"))
    assert counts_of(tmp_path / "snapshot=1") == counts_of(tmp_path / "plain")


def test_names_of_folders() -> None:
    assert folder_of("passages", "news", "2021") == "passages/corpus=news/year=2021"
    assert folder_of("passages", "政策", "") == "passages/corpus=政策/year=__HIVE_DEFAULT_PARTITION__"
    assert escape_name("../a b=c%") == "..%2Fa%20b%3Dc%25"
    with pytest.raises(StoreError, match="too long"):
        folder_of("passages", "政" * 80, "2021")


def test_an_empty_store(store: Store, small_lexicon: Lexicon, tmp_path: Path) -> None:
    assert export_lake(store, str(tmp_path / "lake")).partitions == 0
    with Lake(str(tmp_path / "lake")) as lake:
        table = count_series(Collection(lake, small_lexicon), SeriesRequest(("自主可控",)))
        assert (
            table.rows()
            == count_series(Collection(store, small_lexicon), SeriesRequest(("自主可控",))).rows()
        )


def test_documents_without_a_date_have_a_blank_year(filled: Store, tmp_path: Path) -> None:
    export_lake(filled, str(tmp_path / "lake"))
    with Lake(str(tmp_path / "lake")) as lake:
        years = lake.rows("SELECT year, count(*) AS n FROM lake_documents GROUP BY 1")
        assert [tuple(row) for row in years] == [(None, 1), ("2019", 3), ("2020", 1)]


def test_a_lake_in_an_object_store(filled: Store) -> None:
    address = "memory://bucket/a lake"
    for written in (4, 0):
        assert export_lake(filled, address).written == written
    assert counts_of(address) == counts_of_store(filled)
    fix(filled, "b-2019-05-01", publisher="another")
    assert export_lake(filled, address).written == 1
    assert counts_of(address) == counts_of_store(filled)


def test_a_large_lake_is_read_from_its_files(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "IN_MEMORY", 0)
    export_lake(filled, str(tmp_path / "it's a lake"))
    assert counts_of(tmp_path / "it's a lake") == counts_of_store(filled)


def test_files_of_a_version_without_bounds_are_read(
    store: Store, small_lexicon: Lexicon, tmp_path: Path
) -> None:
    texts = {"2024-01-01": "产值增长8%以上。", "2025-01-01": "产值增长9%以上。"}
    add_documents(store, small_lexicon, "a", list(texts.items()), annotated=False)
    run = store.begin_run("test")
    found = [Annotation("zh", (), (), {}, (), targets=find_targets(text, "zh")) for text in texts.values()]
    write_annotations(store, run, list(enumerate(found, 1)), annotation_key="l", model_version="m", kinds={})
    lake = tmp_path / "lake"
    export_lake(store, str(lake))
    for year, bounds in (("2024", {"", ">="}), ("2025", {""})):
        (file,) = lake.glob(f"figures/corpus=a/year={year}/*.parquet")
        parquet.write_table(parquet.ParquetFile(file).read().drop_columns(["bound"]), file)
        with Lake(str(lake)) as opened:
            rows = opened.rows("SELECT value, comparator, bound FROM target")
        assert {tuple(row)[:2] for row in rows} == {(8.0, "+"), (9.0, "+")}
        assert {row[2] for row in rows} == bounds


def test_what_is_no_lake_is_refused(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError, match="no lake there; `zhengce export lake --out"):
        Lake(str(tmp_path / "nothing"))
    (tmp_path / "file.parquet").touch()
    with pytest.raises(StoreError, match=r"file\.parquet is a file; a lake is the folder"):
        Lake(str(tmp_path / "file.parquet"))
    lake = tmp_path / "lake"
    export_lake(filled, str(lake))
    with Lake(str(lake)) as opened:
        with pytest.raises(StoreError, match="can only be read"), opened.transaction():
            pass
        with pytest.raises(StoreError, match="can't answer this"):
            opened.rows("SELECT * FROM sentence_link")
    (manifest,) = (lake / "manifests").iterdir()
    described = json.loads(manifest.read_text(encoding="utf-8"))
    for content, message in (
        (json.dumps({**described, "lake": 99}), "a newer zhengce wrote this lake"),
        (json.dumps({**described, "lake": 0}), "an older zhengce wrote this lake"),
        ("{", "manifest can't be read"),
        ("[]", "manifest can't be read"),
    ):
        manifest.write_text(content, encoding="utf-8")
        with pytest.raises(StoreError, match=message):
            Lake(str(lake))
        with pytest.raises(StoreError, match=message):
            export_lake(filled, str(lake))
    manifest.write_text(json.dumps(described), encoding="utf-8")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(StoreError, match=r"pip install 'zhengce\[lake\]'"):
        Lake(str(lake))


def test_a_file_that_is_gone_is_reported(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "IN_MEMORY", 0)
    export_lake(filled, str(tmp_path / "lake"))
    with Lake(str(tmp_path / "lake")) as lake:
        for path in (tmp_path / "lake" / "passages").rglob("*.parquet"):
            path.unlink()
        with pytest.raises(StoreError, match="run the command again"):
            lake.rows("SELECT text FROM passage")


def test_the_documented_schema_is_that_of_the_files() -> None:
    page = (PROJECT / "docs" / "lake.md").read_text(encoding="utf-8")
    assert describe_lake() in page


def test_an_address_of_no_store_names_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec

    def lack(_: str) -> None:
        raise ImportError("needs aiohttp")

    monkeypatch.setattr(fsspec.core, "url_to_fs", lack)
    for address, code in (("ftp2://a/b", "store.lake_unusable"), ("s3://a/b", "store.lake_extra_missing")):
        with pytest.raises(StoreError) as caught:
            Location(address)
        assert caught.value.code == code
