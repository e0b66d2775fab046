"""An index whose process is killed at any point answers, once synchronised, exactly what the store contains."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
from pathlib import Path
from typing import Any

import pytest

from flows.records import Annotation, Document, Passage
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import write_annotations
from flows.store.fulltext import FullText, filling, folder

SOURCE = SourceFile("sample", "a.jsonl", "f" * 64, "options", 100)
KINDS = {"tech_leverage": "strategy"}
LETTERS, STEP, KEYS = "自主可控国", 4, 9
QUERIES = [*LETTERS, *(one + other for one in LETTERS for other in LETTERS), "自主可", "可控国自"]


class _DyingWriter:
    """An index writer whose process ends by SIGKILL at the nth thing done with it, a commit being two: begun and done."""

    def __init__(self, writer: Any, left: list[int]) -> None:
        self._writer, self._left = writer, left

    def _count(self) -> None:
        self._left[0] -= 1
        if self._left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def __getattr__(self, name: str) -> Any:
        def call(*values: Any) -> Any:
            self._count()
            found = getattr(self._writer, name)(*values)
            if name == "commit":
                self._count()
            return found

        return call


def follow(path: Path, seed: int, events: int, seconds: float) -> None:
    """Write versions and labels in small batches, index each in small steps, and die after `events` or `seconds`."""
    folder._STEP, filling._BATCH = STEP, 3
    left, lock = [events], folder.IndexFolder._lock
    folder.IndexFolder._lock = lambda self: _DyingWriter(lock(self), left)  # type: ignore[method-assign]
    if seconds:
        threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()
    chooser = random.Random(seed)
    with Store(path) as store:
        run_id = store.begin_run("test")
        for _ in range(40):
            texts = ["".join(chooser.choices(LETTERS, k=chooser.randint(1, 9))) for _ in range(5)]
            documents = [
                (
                    Document("sample", str(chooser.randrange(KEYS)), text, title="t"),
                    [Passage(0, 0, len(text), text)],
                )
                for text in texts
            ]
            write_batch(store, run_id, SOURCE, documents, [], complete=True)
            ids = [row["id"] for row in store.rows("SELECT id FROM passage ORDER BY random() LIMIT 6")]
            labels = ("tech_leverage",) if chooser.random() < 0.5 else ()
            found = Annotation("zh", (), (), dict.fromkeys(labels, 0.9), labels)
            write_annotations(
                store,
                run_id,
                [(one, found) for one in ids],
                annotation_key="l",
                model_version="m",
                kinds=KINDS,
            )
            FullText(store).sync()


def check_against_the_store(path: Path) -> None:
    with Store(path) as store:
        index = FullText(store)
        index.sync()
        rows = store.rows(
            "SELECT p.id, p.text, EXISTS (SELECT 1 FROM category c WHERE c.passage_id = p.id AND c.rank IS NOT NULL) AS labelled "
            "FROM passage p JOIN document d ON d.id = p.document_id WHERE d.superseded_by IS NULL ORDER BY p.id"
        )
        assert index.matching_ids(index.all_of([])) == [row["id"] for row in rows]
        label = index.with_values("strategy", ["tech_leverage"])
        for query in QUERIES:
            wanted = index.all_of([index.phrase(query)])
            assert index.matching_ids(wanted) == [row["id"] for row in rows if query in row["text"]], query
            labelled = [row["id"] for row in rows if row["labelled"] and query in row["text"]]
            assert index.matching_ids(index.all_of([wanted, label])) == labelled, query


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_at_any_point(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    chooser = random.Random(7)
    events = [1, 5, 7, 8, *(chooser.randint(3, 120) for _ in range(4))]
    points = [*((event, 0.0) for event in events), *((0, chooser.uniform(0.01, 0.4)) for _ in range(5))]
    for seed, (after, seconds) in enumerate(points):
        process = context.Process(target=follow, args=(path, seed, after, seconds))
        process.start()
        process.join(30)
        assert process.exitcode == -signal.SIGKILL, (after, seconds)
        check_against_the_store(path)
