"""Align the paired documents of a store: sentence by sentence, one transaction per pair."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from flows.pipeline.executors import run_in_processes
from flows.pipeline.progress import report
from flows.store import Store
from flows.store.translations import (
    AlignedPassage,
    DocumentPair,
    LinkedSpan,
    PairFilter,
    SentencePair,
    measure_pairs,
    passages_to_align,
    read_pairs,
    save_alignment,
)

_LEAST_FOR_WORKERS = (
    400_000  # characters of both sides; below this, starting processes costs more than it saves
)
Passages = Sequence[AlignedPassage]


class Aligner(Protocol):
    """Aligns the passages of a text with those of its translation."""

    @property
    def version(self) -> str:
        """A name that changes when the same texts would be linked differently."""

    def align(self, zh: Passages, en: Passages) -> Sequence[SentencePair]:
        """Return the links in order; spans are within the passages given."""


@dataclass(slots=True)
class AlignCounts:
    """The result of an alignment run: pairs and links written, and pairs already aligned."""

    pairs: int = 0
    links: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A pair of documents with its texts."""

    pair_id: str
    zh: Passages
    en: Passages


def align_pairs(
    store: Store,
    load: Callable[[], Aligner],
    documents: Sequence[str] = (),
    *,
    everything: bool = False,
    workers: int = 0,
) -> AlignCounts:
    """Align every pair in use that this version has not aligned yet, or those of a few documents.

    Pairs are identified by both contents, so that the same texts are not aligned again; `everything` aligns
    all again. What an interrupted run has stored stays, and the next run continues from there. `workers` 0
    means one process per core if there is much text, else only this process. `load` returns the aligner; it
    is called only if there is a pair.
    """
    wanted = PairFilter(statuses=("used", "confirmed"), documents=documents)
    pairs = read_pairs(store, wanted)
    if not pairs:
        return AlignCounts()
    aligner = load()
    pending = [pair for pair in pairs if everything or pair.aligned_with != aligner.version]
    counts = AlignCounts(unchanged=len(pairs) - len(pending))
    if not pending:
        return counts
    sizes = measure_pairs(store, [pair.id for pair in pending])
    done, total = 0, sum(sizes.values())
    for task, links in _align_tasks(store, pending, aligner, _count_workers(workers, total)):
        report("align characters", done, total)
        if _save(store, task, links, aligner.version):
            counts.pairs += 1
            counts.links += sum(link.is_aligned for link in links)
        done += sizes[task.pair_id]
    report("align characters", done, total)
    return counts


def _save(store: Store, task: Task, links: Sequence[SentencePair], version: str) -> bool:
    """Store the links of a pair; return False if its texts have changed since they were read."""
    passages = (*task.zh, *task.en)
    return save_alignment(store, task.pair_id, links, version, measure_coverage(task, links), passages)


def measure_coverage(task: Task, links: Sequence[SentencePair]) -> tuple[float, float]:
    """Return the share of each side's characters that have a counterpart, ignoring white space."""
    linked = [link for link in links if link.is_aligned and link.zh and link.en]
    zh = _share(task.zh, [span for link in linked for span in link.zh])
    return zh, _share(task.en, [span for link in linked for span in link.en])


def _share(passages: Passages, spans: Sequence[LinkedSpan]) -> float:
    texts = {passage.id: passage.text for passage in passages}
    covered = sum(_count(texts[span.passage_id][span.start : span.end]) for span in spans)
    return covered / max(1, sum(map(_count, texts.values())))


def _count(text: str) -> int:
    return sum(map(len, text.split()))


_Aligned = tuple[Task, Sequence[SentencePair]]


def _align_tasks(
    store: Store, pairs: Sequence[DocumentPair], aligner: Aligner, workers: int
) -> Iterator[_Aligned]:
    tasks = (
        Task(
            pair.id,
            passages_to_align(store, pair.zh_document_id),
            passages_to_align(store, pair.en_document_id),
        )
        for pair in pairs
    )

    def align(task: Task) -> Sequence[SentencePair]:
        return aligner.align(task.zh, task.en)

    if workers == 1 or len(pairs) == 1:
        yield from ((task, align(task)) for task in tasks)
        return
    yield from run_in_processes(align, ((task, task) for task in tasks), workers)


def _count_workers(workers: int, characters: int) -> int:
    if workers:
        return workers
    return os.cpu_count() or 1 if characters >= _LEAST_FOR_WORKERS else 1
