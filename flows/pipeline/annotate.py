"""Annotate passages that lack current annotations, in worker processes if that pays."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from flows.annotation import Annotator, load_annotator
from flows.annotation.matching import dump_concepts, find_concerned, load_concepts
from flows.annotation.names import Context
from flows.pipeline.alignment import find_pairs
from flows.pipeline.contexts import ContextBook, name_documents
from flows.pipeline.progress import report
from flows.records import Annotation, AnnotationVersion, NameChoice
from flows.store import (
    FullText,
    Store,
    annotated_passages,
    confirm_annotations,
    count_pending,
    pending_passages,
    remember_lexicon,
    stale_lexicons,
    write_annotations,
)

_BATCH = 1000
# Below so many passages, a second process costs more (0.3 s to fork and warm up) than it saves.
_WORTH_WORKERS = 20_000
_POLL_SECONDS = 2


class _Worker:
    """What a worker process holds.

    A forked one finds the annotator in its memory; a spawned one loads its own.
    """

    annotator: Annotator | None = None


@dataclass(slots=True)
class AnnotateCounts:
    """What one annotation run did.

    `passages` were annotated, with so many `mentions`; `labelled` of them got at least one strategy;
    `indexed` went into the full-text index. `confirmed` passages kept their annotations, because the lexicon
    change does not affect them.
    """

    passages: int = 0
    mentions: int = 0
    labelled: int = 0
    indexed: int = 0
    confirmed: int = 0

    def add(self, found: Sequence[Annotation]) -> None:
        """Add the annotations of a batch."""
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
    exceptions: Mapping[NameChoice, Sequence[str]] = MappingProxyType({}),
) -> AnnotateCounts:
    """Annotate every passage without annotations by this lexicon and these models, then sync the index.

    If only the lexicon has changed and the store knows the one before, passages unaffected by the change keep
    their annotations: annotating them again would give the same. `everything` annotates all passages again.
    `workers` 0 means one process per core for 20,000 passages and more, else this process alone.
    `exceptions` are the corpora that get other names than this annotator gives, by choice.
    """
    counts = AnnotateCounts()
    excluded = tuple(corpus for corpora in exceptions.values() for corpus in corpora)
    rounds = [_Round(annotator, None, excluded)]
    if annotator.entities:
        rounds += [
            _Round(choose_names(annotator, choice), tuple(corpora), ())
            for choice, corpora in exceptions.items()
            if corpora
        ]
    else:
        rounds = [_Round(annotator, None, ())]
    if not everything:
        counts.confirmed = sum(_confirm_unaffected(store, part) for part in rounds)
    for part in rounds:
        remember_lexicon(store, part.key[0], dump_concepts(annotator.tagger.lexicon))
    done, total = 0, sum(part.count(store, everything) for part in rounds)
    contexts = ContextBook(store, annotator.tagger.lexicon)
    kinds = dict(annotator.model.kinds) if annotator.model else {}
    for part in rounds:
        lexicon_hash, model_version = part.key
        for ids, found in _annotate_batches(store, part, _Workers(models, workers), contexts, everything):
            pairs = list(zip(ids, found, strict=True))
            write_annotations(
                store, run_id, pairs, lexicon_hash=lexicon_hash, model_version=model_version, kinds=kinds
            )
            counts.add(found)
            done += len(ids)
            report("annotate", done, total)
    name_documents(store, annotator.tagger.lexicon)
    find_pairs(store)
    counts.indexed = FullText(store).sync(lambda indexed, whole: report("index", indexed, whole))
    return counts


def choose_names(annotator: Annotator, choice: NameChoice) -> Annotator:
    """Return the annotator with full names, sure ones, or none of the entity model."""
    return annotator.without_entities() if choice == "none" else annotator.with_names(choice)


@dataclass(frozen=True, slots=True)
class _Round:
    """An annotator, the corpora that it annotates (None: all), and the corpora that are excluded."""

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


def _confirm_unaffected(store: Store, part: _Round) -> int:
    """Mark annotations by an older lexicon as current if the change does not affect them; return how many."""
    confirmed = 0
    key = part.key
    for stale, concepts in stale_lexicons(store, *key).items():
        if AnnotationVersion.read(stale)[1:] != AnnotationVersion.read(key[0])[1:]:
            continue  # another tagging version or entity model: any annotation may differ
        is_concerned = find_concerned(load_concepts(concepts), part.annotator.tagger.lexicon)
        for ids, texts in annotated_passages(store, stale, key[1], size=_BATCH):
            same = [rowid for rowid, text in zip(ids, texts, strict=True) if not is_concerned(text)]
            confirm_annotations(store, same, key[0])
            confirmed += len(same)
    return confirmed


_Batch = tuple[list[int], list[Annotation]]


@dataclass(frozen=True, slots=True)
class _Workers:
    """How many processes annotate (0: as many as pay), and where they load the models from."""

    models: Path
    number: int

    def count(self, passages: int) -> int:
        if self.number:
            return self.number
        return os.cpu_count() or 1 if passages >= _WORTH_WORKERS else 1


def _annotate_batches(
    store: Store, part: _Round, workers: _Workers, contexts: ContextBook, everything: bool
) -> Iterator[_Batch]:
    total = part.count(store, everything)
    processes = workers.count(total)
    if processes > 1 and total:
        yield from _annotate_in_parallel(store, part, workers.models, contexts, everything, processes)
        return
    for ids, texts in part.batches(store, everything):
        yield ids, part.annotator.annotate(texts, contexts.find(ids))


def _annotate_in_parallel(
    store: Store, part: _Round, models: Path, contexts: ContextBook, everything: bool, processes: int
) -> Iterator[_Batch]:
    _Worker.annotator = part.annotator
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    entities = part.annotator.entities
    names: NameChoice = entities.names if entities else "none"
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_start_worker, initargs=(models, names)
    ) as pool:
        waiting: list[tuple[list[int], Future[list[Annotation]]]] = []
        for ids, texts in part.batches(store, everything):
            waiting.append((ids, pool.submit(_work, texts, contexts.find(ids))))
            if len(waiting) > 2 * processes:  # bounds the memory in use
                done_ids, future = waiting.pop(0)
                yield done_ids, future.result()
        for ids, future in waiting:
            yield ids, future.result()


def follow_parent() -> None:
    """End this worker process as soon as the process that started it is gone."""
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()


def _start_worker(models: Path, names: NameChoice) -> None:
    follow_parent()
    if _Worker.annotator is None:
        _Worker.annotator = choose_names(load_annotator(models), names)


def _end_with_parent(parent: int) -> None:
    """End this worker when the process that started it is gone, so that a killed run leaves none behind."""
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os._exit(1)


def _work(texts: list[str], contexts: list[Context]) -> list[Annotation]:
    assert _Worker.annotator is not None
    return _Worker.annotator.annotate(texts, contexts)
