"""Annotate passages that lack current annotations, on an executor: this process, others, or a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType

from flows.annotation import Annotator, LazyAnnotator
from flows.annotation.matching import dump_concepts, find_concerned, load_concepts
from flows.pipeline.blocks import BATCH, PassageBatch, annotation_work, choose_names
from flows.pipeline.contexts import ContextBook
from flows.pipeline.executors import Executor, Processes
from flows.pipeline.progress import report
from flows.pipeline.settling import settle_documents
from flows.records import Annotation, AnnotationVersion, NameChoice
from flows.store import Store, change_number
from flows.store.corrected import settle_unsettled
from flows.store.facts import (
    annotated_passages,
    confirm_annotations,
    count_pending,
    forget_labels,
    pending_passages,
    remember_lexicon,
    stale_lexicons,
    write_annotations,
)
from flows.store.fulltext import FullText
from flows.store.passages import fetch_passages

_ATTEMPTS = 3  # if other jobs keep changing passages


@dataclass(slots=True)
class AnnotateCounts:
    """The result of an annotation run.

    `passages` were annotated, with so many `mentions`; `labelled` of them got at least one strategy;
    `indexed` went into the full-text index. `confirmed` passages kept their annotations, because the lexicon
    change does not affect them. `waiting` are still without annotations, because other jobs kept changing
    them. `faults` are the errors of the program, by public id of the passage, which then has only the
    mentions of lexicon and rules.
    """

    passages: int = 0
    mentions: int = 0
    labelled: int = 0
    indexed: int = 0
    confirmed: int = 0
    waiting: int = 0
    faults: dict[str, str] = field(default_factory=dict)

    def add(self, found: Sequence[Annotation]) -> None:
        """Add the annotations of a batch."""
        self.passages += len(found)
        self.mentions += sum(not mention.nested for annotation in found for mention in annotation.mentions)
        self.labelled += sum(bool(annotation.labels) for annotation in found)

    def numbers(self) -> dict[str, int]:
        """Return the counts by name."""
        counted = {name: number for name, number in asdict(self).items() if name != "faults"}
        return counted | self.number_of_faults()

    def number_of_faults(self) -> dict[str, int]:
        """Return how many passages have a fault, by the name of this count; nothing if none has."""
        if not self.faults:
            return {}
        return {"faults": len(self.faults)}


def annotate_store(
    store: Store,
    run_id: str,
    annotator: Annotator | LazyAnnotator,
    models: Path,
    *,
    everything: bool = False,
    executor: Executor | None = None,
    exceptions: Mapping[NameChoice, Sequence[str]] = MappingProxyType({}),
    resting: Sequence[str] = (),
) -> AnnotateCounts:
    """Annotate every passage without annotations by this lexicon and these models, then sync the index.

    If only the lexicon has changed and the store has the previous one, passages unaffected by the change keep
    their annotations, since annotating them again would yield the same. `everything` annotates all passages
    again. A lazy annotator is loaded only if there is a passage to annotate. `executor` is by default one
    process per core for 20,000 passages or more, else only this process. `exceptions` are, by choice of
    names, the corpora that get other names than from this annotator; those in `resting` are left
    unchanged.
    """
    executor = executor or Processes()
    settle_unsettled(store)
    counts = AnnotateCounts()
    lazy = annotator if isinstance(annotator, LazyAnnotator) else LazyAnnotator.of(annotator)
    rounds = _plan_rounds(lazy, exceptions, tuple(resting))
    if not everything:
        counts.confirmed = sum(_confirm_unaffected(store, part) for part in rounds)
    for part in rounds:
        remember_lexicon(store, part.key[0], dump_concepts(lazy.lexicon))
    run = _Run(store, run_id, models, executor, counts)
    for attempt in range(_ATTEMPTS):  # passages changed meanwhile by another job wait for the next attempt
        run.annotate(rounds, everything=everything and attempt == 0)
        counts.waiting = sum(part.count(store, everything=False) for part in rounds)
        if not counts.waiting:
            break
    with store.transaction():  # a removed category counts as unknown, not as found nowhere
        forget_labels(store, lazy.kinds)
    settle_documents(store, lazy.lexicon)
    counts.indexed = FullText(store).sync(lambda indexed, whole: report("index", indexed, whole))
    return counts


@dataclass(frozen=True, slots=True)
class _Run:
    """An annotation run: where it writes, what it runs on, and what it counts."""

    store: Store
    run_id: str
    models: Path
    executor: Executor
    counts: AnnotateCounts

    def annotate(self, rounds: Sequence[_Round], *, everything: bool) -> None:
        """Annotate the passages that are now pending, or all."""
        done, total = 0, sum(part.count(self.store, everything=everything) for part in rounds)
        contexts = ContextBook(self.store, rounds[0].annotator.lexicon)
        for part in rounds:
            waiting = part.count(self.store, everything=everything)
            if not waiting:
                continue
            annotator = choose_names(part.annotator.load(), part.names)
            work = annotation_work(annotator, self.models)
            kinds = dict(annotator.model.kinds) if annotator.model else {}
            batches = part.batches(self.store, contexts, everything=everything)
            for (ids, read_at), found in self.executor.run(work, batches, waiting):
                written = write_annotations(
                    self.store,
                    self.run_id,
                    list(zip(ids, found, strict=True)),
                    annotation_key=annotator.version.key,  # as loaded: the files may have changed
                    model_version=annotator.model_version,
                    kinds=kinds,
                    read_at=read_at,
                )
                self.counts.add([annotation for _, annotation in written])
                self.counts.faults |= _name_faults(self.store, written)
                done += len(ids)
                report("annotate", done, total)


def _name_faults(store: Store, written: Sequence[tuple[int, Annotation]]) -> dict[str, str]:
    """Return the faults of annotations by public id of the passage."""
    faults = {passage: annotation.fault for passage, annotation in written if annotation.fault}
    passages = fetch_passages(store, list(faults))
    return {found.passage_id: fault for found, fault in zip(passages, faults.values(), strict=True)}


@dataclass(frozen=True, slots=True)
class _Round:
    """An annotator, its names, the corpora that it annotates (None: all), and those that are excluded."""

    annotator: LazyAnnotator
    names: NameChoice
    corpora: tuple[str, ...] | None
    excluded: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The versions of the annotations (lexicon, tagging, names) and of the classifier."""
        return self.annotator.versions[self.names].key, self.annotator.model_version

    def count(self, store: Store, *, everything: bool) -> int:
        return count_pending(
            store, *self.key, everything=everything, corpora=self.corpora, excluded=self.excluded
        )

    def batches(
        self, store: Store, contexts: ContextBook, *, everything: bool
    ) -> Iterator[tuple[tuple[list[int], int], PassageBatch]]:
        """Yield batches of passages, each with their row ids and the change at which they were read.

        A block may take hours; passages changed meanwhile stay pending.
        """
        read_at = change_number(store)
        for ids, texts in pending_passages(
            store, *self.key, everything=everything, size=BATCH, corpora=self.corpora, excluded=self.excluded
        ):
            yield (ids, read_at), PassageBatch(texts, contexts.find(ids))
            read_at = change_number(store)


