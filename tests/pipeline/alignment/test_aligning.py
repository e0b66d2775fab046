"""Aligning a store: once per content and version, resumable, with the share of sentences that have a counterpart."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.pipeline import align_pairs, store_known_pairs
from flows.pipeline.alignment.aligning import Task, measure_coverage
from flows.store import Store
from flows.store.translations import AlignedPassage, LinkedSpan, SentencePair, read_alignment, read_pairs
from tests.pipeline.alignment.texts import EN, ZH, FirstWithFirst, store_records

RECORDS = [
    record
    for number in range(3)
    for record in (
        {"id": f"{number}", "title": "样例市计划", "text": ZH + "。" * number},
        {
            "id": f"{number}-en",
            "title": "Sample City Plan",
            "text": EN + "." * number,
            "translation_of": f"{number}",
        },
    )
]


def test_a_pair_is_aligned_once_per_content_and_version(tmp_path: Path, small_lexicon: Lexicon) -> None:
    aligner = FirstWithFirst()
    with Store(tmp_path / "s.sqlite") as store:
        ids = store_records(store, tmp_path, RECORDS, small_lexicon)
        counts = align_pairs(store, lambda: aligner, [ids["0"]])
        assert (counts.pairs, counts.links, counts.unchanged) == (1, 3, 0)
        counts = align_pairs(store, lambda: aligner)
        assert (counts.pairs, counts.links, counts.unchanged) == (2, 6, 1)
        assert align_pairs(store, lambda: aligner).pairs == 0
        assert aligner.aligned == 3
        assert align_pairs(store, lambda: aligner, everything=True).pairs == 3
        changed = [{**RECORDS[0], "text": ZH + "新增一段。"}, *RECORDS[1:]]
        store_records(store, tmp_path, changed, small_lexicon)
        assert align_pairs(store, lambda: aligner).pairs == 1
        aligner.version = "first-2"
        assert align_pairs(store, lambda: aligner).pairs == 3


def test_worker_processes_give_the_same(tmp_path: Path, small_lexicon: Lexicon) -> None:
    found = []
    for workers in (1, 2):
        with Store(tmp_path / f"{workers}.sqlite") as store:
            store_records(store, tmp_path, RECORDS, small_lexicon)
            align_pairs(store, FirstWithFirst, workers=workers)
            found.append([(pair.id, read_alignment(store, pair.id)) for pair in read_pairs(store)])
    assert found[0] == found[1]
    assert [len(links) for _, links in found[0]] == [3, 3, 3]


def test_an_interrupted_run_is_continued(tmp_path: Path, small_lexicon: Lexicon) -> None:
    class Stopping(FirstWithFirst):
        def align(self, zh: object, en: object) -> list[SentencePair]:
            if self.aligned == 1:
                raise KeyboardInterrupt
            return super().align(zh, en)  # type: ignore[arg-type]

    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, RECORDS, small_lexicon)
        with pytest.raises(KeyboardInterrupt):
            align_pairs(store, Stopping)
        counts = align_pairs(store, FirstWithFirst)
        assert (counts.pairs, counts.unchanged) == (2, 1)


def test_nothing_is_loaded_where_there_is_no_pair(tmp_path: Path, small_lexicon: Lexicon) -> None:
    def load() -> FirstWithFirst:
        raise AssertionError

    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, RECORDS[:1], small_lexicon)
        assert store_known_pairs(store) == 0
        assert align_pairs(store, load).pairs == 0


def test_coverage_counts_characters_that_have_a_counterpart() -> None:
    task = Task(
        "x",
        [AlignedPassage("z-0", "paragraph", "一二三四 五六七八")],
        [AlignedPassage("e-0", "paragraph", "ab cd")],
    )
    links = [
        SentencePair((LinkedSpan("z-0", 0, 4),), (LinkedSpan("e-0", 0, 5),), 0.9, True),
        SentencePair((LinkedSpan("z-0", 5, 7),), (), 0.0, False),
        SentencePair((LinkedSpan("z-0", 7, 9),), (), 0.0, True),
    ]
    assert measure_coverage(task, links) == (0.5, 1.0)
