"""Annotate what lacks current annotations, in worker processes where that pays; one transaction a batch."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from flows.annotation import Annotator, load_annotator
from flows.annotation.matching import dump_concepts, find_concerned, load_concepts
from flows.annotation.names import Context
from flows.pipeline.contexts import ContextBook
from flows.pipeline.document_names import name_documents
from flows.records import Annotation, AnnotationVersion
from flows.store import (
    FullText,
    Store,
    annotated_passages,
    confirm_annotations,
    count_pending,
    pending_passages,
    refresh_totals,
    remember_lexicon,
    stale_lexicons,
    write_annotations,
)

Report = Callable[[str, int, int], None]
_BATCH = 1000
# Below this a second process costs more (0.3 s to fork and warm up) than it saves.
_WORTH_WORKERS = 20_000
_worker_annotator: Annotator | None = None


@dataclass(slots=True)
class AnnotateCounts:
    """Passages annotated in this run, their mentions, and how many got at least one strategy; `confirmed` are those that
    the lexicon's changes do not concern, so that their annotations hold."""

    passages: int = 0
    mentions: int = 0
    labelled: int = 0
    indexed: int = 0
    confirmed: int = 0

    def add(self, found: Sequence[Annotation]) -> None:
        self.passages += len(found)
        self.mentions += sum(not mention.nested for annotation in found for mention in annotation.mentions)
        self.labelled += sum(bool(annotation.labels) for annotation in found)


def annotate_store(
    store: Store,
    run_id: str,
    annotator: Annotator,
    models: Path,
    *,
    everything: bool = False,
    workers: int = 0,
    report: Report = lambda stage, done, total: None,
    without_entities: Sequence[str] = (),
) -> AnnotateCounts:
    """Annotate every passage that has no annotation by this lexicon and models (all with `everything`), then sync the index.

    Where only the lexicon has changed, and the store knows the one before, passages that the change does not concern keep
    their annotations, which is what annotating them anew would give. `workers` 0: one a core for 20,000 passages and more,
    else this process alone. Passages of the corpora `without_entities` get no mentions by the entity model.
    """
    counts = AnnotateCounts()
    rounds = [_Round(annotator, None, tuple(without_entities))]
    if without_entities and annotator.entities:
        rounds.append(_Round(annotator.without_entities(), tuple(without_entities), ()))
    if not everything:
        counts.confirmed = sum(_confirm_unconcerned(store, part) for part in rounds)
    for part in rounds:
        remember_lexicon(store, part.key[0], dump_concepts(annotator.tagger.lexicon))
    done, total = 0, sum(part.count(store, everything) for part in rounds)
    contexts = ContextBook(store, annotator.tagger.lexicon)
    kinds = dict(annotator.model.kinds) if annotator.model else {}
    for part in rounds:
        for ids, found_here in _annotate_batches(store, part, models, contexts, everything, workers):
            pairs = list(zip(ids, found_here, strict=True))
            write_annotations(
                store, run_id, pairs, lexicon_hash=part.key[0], model_version=part.key[1], kinds=kinds
            )
            counts.add(found_here)
            report("annotate", done := done + len(ids), total)
    name_documents(store, annotator.tagger.lexicon)
    refresh_totals(store)
    counts.indexed = FullText(store).sync(lambda done, whole: report("index", done, whole))
    return counts


@dataclass(frozen=True, slots=True)
class _Round:
    """An annotator and the corpora that it annotates (None: any) but for those excluded."""

    annotator: Annotator
    corpora: tuple[str, ...] | None
    excluded: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.annotator.version.key, self.annotator.model_version

    def count(self, store: Store, everything: bool) -> int:
        return count_pending(
            store, *self.key, everything=everything, corpora=self.corpora, excluded=self.excluded
        )

    def batches(self, store: Store, everything: bool) -> Iterator[tuple[list[int], list[str]]]:
        return pending_passages(
            store, *self.key, everything=everything, size=_BATCH, corpora=self.corpora, excluded=self.excluded
        )


def _confirm_unconcerned(store: Store, part: _Round) -> int:
    confirmed = 0
    key = part.key
    for stale, concepts in stale_lexicons(store, *key).items():
        if AnnotationVersion.read(stale)[1:] != AnnotationVersion.read(key[0])[1:]:
            continue  # another tagging version or entity model: everything may come out otherwise
        is_concerned = find_concerned(load_concepts(concepts), part.annotator.tagger.lexicon)
        for ids, texts in annotated_passages(store, stale, key[1], size=_BATCH):
            same = [rowid for rowid, text in zip(ids, texts, strict=True) if not is_concerned(text)]
            confirm_annotations(store, same, key[0])
            confirmed += len(same)
    return confirmed


_Batch = tuple[list[int], list[Annotation]]


def _annotate_batches(
    store: Store, part: _Round, models: Path, contexts: ContextBook, everything: bool, workers: int
) -> Iterator[_Batch]:
    total = part.count(store, everything)
    processes = workers or (os.cpu_count() or 1 if total >= _WORTH_WORKERS else 1)
    if processes < 2 or not total:
        for ids, texts in part.batches(store, everything):
            yield ids, part.annotator.annotate(texts, contexts.find(ids))
        return
    global _worker_annotator
    _worker_annotator = part.annotator  # a forked worker finds it in its memory; a spawned one loads its own
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with_entities = part.annotator.entities is not None
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_start_worker, initargs=(models, with_entities)
    ) as pool:
        waiting: list[tuple[list[int], Future[list[Annotation]]]] = []
        for ids, texts in part.batches(store, everything):
            waiting.append((ids, pool.submit(_work, texts, contexts.find(ids))))
            if len(waiting) > 2 * processes:  # bounds what is held in memory
                done_ids, future = waiting.pop(0)
                yield done_ids, future.result()
        for ids, future in waiting:
            yield ids, future.result()


def _start_worker(models: Path, with_entities: bool) -> None:
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    global _worker_annotator
    if _worker_annotator is None:
        annotator = load_annotator(models)
        _worker_annotator = annotator if with_entities else annotator.without_entities()


def _end_with_parent(parent: int) -> None:
    """End this worker when the process that started it is gone (killed), so that none is left behind."""
    while os.getppid() == parent:
        time.sleep(2)
    os._exit(1)


def _work(texts: list[str], contexts: list[Context]) -> list[Annotation]:
    assert _worker_annotator is not None
    return _worker_annotator.annotate(texts, contexts)
