"""Annotating a store: which names its corpora receive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.events import find_events
from flows.annotation.lazy import load_lazily
from flows.corpus.readers.dispatch import read_file
from flows.corpus.readers.shared import Options, Place
from flows.corpus.splitting.passages import passages_of
from flows.errors import ConfigurationError
from flows.pipeline.annotate import annotate_store
from flows.pipeline.executors import Processes
from flows.pipeline.ingest import corpora_by_names
from flows.records import Document, NameChoice
from flows.store.database import Store, next_change
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import EventFilter, count_pending, stored_events
from flows.store.facts.annotations import annotation_versions
from flows.store.passages import find_passages
from tests.support import MODELS

TEXT = "# 样例通知\n\n各有关部门应当认真组织实施，加强统筹协调，确保各项工作落到实处，取得实效。\n"


def write_corpus(store: Store, run_id: str, corpus: str, text: str = TEXT) -> None:
    (document,) = read_file(text.encode(), Place(corpus, "a.md", "a.md", "a.md"), Options())
    assert isinstance(document, Document)
    source = SourceFile(corpus, "a.md", "0", "", 1)
    write_batch(store, run_id, source, [(document, list(passages_of(document)))], [], complete=True)


def test_version_of_annotations_says_which_names_a_corpus_got(tmp_path: Path, annotator: Annotator) -> None:
    assert annotator.entities
    store = Store(tmp_path / "zhengce.sqlite")
    with store.run("test") as run:
        for corpus in ("first", "second", "third"):
            write_corpus(store, run.id, corpus)
        annotate_store(store, run.id, annotator, MODELS, exceptions={"sure": ["second"], "none": ["third"]})
    versions = [row.lexicon_hash.partition(".")[2] for row in annotation_versions(store)]
    makers = (annotator, annotator.with_names("sure"), annotator.without_entities())
    assert len(set(versions)) == len(makers)
    assert sorted(versions) == sorted(maker.version.entities for maker in makers)


def test_models_are_loaded_only_for_passages_to_annotate(
    tmp_path: Path, annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "zhengce.sqlite")
    loaded = []

    def load(*_: object) -> Annotator:
        loaded.append(True)
        return annotator

    monkeypatch.setattr("flows.annotation.lazy.load_annotator", load)
    names: dict[NameChoice, list[str]] = {"sure": ["second"]}
    for corpora, passages, loads in ((["first", "second"], 4, 1), ([], 0, 1), (["third"], 2, 2)):
        with store.run("test") as run:
            for corpus in corpora:
                write_corpus(store, run.id, corpus)
            counts = annotate_store(store, run.id, load_lazily(MODELS), MODELS, exceptions=names)
        assert (counts.passages, counts.waiting, len(loaded)) == (passages, 0, loads)
    with store.run("test") as run:
        again = annotate_store(store, run.id, load_lazily(MODELS), MODELS, everything=True, exceptions=names)
    assert (again.passages, len(loaded)) == (6, 3)


class Meddling:
    """Runs in this process while another job changes the passages of each batch in transit, this many times."""

    def __init__(self, store: Store, times: int) -> None:
        self.store, self.times = store, times

    def run(self, work: Any, items: Iterable[Any], total: int) -> Iterator[Any]:
        for result in Processes(1).run(work, items, total):
            if self.times:
                self.times -= 1
                with self.store.transaction() as connection:
                    change = next_change(self.store)
                    connection.execute("UPDATE passage SET changed = ?", (change,))
            yield result


@pytest.mark.parametrize(("times", "waiting"), [(0, 0), (1, 0), (2, 0), (99, 2)])
def test_what_another_job_changes_meanwhile_is_annotated_or_told(
    tmp_path: Path, annotator: Annotator, times: int, waiting: int
) -> None:
    store = Store(tmp_path / "zhengce.sqlite")
    with store.run("test") as run:
        write_corpus(store, run.id, "first")
        counts = annotate_store(store, run.id, annotator, MODELS, executor=Meddling(store, times))
    assert counts.waiting == waiting
    assert count_pending(store, annotator.version.key, annotator.model_version) == waiting


@pytest.mark.parametrize("processes", [1, 2])
def test_a_passage_that_a_reader_fails_on_keeps_its_terms_and_numbers(
    tmp_path: Path, annotator: Annotator, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    """The other passages of its batch are annotated as usual, and the run ends."""

    def fail(text: str, *rest: Any) -> Any:
        if "自主可控" in text:
            raise ValueError("unforeseen")
        return find_events(text, *rest)

    monkeypatch.setattr("flows.annotation.annotator.find_events", fail)
    text = "# 样例通知\n\n推进自主可控，到2030年达到70%。\n\n2021年7月，华为公司获得补助3亿元。\n"
    store = Store(tmp_path / "zhengce.sqlite")
    with store.run("test") as run:
        write_corpus(store, run.id, "first", text)
        counts = annotate_store(store, run.id, annotator, MODELS, executor=Processes(processes))
    ((passage, fault),) = counts.faults.items()
    assert passage.endswith("-1") and fault.startswith("ValueError: unforeseen (test_annotate.py:")
    assert (counts.passages, counts.waiting) == (3, 0)
    found = find_passages(store, [passage])[passage]
    assert [mention.text for mention in found.mentions] == ["自主可控", "2030年", "70%"]
    assert found.targets == []
    assert [event.action for event in stored_events(store, EventFilter())] == ["funded"]


def test_a_damaged_model_ends_the_run(
    tmp_path: Path, annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A passage would be annotated without names otherwise, and nobody told."""

    def fail(*_: Any) -> Any:
        raise ConfigurationError("annotation.damaged_parser", path=tmp_path, reason="unreadable")

    monkeypatch.setattr("flows.annotation.annotator.find_events", fail)
    store = Store(tmp_path / "zhengce.sqlite")
    with store.run("test") as run:
        write_corpus(store, run.id, "first")
        with pytest.raises(ConfigurationError, match="unreadable"):
            annotate_store(store, run.id, annotator, MODELS)
    assert count_pending(store, annotator.version.key, annotator.model_version) == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", {"none": (), "sure": ()}),
        ("names: full\n", {"none": (), "sure": ()}),
        ("names: sure\n", {"none": (), "sure": ("sample",)}),
        ("entities: false\nnames: sure\n", {"none": ("sample",), "sure": ()}),
    ],
)
def test_manifest_chooses_names(tmp_path: Path, line: str, expected: dict[str, tuple[str, ...]]) -> None:
    (tmp_path / "sample").mkdir()
    manifest = f"id: sample\nlocation: documents\n{line}"
    (tmp_path / "sample" / "source.yml").write_text(manifest, encoding="utf-8")
    assert corpora_by_names(tmp_path) == expected
