"""Annotate what lacks current annotations, in worker processes where that pays; one transaction a batch."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from flows.annotation.annotator import Annotator, load_annotator
from flows.annotation.comparison import dump_concepts, find_concerned, load_concepts
from flows.records import Annotation
from flows.store.database import Store
from flows.store.fulltext import FullText
from flows.store.lexicons import annotated_passages, confirm_annotations, remember_lexicon, stale_lexicons
from flows.store.reading import count_pending, pending_passages
from flows.store.writing import write_annotations

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


def annotate_store(
    store: Store,
    run_id: str,
    annotator: Annotator,
    models: Path,
    *,
    everything: bool = False,
    workers: int = 0,
    report: Report = lambda stage, done, total: None,
) -> AnnotateCounts:
    """Annotate every passage that has no annotation by this lexicon and model (all with `everything`), then sync the index.

    Where only the lexicon has changed, and the store knows the one before, passages that the change does not concern keep
    their annotations, which is what annotating them anew would give. `workers` 0: one a core for 20,000 passages and more,
    else this process alone.
    """
    counts = AnnotateCounts()
    key = (annotator.lexicon_hash, annotator.model_version)
    if not everything:
        counts.confirmed = _confirm_unconcerned(store, annotator)
    remember_lexicon(store, key[0], dump_concepts(annotator.tagger.lexicon))
    total = count_pending(store, *key, everything=everything)
    kinds = dict(annotator.model.kinds) if annotator.model else {}
    for ids, found_here in _annotate_batches(store, annotator, models, key, total, everything, workers):
        write_annotations(
            store,
            run_id,
            list(zip(ids, found_here, strict=True)),
            lexicon_hash=key[0],
            model_version=key[1],
            kinds=kinds,
        )
        counts.passages += len(ids)
        counts.mentions += sum(not mention.nested for found in found_here for mention in found.mentions)
        counts.labelled += sum(bool(found.labels) for found in found_here)
        report("annotate", counts.passages, total)
    counts.indexed = FullText(store).sync(lambda done, whole: report("index", done, whole))
    return counts


def _confirm_unconcerned(store: Store, annotator: Annotator) -> int:
    confirmed = 0
    key = (annotator.lexicon_hash, annotator.model_version)
    for stale, concepts in stale_lexicons(store, *key).items():
        if stale.rpartition("-")[2] != key[0].rpartition("-")[2]:
            continue  # another tagging version: everything may come out otherwise
        is_concerned = find_concerned(load_concepts(concepts), annotator.tagger.lexicon)
        for ids, texts in annotated_passages(store, stale, key[1], size=_BATCH):
            same = [rowid for rowid, text in zip(ids, texts, strict=True) if not is_concerned(text)]
            confirm_annotations(store, same, key[0])
            confirmed += len(same)
    return confirmed


_Batch = tuple[list[int], list[Annotation]]


def _annotate_batches(
    store: Store, annotator: Annotator, models: Path, key: tuple[str, str], total: int, everything: bool, workers: int
) -> Iterator[_Batch]:
    batches = pending_passages(store, *key, everything=everything, size=_BATCH)
    processes = workers or (os.cpu_count() or 1 if total >= _WORTH_WORKERS else 1)
    if processes < 2:
        for ids, texts in batches:
            yield ids, annotator.annotate(texts)
        return
    global _worker_annotator
    _worker_annotator = annotator  # a forked worker finds it in its memory; a spawned one loads its own
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_start_worker, initargs=(models,)) as pool:
        waiting: list[tuple[list[int], object]] = []
        for ids, texts in batches:
            waiting.append((ids, pool.submit(_work, texts)))
            if len(waiting) > 2 * processes:  # bounds what is held in memory
                done_ids, future = waiting.pop(0)
                yield done_ids, future.result()  # type: ignore[attr-defined]
        for ids, future in waiting:
            yield ids, future.result()  # type: ignore[attr-defined]


def _start_worker(models: Path) -> None:
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    global _worker_annotator
    if _worker_annotator is None:
        _worker_annotator = load_annotator(models)


def _end_with_parent(parent: int) -> None:
    """End this worker when the process that started it is gone (killed), so that none is left behind."""
    while os.getppid() == parent:
        time.sleep(2)
    os._exit(1)


def _work(texts: list[str]) -> list[Annotation]:
    assert _worker_annotator is not None
    return _worker_annotator.annotate(texts)
