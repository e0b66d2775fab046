"""Annotating as work for an executor: batches of passages in, annotations out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flows.annotation import Annotator, load_annotator
from flows.annotation.names import Context
from flows.errors import ConfigurationError
from flows.pipeline.blocks.annotations import read_annotations, write_annotations
from flows.pipeline.blocks.faults import name_fault
from flows.pipeline.blocks.passages import (
    PassageBatch,
    find_batches,
    read_passages,
    write_passages,
)
from flows.pipeline.blocks.versions import code_version
from flows.pipeline.executors import Work
from flows.records import Annotation, NameChoice

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 1000
_LEAST_FOR_WORKERS = 20_000  # passages


@dataclass(frozen=True, slots=True)
class AnnotationRecipe:
    """The settings of a worker that annotates: names of the entity model, and the annotator."""

    names: NameChoice
    parts: tuple[tuple[str, str], ...]
    name: str = "annotate"

    @property
    def version(self) -> Mapping[str, str]:
        """The required parts of a worker's annotator."""
        return dict(self.parts)

    def load(self, models: Path) -> tuple[Callable[[PassageBatch], list[Annotation]], Mapping[str, str]]:
        """Return a function that annotates with the models of a folder, and its version there."""
        annotator = choose_names(_ready.get(models.resolve()) or _load(models.resolve()), self.names)
        annotator.load()
        return lambda batch: _annotate(annotator, batch), _version_of(annotator)

    def forget(self) -> None:
        """Forget the annotator, because the lexicon or the models may have changed on disk."""
        _ready.clear()
        _load.cache_clear()

    def pack(self, items: Sequence[PassageBatch]) -> pa.Table:
        """Return batches of passages as a table."""
        return write_passages(items)

    def unpack(self, table: pa.Table) -> Iterator[PassageBatch]:
        """Yield the batches of a table."""
        return read_passages(table)

    def pack_result(self, item: PassageBatch, result: list[Annotation]) -> pa.Table:  # noqa: ARG002
        """Return the annotations of a batch as a table."""
        return write_annotations(result)

    def unpack_results(self, results: pa.Table, items: pa.Table) -> Iterator[list[Annotation]]:
        """Yield the annotations of each batch of a block."""
        for first, end in find_batches(items):
            yield list(read_annotations(results.slice(first, end - first)))


def annotation_work(annotator: Annotator, models: Path) -> Work[PassageBatch, list[Annotation]]:
    """Return the work of annotating batches of passages with an annotator; workers load theirs."""
    if annotator.entities:  # any choice of names can be made from this one
        _ready[models.resolve()] = annotator
    names: NameChoice = annotator.entities.names if annotator.entities else "none"
    return Work(
        recipe=AnnotationRecipe(names, tuple(_version_of(annotator).items())),
        do=lambda batch: _annotate(annotator, batch),
        models=models,
        item_size=BATCH,
        least_for_workers=_LEAST_FOR_WORKERS,
        prepare=annotator.load,
    )


def _annotate(annotator: Annotator, batch: PassageBatch) -> list[Annotation]:
    """Annotate a batch; a passage that a reader fails on gets the mentions of lexicon and rules.

    Raises ConfigurationError for a damaged model: without it every passage would be annotated differently.
    """
    try:
        annotations = annotator.annotate(batch.texts, batch.contexts)
    except (MemoryError, ConfigurationError):
        raise
    except Exception:  # noqa: BLE001 - one unforeseen sentence must not stop a run of hours
        alone = zip(batch.texts, batch.contexts, strict=True)
        annotations = [_annotate_alone(annotator, text, context) for text, context in alone]
    return [found.without_tokens() for found in annotations]


def _annotate_alone(annotator: Annotator, text: str, context: Context) -> Annotation:
    try:
        return annotator.annotate([text], [context])[0]
    except (MemoryError, ConfigurationError):
        raise
    except Exception as error:  # noqa: BLE001 - reported with the run, see AnnotateCounts.faults
        return replace(annotator.annotate_plainly(text), fault=name_fault(error))


def choose_names(annotator: Annotator, choice: NameChoice) -> Annotator:
    """Return the annotator with full names, sure ones, or none of the entity model."""
    return annotator.without_entities() if choice == "none" else annotator.with_names(choice)


def _version_of(annotator: Annotator) -> dict[str, str]:
    made = annotator.version
    parts = {"lexicon": made.lexicon, "tagging": made.tagging, "names": made.entities}
    return {**parts, "classifier": annotator.model_version, **code_version("annotation")}


# Annotators by folder: forked processes find their parent's annotators here.
_ready: dict[Path, Annotator] = {}


@cache
def _load(models: Path) -> Annotator:
    """Return the annotator of a models folder, loaded once per process."""
    return load_annotator(models)
