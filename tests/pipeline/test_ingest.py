"""Ingest and annotate: idempotent, resumable after any kill, without losses."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import fsspec
import pytest

from flows.annotation.annotator import Annotator
from flows.cli.main import _run
from flows.corpus.manifest import load_manifest
from flows.errors import ConfigurationError, UsageError
from flows.pipeline.annotate import annotate_store
from flows.pipeline.executors import Processes
from flows.pipeline.files import show_path
from flows.pipeline.health import collect_status
from flows.pipeline.ingest import ingest_manifest, ingest_paths
from flows.pipeline.progress import reporting_to
from flows.store import count_rows
from flows.store.database import Store
from flows.store.documents import corpus_readings, read_rejections, remove_documents
from flows.store.fulltext import FullText
from tests.support import MODELS, PROJECT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "fresh.sqlite") as store:
        yield store


_CONTENT = {
    "document": "SELECT id, title, date, layout, superseded_by FROM document ORDER BY id",
    "passage": 'SELECT document_id, position, start, "end", text FROM passage ORDER BY 1, 2',
    "mention": (
        'SELECT p.document_id, p.position, m.start, m."end", m.type, m.concept FROM mention m JOIN '
        "passage p ON p.id = m.passage_id ORDER BY 1, 2, 3, 4, 5, 6"
    ),
    "category": (
        "SELECT p.document_id, p.position, c.label, c.probability, c.rank FROM category c JOIN passage "
        "p ON p.id = c.passage_id ORDER BY 1, 2, 3"
    ),
    "rejection": "SELECT corpus, place, stage, reason FROM rejection ORDER BY 1, 2, 3, 4",
}


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the contents of a store, without row ids, run ids and times."""
    with Store(path) as store:
        return {name: [tuple(row) for row in store.rows(query)] for name, query in _CONTENT.items()}


def write_records(path: Path, number: int, *, broken: int | None = None) -> Path:
    lines = [
        json.dumps(
            {
                "id": n,
                "title": f"第{n}号文件",
                "date": "2021-03-12",
                "text": f"第{n}条 支持自主可控技术攻关。\n推进国产化，编号{n}。",
            },
            ensure_ascii=False,
        )
        for n in range(number)
    ]
    if broken is not None:
        lines[broken] = lines[broken][:20]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def ingest(store: Store, corpus: str, *paths: Path) -> Any:
    with store.run("test") as run:
        return ingest_paths(store, run.id, corpus, list(paths))


def test_a_second_run_writes_nothing(tmp_path: Path, annotator: Annotator) -> None:
    source = write_records(tmp_path / "a.jsonl", 30, broken=7)
    with Store(tmp_path / "s.sqlite") as store:
        first = ingest(store, "c", source)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
        before = content(store.path)
        second = ingest(store, "c", source)
        with store.run("test") as run:
            again = annotate_store(store, run.id, annotator, MODELS)
        assert (first.documents, first.rejected) == (29, 1)
        assert (second.documents, second.rejected, second.unchanged, again.passages, again.indexed) == (
            0,
            0,
            1,
            0,
            0,
        )
        assert content(store.path) == before