def _plan_rounds(
    annotator: LazyAnnotator, exceptions: Mapping[NameChoice, Sequence[str]], resting: tuple[str, ...] = ()
) -> list[_Round]:
    """Return one round for all corpora but the exceptions, and one for each other choice of names.

    Without an entity model there are no names to choose.
    """
    if annotator.names == "none":
        return [_Round(annotator, "none", None, ())]
    excluded = (*resting, *(corpus for corpora in exceptions.values() for corpus in corpora))
    others = [
        _Round(annotator, choice, tuple(corpora), ()) for choice, corpora in exceptions.items() if corpora
    ]
    return [_Round(annotator, annotator.names, None, excluded), *others]


def _confirm_unaffected(store: Store, part: _Round) -> int:
    """Mark older annotations as current if the lexicon change does not affect them; return their number."""
    confirmed = 0
    annotation_key, model_version = part.key
    for stale, concepts in stale_lexicons(store, *part.key).items():
        if AnnotationVersion.read(stale)[1:] != AnnotationVersion.read(annotation_key)[1:]:
            continue  # another tagging version or entity model: any annotation may differ
        is_concerned = find_concerned(load_concepts(concepts), part.annotator.lexicon)
        for ids, texts in annotated_passages(store, stale, model_version, size=BATCH):
            same = [rowid for rowid, text in zip(ids, texts, strict=True) if not is_concerned(text)]
            confirm_annotations(store, same, annotation_key)
            confirmed += len(same)
    return confirmed
