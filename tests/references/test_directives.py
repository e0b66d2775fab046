"""Listed directives: from stored documents to rows, by grade, addressee, query and date; and as a series."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.annotation.annotator import TAGGING_VERSION, Annotator
from flows.cli.main import app
from flows.corpus.splitting.passages import passages_of
from flows.errors import UsageError
from flows.output import translate_word
from flows.pipeline.annotate import annotate_store
from flows.records import DIRECTIVE_GRADES, DIRECTIVE_GRADES_IN_CHINESE, Document
from flows.references import (
    DIRECTIVE_COLUMNS,
    describe_directives,
    directive_filter,
    list_directives,
)
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import count_pending
from flows.workspace import Workspace
from tests.support import MODELS, undo_migrations

TEXTS = {
    "a": ("2019-03-01", "各市人民政府应当公布稀土企业名录，不得收取费用。\n\n鼓励民营企业参与稀土回收。"),
    "b": ("2021-05-06", "加快稀土产业园建设，探索用能权交易。"),
    "c": ("2021-07-01", "We will promote green mining. Firms must keep records."),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    """A store with three documents and seven directives, to copy."""
    path = tmp_path_factory.mktemp("directives") / "s.sqlite"
    with Store(path) as store:
        for key, (date, text) in TEXTS.items():
            document = Document("sample", key, text, title=key, published=date)
            source = SourceFile("sample", key, "0", "", 1)
            with store.run("ingest") as run:
                passages = list(passages_of(document))
                write_batch(store, run.id, source, [(document, passages)], [], complete=True)
        with store.run("annotate") as run:
            annotate_store(store, run.id, annotator, MODELS)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / made.name


@pytest.fixture
def filled(path: Path) -> Iterator[Workspace]:
    with Workspace(path) as workspace:
        yield workspace


@pytest.mark.parametrize(
    ("query", "options", "grades"),
    [
        ("", {}, [4, 5, 2, 3, 1, 3, 5]),
        ("稀土", {}, [4, 5, 2, 3, 1]),
        ("", {"grades": ["5"]}, [5, 5]),
        ("", {"grades": ["1-2"]}, [2, 1]),
        ("", {"grades": ["requires", "explores"]}, [4, 1]),
        ("", {"addressee": "政府"}, [4]),
        ("", {"addressee": "firms"}, [5]),
        ("", {"first": "2021"}, [3, 1, 3, 5]),
        ("", {"last": "2019"}, [4, 5, 2]),
        ("", {"languages": ["en"]}, [3, 5]),
        ("green", {"grades": ["3"]}, [3]),
    ],
)
def test_directives_by_query_grade_addressee_and_date(
    filled: Workspace, query: str, options: dict[str, list[str]], grades: list[int]
) -> None:
    wanted = directive_filter(filled.collection, query, **options)  # type: ignore[arg-type]
    rows, counts = list_directives(filled.store, wanted)
    assert [row.grade for row in rows] == grades
    assert {count.grade: count.directives for count in counts} == {
        grade: grades.count(grade) for grade in grades
    }


def test_a_row_says_who_what_and_where(filled: Workspace) -> None:
    rows, _ = list_directives(filled.store, directive_filter(filled.collection, grades=["4"]))
    (row,) = rows
    assert (row.force, row.cue, row.addressee, row.object) == (
        "requires",
        "应当",
        "各市人民政府",
        "公布稀土企业名录",
    )
    assert row.context == TEXTS["a"][1].split("\n")[0]
    assert list(describe_directives()) == DIRECTIVE_COLUMNS


@pytest.mark.parametrize("options", [{"corpora": ["other"]}, {"languages": ["xx"]}])
def test_an_unknown_corpus_or_language_is_an_error(filled: Workspace, options: dict[str, list[str]]) -> None:
    with pytest.raises(UsageError, match="no such value"):
        list_directives(filled.store, directive_filter(filled.collection, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("grade", ["0", "6", "5-4", "strong", ""])
def test_a_wrong_grade_is_an_error(filled: Workspace, grade: str) -> None:
    with pytest.raises(UsageError, match="no such grade"):
        directive_filter(filled.collection, grades=[grade])


@pytest.mark.parametrize("grade", sorted(DIRECTIVE_GRADES))
def test_a_grade_is_named_in_either_language_as_the_table_prints_it(filled: Workspace, grade: int) -> None:
    name = DIRECTIVE_GRADES[grade]
    printed = DIRECTIVE_GRADES_IN_CHINESE[grade]
    assert translate_word(name, locale="zh") == printed
    by_number = directive_filter(filled.collection, grades=[str(grade)])
    assert directive_filter(filled.collection, grades=[name]) == by_number
    assert directive_filter(filled.collection, grades=[printed]) == by_number


def test_python_returns_frames(filled: Workspace) -> None:
    frame = filled.directives("稀土", grade=[5, "4"])
    assert list(frame.columns) == DIRECTIVE_COLUMNS
    assert list(frame["grade"]) == [4, 5]
    assert frame.attrs["grades"] == {5: 1, 4: 1}


def test_a_grade_is_a_series(filled: Workspace) -> None:
    frame = filled.trends(["force:5", "force:1-5"])
    counted = {
        (row.series, row.period): (row.occurrences, row.passages, row.documents) for row in frame.itertuples()
    }
    assert counted["force:5", "2019"] == (1, 1, 1)
    assert counted["force:1-5", "2019"] == (3, 2, 1)
    assert counted["force:1-5", "2020"][0] == 0
    assert counted["force:1-5", "2021"] == (4, 2, 2)
    with pytest.raises(UsageError, match="no such grade"):
        filled.trends(["force:strong"])


def test_the_command_prints_and_writes_them(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app(["directives", "--grade", "4-5", "--store", str(path)]) == 0
    printed = capsys.readouterr()
    assert "4 requires · 各市人民政府: 应当 公布稀土企业名录" in printed.out
    assert "grade 5: 2, grade 4: 1" in printed.err
    assert app(["directives", "--format", "json", "--store", str(path)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["total"] == 7 and answer["directives"][0]["cue"] == "应当"
    assert app(["directives", "--out", str(tmp_path / "d.csv"), "--store", str(path)]) == 0
    assert (tmp_path / "d.csv").read_text(encoding="utf-8-sig").startswith("date,grade,force,cue,addressee")
    assert app(["export", "directives", "tools", "--out", str(tmp_path), "--store", str(path)]) == 0
    assert len((tmp_path / "directives.csv").read_text(encoding="utf-8-sig").splitlines()) == 8


def test_evidence_of_a_grade_has_a_quote_per_directive(path: Path, tmp_path: Path) -> None:
    words = ["evidence", "force:5", "--format", "jsonl", "--out", str(tmp_path / "e"), "--store", str(path)]
    assert app(words) == 0
    (file,) = (tmp_path / "e").glob("*.jsonl")
    assert len(file.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize("schema", [19, 20])
def test_a_store_without_directives_is_read_again(path: Path, annotator: Annotator, schema: int) -> None:
    with Store(path) as store:
        before = [tuple(row) for row in store.rows("SELECT * FROM directive")]
        old = annotator.version.key.replace(f"-{TAGGING_VERSION}.", "-12.")
        assert old != annotator.version.key
        with store.transaction():
            store.connection.execute("UPDATE annotation_version SET lexicon_hash = ?", (old,))
        undo_migrations(store, schema)
    with Store(path) as store:
        assert store.value("SELECT count(*) FROM directive") == 0
        everything = store.value("SELECT count(*) FROM passage")
        assert count_pending(store, annotator.version.key, annotator.model_version) == everything
        with store.run("annotate") as run:
            annotate_store(store, run.id, annotator, MODELS)
        assert [tuple(row) for row in store.rows("SELECT * FROM directive")] == before != []


def test_a_text_stored_several_times_has_its_directives_once(
    tmp_path: Path, annotator: Annotator, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store, store.run("test") as run:
        for corpus, key, date in (("one", "a", "2021-02-01"), ("one", "b", ""), ("two", "a", "2021-01-31")):
            document = Document(
                corpus, key, "企业应当登记。", title="样例通知", published=date, publisher=corpus
            )
            source = SourceFile(corpus, key, "0", "", 1)
            write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
    with Workspace(path) as workspace:
        for query, options, expected in (
            ("", {}, ["2021-01-31"]),
            ("登记", {}, ["2021-01-31"]),
            ("", {"corpora": ["one"]}, ["2021-02-01"]),
            ("publisher:one", {}, ["2021-02-01"]),
            ("", {"first": "2021-02"}, ["2021-02-01"]),
        ):
            wanted = directive_filter(workspace.collection, query, **options)
            rows, counts = list_directives(workspace.store, wanted)
            assert [row.date for row in rows] == expected
            assert [(count.grade, count.directives, count.passages) for count in counts] == [(4, 1, 1)]
        every, counts = list_directives(
            workspace.store, directive_filter(workspace.collection), with_copies=True
        )
        assert (len(every), counts[0].directives) == (3, 3)
    assert app(["directives", "--store", str(path)], exit_on_error=False, print_error=False) == 0
    assert "2 more directives are in copies" in " ".join(capsys.readouterr().err.split())
