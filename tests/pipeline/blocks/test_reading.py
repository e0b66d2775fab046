"""Drafts and documents reach another process and return unchanged."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.corpus.readers import Options, Place, read_drafts
from flows.corpus.splitting import passages_of
from flows.pipeline import ingest_paths
from flows.pipeline.blocks.reading import ReadingRecipe, finish_drafts, group_drafts, reading_work
from flows.pipeline.executors import Processes
from flows.records import Document, Passage
from flows.store import Store
from flows.store.documents import read_rejections
from tests.kills import read_state


def records() -> bytes:
    rows: list[dict[str, object]] = [
        {
            "id": "a",
            "title": "关于样例的通知",
            "text": "各单位应当自主可控。\n2021年3月1日",
            "date": "2021-03-01",
        },
        {"id": "a", "title": "Notice", "text": "The plan sets targets.", "tags": ["x", 1, None]},
        {"id": "b", "text": "……"},
        {"id": "c", "title": "only a title"},
    ]
    return "\n".join([*(json.dumps(row, ensure_ascii=False) for row in rows), "{broken"]).encode()


def archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("one.txt", "第一条 为了样例，制定本办法。")
        made.writestr("two.html", "<html><body><p>The measures take effect today.</p></body></html>")
        made.writestr("three.jsonl", records())
        made.writestr("四.bin", b"\x00\x01")
    return packed.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "r.jsonl": records,
    "a.zip": archive,
    "n.txt": "关于样例的通知\n正文。".encode,
    "e.txt": bytes,  # empty
    "t.csv": "年份,产量\n2020,12\n2021,15\n".encode,
}


@pytest.mark.parametrize("name", FILES)
def test_a_block_brings_the_documents_that_this_process_makes(name: str) -> None:
    place = Place("c", name, name, name, "0" * 64)
    options = Options(publisher="示范部", skip={"id": ["z"]})
    batches = list(group_drafts(read_drafts(FILES[name](), place, options)))
    here = [finish_drafts(batch, count_damaged=True) for batch in batches]
    recipe = reading_work(count_damaged=True).recipe
    table = recipe.pack(batches)
    do, version = recipe.load(Path())
    there = [do(batch) for batch in recipe.unpack(table)]
    packed = [recipe.pack_result(batch, found) for batch, found in zip(batches, there, strict=True)]
    returned = [found for block in packed for found in recipe.unpack_results(block, table)]
    assert version == recipe.version
    assert json.dumps(returned, default=repr) == json.dumps(here, default=repr)


def test_a_file_without_documents_is_one_empty_batch() -> None:
    recipe = ReadingRecipe(True, ())
    batches = list(group_drafts([]))
    assert batches == [[]]
    assert list(recipe.unpack(recipe.pack([[], [], []]))) == [[], [], []]


def test_a_document_that_the_program_fails_on_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others of its batch are stored, and the run ends."""

    def fail(document: Document, *, count_damaged: bool) -> list[Passage]:
        if "unforeseen" in document.text:
            raise ValueError("no such day")
        return list(passages_of(document, count_damaged=count_damaged))

    monkeypatch.setattr("flows.pipeline.blocks.reading.passages_of", fail)
    for name, text in (("a.txt", "An ordinary notice."), ("b.txt", "An unforeseen notice.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Store(tmp_path / "zhengce.sqlite") as store, store.run("test") as run:
        counts = ingest_paths(store, run.id, "c", [tmp_path / "a.txt", tmp_path / "b.txt"])
        (rejected,) = read_rejections(store)
    assert (counts.documents, counts.rejected) == (1, 1)
    assert rejected.place.endswith("b.txt")
    assert "please report it: ValueError: no such day (test_reading.py:" in rejected.reason, rejected


def test_several_processes_store_what_one_stores(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    states = []
    for processes in (1, 2):
        own = tmp_path / str(processes)
        own.mkdir()
        with Store(own / "zhengce.sqlite") as store, store.run("test") as run:
            counts = ingest_paths(store, run.id, "c", [folder], executor=Processes(processes))
            again = ingest_paths(store, run.id, "c", [folder], executor=Processes(processes))
        assert (counts.documents, again.documents, again.unchanged) == (5, 0, len(FILES))
        states.append(read_state(own))
    assert states[0] == states[1]