def test_the_broken_line_is_named_and_the_rest_is_stored(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        ingest(store, "c", write_records(tmp_path / "a.jsonl", 10, broken=4))
        (found,) = read_rejections(store)
        assert found.place.endswith("a.jsonl:5") and "not JSON" in found.reason
        assert count_rows(store)["documents"] == 9


def test_changed_content_supersedes_and_keeps_the_old(
    tmp_path: Path, annotator: Annotator, lexicon: Any
) -> None:
    path = tmp_path / "notice.txt"
    with Store(tmp_path / "s.sqlite") as store:
        for text in ("通知\n支持稀土出口管制的若干措施。", "通知\n支持量子计算的若干措施。"):
            path.write_text(text, encoding="utf-8")
            ingest(store, "c", path)
            with store.run("test") as run:
                annotate_store(store, run.id, annotator, MODELS)
        index = FullText(store)
        index.sync()
        assert count_rows(store)["documents"] == 1 and store.value("SELECT count(*) FROM document") == 2
        assert not index.matching_ids(index.all_of([index.phrase("稀土")]))
        assert len(index.matching_ids(index.all_of([index.phrase("量子计算")]))) == 1


def test_duplicates_are_rejected_once_and_raw_bytes_kept(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("关于出口许可的通知\n依法实行许可。", encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store:
        counts = ingest(store, "c", tmp_path / "a.txt", tmp_path / "b.txt")
        assert (counts.documents, counts.rejected) == (1, 1)
        assert "a duplicate of" in read_rejections(store)[0].reason
        sha256 = store.value("SELECT source_sha256 FROM document")
        assert (store.raw_folder / sha256[:2] / sha256).read_bytes() == (tmp_path / "a.txt").read_bytes()


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store, pytest.raises(UsageError, match="no such file"):
        ingest(store, "c", tmp_path / "nothing")


def test_unmet_expectations_are_reported(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    write_records(tmp_path / "c" / "a.jsonl", 4, broken=1)
    (tmp_path / "c" / "source.yml").write_text(
        "location: a.jsonl\nexpect: {minimum_documents: 10, maximum_rejected_share: 0.1}\n", encoding="utf-8"
    )
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        counts = ingest_manifest(store, run.id, load_manifest(tmp_path / "c" / "source.yml"))
    assert len(counts.unmet) == 2 and "3 documents stored, at least 10 expected" in counts.unmet[0].message()


def test_a_corpus_of_which_nothing_could_be_read_is_not_well(tmp_path: Path) -> None:
    """Nor is it well when read again unchanged; one document is enough."""
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "source.yml").write_text("location: .\n", encoding="utf-8")
    manifest = load_manifest(folder / "source.yml")
    with Store(tmp_path / "s.sqlite") as store:
        for _ in range(2):
            with store.run("test") as run:
                counts = ingest_manifest(store, run.id, manifest)
            assert [reason.message() for reason in counts.unmet] == [
                "c: nothing could be read, 1 rejection. `zhengce status --rejections` tells why"
            ]
            (state,) = collect_status(store).corpora
            assert (state.health, state.outcome) == ("failing", "unmet")
        (folder / "b.txt").write_text("各单位要认真落实试点任务，按期报送工作情况。", encoding="utf-8")
        with store.run("test") as run:
            assert ingest_manifest(store, run.id, manifest).unmet == []
        assert collect_status(store).corpora[0].health == "ok"
        remove_documents(store, store.column("SELECT id FROM document"))
        with store.run("test") as run:
            counts = ingest_manifest(store, run.id, manifest)
        assert (counts.forgotten, counts.unmet) == (1, [])  # somebody removed a file that had been read


def test_worker_processes_give_the_same_annotations(
    tmp_path: Path, annotator: Annotator, sample_store: Path
) -> None:
    """The same as in this process, which has annotated the sample store."""
    with Store(tmp_path / "2.sqlite") as store, store.run("test") as run:
        ingest_manifest(store, run.id, load_manifest(PROJECT / "corpora" / "sample" / "source.yml"))
        annotate_store(store, run.id, annotator, MODELS, executor=Processes(2))
    found = content(tmp_path / "2.sqlite")
    assert found == content(sample_store) and found["mention"]


def test_killed_at_any_moment_the_next_run_ends_in_the_same_state(
    tmp_path: Path, annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kill a run after its first batch, and the next after one more: the result equals an undisturbed run."""
    monkeypatch.setattr("flows.pipeline.reading._BATCH_DOCUMENTS", 100)
    monkeypatch.setattr("flows.pipeline.annotate.BATCH", 100)
    source = write_records(tmp_path / "a.jsonl", 320, broken=140)
    calm, killed = tmp_path / "calm.sqlite", tmp_path / "killed.sqlite"
    with Store(calm) as store:
        ingest(store, "c", source)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
    with Store(killed):
        pass  # created, so that its rows can be counted from here on
    for arguments, table, kills in (
        (("ingest", str(source), "--corpus", "c"), "document", 2),
        (("annotate",), "annotation", 1),
    ):
        words = (*arguments, "--store", str(killed), "--quiet")
        for _ in range(kills):
            assert kill_when_grown(words, killed, table)
        last = start(words)
        last.join()
        assert last.exitcode == 0
    assert content(killed) == content(calm)
    with Store(killed) as store:
        index = FullText(store)
        index.sync()
        assert len(index.matching_ids(index.all_of([index.phrase("自主可控")]))) == 319


def start(words: Sequence[str]) -> ForkProcess:
    """Start a command in a separate process that leads a process group."""

    def work() -> None:
        os.setsid()
        sys.exit(_run(words))

    process = get_context("fork").Process(target=work)
    process.start()
    return process


def kill_when_grown(words: Sequence[str], path: Path, table: str) -> bool:
    """Kill a command and its children once a table has grown; return whether it was still running."""
    with Store(path) as store:
        before = store.value(f"SELECT count(*) FROM {table}")
        process = start(words)
        while process.is_alive() and store.value(f"SELECT count(*) FROM {table}") == before:
            time.sleep(0.005)
        was_at_work = process.is_alive()
        if was_at_work:
            assert process.pid
            os.killpg(process.pid, signal.SIGKILL)
        process.join()
    return was_at_work


def test_pipes_and_broken_links_are_rejected_without_hanging(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "名 称.txt").write_text("关于采购自主可控产品的通知\n依法采购。", encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store:
        counts = ingest(store, "c", folder)
        assert (counts.documents, counts.rejected) == (1, 2)
        assert {entry.stage for entry in read_rejections(store)} == {"open"}


def test_a_corpus_in_an_object_store(tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    for name, text in (
        ("a.txt", "关于试点的通知\n正文若干。"),
        ("in/b.md", "# 样例\n正文若干。"),
        (".hidden", "x"),
        ("c.xyz", "x"),
    ):
        memory.pipe_file(f"/bucket-i/{name}", text.encode())
    manifest = tmp_path / "mine" / "source.yml"
    manifest.parent.mkdir()
    manifest.write_text("location: memory://bucket-i\n", encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        counts = ingest_manifest(store, run.id, load_manifest(manifest))
        assert (counts.files, counts.documents, counts.rejected) == (3, 2, 1)
        keys = {row["key"] for row in store.rows("SELECT key FROM document")}
        assert keys == {"memory://bucket-i/a.txt", "memory://bucket-i/in/b.md"}
        assert ingest_manifest(store, run.id, load_manifest(manifest)).unchanged == 3
        manifest.write_text("location: memory://nothing-there\n", encoding="utf-8")
        with pytest.raises(ConfigurationError, match="no files there"):
            ingest_manifest(store, run.id, load_manifest(manifest))
        manifest.write_text("location: gs://bucket/folder\n", encoding="utf-8")
        with pytest.raises(ConfigurationError, match=r"pip install 'zhengce\[gcs\]'"):
            ingest_manifest(store, run.id, load_manifest(manifest))


def test_addresses_are_read_beside_paths(tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/bucket-j/a.txt", "关于试点的通知\n正文若干。".encode())
    (tmp_path / "b.txt").write_text("关于推广的通知\n正文若干。", encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        counts = ingest_paths(store, run.id, "mine", [tmp_path / "b.txt"], addresses=["memory://bucket-j"])
        assert (counts.files, counts.documents) == (2, 2)
        with pytest.raises(ConfigurationError, match="no files there"):
            ingest_paths(store, run.id, "mine", [], addresses=["memory://nothing-there"])


@pytest.mark.parametrize("location", ["file:///etc/passwd", "https://example.org/a", "ftp://example.org/a"])
def test_other_schemes_are_not_locations(tmp_path: Path, location: str) -> None:
    (tmp_path / "source.yml").write_text(f"id: mine\nlocation: {location}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"source\.yml:2: location: .*is not read as a location"):
        load_manifest(tmp_path / "source.yml")


def test_a_better_reading_of_the_same_text_replaces_the_old_one(tmp_path: Path, annotator: Annotator) -> None:
    (tmp_path / "a.txt").write_text(
        "关于试点的通知\n打印 收藏\n各单位应当自主可控。\n示范部\n2021年3月1日", encoding="utf-8"
    )
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "c", [tmp_path / "a.txt"])
        annotate_store(store, run.id, annotator, MODELS)
        store.connection.execute(
            "UPDATE document SET publisher = '', notes = '[]'"
        )  # as an earlier version had read it
        store.connection.execute("UPDATE passage SET kind = 'paragraph'")
        store.connection.execute("UPDATE source SET reading = 'old'")
        assert ingest_paths(store, run.id, "c", [tmp_path / "a.txt"]).documents == 0
        assert store.value("SELECT publisher FROM document") == "示范部"
        assert [row["kind"] for row in store.rows("SELECT kind FROM passage ORDER BY position")].count(
            "furniture"
        ) == 1
        assert annotate_store(store, run.id, annotator, MODELS).passages == 1
        before = store.value("SELECT value FROM counter WHERE name = 'change'")
        store.connection.execute("DELETE FROM source")
        ingest_paths(store, run.id, "c", [tmp_path / "a.txt"])
        assert store.value("SELECT value FROM counter WHERE name = 'change'") == before


def test_names_in_no_encoding_are_stored_and_stay_apart(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate((b"\xb9\xe6.txt", b"\xb9\xe7.txt")):
        (folder / os.fsdecode(name)).write_text(f"关于试点的通知\n各单位要认真落实{number}", encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store:
        with store.run(show_path(f"ingest {folder / os.fsdecode(name)}")) as run:
            counts = ingest_paths(store, run.id, "odd", [folder])
        assert (counts.documents, counts.rejected) == (2, 0)
        assert ingest(store, "odd", folder).unchanged == 2


def test_an_unchanged_file_that_was_rejected_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("关于灯塔的通知\n各单位要认真落实。", encoding="utf-8")
    (folder / "bad.pdf").write_bytes(bytes(range(256)))
    with Store(tmp_path / "s.sqlite") as store:
        first, second = ingest(store, "c", folder), ingest(store, "c", folder)
        assert (first.rejected, first.unchanged, first.still_rejected) == (1, 0, 0)
        assert (second.rejected, second.unchanged, second.still_rejected) == (0, 2, 1)
        (folder / "bad.pdf").unlink()
        (folder / "bad.pdf").write_text("x", encoding="utf-8")
        assert ingest(store, "c", folder).still_rejected == 0


def test_a_file_that_is_given_twice_is_read_once(store: Store, tmp_path: Path) -> None:
    records = write_records(tmp_path / "records.jsonl", 3)
    (tmp_path / "same.jsonl").symlink_to(records)
    counts = ingest(store, "mine", records, tmp_path / "same.jsonl", records)
    assert (counts.files, counts.unchanged, counts.documents, counts.rejected) == (3, 2, 3, 0)


def test_a_folder_without_files_makes_no_corpus(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".hidden").touch()
    with pytest.raises(UsageError, match="no files there to read"):
        ingest_paths(store, store.begin_run("ingest"), "mine", [tmp_path / "empty"])
    assert corpus_readings(store) == {}


def test_progress_counts_bytes_inside_a_file(store: Store, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    lines = [json.dumps({"id": str(n), "text": f"第{n}条，" + "关键核心技术" * 40}) for n in range(1200)]
    records.write_text("\n".join(lines), encoding="utf-8")
    seen: list[tuple[str, int, int]] = []
    with reporting_to(lambda *step: seen.append(step)):
        ingest_paths(store, store.begin_run("ingest"), "mine", [records])
    kilobytes = -(-records.stat().st_size // 1000)
    assert {(stage, total) for stage, _, total in seen} == {("read mine (kB)", kilobytes)}
    steps = [done for _, done, _ in seen]
    assert len(set(steps)) >= 3
    assert steps == sorted(steps)
    assert steps[-1] in (kilobytes, kilobytes - 1)


def test_stopping_a_run_says_what_is_kept(store: Store, tmp_path: Path) -> None:
    records = write_records(tmp_path / "records.jsonl", 3)
    with pytest.raises(KeyboardInterrupt) as stopped, store.run("ingest") as run:
        ingest_paths(store, run.id, "mine", [records])
        raise KeyboardInterrupt
    assert stopped.value.__notes__ == ["3 documents"]
    assert store.rows("SELECT outcome, counts FROM run")[0]["outcome"] == "stopped"


def test_documents_whose_files_left_the_folder_are_named(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "a").mkdir(parents=True)
    for name in ("one", "two#2", "three"):
        (folder / "a" / f"{name}.txt").write_text(f"第{name}号事项另行通知，各地遵照执行。", encoding="utf-8")
    keys = "SELECT key FROM document WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key"

    def gone() -> list[str]:
        with store.run("ingest") as run:
            counts = ingest_paths(store, run.id, "mine", [folder])
        found = store.column(keys, (json.dumps(counts.gone),))
        return [key.rpartition("/")[2] for key in found]

    assert gone() == []
    (folder / "a" / "one.txt").rename(folder / "a" / "uno.txt")
    assert gone() == []  # the same bytes under another name
    (folder / "a" / "uno.txt").write_text("第uno号事项已经修改，各地遵照执行。", encoding="utf-8")
    assert gone() == ["one.txt"]  # two versions count
    (folder / "a" / "two#2.txt").unlink()
    assert gone() == ["one.txt", "two#2.txt"]


RECORDS = [
    {"title": "甲通知", "date": "2024-01-02", "text": "稀土出口须经许可。第一版。"},
    {"title": "乙通知", "date": "2024-01-03", "text": "其他事项另行通知。"},
]


@pytest.mark.parametrize(
    ("before", "after", "absent", "current"),
    [
        # a record without an id whose text changes is another document; the old one is reported
        (RECORDS, [{**RECORDS[0], "text": "稀土出口须经许可。第二版。"}, RECORDS[1]], ["甲通知"], 3),
        (RECORDS, RECORDS[:1], ["乙通知"], 2),
        (RECORDS, [*RECORDS, {"title": "丙通知", "text": "新增一件事项。"}], [], 3),
        # one with an id is replaced
        ([{**RECORDS[0], "id": "1"}], [{**RECORDS[0], "id": "1", "text": "稀土出口须经审批。"}], [], 1),
        ([{**row, "id": row["title"]} for row in RECORDS], [{**RECORDS[0], "id": "甲通知"}], ["乙通知"], 2),
    ],
)
@pytest.mark.parametrize("is_packed", [False, True])
def test_records_that_left_their_file_are_named(
    store: Store,
    tmp_path: Path,
    before: list[dict[str, str]],
    after: list[dict[str, str]],
    absent: list[str],
    current: int,
    is_packed: bool,
) -> None:
    path = tmp_path / ("a.zip" if is_packed else "a.jsonl")

    def write(rows: list[dict[str, str]]) -> None:
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        if not is_packed:
            path.write_text(text, encoding="utf-8")
            return
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inner.jsonl", text)

    write(before)
    assert ingest(store, "made", path).absent == []
    write(after)
    found = ingest(store, "made", path).absent
    titles = "SELECT title FROM document WHERE id IN (SELECT value FROM json_each(?)) ORDER BY title"
    assert store.column(titles, (json.dumps(found),)) == absent
    assert store.value("SELECT count(*) FROM document WHERE superseded_by IS NULL") == current
    assert ingest(store, "made", path).absent == []


def test_the_command_names_records_that_left_their_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, words = tmp_path / "a.jsonl", ["--corpus", "x", "--store", str(tmp_path / "s.sqlite")]
    for rows in (RECORDS, RECORDS[:1]):
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        capsys.readouterr()
        assert _run(["ingest", str(path), *words]) == 0
    told = " ".join(capsys.readouterr().err.split())
    assert "1 stored document is no longer in its file" in told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "4 documents have no date because it could not be read, such as “去年底”, “2023Q1”, “未注明”; "
            "counts over time leave them out",
        ),
        ("zh", "有 4 份文件的日期无法识别（如 “去年底”、“2023Q1”、“未注明”），按时间统计时不计入"),
    ],
)
def test_the_command_counts_dates_that_could_not_be_read(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    told: str,
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", language)
    path = tmp_path / "a.jsonl"
    dates = ["去年底", "2023Q1", "去年底", "2024-02-01", "未注明", ""]
    rows = [{"id": str(number), "date": date, "text": f"第{number}项。"} for number, date in enumerate(dates)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert _run(["ingest", str(path), "--corpus", "x", "--store", str(tmp_path / "s.sqlite")]) == 0
    shown = capsys.readouterr().err
    assert "".join(told.split()) in "".join(shown.split())


@pytest.mark.parametrize(
    ("names", "code", "documents", "told"),
    [
        (["a", "lost", "z"], 1, 2, "not read: lost: "),
        (["lost"], 1, 0, "zhengce: "),  # its own error
        (["lost", "gone"], 1, 0, "none of 2 corpora could be read: lost: "),
    ],
)
def test_a_corpus_that_can_not_be_read_keeps_no_other_from_being_read(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    names: list[str],
    code: int,
    documents: int,
    told: str,
) -> None:
    monkeypatch.setenv("ZHENGCE_CORPORA", str(tmp_path / "corpora"))
    for name in names:
        folder = tmp_path / "corpora" / name
        folder.mkdir(parents=True)
        (folder / "source.yml").write_text("location: texts\n", encoding="utf-8")
        if name in "az":
            (folder / "texts").mkdir()
            (folder / "texts" / "1.txt").write_text(f"{name}区关于试点的通知", encoding="utf-8")
    path = tmp_path / "s.sqlite"
    assert _run(["ingest", *names, "--store", str(path)]) == code
    shown = " ".join(capsys.readouterr().err.split())
    assert told in shown and "no such file or folder" in shown
    with Store(path) as store:
        assert count_rows(store)["documents"] == documents


def test_files_read_again_by_newer_rules_are_told_from_changed_ones(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"关于试点的通知\n正文{name}若干。", encoding="utf-8")
    first = ingest(store, "odd", folder)
    (folder / "c.txt").write_text("关于试点的通知\n正文另有若干。", encoding="utf-8")
    monkeypatch.setattr("flows.pipeline.reading.READING_VERSION", "0")
    second = ingest(store, "odd", folder)
    assert [(one.files, one.unchanged, one.reread) for one in (first, second)] == [(3, 0, 0), (3, 0, 2)]
